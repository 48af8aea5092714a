/* pipe-account: accounts: companies that are, were or may become customers. */
#include "cli/program.h"

static const struct verb *const verbs[] = {GENERIC_VERBS, NULL};

static const int kin[] = {E_CONTACT, E_DEAL, 0};

static const struct program program = {
	.name = "pipe-account",
	.summary = "accounts: companies that are, were or may become customers",
	.entity = E_ACCOUNT,
	.verbs = verbs,
	.kin = kin,
	.examples =
		"pipe account add \"Analytical Ltd\" --domain "
		"analytical.example --owner me\n"
		"pipe account show analytical.example\n"
		"pipe account list industry:retail -s name\n",
};

int
main(int argc, char **argv)
{
	return cli_main(&program, argc, argv);
}
