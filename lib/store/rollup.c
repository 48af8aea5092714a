/* Roll-up cells: what a record counts in, kept as differences until the end
 * of the transaction. */
#include "base/varint.h"
#include "store/tx.h"

static size_t
tags_n(const uint16_t *tags)
{
	size_t n = 0;

	while (tags[n])
		n++;
	return n;
}

bool
rollup_cell_of(const struct entity *en, const void *rec,
	struct rollup_cell *cell)
{
	const struct common *c = rec;
	const struct rollup *r = en->rollup;

	*cell = (struct rollup_cell){.count = 1};
	if (!rec || c->archived == 1)
		return false;
	for (size_t i = 0; r->by[i]; i++)
		cell->by[i] = field_get(entity_tag(en, r->by[i]), rec);
	for (size_t i = 0; r->sums[i]; i++) {
		const struct field *f = entity_tag(en, r->sums[i]);

		if (field_is_null(f, rec))
			continue;
		cell->sums[i] = field_get(f, rec).i;
		cell->set[i] = 1;
	}
	return !field_is_null(entity_tag(en, r->by[0]), rec);
}

static int
sum_add(const struct field *f, int64_t *a, int64_t b, int sign, struct err *e)
{
	if (f->type == T_DECIMAL) {
		int rc = sign > 0 ? 0 : dec_make(-dec_mantissa(b),
			dec_scale(b), &b, e);

		return rc ? rc : dec_add(*a, b, a, e);
	}
	if (sign > 0 ? __builtin_add_overflow(*a, b, a)
		     : __builtin_sub_overflow(*a, b, a))
		return err_set(e, ERR_DATA, "%s: the sum is too large",
			f->name);
	return 0;
}

int
rollup_add(const struct entity *en, struct rollup_cell *a,
	const struct rollup_cell *b, int sign, struct err *e)
{
	int rc = 0;

	a->count += sign * b->count;
	for (size_t i = 0; rc == 0 && en->rollup->sums[i]; i++) {
		a->set[i] += sign * b->set[i];
		rc = sum_add(entity_tag(en, en->rollup->sums[i]), &a->sums[i],
			b->sums[i], sign, e);
	}
	return rc;
}

/* Textual fields of the key are dictionary ids; 0 is unset. */
int
rollup_key(struct tx *t, const struct entity *en,
	const struct rollup_cell *cell, struct buf *key, struct err *e)
{
	uint64_t word;
	int rc;

	buf_reset(key);
	buf_char(key, (char)en->number);
	for (size_t i = 0; en->rollup->by[i]; i++) {
		const struct field *f = entity_tag(en, en->rollup->by[i]);

		word = 0;
		if (!field_type(f)->text) {
			key_u64(key, (uint64_t)cell->by[i].i ^
				UINT64_C(1) << 63);
			continue;
		}
		rc = cell->by[i].s.p ? word_id(t, cell->by[i].s, &word, e)
				     : 0;
		if (rc)
			return rc;
		key_u64(key, word);
	}
	return 0;
}

static int
key_decode(struct tx *t, const struct entity *en, struct str key,
	struct rollup_cell *cell, struct err *e)
{
	const struct shape *s = shape_of(t->st, en);
	size_t n = tags_n(en->rollup->by);
	int rc = 0;

	if (key.n != 1 + 8 * n)
		return damaged(e, "a roll-up key is of another length");
	for (size_t i = 0; rc == 0 && i < n; i++) {
		uint64_t v = key_get_u64(key.p + 1 + 8 * i);

		if (!(s->by_text >> i & 1))
			cell->by[i].i = (int64_t)(v ^ UINT64_C(1) << 63);
		else if (!v)
			cell->by[i].s = STR_NULL;
		else if (v - 1 < t->words.n && t->words.v[v - 1].p)
			cell->by[i].s = t->words.v[v - 1];
		else
			rc = word_text(t, v, &cell->by[i].s, e);
	}
	return rc;
}

static void
cell_encode(const struct entity *en, const struct rollup_cell *cell,
	struct buf *b)
{
	buf_reset(b);
	varint_put(b, zigzag(cell->count));
	for (size_t i = 0; en->rollup->sums[i]; i++) {
		varint_put(b, zigzag(cell->sums[i]));
		varint_put(b, zigzag(cell->set[i]));
	}
}

