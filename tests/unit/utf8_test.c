#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "base/utf8.h"

#define COUNT(a) (sizeof(a) / sizeof *(a))

static const struct {
	struct str text;
	size_t end;
} validity[] = {
	{STR(""), 0},
	{STR("plain"), 5},
	{STR("exactly 8"), 9},
	{STR("12345678"), 8},
	{STR("1234567\xff"), 7},
	{STR("12345678\xff"), 8},
	{STR("nul\0nul"), 3},
	{STR("12345678\0"), 8},
	{STR("\xc3\xa5\xc3\xa4\xc3\xb6"), 6},
	{STR("\xe2\x82\xac 12"), 6},
	{STR("\xf0\x9f\x98\x80"), 4},
	{STR("\xf4\x8f\xbf\xbf"), 4},	  /* U+10FFFF */
	{STR("\xef\xbf\xbf"), 3},	  /* a noncharacter is still UTF-8 */
	{STR("a\x80"), 1},		  /* continuation alone */
	{STR("a\xbf"), 1},
	{STR("a\xc0\x80"), 1},		  /* overlong NUL */
	{STR("a\xc1\xbf"), 1},		  /* overlong DEL */
	{STR("a\xe0\x9f\xbf"), 1},	  /* overlong U+07FF */
	{STR("a\xf0\x8f\xbf\xbf"), 1},	  /* overlong U+FFFF */
	{STR("\xe0\xa0\x80"), 3},
	{STR("\xf0\x90\x80\x80"), 4},
	{STR("a\xed\xa0\x80"), 1},	  /* surrogates */
	{STR("a\xed\xbf\xbf"), 1},
	{STR("\xed\x9f\xbf\xee\x80\x80"), 6},
	{STR("a\xf4\x90\x80\x80"), 1},	  /* above U+10FFFF */
	{STR("a\xf5\x80\x80\x80"), 1},
	{STR("a\xf8\x88\x80\x80\x80"), 1},
	{STR("a\xfe"), 1},
	{STR("a\xff"), 1},
	{STR("a\xc3"), 1},		  /* cut short */
	{STR("a\xe2\x82"), 1},
	{STR("a\xf0\x9f\x98"), 1},
	{STR("a\xc3 b"), 1},
	{STR("a\xe2\x82 b"), 1},
	{STR("\xc3\xa5\xff"), 2},
	{STR("\xc3\xa5 \xc3"), 3},
};

static void
test_valid(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(validity); i++)
		assert_int_equal(utf8_valid(validity[i].text),
			validity[i].end);
	assert_int_equal(utf8_valid(STR_NULL), 0);
}

/* Every scalar value is written as UTF-8 that reads back and is valid. */
static void
test_every_point(void **state)
{
	char bytes[4];

	(void)state;
	for (uint32_t c = 1; c <= 0x10ffff; c++) {
		struct str s = {bytes, 0};
		uint32_t back = 0;

		if (c >= 0xd800 && c <= 0xdfff)
			continue;
		s.n = utf8_write(bytes, c);
		if (utf8_valid(s) != s.n || utf8_read(s, &back) != s.n ||
			back != c)
			fail_msg("U+%04X", (unsigned)c);
	}
}

