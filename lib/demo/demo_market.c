/* Campaigns, companies and people. */
#include "demo/demo_plan.h"

enum { EACH = 6 }; /* companies a rep */

/* ---- campaigns ---------------------------------------------------------- */

static void
campaign_end(struct plan *p, struct dice *d, size_t i, int64_t end,
	size_t actor)
{
	int64_t budget = 0;
	struct life l = LIFE_NEW;
	struct str whole = str_of(demo_campaigns[i].budget);
	struct step *s;
	struct err ignored;

	whole.n = str_find(whole, '.');
	num_parse(whole, 0, INT64_MAX, &budget, &ignored);
	s = plan_step(p, life_at(&l, p, d, end + 3), DEED_SET, E_CAMPAIGN, i,
		actor);
	give_text(p, s, "status", "completed");
	give_money(p, s, "cost", budget * dice_between(d, 84, 113) / 100);
}

static void
plan_campaign(struct plan *p, struct dice *d, size_t i)
{
	const struct demo_campaign *c = &demo_campaigns[i];
	size_t actor = *c->currency == 'U' ? REP_GRACE : REP_INES;
	int64_t start = p->first + c->begins, end = start + c->days;
	struct life l = LIFE_NEW;
	struct step *s = plan_step(p, life_at(&l, p, d, start - 18), DEED_ADD,
		E_CAMPAIGN, plan_record(p, E_CAMPAIGN), actor);

	give_text(p, s, "name", c->name);
	give_text(p, s, "channel", c->channel);
	give_text(p, s, "status", "planned");
	give_day(p, s, "start", start);
	give_day(p, s, "end", end);
	give_text(p, s, "currency", c->currency);
	give_text(p, s, "budget", c->budget);
	give_text(p, s, "expected_revenue", c->expected);
	if (c->parent >= 0)
		give_ref(p, s, "parent", E_CAMPAIGN, (size_t)c->parent);
	s = plan_step(p, life_at(&l, p, d, start), DEED_SET, E_CAMPAIGN, i,
		actor);
	give_text(p, s, "status", "active");
	if (end + 3 <= p->last)
		campaign_end(p, d, i, end, actor);
}

size_t
campaign_on(const struct plan *p, struct dice *d, int64_t day)
{
	enum { AFTER = 25 };
	size_t found = NOWHERE, n = 0;

	for (size_t i = 1; i < DEMO_CAMPAIGNS; i++) {
		int64_t start = p->first + demo_campaigns[i].begins;

		if (day >= start &&
			day <= start + demo_campaigns[i].days + AFTER &&
			dice_below(d, (int64_t)++n) == 0)
			found = i;
	}
	return found;
}

/* ---- people ------------------------------------------------------------- */

const char *
company_domain(struct plan *p, const char *brief)
{
	struct buf b = {0};
	struct str s;

	demo_plain(brief, 0, &b);
	buf_cstr(&b, ".example");
	s = arena_str(p->arena, buf_view(&b));
	buf_free(&b);
	return arena_cstr(p->arena, s);
}

struct person *
person_new(struct plan *p, enum people people, size_t company,
	const char *domain, int64_t since)
{
	size_t k = p->named[people]++;
	const char *first = demo_first[people][k % FIRST_NAMES];
	const char *last = demo_last[people][(k / FIRST_NAMES + k * 7) %
		LAST_NAMES];
	struct person *w = arena_alloc(p->arena, sizeof *w);
	struct buf b = {0};

	demo_plain(first, 0, &b);
	buf_char(&b, '.');
	demo_plain(last, 0, &b);
	*w = (struct person){
		.name = arena_fmt(p->arena, "%s %s", first, last),
		.email = arena_fmt(p->arena, "%s@%s", b.p, domain),
		.company = company,
		.contact = NOWHERE,
		.since = since,
	};
	buf_free(&b);
	*ARR_ADD(&p->persons) = w;
	return w;
}

size_t
contact_on(const struct plan *p, struct dice *d, size_t company, int64_t day)
{
	size_t found = NOWHERE, n = 0;

	for (size_t i = 0; i < p->persons.n; i++) {
		const struct person *w = p->persons.v[i];

		if (w->company == company && w->contact != NOWHERE &&
			w->since <= day && dice_below(d, (int64_t)++n) == 0)
			found = w->contact;
	}
	return found;
}

/* Numbers that are kept free for plays and books. */
static const char *
phone_of(struct plan *p, const char *country, size_t n)
{
	static const struct {
		const char *country, *stem;
	} stems[] = {{"DE", "+49 30 23125"}, {"GB", "+44 1632 960"},
		{"US", "+1 202 555 0"}, {"SE", "+46 8 465 004"},
		{"FR", "+33 1 99 00 1"}};

	for (size_t i = 0; i < sizeof stems / sizeof *stems; i++)
		if (str_is(str_of(country), stems[i].country))
			return arena_fmt(p->arena, "%s%zu", stems[i].stem,
				100 + n % 99);
	return NULL;
}

