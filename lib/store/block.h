/* block.h - blocks of rows that have columns (column.h). Private to the
 * layer. */
#ifndef STORE_BLOCK_H
#define STORE_BLOCK_H

#include "store/column.h"
#include "store/tx.h"

struct block {
	int entity;
	uint64_t number;
	struct str bits;  /* a row's: its id has one */
	struct str tags;  /* with a column: ascending, two bytes each */
	struct str texts; /* which some row has as text */
	struct str named; /* with a column of texts */
};

static inline uint64_t
block_of(int64_t id)
{
	return (uint64_t)(id - 1) / BLOCK_ROWS;
}

static inline int64_t
block_first(uint64_t number)
{
	return (int64_t)(number * BLOCK_ROWS) + 1;
}

/* Whether all its ids are given. */
static inline bool
block_is_full(const struct tx *t, int entity, uint64_t number)
{
	return (number + 1) * BLOCK_ROWS <= t->head.last_id[entity];
}

/* The i-th of a list of tags. */
uint16_t block_tag(struct str tags, size_t i);
/* Where a column is kept; under tag 0 what block_open reads. */
struct str column_key(struct buf *b, int entity, uint64_t number,
	unsigned tag);
struct str text_column_key(struct buf *b, int entity, uint64_t number,
	unsigned tag);
/* From a row on, the next that is there; BLOCK_ROWS: none. */
unsigned block_next(const struct block *, unsigned row);

/* ERR_NO: it has no columns. What is read points into the store. */
int block_open(struct tx *, int entity, uint64_t number, struct block *out,
	struct err *e);
/* Whether the numbers, or the texts, that rows have under a tag can be read
 * here. */
bool block_has(const struct block *, unsigned tag);
bool block_has_text(const struct block *, unsigned tag);
int block_column(struct tx *, const struct block *, unsigned tag,
	struct column *out, struct err *e);

int block_text(struct tx *, const struct block *, unsigned tag,
	struct text_column *out, struct err *e);

/* A row came, went or changed. */
void block_touch(struct tx *, int entity, int64_t id);
/* Bring the columns of touched rows after them, and those of blocks that got
 * full into being. */
int block_flush(struct tx *, struct err *e);
/* Whether a block's columns are what its rows have; *columns: how many there
 * are. ERR_NO: it has none. */
int block_check(struct tx *, int entity, uint64_t number, bool *same,
	size_t *columns, struct err *e);

#endif
