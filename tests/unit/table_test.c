#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "base/utf8.h"
#include "capture.h"
#include "out/width.h"
#include "out/writer.h"

#define CELL(lit) {.text = {"" lit, sizeof(lit) - 1}}

static const struct column columns[] = {
	{.name = "id", .right = true, .keep = true},
	{.name = "name", .width = 20},
	{.name = "account.first_name"},
	{.name = "amount", .title = "Worth", .right = true, .keep = true},
};
enum { COLUMNS = sizeof columns / sizeof *columns };

static const struct cell cells[][COLUMNS] = {
	{CELL("7"), CELL("Acme"), CELL("Ada"), CELL("1,200.00")},
	/* a wide text, a combining mark, a line break */
	{CELL("12"), CELL("\xe6\xbc\xa2\xe5\xad\x97"), CELL("Re" "\xcc\x81" "ne"),
		CELL("5.00")},
	{CELL("1234"), CELL("a\nb"), {.minor = 0}, {.minor = 0}},
};
enum { ROWS = sizeof cells / sizeof *cells };

static void
table_write(const struct writer_options *o, size_t rows, struct str note,
	struct buf *page)
{
	struct writer *w;
	struct out out;
	struct err e;

	capture_begin(&out);
	assert_int_equal(writer_open(&w, o, columns, COLUMNS, &out, &e), 0);
	for (size_t i = 0; i < rows; i++)
		writer_row(w, cells[i]);
	if (note.p)
		writer_note(w, note);
	assert_int_equal(writer_close(w, NULL, &e), 0);
	capture_end(&out, page);
}

static void
columns_stand_below_each_other(void **state)
{
	const struct writer_options o = {.format = FORMAT_TABLE};
	struct buf page = {0};

	(void)state;
	table_write(&o, ROWS, STR_NULL, &page);
	assert_string_equal(page.p,
		"  ID  NAME  FIRST NAME     Worth\n"
		"   7  Acme  Ada         1,200.00\n"
		"  12  \xe6\xbc\xa2\xe5\xad\x97  Re\xcc\x81ne            5.00\n"
		"1234  a\\nb\n");
	buf_free(&page);
}

static void
a_header_stands_without_rows_too(void **state)
{
	struct writer_options o = {.format = FORMAT_TABLE};
	struct buf page = {0};

	(void)state;
	table_write(&o, 0, STR_NULL, &page);
	assert_string_equal(page.p, "ID  NAME  FIRST NAME  Worth\n");
	table_write(&o, 0, STR("2 left\tapart"), &page);
	assert_string_equal(page.p,
		"ID  NAME  FIRST NAME  Worth\n\n2 left\\tapart\n");
	o.no_header = true;
	table_write(&o, 0, STR_NULL, &page);
	assert_int_equal(page.n, 0);
	table_write(&o, 1, STR_NULL, &page);
	assert_string_equal(page.p, "7  Acme  Ada  1,200.00\n");
	buf_free(&page);
}

/* A long name, and both forms of a day. */
static void
dressed_write(const struct writer_options *o, struct buf *page)
{
	const struct column cols[] = {
		{.name = "id", .right = true, .keep = true},
		{.name = "name", .width = 12},
		{.name = "note"},
		{.name = "close"},
	};
	const struct cell row[] = {
		{.text = STR("123456789")},
		{.text = STR("The renewal of everything")},
		{.text = STR("a note that goes on and on"), .style = STYLE_DIM},
		{
			.text = STR("2026-10-01"),
			.pretty = STR("in 3 days"),
			.style = STYLE_WARN,
		},
	};
	struct writer *w;
	struct out out;
	struct err e;

	capture_begin(&out);
	assert_int_equal(writer_open(&w, o, cols, 4, &out, &e), 0);
	writer_row(w, row);
	assert_int_equal(writer_close(w, NULL, &e), 0);
	capture_end(&out, page);
}

