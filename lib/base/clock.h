/*
 * clock.h - instants (microseconds since 1970-01-01T00:00:00Z) and zones.
 *
 * Zones are read from the system's zoneinfo (TZif, with the rule for the years
 * after the table), never through TZ: an unknown name is refused, where libc
 * would silently give UTC. "UTC" needs no file.
 */
#ifndef BASE_CLOCK_H
#define BASE_CLOCK_H

#include "base/arena.h"
#include "base/day.h"

#define US_PER_SECOND INT64_C(1000000)
#define US_PER_DAY    INT64_C(86400000000)

struct zone; /* in the arena it was loaded into; "UTC" is in no arena */

/* ERR_DATA with a hint (the nearest name) for an unknown or unsafe one;
 * honours $TZDIR only through secure_getenv. Names are as in the zone
 * database, case and all; "localtime", which differs from machine to machine,
 * is none. */
int zone_load(struct arena *a, struct str name, const struct zone **out,
	struct err *e);
struct str zone_name(const struct zone *z);
/* Seconds east of UTC at an instant. */
int64_t zone_offset(const struct zone *z, int64_t instant);
/* The civil day an instant falls on. */
int64_t zone_day(const struct zone *z, int64_t instant);
/* First and last microsecond of a civil day. A day the zone skipped (Apia,
 * 2011-12-30) starts after it ends; around a midnight that comes twice two days
 * overlap. Days and instants here are of the years 0001 to 9999. */
int64_t zone_day_start(const struct zone *z, int64_t day);
int64_t zone_day_end(const struct zone *z, int64_t day);
/* Wall-clock time of a day (seconds after midnight) to an instant. In a gap
 * the time is moved forward by the gap (02:30 to 03:30), in an overlap the
 * first occurrence is meant. */
int64_t zone_instant(const struct zone *z, int64_t day, int64_t seconds);

/* Now, from the system. */
int64_t clock_now(void);
/* RFC 3339 with zone: "2026-10-01T09:00:00Z", "...+02:00", fraction of up to
 * six digits, 'T' or a blank; without an offset the time is read in z (NULL:
 * refused). Strict: no 24:00, no :60. */
int instant_parse(struct str s, const struct zone *z, int64_t *out,
	struct err *e);
/* "2026-10-01T09:00:00Z", the fraction only where it is not zero, and then with
 * six digits. Prints nothing for a null instant. */
void instant_print(int64_t instant, struct buf *out);

#endif
