#include "base/timeword.h"

enum { READINGS_MAX = 4, READING_BYTES = 24, WORD_NEAR = 3 };

/* What a word may have meant, each once. */
struct readings {
	char text[READINGS_MAX][READING_BYTES];
	size_t n;
};

static void
reading_add(struct readings *r, struct str s)
{
	if (r->n == READINGS_MAX || s.n >= READING_BYTES)
		return;
	for (size_t i = 0; i < r->n; i++)
		if (str_is(s, r->text[i]))
			return;
	memcpy(r->text[r->n], s.p, s.n);
	r->text[r->n++][s.n] = '\0';
}

static void
reading_day(struct readings *r, int64_t day)
{
	struct buf text = {0};

	day_print(day, &text);
	reading_add(r, buf_view(&text));
	buf_free(&text);
}

static void
reading_date(struct readings *r, int64_t year, int64_t month, int64_t day)
{
	if (day_real((int)year, (int)month, (int)day))
		reading_day(r, day_of((int)year, (int)month, (int)day));
}

static int
readings_hint(const struct readings *r, const char *otherwise, struct err *e)
{
	struct buf line = {0};

	for (size_t i = 0; i < r->n; i++) {
		if (i)
			buf_cstr(&line, i + 1 < r->n ? ", " : " or ");
		buf_cstr(&line, r->text[i]);
	}
	if (r->n)
		err_hint(e, "write %s", line.p);
	else
		err_hint(e, "%s", otherwise);
	buf_free(&line);
	return ERR_USAGE;
}

/* Numbers with one separator between, "1.2.2026": how many, 0 for others. */
static int
numbers_split(struct str s, int64_t n[PARTS])
{
	struct str rest = s, part;
	struct err ignored;
	size_t at = 0;
	int count = 0;

	while (at < s.n && s.p[at] >= '0' && s.p[at] <= '9')
		at++;
	if (at < s.n && s.p[at] != '.' && s.p[at] != '/' && s.p[at] != '-')
		return 0;
	while (str_split(&rest, at < s.n ? s.p[at] : '\n', &part))
		if (count == PARTS ||
			num_parse(part, 0, 99999999, &n[count++], &ignored))
			return 0;
	return count;
}

/* Dates in another order, with other separators, or without. */
static void
date_readings(struct str s, struct readings *r)
{
	int64_t n[PARTS];
	int count = numbers_split(s, n);

	if (count == 1 && s.n == 8)
		reading_date(r, n[0] / 10000, n[0] / 100 % 100, n[0] % 100);
	if (count != PARTS || n[0] > 9999 || n[1] > 9999 || n[2] > 9999)
		return;
	if (n[0] > 31) {
		reading_date(r, n[0], n[1], n[2]);
		return;
	}
	if (n[2] < 100)
		n[2] += 2000;
	reading_date(r, n[2], n[1], n[0]);
	reading_date(r, n[2], n[0], n[1]);
}

/* "10d" without a sign. */
static void
step_readings(struct str s, const struct calendar *c, struct readings *r)
{
	char word[READING_BYTES];
	int64_t day;

	if (!s.n || s.n > READING_BYTES - 2)
		return;
	memcpy(word + 1, s.p, s.n);
	for (const char *sign = "+-"; *sign; sign++) {
		word[0] = *sign;
		if (day_read((struct str){word, s.n + 1}, c, &day) == READ_OK)
			reading_add(r, (struct str){word, s.n + 1});
	}
}

/* The nearest of the words, or the one that s begins with ("friday"). */
static void
word_readings(struct str s, const char *(*name)(size_t), struct readings *r)
{
	const char *word, *best = NULL;
	int least = s.n > 4 ? WORD_NEAR : WORD_NEAR - 1, d;

	for (size_t i = 0; (word = name(i)); i++) {
		d = str_starts(s, word) ? 0 : str_distance(s, str_of(word));
		if (d < least) {
			least = d;
			best = word;
		}
	}
	if (best)
		reading_add(r, str_of(best));
}

static struct str
lowered(struct str s, char room[READING_BYTES])
{
	size_t n = s.n < READING_BYTES ? s.n : READING_BYTES;

	for (size_t i = 0; i < n; i++)
		room[i] = (char)(s.p[i] >= 'A' && s.p[i] <= 'Z'
				? s.p[i] - 'A' + 'a'
				: s.p[i]);
	return (struct str){room, n};
}

static int
refuse_absent(struct str s, const char *what, struct err *e)
{
	err_set(e, ERR_USAGE, "'%.*s': no such %s", STR_SHORT(s), what);
	if (s.p[0] >= '0' && s.p[0] <= '9')
		return ERR_USAGE;
	return err_hint(e, "the calendar runs from 0001-01-01 to 9999-12-31");
}

int
day_refuse(struct str s, enum reading why, const struct calendar *c,
	struct err *e)
{
	char room[READING_BYTES];
	struct str low = lowered(s, room);
	struct readings r = {0};
	struct period p;
	int64_t day;

