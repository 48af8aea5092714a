/* pipe-adjustment: what people say figures of a forecast are. */
#include "cli/program.h"

static const struct program program = {
	.name = "pipe-adjustment",
	.summary = "what people say figures of a forecast are",
	.entity = E_ADJUSTMENT,
	.verbs = (const struct verb *const[]){GENERIC_VERBS, NULL},
	.examples =
		"pipe adjustment list holder:team/emea -s from\n"
		"pipe adjustment list deal:42 --as-of -1m\n"
		"pipe adjustment list author:me archived:any\n",
};

int
main(int argc, char **argv)
{
	return cli_main(&program, argc, argv);
}
