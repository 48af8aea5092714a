/* Parts of cli/ that can be tried without a store. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "cli/child.h"
#include "cli/inside.h"
#include "cli/suggest.h"

static void
words_case(const char *line, const char *const *want)
{
	struct arena a = {0};
	struct err e = {0};
	char **words;
	size_t n = 0;

	assert_int_equal(child_words(&a, str_of(line), &words, &e), ERR_OK);
	for (; want[n]; n++)
		assert_string_equal(words[n], want[n]);
	assert_null(words[n]);
	arena_free(&a);
}

#define WORDS(line, ...)                                                       \
	words_case(line, (const char *const[]){__VA_ARGS__ __VA_OPT__(, ) NULL})

static void
words_are_parted(void **state)
{
	struct arena a = {0};
	struct err e = {0};
	char **words;

	(void)state;
	WORDS("");
	WORDS("  \t ");
	WORDS("less", "less");
	WORDS(" less  -S\t-R ", "less", "-S", "-R");
	WORDS("a 'b c' \"d e\"", "a", "b c", "d e");
	WORDS("a'b c'd", "ab cd");
	WORDS("a\\ b", "a b");
	WORDS("'a\\b' \"a\\\"b\"", "a\\b", "a\"b");
	WORDS("'' \"\"", "", "");
	WORDS("$HOME `id` ;x|y", "$HOME", "`id`", ";x|y");
	assert_int_equal(child_words(&a, STR("a 'b"), &words, &e), ERR_USAGE);
	arena_free(&a);
}

static const char *
best(const char *typed, const char *const *words)
{
	struct suggest s = {.word = str_of(typed)};

	for (; *words; words++)
		suggest_try(&s, *words);
	return s.n ? s.best[0].name : NULL;
}

static void
the_nearest_is_named(void **state)
{
	static const char *const verbs[] = {"add", "show", "list", "set",
		"edit", "rm", "restore", "history", NULL};
	struct suggest s = {.word = STR("set")};
	struct err e = {0};

	(void)state;
	assert_string_equal(best("shwo", verbs), "show");
	assert_string_equal(best("lists", verbs), "list");
	assert_string_equal(best("hist", verbs), "history");
	assert_string_equal(best("resotre", verbs), "restore");
	assert_null(best("frobnicate", verbs));
	assert_null(best("zz", verbs));
	/* three at most, nearest first, none twice */
	suggest_try(&s, "sat");
	suggest_try(&s, "sets");
	suggest_try(&s, "sit");
	suggest_try(&s, "sut");
	suggest_try(&s, "sets");
	err_set(&e, ERR_USAGE, "x");
	suggest_hint(&s, &e);
	assert_string_equal(e.hint, "did you mean 'sets', 'sat' or 'sit'?");
}

static int
nothing(struct cli *c, struct err *e)
{
	(void)c;
	(void)e;
	return ERR_OK;
}

static const struct verb list = {.name = "list", .mode = VERB_LIST,
	.run = nothing};
static const struct program program = {
	.name = "pipe-thing",
	.entity = 1,
	.verbs = (const struct verb *const[]){&list, NULL},
};

#define VERB_AT(...)                                                           \
	options_verb_at(&program,                                              \
		(int)(sizeof((char *[]){"p", __VA_ARGS__}) / sizeof(char *)),  \
		(char *[]){"p", __VA_ARGS__})

static void
the_verb_is_the_first_bare_word(void **state)
{
	(void)state;
	assert_int_equal(VERB_AT("list"), 1);
	assert_int_equal(VERB_AT("--json", "list"), 2);
	assert_int_equal(VERB_AT("-n", "3", "list"), 3);
	assert_int_equal(VERB_AT("--limit=3", "list"), 2);
	assert_int_equal(VERB_AT("--limit", "list", "list"), 3);
	assert_int_equal(VERB_AT("--stage", "x", "list"), 3);
	assert_int_equal(VERB_AT("--no-stage", "list"), 2);
	assert_int_equal(VERB_AT("--", "list"), 2);
	assert_int_equal(VERB_AT("-q", "-v"), 0);
}

/* No two common options share a name or a letter for the same verb. */
static void
common_rows_are_distinct(void **state)
{
	(void)state;
	for (size_t i = 0; i < common_count; i++)
		for (size_t k = 0; k < i; k++) {
			const struct option *a = &common_options[i].row;
			const struct option *b = &common_options[k].row;

			assert_string_not_equal(a->name, b->name);
			assert_true(!a->letter || a->letter != b->letter);
		}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(words_are_parted),
		cmocka_unit_test(the_nearest_is_named),
		cmocka_unit_test(the_verb_is_the_first_bare_word),
		cmocka_unit_test(common_rows_are_distinct),
	};

	return cmocka_run_group_tests_name("cli", tests, NULL, NULL);
}
