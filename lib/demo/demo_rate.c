/* What the other currencies are worth: the bank's rates of every Friday. */
#include "demo/demo_plan.h"

enum { WEEK = 7, FRIDAY = 5, MORNING = 75 };

/* A currency's way: in ten thousandths for a euro, never far from its mean. */
struct way {
	const char *currency;
	int64_t mean, step, now;
};

static void
go_on(struct way *w, struct dice *d)
{
	w->now += dice_between(d, -w->step, w->step) + (w->mean - w->now) / 8;
}

static void
rate_add(struct plan *p, int64_t friday, const struct way *w)
{
	/* of late an operation each week, before that a part of the meeting */
	bool late = friday > p->last - 2 * WEEK;
	struct step *s = plan_step(p, plan_instant(p, friday, MORNING),
		DEED_RATE, E_RATE, NOWHERE, REP_INES);

	s->alone = late ? "the bank's rates of the week" : NULL;
	give_text(p, s, "currency", w->currency);
	give_day(p, s, "day", friday);
	give_text(p, s, "rate", arena_fmt(p->arena, "%lld.%04lld",
		(long long)(w->now / 10000), (long long)(w->now % 10000)));
	give_text(p, s, "source", "bank");
}

void
plan_rates(struct plan *p)
{
	struct way ways[] = {
		{"USD", 10800, 90, 10800},
		{"GBP", 8600, 55, 8600},
	};
	struct dice d = dice_of(7);

	for (int64_t day = p->first + FRIDAY - 1; day <= p->last; day += WEEK)
		for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
			go_on(&ways[i], &d);
			rate_add(p, day, &ways[i]);
		}
}
