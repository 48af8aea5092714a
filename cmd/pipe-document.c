/* pipe-document: what was sent, as it was sent. */
#include "cli/program.h"

static const struct program program = {
	.name = "pipe-document",
	.summary = "documents as they were sent",
	.entity = E_DOCUMENT,
	/* None is added by hand: what is kept is what was sent. */
	.verbs = (const struct verb *const[]){&verb_show, &verb_list,
		&verb_set, &verb_edit, &verb_rm, &verb_restore, &verb_history,
		NULL},
	.examples =
		"pipe document list quote:Q-1\n"
		"pipe document list format:html -s -created -n 5\n",
};

int
main(int argc, char **argv)
{
	return cli_main(&program, argc, argv);
}
