/* pipe-contact: contacts, the people of accounts. */
#include "cli/program.h"

static const struct verb *const verbs[] = {GENERIC_VERBS, NULL};

static const struct program program = {
	.name = "pipe-contact",
	.summary = "contacts, the people of accounts",
	.entity = E_CONTACT,
	.verbs = verbs,
	.examples =
		"pipe contact add \"Ada Byron\" --email "
		"ada@analytical.example --account 7\n"
		"pipe contact list account:7\n"
		"pipe contact set 9 --title \"Chief Engineer\"\n",
};

int
main(int argc, char **argv)
{
	return cli_main(&program, argc, argv);
}
