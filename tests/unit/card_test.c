#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "capture.h"
#include "out/card.h"

static const struct column contact_columns[] = {
	{.name = "id", .right = true, .keep = true},
	{.name = "name"},
};

static void
contacts_add(struct card *c)
{
	const struct cell rows[][2] = {
		{{.text = STR("9")}, {.text = STR("Ada Byron")}},
		{{.text = STR("123")}, {.text = STR("Bob\x1b[2J the long one")}},
	};

	card_columns(c, contact_columns, 2);
	card_row(c, rows[0]);
	card_row(c, rows[1]);
}

static void
card_fill(struct card *c)
{
	card_title(c, STR("deal/42 Acme \xe6\xbc\xa2"));
	card_pair(c, "stage", STR("negotiation"), STYLE_GOOD);
	card_pair(c, "lost", STR_NULL, STYLE_NONE);
	card_pair(c, "amount", STR("1,200.00 EUR"), STYLE_NONE);
	card_pair(c, "note", STR("first\n\n\tthird\n"), STYLE_NONE);
	card_pair(c, "empty", STR(""), STYLE_NONE);
	card_section(c, "Nothing");
	card_pair(c, "unset", STR_NULL, STYLE_NONE);
	card_columns(c, contact_columns, 2);
	card_section(c, "Contacts");
	contacts_add(c);
	card_line(c, STR("and 3 more"), STYLE_DIM);
	card_section(c, "Notes");
	card_line(c, STR("two\nlines"), STYLE_NONE);
	card_pair(c, "by", STR("anna"), STYLE_NONE);
	card_pair(c, "first", STR("2026-10-01"), STYLE_NONE);
	card_line(c, STR("an end"), STYLE_NONE);
}

static void
card_print(const struct dress *d, void (*fill)(struct card *),
	struct buf *page)
{
	struct card *c;
	struct out out;

	capture_begin(&out);
	card_open(&c, &(struct card_options){.format = FORMAT_TABLE,
		.dress = *d}, &out);
	if (fill)
		fill(c);
	card_close(c);
	capture_end(&out, page);
}

static void
a_card_has_pairs_and_sections(void **state)
{
	const struct dress d = {.width = 20};
	struct buf page = {0};

	(void)state;
	card_print(&d, card_fill, &page);
	assert_string_equal(page.p,
		"deal/42 Acme \xe6\xbc\xa2\n"
		"stage   negotiation\n"
		"amount  1,200.00 EUR\n"
		"note    first\n"
		"\n"
		"        \\tthird\n"
		"empty\n"
		"\n"
		"Contacts\n"
		"   ID  NAME\n"
		"    9  Ada Byron\n"
		"  123  Bob\\x1b[2J the long one\n"
		"  and 3 more\n"
		"\n"
		"Notes\n"
		"  two\n"
		"  lines\n"
		"  by     anna\n"
		"  first  2026-10-01\n"
		"  an end\n");
	card_print(&d, NULL, &page);
	assert_int_equal(page.n, 0);
	buf_free(&page);
}

static void
a_terminal_fits_tables_beside_the_indent(void **state)
{
	const struct dress d = {.width = 20, .terminal = true};
	struct buf page = {0};

	(void)state;
	card_print(&d, card_fill, &page);
	assert_non_null(strstr(page.p,
		"\n  123  Bob\\x1b[2J t\xe2\x80\xa6\n"));
	assert_non_null(strstr(page.p, "amount  1,200.00 EUR\n"));
	buf_free(&page);
}

static void
two_fill(struct card *c)
{
	card_title(c, STR("one"));
	card_section(c, "Dropped");
	card_title(c, STR("two"));
	card_pair(c, "a", STR("b"), STYLE_BAD);
	card_title(c, STR_NULL);
}

static void
cards_are_parted_and_coloured(void **state)
{
	const struct dress plain = {.width = 80};
	const struct dress colour = {.width = 80, .color = true};
	struct buf page = {0};

	(void)state;
	card_print(&plain, two_fill, &page);
	assert_string_equal(page.p, "one\n\ntwo\na  b\n\n\n");
	card_print(&colour, two_fill, &page);
	assert_string_equal(page.p,
		"\x1b[1mone\x1b[0m\n\n\x1b[1mtwo\x1b[0m\n"
		"\x1b[2ma\x1b[0m  \x1b[31mb\x1b[0m\n\n\n");
	buf_free(&page);
}

static void
hostile_fill(struct card *c)
{
	char bytes[512];
	struct str s = {bytes, 0};
	struct cell row[2] = {{.text = STR("1")}};

	for (int i = 1; i < 256; i++)
		bytes[s.n++] = (char)i;
	memcpy(bytes + s.n, "\xc2\x9b\xe2\x80\xae\xef\xbb\xbf", 8);
	s.n += 8;
	row[1].text = s;
	bytes[s.n] = '\0';
	card_title(c, s);
	card_pair(c, bytes, s, STYLE_NONE);
	card_section(c, bytes);
	card_line(c, s, STYLE_NONE);
	card_columns(c, contact_columns, 2);
	card_row(c, row);
}

static void
nothing_hostile_is_shown(void **state)
{
	const struct dress d = {.width = 80};
	struct buf page = {0};

	(void)state;
	card_print(&d, hostile_fill, &page);
	assert_true(page.n > 2000);
	assert_true(capture_is_clean(buf_view(&page), true));
	buf_free(&page);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(a_card_has_pairs_and_sections),
	cmocka_unit_test(a_terminal_fits_tables_beside_the_indent),
	cmocka_unit_test(cards_are_parted_and_coloured),
	cmocka_unit_test(nothing_hostile_is_shown),
};

int
main(void)
{
	return cmocka_run_group_tests(tests, NULL, NULL);
}
