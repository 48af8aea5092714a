/* Entries of numbers: noted as they come and go, and what is left of them
 * found by sorting. */
#include <stdlib.h>

#include "store/pending_part.h"

enum { DIGITS = 8, VALUES = 256 };

static struct pending_list *
list_of(struct pending *p, uint32_t head)
{
	for (size_t i = 0; i < p->lists.n; i++)
		if (p->lists.v[i].head == head)
			return &p->lists.v[i];
	return NULL;
}

void
pending_number(struct pending *p, uint32_t head, int64_t value, int64_t id,
	bool gone)
{
	struct pending_list *l = list_of(p, head);

	if (!l) {
		l = ARR_ADD(&p->lists);
		l->head = head;
	}
	*ARR_ADD(&l->v) = (struct pending_number){
		(uint64_t)value ^ UINT64_C(1) << 63, gone ? -id : id};
	p->bytes += sizeof(struct pending_number);
}

static int64_t
id_of(const struct pending_number *n)
{
	return n->id < 0 ? -n->id : n->id;
}

/* Stable, by key; digits all share are left out. */
static void
keys_sort(struct pending_number *v, struct pending_number *spare, size_t n)
{
	size_t count[DIGITS][VALUES] = {0}, at, next;
	struct pending_number *from = v, *to = spare, *swap;

	for (size_t i = 0; i < n; i++)
		for (unsigned d = 0; d < DIGITS; d++)
			count[d][v[i].key >> 8 * d & (VALUES - 1)]++;
	for (unsigned d = 0; d < DIGITS; d++) {
		if (count[d][v[0].key >> 8 * d & (VALUES - 1)] == n)
			continue;
		at = 0;
		for (size_t k = 0; k < VALUES; k++) {
			next = at + count[d][k];
			count[d][k] = at;
			at = next;
		}
		for (size_t i = 0; i < n; i++)
			to[count[d][from[i].key >> 8 * d &
				(VALUES - 1)]++] = from[i];
		swap = from;
		from = to;
		to = swap;
	}
	if (from != v)
		memcpy(v, from, n * sizeof *v);
}

static int
id_order(const void *a, const void *b)
{
	const struct pending_number *x = a, *y = b;
	int64_t i = id_of(x), j = id_of(y);

	return (i > j) - (i < j);
}

/* They come ascending but for few. */
static void
ids_sort(struct pending_number *v, size_t n)
{
	for (size_t i = 1; i < n; i++)
		if (id_of(&v[i]) < id_of(&v[i - 1])) {
			qsort(v, n, sizeof *v, id_order);
			return;
		}
}

/* Of one key, by id: what came and what went cancel out. */
static int
run_give(const struct pending_number *v, size_t n, struct str prefix,
	const struct pending_sink *to, struct err *e)
{
	int rc = 0, left;
	size_t end;

	for (size_t i = 0; rc == 0 && i < n; i = end) {
		left = 0;
		for (end = i; end < n && id_of(&v[end]) == id_of(&v[i]); end++)
			left += v[end].id < 0 ? -1 : 1;
		if (left)
			rc = to->fn(to->arg, prefix, id_of(&v[i]), left < 0,
				e);
	}
	return rc;
}

static int
list_give(struct pending_list *l, const struct pending_sink *to,
	struct err *e)
{
	size_t n = l->v.n, end;
	struct pending_number *spare = malloc(n * sizeof *spare), *v = l->v.v;
	char prefix[11] = {(char)(l->head >> 16), (char)(l->head >> 8),
		(char)l->head};
	uint64_t big;
	int rc = 0;

	if (n && !spare)
		die_oom();
	if (n)
		keys_sort(v, spare, n);
	for (size_t i = 0; rc == 0 && i < n; i = end) {
		for (end = i + 1; end < n && v[end].key == v[i].key; end++)
			;
		ids_sort(v + i, end - i);
		big = __builtin_bswap64(v[i].key);
		memcpy(prefix + 3, &big, sizeof big);
		rc = run_give(v + i, end - i,
			(struct str){prefix, sizeof prefix}, to, e);
	}
	l->v.n = 0;
	free(spare);
	return rc;
}

bool
pending_waits(struct pending *p, uint32_t head)
{
	const struct pending_list *l = list_of(p, head);

	return l && l->v.n;
}

int
pending_settle(struct pending *p, uint32_t head,
	const struct pending_sink *to, struct err *e)
{
	struct pending_list *l = list_of(p, head);

	return l ? list_give(l, to, e) : 0;
}

int
numbers_below(struct pending *p, uint32_t head,
	const struct pending_sink *to, struct err *e)
{
	struct pending_list *least;
	int rc = 0;

	do {
		least = NULL;
		for (size_t i = 0; i < p->lists.n; i++)
			if (p->lists.v[i].v.n && p->lists.v[i].head < head &&
				(!least || p->lists.v[i].head < least->head))
				least = &p->lists.v[i];
		if (least)
			rc = list_give(least, to, e);
	} while (rc == 0 && least);
	return rc;
}
