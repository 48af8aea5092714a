#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "capture.h"
#include "out/progress.h"

enum { SECOND = 1000000 };
static const int64_t start = INT64_C(1790000000) * SECOND;

struct step {
	int64_t done, at; /* microseconds after the start */
};

static void
run(bool terminal, size_t width, int64_t total, const struct step *steps,
	size_t n, struct buf *page)
{
	struct progress p;
	struct out out;

	capture_begin(&out);
	progress_open(&p, &out, terminal, "import", "rows", total, start);
	p.width = width;
	for (size_t i = 0; i < n; i++)
		progress_step(&p, steps[i].done, start + steps[i].at);
	progress_close(&p);
	progress_close(&p);
	capture_end(&out, page);
}

static void
it_is_drawn_on_a_terminal_after_a_second(void **state)
{
	static const struct step steps[] = {
		{10, 999999},
		{100000, 2 * SECOND},
		{110000, 2 * SECOND + 199999},
		{990000, 2 * SECOND + 200000},
		{990000, -SECOND},
	};
	struct buf page = {0};

	(void)state;
	run(false, 80, 1000000, steps, 5, &page);
	assert_int_equal(page.n, 0);
	run(true, 80, 1000000, steps, 1, &page);
	assert_int_equal(page.n, 0);
	run(true, 80, 1000000, steps, 5, &page);
	assert_string_equal(page.p,
		"\rimport: 100000 of 1000000 rows, 50000/s, 18 s left"
		"\rimport: 990000 of 1000000 rows, 450000/s, 1 s left"
		"\r                                                  \r");
	buf_free(&page);
}

static void
a_shorter_line_leaves_nothing_behind(void **state)
{
	static const struct step steps[] = {
		{100, 10 * SECOND},
		{0, 11 * SECOND},
	};
	struct buf page = {0};

	(void)state;
	run(true, 0, 0, steps, 2, &page);
	assert_string_equal(page.p,
		"\rimport: 100 rows, 10/s"
		"\rimport: 0 rows        "
		"\r              \r");
	buf_free(&page);
}

static void
what_is_left_is_told_in_hours_too(void **state)
{
	static const struct {
		struct step step;
		int64_t total;
		const char *left;
	} rows[] = {
		{{10, 10 * SECOND}, 100, "1/s, 1:30 left"},
		{{10, 10 * SECOND}, 4000, "1/s, 1:06:30 left"},
		{{10, 3 * SECOND}, 11, "3/s, 1 s left"},
		{{11, 3 * SECOND}, 11, "4/s\r"},
		{{12, 3 * SECOND}, 11, "4/s\r"},
		{{INT64_MAX / 2, 3 * SECOND}, INT64_MAX, "/s, 3 s left"},
	};
	struct buf page = {0};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		run(true, 0, rows[i].total, &rows[i].step, 1, &page);
		assert_non_null(strstr(page.p, rows[i].left));
	}
	buf_free(&page);
}

static void
it_never_fills_the_line(void **state)
{
	static const struct step step = {100000, 2 * SECOND};
	struct buf page = {0};

	(void)state;
	run(true, 20, 0, &step, 1, &page);
	assert_string_equal(page.p,
		"\rimport: 100000 row\xe2\x80\xa6\r                   \r");
	buf_free(&page);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(it_is_drawn_on_a_terminal_after_a_second),
	cmocka_unit_test(a_shorter_line_leaves_nothing_behind),
	cmocka_unit_test(what_is_left_is_told_in_hours_too),
	cmocka_unit_test(it_never_fills_the_line),
};

int
main(void)
{
	return cmocka_run_group_tests(tests, NULL, NULL);
}
