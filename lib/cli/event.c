#include "base/utf8.h"
#include "cli/inside.h"

void
cli_value_text(struct cli *c, const struct field *f, union val v,
	const struct currency *money, struct buf *out)
{
	struct buf raw = {0};

	value_print(&c->model.scope, f, v, money, &raw);
	text_show(buf_view(&raw), out);
	buf_free(&raw);
}

/* The currency of a record's money on one side of an event: the event's own
 * where it changed it, else the record's. */
const struct currency *
cli_event_currency(struct cli *c, const struct entity *en,
	const struct event *ev, bool after)
{
	const struct currency *base = c->model.policy->base;
	struct err ignored;
	void *rec;

	if (!en->currency)
		return base;
	for (size_t i = 0; i < ev->nchanges; i++) {
		const struct change *ch = &ev->changes[i];
		union val v = after ? ch->after : ch->before;

		if (ch->tag == en->currency && (after ? ch->has : ch->had))
			return currency_find(v.s);
	}
	rec = record_new(en, &c->arena);
	if (tx_get(c->model.tx, en, ev->id, rec, &ignored))
		return base;
	return record_currency(en, rec, base);
}

static void
change_line(struct cli *c, const struct entity *en, const struct event *ev,
	const struct change *ch, struct buf *out)
{
	const struct field *f = entity_tag(en, ch->tag);

	buf_fmt(out, "%s ", cli_ref(c, en, ev->id));
	if (!f) {
		buf_fmt(out, "field %u: of a newer version\n", ch->tag);
		return;
	}
	buf_fmt(out, "%s: ", f->name);
	if (ch->had) {
		cli_value_text(c, f, ch->before,
			cli_event_currency(c, en, ev, false), out);
		buf_cstr(out, " -> ");
	}
	if (ch->has && field_is_verbatim(f))
		buf_fmt(out, "%zu bytes", ch->after.s.n);
	else if (ch->has)
		cli_value_text(c, f, ch->after,
			cli_event_currency(c, en, ev, true), out);
	else
		buf_cstr(out, "(unset)");
	buf_char(out, '\n');
}

void
cli_event_lines(struct cli *c, const struct event *ev, struct buf *out)
{
	const struct entity *en = model_entity(&c->model, ev->entity);

	if (!en)
		return;
	if (ev->kind == EVENT_CREATE)
		buf_fmt(out, "%s created\n", cli_ref(c, en, ev->id));
	if (ev->kind == EVENT_PURGE)
		buf_fmt(out, "%s erased\n", cli_ref(c, en, ev->id));
	for (size_t i = 0; i < ev->nchanges; i++)
		change_line(c, en, ev, &ev->changes[i], out);
}

const char *
cli_ref(struct cli *c, const struct entity *en, int64_t id)
{
	struct buf b = {0};
	char *text;

	model_ref_text(&c->model, en, id, &b);
	text = arena_cstr(&c->arena, buf_view(&b));
	buf_free(&b);
	return text;
}

/* The operation being written is the one after the last. */
int
event_preview(struct cli *c, struct err *e)
{
	struct event ev;
	struct op op;
	struct buf b = {0};
	int rc = tx_op(c->model.tx, tx_last_op(c->model.tx) + 1, &op, e);

	for (uint64_t i = 0; rc == ERR_OK && i < op.events; i++) {
		rc = tx_event(c->model.tx, op.first_event + i, &c->arena, &ev,
			e);
		if (rc == ERR_OK)
			cli_event_lines(c, &ev, &b);
	}
	if (rc == ERR_OK && !op.events)
		cli_say(c, "nothing would change");
	out_add(&c->out, buf_view(&b));
	buf_free(&b);
	return rc;
}
