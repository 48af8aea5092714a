#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "base/num.h"
#include "base/utf8.h"
#include "capture.h"
#include "out/writer.h"

#define CELL(lit) {.text = STR_INIT(lit)}
#define UNSET	 {.minor = 0}
#define STR_INIT(lit) {"" lit, sizeof(lit) - 1}

static const struct column deal_columns[] = {
	{.name = "id", .json = JSON_NUMBER, .right = true, .keep = true},
	{.name = "name"},
	{.name = "amount", .money = true, .right = true, .keep = true},
	{.name = "account.open", .json = JSON_BOOL},
	{.name = "tag", .json = JSON_LIST},
};
enum { DEALS = sizeof deal_columns / sizeof *deal_columns };

static const struct cell deals[][DEALS] = {
	{CELL("7"), CELL("Acme \"A\", Ltd"),
		{.text = STR_INIT("1200.00"), .minor = 120000}, CELL("yes"),
		CELL("big,old")},
	{CELL("8"), UNSET, {.minor = NUM_NULL}, UNSET, UNSET},
	{CELL("9"), CELL("tab\there\nand \\ there"),
		{.text = STR_INIT("-0.05"), .minor = -5}, CELL("no"),
		CELL("")},
};

struct page {
	struct buf text, notes;
};

/* The rows of `cells`, n columns each, in the format of `o`. */
static void
page_write(struct page *p, const struct writer_options *o,
	const struct column *columns, size_t n, const struct cell *cells,
	size_t rows)
{
	struct writer *w;
	struct out out;
	struct err e;

	capture_begin(&out);
	assert_int_equal(writer_open(&w, o, columns, n, &out, &e), 0);
	for (size_t i = 0; i < rows; i++)
		writer_row(w, cells + i * n);
	writer_note(w, STR("one\x1b note"));
	buf_reset(&p->notes);
	assert_int_equal(writer_close(w, &p->notes, &e), 0);
	capture_end(&out, &p->text);
}

static void
page_free(struct page *p)
{
	buf_free(&p->text);
	buf_free(&p->notes);
}

static void
deals_are(const struct writer_options *o, size_t rows, struct str expected)
{
	struct page p = {0};

	page_write(&p, o, deal_columns, DEALS, &deals[0][0], rows);
	assert_string_equal(p.notes.p, "one\\x1b note\n");
	assert_int_equal(p.text.n, expected.n);
	if (expected.n)
		assert_memory_equal(p.text.p, expected.p, expected.n);
	page_free(&p);
}

static void
tsv_is_one_line_a_record(void **state)
{
	struct writer_options o = {.format = FORMAT_TSV};

	(void)state;
	deals_are(&o, 0, STR(""));
	deals_are(&o, 3,
		STR("7\tAcme \"A\", Ltd\t1200.00\tyes\tbig,old\n"
		    "8\t\t\t\t\n"
		    "9\ttab\\there\\nand \\\\ there\t-0.05\tno\t\n"));
	o.header = true;
	deals_are(&o, 0, STR("id\tname\tamount\taccount.open\ttag\n"));
	o.null_end = true;
	deals_are(&o, 2,
		STR("id\tname\tamount\taccount.open\ttag\0"
		    "7\tAcme \"A\", Ltd\t1200.00\tyes\tbig,old\0"
		    "8\t\t\t\t\0"));
}

static void
csv_is_faithful(void **state)
{
	struct writer_options o = {.format = FORMAT_CSV};

	(void)state;
	deals_are(&o, 0, STR("id,name,amount,account.open,tag\n"));
	deals_are(&o, 3,
		STR("id,name,amount,account.open,tag\n"
		    "7,\"Acme \"\"A\"\", Ltd\",1200.00,yes,\"big,old\"\n"
		    "8,,,,\n"
		    "9,\"tab\there\nand \\ there\",-0.05,no,\"\"\n"));
	o.no_header = true;
	deals_are(&o, 0, STR(""));
	o.null_end = true;
	deals_are(&o, 2,
		STR("7,\"Acme \"\"A\"\", Ltd\",1200.00,yes,\"big,old\"\0"
		    "8,,,,\0"));
}