int
cell_decode(struct tx *t, const struct entity *en, struct str key,
	struct str val, struct rollup_cell *cell, struct err *e)
{
	const uint8_t *p = (const uint8_t *)val.p, *end = p + val.n;
	uint64_t a, b;

	*cell = (struct rollup_cell){0};
	if (!varint_get(&p, end, &a))
		return damaged(e, "a roll-up cell cannot be read");
	cell->count = unzigzag(a);
	for (size_t i = 0; en->rollup->sums[i]; i++) {
		if (!varint_get(&p, end, &a) || !varint_get(&p, end, &b))
			return damaged(e, "a roll-up cell cannot be read");
		cell->sums[i] = unzigzag(a);
		cell->set[i] = unzigzag(b);
	}
	return key_decode(t, en, key, cell, e);
}

/* Onto the deltas kept back until the end of the transaction. */
static int
delta_add(struct tx *t, const struct entity *en,
	const struct rollup_cell *cell, int sign, struct err *e)
{
	int64_t *at;
	bool added;
	int rc = rollup_key(t, en, cell, &t->key, e);

	if (rc)
		return rc;
	at = map_put(&t->cells, buf_view(&t->key), &added);
	if (added) {
		*at = (int64_t)t->deltas.n;
		ARR_ADD(&t->deltas);
	}
	return rollup_add(en, &t->deltas.v[*at], cell, sign, e);
}

static bool
same_fields(const struct entity *en, const uint16_t *tags, const void *a,
	const void *b)
{
	for (size_t i = 0; tags[i]; i++)
		if (!field_same(entity_tag(en, tags[i]), a, b))
			return false;
	return true;
}

/* Most changes are of what no cell knows. */
static bool
same_cell(const struct entity *en, const void *a, const void *b)
{
	return ((const struct common *)a)->archived ==
			((const struct common *)b)->archived &&
		same_fields(en, en->rollup->by, a, b) &&
		same_fields(en, en->rollup->sums, a, b);
}

int
rollup_change(struct tx *t, const struct entity *en, const void *before,
	const void *after, struct err *e)
{
	struct rollup_cell a, b;
	bool had, has;
	int rc = 0;

	if (!en->rollup || (before && after && same_cell(en, before, after)))
		return 0;
	had = rollup_cell_of(en, before, &a);
	has = rollup_cell_of(en, after, &b);
	if (had)
		rc = delta_add(t, en, &a, -1, e);
	if (rc == 0 && has)
		rc = delta_add(t, en, &b, 1, e);
	return rc;
}

bool
cell_is_empty(const struct rollup_cell *c)
{
	if (c->count)
		return false;
	for (int i = 0; i < ROLLUP_SUMS; i++)
		if (c->sums[i] || c->set[i])
			return false;
	return true;
}

static int
delta_apply(struct tx *t, struct str key, const struct rollup_cell *delta,
	struct err *e)
{
	const struct entity *en =
		schema_entity(t->st->schema, (uint8_t)key.p[0]);
	struct rollup_cell cell = {0};
	struct str val;
	int rc;

	if (cell_is_empty(delta))
		return 0;
	rc = tab_get(t, TAB_ROLLUP, key, &val, e);
	if (rc == 0)
		rc = cell_decode(t, en, key, val, &cell, e);
	if (rc == ERR_NO)
		rc = 0;
	if (rc == 0)
		rc = rollup_add(en, &cell, delta, 1, e);
	if (rc)
		return rc;
	if (cell_is_empty(&cell))
		return tab_del(t, TAB_ROLLUP, key, e);
	cell_encode(en, &cell, &t->val);
	return tab_put(t, TAB_ROLLUP, key, buf_view(&t->val), TAB_REPLACE, e);
}

int
rollup_flush(struct tx *t, struct err *e)
{
	int rc = 0;

	for (size_t i = 0; rc == 0 && i < t->cells.n; i++)
		rc = delta_apply(t, t->cells.v[i].key,
			&t->deltas.v[t->cells.v[i].value], e);
	map_free(&t->cells);
	t->deltas.n = 0;
	return rc;
}
