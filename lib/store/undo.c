/*
 * Taking back. An ordinary operation is compensated: what it set is set back,
 * as a new event, provided nobody changed the same fields since. An import of
 * history (events earlier than their operation) is voided instead: a mark in
 * its record, after which its events stop counting and the rows it touched
 * are folded anew. A second mark makes it count again.
 */
#include <stdlib.h>

#include "store/undo.h"

struct op_list {
	uint64_t *v;
	size_t n, cap;
};

static bool
has_tag(const struct changes *c, uint16_t tag)
{
	for (size_t i = 0; i < c->n; i++)
		if (c->v[i].tag == tag)
			return true;
	return false;
}

static void
op_list_add(struct op_list *l, uint64_t op)
{
	for (size_t i = 0; i < l->n; i++)
		if (l->v[i] == op)
			return;
	*ARR_ADD(l) = op;
}

/* What an operation did no longer stands while an undo of it does; an undo by
 * itself counts for nothing, it only takes away. Walks back from the last
 * operation, so that the undo of an undo is known before the undo is met. */
static int
standing(struct tx *t, uint64_t from, struct map *gone, struct err *e)
{
	struct op o;
	int rc = 0;

	for (uint64_t n = t->head.last_op; rc == 0 && n > from; n--) {
		rc = op_read(t, n, &o, NULL, NULL, e);
		if (rc || o.kind != OP_UNDO)
			continue;
		if (!map_get_u64(gone, n))
			*map_put_u64(gone, o.undoes, NULL) = 1;
		*map_put_u64(gone, n, NULL) = 1;
	}
	return rc;
}

/* Later operations that changed any of the same fields of this record, or that
 * changed it at all where this one made it. */
static int
later_ops(struct tx *t, const struct touched *r, uint64_t op,
	const struct map *gone, struct op_list *out, struct err *e)
{
	const struct entity *en = schema_entity(t->st->schema, r->entity);
	struct numbers list = {0};
	struct raw_event ev;
	struct raw_change c;
	int rc = history_all(t, en, r->id, &list, e);

	for (size_t i = 0; rc == 0 && i < list.list.n; i++) {
		rc = event_read(t, list.list.v[i], &ev, false, e);
		if (rc || ev.op <= op || op_is_voided(t, ev.op, OP_NOW) ||
			map_get_u64(gone, ev.op))
			continue;
		if (r->created)
			op_list_add(out, ev.op);
		while (raw_change_next(&ev.changes, &c, e) == 0)
			if (has_tag(&r->changes, c.tag))
				op_list_add(out, ev.op);
	}
	ARR_FREE(&list.list);
	return rc;
}

static int
latest_first(const void *a, const void *b)
{
	uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;

	return x > y ? -1 : x < y;
}

static int
refuse(uint64_t number, const struct op_list *later, struct err *e)
{
	struct buf names = {0};

	qsort(later->v, later->n, sizeof *later->v, latest_first);
	for (size_t i = 0; i < later->n && i < 5; i++)
		buf_fmt(&names, "%s%llu", i ? ", " : "",
			(unsigned long long)later->v[i]);
	if (later->n > 5)
		buf_cstr(&names, ", ...");
	err_set(e, ERR_DATA, "operation %llu: the same fields were changed "
		"later, by operation%s %s", (unsigned long long)number,
		later->n > 1 ? "s" : "", names.p);
	err_hint(e, "take those back first, in this order");
	buf_free(&names);
	return ERR_DATA;
}

static void
merge_change(struct arena *a, struct changes *list, const struct raw_change *c)
{
	struct raw_change *into = NULL;

	for (size_t i = 0; i < list->n; i++)
		if (list->v[i].tag == c->tag)
			into = &list->v[i];
	if (into) {
		into->has = c->has;
		into->after_i = c->after_i;
		into->after_s = arena_str(a, c->after_s);
		return;
	}
	into = ARR_ADD(list);
	*into = *c;
	into->before_s = arena_str(a, c->before_s);
	into->after_s = arena_str(a, c->after_s);
}

int
touched_gather(struct tx *t, const struct op *o, struct touched_list *out,
	struct err *e)
{
	struct raw_event ev;
	struct raw_change c;
	int rc = 0;

	for (uint64_t i = 0; rc == 0 && i < o->events; i++) {
		struct touched *r;
		int64_t *at;
		bool added;

		rc = event_read(t, o->first_event + i, &ev, false, e);
		if (rc)
			return rc;
		if (ev.erased || ev.kind == EVENT_PURGE)
			return err_set(e, ERR_DATA, "operation %llu: its "
				"values were purged and cannot come back",
				(unsigned long long)o->number);
		at = map_put_u64(&out->at, (uint64_t)ev.entity << 56 |
			(uint64_t)ev.id, &added);
		if (added) {
			*at = (int64_t)out->n;
			r = ARR_ADD(out);
			r->entity = ev.entity;
			r->id = ev.id;
		}
		r = &out->v[*at];
		r->created |= ev.kind == EVENT_CREATE;
		while ((rc = raw_change_next(&ev.changes, &c, e)) == 0)
			merge_change(&t->arena, &r->changes, &c);
		rc = rc == ERR_NO ? 0 : rc;
	}
	return rc;
}

