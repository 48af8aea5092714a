#include <strings.h>

#include "transfer/cell.h"

/* A text read from the left. */
struct reading {
	struct str rest;
	bool failed;
};

enum { TOKENS = 3, SECOND_DIGITS = 6, ISO_DAY = 10, COMPACT_DAY = 8 };

/* A number or a word of letters. */
struct token {
	struct str text;
	bool word;
};

static bool
digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool
letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static void
step(struct reading *r, size_t n)
{
	r->rest = str_cut(r->rest, n, r->rest.n);
}

static char
peek(const struct reading *r)
{
	return r->rest.n ? *r->rest.p : '\0';
}

static struct str
take(struct reading *r, bool (*of)(char))
{
	size_t n = 0;
	struct str out;

	while (n < r->rest.n && of(r->rest.p[n]))
		n++;
	out = str_cut(r->rest, 0, n);
	step(r, n);
	return out;
}

/* A number of at most `digits` digits. */
static int64_t
number(struct str s, size_t digits, struct reading *r)
{
	int64_t v = 0;

	if (!s.n || s.n > digits)
		r->failed = true;
	for (size_t i = 0; i < s.n && i < digits; i++) {
		if (!digit(s.p[i]))
			r->failed = true;
		v = v * 10 + (s.p[i] - '0');
	}
	return v;
}

static int
month_named(struct str s)
{
	static const char *const names[] = {"january", "february", "march",
		"april", "may", "june", "july", "august", "september",
		"october", "november", "december"};

	for (int i = 0; s.n >= 3 && i < 12; i++)
		if (s.n <= strlen(names[i]) &&
			strncasecmp(s.p, names[i], s.n) == 0)
			return i + 1;
	return 0;
}

static bool
between(char c)
{
	return c == '-' || c == '/' || c == '.' || c == ' ' || c == ',';
}

static size_t
tokens(struct reading *r, struct token t[TOKENS])
{
	size_t n = 0;

	while (n < TOKENS) {
		struct reading back = *r;

		if (n)
			take(r, between);
		t[n].word = letter(peek(r));
		t[n].text = take(r, t[n].word ? letter : digit);
		if (!t[n].text.n || (t[n].word && str_is(t[n].text, "T"))) {
			*r = back;
			return n;
		}
		n++;
	}
	return n;
}

/* Places of year, month and day among three tokens. */
static const int orders[][3] = {
	[DATE_UNSAID] = {0, 1, 2}, [DATE_ISO] = {0, 1, 2},
	[DATE_DMY] = {2, 1, 0},	   [DATE_MDY] = {2, 0, 1},
	[DATE_YMD] = {0, 1, 2},	   [DATE_EXCEL] = {0, 1, 2},
};

/* A month's name tells where the others stand: the year has four digits. */
static void
order_by_name(const struct token t[TOKENS], int at[3])
{
	for (int i = 0; i < TOKENS; i++) {
		int a = (i + 1) % 3, b = (i + 2) % 3;

		if (!t[i].word)
			continue;
		at[1] = i;
		at[0] = t[a].text.n == 4 ? a : b;
		at[2] = t[a].text.n == 4 ? b : a;
	}
}

/* 20261231: nothing between year, month and day. */
static bool
compact(struct reading *r, struct token t[TOKENS])
{
	struct reading back = *r;
	struct str all = take(r, digit);

	if (all.n != COMPACT_DAY) {
		*r = back;
		return false;
	}
	t[0] = (struct token){str_cut(all, 0, 4), false};
	t[1] = (struct token){str_cut(all, 4, 6), false};
	t[2] = (struct token){str_cut(all, 6, COMPACT_DAY), false};
	return true;
}

static int64_t
date(struct reading *r, enum date_form form)
{
	struct token t[TOKENS];
	int at[3], y, m, d;

	if (!(form == DATE_YMD && compact(r, t)) && tokens(r, t) != TOKENS) {
		r->failed = true;
		return 0;
	}
	memcpy(at, orders[form], sizeof at);
	order_by_name(t, at);
	if (t[at[0]].text.n != 4 || t[at[0]].word || t[at[2]].word) {
		r->failed = true;
		return 0;
	}
	y = (int)number(t[at[0]].text, 4, r);
	m = t[at[1]].word ? month_named(t[at[1]].text)
			  : (int)number(t[at[1]].text, 2, r);
	d = (int)number(t[at[2]].text, 2, r);
	if (r->failed || !day_real(y, m, d)) {
		r->failed = true;
		return 0;
	}
	return day_of(y, m, d);
}

static void
fraction(struct reading *r, struct moment *out)
{
	struct str digits;
	int64_t unit = US_PER_SECOND / 10;

	if (peek(r) != '.' && peek(r) != ',')
		return;
	step(r, 1);
	digits = take(r, digit);
	if (!digits.n)
		r->failed = true;
	for (size_t i = 0; i < digits.n && i < SECOND_DIGITS; i++) {
		out->time += (digits.p[i] - '0') * unit;
		unit /= 10;
	}
}

static bool
blank(char c)
{
	return c == ' ';
}

