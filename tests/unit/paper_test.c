/* What languages of documents have to have, and figures and days in them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/day.h"
#include "paper/wording.h"

static void
choices_are_the_table(void **state)
{
	struct str rest = STR(PAPER_LANGUAGES), code;
	const struct paper_language *l = paper_language_all();

	(void)state;
	while (rest.n && str_split(&rest, ',', &code)) {
		assert_non_null(l->code);
		assert_true(str_is(code, l->code));
		assert_ptr_equal(paper_language_find(code), l);
		l++;
	}
	assert_null(l->code);
	assert_null(paper_language_find(STR("xx")));
	assert_null(paper_language_find(STR_NULL));
}

static void
every_word_is_there(void **state)
{
	(void)state;
	for (const struct paper_language *l = paper_language_all(); l->code;
		l++)
		for (int w = 0; w < PAPER_WORD_COUNT; w++) {
			if (!l->words[w] || !*l->words[w])
				fail_msg("%s: word %d", l->code, w);
			if ((w == WORD_VERSION || w == WORD_DAYS ||
				    w == WORD_PAGE) !=
				(strstr(l->words[w], "{n}") != NULL))
				fail_msg("%s: %s", l->code, l->words[w]);
		}
}

/* Taking out what a language puts in gives the number back. */
static void
figures_lose_no_digit(void **state)
{
	static const char *const numbers[] = {"0", "-0.01", "999", "1000",
		"-1234567.891", "12", "123456", "100000000000.00"};

	(void)state;
	for (const struct paper_language *l = paper_language_all(); l->code;
		l++)
		for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
			struct buf b = {0}, back = {0};
			struct str rest;

			paper_figure(l, str_of(numbers[i]), &b);
			for (rest = buf_view(&b); rest.n;) {
				size_t cut = 1;

				if (str_starts(rest, l->group))
					cut = strlen(l->group);
				else if (str_starts(rest, l->point))
					buf_char(&back, '.');
				else
					buf_char(&back, *rest.p);
				rest = str_cut(rest, cut, rest.n);
			}
			assert_string_equal(back.p, numbers[i]);
			buf_free(&b);
			buf_free(&back);
		}
}

static void
parties_have_no_empty_line(void **state)
{
	struct arena a = {0};
	struct wording w = {.language = paper_language_find(STR("de")),
		.arena = &a};
	struct paper_party p = {.name = STR("Acme"), .city = STR("Ulm"),
		.street = STR("Hof 2\n\nEtage 3\n"), .vat_id = STR("DE1")};
	static const char *const want[] = {"Acme", "Hof 2", "Etage 3", "Ulm",
		"USt-IdNr. DE1"};
	struct str *lines;

	(void)state;
	assert_int_equal(wording_party(&w, &p, &lines), 5);
	for (size_t i = 0; i < 5; i++)
		assert_true(str_is(lines[i], want[i]));
	arena_free(&a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(choices_are_the_table),
		cmocka_unit_test(every_word_is_there),
		cmocka_unit_test(figures_lose_no_digit),
		cmocka_unit_test(parties_have_no_empty_line),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
