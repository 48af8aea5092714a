/* pipe-rep: reps, who own leads, accounts and deals. */
#include "cli/program.h"

static const struct verb *const verbs[] = {GENERIC_VERBS, NULL};

static const struct program program = {
	.name = "pipe-rep",
	.summary = "reps, who own leads, accounts and deals",
	.entity = E_REP,
	.verbs = verbs,
	.examples =
		"pipe rep add bob --name \"Bob Hale\" --team emea "
		"--email bob@company.example\n"
		"pipe rep set anna --team dach --at yesterday\n"
		"pipe rep list team:emea active:yes\n",
};

int
main(int argc, char **argv)
{
	return cli_main(&program, argc, argv);
}
