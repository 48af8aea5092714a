/* What everybody is to sell: last, current and next quarter. */
#include "demo/demo_plan.h"

enum { LAST, CURRENT, NEXT, MONTHS = 3 };

/* Who sets what, and when. */
struct setting {
	struct plan *p;
	int64_t at;
	size_t actor;
	const char *why; /* said of the operation */
};

static struct step *
set(const struct setting *o, int holder, size_t place, const char *period,
	int64_t value, const char *currency)
{
	struct step *s = plan_step(o->p, o->at, DEED_QUOTA, E_QUOTA, NOWHERE,
		o->actor);

	s->alone = o->why;
	give_ref(o->p, s, "holder", holder, place);
	give_text(o->p, s, "period", period);
	give_text(o->p, s, "value", arena_fmt(o->p->arena, "%lld%s",
		(long long)value, currency ? currency : ""));
	return s;
}

static void
set_months(const struct setting *o, size_t rep, const struct period *q,
	int64_t value)
{
	static const int64_t shares[MONTHS] = {28, 33, 39};
	struct period *months;
	struct err ignored;
	size_t n;

	if (period_split(q, UNIT_MONTH, &o->p->cal, o->p->arena, &months, &n,
		    &ignored) || n != MONTHS)
		return;
	for (size_t i = 0; i < n; i++)
		set(o, E_REP, rep, months[i].label, value * shares[i] / 100,
			demo_reps[rep].currency);
}

/* Petra plans by the month, Tom in both ways, which do not agree. */
static void
set_rep(const struct setting *o, size_t rep, int quarter)
{
	const struct period *q = &o->p->quarters[quarter];
	int64_t value = rep_quota(rep, quarter - CURRENT);

	if (rep == REP_PETRA) {
		set_months(o, rep, q, value);
		return;
	}
	set(o, E_REP, rep, q->label, value, demo_reps[rep].currency);
	if (rep == REP_TOM && quarter == CURRENT)
		set_months(o, rep, q, value + 1500);
	if (rep == REP_ANNA)
		give_text(o->p, set(o, E_REP, rep, q->label, 3, NULL),
			"measure", "count");
	if (rep == REP_ELIN) {
		struct step *s = set(o, E_REP, rep, q->label, 400, "EUR");

		give_text(o->p, s, "measure", "recurring");
		give_text(o->p, s, "selector", "pipeline:renewals");
	}
}

/* Who was there when the quarter was planned, and for long enough. */
static bool
has_quota(const struct plan *p, size_t rep, int quarter)
{
	enum { EARLY = 20, LATE = 30 };
	int64_t from = p->quarters[quarter].from;

	return p->joined[rep] < from - EARLY && p->left[rep] > from + LATE;
}

static int64_t
sum_of(const struct plan *p, int quarter, const char *currency,
	const int *teams, size_t n)
{
	int64_t sum = 0;

	for (size_t r = 0; r < DEMO_REPS; r++)
		for (size_t i = 0; i < n; i++)
			if (demo_reps[r].team == teams[i] &&
				has_quota(p, r, quarter) &&
				str_is(str_of(demo_reps[r].currency),
					currency))
				sum += rep_quota(r, quarter - CURRENT);
	return sum;
}

/* Jonas asks for more than his people promised, Ines for a round figure. */
static void
set_teams(const struct setting *o, int quarter)
{
	const struct period *q = &o->p->quarters[quarter];
	const int dach[] = {TEAM_DACH}, americas[] = {TEAM_AMERICAS};
	const int emea[] = {TEAM_EMEA};
	int64_t d = sum_of(o->p, quarter, "EUR", dach, 1);
	int64_t e = sum_of(o->p, quarter, "EUR", emea, 1);

	d = d * 107 / 100 / 1000 * 1000;
	set(o, E_TEAM, TEAM_DACH, q->label, d, "EUR");
	set(o, E_TEAM, TEAM_EMEA, q->label, (d + e) / 10000 * 10000, "EUR");
	set(o, E_TEAM, TEAM_AMERICAS, q->label,
		sum_of(o->p, quarter, "USD", americas, 1), "USD");
}

static void
plan_quarter(struct plan *p, int quarter)
{
	enum { BEFORE = 10, DRAFT = 9, AFTER_HOURS = 30 };
	const struct period *q = &p->quarters[quarter];
	int64_t day = q->from - BEFORE, latest = p->last - DRAFT;
	struct setting o = {.p = p, .actor = REP_INES};

	if (quarter == NEXT && day > latest)
		day = latest;
	o.at = plan_after_meeting(p, day, AFTER_HOURS + quarter);
	o.why = arena_fmt(p->arena, "plan for %s", q->label);
	for (size_t r = 0; r < DEMO_REPS; r++)
		if (has_quota(p, r, quarter))
			set_rep(&o, r, quarter);
	set_teams(&o, quarter);
}

/* Noah came when the plan of the quarter stood already. */
static void
plan_newcomer(struct plan *p)
{
	const struct period *q = &p->quarters[LAST];
	int64_t day = p->joined[REP_NOAH] + 10;
	struct setting o = {.p = p, .actor = REP_GRACE,
		.why = "Noah's first quarter"};
	struct step *s;

	if (has_quota(p, REP_NOAH, LAST) || day > q->to)
		return;
	o.at = plan_after_meeting(p, day, 35);
	s = set(&o, E_REP, REP_NOAH, q->label, rep_quota(REP_NOAH, -1) / 2,
		"USD");
	give_text(p, s, "reason", "half of it while he learns");
}

/* Second thoughts. */
static void
plan_revisions(struct plan *p)
{
	const struct period *q = p->quarters;
	int64_t day = q[CURRENT].from + 12, latest = p->last - 4;
	struct setting o = {.p = p, .actor = REP_GRACE,
		.why = "Marco's share of Dana's territory"};
	struct step *s;

	o.at = plan_after_meeting(p, day > latest ? latest : day, 40);
	s = set(&o, E_REP, REP_MARCO, q[CURRENT].label,
		rep_quota(REP_MARCO, 0) + rep_revision(REP_MARCO), "USD");
	give_text(p, s, "reason", "takes over companies of Dana's");
	o.at = plan_after_meeting(p, day > latest ? latest : day, 41);
	o.actor = REP_INES;
	o.why = "Luc is away in the first month";
	s = set(&o, E_REP, REP_LUC, q[CURRENT].label,
		rep_quota(REP_LUC, 0) + rep_revision(REP_LUC), "EUR");
	give_text(p, s, "reason", "parental leave in the first month");
	o.at = plan_after_meeting(p, p->last - 2, 42);
	o.why = "the board wants more of Europe";
	s = set(&o, E_TEAM, TEAM_EMEA, q[NEXT].label,
		rep_quota(REP_INES, 1) * 7, "EUR");
	give_text(p, s, "reason", "asked for by the board");
}

void
plan_quotas(struct plan *p)
{
	for (int quarter = LAST; quarter <= NEXT; quarter++)
		plan_quarter(p, quarter);
	plan_newcomer(p);
	plan_revisions(p);
}
