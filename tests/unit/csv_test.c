#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "in/csv.h"

#define COUNT(a) (sizeof(a) / sizeof *(a))

/*
 * All rows of a text in one line: cells within (), quoted ones within "", rows
 * parted by a blank and their line number: `1(a)("b") 2()`. An error ends it
 * with `!line:col problem`.
 */
static void
show_rows(struct str text, const struct csv_opts *opts, struct buf *out)
{
	struct csv c;
	struct err e;
	bool more;
	int code;

	assert_int_equal(csv_open(&c, "f", text, opts, &e), ERR_OK);
	while (!(code = csv_next(&c, &more, &e)) && more) {
		buf_fmt(out, out->n ? " %zu" : "%zu", c.line);
		for (size_t i = 0; i < c.n; i++) {
			buf_cstr(out, c.cells[i].quoted ? "(\"" : "(");
			buf_str(out, c.cells[i].text);
			buf_cstr(out, c.cells[i].quoted ? "\")" : ")");
		}
	}
	if (code) {
		assert_string_equal(e.file, "f");
		assert_int_equal(code, ERR_DATA);
		buf_fmt(out, "%s!%d:%d %s", out->n ? " " : "", e.line, e.col,
			e.msg);
	}
	csv_close(&c);
}

static const struct {
	struct str text;
	const char *rows;
} cases[] = {
	{STR(""), ""},
	{STR("\n"), ""},
	{STR("\r\n\r\n"), ""},
	{STR("a"), "1(a)"},
	{STR("a,b"), "1(a)(b)"},
	{STR("a,b\n"), "1(a)(b)"},
	{STR("a,b\r\n"), "1(a)(b)"},
	{STR("a,b\r"), "1(a)(b)"},
	{STR("a,b\n1,2\n"), "1(a)(b) 2(1)(2)"},
	{STR("a,b\r\n1,2\r\n"), "1(a)(b) 2(1)(2)"},
	{STR("a,b\r1,2\r"), "1(a)(b) 2(1)(2)"},
	{STR("a\r\nb\nc\rd"), "1(a) 2(b) 3(c) 4(d)"},
	{STR("a\n\r\nb"), "1(a) 3(b)"},
	{STR("a\n\n\n\nb\n\n"), "1(a) 5(b)"},
	{STR("\n\na,b"), "3(a)(b)"},
	{STR(","), "1()()"},
	{STR(",,\n"), "1()()()"},
	{STR("a,\n,b\n"), "1(a)() 2()(b)"},
	{STR("\"\""), "1(\"\")"},
	{STR("\"\"\n\"\""), "1(\"\") 2(\"\")"},
	{STR("\"\",,\"\""), "1(\"\")()(\"\")"},
	{STR("\"a\""), "1(\"a\")"},
	{STR("\"a\",\"b\"\r\n"), "1(\"a\")(\"b\")"},
	{STR("\"a,b\",c"), "1(\"a,b\")(c)"},
	{STR("\"a\nb\",c\nd,e"), "1(\"a\nb\")(c) 3(d)(e)"},
	{STR("\"a\r\nb\",c\r\nd,e"), "1(\"a\r\nb\")(c) 3(d)(e)"},
	{STR("\"a\rb\",c\rd,e"), "1(\"a\rb\")(c) 3(d)(e)"},
	{STR("\"\n\n\r\n\"\nx"), "1(\"\n\n\r\n\") 5(x)"},
	{STR("\"say \"\"hi\"\"\",b"), "1(\"say \"hi\"\")(b)"},
	{STR("\"\"\"\""), "1(\"\"\")"},
	{STR("\"\"\"\"\"\""), "1(\"\"\"\")"},
	{STR("\"\"\",\"\"\""), "1(\"\",\"\")"},
	{STR("\"\"\"\n\"\"\",\"x\"\"y\"\nz"), "1(\"\"\n\"\")(\"x\"y\") 3(z)"},
	{STR("a\"b,c\"\"d"), "1(a\"b)(c\"\"d)"},
	{STR("5\" pipe,6\""), "1(5\" pipe)(6\")"},
	{STR(" \"a\" ,b"), "1( \"a\" )(b)"},
	{STR(" a , b "), "1( a )( b )"},
	{STR("   \nb"), "1(   ) 2(b)"},
	{STR("a,b,c\n1,2\n1,2,3,4\n"), "1(a)(b)(c) 2(1)(2) 3(1)(2)(3)(4)"},
	{STR("12345678,1234567,123456\n"), "1(12345678)(1234567)(123456)"},
	{STR("1234567,12345678\r\n123456789"),
		"1(1234567)(12345678) 2(123456789)"},
	{STR("\xc3\xa5,\xe6\xbc\xa2\n\xff,x"),
		"1(\xc3\xa5)(\xe6\xbc\xa2) 2(\xff)(x)"},
	{STR("=1+1,@x,-y\n"), "1(=1+1)(@x)(-y)"},
	{STR("a;b,c\td|e"), "1(a;b)(c\td|e)"},
	{STR("\"a"), "!1:1 quote is never closed"},
	{STR("\""), "!1:1 quote is never closed"},
	{STR("\"\"\""), "!1:1 quote is never closed"},
	{STR("a,b\nc,\"d\ne,f\ng"), "1(a)(b) !2:3 quote is never closed"},
	{STR("\"x\ny\",\"z\n\n"), "!2:4 quote is never closed"},
	{STR("a,b\r\xc3\xa5\xc3\xa4,\"d\r\n"),
		"1(a)(b) !2:4 quote is never closed"},
	{STR("\"a\"b"), "!1:4 text after a closing quote"},
	{STR("\"a\" ,b"), "!1:4 text after a closing quote"},
	{STR("x\n\"a\",\"b\"\"\"c"), "1(x) !2:10 text after a closing quote"},
	{STR("\"a\"\"b\"c\""), "!1:7 text after a closing quote"},
	{STR("\"a\nb\"c"), "!2:3 text after a closing quote"},
};

