/* pipe-campaign: campaigns, which bring leads in. */
#include "cli/program.h"

static const struct verb *const verbs[] = {GENERIC_VERBS, NULL};

static const struct program program = {
	.name = "pipe-campaign",
	.summary = "campaigns, which bring leads in",
	.entity = E_CAMPAIGN,
	.verbs = verbs,
	.examples =
		"pipe campaign add \"Trade fair 2026\" --channel fair "
		"--start 2026-09-07\n"
		"pipe campaign list status:active -s start\n"
		"pipe lead list campaign:3 --count\n",
};

int
main(int argc, char **argv)
{
	return cli_main(&program, argc, argv);
}
