/* Making an import of history count, or not: a mark in its record, and the
 * rows it touched folded anew. */
#include "store/undo.h"

static int
mark_add(struct tx *t, uint64_t number, struct err *e)
{
	struct numbers marks = {0};
	struct op_words w;
	struct op o;
	int rc = op_read(t, number, &o, &w, &marks, e);

	if (rc == 0) {
		*ARR_ADD(&marks.list) = t->op.number;
		rc = op_put(t, &o, &w, &marks, e);
	}
	if (rc == 0)
		rc = tab_put(t, TAB_VOIDS, key_one(&t->key, number), STR(""),
			TAB_REPLACE, e);
	ARR_FREE(&marks.list);
	return rc;
}

static void
voids_forget(struct tx *t)
{
	for (size_t i = 0; i < t->marks.n; i++)
		ARR_FREE(&t->marks.v[i].list);
	t->marks.n = 0;
	map_free(&t->voids);
	t->voids_loaded = false;
}

/* A touch is kept without events, so the fold does not know it. */
static int
image_with_touch(struct tx *t, const struct entity *en, int64_t id,
	struct str *image, void *rec, struct err *e)
{
	struct image_head h;
	struct raw raw = {0};
	struct str fields;
	struct buf b = {0};
	int rc = touch_keep(t, en, id, rec, e);

	if (rc == 0)
		rc = image_open(*image, &h, &fields, e);
	if (rc == 0)
		rc = raw_decode(&raw, fields, e);
	if (rc == 0)
		rc = image_kept(t, en, rec, &raw, e);
	if (rc == 0) {
		image_encode(&h, &raw, &b);
		*image = arena_str(&t->arena, buf_view(&b));
	}
	raw_free(&raw);
	buf_free(&b);
	return rc;
}

static int
tomb_change(struct tx *t, const struct entity *en, int64_t id, bool found,
	uint64_t last, struct err *e)
{
	int rc;

	if (!found)
		return tomb_put(t, en, id, TOMB_VOIDED, last, e);
	key_of(&t->key, 2, (uint64_t[]){en->number, (uint64_t)id});
	rc = tab_del(t, TAB_TOMBS, buf_view(&t->key), e);
	return rc == ERR_NO ? 0 : rc;
}

static int
refold(struct tx *t, const struct touched *r, struct err *e)
{
	const struct entity *en = schema_entity(t->st->schema, r->entity);
	struct arena a = {0};
	struct str image = STR_NULL;
	void *before, *after = NULL;
	uint64_t last;
	bool found;
	int rc = row_now(t, en, r->id, &a, &before, e);

	if (rc == 0)
		rc = history_last(t, en, r->id, &last, e);
	if (rc == 0)
		rc = fold_image(t, en, r->id, VIEW_NOW, UINT64_MAX, &image,
			&found, e);
	if (rc == 0 && found) {
		after = record_new(en, &a);
		rc = image_decode(t, en, r->id, image, after, e);
		if (rc == 0)
			rc = image_with_touch(t, en, r->id, &image, after, e);
		if (rc == 0 && en->derive)
			en->derive(t->st->env, after);
		if (rc == 0)
			rc = check_unique(t, en, before, after, e);
	}
	if (rc == 0)
		rc = image_replace(t, en, r->id, before, after, image, e);
	if (rc == 0 && (found || before))
		rc = tomb_change(t, en, r->id, found, last, e);
	arena_free(&a);
	return rc;
}

int
void_flip(struct tx *t, const struct op *o, struct err *e)
{
	struct touched_list l = {0};
	int rc = voids_load(t, e);

	if (rc == 0)
		rc = touched_gather(t, o, &l, e);
	if (rc == 0)
		rc = touched_conflicts(t, o, &l, e);
	if (rc == 0)
		rc = mark_add(t, o->number, e);
	voids_forget(t);
	if (rc == 0)
		rc = voids_load(t, e);
	for (size_t i = 0; rc == 0 && i < l.n; i++)
		rc = refold(t, &l.v[i], e);
	touched_free(&l);
	if (rc == 0)
		t->voided = true;
	return rc;
}