void
touched_free(struct touched_list *l)
{
	for (size_t i = 0; i < l->n; i++)
		arr_free(l->v[i].changes.v);
	arr_free(l->v);
	map_free(&l->at);
}

int
touched_conflicts(struct tx *t, const struct op *o,
	const struct touched_list *l, struct err *e)
{
	struct op_list later = {0};
	struct map gone = {0};
	int rc = standing(t, o->number, &gone, e);

	for (size_t i = 0; rc == 0 && i < l->n; i++)
		rc = later_ops(t, &l->v[i], o->number, &gone, &later, e);
	map_free(&gone);
	if (rc == 0 && later.n)
		rc = refuse(o->number, &later, e);
	arr_free(later.v);
	return rc;
}

/* ---- compensating ------------------------------------------------------ */

static void
set_back(struct raw *raw, const struct changes *list)
{
	for (size_t i = 0; i < list->n; i++) {
		const struct raw_change *c = &list->v[i];

		if (!c->had)
			raw_unset(raw, c->tag);
		else if (c->text)
			raw_set_str(raw, c->tag, c->before_s);
		else
			raw_set_int(raw, c->tag, c->before_i);
	}
}

static int
compensate(struct tx *t, const struct touched *r, int64_t instant,
	struct err *e)
{
	const struct entity *en = schema_entity(t->st->schema, r->entity);
	struct image_head h;
	struct raw raw = {0};
	struct arena a = {0};
	struct str image, fields;
	enum saved how;
	bool found;
	void *rec = record_new(en, &a);
	struct common *c = rec;
	int rc = image_at_view(t, en, r->id, &image, &found, e);

	if (rc == 0 && !found)
		rc = err_set(e, ERR_DATA, "%s/%lld is gone", en->name,
			(long long)r->id);
	if (rc == 0) {
		image = arena_str(&a, image);
		rc = image_open(image, &h, &fields, e);
	}
	if (rc == 0)
		rc = raw_decode(&raw, fields, e);
	if (rc == 0) {
		if (r->created)
			raw_set_int(&raw, TAG_ARCHIVED, 1);
		else
			set_back(&raw, &r->changes);
		rc = raw_to_record(t, en, &raw, rec, e);
		c->id = r->id;
	}
	if (rc == 0)
		rc = record_save(t, en, rec,
			instant < h.updated ? h.updated : instant, false,
			&how, e);
	raw_free(&raw);
	arena_free(&a);
	return rc;
}

static int
undo_by_events(struct tx *t, const struct op *o, int64_t instant,
	struct err *e)
{
	struct touched_list l = {0};
	int rc = touched_gather(t, o, &l, e);

	if (rc == 0)
		rc = touched_conflicts(t, o, &l, e);
	for (size_t i = l.n; rc == 0 && i-- > 0;)
		rc = compensate(t, &l.v[i], instant, e);
	touched_free(&l);
	return rc;
}

/* An import whose events lie before it was recorded. */
static int
is_history(struct tx *t, const struct op *o, bool *out, struct err *e)
{
	struct raw_event ev;
	int rc = 0;

	*out = false;
	if (o->kind != OP_IMPORT)
		return 0;
	for (uint64_t i = 0; rc == 0 && !*out && i < o->events; i++) {
		rc = event_read(t, o->first_event + i, &ev, false, e);
		*out = rc == 0 && ev.instant < o->recorded;
	}
	return rc;
}

int
tx_undo(struct tx *t, uint64_t number, int64_t instant, struct err *e)
{
	struct op o, target;
	bool history;
	int rc = op_read(t, number, &o, NULL, NULL, e);

	if (rc == ERR_NO)
		return err_set(e, ERR_NO, "%llu: no such operation",
			(unsigned long long)number);
	if (rc)
		return rc;
	if (o.kind == OP_POLICY || o.kind == OP_PURGE) {
		err_set(e, ERR_DATA, "operation %llu cannot be taken back: %s",
			(unsigned long long)number, o.kind == OP_POLICY
				? "it adopted a policy" : "it purged values");
		return o.kind == OP_POLICY
			? err_hint(e, "apply the earlier policy again: pipe "
				"config apply") : (int)e->code;
	}
	target = o;
	if (o.kind == OP_UNDO && o.events == 0 && o.undoes)
		rc = op_read(t, o.undoes, &target, NULL, NULL, e);
	if (rc == 0)
		rc = is_history(t, &target, &history, e);
	if (rc)
		return rc;
	return history ? void_flip(t, &target, e)
		       : undo_by_events(t, &o, instant, e);
}
