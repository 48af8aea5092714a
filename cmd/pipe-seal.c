/* pipe-seal: reports as they were said. */
#include "cli/program.h"

static const struct program program = {
	.name = "pipe-seal",
	.summary = "reports as they were said",
	.entity = E_SEAL,
	/* None is added by hand: what is sealed is what was printed. */
	.verbs = (const struct verb *const[]){&verb_show, &verb_list,
		&verb_set, &verb_edit, &verb_rm, &verb_restore, &verb_history,
		NULL},
	.examples =
		"pipe seal list -s -created -n 5\n"
		"pipe seal list tag:board -c id,command,digest\n",
};

int
main(int argc, char **argv)
{
	return cli_main(&program, argc, argv);
}
