/* pipe-pricebook: prices of a customer, a segment or everybody. */
#include "cli/program.h"

static const struct program program = {
	.name = "pipe-pricebook",
	.summary = "price books: of a customer, a segment, everybody",
	.entity = E_PRICEBOOK,
	.verbs = (const struct verb *const[]){GENERIC_VERBS, NULL},
	.examples =
		"pipe pricebook add \"Wholesale 2027\" --segment wholesale "
		"--valid-from 2027-01-01\n"
		"pipe pricebook list valid_until:..eoy\n",
};

int
main(int argc, char **argv)
{
	return cli_main(&program, argc, argv);
}
