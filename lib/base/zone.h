/*
 * zone.h - the inside of a zone, for clock.c: a table of changes and the rule
 * for the years after it. Everyone else uses clock.h.
 */
#ifndef BASE_ZONE_H
#define BASE_ZONE_H

#include "base/clock.h"

/* The rule at the end of a zone file, in the notation of POSIX TZ with the
 * wider hours of RFC 9636: "CET-1CEST,M3.5.0,M10.5.0/3". */
enum zone_day_form {
	FORM_JULIAN, /* Jn: 1 to 365, 29 February is never counted */
	FORM_YDAY,   /* n: 0 to 365 */
	FORM_MONTH,  /* Mm.w.d: the w-th weekday d (0 Sunday), 5 the last */
};

struct zone_edge {
	enum zone_day_form form;
	int month, week, day;
	int64_t seconds; /* after midnight, before or after the day too */
};

struct zone_rule {
	bool summer; /* false: standard time all year */
	int64_t standard, saving; /* seconds east of UTC */
	struct zone_edge begin, end; /* of summer time */
};

/* From `at` on (microseconds) the zone is `offset` seconds east of UTC. */
struct zone_span {
	int64_t at, offset;
};

/* Changes in ascending order, at least one: the first is at INT64_MIN. Where
 * the rule has summer time it holds from the last change on. */
struct zone {
	struct str name;
	const int64_t *at;
	const int32_t *offset;
	size_t n;
	struct zone_rule rule;
};

/* False when the text is no such rule. */
bool zone_rule_parse(struct str s, struct zone_rule *out);
/* The two changes a rule makes in a year, in ascending order. */
void zone_rule_year(const struct zone_rule *r, int year,
	struct zone_span out[2]);
/* The last change at or before an instant. */
struct zone_span zone_rule_at(const struct zone_rule *r, int64_t instant);

/* The content of a zone file (TZif version 1 and later); false where it is
 * damaged, or counts leap seconds. z->name is left alone. */
bool zone_read(struct arena *a, struct str content, struct zone *z);

#endif