static void
test_cases(void **state)
{
	const struct csv_opts comma = {.delimiter = ','};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		/* In memory of its own, so that one byte too far is seen. */
		char *text = malloc(cases[i].text.n + !cases[i].text.n);
		struct buf b = {0};

		memcpy(text, cases[i].text.p, cases[i].text.n);
		show_rows((struct str){text, cases[i].text.n}, &comma, &b);
		assert_string_equal(buf_view(&b).p, cases[i].rows);
		buf_free(&b);
		free(text);
	}
}

static const struct {
	struct csv_opts opts;
	const char *text, *rows;
} options[] = {
	{{.delimiter = ';'}, "a;b,c\n", "1(a)(b,c)"},
	{{.delimiter = '\t'}, "a\tb c\t\n", "1(a)(b c)()"},
	{{.delimiter = '|', .quote = '\''}, "'a|''b'|\"c\"",
		"1(\"a|'b\")(\"c\")"},
	{{.delimiter = ',', .bare = true}, "\"a,b\"\n\"", "1(\"a)(b\") 2(\")"},
	{{.delimiter = ' '}, "a b \"c d\"", "1(a)(b)(\"c d\")"},
	{{.delimiter = ';'}, "sep=;\na;b", "1(sep=)() 2(a)(b)"},
	{{0}, "sep=;\r\na;b,c\r\n", "2(a)(b,c)"},
	{{0}, "sep=,", ""},
	{{0}, "sep=\na,b\nc,d", "1(sep=) 2(a)(b) 3(c)(d)"},
	{{0}, "", ""},
	{{0}, "a,b\n1,2\n", "1(a)(b) 2(1)(2)"},
	{{0}, "a;b\n1,5;2,5\n", "1(a)(b) 2(1,5)(2,5)"},
	{{0}, "a\tb\n1,5\t2,5\n", "1(a)(b) 2(1,5)(2,5)"},
	{{0}, "a|b\n1|2\n", "1(a)(b) 2(1)(2)"},
	{{0}, "name, first;b\nA, x;2\nB;3\nC;4",
		"1(name, first)(b) 2(A, x)(2) 3(B)(3) 4(C)(4)"},
	{{0}, "\"a;b;c\",d\n\"e;f;g\",h", "1(\"a;b;c\")(d) 2(\"e;f;g\")(h)"},
	{{0}, "a;b;c,d\n1;2;3,4\n5;6;7,8\n",
		"1(a)(b)(c,d) 2(1)(2)(3,4) "
		"3(5)(6)(7,8)"},
	{{0}, "one\ntwo\n", "1(one) 2(two)"},
	{{0}, "a;b\n\"open;c", "1(a)(b) !2:1 quote is never closed"},
};

static void
test_options(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(options); i++) {
		struct buf b = {0};

		show_rows(str_of(options[i].text), &options[i].opts, &b);
		assert_string_equal(buf_view(&b).p, options[i].rows);
		buf_free(&b);
	}
}

