#include "cli/inside.h"

static int
mark(struct cli *c, const struct entity *en, int64_t id, int64_t archived,
	struct err *e)
{
	enum saved how;
	void *rec;
	int rc = model_get(&c->model, en, id, &rec, e);

	if (rc)
		return rc;
	((struct common *)rec)->archived = archived;
	rc = model_save(&c->model, en, rec, &how, e);
	if (rc == ERR_OK)
		tally(c, en, id, how == SAVED_UNCHANGED ? FATE_UNCHANGED
			: archived ? FATE_ARCHIVED : FATE_RESTORED);
	return rc;
}

static int
rm_one(struct cli *c, const struct entity *en, int64_t id, struct err *e)
{
	return mark(c, en, id, 1, e);
}

static int
restore_one(struct cli *c, const struct entity *en, int64_t id,
	struct err *e)
{
	return mark(c, en, id, 0, e);
}

static int
mark_all(struct cli *c, int (*fn)(struct cli *, const struct entity *,
	int64_t, struct err *), struct err *e)
{
	struct ids ids = {0};
	int rc = cli_targets(c, c->entity, 0, c->nargs, &ids, e);

	if (rc == ERR_OK)
		rc = cli_each(c, c->entity, &ids, fn, e);
	ARR_FREE(&ids.list);
	if (rc == ERR_OK)
		tally_say(c, c->entity);
	return rc;
}

static int
rm_run(struct cli *c, struct err *e)
{
	return mark_all(c, rm_one, e);
}

static int
restore_run(struct cli *c, struct err *e)
{
	if (!cli_flag(c, "all"))
		return mark_all(c, restore_one, e);
	err_set(e, ERR_USAGE, "--all: is about records that are not archived");
	return err_hint(e, "try: archived:yes");
}

const struct verb verb_rm = {
	.name = "rm",
	.summary = "archive: out of every list, kept in the history",
	.synopsis = "ID|-|WORD...",
	.mode = VERB_WRITE | VERB_CHANGE,
	.run = rm_run,
	.complete = "self",
};

const struct verb verb_restore = {
	.name = "restore",
	.summary = "take back from the archive",
	.synopsis = "ID|-|WORD...",
	.mode = VERB_WRITE | VERB_CHANGE,
	.run = restore_run,
	.complete = "self",
};
