/* The log as lines of JSON. */
#include <stdio.h>

#include "transfer/export.h"
#include "transfer/json_out.h"
#include "transfer/raw_value.h"
#include "transfer/replay.h"

const char *const op_kinds[] = {
	[OP_CHANGE] = "change", [OP_IMPORT] = "import", [OP_UNDO] = "undo",
	[OP_POLICY] = "policy", [OP_PURGE] = "purge",
};
const char *const event_kinds[] = {
	[EVENT_CREATE] = "create", [EVENT_CHANGE] = "change",
	[EVENT_PURGE] = "purge",
};

struct telling {
	struct model *m;
	const struct entity *en; /* NULL: all */
	struct out *out;
	struct buf line;
	struct arena arena; /* of an operation */
	struct map voids;   /* operation << 32 | n to one it marks */
	uint64_t *count;
};

static void
tell(struct telling *x)
{
	buf_cstr(&x->line, "}\n");
	out_add(x->out, buf_view(&x->line));
	buf_reset(&x->line);
}

static void
put_instant(struct telling *x, const char *name, int64_t instant)
{
	json_key(&x->line, name);
	buf_char(&x->line, '"');
	instant_print(instant, &x->line);
	buf_char(&x->line, '"');
}

static void
put_number(struct telling *x, const char *name, int64_t v)
{
	json_key(&x->line, name);
	if (v == NUM_NULL)
		buf_cstr(&x->line, "null");
	else
		buf_int(&x->line, v);
}

static void
put_text(struct telling *x, const char *name, struct str s)
{
	json_key(&x->line, name);
	json_str(&x->line, s);
}

/* ---- before the operations ---------------------------------------------- */

static int
tell_policies(struct telling *x, struct err *e)
{
	struct stored_policy p;
	int rc = 0;

	for (int64_t v = 1; rc == 0; v++) {
		rc = tx_policy_version(x->m->tx, v, &p, e);
		if (rc)
			break;
		buf_char(&x->line, '{');
		put_number(x, "policy", v);
		if (v == 1)
			put_number(x, "adopted", NUM_NULL);
		else
			put_instant(x, "adopted", p.adopted);
		put_number(x, "op", p.op ? (int64_t)p.op : NUM_NULL);
		put_text(x, "yaml", p.yaml);
		tell(x);
	}
	return rc == ERR_NO ? 0 : rc;
}

static int
tell_name(void *arg, struct str name, uint16_t tag, struct err *e)
{
	struct telling *x = arg;

	(void)e;
	buf_char(&x->line, '{');
	put_text(x, "field", name);
	put_number(x, "tag", tag);
	tell(x);
	return 0;
}

/* Which operations each one marked as voided, or as counting again. */
static int
gather_voids(struct telling *x, struct err *e)
{
	uint64_t last = tx_last_op(x->m->tx);
	struct op_extra extra = {0};
	int rc = 0;

	for (uint64_t n = 1; rc == 0 && n <= last; n++) {
		rc = tx_op_extra(x->m->tx, n, &x->arena, &extra, e);
		for (size_t i = 0; rc == 0 && i < extra.marks.list.n; i++)
			*map_put_u64(&x->voids, extra.marks.list.v[i], NULL) =
				(int64_t)n;
		ARR_FREE(&extra.marks.list);
		arena_reset(&x->arena);
	}
	return rc;
}

/* ---- events ------------------------------------------------------------- */

static void
put_side(struct telling *x, const struct field *f, bool there,
	const struct change *c, union val v)
{
	if (there)
		raw_value_put(&x->m->schema, f, c->text, v, &x->line);
	else
		buf_cstr(&x->line, "null");
}

static void
put_changes(struct telling *x, const struct event *ev)
{
	const struct entity *en = model_entity(x->m, ev->entity);

	json_key(&x->line, "set");
	buf_char(&x->line, '{');
	for (size_t i = 0; i < ev->nchanges; i++) {
		const struct change *c = &ev->changes[i];
		const struct field *f = en ? entity_tag(en, c->tag) : NULL;
		char tag[16];

		snprintf(tag, sizeof tag, "#%u", c->tag);
		json_key(&x->line, f ? f->name : tag);
		buf_char(&x->line, '[');
		put_side(x, f, c->had, c, c->before);
		buf_char(&x->line, ',');
		put_side(x, f, c->has, c, c->after);
		buf_char(&x->line, ']');
	}
	buf_char(&x->line, '}');
}