static void
only_a_terminal_crops_and_shows_pretty_forms(void **state)
{
	struct writer_options o = {.format = FORMAT_TABLE, .width = 50};
	struct buf page = {0};

	(void)state;
	dressed_write(&o, &page);
	assert_string_equal(page.p,
		"       ID  NAME                       "
		"NOTE                        CLOSE\n"
		"123456789  The renewal of everything  "
		"a note that goes on and on  2026-10-01\n");
	o.dress = true;
	dressed_write(&o, &page);
	assert_string_equal(page.p,
		"       ID  NAME           NOTE           CLOSE\n"
		"123456789  The renewal \xe2\x80\xa6  a note that \xe2\x80\xa6  "
		"in 3 days\n");
	o.width = 20;
	dressed_write(&o, &page);
	assert_string_equal(page.p,
		"       ID  NAME    NOTE    CLOSE\n"
		"123456789  The r\xe2\x80\xa6  a not\xe2\x80\xa6  in 3 \xe2\x80\xa6\n");
	o.width = 0;
	dressed_write(&o, &page);
	assert_non_null(strstr(page.p, "on and on  in 3 days\n"));
	buf_free(&page);
}

static void
colour_surrounds_texts_and_no_blanks(void **state)
{
	const struct writer_options o = {.format = FORMAT_TABLE, .color = true};
	struct buf page = {0};

	(void)state;
	dressed_write(&o, &page);
	assert_string_equal(page.p,
		"       \x1b[1mID\x1b[0m  \x1b[1mNAME\x1b[0m                       "
		"\x1b[1mNOTE\x1b[0m                        "
		"\x1b[1mCLOSE\x1b[0m\n"
		"123456789  The renewal of everything  "
		"\x1b[2ma note that goes on and on\x1b[0m  "
		"\x1b[33m2026-10-01\x1b[0m\n");
	buf_free(&page);
}

/* Wide characters, of which a cut takes one column more than asked for. */
static void
a_cut_through_a_wide_character_keeps_the_columns(void **state)
{
	const struct column cols[] = {
		{.name = "a"}, {.name = "b", .keep = true}};
	const struct writer_options o = {
		.format = FORMAT_TABLE,
		.dress = true,
		.width = 20,
		.no_header = true,
	};
	const struct cell rows[][2] = {
		{CELL("\xe6\xbc\xa2\xe6\xbc\xa2\xe6\xbc\xa2\xe6\xbc\xa2"
		      "\xe6\xbc\xa2"), CELL("0123456789")},
		{CELL("abcdefghijk"), CELL("0123456789")},
	};
	struct buf page = {0};
	struct writer *w;
	struct out out;
	struct err e;

	(void)state;
	capture_begin(&out);
	assert_int_equal(writer_open(&w, &o, cols, 2, &out, &e), 0);
	writer_row(w, rows[0]);
	writer_row(w, rows[1]);
	assert_int_equal(writer_close(w, NULL, &e), 0);
	capture_end(&out, &page);
	assert_string_equal(page.p,
		"\xe6\xbc\xa2\xe6\xbc\xa2\xe6\xbc\xa2\xe2\x80\xa6   0123456789\n"
		"abcdefg\xe2\x80\xa6  0123456789\n");
	buf_free(&page);
}

static void
a_text_is_cut_with_a_mark(void **state)
{
	static const struct {
		const char *text;
		size_t width;
		const char *cut;
	} rows[] = {
		{"abc", 3, "abc"},
		{"abcd", 3, "ab\xe2\x80\xa6"},
		{"abcd", 1, "\xe2\x80\xa6"},
		{"abcd", 0, ""},
		{"", 0, ""},
		{"e\xcc\x81" "e\xcc\x81", 2, "e\xcc\x81" "e\xcc\x81"},
		{"e\xcc\x81" "e\xcc\x81" "e", 2, "e\xcc\x81\xe2\x80\xa6"},
		{"\xe6\xbc\xa2\xe6\xbc\xa2", 4, "\xe6\xbc\xa2\xe6\xbc\xa2"},
		{"\xe6\xbc\xa2\xe6\xbc\xa2", 3, "\xe6\xbc\xa2\xe2\x80\xa6"},
		{"\xe6\xbc\xa2\xe6\xbc\xa2", 2, "\xe2\x80\xa6"},
	};
	struct buf cut = {0};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		buf_reset(&cut);
		width_crop(str_of(rows[i].text), rows[i].width, &cut);
		assert_int_equal(cut.n, strlen(rows[i].cut));
		assert_memory_equal(buf_view(&cut).p, rows[i].cut, cut.n);
		assert_true(text_width(buf_view(&cut)) <= rows[i].width);
	}
	buf_free(&cut);
}