static void
json_has_every_key_in_every_object(void **state)
{
	const struct writer_options array = {.format = FORMAT_JSON};
	struct writer_options lines = {.format = FORMAT_NDJSON};

	(void)state;
	deals_are(&array, 0, STR("[]\n"));
	deals_are(&array, 3,
		STR("[\n"
		    "{\"id\":7,\"name\":\"Acme \\\"A\\\", Ltd\","
		    "\"amount\":\"1200.00\",\"amount_minor\":120000,"
		    "\"account.open\":true,\"tag\":[\"big\",\"old\"]},\n"
		    "{\"id\":8,\"name\":null,\"amount\":null,"
		    "\"amount_minor\":null,\"account.open\":null,"
		    "\"tag\":null},\n"
		    "{\"id\":9,\"name\":\"tab\\there\\nand \\\\ there\","
		    "\"amount\":\"-0.05\",\"amount_minor\":-5,"
		    "\"account.open\":false,\"tag\":[]}\n"
		    "]\n"));
	deals_are(&lines, 0, STR(""));
	lines.null_end = true;
	deals_are(&lines, 1,
		STR("{\"id\":7,\"name\":\"Acme \\\"A\\\", Ltd\","
		    "\"amount\":\"1200.00\",\"amount_minor\":120000,"
		    "\"account.open\":true,\"tag\":[\"big\",\"old\"]}\0"));
}

static void
ids_stand_alone(void **state)
{
	struct writer_options o = {.format = FORMAT_IDS};
	const struct column other = {.name = "rep"};
	const struct cell cell = CELL("anna");
	struct page p = {0};

	(void)state;
	deals_are(&o, 0, STR(""));
	deals_are(&o, 3, STR("7\n8\n9\n"));
	page_write(&p, &o, &other, 1, &cell, 1);
	assert_string_equal(p.text.p, "anna\n");
	o.null_end = true;
	deals_are(&o, 3, STR("7\0" "8\0" "9\0"));
	page_free(&p);
}

static void
numbers_stand_bare_in_their_strict_form_only(void **state)
{
	static const struct {
		const char *text, *json;
	} rows[] = {
		{"0", "0"},
		{"-3", "-3"},
		{"12.50", "12.50"},
		{"9223372036854775807", "9223372036854775807"},
		{"007", "\"007\""},
		{"-07.5", "\"-07.5\""},
		{"1e5", "\"1e5\""},
		{"NaN", "\"NaN\""},
		{"anna", "\"anna\""},
		{"1.", "\"1.\""},
		{"", "\"\""},
	};
	const struct writer_options o = {.format = FORMAT_NDJSON};
	const struct column c = {.name = "n"};
	struct buf expected = {0};
	struct page p = {0};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		const struct cell cell = {
			.text = str_of(rows[i].text),
			.number = true,
		};

		page_write(&p, &o, &c, 1, &cell, 1);
		buf_reset(&expected);
		buf_fmt(&expected, "{\"n\":%s}\n", rows[i].json);
		assert_string_equal(p.text.p, expected.p);
	}
	buf_free(&expected);
	page_free(&p);
}

static void
spreadsheets_get_no_formulas(void **state)
{
	static const struct {
		const char *text, *csv;
	} rows[] = {
		{"=1+1", "'=1+1\n"},
		{"+49 30", "'+49 30\n"},
		{"-Ltd", "'-Ltd\n"},
		{"@me", "'@me\n"},
		{"\tx", "'\tx\n"},
		{"\rx", "\"'\rx\"\n"},
		{"\nx", "\"'\nx\"\n"},
		{"=a,\"b\"", "\"'=a,\"\"b\"\"\"\n"},
		{"\xef\xbc\x9d" "1", "'\xef\xbc\x9d" "1\n"},
		{"\xef\xbc\xa0" "1", "'\xef\xbc\xa0" "1\n"},
		{"'quoted", "''quoted\n"},
		{"-12.50", "-12.50\n"},
		{"-", "'-\n"},
		{"-1-1", "'-1-1\n"},
		{"a=b", "a=b\n"},
	};
	const struct writer_options o = {
		.format = FORMAT_CSV,
		.spreadsheet = true,
		.no_header = true,
	};
	const struct column c = {.name = "text"};
	struct page p = {0};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		const struct cell cell = {.text = str_of(rows[i].text)};

		page_write(&p, &o, &c, 1, &cell, 1);
		assert_string_equal(p.text.p, rows[i].csv);
	}
	page_free(&p);
}

