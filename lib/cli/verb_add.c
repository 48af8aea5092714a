#include "cli/inside.h"

/* Bare arguments are the fields marked as the words of `add`, in order. */
static int
words_given(struct cli *c, const struct entity *en, struct settings *s,
	struct err *e)
{
	size_t at = 0;

	for (size_t i = 0; at < c->nargs && i < en->nfields; i++) {
		const struct field *f = &en->fields[i];

		if (!(f->flags & F_WORD))
			continue;
		*ARR_ADD(&s->list) = (struct setting){
			.field = f,
			.text = c->args[at++],
			.name = str_of(f->name),
		};
	}
	if (at == c->nargs)
		return ERR_OK;
	err_set(e, ERR_USAGE, "'%.*s': one argument too many",
		STR_SHORT(c->args[at]));
	return err_hint(e, "a text with blanks goes in quotes, other fields by "
		"--FIELD");
}

static int
check_use(struct cli *c, struct err *e)
{
	int64_t rev;

	if (cli_flag(c, "all"))
		return err_set(e, ERR_USAGE, "--all: goes with commands that "
			"change records");
	if (cli_int(c, "if-rev", &rev) && !cli_flag(c, "upsert"))
		return err_set(e, ERR_USAGE, "--if-rev: goes with --upsert");
	return ERR_OK;
}

static int
add_one(struct cli *c, struct err *e)
{
	struct settings list = {0};
	struct save s = {
		.en = c->entity,
		.settings = &list,
		.create = true,
		.upsert = cli_flag(c, "upsert"),
	};
	struct buf id = {0};
	int rc = words_given(c, c->entity, &list, e);

	if (rc == ERR_OK)
		rc = fields_given(c, c->entity, &list, e);
	if (rc == ERR_OK)
		rc = save_record(c, &s, e);
	ARR_FREE(&list.list);
	if (rc)
		return rc;
	if (s.upsert)
		tally_say(c, c->entity);
	if (!c->dry_run) {
		buf_fmt(&id, "%lld\n", (long long)s.id);
		out_add(&c->out, buf_view(&id));
		buf_free(&id);
	}
	return ERR_OK;
}

static int
add_run(struct cli *c, struct err *e)
{
	if (check_use(c, e))
		return ERR_USAGE;
	return cli_flag(c, "from") ? batch_run(c, true, e) : add_one(c, e);
}

static const struct option add_options[] = {
	{"from", 0, OPT_TEXT, "FILE|-",
		"records in CSV, JSON or NDJSON, by field names", "records"},
	{"upsert", 0, OPT_FLAG, NULL,
		"change the record that has the external id or key", NULL},
	{0},
};

const struct verb verb_add = {
	.name = "add",
	.summary = "a new record, or many by --from; prints the id",
	.synopsis = "[NAME] [--FIELD VALUE]...",
	.options = add_options,
	.mode = VERB_WRITE | VERB_CHANGE | VERB_FIELDS,
	.run = add_run,
};
