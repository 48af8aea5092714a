#include "cli/inside.h"

static int
set_one(struct cli *c, const struct entity *en, int64_t id, struct err *e)
{
	struct settings list = {0};
	struct save s = {.en = en, .settings = &list, .id = id};
	int rc = fields_given(c, en, &list, e);

	if (rc == ERR_OK)
		rc = save_record(c, &s, e);
	ARR_FREE(&list.list);
	return rc;
}

static int
set_run(struct cli *c, struct err *e)
{
	struct ids ids = {0};
	int rc;

	if (cli_flag(c, "from"))
		return batch_run(c, false, e);
	if (!cli_any_field(c)) {
		err_set(e, ERR_USAGE, "nothing to set");
		return err_hint(e, "give fields by --FIELD VALUE or "
			"--no-FIELD");
	}
	rc = cli_targets(c, c->entity, 0, c->nargs, &ids, e);
	if (rc == ERR_OK)
		rc = cli_each(c, c->entity, &ids, set_one, e);
	ARR_FREE(&ids.list);
	if (rc == ERR_OK)
		tally_say(c, c->entity);
	return rc;
}

static const struct option set_options[] = {
	{"from", 0, OPT_TEXT, "FILE|-",
		"records in CSV, JSON or NDJSON, by field names", "records"},
	{0},
};

const struct verb verb_set = {
	.name = "set",
	.summary = "change fields; --no-FIELD clears",
	.synopsis = "ID|-|WORD... [--FIELD VALUE]...",
	.options = set_options,
	.mode = VERB_WRITE | VERB_CHANGE | VERB_FIELDS,
	.run = set_run,
	.complete = "self",
};
