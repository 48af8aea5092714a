#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "query/group.h"
#include "filters.h"

enum { GROUPS = 4000, LABEL = 200 };

/* A group the naive way: its keys as text, sums in whole or 10^-15 units. */
struct naive {
	char label[LABEL];
	int64_t count;
	__int128 sums[2];
	bool set[2];
};

typedef void labeller(const struct things *s, const struct thing *t,
	struct buf *out);

static void
text_label(struct str s, struct buf *out)
{
	buf_str(out, s);
	buf_char(out, '|');
}

static void
day_label(int64_t day, struct buf *out)
{
	day_print(day, out);
	buf_char(out, '|');
}

static void
month_label(int64_t day, int months, struct buf *out)
{
	struct ymd d;

	if (day != NUM_NULL) {
		d = day_split(day);
		if (months == 1)
			buf_fmt(out, "%04d-%02d", d.year, d.month);
		else if (months == 3)
			buf_fmt(out, "%04dQ%d", d.year, (d.month + 2) / 3);
		else
			buf_fmt(out, "%04d", d.year);
	}
	buf_char(out, '|');
}

static void
week_label(int64_t day, struct buf *out)
{
	int year, week;

	if (day != NUM_NULL) {
		day_iso_week(day, &year, &week);
		buf_fmt(out, "%04dW%02d", year, week);
	}
	buf_char(out, '|');
}

static int64_t
local_day(const struct things *s, int64_t instant)
{
	return instant == NUM_NULL ? instant
		: zone_day(s->cal.zone, instant);
}

static int64_t
due_day(const struct things *s, const struct thing *t)
{
	return when_is_day(t->due) ? when_day(t->due)
		: t->due == NUM_NULL ? NUM_NULL
		: local_day(s, when_instant(t->due));
}

static void
owner_label(const struct thing *t, struct buf *out)
{
	struct str name = STR_NULL;
	static const char *const handles[] = {"anna", "bert", "cora",
		"dora-louise", "emil", "finn", "gwen", "hugo", "iris", "Jan",
		"karl", "nobody"};

	if (t->owner != NUM_NULL)
		name = str_of(handles[t->owner - 1]);
	text_label(name, out);
}

static void
money_label(const struct thing *t, struct buf *out)
{
	text_label(t->currency.p ? t->currency : STR("EUR"), out);
}

#define LABELS(name, body)                                                     \
	static void name(const struct things *s, const struct thing *t,        \
		struct buf *out)                                               \
	{                                                                      \
		(void)s;                                                       \
		(void)t;                                                       \
		(void)out;                                                     \
		body;                                                          \
	}

LABELS(by_nothing, )
LABELS(by_money, money_label(t, out))
LABELS(by_owner, owner_label(t, out))
LABELS(by_owner_money, owner_label(t, out); money_label(t, out))
LABELS(by_stage_size, text_label(t->stage, out); text_label(t->size, out))
LABELS(by_close, day_label(t->close, out))
LABELS(by_close_day, day_label(t->close, out))
LABELS(by_month, month_label(t->close, 1, out))
LABELS(by_quarter_owner, month_label(t->close, 3, out); owner_label(t, out))
LABELS(by_year, month_label(t->close, 12, out))
LABELS(by_week, week_label(t->close, out))
LABELS(by_seen_month, month_label(local_day(s, t->seen), 1, out))
LABELS(by_due_day, day_label(due_day(s, t), out))
LABELS(by_squad, text_label(things_owner(s, t) &&
	things_owner(s, t)->squad != NUM_NULL
	? s->squads[things_owner(s, t)->squad].key : STR_NULL, out))
LABELS(by_currency, text_label(t->currency, out))
LABELS(by_code_money, text_label(t->code, out); money_label(t, out))

