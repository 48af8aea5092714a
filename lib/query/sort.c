#include <stdlib.h>

#include "query/key.h"
#include "query/sort.h"

/* Up to so many first rows are kept in a heap. */
enum { HEAP_MAX = 4096, WORD = sizeof(uint64_t) };

struct sort {
	const struct entity *entity;
	struct keys keys;
};

struct sorter {
	const struct sort *sort;
	struct packer packer;
	struct arena texts;
	struct buf *scratch; /* a text for each key; of each row in a heap */
	size_t limit;
	bool heap;
	struct rows rows;
	size_t n, cap;
	size_t *slots; /* the heap: rows by number, the last one on top */
	size_t spare;
	uint64_t *out;
};

int
sort_compile(const struct query_env *env, const struct entity *en,
	struct str text, struct sort **out, struct err *e)
{
	struct sort *s = arena_alloc(env->scope->arena, sizeof *s);
	struct str rest = text.n ? text : STR_NULL, name;
	struct path path;
	bool desc;
	int code = ERR_OK;

	s->entity = en;
	s->keys.env = env;
	while (!code && str_split(&rest, ',', &name)) {
		desc = str_starts(name, "-");
		name = str_cut(name, desc, name.n);
		if (!name.n)
			return err_set(e, ERR_USAGE,
				"'%.*s': a sort key is empty", STR_SHORT(text));
		code = path_resolve(env, en, name, &path, e);
		if (!code)
			code = keys_add(&s->keys, &path, desc, e);
	}
	*out = s;
	return code;
}

void
sort_wants(const struct sort *s, struct want *w)
{
	want_add(w, TAG_ID);
	for (size_t i = 0; i < s->keys.n; i++)
		want_path(w, s->entity, &s->keys.v[i].path);
}

struct sorter *
sorter_new(const struct sort *sort, size_t limit)
{
	struct sorter *s = calloc(1, sizeof *s);

	if (!s)
		die_oom();
	s->sort = sort;
	s->limit = limit;
	s->heap = limit && limit <= HEAP_MAX;
	s->rows = (struct rows){.keys = &sort->keys,
		.inexact = s->packer.inexact,
		.stride = ROW_KEYS + sort->keys.words};
	s->scratch = calloc((s->heap ? limit + 1 : 1) * (sort->keys.n + 1),
		sizeof *s->scratch);
	if (s->heap) {
		s->rows.v = calloc(limit + 1, s->rows.stride * WORD);
		s->slots = calloc(limit, sizeof *s->slots);
	}
	if (!s->scratch || (s->heap && (!s->rows.v || !s->slots)))
		die_oom();
	return s;
}

static int
row_pack(struct sorter *s, const void *rec, uint64_t handle, uint64_t *to,
	struct buf *texts, struct err *e)
{
	const struct keys *ks = &s->sort->keys;
	const struct currency *money;
	union val v;
	int code;

	to[ROW_HANDLE] = handle;
	to[ROW_ID] = (uint64_t)((const struct common *)rec)->id;
	for (size_t k = 0; k < ks->n; k++) {
		code = path_value(ks->env, &ks->v[k].path, rec, &v, &money, e);
		if (code)
			return code;
		key_pack(ks, k, &s->packer, v, money, &texts[k],
			to + ROW_KEYS + ks->v[k].at);
	}
	return ERR_OK;
}

/* Texts move from the scratch buffers to where they stay. */
static void
row_keep(struct sorter *s, uint64_t *row)
{
	const struct keys *ks = &s->sort->keys;
	struct str text;
	uint64_t *to;

	for (size_t k = 0; k < ks->n; k++) {
		to = row + ROW_KEYS + ks->v[k].at;
		if (ks->v[k].form != KEY_TEXT || ks->v[k].named || !to[1])
			continue;
		text = arena_str(&s->texts, (struct str){
			(const char *)(uintptr_t)to[1], to[2]});
		to[1] = (uint64_t)(uintptr_t)text.p;
	}
}

