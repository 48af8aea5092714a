/* Texts: long ones, hostile ones, their keys, and sets of words. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "values.h"

enum { LIMIT = 64 * 1024, PREFIX = 256, HASH = 16 };

static const struct field line = {.name = "line", .type = T_LINE};
static const struct field body = {.name = "body", .type = T_TEXT};
static const struct field name = {.name = "name", .type = T_LINE,
	.flags = F_NAME};
static const struct field exact = {.name = "exact", .type = T_LINE,
	.flags = F_EXACT};

static struct str
repeat(struct values *v, const char *piece, size_t times)
{
	struct buf b = {0};
	struct str s;

	while (times--)
		buf_cstr(&b, piece);
	s = arena_str(&v->arena, buf_view(&b));
	buf_free(&b);
	return s;
}

static void
texts_of_64_kib_are_kept_and_no_longer_ones(void **state)
{
	struct err e = {0};
	struct values v;
	union val x;

	(void)state;
	values_begin(&v);
	assert_int_equal(values_parse(&v, &body, repeat(&v, "a", LIMIT), &x,
				 &e), 0);
	assert_int_equal(x.s.n, LIMIT);
	assert_int_equal(values_print(&v, &body, x).n, LIMIT);
	assert_int_equal(values_parse(&v, &line, repeat(&v, "\u00e9",
				 LIMIT / 2), &x, &e), 0);
	assert_int_equal(values_parse(&v, &body, repeat(&v, "a", LIMIT + 1),
				 &x, &e), ERR_DATA);
	assert_string_equal(e.msg, "body: longer than 65536 bytes");
	/* three bytes that become six */
	assert_int_equal(values_parse(&v, &body, repeat(&v, "\u0958",
				 LIMIT / 3), &x, &e), ERR_DATA);
	assert_string_equal(e.msg,
		"body: longer than 65536 bytes once normalised");
	values_end(&v);
}

static void
hostile_texts_are_refused_with_their_place(void **state)
{
	static const struct {
		struct str text;
		bool line, body, name;
		const char *msg; /* of the first that refuses */
	} rows[] = {
		{STR("ok\x1b[31m"), false, false, false,
			"control character \\x1b at byte offset 2"},
		{STR("a\0b"), false, false, false,
			"control character \\x00 at byte offset 1"},
		{STR("a\x7f"), false, false, false,
			"control character \\x7f at byte offset 1"},
		{STR("\xc2\x9b" "31m"), false, false, false, NULL},
		{STR("\x9b"), false, false, false,
			"invalid UTF-8 \\x9b at byte offset 0"},
		{STR("a\xc0\xaf"), false, false, false,
			"invalid UTF-8 \\xc0 at byte offset 1"},
		{STR("a\xed\xa0\x80"), false, false, false,
			"invalid UTF-8 \\xed at byte offset 1"},
		{STR("a\tb"), false, true, false,
			"control character \\t at byte offset 1"},
		{STR("a\nb"), false, true, false,
			"control character \\n at byte offset 1"},
		{STR("a\rb"), false, false, false,
			"control character \\x0d at byte offset 1"},
		{STR("  Acme\u202e"), true, true, false,
			"invisible character <U+202E> at byte offset 6"},
		{STR("Ac\u200bme"), true, true, false,
			"invisible character <U+200B> at byte offset 2"},
		{STR("=1+1"), true, true, true, NULL},
		{STR("--help"), true, true, true, NULL},
		{STR("'; drop table"), true, true, true, NULL},
		{STR("<b>&amp;"), true, true, true, NULL},
		{STR("%s%n"), true, true, true, NULL},
	};
	const struct field *fields[] = {&line, &body, &name};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		const bool taken[] = {rows[i].line, rows[i].body, rows[i].name};
		const char *msg = rows[i].msg;

		for (size_t k = 0; k < 3; k++) {
			struct err e = {0};
			struct values v;
			union val x;

			values_begin(&v);
			assert_int_equal(values_parse(&v, fields[k],
				rows[i].text, &x, &e),
				taken[k] ? 0 : ERR_DATA);
			if (!taken[k] && msg)
				assert_string_equal(e.msg + 6, msg);
			values_end(&v);
		}
	}
}

static struct str
key_of(struct values *v, const struct field *f, struct str text)
{
	struct buf b = {0};
	struct str s;

	buf_cstr(&b, "head"); /* keys are appended */
	field_type(f)->key(f, (union val){.s = text}, &b);
	assert_memory_equal(b.p, "head", 4);
	s = arena_str(&v->arena, str_cut(buf_view(&b), 4, b.n));
	buf_free(&b);
	return s;
}