static const struct row {
	const char *keys, *sums;
	labeller *label;
	const char *columns; /* names of the columns */
} rows[] = {
	{"", "", by_nothing, "count"},
	{"", "count", by_nothing, NULL},
	{"", "amount", by_money, "currency,amount"},
	{"owner", "", by_owner, "owner,count"},
	{"owner", "weight", by_owner, "owner,weight"},
	{"owner", "amount,fee", by_owner_money, "owner,currency,amount,fee"},
	{"stage,size", "count", by_stage_size, NULL},
	{"close", "", by_close, "close,count"},
	{"close:day", "", by_close_day, "close_day,count"},
	{"close:month", "weight", by_month, "close_month,weight"},
	{"close:quarter,owner", "", by_quarter_owner,
		"close_quarter,owner,count"},
	{"close:year", "", by_year, NULL},
	{"close:week", "", by_week, NULL},
	{"seen:month", "", by_seen_month, NULL},
	{"due_at:day", "", by_due_day, "due_at_day,count"},
	{"owner.squad", "", by_squad, "owner.squad,count"},
	{"currency", "amount", by_currency, "currency,amount"},
	{"code", "fee,weight", by_code_money, NULL},
};

static struct groups *
compiled(struct things *s, const char *keys, const char *sums, bool count)
{
	struct groups *g;
	struct err e = {0};

	if (group_compile(&s->env, things_entity(s, E_THING),
		*keys ? str_of(keys) : STR_NULL,
		*sums ? str_of(sums) : STR_NULL, count, &g, &e))
		fail_msg("%s: %s", keys, e.msg);
	return g;
}

/* In 10^-15 for decimals; false where unset. */
static bool
field_units(const struct field *f, const struct thing *t, __int128 *out)
{
	int64_t v = field_get(f, t).i;

	*out = f->type == T_DECIMAL && v != NUM_NULL ? dec_mantissa(v) : v;
	if (f->type == T_DECIMAL && v != NUM_NULL)
		for (int i = dec_scale(v); i < 15; i++)
			*out *= 10;
	return v != NUM_NULL;
}

static void
naive_add(const struct things *s, struct naive *v, size_t *n,
	const struct row *r, const struct thing *t)
{
	struct str rest = *r->sums ? str_of(r->sums) : STR_NULL, name;
	struct buf label = {0};
	__int128 units;
	size_t i = 0;

	r->label(s, t, &label);
	buf_cstr(&label, "");
	while (i < *n && strcmp(v[i].label, label.p) != 0)
		i++;
	if (i == *n) {
		assert_true(*n < GROUPS && label.n < LABEL);
		v[i] = (struct naive){0};
		memcpy(v[i].label, label.p, label.n + 1);
		++*n;
	}
	buf_free(&label);
	v[i].count++;
	for (size_t k = 0; str_split(&rest, ',', &name); k++) {
		if (!field_units(entity_field(things_entity(s, E_THING), name),
			t, &units))
			continue;
		v[i].sums[k] += units;
		v[i].set[k] = true;
	}
}

static int64_t
units_back(const struct field *f, __int128 v)
{
	int64_t out;
	struct err e;
	int scale = 15;

	if (f->type != T_DECIMAL)
		return (int64_t)v;
	for (; scale && v % 10 == 0; scale--)
		v /= 10;
	assert_int_equal(dec_make((int64_t)v, scale, &out, &e), 0);
	return out;
}

/* The keys of a row, as they are printed. */
static void
row_label(const struct groups *g, const struct group_row *r, struct buf *out)
{
	const struct group_col *c;
	size_t n;

	c = group_cols(g, &n);
	buf_reset(out);
	buf_cstr(out, "");
	for (size_t i = 0; i < n; i++) {
		if (c[i].part != GROUP_KEY && c[i].part != GROUP_CURRENCY)
			continue;
		group_print(g, &c[i], r, out);
		buf_char(out, '|');
	}
}

static const struct naive *
naive_of(const struct naive *v, size_t n, const char *label)
{
	for (size_t i = 0; i < n; i++)
		if (strcmp(v[i].label, label) == 0)
			return &v[i];
	fail_msg("no group %s", label);
	return NULL;
}