static size_t
sum_of(const struct width_col *v, size_t n)
{
	size_t sum = 0;

	for (size_t i = 0; i < n; i++)
		sum += v[i].width;
	return sum;
}

static void
the_widest_columns_give_first(void **state)
{
	struct width_col v[] = {
		{.width = 10, .keep = true},
		{.width = 40},
		{.width = 25},
		{.width = 8},
	};

	(void)state;
	width_fit(v, 4, 2, 89);
	assert_int_equal(sum_of(v, 4), 83);
	width_fit(v, 4, 2, 79);
	assert_int_equal(v[1].width, 30);
	assert_int_equal(v[2].width, 25);
	width_fit(v, 4, 2, 65);
	assert_int_equal(v[0].width, 10);
	assert_int_equal(v[1].width, 21);
	assert_int_equal(v[2].width, 20);
	assert_int_equal(v[3].width, 8);
	width_fit(v, 4, 2, 1);
	assert_int_equal(v[0].width, 10);
	assert_int_equal(v[1].width, 6);
	assert_int_equal(v[3].width, 6);
	width_fit(v, 0, 2, 1);
}

static void
a_wished_width_is_heeded_while_others_can_give(void **state)
{
	struct width_col v[] = {
		{.width = 50, .wanted = 30},
		{.width = 50, .wanted = 12},
		{.width = 9, .wanted = 20},
	};

	(void)state;
	width_fit(v, 3, 1, 71);
	assert_int_equal(v[0].width, 30);
	assert_int_equal(v[1].width, 30);
	assert_int_equal(v[2].width, 9);
	width_fit(v, 3, 1, 55);
	assert_int_equal(v[0].width, 30);
	assert_int_equal(v[1].width, 14);
	width_fit(v, 3, 1, 41);
	assert_int_equal(v[0].width, 18);
	assert_int_equal(v[1].width, 12);
	assert_int_equal(v[2].width, 9);
}

/* Whatever the columns: what fits fits exactly, and nothing grows. */
static void
fitting_fills_the_page_and_no_more(void **state)
{
	struct width_col v[6], was[6];
	uint32_t seed = 7;
	size_t least;

	(void)state;
	for (int round = 0; round < 20000; round++) {
		size_t total = 1 + (seed >> 8) % 150, sum;

		least = 0;
		for (size_t i = 0; i < 6; i++) {
			seed = seed * 1664525 + 1013904223;
			v[i] = (struct width_col){
				.width = (seed >> 8) % 60,
				.wanted = (seed >> 16) % 40,
				.keep = (seed >> 28) == 0,
			};
			was[i] = v[i];
			least += v[i].keep || v[i].width < 6 ? v[i].width : 6;
		}
		width_fit(v, 6, 0, total);
		for (size_t i = 0; i < 6; i++) {
			assert_true(v[i].width <= was[i].width);
			assert_true(!v[i].keep || v[i].width == was[i].width);
		}
		sum = sum_of(was, 6);
		if (sum > total)
			sum = total > least ? total : least;
		assert_int_equal(sum_of(v, 6), sum);
	}
}

static void
the_width_is_what_columns_says(void **state)
{
	(void)state;
	assert_int_equal(width_choose("120", 90), 120);
	assert_int_equal(width_choose("", 90), 90);
	assert_int_equal(width_choose(NULL, 90), 90);
	assert_int_equal(width_choose("wide", 90), 90);
	assert_int_equal(width_choose("19", 90), 90);
	assert_int_equal(width_choose("10001", 0), 80);
	assert_int_equal(width_choose("-5", 0), 80);
	assert_int_equal(width_terminal(-1), 0);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(columns_stand_below_each_other),
	cmocka_unit_test(a_header_stands_without_rows_too),
	cmocka_unit_test(only_a_terminal_crops_and_shows_pretty_forms),
	cmocka_unit_test(colour_surrounds_texts_and_no_blanks),
	cmocka_unit_test(a_cut_through_a_wide_character_keeps_the_columns),
	cmocka_unit_test(a_text_is_cut_with_a_mark),
	cmocka_unit_test(the_widest_columns_give_first),
	cmocka_unit_test(a_wished_width_is_heeded_while_others_can_give),
	cmocka_unit_test(fitting_fills_the_page_and_no_more),
	cmocka_unit_test(the_width_is_what_columns_says),
};

int
main(void)
{
	return cmocka_run_group_tests(tests, NULL, NULL);
}
