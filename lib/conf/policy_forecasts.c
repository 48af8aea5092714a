/* Forecast types, and the limits of what reports take for good. */
#include "conf/policy_rows.h"

enum { FORECASTS_MAX = 100, PLAN_BYTES = 64 };

static const char plan_prefix[] = "plan:";
static const char rate_words[] = "close,deal,asof,today,plan:NAME";

/* The words that say which rates, and the name of a plan behind "plan:". */
static void
check_rates(struct binding *b, const struct forecast_type *f)
{
	struct str rest = str_of(rate_words), word, q = fault_quote(f->rates);
	struct near near = near_to(f->rates);
	struct pos at = bind_where(b, &f->rates);
	size_t n = strlen(plan_prefix);

	if (!f->rates.p)
		return;
	if (!f->currency.p)
		bind_fault(b, at, "rates: of use with a currency only");
	if (str_starts(f->rates, plan_prefix)) {
		if (f->rates.n == n || f->rates.n > n + PLAN_BYTES)
			bind_fault(b, at, "rates: plan: and its name are "
				"needed, not '%.*s'", STR_F(q));
		return;
	}
	while (str_split(&rest, ',', &word)) {
		if (str_eq(word, f->rates))
			return;
		near_try(&near, word);
	}
	if (near.best.p)
		bind_fault(b, at, "unknown rates '%.*s'%s", STR_F(q),
			near_advice(&near));
	else
		bind_fault(b, at, "unknown rates '%.*s' (one of %s)", STR_F(q),
			rate_words);
}

static void
check_days(struct binding *b, const char *name, const int64_t *days)
{
	if (*days != NUM_NULL && (*days < 0 || *days > INT32_MAX))
		bind_fault(b, bind_where(b, days), "%s: days, 0 or more",
			name);
}

void
policy_check_forecasts(struct binding *b, const struct policy *p)
{
	if (p->nforecasts > FORECASTS_MAX)
		bind_fault(b, bind_where(b, &p->forecasts),
			"too many forecasts: more than %d", FORECASTS_MAX);
	for (size_t i = 0; i < p->nforecasts && i < FORECASTS_MAX; i++) {
		const struct forecast_type *f = &p->forecasts[i];

		policy_check_id(b, &f->id);
		policy_check_currency(b, &f->currency);
		check_rates(b, f);
	}
	check_days(b, "rate_max_age", &p->rate_max_age);
	check_days(b, "call_stale_after", &p->call_stale_after);
}
