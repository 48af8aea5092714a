#include "base/zone.h"

enum { HOUR = 3600, HOURS_MAX = 167, DAY_SECONDS = 86400 };

struct scan {
	struct str s;
	size_t at;
};

static char
peek(const struct scan *in)
{
	return in->at < in->s.n ? in->s.p[in->at] : '\0';
}

static bool
take(struct scan *in, char c)
{
	if (peek(in) != c)
		return false;
	in->at++;
	return true;
}

static bool
is_letter(char c)
{
	return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool
scan_int(struct scan *in, int min, int max, int *out)
{
	int v = 0;

	if (!is_digit(peek(in)))
		return false;
	for (; is_digit(peek(in)) && v <= max; in->at++)
		v = v * 10 + peek(in) - '0';
	*out = v;
	return v >= min && v <= max;
}

static bool
scan_name(struct scan *in)
{
	size_t from = in->at;
	bool quoted = take(in, '<');
	char c = peek(in);

	while (is_letter(c) ||
		(quoted && (is_digit(c) || c == '+' || c == '-'))) {
		in->at++;
		c = peek(in);
	}
	return quoted ? take(in, '>') : in->at - from >= 3;
}

/* [+-]hours[:minutes[:seconds]] in seconds. */
static bool
scan_time(struct scan *in, int64_t *out)
{
	bool negative = take(in, '-');
	int hours, minutes = 0, seconds = 0;

	if (!negative)
		take(in, '+');
	if (!scan_int(in, 0, HOURS_MAX, &hours))
		return false;
	if (take(in, ':') && !scan_int(in, 0, 59, &minutes))
		return false;
	if (take(in, ':') && !scan_int(in, 0, 59, &seconds))
		return false;
	*out = (int64_t)hours * HOUR + minutes * 60 + seconds;
	if (negative)
		*out = -*out;
	return true;
}

static bool
scan_edge(struct scan *in, struct zone_edge *out)
{
	bool ok;

	if (!take(in, ','))
		return false;
	out->seconds = 2 * HOUR;
	if (take(in, 'J')) {
		out->form = FORM_JULIAN;
		ok = scan_int(in, 1, 365, &out->day);
	} else if (take(in, 'M')) {
		out->form = FORM_MONTH;
		ok = scan_int(in, 1, 12, &out->month) && take(in, '.') &&
			scan_int(in, 1, 5, &out->week) && take(in, '.') &&
			scan_int(in, 0, 6, &out->day);
	} else {
		out->form = FORM_YDAY;
		ok = scan_int(in, 0, 365, &out->day);
	}
	return ok && (!take(in, '/') || scan_time(in, &out->seconds));
}

bool
zone_rule_parse(struct str s, struct zone_rule *out)
{
	struct scan in = {.s = s};
	int64_t west;

	*out = (struct zone_rule){0};
	if (!scan_name(&in) || !scan_time(&in, &west))
		return false;
	out->standard = -west;
	if (in.at == s.n)
		return true;
	if (!scan_name(&in))
		return false;
	out->summer = true;
	out->saving = out->standard + HOUR;
	if (peek(&in) != ',') {
		if (!scan_time(&in, &west))
			return false;
		out->saving = -west;
	}
	return scan_edge(&in, &out->begin) && scan_edge(&in, &out->end) &&
		in.at == s.n;
}

static int64_t
edge_month_day(const struct zone_edge *g, int year)
{
	int64_t first = day_of(year, g->month, 1);
	int64_t last = first + days_in_month(year, g->month) - 1;
	int64_t day = first + (g->day + 7 - day_weekday(first) % 7) % 7 +
		7 * ((int64_t)g->week - 1);

	return day > last ? day - 7 : day;
}

static int64_t
edge_day(const struct zone_edge *g, int year)
{
	int64_t first = day_of(year, 1, 1);

	switch (g->form) {
	case FORM_JULIAN:
		return first + g->day - 1 +
			(g->day > 59 && days_in_month(year, 2) == 29);
	case FORM_YDAY: return first + g->day;
	case FORM_MONTH: return edge_month_day(g, year);
	}
	return first;
}

void
zone_rule_year(const struct zone_rule *r, int year, struct zone_span out[2])
{
	int64_t begin = edge_day(&r->begin, year) * DAY_SECONDS +
		r->begin.seconds - r->standard;
	int64_t end = edge_day(&r->end, year) * DAY_SECONDS + r->end.seconds -
		r->saving;

	out[begin > end] = (struct zone_span){begin * US_PER_SECOND, r->saving};
	out[begin <= end] =
		(struct zone_span){end * US_PER_SECOND, r->standard};
}

struct zone_span
zone_rule_at(const struct zone_rule *r, int64_t instant)
{
	int year = day_split(num_floor_div(instant, US_PER_DAY)).year;
	struct zone_span found = {INT64_MIN, r->standard}, next[2];

	for (int y = year - 1; y <= year + 1; y++) {
		zone_rule_year(r, y, next);
		for (int i = 0; i < 2; i++)
			if (next[i].at <= instant && next[i].at >= found.at)
				found = next[i];
	}
	return found;
}
