/* sort.h - typed sorts over many keys: `-s close,-amount,account.name`. Unset
 * sorts last whatever the direction, ties by ascending id. Words of an enum
 * sort as listed, references by the name they go by, amounts by their number
 * whatever the currency. */
#ifndef QUERY_SORT_H
#define QUERY_SORT_H

#include "query/query.h"

struct sort;

/* ERR_USAGE for an unknown field or an empty key. An empty or null text sorts
 * by id. */
int sort_compile(const struct query_env *env, const struct entity *en,
	struct str text, struct sort **s, struct err *e);
void sort_wants(const struct sort *s, struct want *w);

/*
 * Rows are given one by one: the keys are taken from the record there and
 * then, which need not live on; `row` is the caller's handle (an id, an index
 * into what was kept). With limit > 0 only that many first rows come out, and
 * where it is small no more are held in memory.
 */
struct sorter;

struct sorter *sorter_new(const struct sort *s, size_t limit);
/* *kept (may be NULL): false when the row can be forgotten at once. A row that
 * was kept may still be left out in the end. */
int sorter_add(struct sorter *s, const void *rec, uint64_t row, bool *kept,
	struct err *e);
/* The handles in order; they live until sorter_free. */
const uint64_t *sorter_rows(struct sorter *s, size_t *n);
void sorter_free(struct sorter *s);

#endif
