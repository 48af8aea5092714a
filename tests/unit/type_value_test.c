/* What values are made of, and what the rows of the types hold. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "schema/country.h"
#include "values.h"

static void
amounts_are_in_the_currency_of_the_record(void **state)
{
	struct field f = {.name = "f", .type = T_MONEY};
	struct err e = {0};
	struct values v;
	union val x;

	(void)state;
	values_begin(&v);
	assert_int_equal(value_parse(&v.scope, &f, STR("15"), v.jpy, NULL, &x,
				 &e), 0);
	assert_int_equal(x.i, 15);
	assert_int_equal(value_parse(&v.scope, &f, STR("15"), NULL, NULL, &x,
				 &e), 0);
	assert_int_equal(x.i, 1500); /* the base, dollars */
	assert_int_equal(value_parse(&v.scope, &f, STR("15 EUR"), NULL, NULL,
				 &x, &e), ERR_DATA);
	assert_string_equal(e.msg, "f: '15 EUR': the record's currency is USD");
	v.scope.base = NULL;
	assert_int_equal(value_parse(&v.scope, &f, STR("15 EUR"), NULL, NULL,
				 &x, &e), ERR_DATA);
	assert_string_equal(e.msg,
		"f: '15 EUR': there is no currency to keep it in");
	assert_int_equal(value_parse(&v.scope, &f, STR("15"), NULL, NULL, &x,
				 &e), ERR_DATA);
	assert_string_equal(e.msg, "f: '15': no currency");
	values_end(&v);
}

static void
without_a_calendar_days_are_iso(void **state)
{
	static const uint8_t types[] = {T_DAY, T_INSTANT, T_WHEN};
	static const char *const printed[] = {"2026-10-01",
		"2026-10-01T23:59:59.999999Z", "2026-10-01"};
	struct err e;
	struct values v;
	union val x;

	(void)state;
	values_begin(&v);
	v.scope.cal = NULL;
	for (size_t i = 0; i < 3; i++) {
		struct field f = {.name = "f", .type = types[i]};

		assert_int_equal(values_parse(&v, &f, STR("2026-10-01"), &x,
					 &e), 0);
		assert_true(str_is(values_print(&v, &f, x), printed[i]));
		assert_int_equal(values_parse(&v, &f, STR("today"), &x, &e),
			ERR_DATA);
	}
	values_end(&v);
}

static void
when_is_a_day_or_an_instant(void **state)
{
	int64_t midnight = 20000 * US_PER_DAY;

	(void)state;
	for (int64_t us = -2; us <= 2; us++) {
		int64_t w = when_of_instant(midnight + us);

		assert_false(when_is_day(w));
		assert_int_equal(when_instant(w), midnight + us);
		assert_int_equal(when_of_day(20000) < w, us >= 0);
		w = when_of_instant(us);
		assert_int_equal(when_instant(w), us);
	}
	assert_true(when_is_day(when_of_day(DAY_MIN)));
	assert_int_equal(when_day(when_of_day(DAY_MIN)), DAY_MIN);
	assert_int_equal(when_day(when_of_day(DAY_MAX)), DAY_MAX);
	assert_int_equal(when_of_day(NUM_NULL), NUM_NULL);
	assert_int_equal(when_of_instant(NUM_NULL), NUM_NULL);
	assert_false(when_is_day(NUM_NULL));
}

static void
anyref_holds_both_parts(void **state)
{
	int64_t last = (INT64_C(1) << 56) - 1, r = anyref_make(63, last);

	(void)state;
	assert_true(r > 0);
	assert_int_equal(anyref_entity(r), 63);
	assert_int_equal(anyref_id(r), last);
	assert_int_equal(anyref_entity(anyref_make(1, 42)), 1);
	assert_int_equal(anyref_id(anyref_make(1, 42)), 42);
}

static void
countries_are_those_of_iso_3166(void **state)
{
	size_t n = 0;

	(void)state;
	for (const struct country *c = country_all(); *c->code; c++, n++) {
		assert_ptr_equal(country_find(str_of(c->code)), c);
		assert_ptr_equal(country_near(str_of(c->name)), c);
		assert_true(!n || strcmp(c[-1].code, c->code) < 0);
	}
	assert_int_equal(n, 249);
	assert_null(country_find(STR("ZZ")));
	assert_null(country_find(STR("")));
	assert_null(country_near(STR("Atlantis")));
}

/* The start, `piece` so often, the end. */
static struct str
repeat(struct values *v, const char *start, const char *piece, size_t times,
	const char *end)
{
	struct buf b = {0};
	struct str s;

	buf_cstr(&b, start);
	while (times--)
		buf_cstr(&b, piece);
	buf_cstr(&b, end);
	s = arena_str(&v->arena, buf_view(&b));
	buf_free(&b);
	return s;
}

static void
addresses_have_lengths(void **state)
{
	static const struct {
		bool email;
		const char *start, *piece;
		size_t times; /* the longest that is taken */
		const char *end, *why;
	} rows[] = {
		{true, "", "a", 64, "@b.example",
			"the part before the @ is too long"},
		{false, "", "a", 63, ".example",
			"a part of the domain is too long"},
		{false, "", "a.", 123, "example", "the domain is too long"},
		{true, "a.b.c.d.e@", "f.", 118, "example", "it is too long"},
	};
	struct field email = {.name = "f", .type = T_EMAIL};
	struct field url = {.name = "f", .type = T_URL};
	struct values v;

	(void)state;
	values_begin(&v);
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		const struct field *f = rows[i].email ? &email : &url;
		struct err e = {0};
		union val x;

		for (size_t more = 0; more < 2; more++)
			assert_int_equal(values_parse(&v, f, repeat(&v,
				rows[i].start, rows[i].piece,
				rows[i].times + more, rows[i].end), &x, &e),
				more ? ERR_DATA : 0);
		assert_true(str_ends(str_of(e.msg), rows[i].why));
	}
	values_end(&v);
}

static void
rows_are_complete(void **state)
{
	(void)state;
	for (int i = 0; i < T_COUNT; i++) {
		const struct type *t = type_row(i);

		assert_true(t->name && t->example && t->width);
		assert_true(t->parse && t->print && t->compare && t->key);
		assert_true(!t->summable || !t->text);
	}
	assert_null(type_row(T_COUNT));
	assert_null(type_row(-1));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(amounts_are_in_the_currency_of_the_record),
		cmocka_unit_test(without_a_calendar_days_are_iso),
		cmocka_unit_test(when_is_a_day_or_an_instant),
		cmocka_unit_test(anyref_holds_both_parts),
		cmocka_unit_test(countries_are_those_of_iso_3166),
		cmocka_unit_test(addresses_have_lengths),
		cmocka_unit_test(rows_are_complete),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
