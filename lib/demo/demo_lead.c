#include "demo/demo_lead.h"

enum { LEADS = 150 };

/* ---- steps of a lead ---------------------------------------------------- */

static void
give_origin(struct plan *p, struct dice *d, struct step *s, int64_t day)
{
	static const char *const usual[] = {"website", "website", "referral",
		"partner", "outbound", "advertising"};
	size_t campaign = dice_chance(d, 60) ? campaign_on(p, d, day)
					     : NOWHERE;

	give_text(p, s, "source", campaign == NOWHERE
			? usual[dice_below(d, 6)]
			: demo_campaigns[campaign].source);
	give_ref(p, s, "campaign", E_CAMPAIGN, campaign);
}

/* The first step: who wrote, rang or left a card. */
static struct step *
lead_add(struct plan *p, struct dice *d, struct life *l, int64_t day,
	size_t rep, const struct person *who, const char *company)
{
	size_t place = plan_record(p, E_LEAD);
	struct step *s = plan_step(p, life_at(l, p, d, day), DEED_ADD, E_LEAD,
		place, rep);

	give_text(p, s, "name", who->name);
	give_text(p, s, "company", company);
	give_text(p, s, "title", demo_titles[dice_below(d, TITLES)]);
	give_text(p, s, "email", who->email);
	give_ref(p, s, "owner", E_REP, rep);
	give_origin(p, d, s, day);
	return s;
}

static void
lead_work(struct plan *p, struct dice *d, struct life *l, int64_t day,
	size_t place, size_t rep)
{
	struct step *s = plan_step(p, life_at(l, p, d, day), DEED_SET, E_LEAD,
		place, rep);

	give_text(p, s, "status", "working");
	if (dice_chance(d, 55))
		touch_add(p, d, life_at(l, p, d, day + 1), DEED_NOTE, E_LEAD,
			place, NOWHERE, rep);
}

static void
lead_sleep(struct plan *p, struct dice *d, struct life *l, int64_t day,
	int64_t wake, size_t place, size_t rep)
{
	struct step *s = plan_step(p, life_at(l, p, d, day), DEED_NURTURE,
		E_LEAD, place, rep);

	give_day(p, s, "wake", wake);
}

static void
lead_pass(struct plan *p, struct dice *d, struct life *l, int64_t day,
	size_t place, size_t rep)
{
	static const char *const when[] = {"this quarter", "next quarter",
		"this year", "after the audit"};
	struct step *s = plan_step(p, life_at(l, p, d, day), DEED_QUALIFY,
		E_LEAD, place, rep);

	give_text(p, s, "budget", dice_chance(d, 70) ? "yes" : "no");
	give_text(p, s, "authority", dice_chance(d, 60) ? "yes" : "no");
	give_text(p, s, "need", demo_needs[dice_below(d, NEEDS)]);
	give_text(p, s, "timing", when[dice_below(d, 4)]);
}

/* ---- those that become deals -------------------------------------------- */

struct person *
lead_before(struct plan *p, struct dice *d, size_t company, size_t rep,
	int64_t day, struct lead_past *out)
{
	enum { SOON = 4, LONG = 24 };
	const struct demo_company *c = &demo_companies[company];
	const char *domain = company_domain(p, c->brief);
	int64_t from = day - dice_between(d, SOON, 45);
	struct person *who;
	struct step *s;

	if (from < p->joined[rep] + 3)
		from = p->joined[rep] + 3;
	from = from < p->first + 1 ? p->first + 1 : from;
	from = from > day ? day : from;
	who = person_new(p, c->people, company, domain, day);
	*out = (struct lead_past){.life = LIFE_NEW};
	s = lead_add(p, d, &out->life, from, rep, who, c->name);
	give_text(p, s, "country", c->country);
	give_text(p, s, "website", arena_fmt(p->arena, "https://www.%s",
		domain));
	out->place = s->place;
	from += from < day;
	lead_work(p, d, &out->life, from, out->place, rep);
	if (day - from > LONG && dice_chance(d, 50)) {
		lead_sleep(p, d, &out->life, from + 3, from + 17, out->place,
			rep);
		from += 17;
		plan_step(p, life_at(&out->life, p, d, from), DEED_REOPEN,
			E_LEAD, out->place, rep);
	}
	if (dice_chance(d, 90))
		lead_pass(p, d, &out->life, from + (day - from) / 2,
			out->place, rep);
	return who;
}

