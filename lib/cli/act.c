#include "cli/inside.h"

/* What cli_each hands on to every record. */
struct act {
	cli_rule *rule;
	void *state; /* the verb's own */
};

static int
act_one(struct cli *c, const struct entity *en, int64_t id, struct err *e)
{
	struct act *a = c->state;
	enum saved how;
	size_t fields;
	void *rec;
	int rc = model_get(&c->model, en, id, &rec, e);

	if (rc == ERR_OK)
		rc = model_live(&c->model, en, rec, e);
	if (rc == ERR_OK)
		rc = cli_apply_fields(c, en, rec, &fields, e);
	c->state = a->state;
	if (rc == ERR_OK)
		rc = a->rule(c, rec, &how, e);
	c->state = a;
	if (rc == ERR_OK)
		tally(c, en, id, how == SAVED_UNCHANGED ? FATE_UNCHANGED
							: FATE_UPDATED);
	return rc;
}

int
cli_act(struct cli *c, size_t to, cli_rule *rule, struct err *e)
{
	struct act a = {rule, c->state};
	struct ids ids = {0};
	int rc = cli_targets(c, c->entity, 0, to, &ids, e);

	c->state = &a;
	if (rc == ERR_OK)
		rc = cli_each(c, c->entity, &ids, act_one, e);
	c->state = a.state;
	ARR_FREE(&ids.list);
	if (rc == ERR_OK)
		tally_say(c, c->entity);
	return rc;
}

void
cli_saved(struct cli *c, const struct entity *en, int64_t id, enum saved how)
{
	static const char *const words[] = {
		[SAVED_UNCHANGED] = "unchanged",
		[SAVED_UPDATED] = "updated",
		[SAVED_CREATED] = "created",
	};

	if (c->dry_run)
		return;
	out_add(&c->out, str_of(arena_fmt(&c->arena, "%lld\n",
		(long long)id)));
	cli_say(c, "%s %s", cli_ref(c, en, id), words[how]);
}
