/* Operations and events as the outside sees them. */
#include "store/tx.h"

uint64_t
tx_last_op(struct tx *t)
{
	return t->view.op < t->head.last_op ? t->view.op : t->head.last_op;
}

int
tx_op(struct tx *t, uint64_t number, struct op *out, struct err *e)
{
	int rc = number == 0 || number > tx_last_op(t) ? ERR_NO : 0;

	if (t->write && number == t->op.number) {
		*out = t->op;
		out->events = t->head.last_event + 1 - out->first_event;
		return 0;
	}
	if (rc == 0)
		rc = op_read(t, number, out, NULL, NULL, e);
	if (rc == 0)
		rc = voids_load(t, e);
	if (rc == 0)
		out->voided = op_is_voided(t, number, t->view.op);
	if (rc == ERR_NO)
		err_set(e, ERR_NO, "%llu: no such operation",
			(unsigned long long)number);
	return rc;
}

int
tx_op_once(struct tx *t, struct str key, struct op *out, struct err *e)
{
	struct str val;
	int rc = tab_get(t, TAB_ONCE, key, &val, e);

	if (rc == 0 && val.n != 8)
		rc = damaged(e, "a --once key cannot be read");
	return rc ? rc : tx_op(t, key_get_u64(val.p), out, e);
}

/* A raw value as the field's type has it. */
static int
resolve(struct tx *t, const struct entity *en, struct change *c, int64_t i,
	struct str s, union val *v, struct err *e)
{
	const struct field *f = en ? entity_tag(en, c->tag) : NULL;

	if (!f || !(f->flags & F_DICT) || !field_type(f)->text) {
		if (c->text)
			v->s = s;
		else
			v->i = i;
		return 0;
	}
	return word_text(t, (uint64_t)i, &v->s, e);
}

static int
change_resolve(struct tx *t, const struct entity *en,
	const struct raw_change *r, struct change *c, struct err *e)
{
	const struct field *f = en ? entity_tag(en, r->tag) : NULL;
	int rc = 0;

	*c = (struct change){.tag = r->tag, .had = r->had, .has = r->has,
		.text = r->text};
	if (r->had)
		rc = resolve(t, en, c, r->before_i, r->before_s, &c->before,
			e);
	if (rc == 0 && r->has)
		rc = resolve(t, en, c, r->after_i, r->after_s, &c->after, e);
	c->text = r->text || (f && field_type(f)->text);
	return rc;
}

int
tx_event(struct tx *t, uint64_t number, struct arena *a, struct event *out,
	struct err *e)
{
	const struct entity *en;
	struct raw_event ev;
	struct raw_change r;
	struct str rest;
	size_t n = 0;
	int rc = event_read(t, number, &ev, false, e);

	if (rc)
		return rc;
	*out = (struct event){.number = number, .op = ev.op, .kind = ev.kind,
		.entity = ev.entity, .id = ev.id, .instant = ev.instant,
		.erased = ev.erased};
	for (rest = ev.changes; raw_change_next(&rest, &r, e) == 0;)
		n++;
	out->changes = arena_array(a, n, sizeof *out->changes);
	en = schema_entity(t->st->schema, ev.entity);
	rest = ev.changes;
	while ((rc = raw_change_next(&rest, &r, e)) == 0) {
		rc = change_resolve(t, en, &r,
			&out->changes[out->nchanges++], e);
		if (rc)
			return rc;
	}
	return rc == ERR_NO ? 0 : rc;
}