static const struct {
	enum text_rule rule;
	struct str in;
	const char *out; /* NULL: refused */
	const char *why; /* then the message */
} cleaning[] = {
	{TEXT_LINE, STR("Acme"), "Acme", NULL},
	{TEXT_LINE, STR(""), "", NULL},
	{TEXT_LINE, STR("  Acme Ltd \t\n"), "Acme Ltd", NULL},
	{TEXT_LINE, STR(" \n\t "), "", NULL},
	{TEXT_LINE, STR("\xc2\xa0" "Acme\xe3\x80\x80\xe2\x80\x89"), "Acme",
		NULL},
	{TEXT_LINE, STR("Ake\xcc\x8a"), "Ak\x65\xcc\x8a", NULL},
	{TEXT_LINE, STR("A\xcc\x8ake"), "\xc3\x85ke", NULL},
	{TEXT_LINE, STR("\xe2\x84\xab"), "\xc3\x85", NULL}, /* angstrom */
	{TEXT_LINE, STR("\xe1\x84\x92\xe1\x85\xa1\xe1\x86\xab"),
		"\xed\x95\x9c", NULL},
	{TEXT_LINE, STR("e\xcc\xa3\xcc\x82"), "\xe1\xbb\x87", NULL},
	{TEXT_LINE, STR("e\xcc\x82\xcc\xa3"), "\xe1\xbb\x87", NULL},
	{TEXT_LINE, STR("\xef\xac\x81"), "\xef\xac\x81", NULL}, /* no NFKC */
	{TEXT_LINE, STR("a\nb"), NULL,
		"control character \\n at byte offset 1"},
	{TEXT_LINE, STR(" a\tb"), NULL,
		"control character \\t at byte offset 2"},
	{TEXT_LINE, STR("a\x1b[2J"), NULL,
		"control character \\x1b at byte offset 1"},
	{TEXT_LINE, STR("a\x7f"), NULL,
		"control character \\x7f at byte offset 1"},
	{TEXT_LINE, STR("abcdefgh\xc2\x9b"), NULL,
		"control character \\x9b at byte offset 8"},
	{TEXT_LINE, STR("a\0b"), NULL,
		"control character \\x00 at byte offset 1"},
	{TEXT_LINE, STR("\xc3\xa5\xe5"), NULL,
		"invalid UTF-8 \\xe5 at byte offset 2"},
	{TEXT_LINE, STR("\xff"), NULL, "invalid UTF-8 \\xff at byte offset 0"},
	{TEXT_LINE, STR("a\xe2\x80\xae" "b"), "a\xe2\x80\xae" "b", NULL},
	{TEXT_BODY, STR("a\nb\tc"), "a\nb\tc", NULL},
	{TEXT_BODY, STR("a\r\nb\r\n\r\nc\r\n"), "a\nb\n\nc", NULL},
	{TEXT_BODY, STR("\xc3\xa5\r\nA\xcc\x8a"), "\xc3\xa5\n\xc3\x85", NULL},
	{TEXT_BODY, STR("a\rb"), NULL,
		"control character \\x0d at byte offset 1"},
	{TEXT_BODY, STR("a\r\r\nb"), NULL,
		"control character \\x0d at byte offset 1"},
	{TEXT_BODY, STR("a\x1b"), NULL,
		"control character \\x1b at byte offset 1"},
	{TEXT_NAME, STR("won"), "won", NULL},
	{TEXT_NAME, STR("\xc3\xa5tg\xc3\xa4rd"), "\xc3\xa5tg\xc3\xa4rd", NULL},
	{TEXT_NAME, STR("a\xe2\x80\x8d"), NULL,
		"invisible character <U+200D> at byte offset 1"},
	{TEXT_NAME, STR("\xef\xbb\xbfid"), NULL,
		"invisible character <U+FEFF> at byte offset 0"},
	{TEXT_NAME, STR("a\xe2\x81\xa6" "b"), NULL,
		"invisible character <U+2066> at byte offset 1"},
	{TEXT_NAME, STR("a\xf3\xa0\x81\x81"), NULL,
		"invisible character <U+E0041> at byte offset 1"},
	{TEXT_NAME, STR("a\nb"), NULL,
		"control character \\n at byte offset 1"},
};

static void
test_clean(void **state)
{
	struct arena a = {0};

	(void)state;
	for (size_t i = 0; i < COUNT(cleaning); i++) {
		struct err e = {0};
		struct str out, again;
		int code = text_clean(cleaning[i].in, cleaning[i].rule, &a,
			&out, &e);

		if (!cleaning[i].out) {
			assert_int_equal(code, ERR_DATA);
			assert_string_equal(e.msg, cleaning[i].why);
			assert_null(out.p);
			continue;
		}
		assert_int_equal(code, ERR_OK);
		assert_non_null(out.p);
		assert_string_equal(out.p, cleaning[i].out);
		code = text_clean(out, cleaning[i].rule, &a, &again, &e);
		assert_int_equal(code, ERR_OK);
		assert_true(str_eq(out, again));
	}
	arena_free(&a);
}

static void
test_clean_null(void **state)
{
	struct arena a = {0};
	struct str out = STR("x");
	struct err e;

	(void)state;
	assert_int_equal(text_clean(STR_NULL, TEXT_LINE, &a, &out, &e), 0);
	assert_null(out.p);
	arena_free(&a);
}