static int
list_add(struct sorter *s, const void *rec, uint64_t handle, struct err *e)
{
	uint64_t *row;
	int code;

	s->rows.v = arr_grow(s->rows.v, s->n, &s->cap, s->rows.stride * WORD);
	row = rows_at(&s->rows, s->n);
	code = row_pack(s, rec, handle, row, s->scratch, e);
	if (code)
		return code;
	row_keep(s, row);
	if (s->n && rows_at(&s->rows, s->n - 1)[ROW_ID] > row[ROW_ID])
		s->rows.shuffled = true;
	s->n++;
	return ERR_OK;
}

static void
heap_up(struct sorter *s, size_t i, size_t row)
{
	size_t up;

	for (; i; i = up) {
		up = (i - 1) / 2;
		if (rows_cmp(&s->rows, 0, row, s->slots[up]) <= 0)
			break;
		s->slots[i] = s->slots[up];
	}
	s->slots[i] = row;
}

static void
heap_down(struct sorter *s, size_t row)
{
	size_t i = 0, kid;

	while ((kid = 2 * i + 1) < s->n) {
		if (kid + 1 < s->n &&
			rows_cmp(&s->rows, 0, s->slots[kid + 1], s->slots[kid]) > 0)
			kid++;
		if (rows_cmp(&s->rows, 0, row, s->slots[kid]) >= 0)
			break;
		s->slots[i] = s->slots[kid];
		i = kid;
	}
	s->slots[i] = row;
}

/* The row goes into the spare slot; if it is among the first so far, the slot
 * of the last of them becomes the spare one. */
static int
heap_add(struct sorter *s, const void *rec, uint64_t handle, bool *kept,
	struct err *e)
{
	size_t row = s->spare;
	int code = row_pack(s, rec, handle, rows_at(&s->rows, row),
		s->scratch + row * s->sort->keys.n, e);

	if (code)
		return code;
	if (s->n < s->limit) {
		heap_up(s, s->n++, row);
		s->spare = s->n;
	} else if (rows_cmp(&s->rows, 0, row, s->slots[0]) < 0) {
		s->spare = s->slots[0];
		heap_down(s, row);
	} else {
		*kept = false;
	}
	return ERR_OK;
}

int
sorter_add(struct sorter *s, const void *rec, uint64_t row, bool *kept,
	struct err *e)
{
	bool ignored;

	if (!kept)
		kept = &ignored;
	*kept = true;
	if (s->heap)
		return heap_add(s, rec, row, kept, e);
	return list_add(s, rec, row, e);
}

/* The heap's rows by number; in a list they are 0 to n - 1. */
static size_t *
rows_index(struct sorter *s)
{
	size_t *index = calloc(s->n + 1, sizeof *index);

	if (!index)
		die_oom();
	for (size_t i = 0; i < s->n; i++)
		index[i] = i;
	if (s->heap && s->n == s->limit)
		for (size_t i = s->spare; i < s->n; i++)
			index[i] = i + 1;
	s->rows.shuffled = s->rows.shuffled || s->heap;
	return index;
}

const uint64_t *
sorter_rows(struct sorter *s, size_t *n)
{
	size_t *index = rows_index(s);

	rows_sort(&s->rows, index, s->n);
	*n = s->limit && s->n > s->limit ? s->limit : s->n;
	free(s->out);
	s->out = calloc(*n + 1, sizeof *s->out);
	if (!s->out)
		die_oom();
	for (size_t i = 0; i < *n; i++)
		s->out[i] = rows_at(&s->rows, index[i])[ROW_HANDLE];
	free(index);
	return s->out;
}

void
sorter_free(struct sorter *s)
{
	size_t n;

	if (!s)
		return;
	n = (s->heap ? s->limit + 1 : 1) * s->sort->keys.n;
	for (size_t i = 0; i < n; i++)
		buf_free(&s->scratch[i]);
	free(s->scratch);
	free(s->rows.v);
	free(s->slots);
	free(s->out);
	packer_free(&s->packer);
	arena_free(&s->texts);
	free(s);
}
