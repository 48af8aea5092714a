#include <stdlib.h>

#include "query/key.h"
#include "query/sort.h"

/* Up to so many first rows are kept in a heap. */
enum { HEAP_MAX = 4096, WORD = sizeof(uint64_t) };

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

/* Stops after the first key where its word is beyond that of the row `last`
 * (NULL: none): *beyond. */
static int
row_pack(struct sorter *s, const void *rec, uint64_t *to, struct buf *texts,
	const uint64_t *last, bool *beyond, struct err *e)
{
	const struct keys *ks = &s->sort->keys;
	int code = ERR_OK;

	to[ROW_ID] = (uint64_t)((const struct common *)rec)->id;
	*beyond = false;
	for (size_t k = 0; !code && !*beyond && k < ks->n; k++) {
		code = key_pack_record(ks, k, &s->packer, rec, &texts[k],
			to + ROW_KEYS + ks->v[k].at, e);
		*beyond = !k && last && to[ROW_KEYS] > last[ROW_KEYS];
	}
	return code;
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
	bool beyond;
	int code;

	s->rows.v = arr_grow(s->rows.v, s->n, &s->cap,
		s->rows.stride * WORD);
	row = rows_at(&s->rows, s->n);
	row[ROW_HANDLE] = handle;
	code = row_pack(s, rec, row, s->scratch, NULL, &beyond, e);
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
		if (kid + 1 < s->n && rows_cmp(&s->rows, 0, s->slots[kid + 1],
			s->slots[kid]) > 0)
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
	uint64_t *to = rows_at(&s->rows, row);
	bool full = s->n == s->limit, beyond;
	int code = row_pack(s, rec, to, s->scratch + row * s->sort->keys.n,
		full ? rows_at(&s->rows, s->slots[0]) : NULL, &beyond, e);

	if (code)
		return code;
	to[ROW_HANDLE] = handle;
	if (!full) {
		heap_up(s, s->n++, row);
		s->spare = s->n;
	} else if (!beyond && rows_cmp(&s->rows, 0, row, s->slots[0]) < 0) {
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
