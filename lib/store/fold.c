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

static bool
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

/* Call fn for each event of a record up to number `last`, in order. */
static int
history_walk(struct tx *t, int entity, int64_t id, uint64_t last,
	int (*fn)(void *, const struct raw_event *, struct err *), void *arg,
	struct err *e)
{
	struct buf from = {0};
	struct tab_cursor c;
	struct str key, val;
	struct raw_event ev;
	int rc = tab_open(t, TAB_HISTORY, &c, e);

	if (rc)
		return rc;
	key_of(&from, 3, (uint64_t[]){(uint64_t)entity, (uint64_t)id, 0});
	for (rc = tab_seek(&c, KV_AT, buf_view(&from), &key, &val, e);
		rc == 0; rc = tab_step(&c, 1, &key, &val, e)) {
		if (key.n != 24 || memcmp(key.p, from.p, 16) != 0 ||
			key_get_u64(key.p + 16) > last)
			break;
		rc = event_read(t, key_get_u64(key.p + 16), &ev, false, e);
		if (rc == 0)
			rc = fn(arg, &ev, e);
		if (rc)
			break;
	}
	tab_close(&c);
	buf_free(&from);
	return rc == ERR_NO ? 0 : rc;
}

struct fold_walk {
	struct fold *fold;
	struct view view;
};

static int
fold_step(void *arg, const struct raw_event *ev, struct err *e)
{
	struct fold_walk *w = arg;

	if (!event_counts(w->fold->t, ev, w->view))
		return 0;
	return fold_event(w->fold, ev, e);
}

int
fold_image(struct tx *t, const struct entity *en, int64_t id, struct view v,
	uint64_t last_event, struct str *image, bool *found, struct err *e)
{
	struct arena a = {0};
	struct raw raw = {0};
	struct fold f = {.t = t, .en = en, .raw = &raw};
	struct fold_walk w = {&f, v};
	struct buf b = {0};
	int rc = voids_load(t, e);

	if (rc == 0 && t->write)
		rc = log_flush(t, e);
	if (rc)
		return rc;
	if (en->fold) {
		f.before = record_new(en, &a);
		f.after = record_new(en, &a);
	}
	rc = history_walk(t, en->number, id, last_event, fold_step, &w, e);
	*found = rc == 0 && f.found && !f.gone;
	if (*found) {
		image_encode(&f.head, &raw, &b);
		*image = arena_str(&t->arena, buf_view(&b));
	}
	buf_free(&b);
	raw_free(&raw);
	arena_free(&a);
	return rc;
}

/* ---- a record's own history -------------------------------------------- */

struct list_walk {
	struct tx *t;
	struct numbers *out;
};

static int
list_step(void *arg, const struct raw_event *ev, struct err *e)
{
	struct list_walk *w = arg;

	(void)e;
	if (event_counts(w->t, ev, w->t->view))
		*ARR_ADD(&w->out->list) = ev->number;
	return 0;
}

int
tx_history(struct tx *t, const struct entity *en, int64_t id,
	struct numbers *out, struct err *e)
{
	struct list_walk w = {t, out};
	int rc = voids_load(t, e);

	out->list.n = 0;
	if (rc == 0 && t->write)
		rc = log_flush(t, e);
	return rc ? rc : history_walk(t, en->number, id, UINT64_MAX,
		list_step, &w, e);
}

static int
number_step(void *arg, const struct raw_event *ev, struct err *e)
{
	struct numbers *out = arg;

	(void)e;
	*ARR_ADD(&out->list) = ev->number;
	return 0;
}

int
history_all(struct tx *t, const struct entity *en, int64_t id,
	struct numbers *out, struct err *e)
{
	int rc = t->write ? log_flush(t, e) : 0;

	out->list.n = 0;
	return rc ? rc : history_walk(t, en->number, id, UINT64_MAX,
		number_step, out, e);
}
