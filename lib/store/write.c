/* A save: the difference to the stored record becomes an event, and all that
 * is derived follows by difference. */
#include <stdio.h>

#include "base/clock.h"
#include "store/save.h"

static bool
raw_same(const struct raw_field *a, const struct raw_field *b)
{
	if (!a || !b || a->text != b->text)
		return a == b;
	return a->text ? str_eq(a->s, b->s) : a->i == b->i;
}

static void
change_of(const struct raw_field *a, const struct raw_field *b,
	struct raw_change *c)
{
	*c = (struct raw_change){
		.tag = a ? a->tag : b->tag,
		.text = a ? a->text : b->text,
		.had = a != NULL,
		.has = b != NULL,
	};
	if (a) {
		c->before_i = a->i;
		c->before_s = a->s;
	}
	if (b) {
		c->after_i = b->i;
		c->after_s = b->s;
	}
}

/* Merge walk over two ascending lists of fields. */
static size_t
raw_diff(const struct raw *a, const struct raw *b, struct changes *out)
{
	size_t i = 0, j = 0;

	out->n = 0;
	while (i < a->n || j < b->n) {
		const struct raw_field *x = i < a->n ? &a->v[i] : NULL;
		const struct raw_field *y = j < b->n ? &b->v[j] : NULL;

		if (x && y && x->tag != y->tag) {
			if (x->tag < y->tag)
				y = NULL;
			else
				x = NULL;
		}
		i += x != NULL;
		j += y != NULL;
		if (!raw_same(x, y))
			change_of(x, y, ARR_ADD(out));
	}
	return out->n;
}

static int
too_early(const struct entity *en, const struct common *c, int64_t instant,
	struct err *e)
{
	struct buf at = {0}, last = {0};

	instant_print(instant, &at);
	instant_print(c->updated, &last);
	err_set(e, ERR_DATA, "%s/%lld: %s is before its last change, %s",
		en->name, (long long)c->id, at.p, last.p);
	buf_free(&at);
	buf_free(&last);
	return ERR_DATA;
}

/* Kept fields are not the caller's: they continue from the row. */
static void
take_kept(struct tx *t, const struct entity *en, const void *before, void *rec)
{
	const struct shape *s = shape_of(t->st, en);

	for (size_t i = 0; i < s->nstored; i++) {
		const struct field *f = s->stored[i].f;

		if (s->stored[i].fact)
			continue;
		if (before)
			field_set(f, rec, field_get(f, before));
		else
			field_clear(f, rec);
	}
}

int
image_replace(struct tx *t, const struct entity *en, int64_t id,
	const void *before, const void *after, struct str image,
	struct err *e)
{
	int table = TAB_ROWS + en->number, rc;
	struct str key = key_one(&t->key, (uint64_t)id);

	if (!after)
		seen_set(t, en->number, id, false);
	if (!after)
		rc = before ? tab_del(t, table, key, e) : 0;
	else if (before)
		rc = tab_put(t, table, key, image, TAB_REPLACE, e);
	else
		rc = tab_put(t, table, key, image,
			(uint64_t)id == t->head.last_id[en->number]
				? TAB_APPEND : TAB_FRESH, e);
	if (rc == 0)
		rc = index_change(t, en, before, after, id, e);
	if (rc == 0)
		rc = rollup_change(t, en, before, after, e);
	return rc ? rc : touch_change(t, en, before, after, e);
}

/* Write the event and the row; rec is complete, raw_new holds its facts. */
static int
save_apply(struct tx *t, const struct entity *en, void *before, void *rec,
	int64_t instant, const struct changes *ch, struct err *e)
{
	struct common *c = rec;
	struct image_head h;
	int rc = event_append(t, before ? EVENT_CHANGE : EVENT_CREATE,
		en->number, c->id, instant, before ? t->old_last : 0, ch->v,
		ch->n, e);

	take_kept(t, en, before, rec);
	if (rc == 0 && en->fold)
		en->fold(before, rec, instant);
	if (rc == 0)
		rc = image_kept(t, en, rec, &t->raw_new, e);
	if (rc)
		return rc;
	c->rev = before ? ((struct common *)before)->rev + 1 : 1;
	c->created = before ? ((struct common *)before)->created : instant;
	c->updated = instant;
	if (en->derive)
		en->derive(t->st->env, rec);
	h = (struct image_head){(uint64_t)c->rev, c->created, c->updated,
		t->head.last_event};
	buf_reset(&t->img);
	image_encode(&h, &t->raw_new, &t->img);
	return image_replace(t, en, c->id, before, rec, buf_view(&t->img), e);
}

