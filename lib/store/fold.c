/* From events to images, at any view; the row is the fold kept ready. */
#include "store/save.h"

int
voids_load(struct tx *t, struct err *e)
{
	struct tab_cursor c;
	struct str key, val;
	struct op o;
	int rc;

	if (t->voids_loaded)
		return 0;
	t->voids_loaded = true;
	rc = tab_open(t, TAB_VOIDS, &c, e);
	if (rc)
		return rc;
	for (rc = tab_seek(&c, KV_FIRST, STR(""), &key, &val, e); rc == 0;
		rc = tab_step(&c, 1, &key, &val, e)) {
		uint64_t number = key_get_u64(key.p);
		struct numbers *marks = ARR_ADD(&t->marks);

		rc = op_read(t, number, &o, NULL, marks, e);
		if (rc)
			break;
		*map_put_u64(&t->voids, number, NULL) =
			(int64_t)t->marks.n - 1;
	}
	tab_close(&c);
	return rc == ERR_NO ? 0 : rc;
}

/* An operation is voided while an odd number of marks count. */
bool
op_is_voided(struct tx *t, uint64_t op, uint64_t at_op)
{
	const int64_t *at = t->voids.n ? map_get_u64(&t->voids, op) : NULL;
	bool voided = false;

	if (!at)
		return false;
	for (size_t i = 0; i < t->marks.v[*at].list.n; i++)
		voided ^= t->marks.v[*at].list.v[i] <= at_op;
	return voided;
}

bool
event_counts(struct tx *t, const struct raw_event *ev, struct view v)
{
	return ev->instant <= v.as_of && ev->op <= v.op &&
		!op_is_voided(t, ev->op, v.op);
}

/* What a fold carries from event to event. */
struct fold {
	struct tx *t;
	const struct entity *en;
	struct image_head head;
	struct raw *raw;
	void *before, *after; /* for the entity's fold hook */
	bool found, gone;
};

static int
fold_kept(struct fold *f, int64_t instant, struct err *e)
{
	void *swap;
	int rc;

	if (!f->en->fold)
		return 0;
	rc = raw_to_record(f->t, f->en, f->raw, f->after, e);
	if (rc)
		return rc;
	f->en->fold(f->head.rev > 1 ? f->before : NULL, f->after, instant);
	rc = image_kept(f->t, f->en, f->after, f->raw, e);
	swap = f->before;
	f->before = f->after;
	f->after = swap;
	return rc;
}

static int
fold_event(struct fold *f, const struct raw_event *ev, struct err *e)
{
	struct str rest = ev->changes;
	struct raw_change c;
	int rc;

	if (ev->erased || ev->kind == EVENT_PURGE) {
		f->gone = true;
		return 0;
	}
	if (!f->found && ev->kind != EVENT_CREATE) {
		err_set(e, ERR_DATA, "%s/%lld: the operation that made it was "
			"taken back", f->en->name, (long long)ev->id);
		return err_hint(e, "bring that one back first");
	}
	if (!f->found)
		f->head.created = ev->instant;
	f->found = true;
	f->head.updated = ev->instant;
	f->head.rev++;
	while ((rc = raw_change_next(&rest, &c, e)) == 0) {
		if (!c.has)
			raw_unset(f->raw, c.tag);
		else if (c.text)
			raw_set_str(f->raw, c.tag, c.after_s);
		else
			raw_set_int(f->raw, c.tag, c.after_i);
	}
	return rc == ERR_NO ? fold_kept(f, ev->instant, e) : rc;
}

static int
fold_events(struct fold *f, struct view v, const struct raw_events *l,
	struct err *e)
{
	int rc = 0;

	for (size_t i = 0; rc == 0 && i < l->n; i++)
		if (event_counts(f->t, &l->v[i], v))
			rc = fold_event(f, &l->v[i], e);
	return rc;
}

int
fold_image(struct tx *t, const struct entity *en, int64_t id, struct view v,
	uint64_t last_event, struct str *image, bool *found, struct err *e)
{
	struct arena a = {0};
	struct raw raw = {0};
	struct raw_events l = {0};
	struct fold f = {.t = t, .en = en, .raw = &raw};
	struct buf b = {0};
	int rc = voids_load(t, e);

	*found = false;
	if (en->fold) {
		f.before = record_new(en, &a);
		f.after = record_new(en, &a);
	}
	if (rc == 0)
		rc = history_events(t, en, id, last_event, &l, e);
	if (rc == 0)
		rc = fold_events(&f, v, &l, e);
	*found = rc == 0 && f.found && !f.gone;
	if (*found) {
		f.head.last = l.v[l.n - 1].number;
		image_encode(&f.head, &raw, &b);
		*image = arena_str(&t->arena, buf_view(&b));
	}
	ARR_FREE(&l);
	buf_free(&b);
	raw_free(&raw);
	arena_free(&a);
	return rc;
}
