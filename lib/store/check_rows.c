/* Rows, indexes, references and roll-ups against what the events say. */
#include <stdio.h>

#include "store/check.h"
#include "store/rollup.h"
#include "store/save.h"

/* What the index of an entity should hold. */
struct totals {
	uint64_t index;
};

static bool
raw_equal(const struct raw *a, const struct raw *b)
{
	if (a->n != b->n)
		return false;
	for (size_t i = 0; i < a->n; i++) {
		const struct raw_field *x = &a->v[i], *y = &b->v[i];

		if (x->tag != y->tag || x->text != y->text ||
			(x->text ? !str_eq(x->s, y->s) : x->i != y->i))
			return false;
	}
	return true;
}

static void
raw_drop_touch(const struct entity *en, struct raw *r)
{
	for (size_t i = 0; i < en->nfields; i++)
		if (en->fields[i].flags & F_TOUCH)
			raw_unset(r, en->fields[i].tag);
}

static int
check_row(struct check *c, const struct entity *en, int64_t id,
	struct str image)
{
	struct image_head now, folded;
	struct raw a = {0}, b = {0};
	struct str fields, again;
	bool found;
	int rc = fold_image(c->t, en, id, VIEW_NOW, UINT64_MAX, &again, &found,
		c->e);

	if (rc == 0 && !found)
		check_problem(c, true, "%s/%lld: a row without events",
			en->name, (long long)id);
	if (rc || !found)
		return rc;
	rc = image_open(image, &now, &fields, c->e);
	if (rc == 0)
		rc = raw_decode(&a, fields, c->e);
	if (rc == 0)
		rc = image_open(again, &folded, &fields, c->e);
	if (rc == 0)
		rc = raw_decode(&b, fields, c->e);
	raw_drop_touch(en, &a);
	raw_drop_touch(en, &b);
	if (rc == 0 && (!raw_equal(&a, &b) || now.rev != folded.rev ||
		now.created != folded.created ||
		now.updated != folded.updated))
		check_problem(c, true, "%s/%lld: the row differs from its "
			"events", en->name, (long long)id);
	raw_free(&a);
	raw_free(&b);
	return rc;
}

static int
check_touch(struct check *c, const struct entity *en, const void *rec,
	void *again)
{
	const struct common *r = rec;
	int rc = 0;

	for (size_t i = 0; rc == 0 && i < en->nfields; i++) {
		const struct field *f = &en->fields[i];

		if (!(f->flags & F_TOUCH))
			continue;
		rc = touch_keep(c->t, en, r->id, again, c->e);
		if (rc == 0 && !field_same(f, rec, again))
			check_problem(c, false, "%s/%lld: %s is not the last "
				"touch", en->name, (long long)r->id, f->name);
	}
	return rc;
}

static int
check_entry(struct check *c, const struct entity *en, const struct field *f,
	union val v, int64_t id, struct totals *n)
{
	struct buf key = {0};
	struct str val;
	int rc;

	n->index++;
	index_prefix(&key, en, f, v);
	key_u64(&key, (uint64_t)id);
	rc = tab_get(c->t, index_table(c->t, en->number), buf_view(&key), &val,
		c->e);
	buf_free(&key);
	if (rc == ERR_NO) {
		check_problem(c, false, "%s/%lld: not in the index of %s",
			en->name, (long long)id, f->name);
		rc = 0;
	}
	return rc;
}

static int
check_indexes(struct check *c, const struct entity *en, const void *rec,
	struct totals *n)
{
	const struct common *r = rec;
	int rc = 0;

	for (size_t i = 0; rc == 0 && i < en->nfields; i++) {
		const struct field *f = &en->fields[i];
		struct str rest, one;

		if (!(f->flags & (F_INDEX | F_UNIQUE)) ||
			field_is_null(f, rec))
			continue;
		if (f->type != T_SET) {
			rc = check_entry(c, en, f, field_get(f, rec), r->id,
				n);
			continue;
		}
		rest = field_get(f, rec).s;
		while (rc == 0 && str_split(&rest, ',', &one))
			rc = check_entry(c, en, f, (union val){.s = one},
				r->id, n);
	}
	return rc;
}

static int
check_ref(struct check *c, const struct entity *en, int64_t id,
	const struct field *f, int entity, int64_t target)
{
	const struct entity *to = schema_entity(c->t->st->schema, entity);
	enum absence why = ABSENT_NEVER;
	int rc = to ? tx_absence(c->t, to, target, &why, c->e) : 0;

	if (rc == 0 && why == ABSENT_NEVER)
		check_problem(c, false, "%s/%lld: %s refers to %s/%lld, which "
			"never was", en->name, (long long)id, f->name,
			to ? to->name : "?", (long long)target);
	return rc;
}

static int
check_references(struct check *c, const struct entity *en, const void *rec)
{
	const struct common *r = rec;
	int rc = 0;

	for (size_t i = 0; rc == 0 && i < en->nfields; i++) {
		const struct field *f = &en->fields[i];
		int64_t v;

		if ((f->type != T_REF && f->type != T_ANYREF) ||
			!field_is_fact(f) || field_is_null(f, rec))
			continue;
		v = field_get(f, rec).i;
		rc = f->type == T_REF
			? check_ref(c, en, r->id, f, f->ref, v)
			: check_ref(c, en, r->id, f, anyref_entity(v),
				  anyref_id(v));
	}
	return rc;
}

static int
check_record(struct check *c, const struct entity *en, int64_t id,
	struct totals *n, struct arena *a)
{
	struct buf key = {0};
	struct str image;
	void *rec;
	int rc = tab_get(c->t, TAB_ROWS + en->number,
		key_one(&key, (uint64_t)id), &image, c->e);

