/* pipe-submission: the numbers people call for a period. */
#include "cli/program.h"

static const struct program program = {
	.name = "pipe-submission",
	.summary = "the numbers people call for a period",
	.entity = E_SUBMISSION,
	.verbs = (const struct verb *const[]){GENERIC_VERBS, NULL},
	.examples =
		"pipe submission list period:2026Q4 -s holder\n"
		"pipe submission list said:..-2w\n"
		"pipe submission list holder:rep/anna --as-of -1m\n",
};

int
main(int argc, char **argv)
{
	return cli_main(&program, argc, argv);
}
