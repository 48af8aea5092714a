#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "capture.h"
#include "out/template.h"
#include "out/writer.h"

static const struct column columns[] = {
	{.name = "id", .right = true},
	{.name = "name"},
	{.name = "owner.team"},
};
enum { COLUMNS = sizeof columns / sizeof *columns };

static int
form_write(const char *template, bool null_end, struct buf *page,
	struct err *e)
{
	const struct writer_options o = {
		.format = FORMAT_TEMPLATE,
		.template = template,
		.null_end = null_end,
	};
	const struct cell rows[][COLUMNS] = {
		{{.text = STR("7")}, {.text = STR("Acme \xe6\xbc\xa2")},
			{.text = STR("e\xcc\x81mea")}},
		{{.text = STR("12")}, {.text = STR_NULL}, {.text = STR("a\tb")}},
	};
	struct writer *w;
	struct out out;
	int code;

	capture_begin(&out);
	code = writer_open(&w, &o, columns, COLUMNS, &out, e);
	if (!code) {
		writer_row(w, rows[0]);
		writer_row(w, rows[1]);
		assert_int_equal(writer_close(w, NULL, e), 0);
	}
	capture_end(&out, page);
	return code;
}

static void
forms_are_filled(void **state)
{
	static const struct {
		const char *template, *page;
	} rows[] = {
		{"{id}", "7\n12\n"},
		{"{id}\\t{name}", "7\tAcme \xe6\xbc\xa2\n12\t\n"},
		{"{id:4}|", "   7|\n  12|\n"},
		{"{id:<4}|", "7   |\n12  |\n"},
		{"{name:9}|", "Acme \xe6\xbc\xa2  |\n         |\n"},
		{"{name:>9}|", "  Acme \xe6\xbc\xa2|\n         |\n"},
		{"{name:^10}|", " Acme \xe6\xbc\xa2  |\n          |\n"},
		{"{name:.6}|", "Acme |\n|\n"},
		{"{name:.7}|", "Acme \xe6\xbc\xa2|\n|\n"},
		{"{name:^8.4}|", "  Acme  |\n        |\n"},
		{"{name:2}|", "Acme \xe6\xbc\xa2|\n  |\n"},
		{"{owner.team:6}|", "e\xcc\x81mea  |\na\\tb  |\n"},
		{"{{{id}}}", "{7}\n{12}\n"},
		{"\\\\{{}}", "\\{}\n\\{}\n"},
		{"{id}\\n", "7\n12\n"},
		{"{id}\\n\\n", "7\n\n12\n\n"},
		{"\xc3\xa9{id}", "\xc3\xa9" "7\n\xc3\xa9" "12\n"},
	};
	struct buf page = {0};
	struct err e;

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		assert_int_equal(form_write(rows[i].template, false, &page, &e),
			0);
		assert_string_equal(page.p, rows[i].page);
	}
	buf_free(&page);
}

static void
records_end_once(void **state)
{
	static const struct {
		const char *template;
		bool null_end;
		struct str page;
	} rows[] = {
		{"{id}\\0", false, {"7\0" "12\0", 5}},
		{"{id}\\0", true, {"7\0" "12\0", 5}},
		{"{id}", true, {"7\0" "12\0", 5}},
		{"{id}\\n", true, {"7\n\0" "12\n\0", 7}},
		{"{id}\\n ", false, {"7\n \n12\n \n", 9}},
	};
	struct buf page = {0};
	struct err e;

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		assert_int_equal(form_write(rows[i].template, rows[i].null_end,
					 &page, &e),
			0);
		assert_int_equal(page.n, rows[i].page.n);
		assert_memory_equal(page.p, rows[i].page.p, page.n);
	}
	buf_free(&page);
}

static void
faults_are_told_with_their_place(void **state)
{
	static const struct {
		const char *template;
		int col;
		const char *message, *hint;
	} rows[] = {
		{"{id} {nane}", 7, "'nane': no such column",
			"did you mean 'name'?"},
		{"\xc3\xa9{nothing_like}", 3, "'nothing_like': no such column",
			""},
		{"ab{id", 3, "'{' is never closed; one that is meant as such "
			"is written '{{'", ""},
		{"{id{name}", 1, "'{' is never closed; one that is meant as "
			"such is written '{{'", ""},
		{"a}", 2, "'}' closes nothing; one that is meant as such is "
			"written '}}'", ""},
		{"{}", 1, "there is no name between the braces", ""},
		{"{:5}", 1, "there is no name between the braces", ""},
		{"{id}\\x", 5, "unknown escape: only \\t, \\n, \\\\ and \\0",
			""},
		{"{id}\\", 5, "unknown escape: only \\t, \\n, \\\\ and \\0",
			""},
		{"{id:1001}", 5, "'1001': a width is 1 to 1000", ""},
		{"{id:99999999999999999999}", 5, "'99999999999999999999': a "
			"width is 1 to 1000", ""},
		{"{id:05}", 5, "'05': a width is 1 to 1000", ""},
		{"{id:.}", 6, "a number must follow the point", ""},
		{"{id:5.0}", 7, "'0': a width is 1 to 1000", ""},
		{"{id:}", 5, "not a form: a side (< > ^), a width, a point and "
			"the most columns, such as >12 or 20.20", ""},
		{"{id:>}", 5, "not a form: a side (< > ^), a width, a point "
			"and the most columns, such as >12 or 20.20", ""},
		{"{id:5s}", 5, "not a form: a side (< > ^), a width, a point "
			"and the most columns, such as >12 or 20.20", ""},
		{"{id:5", 5, "not a form: a side (< > ^), a width, a point and "
			"the most columns, such as >12 or 20.20", ""},
		{"ok \xff", 4, "not UTF-8", ""},
	};
	struct buf page = {0};
	struct err e;

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		assert_int_equal(form_write(rows[i].template, false, &page, &e),
			ERR_USAGE);
		assert_string_equal(e.msg, rows[i].message);
		assert_string_equal(e.hint, rows[i].hint);
		assert_string_equal(e.file, "template");
		assert_int_equal(e.line, 1);
		assert_int_equal(e.col, rows[i].col);
		assert_int_equal(page.n, 0);
	}
	assert_int_equal(form_write("", false, &page, &e), ERR_USAGE);
	assert_string_equal(e.msg, "template: it is empty");
	assert_int_equal(form_write(NULL, false, &page, &e), ERR_USAGE);
	buf_free(&page);
}

static void
a_template_names_its_columns(void **state)
{
	static const struct {
		const char *template, *names;
	} rows[] = {
		{"{name:3} {id}, {name:>9} {owner.team}", "name,id,owner.team"},
		{"none", ""},
	};
	struct template t;
	struct arena a = {0};
	struct buf names = {0};
	struct err e;

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		assert_int_equal(
			template_parse(&a, str_of(rows[i].template), &t, &e),
			0);
		buf_reset(&names);
		template_names(&t, &names);
		assert_true(str_is(buf_view(&names), rows[i].names));
		template_free(&t);
	}
	buf_free(&names);
	arena_free(&a);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(forms_are_filled),
	cmocka_unit_test(records_end_once),
	cmocka_unit_test(faults_are_told_with_their_place),
	cmocka_unit_test(a_template_names_its_columns),
};

int
main(void)
{
	return cmocka_run_group_tests(tests, NULL, NULL);
}
