/* Teams, reps and products, and what became of them. */
#include "demo/demo_plan.h"

enum {
	JOINED_AGO = 150, LEFT_AGO = 129, MOVED_AGO = 243, RETIRED_AGO = 330,
	WEEKEND = 3,
};

const char demo_leaving[] = "Dana leaves; Noah and Marco take over";

bool
rep_sells(const struct plan *p, size_t rep, int64_t day)
{
	return p->joined[rep] <= day && day < p->left[rep];
}

int64_t
rep_quota(size_t rep, int quarter)
{
	enum { GROWTH = 4, ROUND = 500 };
	int64_t q = demo_reps[rep].quota * (100 + GROWTH * quarter) / 100;

	return (q + ROUND / 2) / ROUND * ROUND;
}

int64_t
rep_revision(size_t rep)
{
	return rep == REP_MARCO ? 4000 : rep == REP_LUC ? -5000 : 0;
}

static void
add_team(struct plan *p, int64_t at, size_t t)
{
	static const char why[] = "teams and people";
	struct step *s = plan_step(p, at, DEED_ADD, E_TEAM,
		plan_record(p, E_TEAM), REP_INES);

	s->alone = why;
	give_text(p, s, "key", demo_teams[t].key);
	give_text(p, s, "name", demo_teams[t].name);
	if (demo_teams[t].parent >= 0)
		give_ref(p, s, "parent", E_TEAM,
			(size_t)demo_teams[t].parent);
}

/* With the team the rep was in at first. */
static struct step *
add_rep(struct plan *p, int64_t at, size_t r, int team)
{
	const struct demo_rep *d = &demo_reps[r];
	struct step *s = plan_step(p, at, DEED_ADD, E_REP,
		plan_record(p, E_REP), REP_INES);

	give_text(p, s, "handle", d->handle);
	give_text(p, s, "name", d->name);
	give_text(p, s, "email", arena_fmt(p->arena, "%s@halmfeld.example",
		d->handle));
	give_text(p, s, "login", d->login);
	give_text(p, s, "currency", d->currency);
	give_ref(p, s, "team", E_TEAM, (size_t)team);
	return s;
}

static void
plan_teams(struct plan *p)
{
	int64_t at = plan_instant(p, p->first, -60);
	const char *why;

	for (size_t t = 0; t < DEMO_TEAMS; t++)
		add_team(p, at, t);
	why = p->steps.v[p->steps.n - 1]->alone;
	for (size_t r = 0; r < REP_NOAH; r++)
		add_rep(p, at, r, r == REP_ELIN ? TEAM_DACH
						: demo_reps[r].team)
			->alone = why;
	for (size_t t = 0; t < DEMO_TEAMS; t++) {
		struct step *s = plan_step(p, at, DEED_SET, E_TEAM, t,
			REP_INES);

		s->alone = why;
		give_ref(p, s, "manager", E_REP,
			(size_t)demo_teams[t].manager);
	}
}

static void
plan_changes(struct plan *p)
{
	int64_t day = p->last - MOVED_AGO;
	struct step *s = plan_step(p, plan_after_meeting(p, day, 0), DEED_SET,
		E_REP, REP_ELIN, REP_INES);

	s->alone = "the Nordics report to Ines from now on";
	give_ref(p, s, "team", E_TEAM, TEAM_EMEA);
	s = add_rep(p, plan_after_meeting(p, p->last - JOINED_AGO, 5),
		REP_NOAH, TEAM_AMERICAS);
	s->actor = REP_GRACE;
	s->alone = "Noah begins on Monday";
	p->leaving = plan_after_meeting(p, p->last - LEFT_AGO, 10);
	s = plan_step(p, p->leaving, DEED_SET, E_REP, REP_DANA, REP_GRACE);
	s->alone = demo_leaving;
	give_text(p, s, "active", "no");
	s = plan_step(p, p->leaving, DEED_RM, E_REP, REP_DANA, REP_GRACE);
	s->alone = demo_leaving;
}

static void
plan_presence(struct plan *p)
{
	for (size_t r = 0; r < DEMO_REPS; r++) {
		p->joined[r] = INT64_MIN;
		p->left[r] = INT64_MAX;
	}
	p->joined[REP_NOAH] = zone_day(p->cal.zone, plan_after_meeting(p,
		p->last - JOINED_AGO, 0)) + WEEKEND;
	p->left[REP_DANA] = zone_day(p->cal.zone, p->leaving);
}

static void
add_product(struct plan *p, int64_t at, size_t i)
{
	static const char why[] = "price list";
	const struct demo_product *d = &demo_products[i];
	struct step *s = plan_step(p, at, DEED_ADD, E_PRODUCT,
		plan_record(p, E_PRODUCT), REP_INES);

	s->alone = why;
	give_text(p, s, "sku", d->sku);
	give_text(p, s, "name", d->name);
	give_text(p, s, "unit", d->unit);
	give_text(p, s, "currency", "EUR");
	give_text(p, s, "price", d->price);
	give_text(p, s, "cost", d->cost);
	give_text(p, s, "interval", d->interval);
	give_text(p, s, "tax", "standard");
	give_text(p, s, "stocked", str_is(str_of(d->unit), "piece") ? "yes"
								    : "no");
}

/* Prices change with the year, and a product is sold no more. */
static void
plan_products(struct plan *p)
{
	static const struct {
		size_t product;
		const char *price;
	} raised[] = {{0, "155.00"}, {1, "298.00"}, {4, "99.00"},
		{6, "990.00"}};
	int64_t at = plan_instant(p, p->first, -50);
	int64_t year = day_of(day_split(p->last).year, 1, 9);
	struct step *s;

	for (size_t i = 0; i < DEMO_PRODUCTS; i++)
		add_product(p, at, i);
	if (year > p->last - 7)
		year = day_add_months(year, -12);
	for (size_t i = 0; i < sizeof raised / sizeof *raised; i++) {
		s = plan_step(p, plan_after_meeting(p, year, 15), DEED_SET,
			E_PRODUCT, raised[i].product, REP_INES);
		s->alone = "price list of the new year";
		give_text(p, s, "price", raised[i].price);
	}
	s = plan_step(p, plan_after_meeting(p, p->last - RETIRED_AGO, 20),
		DEED_SET, E_PRODUCT, PRODUCT_RETIRED, REP_INES);
	s->alone = "the wired sensor is sold out";
	give_text(p, s, "active", "no");
}

void
plan_company(struct plan *p)
{
	plan_teams(p);
	plan_changes(p);
	plan_presence(p);
	plan_products(p);
}
