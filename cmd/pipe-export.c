#include "cli/program.h"
#include "transfer/export.h"

static int
find_entity(struct cli *c, const struct entity **en, struct err *e)
{
	struct near near;

	*en = NULL;
	if (!c->nargs)
		return 0;
	if (c->nargs > 1)
		return err_set(e, ERR_USAGE, "one entity, or none for all");
	*en = schema_find(&c->model.schema, c->args[0]);
	if (*en)
		return 0;
	near = near_to(c->args[0]);
	for (size_t i = 1; i < c->model.schema.n; i++)
		if (model_entity(&c->model, (int)i))
			near_try(&near, str_of(model_entity(&c->model,
				(int)i)->name));
	err_set(e, ERR_USAGE, "%.*s: no such entity", STR_SHORT(c->args[0]));
	if (near.best.p)
		err_hint(e, "did you mean '%.*s'?", STR_F(near.best));
	return ERR_USAGE;
}

static int
export_run(struct cli *c, struct err *e)
{
	bool history = cli_flag(c, "history");
	const struct entity *en;
	uint64_t n = 0;
	int rc = find_entity(c, &en, e);

	if (rc == 0 && history && (c->as_of.p || c->view.op != OP_NOW))
		rc = err_set(e, ERR_USAGE, "--history: is of all times");
	if (rc)
		return rc;
	rc = history ? export_history(&c->model, en, &c->out, &n, e)
		     : export_records(&c->model, en, &c->out, &n, e);
	if (rc == 0 && c->verbose)
		cli_say(c, "%llu %s", (unsigned long long)n,
			history ? "events" : "records");
	return rc;
}

static const struct option options[] = {
	{"history", 0, OPT_FLAG, NULL, "every operation with its events: what "
		"pipe import --replay takes", NULL},
	{0},
};

static const struct verb export_verb = {
	.summary = "print records, or the whole log, as lines of JSON",
	.synopsis = "[ENTITY]",
	.options = options,
	.mode = VERB_SCAN | VERB_VIEW,
	.run = export_run,
	.complete = "choices:account,activity,adjustment,campaign,contact,deal,"
		"lead,product,quota,rate,rep,seal,submission,team",
};

static const struct program program = {
	.name = "pipe-export",
	.summary = "print records, or the whole log, as lines of JSON",
	.verbs = (const struct verb *const[]){&export_verb, NULL},
	.examples =
		"pipe export deal | jq -r '.name'\n"
		"pipe export deal --as-of 2026-09-30 >september.ndjson\n"
		"pipe export --history | pipe -C copy import --replay -\n",
};

int
main(int argc, char **argv)
{
	return cli_main(&program, argc, argv);
}
