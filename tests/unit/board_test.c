#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "base/utf8.h"
#include "capture.h"
#include "out/board.h"

struct sample_column {
	const char *head[3];
	const char *cards[3][3];
};

static const struct sample_column sample[] = {
	{{"Qualify", "2 deals", "12,000.00 EUR"},
		{{"7 Acme renewal", "anna"}, {"9 Initech", "bob", "! rotten"}}},
	{{"Proposal", "1 deal"}, {{"12 Globex \xe6\xbc\xa2\xe5\xad\x97 fleet"}}},
	{{"Won"}, {{NULL}}},
	{{"Negotiation of everything"}, {{"x"}, {"y"}, {"z"}}},
};
enum { SAMPLE = sizeof sample / sizeof *sample };

static void
lines_add(struct board *b, const char *const lines[3], enum style style)
{
	for (size_t i = 0; i < 3 && lines[i]; i++)
		board_line(b, str_of(lines[i]), style,
			str_ends(str_of(lines[i]), "EUR"));
}

static void
board_print(const struct dress *d, size_t columns, struct buf *page)
{
	struct board *b;
	struct out out;

	capture_begin(&out);
	board_open(&b, d, &out);
	for (size_t i = 0; i < columns; i++) {
		board_column(b);
		lines_add(b, sample[i].head, STYLE_BOLD);
		for (size_t k = 0; k < 3 && sample[i].cards[k][0]; k++) {
			board_card(b);
			lines_add(b, sample[i].cards[k], STYLE_NONE);
		}
	}
	board_close(b);
	capture_end(&out, page);
}

static void
columns_stand_side_by_side(void **state)
{
	const struct dress d = {.width = 80};
	struct buf page = {0};

	(void)state;
	board_print(&d, 3, &page);
	assert_string_equal(page.p,
		"Qualify               Proposal              Won\n"
		"2 deals               1 deal\n"
		"12,000.00 EUR\n"
		"--------------------  --------------------  "
		"--------------------\n"
		"7 Acme renewal        12 Globex \xe6\xbc\xa2\xe5\xad\x97 fleet\n"
		"anna\n"
		"\n"
		"9 Initech\n"
		"bob\n"
		"! rotten\n");
	buf_free(&page);
}

static void
a_narrow_page_has_even_bands(void **state)
{
	const struct dress d = {.width = 60};
	struct buf page = {0};

	(void)state;
	/* three would stand side by side; two and two are even */
	board_print(&d, 4, &page);
	assert_string_equal(page.p,
		"Qualify                    Proposal\n"
		"2 deals                    1 deal\n"
		"12,000.00 EUR\n"
		"-------------------------  -------------------------\n"
		"7 Acme renewal             "
		"12 Globex \xe6\xbc\xa2\xe5\xad\x97 fleet\n"
		"anna\n"
		"\n"
		"9 Initech\n"
		"bob\n"
		"! rotten\n"
		"\n"
		"Won                        Negotiation of everything\n"
		"-------------------------  -------------------------\n"
		"                           x\n"
		"\n"
		"                           y\n"
		"\n"
		"                           z\n");
	buf_free(&page);
}

static void
texts_are_cut_but_those_to_keep(void **state)
{
	const struct dress d = {.width = 10};
	struct buf page = {0};

	(void)state;
	board_print(&d, 2, &page);
	assert_string_equal(page.p,
		"Qualify\n"
		"2 deals\n"
		"12,000.00 EUR\n"
		"------------------\n"
		"7 Acme renewal\n"
		"anna\n"
		"\n"
		"9 Initech\n"
		"bob\n"
		"! rotten\n"
		"\n"
		"Proposal\n"
		"1 deal\n"
		"------------------\n"
		"12 Globex \xe6\xbc\xa2\xe5\xad\x97 fl\xe2\x80\xa6\n");
	buf_free(&page);
}

static size_t
widest_line(struct str page)
{
	struct str line;
	size_t widest = 0, width;

	while (str_split(&page, '\n', &line)) {
		width = text_width(line);
		if (width > widest)
			widest = width;
		assert_false(str_ends(line, " "));
	}
	return widest;
}

static void
a_board_keeps_to_the_page(void **state)
{
	struct dress d = {0};
	struct buf page = {0};

	(void)state;
	for (d.width = 18; d.width < 200; d.width++) {
		board_print(&d, SAMPLE, &page);
		assert_true(widest_line(buf_view(&page)) <= d.width);
	}
	d.width = 0;
	board_print(&d, SAMPLE, &page);
	assert_int_equal(widest_line(buf_view(&page)), 4 * 25 + 3 * 2);
	buf_free(&page);
}

static void
odd_boards_are_boards(void **state)
{
	const struct dress d = {.width = 80, .color = true};
	struct buf page = {0};
	struct board *b;
	struct out out;

	(void)state;
	board_print(&d, 0, &page);
	assert_int_equal(page.n, 0);
	capture_begin(&out);
	board_open(&b, &d, &out);
	board_line(b, STR("a\x1b\n\xe2\x80\xae"), STYLE_WARN, false);
	board_card(b);
	board_card(b);
	board_line(b, STR("b"), STYLE_NONE, false);
	board_card(b);
	board_close(b);
	capture_end(&out, &page);
	assert_string_equal(page.p,
		"\x1b[33ma\\x1b\\n<U+202E>\x1b[0m\n"
		"\x1b[2m---------------\x1b[0m\n"
		"b\n");
	buf_free(&page);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(columns_stand_side_by_side),
	cmocka_unit_test(a_narrow_page_has_even_bands),
	cmocka_unit_test(texts_are_cut_but_those_to_keep),
	cmocka_unit_test(a_board_keeps_to_the_page),
	cmocka_unit_test(odd_boards_are_boards),
};

int
main(void)
{
	return cmocka_run_group_tests(tests, NULL, NULL);
}
