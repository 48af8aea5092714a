/* What holds for any value of any type. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "base/utf8.h"
#include "values.h"

enum { ROUNDS = 3000 };

static int
sign(int c)
{
	return (c > 0) - (c < 0);
}

/* A field of each type, and of the kinds of text that flags make. */
static struct field
field_of(int i)
{
	static const uint32_t flags[] = {F_EXACT, F_NAME, F_EXACT};
	static const uint8_t types[] = {T_LINE, T_LINE, T_SET};
	struct field f = {.name = "thing", .ref = 6};

	f.type = i < T_COUNT ? (uint8_t)i : types[i - T_COUNT];
	f.flags = i < T_COUNT ? 0 : flags[i - T_COUNT];
	return f;
}

enum { FIELDS = T_COUNT + 3 };

static void
what_is_printed_is_read_as_the_same(void **state)
{
	(void)state;
	for (int i = 0; i < FIELDS; i++) {
		struct field f = field_of(i);
		struct values v;

		values_begin(&v);
		for (int n = 0; n < ROUNDS; n++) {
			union val x = values_random(&v, &f), y;
			struct str text = values_print(&v, &f, x);
			struct err e = {0};

			if (values_parse(&v, &f, text, &y, &e))
				fail_msg("%s: '%.*s': %s",
					field_type(&f)->name, STR_F(text),
					e.msg);
			if (!values_same(&f, x, y))
				fail_msg("%s: '%.*s' became another",
					field_type(&f)->name, STR_F(text));
			assert_true(str_eq(values_print(&v, &f, y), text));
			assert_int_equal(field_type(&f)->compare(&f, x, y), 0);
		}
		values_end(&v);
	}
}

/* A value near another: a neighbour of numbers, one more letter of texts. */
static union val
neighbour(struct values *v, const struct field *f, union val x)
{
	struct buf b = {0};
	struct err e;

	if (!field_type(f)->text) {
		if (f->type == T_DECIMAL || f->type == T_PRICE) {
			if (dec_add(x.i, 16 + (int64_t)values_below(v, 16),
				    &x.i, &e))
				return x;
		} else if (x.i < INT64_MAX) {
			x.i++;
		}
		return x;
	}
	buf_str(&b, x.s);
	buf_char(&b, (char)(' ' + values_below(v, 95)));
	if (values_below(v, 4) == 0)
		b.p[values_below(v, b.n)] ^= 0x20;
	if (utf8_valid(buf_view(&b)) == b.n)
		x.s = arena_str(&v->arena, buf_view(&b));
	buf_free(&b);
	return x;
}

static void
same_order(const struct field *f, union val a, union val b)
{
	const struct type *t = field_type(f);
	struct buf x = {0}, y = {0};
	int by_value = sign(t->compare(f, a, b)), by_key;

	t->key(f, a, &x);
	t->key(f, b, &y);
	by_key = str_cmp(buf_view(&x), buf_view(&y));
	assert_true(x.n <= KEY_MAX);
	if (by_key != by_value)
		fail_msg("%s: key order %d, value order %d", t->name, by_key,
			by_value);
	assert_int_equal(sign(t->compare(f, b, a)), -by_value);
	buf_free(&x);
	buf_free(&y);
}

static void
keys_are_in_the_order_of_values(void **state)
{
	(void)state;
	for (int i = 0; i < FIELDS; i++) {
		struct field f = field_of(i);
		struct values v;
		union val last;

		values_begin(&v);
		last = values_random(&v, &f);
		for (int n = 0; n < ROUNDS; n++) {
			union val x = values_random(&v, &f);

			same_order(&f, x, x);
			same_order(&f, x, last);
			same_order(&f, x, neighbour(&v, &f, x));
			last = x;
		}
		values_end(&v);
	}
}

static void
decimals_are_ordered_by_value(void **state)
{
	static const char *const ascending[] = {"-576460752303423487",
		"-2", "-1.5", "-1.05", "-1.000000000000001", "-1",
		"-0.999999999999999", "-0.5", "-0.05", "-0.000000000000001",
		"0", "0.000000000000001", "0.049", "0.05", "0.5", "0.51",
		"0.999999999999999", "1", "1.000000000000001", "1.05", "1.5",
		"2", "10", "99.99", "100", "576460752303423487"};
	struct field f = {.name = "d", .type = T_DECIMAL};
	const struct type *t = field_type(&f);
	struct values v;
	struct err e;

	(void)state;
	values_begin(&v);
	for (size_t i = 0; i < sizeof ascending / sizeof *ascending; i++)
		for (size_t j = 0; j < i; j++) {
			struct buf x = {0}, y = {0};
			union val a, b;

			assert_int_equal(values_parse(&v, &f,
				str_of(ascending[j]), &a, &e), 0);
			assert_int_equal(values_parse(&v, &f,
				str_of(ascending[i]), &b, &e), 0);
			t->key(&f, a, &x);
			t->key(&f, b, &y);
			assert_int_equal(t->compare(&f, a, b), -1);
			assert_int_equal(str_cmp(buf_view(&x), buf_view(&y)),
				-1);
			buf_free(&x);
			buf_free(&y);
		}
	values_end(&v);
}

static void
unset_prints_nothing(void **state)
{
	(void)state;
	for (int i = 0; i < FIELDS; i++) {
		struct field f = field_of(i);
		union val null = {.s = STR_NULL};
		struct values v;

		values_begin(&v);
		if (!field_type(&f)->text)
			null.i = NUM_NULL;
		assert_null(values_print(&v, &f, null).p);
		values_end(&v);
	}
}

static void
any_bytes_are_read_or_refused_by_name(void **state)
{
	(void)state;
	for (int i = 0; i < FIELDS; i++) {
		struct field f = field_of(i);
		struct values v;

		values_begin(&v);
		for (int n = 0; n < ROUNDS; n++) {
			static const char likely[] = "0123456789-+./:,%@ TZxe";
			size_t len = (size_t)values_below(&v, 24);
			char *text = arena_alloc(&v.arena, len + 1);
			struct str s = {text, len};
			struct err e = {0};
			union val x;

			for (size_t k = 0; k < len; k++)
				text[k] = values_below(&v, 3)
					? likely[values_below(&v, 23)]
					: (char)values_next(&v);
			if (values_parse(&v, &f, s, &x, &e) == 0) {
				struct str out = values_print(&v, &f, x);
				union val y;

				assert_int_equal(
					values_parse(&v, &f, out, &y, &e), 0);
				assert_true(values_same(&f, x, y));
				continue;
			}
			assert_true(e.code == ERR_DATA || e.code == ERR_USAGE);
			assert_true(str_starts(str_of(e.msg), "thing: "));
		}
		values_end(&v);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_printed_is_read_as_the_same),
		cmocka_unit_test(keys_are_in_the_order_of_values),
		cmocka_unit_test(decimals_are_ordered_by_value),
		cmocka_unit_test(unset_prints_nothing),
		cmocka_unit_test(any_bytes_are_read_or_refused_by_name),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
