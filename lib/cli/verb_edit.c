#include "cli/edit.h"

/* What the editor begins with. */
static int
edit_read(struct cli *c, struct err *e)
{
	struct edit *x = c->state;
	struct ids ids = {0};
	void *rec;
	int rc = cli_targets(c, c->entity, 0, c->nargs, &ids, e);

	if (rc == ERR_OK && ids.list.n != 1)
		rc = err_set(e, ERR_USAGE, "one %s is edited at a time, not "
			"%zu", c->entity->name, ids.list.n);
	if (rc == ERR_OK)
		rc = model_get(&c->model, c->entity, ids.list.v[0], &rec, e);
	if (rc == ERR_OK) {
		x->id = ((struct common *)rec)->id;
		x->rev = ((struct common *)rec)->rev;
		edit_print(c, c->entity, rec, &x->before);
	}
	ARR_FREE(&ids.list);
	return rc;
}

static int
edit_write(struct cli *c, struct err *e)
{
	struct edit *x = c->state;
	struct settings list = {0};
	struct save s = {.en = c->entity, .settings = &list, .id = x->id};
	void *rec;
	int rc = model_get(&c->model, c->entity, x->id, &rec, e);

	if (rc == ERR_OK && ((struct common *)rec)->rev != x->rev)
		rc = err_set(e, ERR_AGAIN, "%s: was changed meanwhile",
			cli_ref(c, c->entity, x->id));
	if (rc == ERR_OK)
		rc = edit_parse(c, c->entity, x, &list, e);
	if (rc == ERR_OK)
		rc = save_record(c, &s, e);
	if (rc && list.bad && !e->line)
		err_at(e, x->path, (int)list.bad->at, 1);
	ARR_FREE(&list.list);
	if (rc == ERR_OK)
		tally_say(c, c->entity);
	return rc;
}

static int
edit_save(struct cli *c, struct edit *x, struct err *e)
{
	int rc;

	if (str_eq(buf_view(&x->before), buf_view(&x->after))) {
		cli_say(c, "nothing was changed");
		return ERR_OK;
	}
	rc = cli_write(c, OP_CHANGE, 0, edit_write, e);
	x->keep = rc != ERR_OK;
	return rc;
}

static int
edit_run(struct cli *c, struct err *e)
{
	static const char *const many[] = {"all", "keep-going", NULL};
	struct edit x = {0};
	int rc;

	if (cli_refuse(c, many, e))
		return ERR_USAGE;
	c->state = &x;
	rc = cli_read(c, edit_read, e);
	if (rc == ERR_OK)
		rc = edit_ask(c, &x, e);
	if (rc == ERR_OK)
		rc = edit_save(c, &x, e);
	edit_end(c, &x);
	c->state = NULL;
	return rc;
}

const struct verb verb_edit = {
	.name = "edit",
	.summary = "change a record in your editor (VISUAL, EDITOR)",
	.synopsis = "ID",
	.mode = VERB_CHANGE,
	.run = edit_run,
	.complete = "self",
};