/* Of companies elsewhere in the EU, for reverse charge: numbers nobody has. */
static const char *
vat_of(struct plan *p, const char *country, size_t n)
{
	static const char union_but_home[] = "AT BE DK ES FI FR IE IT NL PT SE";

	return strstr(union_but_home, country)
		? arena_fmt(p->arena, "%s%09zu", country, 999000000 + n)
		: NULL;
}

void
contact_add(struct plan *p, int64_t at, struct person *who, size_t actor)
{
	const struct demo_company *c = &demo_companies[who->company];
	struct dice d = dice_of(7000 + p->planned[E_CONTACT]);
	struct step *s;

	who->contact = plan_record(p, E_CONTACT);
	s = plan_step(p, at, DEED_ADD, E_CONTACT, who->contact, actor);
	give_text(p, s, "name", who->name);
	give_text(p, s, "title", demo_titles[dice_below(&d, TITLES)]);
	give_text(p, s, "email", who->email);
	give_text(p, s, "phone", phone_of(p, c->country, who->contact));
	give_text(p, s, "country", c->country);
	give_ref(p, s, "account", E_ACCOUNT, p->account[who->company]);
	give_ref(p, s, "owner", E_REP, actor);
	if (dice_chance(&d, 40))
		give_day(p, s, "consent", who->since - dice_below(&d, 90));
	if (dice_chance(&d, 3))
		give_text(p, s, "do_not_contact", "yes");
}

/* ---- companies ---------------------------------------------------------- */

void
account_give(struct plan *p, struct step *s, size_t company)
{
	enum { TURNOVER = 140000 }; /* a head and year */
	const struct demo_company *c = &demo_companies[company];
	const char *currency = demo_reps[c->rep].currency;

	give_text(p, s, "industry", c->industry);
	give_int(p, s, "employees", c->employees);
	give_text(p, s, "currency", currency);
	give_money(p, s, "revenue", (int64_t)c->employees * TURNOVER);
	give_int(p, s, "terms", c->employees > 500 ? 45 : 30);
	give_text(p, s, "city", c->city);
	give_text(p, s, "country", c->country);
	give_text(p, s, "phone", phone_of(p, c->country, company));
	give_text(p, s, "vat_id", vat_of(p, c->country, company));
}

void
account_add(struct plan *p, int64_t at, size_t company, size_t actor)
{
	const struct demo_company *c = &demo_companies[company];
	const char *domain = company_domain(p, c->brief);
	struct step *s;

	p->account[company] = plan_record(p, E_ACCOUNT);
	p->known_since[company] = p->first;
	s = plan_step(p, at, DEED_ADD, E_ACCOUNT, p->account[company], actor);
	give_text(p, s, "name", c->name);
	give_text(p, s, "domain", domain);
	give_text(p, s, "website", arena_fmt(p->arena, "https://www.%s",
		domain));
	account_give(p, s, company);
	give_ref(p, s, "owner", E_REP, actor);
	give_text(p, s, "source", "import");
	give_text(p, s, "ext", arena_fmt(p->arena, "sheet:A%zu",
		p->account[company] + 1));
}

/* The customers there were, from the spreadsheet of before. */
static void
plan_customers(struct plan *p)
{
	static const char why[] = "customers, from the spreadsheet";
	int64_t at = plan_instant(p, p->first, -40);
	size_t from = p->steps.n;

	for (size_t i = 0; i < DEMO_COMPANIES; i++) {
		const struct demo_company *c = &demo_companies[i];
		size_t rep = c->rep == REP_NOAH ? REP_DANA : (size_t)c->rep;
		const char *domain = company_domain(p, c->brief);

		p->known_since[i] = NUM_NULL;
		p->account[i] = NOWHERE;
		if (i % EACH >= 3 + (size_t)(c->rep % 2))
			continue;
		account_add(p, at, i, rep);
		for (size_t n = 0; n < 1 + (i % 4 == 0); n++)
			contact_add(p, at, person_new(p, c->people, i, domain,
				p->first), rep);
	}
	while (from < p->steps.n)
		p->steps.v[from++]->alone = why;
}

void
plan_market(struct plan *p)
{
	struct dice d = dice_of(1);

	for (size_t i = 0; i < DEMO_CAMPAIGNS; i++)
		plan_campaign(p, &d, i);
	plan_customers(p);
}
