#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "out/colour.h"

/* A terminal that can, and nothing else said. */
#define CAN .terminal = true, .term = "xterm"

static void
the_first_that_says_decides(void **state)
{
	static const struct {
		struct colour_case c;
		bool wanted;
	} rows[] = {
		{{.terminal = false}, false},
		{{.terminal = false, .term = "xterm"}, false},
		{{CAN}, true},
		{{.terminal = true}, false},
		{{.terminal = true, .term = ""}, false},
		{{.terminal = true, .term = "dumb"}, false},

		{{.option = COLOUR_ALWAYS, .no_color = "1", .clicolor = "0"},
			true},
		{{.option = COLOUR_NEVER, .clicolor_force = "1", CAN}, false},
		{{.option = COLOUR_AUTO, CAN}, true},
		{{.option = COLOUR_AUTO, .no_color = "1", CAN}, false},

		{{.no_color = "1", CAN}, false},
		{{.no_color = "0", CAN}, false},
		{{.no_color = "", CAN}, true},
		{{.no_color = "1", .clicolor_force = "1", CAN}, false},

		{{.clicolor_force = "1"}, true},
		{{.clicolor_force = "", .terminal = false}, false},
		{{.clicolor_force = "0"}, false},
		{{.clicolor_force = "0", CAN}, true},
		{{.clicolor_force = "1", .clicolor = "0"}, true},

		{{.clicolor = "0", CAN}, false},
		{{.clicolor = "", CAN}, true},
		{{.clicolor = "1", CAN}, true},
		{{.clicolor = "1", .term = "xterm"}, false},

		{{.config = COLOUR_ALWAYS}, true},
		{{.config = COLOUR_NEVER, CAN}, false},
		{{.config = COLOUR_AUTO, CAN}, true},
		{{.config = COLOUR_ALWAYS, .no_color = "1"}, false},
		{{.config = COLOUR_ALWAYS, .clicolor = "0"}, false},
		{{.config = COLOUR_NEVER, .clicolor = "1", CAN}, true},
		{{.config = COLOUR_NEVER, .clicolor_force = "1"}, true},
		{{.config = COLOUR_NEVER, .option = COLOUR_AUTO, CAN}, true},
		{{.config = COLOUR_ALWAYS, .option = COLOUR_AUTO}, false},
		{{.config = COLOUR_ALWAYS, .option = COLOUR_NEVER}, false},
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		if (colour_wanted(&rows[i].c) != rows[i].wanted)
			fail_msg("row %zu", i);
}

static void
words_are_read(void **state)
{
	enum colour_when when = COLOUR_UNSET;
	struct err e;

	(void)state;
	assert_int_equal(colour_parse(STR("auto"), "--color", &when, &e), 0);
	assert_int_equal(when, COLOUR_AUTO);
	assert_int_equal(colour_parse(STR("always"), "--color", &when, &e), 0);
	assert_int_equal(when, COLOUR_ALWAYS);
	assert_int_equal(colour_parse(STR("never"), "--color", &when, &e), 0);
	assert_int_equal(when, COLOUR_NEVER);
	assert_int_equal(colour_parse(STR("yes"), "--color", &when, &e),
		ERR_USAGE);
	assert_string_equal(e.msg,
		"--color: 'yes' is none of auto, always, never");
	assert_int_equal(when, COLOUR_NEVER);
}

/* Every style is one sequence that only sets attributes. */
static void
styles_are_plain_sequences(void **state)
{
	(void)state;
	assert_string_equal(colour_on(STYLE_NONE), "");
	assert_string_equal(colour_off, "\x1b[0m");
	for (int i = STYLE_DIM; i <= STYLE_HEAD; i++) {
		const char *on = colour_on((enum style)i);
		size_t n = strlen(on);

		assert_memory_equal(on, "\x1b[", 2);
		assert_int_equal(strspn(on + 2, "0123456789;"), n - 3);
		assert_int_equal(on[n - 1], 'm');
	}
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(the_first_that_says_decides),
	cmocka_unit_test(words_are_read),
	cmocka_unit_test(styles_are_plain_sequences),
};

int
main(void)
{
	return cmocka_run_group_tests(tests, NULL, NULL);
}