	if (why == READ_ABSENT)
		return refuse_absent(s, "day", e);
	err_set(e, ERR_USAGE, "'%.*s': not a day", STR_SHORT(s));
	if (period_read(s, c, &p) == READ_OK) {
		reading_day(&r, p.from);
		reading_day(&r, p.to - 1);
	}
	date_readings(s, &r);
	step_readings(low, c, &r);
	if (!r.n && day_read(low, c, &day) == READ_OK)
		reading_add(&r, low);
	if (str_is(low, "now"))
		reading_add(&r, STR("today"));
	if (!r.n)
		word_readings(low, day_word_name, &r);
	return readings_hint(&r,
		"days are 2026-10-01, today, fri, +10d, -2w, +3m, eom, "
		"next-eoq and the like", e);
}

/*
 * Forms that are nearly a label, and the labels they may mean. In these, y is
 * today's year, f its fiscal year's label, a b the form's parts, m n the same
 * in two digits, h l a part's first four and last two digits.
 */
static const struct {
	const char *form;
	const char *labels[2];
} nearly[] = {
	{"Q9", {"yQa", "fQa"}},
	{"W9", {"yWm", "fWm"}},
	{"W99", {"yWm", "fWm"}},
	{"99Q9", {"20mQb", "FYmQb"}},
	{"Q9-9999", {"bQa", "FYbQa"}},
	{"Q9/9999", {"bQa", "FYbQa"}},
	{"Q9 9999", {"bQa", "FYbQa"}},
	{"9999 Q9", {"aQb", "FYaQb"}},
	{"9999/Q9", {"aQb", "FYaQb"}},
	{"9999-9", {"a-n", "aQb"}},
	{"9999/9", {"a-n", "aQb"}},
	{"9999/99", {"a-n"}},
	{"99-9999", {"b-m"}},
	{"99/9999", {"b-m"}},
	{"9/9999", {"b-m"}},
	{"9999M9", {"a-n"}},
	{"9999M99", {"a-n"}},
	{"9999W9", {"aWn"}},
	{"999999", {"h-l"}},
	{"99", {"20m", "FYm"}},
	{"FY9", {"FYm"}},
};

static void
put_pair(struct buf *b, int v)
{
	char pair[2];

	num_pair(pair, v % 100);
	buf_add(b, pair, sizeof pair);
}

static void
field_put(struct buf *b, char field, const int part[PARTS],
	const struct calendar *c)
{
	struct period year;

	switch (field) {
	case 'y': buf_int(b, day_split(c->today).year); break;
	case 'f':
		period_of(c->today, UNIT_YEAR, c, &year);
		buf_cstr(b, year.label);
		break;
	case 'a': buf_int(b, part[0]); break;
	case 'b': buf_int(b, part[1]); break;
	case 'm': put_pair(b, part[0]); break;
	case 'n': put_pair(b, part[1]); break;
	case 'h': buf_int(b, part[0] / 100); break;
	case 'l': put_pair(b, part[0]); break;
	default: buf_char(b, field); break;
	}
}

static void
reading_label(struct readings *r, const char *label, const int part[PARTS],
	const struct calendar *c)
{
	struct buf text = {0};
	struct period p;

	for (; *label; label++)
		field_put(&text, *label, part, c);
	if (period_read(buf_view(&text), c, &p) == READ_OK)
		reading_add(r, str_of(p.label));
	buf_free(&text);
}

static void
label_readings(struct str s, const struct calendar *c, struct readings *r)
{
	for (size_t i = 0; i < sizeof nearly / sizeof *nearly; i++) {
		int part[PARTS] = {0};

		if (!form_match(s, nearly[i].form, part))
			continue;
		for (int k = 0; k < 2 && nearly[i].labels[k]; k++)
			reading_label(r, nearly[i].labels[k], part, c);
	}
}

int
period_refuse(struct str s, enum reading why, const struct calendar *c,
	struct err *e)
{
	char room[READING_BYTES];
	struct str low = lowered(s, room);
	struct readings r = {0};
	struct period p;
	int64_t day;

	if (why == READ_ABSENT)
		return refuse_absent(s, "period", e);
	err_set(e, ERR_USAGE, "'%.*s': not a period", STR_SHORT(s));
	if (day_read(s, c, &day) == READ_OK) {
		period_of(day, UNIT_MONTH, c, &p);
		reading_add(&r, str_of(p.label));
		period_of(day, UNIT_QUARTER, c, &p);
		reading_add(&r, str_of(p.label));
	}
	label_readings(s, c, &r);
	if (!r.n && period_read(low, c, &p) == READ_OK)
		reading_add(&r, low);
	if (!r.n)
		word_readings(low, period_word_name, &r);
	return readings_hint(&r,
		"periods are 2026, 2026Q4, 2026-10, 2026W42, FY27Q2, "
		"this-quarter, last-month and the like", e);
}