/* The stored record, its bytes copied away from the store. */
static int
save_before(struct tx *t, const struct entity *en, int64_t id, void **before,
	struct err *e)
{
	struct str val, fields;
	struct image_head h;
	struct common *c;
	int rc = tab_get(t, TAB_ROWS + en->number,
		key_one(&t->key, (uint64_t)id), &val, e);

	if (rc == ERR_NO)
		return err_set(e, ERR_NO, "%lld: no such %s", (long long)id,
			en->name);
	if (rc)
		return rc;
	buf_reset(&t->old);
	buf_str(&t->old, val);
	rc = image_open(buf_view(&t->old), &h, &fields, e);
	if (rc == 0)
		rc = raw_decode(&t->raw_old, fields, e);
	if (rc)
		return rc;
	c = *before = record_new(en, &t->scratch);
	rc = raw_to_record(t, en, &t->raw_old, c, e);
	c->id = id;
	c->rev = (int64_t)h.rev;
	c->created = h.created;
	c->updated = h.updated;
	t->old_last = h.last;
	if (rc == 0 && en->derive)
		en->derive(t->st->env, c);
	return rc;
}

int
record_save(struct tx *t, const struct entity *en, void *rec, int64_t instant,
	bool rules, enum saved *how, struct err *e)
{
	struct common *c = rec;
	void *before = NULL;
	bool create = c->id == 0;
	int rc = 0;

	arena_reset(&t->scratch);
	raw_reset(&t->raw_old);
	if (!create)
		rc = save_before(t, en, c->id, &before, e);
	if (rc == 0 && rules && en->check)
		rc = en->check(t->st->ctx, before, rec, e);
	if (rc == 0)
		rc = record_check(t, en, before, rec, e);
	if (rc)
		return rc;
	rc = image_facts(t, en, rec, &t->raw_old, &t->raw_new, e);
	if (rc)
		return rc;
	*how = create ? SAVED_CREATED : SAVED_UPDATED;
	if (!raw_diff(&t->raw_old, &t->raw_new, &t->changes) && !create) {
		*how = SAVED_UNCHANGED;
		return 0;
	}
	if (before && instant < ((struct common *)before)->updated)
		return too_early(en, before, instant, e);
	if (create)
		c->id = (int64_t)++t->head.last_id[en->number];
	return save_apply(t, en, before, rec, instant, &t->changes, e);
}

int
tx_save(struct tx *t, const struct entity *en, void *rec, int64_t instant,
	enum saved *how, struct err *e)
{
	return record_save(t, en, rec, instant, true, how, e);
}

static int
erase_step(struct tx *t, const struct numbers *list, struct err *e)
{
	int rc = 0;

	for (size_t i = 0; rc == 0 && i < list->list.n; i++)
		rc = event_erase(t, list->list.v[i], e);
	return rc;
}

int
tx_purge(struct tx *t, const struct entity *en, int64_t id, struct err *e)
{
	struct numbers list = {0};
	void *before = NULL;
	uint64_t last;
	int rc;

	arena_reset(&t->scratch);
	rc = save_before(t, en, id, &before, e);
	if (rc == 0)
		rc = event_append(t, EVENT_PURGE, en->number, id,
			((struct common *)before)->updated > t->op.recorded
				? ((struct common *)before)->updated
				: t->op.recorded, t->old_last, NULL, 0, e);
	last = t->head.last_event;
	if (rc == 0)
		rc = history_all(t, en, id, &list, e);
	if (rc == 0)
		rc = erase_step(t, &list, e);
	if (rc == 0)
		rc = image_replace(t, en, id, before, NULL, STR_NULL, e);
	if (rc == 0)
		rc = tomb_put(t, en, id, TOMB_PURGED, last, e);
	ARR_FREE(&list.list);
	return rc;
}