/* Twelve hours a half. */
static void
half(struct reading *r, int64_t *hour)
{
	bool pm;

	take(r, blank);
	if (r->rest.n < 2 || strncasecmp(r->rest.p + 1, "m", 1) != 0)
		return;
	pm = strncasecmp(r->rest.p, "p", 1) == 0;
	if (!pm && strncasecmp(r->rest.p, "a", 1) != 0)
		return;
	step(r, 2);
	if (*hour < 1 || *hour > 12)
		r->failed = true;
	*hour = *hour % 12 + (pm ? 12 : 0);
}

static void
offset(struct reading *r, struct moment *out)
{
	int64_t sign = peek(r) == '-' ? -1 : 1, hours, minutes;
	struct str digits;

	if (peek(r) == 'Z' || str_is(r->rest, "UTC") ||
		str_is(r->rest, "GMT")) {
		out->zoned = true;
		step(r, peek(r) == 'Z' ? 1 : 3);
		return;
	}
	if (peek(r) != '+' && peek(r) != '-')
		return;
	step(r, 1);
	digits = take(r, digit);
	if (peek(r) == ':' && digits.n == 2) {
		step(r, 1);
		hours = number(digits, 2, r);
		minutes = number(take(r, digit), 2, r);
	} else {
		hours = number(digits, 4, r);
		minutes = digits.n == 4 ? hours % 100 : 0;
		hours = digits.n == 4 ? hours / 100 : hours;
	}
	r->failed |= hours > 18 || minutes > 59;
	out->zoned = true;
	out->offset = sign * (hours * 3600 + minutes * 60);
}

/* "9:30", "09:30:15.250 PM +0200" */
static void
time_of_day(struct reading *r, struct moment *out)
{
	int64_t hour, minute, second = 0;

	out->timed = true;
	hour = number(take(r, digit), 2, r);
	r->failed |= peek(r) != ':';
	if (r->failed)
		return;
	step(r, 1);
	minute = number(take(r, digit), 2, r);
	if (peek(r) == ':') {
		step(r, 1);
		second = number(take(r, digit), 2, r);
		fraction(r, out);
	}
	half(r, &hour);
	take(r, blank);
	offset(r, out);
	r->failed |= hour > 23 || minute > 59 || second > 59;
	out->time += (hour * 3600 + minute * 60 + second) * US_PER_SECOND;
}

static int
no_date(struct str text, enum date_form form, struct err *e)
{
	static const char *const like[] = {
		[DATE_UNSAID] = "2026-10-31", [DATE_ISO] = "2026-10-31",
		[DATE_DMY] = "31.10.2026",    [DATE_MDY] = "10/31/2026",
		[DATE_YMD] = "2026/10/31",    [DATE_EXCEL] = "46326",
	};

	err_set(e, ERR_DATA, "'%.*s': not a date like %s", STR_SHORT(text),
		like[form]);
	return err_hint(e, "the map says how a column's dates are written: "
		"date: iso, dmy, mdy, ymd or excel");
}

/* Days since 1899-12-30, a fraction being the time of the day. */
static int
serial(struct str text, struct moment *out, struct err *e)
{
	enum { EPOCH = -25569 };
	int64_t dec, scale = 1, whole;

	if (dec_parse(text, &dec, e))
		return no_date(text, DATE_EXCEL, e);
	for (int i = 0; i < dec_scale(dec); i++)
		scale *= 10;
	whole = num_floor_div(dec_mantissa(dec), scale);
	if (whole < 1 || !day_in_range(whole + EPOCH))
		return no_date(text, DATE_EXCEL, e);
	out->day = whole + EPOCH;
	out->timed = scale > 1;
	if (!out->timed)
		return 0;
	if (num_muldiv(dec_mantissa(dec) - whole * scale, US_PER_DAY / 1000,
		scale, &out->time, e))
		return ERR_DATA;
	out->time *= 1000; /* no spreadsheet knows more than milliseconds */
	if (out->time >= US_PER_DAY)
		out->time = US_PER_DAY - 1;
	return 0;
}

int
cell_moment(struct str text, enum date_form form, struct moment *out,
	struct err *e)
{
	struct reading r = {.rest = str_trim(text)};

	*out = (struct moment){0};
	if (form == DATE_EXCEL)
		return serial(r.rest, out, e);
	if (r.rest.n == ISO_DAY && form <= DATE_ISO &&
		day_parse(r.rest, &out->day, e) == 0)
		return 0; /* most dates are so */
	out->day = date(&r, form);
	if (!r.failed && r.rest.n) {
		if (peek(&r) == 'T')
			step(&r, 1);
		else
			take(&r, between);
		time_of_day(&r, out);
	}
	return r.failed || r.rest.n ? no_date(text, form, e) : 0;
}

int64_t
moment_instant(const struct moment *m, const struct zone *z)
{
	if (m->zoned)
		return m->day * US_PER_DAY + m->time -
			m->offset * US_PER_SECOND;
	if (!m->timed)
		return zone_day_start(z, m->day);
	return zone_instant(z, m->day, m->time / US_PER_SECOND) +
		m->time % US_PER_SECOND;
}

int64_t
moment_day(const struct moment *m, const struct zone *z)
{
	return m->zoned ? zone_day(z, moment_instant(m, z)) : m->day;
}
