/* (entity, tag, value, id) -> nothing. Entries made in a transaction are kept
 * back (pending.h) and put sorted at its end. */
#include <stdlib.h>

#include "store/tx.h"

struct str
index_prefix(struct buf *b, const struct entity *en, const struct field *f,
	union val v)
{
	char head[3] = {(char)en->number, (char)(f->tag >> 8),
		(char)(f->tag & 255)};

	buf_reset(b);
	buf_add(b, head, sizeof head);
	field_type(f)->key(f, v, b);
	if (field_type(f)->text)
		buf_char(b, '\0'); /* no value is another's prefix */
	return buf_view(b);
}

/* A store of format 1 goes on as it began. */
int
index_table(const struct tx *t, int entity)
{
	return t->head.count[TAB_INDEX_ONE] ? TAB_INDEX_ONE
					    : TAB_INDEX + entity;
}

/* Every key begins with the number of its entity. */
static int
table_of(const struct tx *t, struct str prefix)
{
	return index_table(t, (unsigned char)prefix.p[0]);
}

/* Numbers are noted in lists, but decimals have longer keys. */
static bool
is_number(const struct field *f)
{
	return !field_type(f)->text && f->type != T_DECIMAL &&
		f->type != T_PRICE;
}

static uint32_t
head_of(const struct entity *en, const struct field *f)
{
	return (uint32_t)en->number << 16 | f->tag;
}

static int
index_remove(struct tx *t, struct str prefix, int64_t id, struct err *e)
{
	int rc;

	if (pending_take(&t->index, prefix, id))
		return 0;
	buf_reset(&t->key);
	buf_str(&t->key, prefix);
	key_u64(&t->key, (uint64_t)id);
	rc = tab_del(t, table_of(t, prefix), buf_view(&t->key), e);
	return rc == ERR_NO ? damaged(e, "an index entry is missing") : rc;
}

static int
index_insert(struct tx *t, struct str prefix, int64_t id, struct err *e)
{
	pending_add(&t->index, prefix, id);
	return pending_full(&t->index) ? index_flush(t, e) : 0;
}

static int
index_note(struct tx *t, uint32_t head, int64_t value, int64_t id, bool gone,
	struct err *e)
{
	pending_number(&t->index, head, value, id, gone);
	return pending_full(&t->index) ? index_flush(t, e) : 0;
}

/* The values a field is indexed under: one, or each word of a set. */
static bool
value_next(const struct field *f, union val v, struct str *rest,
	union val *one, bool first)
{
	if (f->type != T_SET) {
		*one = v;
		return first;
	}
	if (first)
		*rest = v.s;
	return str_split(rest, ',', &one->s);
}

static int
index_side(struct tx *t, const struct entity *en, const struct field *f,
	const void *rec, int64_t id, bool add, struct err *e)
{
	struct str rest = STR_NULL, prefix;
	union val v, one;
	bool first = true;
	int rc = 0;

	if (!rec || field_is_null(f, rec))
		return 0;
	v = field_get(f, rec);
	if (is_number(f))
		return index_note(t, head_of(en, f), v.i, id, !add, e);
	while (rc == 0 && value_next(f, v, &rest, &one, first)) {
		first = false;
		prefix = index_prefix(&t->prefix, en, f, one);
		rc = add ? index_insert(t, prefix, id, e)
			 : index_remove(t, prefix, id, e);
	}
	return rc;
}

int
index_add(struct tx *t, const struct entity *en, const struct field *f,
	const void *rec, int64_t id, struct err *e)
{
	return index_side(t, en, f, rec, id, true, e);
}

int
index_change(struct tx *t, const struct entity *en, const void *before,
	const void *after, int64_t id, struct err *e)
{
	const struct field_list *l = &shape_whole(t->st, en)->indexed;
	int rc = 0;

	for (size_t i = 0; rc == 0 && i < l->n; i++) {
		const struct field *f = l->v[i];

		if (before && after && field_same(f, before, after))
			continue;
		rc = index_side(t, en, f, before, id, false, e);
		if (rc == 0)
			rc = index_side(t, en, f, after, id, true, e);
	}
	return rc;
}

struct flush {
	struct tx *t;
	int table; /* that `tail` is of; 0: none yet */
	struct tab_tail tail;
};

static int
flush_one(void *arg, struct str prefix, int64_t id, bool gone, struct err *e)
{
	struct flush *f = arg;
	struct tx *t = f->t;
	int rc, table = table_of(t, prefix);

	if (table != f->table)
		f->tail = tab_tail(t, table);
	f->table = table;
	buf_reset(&t->key);
	buf_str(&t->key, prefix);
	key_u64(&t->key, (uint64_t)id);
	if (gone) {
		rc = tab_del(t, table, buf_view(&t->key), e);
		return rc == ERR_NO
			? damaged(e, "an index entry is missing") : rc;
	}
	return tab_put(t, table, buf_view(&t->key), STR(""),
		tail_how(&f->tail, buf_view(&t->key)), e);
}

int
index_flush(struct tx *t, struct err *e)
{
	struct flush f = {.t = t};

	index_close(t);
	if (!t->index.bytes)
		return 0;
	return pending_each(&t->index,
		&(struct pending_sink){flush_one, &f}, e);
}