static void
long_texts_have_short_keys_of_their_own(void **state)
{
	static const size_t sizes[] = {1, 255, 256, 257, 510, 511, 512, 513,
		LIMIT};
	struct values v;

	(void)state;
	values_begin(&v);
	for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
		struct str a = repeat(&v, "a", sizes[i]), b = arena_str(
			&v.arena, a), x = key_of(&v, &line, a), y;

		((char *)b.p)[b.n - 1] = 'b';
		y = key_of(&v, &line, b);
		assert_int_equal(x.n, sizes[i] <= PREFIX ? sizes[i]
							 : PREFIX + HASH);
		assert_int_equal(x.n, y.n);
		assert_false(str_eq(x, y));
		assert_true(str_eq(x, key_of(&v, &line,
			repeat(&v, "A", sizes[i]))));
		assert_false(str_eq(key_of(&v, &exact, a), key_of(&v, &exact,
			repeat(&v, "A", sizes[i]))));
		assert_true(x.n <= KEY_MAX);
	}
	values_end(&v);
}

static void
texts_compare_folded_unless_exact(void **state)
{
	static const struct {
		const char *a, *b;
		int folded, exact;
	} rows[] = {
		{"acme", "ACME", 0, 1},
		{"acme", "Acme2", -1, 1},
		{"STRASSE", "stra\u00dfe", 0, -1},
		{"\u00c9lan", "\u00e9lan", 0, -1},
		{"\u03a3\u03a3", "\u03c3\u03c2", 0, -1},
		{"zeta", "\u00e4ther", -1, -1},
		{"a", "a\u00e9", -1, -1},
		{"ab", "aZ", -1, 1},
		{"Z_", "Za", -1, -1},
		{"e\u0301", "f", 1, -1}, /* not normalised */
		{"e\u0301", "e", 1, 1},
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		union val a = {.s = str_of(rows[i].a)};
		union val b = {.s = str_of(rows[i].b)};

		assert_int_equal(field_type(&line)->compare(&line, a, b),
			rows[i].folded);
		assert_int_equal(field_type(&line)->compare(&line, b, a),
			-rows[i].folded);
		assert_int_equal(field_type(&exact)->compare(&exact, a, b),
			rows[i].exact);
	}
}

static void
sets_are_edited_word_by_word(void **state)
{
	static const struct {
		const char *old, *edit, *result; /* result NULL: unset */
	} rows[] = {
		{NULL, "b,a", "a,b"},
		{NULL, "+b,+a,b", "a,b"},
		{"a,b", "-a", "b"},
		{"a,b", "-a,-b", NULL},
		{"a,b", "-c", "a,b"},
		{"a", "+b,-b", "a"},
		{"a", "-b,+b", "a,b"},
		{"a", " c , -a ", "c"},
		{NULL, "B,a", "B,a"},
		{NULL, "hubspot:998,csv:-1", "csv:-1,hubspot:998"},
		{"a,b", NULL, "a,b"},
	};
	struct err e = {0};
	struct values v;
	struct str out;

	(void)state;
	values_begin(&v);
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		assert_int_equal(set_edit(&v.arena, str_of(rows[i].old),
				 str_of(rows[i].edit), &out, &e), 0);
		assert_true(str_eq(out, str_of(rows[i].result)));
	}
	out = STR("kept");
	assert_int_equal(set_edit(&v.arena, STR("a"), STR("+"), &out, &e),
		ERR_DATA);
	assert_string_equal(e.msg, "a word is empty");
	assert_int_equal(set_edit(&v.arena, STR("a"), STR("--b"), &out, &e),
		ERR_DATA);
	assert_string_equal(e.msg, "'-b': a word cannot begin with '-'");
	assert_int_equal(set_edit(&v.arena, STR("a"), STR(""), &out, &e),
		ERR_DATA);
	assert_true(str_is(out, "kept"));
	assert_true(set_has(STR("a,bc,d"), STR("bc")));
	assert_false(set_has(STR("a,bc,d"), STR("b")));
	assert_false(set_has(STR_NULL, STR("b")));
	values_end(&v);
}

/* As many words as fit: neither slow nor without an end. */
static void
large_sets_have_a_limit(void **state)
{
	struct err e = {0};
	struct buf b = {0};
	struct values v;
	struct str out;

	(void)state;
	values_begin(&v);
	for (int i = 9999; i >= 0; i--)
		buf_fmt(&b, "%s%04d", b.n ? "," : "", i);
	assert_int_equal(set_edit(&v.arena, STR_NULL, buf_view(&b), &out, &e),
		0);
	assert_int_equal(out.n, b.n);
	assert_true(str_starts(out, "0000,0001,"));
	for (int i = 10000; i < 14000; i++)
		buf_fmt(&b, ",%d", i);
	assert_int_equal(set_edit(&v.arena, STR_NULL, buf_view(&b), &out, &e),
		ERR_DATA);
	assert_string_equal(e.msg, "longer than 65536 bytes");
	buf_free(&b);
	values_end(&v);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(texts_of_64_kib_are_kept_and_no_longer_ones),
		cmocka_unit_test(hostile_texts_are_refused_with_their_place),
		cmocka_unit_test(long_texts_have_short_keys_of_their_own),
		cmocka_unit_test(texts_compare_folded_unless_exact),
		cmocka_unit_test(sets_are_edited_word_by_word),
		cmocka_unit_test(large_sets_have_a_limit),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
