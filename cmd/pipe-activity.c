/* pipe-activity: calls, mails, meetings, tasks, notes and visits. */
#include "cli/program.h"
#include "model/activity.h"

static int
done_rule(struct cli *c, void *rec, enum saved *how, struct err *e)
{
	return activity_done(&c->model, rec, STR_NULL, how, e);
}

/* --outcome and other fields go in with it. */
static int
done_run(struct cli *c, struct err *e)
{
	static const char *const alien[] = {"done", NULL};

	if (cli_refuse(c, alien, e))
		return ERR_USAGE;
	return cli_act(c, c->nargs, done_rule, e);
}

static const struct option no_options[] = {{0}};

static const struct verb verb_done = {
	.name = "done",
	.summary = "activities that are done, now or --at",
	.synopsis = "ID|-|WORD... [--outcome TEXT] [--FIELD VALUE]...",
	.options = no_options,
	.mode = VERB_WRITE | VERB_CHANGE | VERB_FIELDS,
	.run = done_run,
	.complete = "self",
};

static const struct program program = {
	.name = "pipe-activity",
	.summary = "calls, mails, meetings, tasks, notes and visits",
	.entity = E_ACTIVITY,
	.verbs = (const struct verb *const[]){GENERIC_VERBS, &verb_done,
		NULL},
	.examples =
		"pipe activity add \"call back\" --type call --about deal/42 "
		"--due fri\n"
		"pipe activity list done: due:..today owner:me -s due\n"
		"pipe activity done 17 --outcome \"agreed on terms\"\n",
};

int
main(int argc, char **argv)
{
	return cli_main(&program, argc, argv);
}