/* Longer than the buffer on the stack, and with too many marks. */
static void
test_clean_long(void **state)
{
	struct arena a = {0};
	struct buf b = {0};
	struct str out;
	struct err e;

	(void)state;
	for (int i = 0; i < 1000; i++)
		buf_cstr(&b, "e\xcc\x81");
	assert_int_equal(text_clean(buf_view(&b), TEXT_LINE, &a, &out, &e), 0);
	assert_int_equal(out.n, 2000);
	buf_reset(&b);
	buf_char(&b, 'e');
	for (int i = 0; i < 100; i++)
		buf_cstr(&b, i % 2 ? "\xcc\x81" : "\xcc\xa3");
	assert_int_equal(text_clean(buf_view(&b), TEXT_LINE, &a, &out, &e),
		ERR_DATA);
	assert_string_equal(e.msg, "too many combining marks, the last "
		"\xcc\xa3 at byte offset 129");
	buf_free(&b);
	arena_free(&a);
}

static const struct {
	const char *a, *b;
	bool same;
} folds[] = {
	{"ACME", "acme", true},
	{"", "", true},
	{"Stra\xc3\x9f" "e", "STRASSE", true},
	{"\xc3\x85ke", "A\xcc\x8aKE", true},
	{"\xce\xa3\xce\xaf\xcf\x83\xcf\x85\xcf\x86\xce\xbf\xcf\x82",
		"\xcf\x83\xce\xaf\xcf\x83\xcf\x85\xcf\x86\xce\xbf\xcf\x83",
		true},
	{"\xef\xac\x81n", "FIN", true}, /* folds the fi ligature */
	{"\xd0\x90" "cme", "Acme", false},  /* Cyrillic A */
	{"a b", "ab", false},
	{"[", "{", false},
	{"@", "`", false},
	{"Z", "[", false},
	{"\xe2\x84\xaa", "k", true}, /* kelvin */
};

static void
fold(const char *z, struct buf *out)
{
	struct buf again = {0};

	text_fold(str_of(z), out);
	text_fold(buf_view(out), &again);
	assert_true(str_eq(buf_view(out), buf_view(&again)));
	buf_free(&again);
}

static void
test_fold(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(folds); i++) {
		struct buf a = {0}, b = {0};

		fold(folds[i].a, &a);
		fold(folds[i].b, &b);
		if (str_eq(buf_view(&a), buf_view(&b)) != folds[i].same)
			fail_msg("%s %s", folds[i].a, folds[i].b);
		buf_free(&a);
		buf_free(&b);
	}
}

static void
test_fold_appends(void **state)
{
	struct buf b = {0};

	(void)state;
	buf_cstr(&b, "KEY:");
	text_fold(STR("AbC"), &b);
	text_fold(STR("\xc3\x84"), &b);
	text_fold(STR("X\xff"), &b);
	assert_string_equal(b.p, "KEY:abc\xc3\xa4x\xff");
	buf_free(&b);
}

static const struct {
	const char *text, *needle;
	bool has;
} searches[] = {
	{"Acme Trading", "trad", true},
	{"Acme Trading", "acme trading", true},
	{"Acme Trading", "acme trading ", false},
	{"Acme", "", true},
	{"", "a", false},
	{"aab", "ab", true},
	{"\xc3\x85ngstr\xc3\xb6m", "str\xc3\xb6m", true},
	{"\xc3\x85NGSTR\xc3\x96M", "\xc3\xa5ng", true},
	{"Stra\xc3\x9f" "e", "ss", true},
	{"Angstrom", "\xc3\xb6", false},
};

static void
test_has(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(searches); i++)
		if (text_has(str_of(searches[i].text),
			str_of(searches[i].needle)) != searches[i].has)
			fail_msg("%s", searches[i].text);
}

static const struct {
	const char *text;
	size_t width, fit, bytes; /* text_fit(text, fit) has that many bytes */
} widths[] = {
	{"", 0, 5, 0},
	{"plain text", 10, 5, 5},
	{"plain text", 10, 10, 10},
	{"plain text", 10, 0, 0},
	{"\xc3\xa5\xc3\xa4\xc3\xb6", 3, 2, 4},
	{"e\xcc\x81" "a", 2, 1, 3},
	{"\xe6\xbc\xa2\xe5\xad\x97", 4, 3, 3},
	{"\xe6\xbc\xa2\xe5\xad\x97", 4, 1, 0},
	{"a\xe6\xbc\xa2" "b", 4, 3, 4},
	{"\xf0\x9f\x98\x80", 2, 2, 4},
	{"\xff\xfe", 2, 1, 1},
	{"12345678\xc3\xa5", 9, 8, 8},
};

