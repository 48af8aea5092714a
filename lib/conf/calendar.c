/* The calendar that a policy describes. */
#include "conf/policy.h"

static const char *const patterns[] = {
	[PATTERN_MONTH] = "month",
	[PATTERN_445] = "4-4-5",
	[PATTERN_454] = "4-5-4",
	[PATTERN_544] = "5-4-4",
};

static const char *const weekdays[] = {"monday", "tuesday", "wednesday",
	"thursday", "friday", "saturday", "sunday"};

static int
word_at(struct str word, const char *const *words, int n)
{
	int i = n - 1;

	while (i > 0 && !str_is(word, words[i]))
		i--;
	return i;
}

void
policy_calendar(const struct policy *p, struct calendar *out)
{
	out->zone = p->tz;
	out->fiscal_month = (int)p->fiscal_month;
	out->pattern = (enum year_pattern)word_at(p->pattern, patterns, 4);
	out->week_ends = word_at(p->week_ends, weekdays, 7) + 1;
	out->year_ends = str_is(p->year_ends, "nearest") ? YEAR_NEAREST
							  : YEAR_LAST;
}

bool
policy_same_calendar(const struct policy *a, const struct policy *b)
{
	struct calendar x, y;

	policy_calendar(a, &x);
	policy_calendar(b, &y);
	return str_eq(a->zone, b->zone) && x.fiscal_month == y.fiscal_month &&
		x.pattern == y.pattern && x.week_ends == y.week_ends &&
		x.year_ends == y.year_ends;
}