static int
tell_event(struct telling *x, uint64_t number, bool *told, struct err *e)
{
	const struct entity *en;
	struct event_seal seal;
	struct event ev;
	int rc = tx_event(x->m->tx, number, &x->arena, &ev, e);

	*told = rc == 0 && (!x->en || ev.entity == x->en->number);
	if (!*told)
		return rc;
	rc = tx_event_seal(x->m->tx, number, &seal, e);
	if (rc)
		return rc;
	en = model_entity(x->m, ev.entity);
	buf_char(&x->line, '{');
	put_number(x, "event", (int64_t)number);
	if (en)
		put_text(x, "entity", str_of(en->name));
	else
		put_number(x, "entity", ev.entity);
	put_number(x, "id", ev.id);
	put_instant(x, "at", ev.instant);
	put_text(x, "kind", str_of(event_kinds[ev.kind]));
	if (!ev.erased)
		put_changes(x, &ev);
	json_key(&x->line, ev.erased ? "digest" : "salt");
	json_hex(&x->line, seal.bytes, seal.n);
	tell(x);
	++*x->count;
	return 0;
}

/* ---- operations --------------------------------------------------------- */

static void
put_words(struct telling *x, const struct op_extra *extra)
{
	json_key(&x->line, "words");
	buf_char(&x->line, '[');
	for (size_t i = 0; i < extra->nwords; i++) {
		if (i)
			buf_char(&x->line, ',');
		json_str(&x->line, extra->words[i]);
	}
	buf_char(&x->line, ']');
}

static int
tell_op(struct telling *x, const struct op *o, struct err *e)
{
	int64_t *marks = map_get_u64(&x->voids, o->number);
	struct op_extra extra = {0};
	int rc = tx_op_extra(x->m->tx, o->number, &x->arena, &extra, e);

	ARR_FREE(&extra.marks.list);
	if (rc)
		return rc;
	buf_char(&x->line, '{');
	put_number(x, "op", (int64_t)o->number);
	put_text(x, "kind", str_of(op_kinds[o->kind]));
	put_instant(x, "recorded", o->recorded);
	put_number(x, "uid", o->uid);
	put_text(x, "login", o->login);
	put_number(x, "rep", o->rep);
	put_text(x, "command", o->command);
	put_text(x, "message", o->message);
	put_text(x, "once", o->once);
	put_number(x, "undoes", o->undoes ? (int64_t)o->undoes : NUM_NULL);
	put_number(x, "voids", marks ? *marks : NUM_NULL);
	put_number(x, "events", (int64_t)o->events);
	put_words(x, &extra);
	json_key(&x->line, "chain");
	json_hex(&x->line, o->chain, sizeof o->chain);
	tell(x);
	return 0;
}

/* Is the operation about the entity? Then its line comes before the events. */
static int
concerns(struct telling *x, const struct op *o, bool *out, struct err *e)
{
	struct event ev;
	int rc = 0;

	*out = !x->en;
	for (uint64_t i = 0; rc == 0 && !*out && i < o->events; i++) {
		rc = tx_event(x->m->tx, o->first_event + i, &x->arena, &ev, e);
		*out = rc == 0 && ev.entity == x->en->number;
	}
	return rc;
}

static int
tell_all(struct telling *x, uint64_t number, struct err *e)
{
	struct op o;
	bool about, told;
	int rc = tx_op(x->m->tx, number, &o, e);

	if (rc == 0)
		rc = concerns(x, &o, &about, e);
	if (rc || !about)
		return rc;
	rc = tell_op(x, &o, e);
	for (uint64_t i = 0; rc == 0 && i < o.events; i++) {
		arena_reset(&x->arena);
		rc = tell_event(x, o.first_event + i, &told, e);
	}
	return rc;
}

int
export_history(struct model *m, const struct entity *en, struct out *out,
	uint64_t *count, struct err *e)
{
	struct telling x = {.m = m, .en = en, .out = out, .count = count};
	uint64_t last = tx_last_op(m->tx);
	int rc;

	buf_cstr(&x.line, "{\"pipe\":\"export\",\"format\":1");
	if (en)
		buf_cstr(&x.line, ",\"partial\":true");
	tell(&x);
	rc = tell_policies(&x, e);
	if (rc == 0)
		rc = tx_names(m->tx, tell_name, &x, e);
	if (rc == 0)
		rc = gather_voids(&x, e);
	for (uint64_t n = 1; rc == 0 && n <= last; n++) {
		arena_reset(&x.arena);
		rc = tell_all(&x, n, e);
	}
	buf_free(&x.line);
	map_free(&x.voids);
	arena_free(&x.arena);
	return rc;
}
