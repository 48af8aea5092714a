#include "base/timeword.h"

enum { WEEKDAYS = 7, DIGITS_MAX = 7 };

/* Words that stand for themselves: the day `shift` from today, or, where
 * weekday is set, the next such day. */
static const struct {
	const char *word;
	int shift, weekday;
} words[] = {
	{.word = "today"},
	{.word = "yesterday", .shift = -1},
	{.word = "tomorrow", .shift = 1},
	{.word = "mon", .weekday = 1},
	{.word = "tue", .weekday = 2},
	{.word = "wed", .weekday = 3},
	{.word = "thu", .weekday = 4},
	{.word = "fri", .weekday = 5},
	{.word = "sat", .weekday = 6},
	{.word = "sun", .weekday = 7},
};

/* First and last days of the periods around today. */
static const struct {
	const char *word;
	enum period_unit unit;
	bool last;
} edges[] = {
	{"sow", UNIT_WEEK, false},
	{"eow", UNIT_WEEK, true},
	{"som", UNIT_MONTH, false},
	{"eom", UNIT_MONTH, true},
	{"soq", UNIT_QUARTER, false},
	{"eoq", UNIT_QUARTER, true},
	{"soy", UNIT_YEAR, false},
	{"eoy", UNIT_YEAR, true},
};

/* What the letter after a signed number counts. */
static const struct {
	char letter;
	int days, months;
} steps[] = {
	{.letter = 'd', .days = 1},
	{.letter = 'w', .days = 7},
	{.letter = 'm', .months = 1},
	{.letter = 'q', .months = 3},
	{.letter = 'y', .months = 12},
};

enum {
	WORDS = sizeof words / sizeof *words,
	EDGES = sizeof edges / sizeof *edges,
	STEPS = sizeof steps / sizeof *steps,
};

const char *
day_word_name(size_t n)
{
	if (n < WORDS)
		return words[n].word;
	return n - WORDS < EDGES ? edges[n - WORDS].word : NULL;
}

static enum reading
word_read(struct str s, const struct calendar *c, int64_t *out)
{
	int ahead;

	for (size_t i = 0; i < WORDS; i++) {
		if (!str_is(s, words[i].word))
			continue;
		*out = c->today + words[i].shift;
		if (words[i].weekday) {
			ahead = words[i].weekday - day_weekday(c->today);
			*out += ahead > 0 ? ahead : ahead + WEEKDAYS;
		}
		return READ_OK;
	}
	return READ_UNKNOWN;
}

/* Take this- (0), next- (1) or last- (-1) off the front. */
static void
word_shift(struct str *s, int *shift)
{
	static const struct {
		const char *word;
		int shift;
	} prefixes[] = {{"this-", 0}, {"next-", 1}, {"last-", -1}};

	for (size_t i = 0; i < sizeof prefixes / sizeof *prefixes; i++) {
		if (!str_starts(*s, prefixes[i].word))
			continue;
		*s = str_cut(*s, strlen(prefixes[i].word), s->n);
		*shift = prefixes[i].shift;
		return;
	}
}

static enum reading
edge_read(struct str s, const struct calendar *c, int64_t *out)
{
	struct period p;
	int shift = 0;

	word_shift(&s, &shift);
	for (size_t i = 0; i < EDGES; i++) {
		if (!str_is(s, edges[i].word))
			continue;
		if (!period_near(c->today, edges[i].unit, shift, c, &p))
			return READ_ABSENT;
		*out = edges[i].last ? p.to - 1 : p.from;
		return READ_OK;
	}
	return READ_UNKNOWN;
}

static enum reading
step_read(struct str s, const struct calendar *c, int64_t *out)
{
	struct str digits;
	struct err ignored;
	int64_t n;

	if (s.n < 3 || (s.p[0] != '+' && s.p[0] != '-') || s.p[1] == '-')
		return READ_UNKNOWN;
	digits = str_cut(s, 1, s.n - 1);
	if (num_parse(digits, 0, INT64_MAX, &n, &ignored))
		return READ_UNKNOWN;
	for (size_t i = 0; i < STEPS; i++) {
		if (s.p[s.n - 1] != steps[i].letter)
			continue;
		if (digits.n > DIGITS_MAX)
			return READ_ABSENT;
		if (s.p[0] == '-')
			n = -n;
		*out = steps[i].days
			? c->today + n * steps[i].days
			: day_add_months(c->today, n * steps[i].months);
		return READ_OK;
	}
	return READ_UNKNOWN;
}

static enum reading
iso_read(struct str s, const struct calendar *c, int64_t *out)
{
	struct err e;

	(void)c;
	if (!day_parse(s, out, &e))
		return READ_OK;
	return e.hint[0] ? READ_UNKNOWN : READ_ABSENT;
}

enum reading
day_read(struct str s, const struct calendar *c, int64_t *out)
{
	static enum reading (*const readers[])(struct str,
		const struct calendar *, int64_t *) = {
		iso_read, word_read, step_read, edge_read};
	enum reading r = READ_UNKNOWN;
	int64_t found = 0;

	for (size_t i = 0; r == READ_UNKNOWN &&
		i < sizeof readers / sizeof *readers; i++)
		r = readers[i](s, c, &found);
	if (r == READ_OK && !day_in_range(found))
		r = READ_ABSENT;
	if (r == READ_OK)
		*out = found;
	return r;
}

int
day_word(struct str s, const struct calendar *c, int64_t *out, struct err *e)
{
	enum reading r = day_read(s, c, out);

	return r == READ_OK ? ERR_OK : day_refuse(s, r, c, e);
}

int
instant_word(struct str s, const struct calendar *c, bool end, int64_t *out,
	struct err *e)
{
	int64_t day;
	int r;

	if (s.n > 10 && s.p[0] >= '0' && s.p[0] <= '9' &&
		(s.p[10] == 'T' || s.p[10] == ' ')) {
		r = instant_parse(s, c->zone, out, e);
		if (r)
			e->code = ERR_USAGE;
		return r ? ERR_USAGE : ERR_OK;
	}
	r = day_word(s, c, &day, e);
	if (!r)
		*out = end ? zone_day_end(c->zone, day)
			   : zone_day_start(c->zone, day);
	return r;
}
