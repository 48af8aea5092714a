/* Roll-up cells: what a record counts in, kept as differences until the end
 * of the transaction. */
#include <stdlib.h>

#include "store/rollup.h"

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
			key_u64(key, key_signed(cell->by[i].i));
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

/* What is to be added to a cell. */
static struct rollup_cell *
delta_at(struct tx *t, struct str key)
{
	bool added;
	int64_t *at = map_put(&t->cells, key, &added);

	if (added) {
		*at = (int64_t)t->deltas.n;
		ARR_ADD(&t->deltas);
	}
	return &t->deltas.v[*at];
}

/* Onto the deltas kept back until the end of the transaction. */
static int
delta_add(struct tx *t, const struct entity *en,
	const struct rollup_cell *cell, int sign, struct err *e)
{
	int rc = rollup_key(t, en, cell, &t->key, e);

	return rc ? rc : rollup_add(en, delta_at(t, buf_view(&t->key)), cell,
		sign, e);
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

/* ---- at the end of the transaction -------------------------------------- */

struct packed {
	uint64_t words[ROLLUP_BY];
	struct rollup_cell cell;
};

struct pack {
	ARR(struct packed) list;
};

static int
packed_order(const void *a, const void *b)
{
	const struct packed *x = a, *y = b;
	size_t i = 0;

	while (i < ROLLUP_BY - 1 && x->words[i] == y->words[i])
		i++;
	return (x->words[i] > y->words[i]) - (x->words[i] < y->words[i]);
}

static int
pack_load(struct tx *t, const struct entity *en, struct str key,
	struct pack *p, struct err *e)
{
	struct cell_reader r;
	struct str val;
	int rc = tab_get(t, TAB_ROLLUP, key, &val, e);

	cells_of(&r, t, en, false);
	if (rc == 0)
		rc = cells_open(&r, key, val, e);
	while (rc == 0 && (rc = cells_next(&r, e)) == 0) {
		struct packed *one = ARR_ADD(&p->list);

		memcpy(one->words, cells_words(&r), sizeof one->words);
		one->cell = r.cell;
	}
	return rc == ERR_NO ? 0 : rc;
}

/* The first `known` of the list are sorted. */
static int
pack_add(const struct entity *en, struct pack *p, size_t known,
	const struct packed *delta, struct err *e)
{
	struct packed *at = known ? bsearch(delta, p->list.v, known,
		sizeof *at, packed_order) : NULL;

	if (at)
		return rollup_add(en, &at->cell, &delta->cell, 1, e);
	*ARR_ADD(&p->list) = *delta;
	return 0;
}

static int
pack_save(struct tx *t, const struct entity *en, struct str key, bool known,
	struct pack *p, struct err *e)
{
	arr_sort(p->list.v, p->list.n, sizeof *p->list.v, packed_order);
	buf_reset(&t->val);
	for (size_t i = 0; i < p->list.n; i++)
		if (!cell_is_empty(&p->list.v[i].cell))
			cell_put(en, p->list.v[i].words, &p->list.v[i].cell,
				&t->val);
	if (t->val.n)
		return tab_put(t, TAB_ROLLUP, key, buf_view(&t->val),
			TAB_REPLACE, e);
	return known ? tab_del(t, TAB_ROLLUP, key, e) : 0;
}

/* The changes of one pack. */
static int
pack_change(struct tx *t, const struct map_entry *const *v, size_t n,
	struct err *e)
{
	const struct entity *en = cell_entity(t, v[0]->key);
	struct pack p = {0};
	struct str key = cell_pack(&t->key, v[0]->key);
	int rc = pack_load(t, en, key, &p, e);
	size_t known = p.list.n;

	for (size_t i = 0; rc == 0 && i < n; i++) {
		struct packed delta = {.cell = t->deltas.v[v[i]->value]};

		if (cell_is_empty(&delta.cell))
			continue;
		cell_words(en, v[i]->key, delta.words);
		rc = pack_add(en, &p, known, &delta, e);
	}
	if (rc == 0)
		rc = pack_save(t, en, key, known, &p, e);
	ARR_FREE(&p.list);
	return rc;
}

static int
apply(struct tx *t, struct err *e)
{
	const struct map_entry **order = map_sorted(&t->cells);
	size_t from = 0, n = t->cells.n;
	int rc = 0;

	for (size_t i = 1; rc == 0 && i <= n; i++) {
		if (i < n && cell_same_pack(order[from]->key, order[i]->key))
			continue;
		rc = pack_change(t, order + from, i - from, e);
		from = i;
	}
	free(order);
	return rc;
}

struct rollup_cell
cell_spanned(const struct entity *en, const struct rollup_cell *cell)
{
	struct rollup_cell out = *cell;

	for (size_t i = 0; en->rollup->sums[i]; i++)
		if (entity_tag(en, en->rollup->sums[i])->type == T_DECIMAL)
			out.sums[i] = out.set[i] = 0;
	return out;
}

/* Every change of a cell is one of the sum over its span. */
static int
spans_change(struct tx *t, struct err *e)
{
	size_t n = t->cells.n;
	int rc = 0;

	for (size_t i = 0; rc == 0 && i < n; i++) {
		struct map_entry m = t->cells.v[i];
		const struct entity *en = cell_entity(t, m.key);
		struct rollup_cell change;

		if (en->rollup->span < 2)
			continue;
		change = cell_spanned(en, &t->deltas.v[m.value]);
		rc = rollup_add(en, delta_at(t, cell_span(en, m.key, &t->key)),
			&change, 1, e);
	}
	return rc;
}

int
cells_clear(struct tx *t, const struct entity *en, struct err *e)
{
	struct cell_reader r;
	int rc = 0;

	for (int spans = 0; rc == 0 && spans < 2; spans++) {
		cells_of(&r, t, en, spans);
		rc = tab_clear(t, TAB_ROLLUP, (struct str){&r.first, 1}, e);
	}
	return rc;
}

/* ---- older formats ------------------------------------------------------ */

static int
take_cells(struct tx *t, struct str key, struct str val, struct err *e)
{
	const struct entity *en = cell_entity(t, key);
	struct cell_reader r;
	int rc;

	cells_of(&r, t, en, false);
	rc = cells_open(&r, key, val, e);
	while (rc == 0 && (rc = cells_next(&r, e)) == 0)
		rc = rollup_add(en, delta_at(t, cells_key(&r, &t->key)),
			&r.cell, 1, e);
	return rc == ERR_NO ? 0 : rc;
}

/* What an older program left is packed, and summed, with the first change; a
 * copy that is made of it, without a schema, stays as it is. */
static int
pack_older(struct tx *t, struct err *e)
{
	struct tab_cursor c;
	struct str key, val;
	int rc;

	if (t->head.format >= FORMAT_SPANS || !t->st->schema)
		return 0;
	rc = tab_open(t, TAB_ROLLUP, &c, e);
	if (rc)
		return rc;
	for (rc = tab_seek(&c, KV_FIRST, STR(""), &key, &val, e); rc == 0;
		rc = tab_step(&c, 1, &key, &val, e)) {
		rc = take_cells(t, key, val, e);
		if (rc)
			break;
	}
	tab_close(&c);
	if (rc == ERR_NO)
		rc = tab_clear(t, TAB_ROLLUP, STR(""), e);
	if (rc == 0)
		t->head.format = STORE_FORMAT;
	return rc;
}

int
rollup_flush(struct tx *t, struct err *e)
{
	int rc = pack_older(t, e);

	if (rc == 0)
		rc = spans_change(t, e);
	if (rc == 0)
		rc = apply(t, e);
	map_free(&t->cells);
	t->deltas.n = 0;
	return rc;
}