static void
test_bad_options(void **state)
{
	static const struct csv_opts bad[] = {
		{.delimiter = '"'},
		{.delimiter = ',', .quote = ','},
		{.delimiter = '\n'},
		{.delimiter = '\r'},
		{.delimiter = ',', .quote = '\n'},
		{.delimiter = '\xa7'},
		{.delimiter = ',', .quote = '\xab'},
	};
	struct csv c;
	struct err e;

	(void)state;
	for (size_t i = 0; i < COUNT(bad); i++) {
		assert_int_equal(
			csv_open(&c, "f", STR("a"), &bad[i], &e), ERR_USAGE);
		csv_close(&c);
	}
}

/* Ragged rows: the reader tells, and goes on. */
static void
test_ragged(void **state)
{
	struct csv c;
	struct err e;
	bool more;
	static const size_t counts[] = {3, 2, 4, 3, 1};

	(void)state;
	csv_open(&c, "f", STR("a,b,c\n1,2\n1,2,3,4\n1,2,3\n1"),
		&(struct csv_opts){0}, &e);
	for (size_t i = 0; i < COUNT(counts); i++) {
		assert_int_equal(csv_next(&c, &more, &e), ERR_OK);
		assert_int_equal(c.want, 3);
		assert_int_equal(c.n, counts[i]);
		assert_int_equal(c.line, i + 1);
	}
	csv_next(&c, &more, &e);
	assert_false(more);
	csv_next(&c, &more, &e);
	assert_false(more);
	csv_close(&c);
}

static void
test_place(void **state)
{
	struct csv c;
	struct err e = {.code = ERR_DATA};
	bool more;

	(void)state;
	csv_open(&c, "f.csv", STR("h\n\xc3\xa5\xc3\xa4,\"x\r\ny\"\"\",z,\"q\""),
		&(struct csv_opts){0}, &e);
	csv_next(&c, &more, &e);
	csv_next(&c, &more, &e);
	assert_int_equal(c.n, 4);
	err_set(&e, ERR_DATA, "amount: no number");
	assert_int_equal(csv_at(&c, 1, &e), ERR_DATA);
	assert_string_equal(e.file, "f.csv");
	assert_int_equal(e.line, 2);
	assert_int_equal(e.col, 4);
	csv_at(&c, 2, &e);
	assert_int_equal(e.line, 3);
	assert_int_equal(e.col, 6);
	csv_at(&c, 3, &e);
	assert_int_equal(e.col, 8);
	csv_at(&c, 99, &e);
	assert_int_equal(e.line, 2);
	assert_int_equal(e.col, 1);
	csv_close(&c);
}

/* After an error the next row is read, with its right line. */
static void
test_goes_on(void **state)
{
	struct csv c;
	struct err e;
	bool more;

	(void)state;
	csv_open(&c, "f", STR("\"a\nb\"x,1\r\nc,2\n\"d\"y\n\"e"),
		&(struct csv_opts){.delimiter = ','}, &e);
	assert_int_equal(csv_next(&c, &more, &e), ERR_DATA);
	assert_int_equal(e.line, 2);
	assert_int_equal(c.n, 0);
	assert_int_equal(csv_next(&c, &more, &e), ERR_OK);
	assert_int_equal(c.line, 3);
	assert_true(str_is(c.cells[0].text, "c"));
	assert_int_equal(csv_next(&c, &more, &e), ERR_DATA);
	assert_int_equal(e.line, 4);
	assert_int_equal(csv_next(&c, &more, &e), ERR_DATA);
	assert_int_equal(e.line, 5);
	assert_int_equal(csv_next(&c, &more, &e), ERR_OK);
	assert_false(more);
	csv_close(&c);
}

static int
read_one(struct buf *text, size_t *n, struct err *e)
{
	struct csv c;
	bool more;
	int code;

	csv_open(&c, "f", buf_view(text), &(struct csv_opts){.delimiter = ','},
		e);
	code = csv_next(&c, &more, e);
	*n = c.n;
	csv_close(&c);
	return code;
}

