/* The last instant something touched a record: an activity done about a deal.
 * Kept in the target's row without a revision of its own. */
#include "store/tx.h"

static const struct field *
touch_field(const struct entity *en)
{
	for (size_t i = 0; i < en->nfields; i++)
		if (en->fields[i].flags & F_TOUCH)
			return &en->fields[i];
	return NULL;
}

/* The record a live record touches and when; entity 0: none. */
static int64_t
touch_of(const struct entity *en, const void *rec, int64_t *at)
{
	const struct field *ref = entity_tag(en, en->touch->ref);
	const struct field *when = entity_tag(en, en->touch->at);
	const struct common *c = rec;
	int64_t target;

	if (!rec || c->archived == 1 || field_is_null(ref, rec) ||
		field_is_null(when, rec))
		return 0;
	*at = field_get(when, rec).i;
	target = field_get(ref, rec).i;
	return ref->type == T_ANYREF ? target
				     : anyref_make(ref->ref, target);
}

/* The latest touch among the records of `en` that name the target. */
static int
touch_latest(struct tx *t, const struct entity *en, int64_t target,
	int64_t *latest, struct err *e)
{
	const struct field *ref = entity_tag(en, en->touch->ref);
	union val v = {.i = ref->type == T_ANYREF ? target
						  : anyref_id(target)};
	struct arena a = {0};
	struct ids ids = {0};
	int64_t at;
	void *rec;
	int rc = tx_find(t, en, ref, v, &ids, e);

	for (size_t i = 0; rc == 0 && i < ids.list.n; i++) {
		arena_reset(&a);
		rc = row_now(t, en, ids.list.v[i], &a, &rec, e);
		if (rc == 0 && rec && touch_of(en, rec, &at) == target &&
			at > *latest)
			*latest = at;
	}
	ARR_FREE(&ids.list);
	arena_free(&a);
	return rc;
}

static int
touch_all(struct tx *t, int64_t target, int64_t *latest, struct err *e)
{
	int rc = 0;

	*latest = NUM_NULL;
	for (size_t i = 1; rc == 0 && i < t->st->schema->n; i++) {
		const struct entity *en =
			schema_entity(t->st->schema, (int)i);

		if (en && en->touch)
			rc = touch_latest(t, en, target, latest, e);
	}
	return rc;
}

/* Rewrite the target's row with its last touch; no event, no revision. */
static int
touch_target(struct tx *t, int64_t target, struct err *e)
{
	const struct entity *en =
		schema_entity(t->st->schema, anyref_entity(target));
	const struct field *f = en ? touch_field(en) : NULL;
	uint64_t id = (uint64_t)anyref_id(target);
	struct image_head head;
	struct raw raw = {0};
	struct str val, fields;
	struct buf key = {0}, img = {0};
	int64_t latest;
	int rc;

	if (!f)
		return 0;
	rc = touch_all(t, target, &latest, e);
	if (rc)
		return rc;
	rc = tab_get(t, TAB_ROWS + en->number, key_one(&key, id), &val, e);
	if (rc == 0)
		rc = image_open(val, &head, &fields, e);
	if (rc == 0)
		rc = raw_decode(&raw, fields, e);
	if (rc == 0) {
		if (latest == NUM_NULL)
			raw_unset(&raw, f->tag);
		else
			raw_set_int(&raw, f->tag, latest);
		image_encode(&head, &raw, &img);
		rc = tab_put(t, TAB_ROWS + en->number, buf_view(&key),
			buf_view(&img), TAB_REPLACE, e);
	}
	raw_free(&raw);
	buf_free(&key);
	buf_free(&img);
	return rc == ERR_NO ? 0 : rc;
}

int
touch_change(struct tx *t, const struct entity *en, const void *before,
	const void *after, struct err *e)
{
	int64_t old_at = NUM_NULL, new_at = NUM_NULL, old, new;
	int rc = 0;

	if (!en->touch)
		return 0;
	old = touch_of(en, before, &old_at);
	new = touch_of(en, after, &new_at);
	if (old == new && old_at == new_at)
		return 0;
	if (old)
		rc = touch_target(t, old, e);
	if (rc == 0 && new && new != old)
		rc = touch_target(t, new, e);
	return rc;
}

/* The touches of all records at the view, gathered in one pass. */
static int
touches_make(struct tx *t, struct err *e)
{
	int rc = 0;

	t->touches_made = true;
	for (size_t i = 1; rc == 0 && i < t->st->schema->n; i++) {
		const struct entity *en =
			schema_entity(t->st->schema, (int)i);
		const void *rec;
		struct scan *s;
		int64_t at, target, *slot;
		bool added;

		if (!en || !en->touch)
			continue;
		rc = scan_open(t, en, NULL, &s, e);
		if (rc)
			return rc;
		while ((rc = scan_next(s, &rec, e)) == 0) {
			target = touch_of(en, rec, &at);
			if (!target)
				continue;
			slot = map_put_u64(&t->touches, (uint64_t)target,
				&added);
			if (added || at > *slot)
				*slot = at;
		}
		scan_close(s);
		rc = rc == ERR_NO ? 0 : rc;
	}
	return rc;
}

/* Set a record's F_TOUCH field as of the view. */
int
touch_at_view(struct tx *t, const struct entity *en, int64_t id, void *rec,
	struct err *e)
{
	const struct field *f = touch_field(en);
	int64_t *at;
	int rc;

	if (!f || view_is_now(t))
		return 0;
	rc = t->touches_made ? 0 : touches_make(t, e);
	if (rc)
		return rc;
	at = map_get_u64(&t->touches, (uint64_t)anyref_make(en->number, id));
	field_set(f, rec, (union val){.i = at ? *at : NUM_NULL});
	return 0;
}

/* The touch of a record that is folded anew while writing. */
int
touch_keep(struct tx *t, const struct entity *en, int64_t id, void *rec,
	struct err *e)
{
	const struct field *f = touch_field(en);
	int64_t latest;
	int rc;

	if (!f)
		return 0;
	rc = touch_all(t, anyref_make(en->number, id), &latest, e);
	field_set(f, rec, (union val){.i = latest});
	return rc;
}