	buf_free(&key);
	if (rc == ERR_NO) {
		enum absence why;

		return tx_absence(c->t, en, id, &why, c->e);
	}
	rec = record_new(en, a);
	if (rc == 0)
		rc = check_row(c, en, id, image);
	if (rc == 0)
		rc = image_decode(c->t, en, id, image, rec, c->e);
	if (rc == 0 && en->derive)
		en->derive(c->t->st->env, rec);
	if (rc == 0)
		rc = check_touch(c, en, rec, record_copy(en, rec, a));
	if (rc == 0)
		rc = check_indexes(c, en, rec, n);
	return rc ? rc : check_references(c, en, rec);
}

/* Of one entity or, in a store of format 1, of all. */
static void
check_index_count(struct check *c, int table, const char *what,
	uint64_t expected)
{
	uint64_t n = c->t->head.count[table];

	if (n != expected)
		check_problem(c, false, "index%s%s: %llu entries, %llu "
			"expected", *what ? " of " : "", what,
			(unsigned long long)n, (unsigned long long)expected);
}

int
check_records(struct check *c)
{
	bool one = c->t->head.count[TAB_INDEX_ONE] > 0;
	struct arena a = {0};
	uint64_t all = 0;
	char where[64];
	int rc = 0;

	for (size_t i = 1; rc == 0 && i < c->t->st->schema->n; i++) {
		const struct entity *en =
			schema_entity(c->t->st->schema, (int)i);
		struct totals n = {0};

		for (int64_t id = 1; en && rc == 0 &&
			id <= tx_last_id(c->t, en); id++) {
			arena_reset(&a);
			arena_reset(&c->t->arena);
			words_forget(c->t);
			snprintf(where, sizeof where, "%s/%lld", en->name,
				(long long)id);
			rc = check_met(c, check_record(c, en, id, &n, &a),
				where);
		}
		if (en && rc == 0)
			check_index_count(c, TAB_INDEX + en->number,
				en->plural, one ? 0 : n.index);
		all += n.index;
	}
	if (one && rc == 0)
		check_index_count(c, TAB_INDEX_ONE, "", all);
	arena_free(&a);
	return rc;
}

/* ---- roll-ups ---------------------------------------------------------- */

struct cells {
	struct map at;
	ARR(struct rollup_cell) list;
	struct buf key; /* scratch */
	uint64_t kept, wrong;
};

static int
cell_expect(struct check *c, const struct entity *en, struct cells *all,
	struct str key, const struct rollup_cell *cell)
{
	bool added;
	int64_t *at = map_put(&all->at, key, &added);

	if (added) {
		*at = (int64_t)all->list.n;
		ARR_ADD(&all->list);
	}
	return rollup_add(en, &all->list.v[*at], cell, 1, c->e);
}

static int
cells_gather(struct check *c, const struct entity *en, struct cells *all)
{
	bool spans = en->rollup->span > 1 &&
		c->t->head.format >= FORMAT_SPANS;
	struct rollup_cell cell, spanned;
	const void *rec;
	struct buf key = {0};
	struct scan *s;
	int rc = scan_open(c->t, en, NULL, &s, c->e);

	if (rc)
		return rc;
	while ((rc = scan_next(s, &rec, c->e)) == 0) {
		if (!rollup_cell_of(en, rec, &cell))
			continue;
		rc = rollup_key(c->t, en, &cell, &all->key, c->e);
		if (rc == 0)
			rc = cell_expect(c, en, all, buf_view(&all->key),
				&cell);
		spanned = cell_spanned(en, &cell);
		if (rc == 0 && spans)
			rc = cell_expect(c, en, all, cell_span(en,
				buf_view(&all->key), &key), &spanned);
		if (rc)
			break;
	}
	scan_close(s);
	buf_free(&key);
	return rc == ERR_NO ? 0 : rc;
}

static int
cell_compare(void *arg, struct cell_reader *r, struct err *e)
{
	struct cells *all = arg;
	const struct rollup_cell *want;
	int64_t *at;

	(void)e;
	at = map_get(&all->at, cells_key(r, &all->key));
	want = at ? &all->list.v[*at] : NULL;
	all->kept++;
	all->wrong += !want || r->cell.count != want->count ||
		memcmp(r->cell.sums, want->sums, sizeof want->sums) ||
		memcmp(r->cell.set, want->set, sizeof want->set);
	return 0;
}

static int
cells_compare(struct check *c, const struct entity *en, struct cells *all)
{
	int rc = cells_each(c->t, en, false, cell_compare, all, c->e);

	if (rc == 0)
		rc = cells_each(c->t, en, true, cell_compare, all, c->e);
	if (rc)
		return rc;
	for (uint64_t i = 0; i < all->wrong; i++)
		check_problem(c, false, "roll-up of %s: a cell does not sum",
			en->plural);
	if (all->kept != all->at.n)
		check_problem(c, false, "roll-up of %s: %llu cells, %zu "
			"expected", en->plural,
			(unsigned long long)all->kept, all->at.n);
	return 0;
}

int
check_rollups(struct check *c)
{
	int rc = 0;

	for (size_t i = 1; rc == 0 && i < c->t->st->schema->n; i++) {
		const struct entity *en =
			schema_entity(c->t->st->schema, (int)i);
		struct cells all = {0};

		if (!en || !en->rollup)
			continue;
		rc = cells_gather(c, en, &all);
		if (rc == 0)
			rc = cells_compare(c, en, &all);
		map_free(&all.at);
		ARR_FREE(&all.list);
		buf_free(&all.key);
	}
	return rc;
}
