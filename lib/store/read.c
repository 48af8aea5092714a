/* Records at the view: one, all, and why one is absent. */
#include "store/tx.h"

/* Image to record, with touch and derived fields. */
static int
record_at_view(struct tx *t, const struct entity *en, int64_t id,
	struct str image, void *rec, struct err *e)
{
	int rc = image_decode(t, en, id, image, rec, e);

	if (rc == 0 && !view_is_now(t))
		rc = touch_at_view(t, en, id, rec, e);
	if (rc == 0 && en->derive)
		en->derive(t->st->env, rec);
	return rc;
}

static int
no_such(const struct entity *en, int64_t id, struct err *e)
{
	return err_set(e, ERR_NO, "%lld: no such %s", (long long)id,
		en->name);
}

int
tx_absence(struct tx *t, const struct entity *en, int64_t id,
	enum absence *out, struct err *e)
{
	struct str image;
	bool found;
	int rc;

	*out = ABSENT_NEVER;
	if (id < 1 || (uint64_t)id > t->head.last_id[en->number])
		return 0;
	rc = image_at_view(t, en, id, &image, &found, e);
	if (rc)
		return rc;
	*out = PRESENT;
	if (found)
		return 0;
	rc = tomb_get(t, en, id, out, e);
	if (rc != ERR_NO)
		return rc;
	*out = ABSENT_LATER;
	if (view_is_now(t))
		return damaged(e, "%s/%lld is missing", en->name,
			(long long)id);
	return 0;
}

int
tx_get(struct tx *t, const struct entity *en, int64_t id, void *rec,
	struct err *e)
{
	enum absence why;
	struct str image;
	bool found = false;
	int rc = 0;

	if (id < 1 || (uint64_t)id > t->head.last_id[en->number])
		return no_such(en, id, e);
	rc = image_at_view(t, en, id, &image, &found, e);
	if (rc)
		return rc;
	if (found)
		return record_at_view(t, en, id, image, rec, e);
	rc = tx_absence(t, en, id, &why, e);
	return rc ? rc : no_such(en, id, e);
}

int
tx_get_after(struct tx *t, const struct entity *en, int64_t id,
	uint64_t event, void *rec, struct err *e)
{
	struct str image;
	bool found;
	int rc = fold_image(t, en, id, t->view, event, &image, &found, e);

	if (rc == 0 && !found)
		return no_such(en, id, e);
	if (rc == 0)
		rc = image_decode(t, en, id, image, rec, e);
	if (rc == 0 && en->derive)
		en->derive(t->st->env, rec);
	return rc;
}

int
row_now(struct tx *t, const struct entity *en, int64_t id, struct arena *a,
	void **rec, struct err *e)
{
	struct buf key = {0};
	struct str val;
	int rc = tab_get(t, TAB_ROWS + en->number,
		key_one(&key, (uint64_t)id), &val, e);

	buf_free(&key);
	*rec = NULL;
	if (rc == ERR_NO)
		return 0;
	if (rc)
		return rc;
	*rec = record_new(en, a);
	rc = image_decode(t, en, id, arena_str(a, val), *rec, e);
	if (rc == 0 && en->derive)
		en->derive(t->st->env, *rec);
	return rc;
}

int
tx_count(struct tx *t, const struct entity *en, uint64_t *n, struct err *e)
{
	(void)e;
	*n = t->head.count[TAB_ROWS + en->number];
	return 0;
}

int64_t
tx_last_id(struct tx *t, const struct entity *en)
{
	return (int64_t)t->head.last_id[en->number];
}

/* ---- a walk over all records: rows merged with what the view changes ---- */

struct scan {
	struct tx *t;
	const struct entity *en;
	struct selection sel;
	struct derive_env env;	 /* asking for what is wanted */
	bool now;
	struct tab_cursor c;
	struct str key, val;	 /* the row the cursor stands on */
	bool started, rows_end;
	const int64_t *ids;	 /* affected by the view */
	size_t n, at;
	struct arena arena;
	void *rec;
};

int
scan_open(struct tx *t, const struct entity *en, const uint16_t *want,
	struct scan **out, struct err *e)
{
	struct arena a = {0};
	struct scan *s = arena_alloc(&a, sizeof *s);
	int rc;

	*s = (struct scan){.t = t, .en = en, .now = view_is_now(t),
		.arena = a};
	shape_select(shape_of(t->st, en), want, &s->arena, &s->sel);
	if (t->st->env)
		s->env = *t->st->env;
	s->env.want = s->sel.want;
	s->rec = record_new(en, &s->arena);
	rc = overlay_ids(t, en->number, &s->ids, &s->n, e);
	if (rc == 0)
		rc = tab_open(t, TAB_ROWS + en->number, &s->c, e);
	if (rc)
		scan_close(s);
	else
		*out = s;
	return rc;
}

static int
rows_step(struct scan *s, struct err *e)
{
	int rc;

	if (s->rows_end)
		return 0;
	rc = s->started ? tab_step(&s->c, 1, &s->key, &s->val, e)
			: tab_seek(&s->c, KV_FIRST, STR(""), &s->key, &s->val,
				  e);
	s->started = true;
	s->rows_end = rc == ERR_NO;
	return rc == ERR_NO ? 0 : rc;
}

/* The next image by id, from the row or from the fold. ERR_NO at the end. */
static int
image_next(struct scan *s, int64_t *id, struct str *image, struct err *e)
{
	bool found = false;
	int rc = s->started ? 0 : rows_step(s, e);

	while (rc == 0 && !found) {
		int64_t row = s->rows_end ? INT64_MAX
					  : (int64_t)key_get_u64(s->key.p);
		int64_t changed = s->at < s->n ? s->ids[s->at] : INT64_MAX;

		if (row == INT64_MAX && changed == INT64_MAX)
			return ERR_NO;
		*id = row < changed ? row : changed;
		if (changed <= row) {
			s->at++;
			rc = fold_image(s->t, s->en, changed, s->t->view,
				UINT64_MAX, image, &found, e);
		} else {
			*image = s->val;
			found = true;
		}
		if (rc == 0 && row <= changed)
			rc = rows_step(s, e);
	}
	return rc;
}

int
scan_next(struct scan *s, const void **rec, struct err *e)
{
	struct str image = STR_NULL;
	int64_t id = 0;
	int rc = image_next(s, &id, &image, e);

	if (rc == 0)
		rc = image_select(s->t, s->en, &s->sel, id, image, s->rec, e);
	if (rc == 0 && s->sel.touch && !s->now)
		rc = touch_at_view(s->t, s->en, id, s->rec, e);
	if (rc == 0 && s->sel.derive && s->en->derive)
		s->en->derive(&s->env, s->rec);
	if (rc == 0)
		*rec = s->rec;
	return rc;
}

void
scan_close(struct scan *s)
{
	struct arena a = s->arena;

	tab_close(&s->c);
	arena_free(&a);
}
