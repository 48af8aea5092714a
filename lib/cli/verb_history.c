#include "cli/inside.h"

enum { COL_EVENT, COL_OP, COL_INSTANT, COL_BY, COL_FIELD, COL_BEFORE,
	COL_AFTER, COLS };

static const struct column columns[COLS] = {
	[COL_EVENT] = {.name = "event", .json = JSON_NUMBER, .right = true,
		.keep = true},
	[COL_OP] = {.name = "op", .json = JSON_NUMBER, .right = true,
		.keep = true},
	[COL_INSTANT] = {.name = "instant", .keep = true},
	[COL_BY] = {.name = "by"},
	[COL_FIELD] = {.name = "field", .keep = true},
	[COL_BEFORE] = {.name = "before"},
	[COL_AFTER] = {.name = "after"},
};

struct history {
	struct cli *c;
	const struct entity *en;
	struct writer *w;
	const struct currency *money; /* of the record so far */
	struct buf texts[COLS];
};

/* The rep the login was, else the login. */
void
cli_actor(struct cli *c, const struct op *op, struct buf *out)
{
	if (op->rep != NUM_NULL)
		c->model.scope.ref_print(&c->model.scope, E_REP, op->rep,
			out);
	else
		buf_str(out, op->login);
}

static void
write_change(struct history *h, const struct event *ev, const char *field,
	const struct change *ch, const struct field *f,
	const struct currency *before)
{
	const struct scope *scope = &h->c->model.scope;
	struct cell cells[COLS];

	buf_reset(&h->texts[COL_EVENT]);
	buf_int(&h->texts[COL_EVENT], (int64_t)ev->number);
	buf_reset(&h->texts[COL_BEFORE]);
	buf_reset(&h->texts[COL_AFTER]);
	if (ch && ch->had)
		value_print(scope, f, ch->before, before,
			&h->texts[COL_BEFORE]);
	if (ch && ch->has)
		value_print(scope, f, ch->after, h->money,
			&h->texts[COL_AFTER]);
	for (int i = 0; i < COLS; i++)
		cells[i] = (struct cell){.text = buf_view(&h->texts[i])};
	cells[COL_FIELD].text = str_of(field);
	if (!ch || !ch->had)
		cells[COL_BEFORE].text = STR_NULL;
	if (!ch || !ch->has)
		cells[COL_AFTER].text = STR_NULL;
	writer_row(h->w, cells);
}

/* Money is read in the currency of its side of the event. */
static void
write_changes(struct history *h, const struct event *ev)
{
	const struct currency *before = h->money;
	const struct field *f;

	for (size_t i = 0; i < ev->nchanges; i++)
		if (ev->changes[i].tag == h->en->currency &&
			ev->changes[i].has)
			h->money = currency_find(ev->changes[i].after.s);
	if (!h->money)
		h->money = h->c->model.policy->base;
	for (size_t i = 0; i < ev->nchanges; i++) {
		f = entity_tag(h->en, ev->changes[i].tag);
		if (f)
			write_change(h, ev, f->name, &ev->changes[i], f,
				before ? before : h->money);
	}
	if (ev->erased)
		write_change(h, ev, "erased", NULL, NULL, NULL);
}

static int
write_event(struct history *h, uint64_t number, struct err *e)
{
	struct cli *c = h->c;
	struct event ev;
	struct op op;
	int rc = tx_event(c->model.tx, number, &c->arena, &ev, e);

	if (rc == ERR_OK)
		rc = tx_op(c->model.tx, ev.op, &op, e);
	if (rc)
		return rc;
	buf_reset(&h->texts[COL_OP]);
	buf_reset(&h->texts[COL_INSTANT]);
	buf_reset(&h->texts[COL_BY]);
	buf_int(&h->texts[COL_OP], (int64_t)ev.op);
	instant_print(ev.instant, &h->texts[COL_INSTANT]);
	cli_actor(c, &op, &h->texts[COL_BY]);
	write_changes(h, &ev);
	return ERR_OK;
}

static int
write_history(struct history *h, int64_t id, struct err *e)
{
	struct numbers events = {0};
	struct cli *c = h->c;
	int rc = tx_history(c->model.tx, h->en, id, &events, e);

	if (rc == ERR_OK)
		rc = cli_writer(c, &h->w, columns, COLS, e);
	for (size_t i = 0; rc == ERR_OK && i < events.list.n; i++)
		rc = write_event(h, events.list.v[i], e);
	ARR_FREE(&events.list);
	if (h->w && rc)
		writer_close(h->w, NULL, &(struct err){0});
	return rc || !h->w ? rc : cli_writer_close(c, h->w, e);
}

static int
history_run(struct cli *c, struct err *e)
{
	struct history h = {.c = c, .en = c->entity};
	struct ids ids = {0};
	void *rec;
	int rc = cli_targets(c, c->entity, 0, c->nargs, &ids, e);

	if (rc == ERR_OK && ids.list.n != 1)
		rc = err_set(e, ERR_USAGE, "the history is of one %s, not of "
			"%zu", c->entity->name, ids.list.n);
	if (rc == ERR_OK)
		rc = model_get(&c->model, c->entity, ids.list.v[0], &rec, e);
	if (rc == ERR_OK)
		rc = write_history(&h, ids.list.v[0], e);
	for (int i = 0; i < COLS; i++)
		buf_free(&h.texts[i]);
	ARR_FREE(&ids.list);
	return rc;
}

const struct verb verb_history = {
	.name = "history",
	.summary = "one record's fields over time: when, who, before, after",
	.synopsis = "ID",
	.mode = VERB_READ | VERB_VIEW | VERB_REPORT | VERB_PAGE,
	.run = history_run,
	.complete = "self",
};
