/* How a deal begins. */
#include <string.h>

#include "demo/demo_deal.h"

size_t
deal_actor(const struct telling *t)
{
	return t->rep == NOWHERE ? REP_INES : t->rep;
}

void
give_next(struct telling *t, struct step *s)
{
	if (!t->f->latest && dice_chance(t->d, 18))
		return;
	give_text(t->p, s, "next_step",
		demo_next_steps[dice_below(t->d, NEXT_STEPS)]);
	give_day(t->p, s, "next", day_working(t->p->cal.today +
		dice_between(t->d, -3, 13)));
}

/* ---- whom it is sold to ------------------------------------------------- */

enum { KNOWN_FROM = 25, DEBUT_EVERY = 205 };

/* Companies come to be known one after the other, through a lead. */
static bool
is_debut(const struct plan *p, size_t company, size_t nth, int64_t day)
{
	return p->known_since[company] == NUM_NULL && day >= p->first +
		KNOWN_FROM + (int64_t)(nth * DEBUT_EVERY + company % 7 * 9);
}

static size_t
company_for(const struct plan *p, struct dice *d, const struct fate *f)
{
	size_t rep = f->rep == NOWHERE ? REP_INES : f->rep, nth = 0, n = 0;
	size_t found = NOWHERE;

	if (f->renews)
		return f->renews->company;
	for (size_t i = 0; i < DEMO_COMPANIES; i++) {
		if (demo_companies[i].rep != demo_reps[rep].market)
			continue;
		if (p->known_since[i] == NUM_NULL) {
			if (is_debut(p, i, nth++, f->made))
				return i;
		} else if (p->known_since[i] + SETTLED <= f->made ||
			p->known_since[i] == p->first) {
			if (dice_below(d, (int64_t)++n) == 0)
				found = i;
		}
	}
	return found;
}

static const char *
segment_of(size_t company)
{
	int n = demo_companies[company].employees;

	return n < 150 ? "small" : n < 700 ? "middle" : "large";
}

/* ---- how it begins ------------------------------------------------------ */

/* What is usual in an industry, or anywhere. */
static const char *
topic_of(struct dice *d, const char *industry)
{
	const char *found = "pilot";
	bool own = dice_chance(d, 62);
	size_t n = 0;

	for (size_t i = 0; i < TOPICS; i++) {
		const struct demo_topic *t = &demo_topics[i];

		if (own ? !t->industries || !strstr(t->industries, industry)
			: t->industries != NULL)
			continue;
		if (dice_below(d, (int64_t)++n) == 0)
			found = t->name;
	}
	return found;
}

static const char *
name_of(struct telling *t)
{
	const struct fate *f = t->f;
	const char *brief = demo_companies[f->company].brief;

	if (f->renews)
		return arena_fmt(t->p->arena, "%s monitoring, %s", brief,
			f->renews->renews ? "third year" : "second year");
	return arena_fmt(t->p->arena, "%s %s", brief,
		topic_of(t->d, demo_companies[f->company].industry));
}

static void
give_product(struct telling *t, struct step *s)
{
	static const int64_t prices[] = {155, 298, 420, 1190, 99, 360, 990,
		119};
	static const size_t usual[] = {0, 0, 0, 1, 2, 3, 5, 6,
		PRODUCT_RETIRED};
	const struct fate *f = t->f;
	size_t i = usual[dice_below(t->d, 8 + (f->ended < t->p->last - 330))];

	if (f->renews)
		i = PRODUCT_RENEWED;
	give_ref(t->p, s, "product", E_PRODUCT, i);
	if (f->renews)
		give_int(t->p, s, "quantity", f->recurring / 95);
	else if (f->amount)
		give_int(t->p, s, "quantity",
			1 + f->amount * 6 / 10 / prices[i]);
}

static const char *
source_of(const struct telling *t)
{
	static const char *const usual[] = {"referral", "outbound", "partner",
		"website", "referral", "event"};

	if (t->lead.place != NOWHERE)
		return NULL; /* the lead's own */
	return t->f->renews ? NULL : usual[dice_below(t->d, 6)];
}