static void
test_width(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(widths); i++) {
		struct str s = str_of(widths[i].text);

		assert_int_equal(text_width(s), widths[i].width);
		assert_int_equal(text_fit(s, widths[i].fit).n,
			widths[i].bytes);
		assert_int_equal(text_fit(s, widths[i].width).n, s.n);
	}
	assert_int_equal(text_width(STR_NULL), 0);
}

static const struct {
	struct str in;
	const char *out;
} shows[] = {
	{STR(""), ""},
	{STR("plain"), "plain"},
	{STR("a\\b"), "a\\b"},
	{STR("a\nb\tc"), "a\\nb\\tc"},
	{STR("a\rb"), "a\\x0db"},
	{STR("\x1b]52;c;x\x07"), "\\x1b]52;c;x\\x07"},
	{STR("a\0b"), "a\\x00b"},
	{STR("12345678\x7f"), "12345678\\x7f"},
	{STR("\xc2\x80\xc2\x9b\xc2\x9f\xc2\xa0"), "\\x80\\x9b\\x9f\xc2\xa0"},
	{STR("a\x9b" "2J"), "a\\x9b2J"},
	{STR("\xff\xc3"), "\\xff\\xc3"},
	{STR("\xed\xa0\x80"), "\\xed\\xa0\\x80"},
	{STR("inv\xe2\x80\xae" "fdp.exe"), "inv<U+202E>fdp.exe"},
	{STR("\xe2\x80\x8b\xe2\x80\x8f\xd8\x9c\xef\xbb\xbf"),
		"<U+200B><U+200F><U+061C><U+FEFF>"},
	{STR("\xe2\x81\xa6\xe2\x81\xa9\xe2\x80\xaa"),
		"<U+2066><U+2069><U+202A>"},
	{STR("\xf3\xa0\x80\x81\xf3\xa0\x81\xbf\xf3\xa0\x84\x80"),
		"<U+E0001><U+E007F>\xf3\xa0\x84\x80"},
	{STR("\xd8\xa7\xd9\x84"), "\xd8\xa7\xd9\x84"},
	{STR("\xe2\x80\x90\xe2\x80\x8a"), "\xe2\x80\x90\xe2\x80\x8a"},
};

static void
test_show(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(shows); i++) {
		struct buf b = {0};

		text_show(shows[i].in, &b);
		assert_string_equal(buf_view(&b).p, shows[i].out);
		assert_int_equal(text_plain(shows[i].in),
			str_is(shows[i].in, shows[i].out));
		assert_true(text_plain(buf_view(&b)));
		buf_free(&b);
	}
}

/* Whatever the bytes: what is shown is plain and valid, and text is plain
 * exactly when showing leaves it alone. */
static void
test_show_random(void **state)
{
	uint64_t seed = 42;

	(void)state;
	for (int round = 0; round < 20000; round++) {
		struct buf in = {0}, out = {0}, again = {0};

		for (int i = 0; i < round % 21; i++) {
			seed = seed * 6364136223846793005u + 1;
			buf_char(&in, (char)(seed >> 33) & (round & 1 ? -1
				: 0x7f));
		}
		text_show(buf_view(&in), &out);
		assert_true(text_plain(buf_view(&out)));
		assert_int_equal(utf8_valid(buf_view(&out)), out.n);
		assert_int_equal(text_plain(buf_view(&in)),
			str_eq(buf_view(&in), buf_view(&out)));
		assert_int_equal(text_show_width(buf_view(&in), &again),
			text_width(buf_view(&out)));
		assert_true(str_eq(buf_view(&out), buf_view(&again)));
		buf_free(&in);
		buf_free(&out);
		buf_free(&again);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_valid),
		cmocka_unit_test(test_every_point),
		cmocka_unit_test(test_clean),
		cmocka_unit_test(test_clean_null),
		cmocka_unit_test(test_clean_long),
		cmocka_unit_test(test_fold),
		cmocka_unit_test(test_fold_appends),
		cmocka_unit_test(test_has),
		cmocka_unit_test(test_width),
		cmocka_unit_test(test_show),
		cmocka_unit_test(test_show_random),
	};

	return cmocka_run_group_tests_name("utf8", tests, NULL, NULL);
}
