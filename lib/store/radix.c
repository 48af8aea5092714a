/* Eight bytes at a time: by them as a number, digit by digit from the lowest;
 * then those equal in them by the next eight. */
#include <stdlib.h>

#include "base/buf.h"
#include "base/err.h"
#include "store/radix.h"

enum { FEW = 32, HEAD = 8, DIGITS = 8, VALUES = 256 };

static int
key_order(const void *a, const void *b)
{
	const struct radix_key *x = a, *y = b;

	return str_cmp(x->key, y->key);
}

static uint64_t
head_at(struct str key, size_t depth)
{
	uint64_t head = 0;

	if (key.n >= depth + HEAD)
		memcpy(&head, key.p + depth, HEAD);
	else if (key.n > depth)
		memcpy(&head, key.p + depth, key.n - depth);
	return __builtin_bswap64(head);
}

static void
digit_sort(const struct radix_key *from, struct radix_key *to, size_t n,
	unsigned shift, const size_t count[VALUES])
{
	size_t start[VALUES], at = 0;

	for (size_t k = 0; k < VALUES; k++) {
		start[k] = at;
		at += count[k];
	}
	for (size_t i = 0; i < n; i++)
		to[start[from[i].head >> shift & (VALUES - 1)]++] = from[i];
}

static void
heads_sort(struct radix_key *v, struct radix_key *spare, size_t n)
{
	size_t count[DIGITS][VALUES] = {0};
	struct radix_key *from = v, *to = spare, *swap;

	for (size_t i = 0; i < n; i++)
		for (unsigned d = 0; d < DIGITS; d++)
			count[d][v[i].head >> 8 * d & (VALUES - 1)]++;
	for (unsigned d = 0; d < DIGITS; d++) {
		if (count[d][v[0].head >> 8 * d & (VALUES - 1)] == n)
			continue;
		digit_sort(from, to, n, 8 * d, count[d]);
		swap = from;
		from = to;
		to = swap;
	}
	if (from != v)
		memcpy(v, from, n * sizeof *v);
}

static void
sort_from(struct radix_key *v, struct radix_key *spare, size_t n,
	size_t depth)
{
	size_t end, shortest = SIZE_MAX;

	if (n <= FEW) {
		arr_sort(v, n, sizeof *v, key_order);
		return;
	}
	for (size_t i = 0; i < n; i++) {
		v[i].head = head_at(v[i].key, depth);
		if (v[i].key.n < shortest)
			shortest = v[i].key.n;
	}
	heads_sort(v, spare, n);
	for (size_t i = 0; i < n; i = end) {
		for (end = i + 1; end < n && v[end].head == v[i].head; end++)
			;
		if (shortest < depth + HEAD) /* zeros may stand for nothing */
			arr_sort(v + i, end - i, sizeof *v, key_order);
		else
			sort_from(v + i, spare, end - i, depth + HEAD);
	}
}

void
radix_sort(struct radix_key *v, size_t n)
{
	struct radix_key *spare = n > FEW ? malloc(n * sizeof *spare) : NULL;

	if (n > FEW && !spare)
		die_oom();
	sort_from(v, spare, n, 0);
	free(spare);
}