static void
give_start(struct telling *t, struct step *s)
{
	struct plan *p = t->p;
	const struct fate *f = t->f;
	const char *currency = demo_reps[f->rep == NOWHERE ? REP_INES
		: f->rep].currency;

	give_text(p, s, "name", name_of(t));
	give_text(p, s, "pipeline", f->renews ? "renewals" : NULL);
	give_text(p, s, "stage", str_is(str_of(t->stage), fate_stage(f, 0))
			? NULL : t->stage);
	give_text(p, s, "currency", currency);
	if (t->amount)
		give_money(p, s, "amount", t->amount);
	give_money(p, s, "recurring", f->recurring);
	give_day(p, s, "close", t->close);
	give_product(t, s);
	give_text(p, s, "source", source_of(t));
	give_text(p, s, "segment", segment_of(f->company));
	if (f->recurring != NUM_NULL)
		give_int(p, s, "sites", f->recurring / 95);
	if (f->renews)
		give_ref(p, s, "renewal_of", E_DEAL, f->renews->deal);
	give_text(p, s, "tag", dice_chance(t->d, 5) ? "tender" : NULL);
	if (t->from_sheet)
		give_text(p, s, "ext", arena_fmt(p->arena, "sheet:D%zu",
			f->deal + 1));
	if (t->silent && f->end == FATE_OPEN && f->rep != NOWHERE)
		give_next(t, s);
}

static void
begin_known(struct telling *t, int64_t day)
{
	static const char why[] = "open deals, from the spreadsheet";
	struct plan *p = t->p;
	struct fate *f = t->f;
	int64_t at = t->from_sheet ? plan_instant(p, p->first, -30)
				   : life_at(&t->life, p, t->d, day);
	struct step *s = plan_step(p, at, DEED_ADD, E_DEAL, f->deal,
		t->from_sheet ? REP_INES : deal_actor(t));

	s->alone = t->from_sheet ? why : NULL;
	t->life.at = at;
	f->contact = contact_on(p, t->d, f->company, day);
	give_start(t, s);
	give_ref(p, s, "account", E_ACCOUNT, p->account[f->company]);
	give_ref(p, s, "contact", E_CONTACT, f->contact);
	if (t->rep == NOWHERE)
		give_nothing(p, s, "owner");
	else
		give_ref(p, s, "owner", E_REP, t->rep);
}

/* Through a lead, who becomes the contact; the company may be new. */
static void
begin_lead(struct telling *t, int64_t day)
{
	struct plan *p = t->p;
	struct fate *f = t->f;
	size_t company = f->company;
	bool debut = p->known_since[company] == NUM_NULL;
	struct person *who = lead_before(p, t->d, company, deal_actor(t), day,
		&t->lead);
	struct step *s;

	if (debut) {
		p->known_since[company] = day;
		p->account[company] = plan_record(p, E_ACCOUNT);
	}
	t->life = t->lead.life;
	s = plan_step(p, life_at(&t->life, p, t->d, day), DEED_CONVERT,
		E_LEAD, t->lead.place, deal_actor(t));
	s->deal = f->deal;
	s->account = p->account[company];
	s->contact = f->contact = who->contact = plan_record(p, E_CONTACT);
	who->since = day + SETTLED;
	give_start(t, s);
	if (t->rep == NOWHERE)
		give_nothing(p, s, "owner");
	if (!debut)
		return;
	s = plan_step(p, t->life.at + US_PER_DAY / 2, DEED_SET, E_ACCOUNT,
		p->account[company], deal_actor(t));
	account_give(p, s, company);
}

void
deal_begin(struct telling *t, int64_t day)
{
	struct plan *p = t->p;
	struct fate *f = t->f;
	bool lead;

	f->company = company_for(p, t->d, f);
	f->deal = plan_record(p, E_DEAL);
	t->from_sheet = f->made < p->first;
	lead = p->known_since[f->company] == NUM_NULL ||
		(!t->from_sheet && !f->renews && f->rep != NOWHERE &&
			f->made > p->first + 40 && dice_chance(t->d, 6));
	if (lead)
		begin_lead(t, day);
	else
		begin_known(t, day);
	t->begun = t->life.at;
}