static void
row_check(const struct groups *g, const struct group_row *r,
	const struct naive *v)
{
	const struct group_col *c;
	size_t n, at;

	c = group_cols(g, &n);
	assert_int_equal(r->count, v->count);
	for (size_t i = 0; i < n; i++) {
		at = c[i].at;
		if (c[i].part == GROUP_SUM && v->set[at])
			assert_int_equal(r->sums[at],
				units_back(c[i].field, v->sums[at]));
		else if (c[i].part == GROUP_SUM)
			assert_int_equal(r->sums[at], NUM_NULL);
	}
}

static void
names_check(const struct groups *g, const char *want)
{
	const struct group_col *c;
	struct buf names = {0};
	size_t n;

	c = group_cols(g, &n);
	for (size_t i = 0; i < n; i++)
		buf_fmt(&names, "%s%s", i ? "," : "", c[i].name);
	if (want)
		assert_string_equal(names.p, want);
	buf_free(&names);
}

static void
groups_equal_the_naive_sums(void **state)
{
	static struct naive v[GROUPS];
	struct things *s = *state;
	struct buf label = {0};
	const struct group_row *out;
	struct groups *g;
	struct err e;
	size_t n, found;

	for (size_t k = 0; k < sizeof rows / sizeof *rows; k++) {
		g = compiled(s, rows[k].keys, rows[k].sums, false);
		names_check(g, rows[k].columns);
		n = 0;
		for (size_t i = 0; i < s->n; i++) {
			naive_add(s, v, &n, &rows[k], &s->v[i]);
			assert_int_equal(group_add(g, &s->v[i], &e), 0);
		}
		assert_int_equal(group_rows(g, &out, &found, &e), 0);
		assert_int_equal(found, n);
		for (size_t i = 0; i < found; i++) {
			row_label(g, &out[i], &label);
			row_check(g, &out[i], naive_of(v, n, label.p));
		}
		group_free(g);
	}
	buf_free(&label);
}

/* The first column of all rows, each followed by a blank. */
static void
order_check(struct things *s, const char *keys, const char *sums,
	const char *want)
{
	struct groups *g = compiled(s, keys, sums, false);
	const struct group_row *out;
	struct buf text = {0};
	struct err e;
	size_t n;

	for (size_t i = s->n; i-- > 0;)
		group_add(g, &s->v[i], &e);
	assert_int_equal(group_rows(g, &out, &n, &e), 0);
	for (size_t i = 0; i < n; i++) {
		row_label(g, &out[i], &text);
		if (!str_starts(str_of(want), text.p))
			fail_msg("%s: %s before %s", keys, text.p, want);
		want += text.n;
	}
	assert_string_equal(want, "");
	buf_free(&text);
	group_free(g);
}

static void
groups_come_in_the_order_of_their_keys(void **state)
{
	struct things *s = *state;

	order_check(s, "size", "", "small|medium|large||");
	order_check(s, "stage", "", "lead|proposal|negotiation|closing|"
		"retired||");
	order_check(s, "kind", "", "new|Renewal|upsell||");
	order_check(s, "owner", "", "anna|bert|cora|dora-louise|emil|finn|"
		"gwen|hugo|iris|Jan|karl|nobody||");
	order_check(s, "seen:year", "", "2026|2027||");
	order_check(s, "close:year", "", "2025|2026|2027||");
	order_check(s, "hot", "amount", "no|EUR|no|JPY|no|USD|yes|EUR|yes|JPY|"
		"yes|USD||EUR||JPY||USD|");
}

static void
buckets_are_fiscal_where_the_calendar_is(void **state)
{
	struct things *s = *state;

	s->cal.fiscal_month = 7;
	order_check(s, "close:year", "", "FY26|FY27|FY28||");
	s->cal.fiscal_month = 1;
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(groups_equal_the_naive_sums),
		cmocka_unit_test(groups_come_in_the_order_of_their_keys),
		cmocka_unit_test(buckets_are_fiscal_where_the_calendar_is),
	};

	return cmocka_run_group_tests(tests, things_setup, things_teardown);
}
