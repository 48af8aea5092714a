#include <stdlib.h>

#include "query/key.h"

/* Up to FEW rows are sorted by insertion. */
enum { FEW = 24, DIGIT_BITS = 8, DIGITS = 8, DIGIT_VALUES = 256 };

struct pair {
	uint64_t head; /* first word of the key at hand */
	size_t row;
};

struct order {
	const struct rows *rows;
	size_t key;
	struct pair *spare; /* as many as there are rows */
};

int
rows_cmp(const struct rows *r, size_t k, size_t x, size_t y)
{
	const uint64_t *a = rows_at(r, x), *b = rows_at(r, y);
	int c = keys_cmp(r->keys, k, a + ROW_KEYS, b + ROW_KEYS);

	return c ? c : (a[ROW_ID] > b[ROW_ID]) - (a[ROW_ID] < b[ROW_ID]);
}

static int
pair_cmp(const void *a, const void *b, void *arg)
{
	const struct pair *x = a, *y = b;
	const struct order *o = arg;

	return rows_cmp(o->rows, o->key, x->row, y->row);
}

static void
insertion_sort(struct order *o, struct pair *v, size_t n)
{
	struct pair one;
	size_t k;

	for (size_t i = 1; i < n; i++) {
		one = v[i];
		for (k = i; k && pair_cmp(&one, &v[k - 1], o) < 0; k--)
			v[k] = v[k - 1];
		v[k] = one;
	}
}

/* Stable, digit by digit from the lowest; digits all share are left out. */
static void
radix_sort(struct pair *v, struct pair *spare, size_t n)
{
	static const uint64_t mask = DIGIT_VALUES - 1;
	size_t count[DIGITS][DIGIT_VALUES] = {0}, at, next;
	struct pair *from = v, *to = spare, *swap;

	for (size_t i = 0; i < n; i++)
		for (unsigned d = 0; d < DIGITS; d++)
			count[d][v[i].head >> d * DIGIT_BITS & mask]++;
	for (unsigned d = 0; d < DIGITS; d++) {
		if (count[d][v[0].head >> d * DIGIT_BITS & mask] == n)
			continue;
		at = 0;
		for (size_t k = 0; k < DIGIT_VALUES; k++) {
			next = at + count[d][k];
			count[d][k] = at;
			at = next;
		}
		for (size_t i = 0; i < n; i++)
			to[count[d][from[i].head >> d * DIGIT_BITS &
				mask]++] = from[i];
		swap = from;
		from = to;
		to = swap;
	}
	if (from != v)
		memcpy(v, from, n * sizeof *v);
}

static void
compare_sort(struct order *o, struct pair *v, size_t n, size_t k)
{
	o->key = k;
	if (n <= FEW)
		insertion_sort(o, v, n);
	else
		qsort_r(v, n, sizeof *v, pair_cmp, o);
}

/* Do all have the same value of key k, as their equal first words suggest? */
static bool
all_same(const struct order *o, const struct pair *v, size_t n, size_t k)
{
	const struct key *key = &o->rows->keys->v[k];
	const uint64_t *first = rows_at(o->rows, v[0].row) + ROW_KEYS + key->at;

	for (size_t i = 1; o->rows->inexact[k] && i < n; i++)
		if (key_cmp(key, first, rows_at(o->rows, v[i].row) + ROW_KEYS +
			key->at))
			return false;
	return true;
}

/* Rows that are equal by the keys before k: by the first word of key k, and
 * those equal by it in their turn. */
static void
order_by(struct order *o, struct pair *v, size_t n, size_t k)
{
	const struct keys *ks = o->rows->keys;
	size_t end;

	if (n < 2 || (k == ks->n && !o->rows->shuffled))
		return;
	if (n <= FEW || k == ks->n) {
		compare_sort(o, v, n, k);
		return;
	}
	for (size_t i = 0; i < n; i++)
		v[i].head = rows_at(o->rows, v[i].row)[ROW_KEYS + ks->v[k].at];
	radix_sort(v, o->spare, n);
	for (size_t i = 0; i < n; i = end) {
		for (end = i + 1; end < n && v[end].head == v[i].head; end++)
			;
		if (all_same(o, v + i, end - i, k))
			order_by(o, v + i, end - i, k + 1);
		else
			compare_sort(o, v + i, end - i, k);
	}
}

void
rows_sort(const struct rows *r, size_t *index, size_t n)
{
	struct order o = {.rows = r};
	struct pair *v = calloc(n + 1, sizeof *v);

	o.spare = calloc(n + 1, sizeof *o.spare);
	if (!v || !o.spare)
		die_oom();
	for (size_t i = 0; i < n; i++)
		v[i].row = index[i];
	order_by(&o, v, n, 0);
	for (size_t i = 0; i < n; i++)
		index[i] = v[i].row;
	free(v);
	free(o.spare);
}
