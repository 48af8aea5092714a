#include "cli/program.h"

static int
backup_run(struct cli *c, struct err *e)
{
	const char *path;
	int rc;

	if (c->nargs != 1)
		return err_set(e, ERR_USAGE, "one argument: the file to make");
	path = arena_cstr(&c->arena, c->args[0]);
	rc = store_backup(c->model.store, path, e);
	if (rc == 0)
		cli_say(c, "saved and verified: %s", path);
	return rc;
}

static const struct option no_options[] = {{0}};

static const struct verb backup_verb = {
	.summary = "save a verified copy",
	.synopsis = "FILE",
	.options = no_options,
	.mode = VERB_READ | VERB_SCAN,
	.run = backup_run,
	.complete = "file",
};

static const struct program program = {
	.name = "pipe-backup",
	.summary = "save a verified copy of a store",
	.verbs = (const struct verb *const[]){&backup_verb, NULL},
	.examples = "pipe backup /backup/sales.$(date +%F)\n"
		"pipe -C /srv/restored init --from-backup "
		"/backup/sales.2026-10-01\n",
};

int
main(int argc, char **argv)
{
	return cli_main(&program, argc, argv);
}
