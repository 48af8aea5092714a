/* pipe-line: lines of quotes. */
#include "cli/program.h"

static const struct program program = {
	.name = "pipe-line",
	.summary = "lines of quotes, one by one",
	.entity = E_LINE,
	.verbs = (const struct verb *const[]){GENERIC_VERBS, NULL},
	.examples =
		"pipe line list quote:Q-1\n"
		"pipe line list quote.status:accepted --group product "
		"--sum net,quantity\n",
};

int
main(int argc, char **argv)
{
	return cli_main(&program, argc, argv);
}