static void
test_limits(void **state)
{
	struct buf b = {0};
	struct err e;
	size_t n;

	(void)state;
	buf_fill(&b, ',', CSV_COLUMNS_MAX - 1);
	assert_int_equal(read_one(&b, &n, &e), ERR_OK);
	assert_int_equal(n, CSV_COLUMNS_MAX);
	buf_char(&b, ',');
	assert_int_equal(read_one(&b, &n, &e), ERR_DATA);
	assert_string_equal(e.msg, "more than 100000 cells in a row");
	assert_int_equal(e.col, CSV_COLUMNS_MAX + 1);
	buf_reset(&b);
	buf_fill(&b, 'x', CSV_CELL_MAX);
	assert_int_equal(read_one(&b, &n, &e), ERR_OK);
	buf_char(&b, 'x');
	assert_int_equal(read_one(&b, &n, &e), ERR_DATA);
	assert_string_equal(e.msg, "cell is larger than 16777216 bytes");
	b.p[0] = b.p[b.n - 1] = '"';
	assert_int_equal(read_one(&b, &n, &e), ERR_OK);
	buf_free(&b);
}

static uint64_t
next_random(uint64_t *seed)
{
	*seed = *seed * 6364136223846793005u + 1442695040888963407u;
	return *seed >> 33;
}

/* A cell of hostile characters, written quoted where it has to be. */
static void
cell_write(struct buf *out, struct str cell, bool quote)
{
	if (!quote) {
		buf_str(out, cell);
		return;
	}
	buf_char(out, '"');
	for (size_t i = 0; i < cell.n; i++)
		buf_fill(out, cell.p[i], cell.p[i] == '"' ? 2 : 1);
	buf_char(out, '"');
}

static bool
needs_quote(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if (strchr(",\"\r\n", s.p[i]))
			return true;
	return false;
}

/* parse(print(x)) = x, for cells of every hostile kind and all line ends. */
static void
test_round_trip(void **state)
{
	static const char *const ends[] = {"\n", "\r\n", "\r"};
	static const char pool[] = ",\"\r\n;ab\xc3\xa5 '";
	uint64_t seed = 7;

	(void)state;
	for (int round = 0; round < 3000; round++) {
		struct buf text = {0}, cells[24] = {{0}};
		bool quoted[24], more;
		struct csv c;
		struct err e;

		for (size_t i = 0; i < COUNT(cells); i++) {
			for (uint64_t k = next_random(&seed) % 12; k; k--)
				buf_char(&cells[i],
					pool[next_random(&seed) %
						(sizeof pool - 1)]);
			quoted[i] = next_random(&seed) % 3 == 0 ||
				needs_quote(buf_view(&cells[i]));
			cell_write(&text, buf_view(&cells[i]), quoted[i]);
			buf_cstr(&text, i % 4 < 3 ? "," : ends[round % 3]);
		}
		assert_int_equal(
			csv_open(&c, "f", buf_view(&text),
				&(struct csv_opts){.delimiter = ','}, &e),
			ERR_OK);
		for (size_t i = 0; i < COUNT(cells); i++) {
			if (i % 4 == 0)
				assert_int_equal(
					csv_next(&c, &more, &e), ERR_OK);
			assert_int_equal(c.n, 4);
			assert_int_equal(c.cells[i % 4].quoted, quoted[i]);
			assert_true(str_eq(
				c.cells[i % 4].text, buf_view(&cells[i])));
			buf_free(&cells[i]);
		}
		csv_next(&c, &more, &e);
		assert_false(more);
		csv_close(&c);
		buf_free(&text);
	}
}

/* Any bytes at all: rows or an error, and in both cases an end. */
static void
test_random(void **state)
{
	static const char pool[] = ",,\"\"\n\rx;\t|";
	uint64_t seed = 99;

	(void)state;
	for (int round = 0; round < 20000; round++) {
		size_t n = next_random(&seed) % 40, calls = 0;
		char *text = malloc(n + !n);
		struct csv c;
		struct err e;
		bool more = true;

		for (size_t i = 0; i < n; i++)
			text[i] = pool[next_random(&seed) % (sizeof pool - 1)];
		assert_int_equal(csv_open(&c, "f", (struct str){text, n},
					 &(struct csv_opts){0}, &e),
			ERR_OK);
		while (more) {
			if (csv_next(&c, &more, &e))
				assert_true(e.line >= 1 && e.col >= 1);
			assert_true(calls++ <= n);
		}
		csv_close(&c);
		free(text);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_cases),
		cmocka_unit_test(test_options),
		cmocka_unit_test(test_bad_options),
		cmocka_unit_test(test_ragged),
		cmocka_unit_test(test_place),
		cmocka_unit_test(test_goes_on),
		cmocka_unit_test(test_limits),
		cmocka_unit_test(test_round_trip),
		cmocka_unit_test(test_random),
	};

	return cmocka_run_group_tests_name("csv", tests, NULL, NULL);
}