/* ---- the others --------------------------------------------------------- */

enum lead_end { END_NEW, END_WORKING, END_NURTURING, END_QUALIFIED, END_OUT };

struct lead_kind {
	enum lead_end end;
	size_t count;
	int64_t youngest, oldest; /* days before the last one */
};

/* What remains to make up the number is disqualified. */
static const struct lead_kind kinds[] = {
	{END_NEW, 12, 0, 9},
	{END_WORKING, 15, 4, 45},
	{END_QUALIFIED, 10, 8, 40},
	{END_NURTURING, 22, 20, 260},
	{END_OUT, LEADS, 12, 715},
};

static const char *
out_reason(struct dice *d)
{
	static const char *const reasons[] = {"no-need", "no-budget",
		"too-small", "unreachable", "unreachable", "duplicate",
		"spam", "no-need", "too-small", "other"};

	return reasons[dice_below(d, 10)];
}

static void
lead_goes(struct plan *p, struct dice *d, struct life *l, int64_t day,
	size_t place, size_t rep, enum lead_end end)
{
	struct step *s;

	if (end == END_NEW)
		return;
	if (end != END_OUT || dice_chance(d, 65))
		lead_work(p, d, l, day + dice_between(d, 1, 3), place, rep);
	if (end == END_NURTURING)
		lead_sleep(p, d, l, day + dice_between(d, 6, 18),
			p->cal.today + dice_between(d, -2, 45), place, rep);
	if (end == END_QUALIFIED)
		lead_pass(p, d, l, day + dice_between(d, 4, 8), place, rep);
	if (end != END_OUT)
		return;
	s = plan_step(p, life_at(l, p, d, day + dice_between(d, 3, 12)),
		DEED_DISQUALIFY, E_LEAD, place, rep);
	s->word = out_reason(d);
}

static enum people
people_of(size_t rep)
{
	size_t i = 0;

	while (demo_companies[i].rep != demo_reps[rep].market)
		i++;
	return demo_companies[i].people;
}

/* Who is there when it comes in and stays until it is dealt with. */
static size_t
seller_on(const struct plan *p, struct dice *d, int64_t day, int64_t until)
{
	size_t r;

	do
		r = (size_t)dice_below(d, DEMO_REPS);
	while (!rep_sells(p, r, day - 2) || !rep_sells(p, r, until));
	return r;
}

static void
lead_other(struct plan *p, struct dice *d, const struct lead_kind *k,
	size_t nth)
{
	int64_t day = p->last - dice_between(d, k->youngest, k->oldest);
	size_t rep = seller_on(p, d, day, k->end == END_OUT ? day + 20
							    : p->last);
	enum people people = people_of(rep);
	const char *company = arena_fmt(p->arena, "%s %s",
		demo_heads[nth % COMPANY_HEADS],
		demo_tails[(nth / COMPANY_HEADS + nth * 5) % COMPANY_TAILS]);
	const struct person *who = person_new(p, people, NOWHERE,
		company_domain(p, company), day);
	struct life l = LIFE_NEW;
	struct step *s = lead_add(p, d, &l, day, rep, who, company);

	give_text(p, s, "country", demo_countries[people][dice_below(d, 4)]);
	if (k->end == END_NEW && nth % 4 == 0)
		give_nothing(p, s, "owner");
	lead_goes(p, d, &l, day, s->place, rep, k->end);
}

void
plan_leads(struct plan *p)
{
	struct dice d = dice_of(6);
	size_t nth = 0;

	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		for (size_t n = 0; n < kinds[i].count &&
			p->planned[E_LEAD] < LEADS; n++)
			lead_other(p, &d, &kinds[i], nth++);
}