static void
a_lonely_empty_cell_leaves_its_line(void **state)
{
	const struct writer_options o = {
		.format = FORMAT_CSV,
		.no_header = true,
	};
	const struct column c = {.name = "text"};
	const struct cell cells[] = {UNSET, CELL("x"), CELL("")};
	struct page p = {0};

	(void)state;
	page_write(&p, &o, &c, 1, cells, 3);
	assert_string_equal(p.text.p, "\"\"\nx\n\"\"\n");
	page_free(&p);
}

static void
no_option_goes_unheeded(void **state)
{
	static const struct {
		struct writer_options o;
		const char *message;
	} rows[] = {
		{{.format = FORMAT_JSON, .null_end = true},
			"--null: not with the format json"},
		{{.format = FORMAT_TABLE, .null_end = true},
			"--null: not with the format table"},
		{{.format = FORMAT_NDJSON, .header = true},
			"--header: not with the format ndjson"},
		{{.format = FORMAT_IDS, .no_header = true},
			"--no-header: not with the format ids"},
		{{.format = FORMAT_TSV, .spreadsheet = true},
			"--spreadsheet: not with the format tsv"},
		{{.format = FORMAT_AUTO}, "format: none chosen"},
	};
	struct writer *w;
	struct out out;
	struct err e;

	(void)state;
	out_open(&out, -1);
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		assert_int_equal(writer_open(&w, &rows[i].o, deal_columns,
					 DEALS, &out, &e),
			ERR_USAGE);
		assert_string_equal(e.msg, rows[i].message);
		assert_null(w);
	}
}

static void
formats_have_names(void **state)
{
	static const char *const names[] = {
		[FORMAT_TABLE] = "table",
		[FORMAT_MARKDOWN] = "markdown",
		[FORMAT_HTML] = "html",
		[FORMAT_SVG] = "svg",
		[FORMAT_TSV] = "tsv",
		[FORMAT_CSV] = "csv",
		[FORMAT_JSON] = "json",
		[FORMAT_NDJSON] = "ndjson",
		[FORMAT_TEMPLATE] = "template",
		[FORMAT_IDS] = "ids",
	};
	enum format f;
	struct err e;

	(void)state;
	for (int i = FORMAT_TABLE; i <= FORMAT_IDS; i++) {
		assert_int_equal(format_parse(str_of(names[i]), &f, &e), 0);
		assert_int_equal(f, i);
	}
	assert_int_equal(format_parse(STR("JSON"), &f, &e), ERR_USAGE);
	assert_string_equal(e.msg, "format 'JSON': none of table, markdown, "
				   "html, svg, tsv, csv, json, ndjson, "
				   "template, ids");
}

static void
a_full_disk_is_told(void **state)
{
	const struct writer_options o = {.format = FORMAT_TSV};
	const struct cell cell[DEALS] = {CELL("1")};
	struct writer *w;
	struct out out;
	struct err e;

	(void)state;
	out_open(&out, -1);
	assert_int_equal(writer_open(&w, &o, deal_columns, DEALS, &out, &e), 0);
	for (int i = 0; i < 100000; i++)
		writer_row(w, cell);
	assert_int_equal(writer_close(w, NULL, &e), ERR_SYSTEM);
	assert_int_equal(out_close(&out, &e), ERR_SYSTEM);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(tsv_is_one_line_a_record),
	cmocka_unit_test(csv_is_faithful),
	cmocka_unit_test(json_has_every_key_in_every_object),
	cmocka_unit_test(ids_stand_alone),
	cmocka_unit_test(numbers_stand_bare_in_their_strict_form_only),
	cmocka_unit_test(spreadsheets_get_no_formulas),
	cmocka_unit_test(a_lonely_empty_cell_leaves_its_line),
	cmocka_unit_test(no_option_goes_unheeded),
	cmocka_unit_test(formats_have_names),
	cmocka_unit_test(a_full_disk_is_told),
};

int
main(void)
{
	return cmocka_run_group_tests(tests, NULL, NULL);
}