/* Put what was noted of a field's numbers, so that it can be found. */
static int
index_settle(struct tx *t, const struct entity *en, const struct field *f,
	struct err *e)
{
	struct flush flush = {.t = t};

	if (!t->index.bytes || !pending_waits(&t->index, head_of(en, f)))
		return 0;
	index_close(t);
	return pending_settle(&t->index, head_of(en, f),
		&(struct pending_sink){flush_one, &flush}, e);
}

static void
ids_sort(struct ids *ids)
{
	size_t n = 0;

	arr_sort(ids->list.v, ids->list.n, sizeof *ids->list.v, int64_order);
	for (size_t i = 0; i < ids->list.n; i++)
		if (i == 0 || ids->list.v[i] != ids->list.v[n - 1])
			ids->list.v[n++] = ids->list.v[i];
	ids->list.n = n;
}

static struct tab_cursor *
index_cursor(struct tx *t, int entity)
{
	struct tab_cursor **c = &t->index_cursors[entity];

	if (!*c)
		*c = calloc(1, sizeof **c);
	if (!*c)
		die_oom();
	return *c;
}

void
index_close(struct tx *t)
{
	for (int i = 0; i < 64; i++) {
		if (t->index_cursors[i])
			tab_close(t->index_cursors[i]);
		free(t->index_cursors[i]);
		t->index_cursors[i] = NULL;
	}
}

/* Entries with the prefix; whole: nothing but the id may follow it. */
static int
index_walk(struct tx *t, struct str prefix, bool whole, size_t max,
	struct ids *out, struct err *e)
{
	int table = table_of(t, prefix), rc = 0;
	struct tab_cursor *c;
	struct str key, val;

	if (!t->head.count[table])
		return 0;
	c = index_cursor(t, (unsigned char)prefix.p[0]);
	if (!c->c)
		rc = tab_open(t, table, c, e);
	if (rc)
		return rc;
	for (rc = tab_seek(c, KV_AT, prefix, &key, &val, e); rc == 0;
		rc = tab_step(c, 1, &key, &val, e)) {
		if (key.n < prefix.n + 8 ||
			memcmp(key.p, prefix.p, prefix.n) != 0 ||
			out->list.n >= max)
			break;
		if (whole && key.n != prefix.n + 8)
			continue;
		*ARR_ADD(&out->list) = (int64_t)key_get_u64(
			key.p + key.n - 8);
	}
	return rc == ERR_NO ? 0 : rc;
}

static bool
value_matches(const struct field *f, const void *rec, struct str prefix,
	const struct entity *en, struct buf *scratch)
{
	struct str rest = STR_NULL;
	union val v = field_get(f, rec), one;
	bool first = true;

	if (field_is_null(f, rec))
		return false;
	while (value_next(f, v, &rest, &one, first)) {
		first = false;
		if (str_eq(index_prefix(scratch, en, f, one), prefix))
			return true;
	}
	return false;
}

/* Under a view: keep the found ones whose record at the view matches, and add
 * those whose state differs from their row. */
static int
find_at_view(struct tx *t, const struct entity *en, const struct field *f,
	struct str prefix, struct ids *ids, struct err *e)
{
	struct arena a = {0};
	struct buf scratch = {0};
	void *rec = record_new(en, &a);
	const int64_t *more;
	size_t n, kept = 0;
	int rc = overlay_ids(t, en->number, &more, &n, e);

	for (size_t i = 0; rc == 0 && i < n; i++)
		*ARR_ADD(&ids->list) = more[i];
	ids_sort(ids);
	for (size_t i = 0; rc == 0 && i < ids->list.n; i++) {
		rc = tx_get(t, en, ids->list.v[i], rec, e);
		if (rc == ERR_NO) {
			rc = 0;
			continue;
		}
		if (rc == 0 && value_matches(f, rec, prefix, en, &scratch))
			ids->list.v[kept++] = ids->list.v[i];
	}
	ids->list.n = kept;
	buf_free(&scratch);
	arena_free(&a);
	return rc;
}

int
tx_find(struct tx *t, const struct entity *en, const struct field *f,
	union val v, struct ids *out, struct err *e)
{
	struct buf prefix = {0};
	int64_t id;
	size_t at = 0;
	int rc = index_settle(t, en, f, e);

	out->list.n = 0;
	if (rc)
		return rc;
	index_prefix(&prefix, en, f, v);
	rc = index_walk(t, buf_view(&prefix), true, SIZE_MAX, out, e);
	while (pending_next(&t->index, buf_view(&prefix), &at, &id))
		*ARR_ADD(&out->list) = id;
	ids_sort(out);
	if (rc == 0 && !view_is_now(t))
		rc = find_at_view(t, en, f, buf_view(&prefix), out, e);
	buf_free(&prefix);
	return rc;
}

int
tx_prefix(struct tx *t, const struct entity *en, const struct field *f,
	struct str text, size_t max, struct ids *out, struct err *e)
{
	struct buf prefix = {0};
	int rc;

	out->list.n = 0;
	index_prefix(&prefix, en, f, (union val){.s = text});
	prefix.n--; /* without the end mark */
	rc = index_walk(t, buf_view(&prefix), false, max, out, e);
	buf_free(&prefix);
	return rc;
}
