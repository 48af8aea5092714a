/* pipe-product: products and their list prices. */
#include "cli/program.h"

static const struct verb *const verbs[] = {GENERIC_VERBS, NULL};

static const struct program program = {
	.name = "pipe-product",
	.summary = "products and their list prices",
	.entity = E_PRODUCT,
	.verbs = verbs,
	.examples =
		"pipe product add GTX-PRO --name \"GTX Pro\" --price 4821\n"
		"pipe product list active:yes -s -price\n"
		"pipe product set GTX-PRO --price 4999 --at today\n",
};

int
main(int argc, char **argv)
{
	return cli_main(&program, argc, argv);
}
