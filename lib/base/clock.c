#include <errno.h>
#include <time.h>

#include "base/zone.h"

enum { CLOCK_TEXT = 19, FRACTION_MAX = 6 };

_Static_assert(sizeof(time_t) == 8, "time_t must reach beyond 2038");

struct str
zone_name(const struct zone *z)
{
	return z->name;
}

static struct zone_span
zone_span_at(const struct zone *z, int64_t instant)
{
	size_t base = 0, n = z->n, half;

	while (n > 1) {
		half = n / 2;
		base += z->at[base + half] <= instant ? half : 0;
		n -= half;
	}
	if (base == z->n - 1 && z->rule.summer)
		return zone_rule_at(&z->rule, instant);
	return (struct zone_span){z->at[base], z->offset[base]};
}

int64_t
zone_offset(const struct zone *z, int64_t instant)
{
	return zone_span_at(z, instant).offset;
}

static int64_t
zone_us(const struct zone *z, int64_t instant)
{
	return zone_offset(z, instant) * US_PER_SECOND;
}

int64_t
zone_day(const struct zone *z, int64_t instant)
{
	return num_floor_div(instant + zone_us(z, instant), US_PER_DAY);
}

/* The offsets in force well before and well after a wall-clock time. */
struct turn {
	int64_t before, after;
};

static struct turn
turn_near(const struct zone *z, int64_t wall)
{
	return (struct turn){
		.before = zone_us(z, wall - US_PER_DAY),
		.after = zone_us(z, wall + US_PER_DAY),
	};
}

/* The first instant at which clocks show `wall`; false in a gap. */
static bool
wall_first(const struct zone *z, int64_t wall, struct turn t, int64_t *out)
{
	*out = wall - t.before;
	if (zone_us(z, *out) == t.before)
		return true;
	*out = wall - t.after;
	return zone_us(z, *out) == t.after;
}

int64_t
zone_instant(const struct zone *z, int64_t day, int64_t seconds)
{
	int64_t wall = day * US_PER_DAY + seconds * US_PER_SECOND, found;
	struct turn t = turn_near(z, wall);

	if (wall_first(z, wall, t, &found))
		return found;
	return wall - t.before;
}

int64_t
zone_day_start(const struct zone *z, int64_t day)
{
	int64_t wall = day * US_PER_DAY, found;
	struct turn t = turn_near(z, wall);

	if (wall_first(z, wall, t, &found))
		return found;
	return zone_span_at(z, wall - t.before).at;
}

int64_t
zone_day_end(const struct zone *z, int64_t day)
{
	int64_t wall = (day + 1) * US_PER_DAY - 1;
	struct turn t = turn_near(z, wall);

	if (zone_us(z, wall - t.after) == t.after)
		return wall - t.after;
	if (zone_us(z, wall - t.before) == t.before)
		return wall - t.before;
	return zone_span_at(z, wall - t.before).at - 1;
}

int64_t
clock_now(void)
{
	struct timespec now;

	clock_gettime(CLOCK_REALTIME, &now);
	return (int64_t)now.tv_sec * US_PER_SECOND + now.tv_nsec / 1000;
}

static bool
digits_at(struct str s, size_t at, size_t n, int *out)
{
	*out = 0;
	if (at + n > s.n)
		return false;
	for (; n; n--, at++) {
		if (s.p[at] < '0' || s.p[at] > '9')
			return false;
		*out = *out * 10 + s.p[at] - '0';
	}
	return true;
}

/* "09:00:00" and a fraction; *at is moved behind them. */
static bool
clock_scan(struct str s, size_t *at, int64_t *us)
{
	static const int scale[] = {0, 100000, 10000, 1000, 100, 10, 1};
	int hour, minute, second, fraction;
	size_t n = 0;

	if (!digits_at(s, 11, 2, &hour) || !digits_at(s, 14, 2, &minute) ||
		!digits_at(s, 17, 2, &second) || s.p[13] != ':' ||
		s.p[16] != ':' || hour > 23 || minute > 59 || second > 59)
		return false;
	*us = ((hour * 60 + minute) * 60 + second) * US_PER_SECOND;
	*at = CLOCK_TEXT;
	if (*at == s.n || s.p[*at] != '.')
		return true;
	while (n < FRACTION_MAX && digits_at(s, *at + 1, n + 1, &fraction))
		n++;
	if (!n)
		return false;
	digits_at(s, *at + 1, n, &fraction);
	*us += (int64_t)fraction * scale[n];
	*at += 1 + n;
	return true;
}

/* "Z", "+02:00", "-03:30" in microseconds. */
static bool
offset_scan(struct str s, int64_t *us)
{
	int hours, minutes;

	*us = 0;
	if (str_is(s, "Z"))
		return true;
	if (s.n != 6 || (s.p[0] != '+' && s.p[0] != '-') || s.p[3] != ':' ||
		!digits_at(s, 1, 2, &hours) || !digits_at(s, 4, 2, &minutes) ||
		hours > 23 || minutes > 59)
		return false;
	*us = (hours * 60 + minutes) * 60 * US_PER_SECOND;
	if (s.p[0] == '-')
		*us = -*us;
	return true;
}

static int
not_instant(struct str s, struct err *e)
{
	err_set(e, ERR_DATA, "'%.*s': not an instant", STR_SHORT(s));
	return err_hint(e, "write it like 2026-10-01T09:00:00Z or "
			   "2026-10-01T11:00:00+02:00");
}

static int
instant_refuse(struct str s, struct err *e)
{
	return err_set(e, ERR_DATA, "'%.*s': no such instant", STR_SHORT(s));
}

int
instant_parse(struct str s, const struct zone *z, int64_t *out, struct err *e)
{
	int64_t day, us, offset, found;
	struct err ignored;
	size_t at;

	if (s.n < CLOCK_TEXT || (s.p[10] != 'T' && s.p[10] != ' ') ||
		!clock_scan(s, &at, &us))
		return not_instant(s, e);
	if (day_parse(str_cut(s, 0, 10), &day, &ignored))
		return instant_refuse(s, e);
	if (at < s.n && !offset_scan(str_cut(s, at, s.n), &offset))
		return not_instant(s, e);
	if (at == s.n && !z) {
		err_set(e, ERR_DATA, "'%.*s': no zone", STR_SHORT(s));
		return err_hint(e, "end it with Z, or an offset such as "
				   "+02:00");
	}
	if (at < s.n)
		found = day * US_PER_DAY + us - offset;
	else
		found = zone_instant(z, day, us / US_PER_SECOND) +
			us % US_PER_SECOND;
	if (!day_in_range(num_floor_div(found, US_PER_DAY)))
		return instant_refuse(s, e);
	*out = found;
	return ERR_OK;
}

void
instant_print(int64_t instant, struct buf *out)
{
	int64_t day = num_floor_div(instant, US_PER_DAY), us;
	int seconds, fraction;
	char text[17], *at = text;

	if (!day_in_range(day))
		return;
	day_print(day, out);
	us = instant - day * US_PER_DAY;
	seconds = (int)(us / US_PER_SECOND);
	fraction = (int)(us % US_PER_SECOND);
	*at++ = 'T';
	at = num_pair(at, seconds / 3600);
	*at++ = ':';
	at = num_pair(at, seconds / 60 % 60);
	*at++ = ':';
	at = num_pair(at, seconds % 60);
	if (fraction) {
		*at++ = '.';
		at = num_pair(at, fraction / 10000);
		at = num_pair(at, fraction / 100 % 100);
		at = num_pair(at, fraction % 100);
	}
	*at++ = 'Z';
	buf_add(out, text, (size_t)(at - text));
}
