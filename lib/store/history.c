/* A record's events form a list: its row, or its tombstone, holds the number
 * of the last, and each event that of the one before. */
#include "base/varint.h"
#include "store/save.h"

static int
tomb_read(struct tx *t, const struct entity *en, int64_t id, char *why,
	uint64_t *last, struct err *e)
{
	const uint8_t *p, *end;
	struct buf key = {0};
	struct str val;
	int rc;

	key_of(&key, 2, (uint64_t[]){en->number, (uint64_t)id});
	rc = tab_get(t, TAB_TOMBS, buf_view(&key), &val, e);
	buf_free(&key);
	if (rc)
		return rc;
	p = (const uint8_t *)val.p + 1;
	end = (const uint8_t *)val.p + val.n;
	if (!val.n || !varint_get(&p, end, last))
		return damaged(e, "%s/%lld: its tombstone cannot be read",
			en->name, (long long)id);
	*why = val.p[0];
	return 0;
}

int
tomb_get(struct tx *t, const struct entity *en, int64_t id,
	enum absence *why, struct err *e)
{
	uint64_t last;
	char letter;
	int rc = tomb_read(t, en, id, &letter, &last, e);

	if (rc == 0)
		*why = letter == TOMB_VOIDED ? ABSENT_VOIDED : ABSENT_PURGED;
	return rc;
}

int
tomb_put(struct tx *t, const struct entity *en, int64_t id, char why,
	uint64_t last, struct err *e)
{
	buf_reset(&t->val);
	buf_char(&t->val, why);
	varint_put(&t->val, last);
	key_of(&t->key, 2, (uint64_t[]){en->number, (uint64_t)id});
	return tab_put(t, TAB_TOMBS, buf_view(&t->key), buf_view(&t->val),
		TAB_REPLACE, e);
}

int
history_last(struct tx *t, const struct entity *en, int64_t id,
	uint64_t *last, struct err *e)
{
	struct image_head h;
	struct buf key = {0};
	struct str val, fields;
	char why;
	int rc = tab_get(t, TAB_ROWS + en->number,
		key_one(&key, (uint64_t)id), &val, e);

	buf_free(&key);
	*last = 0;
	if (rc == 0)
		rc = image_open(val, &h, &fields, e);
	if (rc == 0)
		*last = h.last;
	if (rc != ERR_NO)
		return rc;
	rc = tomb_read(t, en, id, &why, last, e);
	return rc == ERR_NO ? 0 : rc;
}

static void
events_reverse(struct raw_events *l)
{
	for (size_t i = 0, j = l->n; i + 1 < j; i++) {
		struct raw_event swap = l->v[i];

		l->v[i] = l->v[--j];
		l->v[j] = swap;
	}
}

int
history_events(struct tx *t, const struct entity *en, int64_t id,
	uint64_t upto, struct raw_events *out, struct err *e)
{
	struct raw_event ev;
	uint64_t number;
	int rc = history_last(t, en, id, &number, e);

	out->n = 0;
	while (rc == 0 && number) {
		rc = event_read(t, number, &ev, false, e);
		if (rc == 0 && (ev.entity != en->number || ev.id != id))
			rc = damaged(e, "event %llu is not of %s/%lld",
				(unsigned long long)number, en->name,
				(long long)id);
		if (rc == 0 && number <= upto)
			*ARR_ADD(out) = ev;
		number = ev.prev;
	}
	events_reverse(out);
	return rc;
}

static int
history_numbers(struct tx *t, const struct entity *en, int64_t id,
	bool all, struct numbers *out, struct err *e)
{
	struct raw_events l = {0};
	int rc = voids_load(t, e);

	out->list.n = 0;
	if (rc == 0)
		rc = history_events(t, en, id, UINT64_MAX, &l, e);
	for (size_t i = 0; rc == 0 && i < l.n; i++)
		if (all || event_counts(t, &l.v[i], t->view))
			*ARR_ADD(&out->list) = l.v[i].number;
	ARR_FREE(&l);
	return rc;
}

int
tx_history(struct tx *t, const struct entity *en, int64_t id,
	struct numbers *out, struct err *e)
{
	return history_numbers(t, en, id, false, out, e);
}

int
history_all(struct tx *t, const struct entity *en, int64_t id,
	struct numbers *out, struct err *e)
{
	return history_numbers(t, en, id, true, out, e);
}
