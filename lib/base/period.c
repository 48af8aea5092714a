#include "base/timeword.h"

static const char *const unit_names[] = {
	[UNIT_WEEK] = "week",
	[UNIT_MONTH] = "month",
	[UNIT_QUARTER] = "quarter",
	[UNIT_YEAR] = "year",
};

/* False where no day of the window is in range. */
static bool
key_window(struct key k, const struct calendar *c, struct period *out)
{
	struct key next = k;

	if (k.index < key_index(k.unit, k.fiscal, DAY_MIN, c) ||
		k.index > key_index(k.unit, k.fiscal, DAY_MAX, c))
		return false;
	next.index++;
	out->from = key_first_day(k, c);
	out->to = key_first_day(next, c);
	if (out->from < DAY_MIN)
		out->from = DAY_MIN;
	if (out->to > DAY_MAX + 1)
		out->to = DAY_MAX + 1;
	label_print(k, c, out->label);
	return true;
}

bool
period_near(int64_t day, enum period_unit unit, int shift,
	const struct calendar *c, struct period *out)
{
	struct key k = {.unit = unit, .fiscal = calendar_is_fiscal(unit, c)};

	k.index = key_index(unit, k.fiscal, day, c) + shift;
	return key_window(k, c, out);
}

/* A label as the calendar has it: without a fiscal year of its own, fiscal
 * labels are another way to write the civil ones. */
static enum reading
key_read(struct str s, const struct calendar *c, struct key *out)
{
	enum reading r = label_read(s, c, out);

	if (r == READ_OK)
		out->fiscal = out->fiscal && calendar_is_fiscal(out->unit, c);
	return r;
}

static const struct {
	const char *word;
	int shift;
	enum period_unit unit;
} words[] = {
	{"this-week", 0, UNIT_WEEK},
	{"next-week", 1, UNIT_WEEK},
	{"last-week", -1, UNIT_WEEK},
	{"this-month", 0, UNIT_MONTH},
	{"next-month", 1, UNIT_MONTH},
	{"last-month", -1, UNIT_MONTH},
	{"this-quarter", 0, UNIT_QUARTER},
	{"next-quarter", 1, UNIT_QUARTER},
	{"last-quarter", -1, UNIT_QUARTER},
	{"this-year", 0, UNIT_YEAR},
	{"next-year", 1, UNIT_YEAR},
	{"last-year", -1, UNIT_YEAR},
};

enum { WORDS = sizeof words / sizeof *words };

const char *
period_word_name(size_t n)
{
	return n < WORDS ? words[n].word : NULL;
}

static enum reading
word_read(struct str s, const struct calendar *c, struct period *out)
{
	for (size_t i = 0; i < WORDS; i++)
		if (str_is(s, words[i].word))
			return period_near(c->today, words[i].unit,
				       words[i].shift, c, out)
				? READ_OK
				: READ_ABSENT;
	return READ_UNKNOWN;
}

enum reading
period_read(struct str s, const struct calendar *c, struct period *out)
{
	enum reading r = word_read(s, c, out);
	struct key k;

	if (r != READ_UNKNOWN)
		return r;
	r = key_read(s, c, &k);
	if (r == READ_OK && !key_window(k, c, out))
		r = READ_ABSENT;
	return r;
}

int
period_parse(struct str s, const struct calendar *c, struct period *out,
	struct err *e)
{
	enum reading r = period_read(s, c, out);

	return r == READ_OK ? ERR_OK : period_refuse(s, r, c, e);
}

void
period_of(int64_t day, enum period_unit unit, const struct calendar *c,
	struct period *out)
{
	period_near(day, unit, 0, c, out);
}

int
period_shift(const struct period *p, int n, const struct calendar *c,
	struct period *out, struct err *e)
{
	struct key k;

	if (key_read(str_of(p->label), c, &k) != READ_OK)
		return err_set(e, ERR_USAGE, "'%s': no period of the calendar",
			p->label);
	k.index += n;
	if (!key_window(k, c, out))
		return err_set(e, ERR_USAGE, "'%s': %d further is out of range",
			p->label, n);
	return ERR_OK;
}

int
period_split(const struct period *p, enum period_unit unit,
	const struct calendar *c, struct arena *a, struct period **out,
	size_t *n, struct err *e)
{
	struct key first = {.unit = unit}, label;
	struct period head, tail;
	struct key last;

	first.fiscal = calendar_is_fiscal(unit, c) &&
		(key_read(str_of(p->label), c, &label) != READ_OK ||
			label.fiscal);
	last = first;
	first.index = key_index(unit, first.fiscal, p->from, c);
	last.index = key_index(unit, last.fiscal, p->to - 1, c);
	if (p->from >= p->to || !key_window(first, c, &head) ||
		!key_window(last, c, &tail) || head.from != p->from ||
		tail.to != p->to)
		return err_set(e, ERR_USAGE, "'%s': not made of whole %ss",
			p->label, unit_names[unit]);
	*n = (size_t)(last.index - first.index + 1);
	*out = arena_array(a, *n, sizeof **out);
	for (size_t i = 0; i < *n; i++, first.index++)
		key_window(first, c, &(*out)[i]);
	return ERR_OK;
}
