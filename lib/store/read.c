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
