/* pipe-team: teams of the sales organisation, a tree. */
#include "cli/program.h"

static const struct verb *const verbs[] = {GENERIC_VERBS, NULL};

static const struct program program = {
	.name = "pipe-team",
	.summary = "teams of the sales organisation, a tree",
	.entity = E_TEAM,
	.verbs = verbs,
	.examples =
		"pipe team add north --name \"Northern Europe\" --parent emea\n"
		"pipe team set north --manager anna\n"
		"pipe team list parent:emea\n",
};

int
main(int argc, char **argv)
{
	return cli_main(&program, argc, argv);
}
