#include <unistd.h>

#include "base/map.h"
#include "cli/program.h"
#include "model/adopt.h"

/* Walk back: my last operation that is no undo and was not taken back. */
static int
find_mine(struct cli *c, uint64_t *number, struct err *e)
{
	struct map taken_back = {0}; /* operation -> 1 */
	struct op o;
	int rc = 0;

	*number = 0;
	for (uint64_t n = tx_last_op(c->model.tx); rc == 0 && n && !*number;
		n--) {
		rc = tx_op(c->model.tx, n, &o, e);
		if (rc)
			break;
		if (o.kind == OP_UNDO)
			*map_put_u64(&taken_back, o.undoes, NULL) = 1;
		else if (o.uid == (int64_t)getuid() &&
			!map_get_u64(&taken_back, n))
			*number = n;
	}
	map_free(&taken_back);
	if (rc == 0 && !*number)
		rc = err_set(e, ERR_NO, "no operation of yours is left to take "
			"back");
	return rc;
}

static int
find_target(struct cli *c, struct err *e)
{
	struct str arg = c->nargs ? c->args[0] : STR_NULL;
	uint64_t *target = c->state;
	int64_t n;
	int rc;

	if (c->nargs > 1)
		return err_set(e, ERR_USAGE, "one operation at a time");
	if (!arg.p)
		return find_mine(c, target, e);
	if (str_starts(arg, "@"))
		arg = str_cut(arg, 1, arg.n);
	rc = num_parse(arg, 1, INT64_MAX, &n, e);
	if (rc) {
		err_set(e, ERR_USAGE, "'%.*s': no operation number",
			STR_SHORT(arg));
		return err_hint(e, "pipe log shows them");
	}
	*target = (uint64_t)n;
	return 0;
}

/* A policy is taken back by adopting the one before it again. */
static int
undo_policy(struct cli *c, uint64_t number, struct err *e)
{
	struct stored_policy now, before;
	struct policy *p, *was = c->model.policy;
	int rc = tx_policy(c->model.tx, &now, e);

	if (rc == 0 && now.op != number) {
		err_set(e, ERR_DATA, "operation %llu: a later policy is in "
			"force", (unsigned long long)number);
		return err_hint(e, "edit pipe.yaml, then pipe config apply");
	}
	if (rc == 0)
		rc = tx_policy_version(c->model.tx, now.version - 1, &before,
			e);
	if (rc == 0)
		rc = policy_load(&c->arena, arena_str(&c->arena,
			before.compiled), &p, e);
	if (rc == 0)
		rc = policy_may_follow(&c->model, p, e);
	if (rc == 0)
		rc = policy_adopt(c->model.tx, p, arena_str(&c->arena,
			before.yaml), c->now, e);
	if (rc == 0)
		rc = model_load(&c->model, &c->arena, c->model.store,
			c->model.tx, c->now, c->model.me, e);
	return rc ? rc : policy_recount(&c->model, was, e);
}

static int
undo_apply(struct cli *c, struct err *e)
{
	const uint64_t *target = c->state;
	struct op o;
	int rc = tx_op(c->model.tx, *target, &o, e);

	if (rc)
		return rc;
	if (o.kind == OP_POLICY)
		rc = undo_policy(c, o.number, e);
	else
		rc = tx_undo(c->model.tx, o.number, c->now, e);
	if (rc == 0)
		cli_say(c, "%s operation %llu: %.*s", c->dry_run
			? "would take back" : "took back",
			(unsigned long long)o.number, STR_F(o.command));
	return rc;
}

/* What the operation undoes is settled before the write begins, because its
 * header says so; the store refuses what no longer fits. */
static int
undo_run(struct cli *c, struct err *e)
{
	uint64_t target = 0;
	int rc;

	c->state = &target;
	rc = cli_read(c, find_target, e);
	if (rc == 0)
		rc = cli_write(c, OP_UNDO, target, undo_apply, e);
	c->state = NULL;
	return rc;
}

static const struct option no_options[] = {{0}};

static const struct verb undo_verb = {
	.summary = "take back an operation, my last one unless told",
	.synopsis = "[OP]",
	.options = no_options,
	.mode = VERB_NONE | VERB_CHANGE,
	.run = undo_run,
};

static const struct program program = {
	.name = "pipe-undo",
	.summary = "take back an operation",
	.verbs = (const struct verb *const[]){&undo_verb, NULL},
	.examples = "pipe undo\n"
		"pipe undo --dry-run\n"
		"pipe undo -m \"the wrong list\"\n",
};

int
main(int argc, char **argv)
{
	return cli_main(&program, argc, argv);
}
