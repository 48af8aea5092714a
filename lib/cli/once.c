#include "cli/inside.h"

/* "deal add" of "deal add --amount". */
static struct str
command_head(struct str s)
{
	size_t at = str_find(s, ' ');

	if (at == s.n)
		return s;
	at += 1 + str_find(str_cut(s, at + 1, s.n), ' ');
	return str_cut(s, 0, at);
}

/* What the first run printed: the records it made, those of the program's own
 * entity by id; no parts of others, as lines are of a quote. */
static int
print_made(struct cli *c, const struct op *op, struct err *e)
{
	struct event ev;
	struct buf b = {0};
	int rc = ERR_OK;

	for (uint64_t i = 0; rc == ERR_OK && i < op->events; i++) {
		const struct entity *en;

		rc = tx_event(c->model.tx, op->first_event + i, &c->arena,
			&ev, e);
		if (rc || ev.kind != EVENT_CREATE)
			continue;
		en = model_entity(&c->model, ev.entity);
		if (ev.entity != c->program->entity && en->parent)
			continue;
		if (ev.entity == c->program->entity)
			buf_int(&b, ev.id);
		else
			buf_cstr(&b, cli_ref(c, en, ev.id));
		buf_char(&b, '\n');
	}
	if (b.n)
		out_add(&c->out, buf_view(&b));
	buf_free(&b);
	return rc;
}

int
once_check(struct cli *c, bool *done, struct err *e)
{
	struct str key = c->private->spec.once;
	struct op op;
	int rc;

	if (!key.p)
		return ERR_OK;
	if (!key.n)
		return err_set(e, ERR_USAGE, "--once: the key is empty");
	rc = tx_op_once(c->model.tx, key, &op, e);
	if (rc)
		return rc == ERR_NO ? ERR_OK : rc;
	if (!str_eq(command_head(op.command),
		command_head(c->private->spec.command)))
		return err_set(e, ERR_USAGE, "--once: '%.*s' was the key of "
			"operation %llu, %.*s", STR_SHORT(key),
			(unsigned long long)op.number,
			STR_F(command_head(op.command)));
	*done = true;
	cli_say(c, "done before, in operation %llu",
		(unsigned long long)op.number);
	return print_made(c, &op, e);
}
