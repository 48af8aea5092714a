/*
 * Words for days, periods and instants from any bytes: the first two say from
 * when on, and in which month the fiscal year starts. What is read is read
 * again the same once it is printed; what is not comes with words.
 */
#include <stdlib.h>

#include "base/period.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
must(bool holds)
{
	if (!holds)
		abort();
}

static void
try_day(const struct calendar *c, struct str text)
{
	struct buf b = {0};
	struct err e = {0};
	int64_t day, same;

	if (day_word(text, c, &day, &e)) {
		must(e.msg[0]);
		must(day_parse(text, &day, &e) != ERR_OK);
		return;
	}
	must(day_in_range(day));
	day_print(day, &b);
	must(day_parse(buf_view(&b), &same, &e) == ERR_OK && same == day);
	must(day_word(buf_view(&b), c, &same, &e) == ERR_OK && same == day);
	buf_free(&b);
}

static void
try_period(const struct calendar *c, struct arena *a, struct str text)
{
	struct period p, same, near, *parts;
	struct err e = {0};
	size_t n;

	if (period_parse(text, c, &p, &e)) {
		must(e.msg[0]);
		return;
	}
	must(p.from < p.to && p.from >= DAY_MIN && p.to <= DAY_MAX + 1);
	must(period_parse(str_of(p.label), c, &same, &e) == ERR_OK);
	must(same.from == p.from && same.to == p.to &&
		!strcmp(same.label, p.label));
	if (period_shift(&p, 1, c, &near, &e) == ERR_OK)
		must(near.from == p.to &&
			period_shift(&near, -1, c, &same, &e) == ERR_OK &&
			same.from == p.from);
	for (int unit = UNIT_WEEK; unit <= UNIT_YEAR; unit++) {
		if (period_split(&p, (enum period_unit)unit, c, a, &parts, &n,
			&e))
			continue;
		must(n > 0 && parts[0].from == p.from &&
			parts[n - 1].to == p.to);
		for (size_t i = 1; i < n; i++)
			must(parts[i].from == parts[i - 1].to);
	}
}

static void
try_instant(const struct calendar *c, struct str text)
{
	struct buf b = {0};
	struct err e = {0};
	int64_t first, last, same;

	if (instant_word(text, c, false, &first, &e)) {
		must(e.msg[0]);
		must(instant_parse(text, c->zone, &first, &e) != ERR_OK);
		return;
	}
	must(instant_word(text, c, true, &last, &e) == ERR_OK);
	must(last >= first);
	/* Berlin's first day begins in the year before, by UTC */
	if (first / US_PER_DAY > DAY_MIN) {
		instant_print(first, &b);
		must(instant_parse(buf_view(&b), NULL, &same, &e) == ERR_OK &&
			same == first);
	}
	buf_free(&b);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct arena zones, a;
	static const struct zone *zone;
	const int64_t days[] = {DAY_MIN, DAY_MIN + 40, 0, 20741, DAY_MAX - 40,
		DAY_MAX, day_of(2024, 2, 29), day_of(1999, 12, 31)};
	struct calendar c;
	struct str text;
	struct err e;

	if (size < 2)
		return 0;
	if (!zone && zone_load(&zones, STR("Europe/Berlin"), &zone, &e))
		zone_load(&zones, STR("UTC"), &zone, &e);
	c = (struct calendar){.zone = zone, .today = days[data[0] % 8],
		.fiscal_month = data[1] % 12 + 1};
	c.now = zone_day_start(zone, c.today);
	text = (struct str){(const char *)data + 2, size - 2};
	try_day(&c, text);
	try_period(&c, &a, text);
	try_instant(&c, text);
	arena_reset(&a);
	return 0;
}
