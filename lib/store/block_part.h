/*
 * block_part.h - columns being brought after their rows, for the files that do.
 * Private to block_*.c.
 *
 * block_rows.c reads what rows have, block_columns.c puts it into columns,
 * block_keep.c says of which blocks, and compares the two for pipe check.
 */
#ifndef STORE_BLOCK_PART_H
#define STORE_BLOCK_PART_H

#include "store/block.h"

enum { BITS = BLOCK_ROWS / 8 };

/* What the touched rows of a block have now under a tag. */
struct fresh {
	uint16_t tag;
	bool text;  /* some have a text */
	int64_t *v; /* by row */
};

struct tags {
	ARR(uint16_t) list;
};

struct keep {
	struct tx *t;
	struct err *e;
	struct block old;
	bool found; /* it had columns before; else all rows count as touched */
	unsigned char touched[BITS], there[BITS];
	ARR(struct fresh) fresh; /* by tag */
	struct tags tags, texts; /* of the block from now on */
	uint16_t title;	    /* tag of the texts that have a column; 0: none */
	struct str *titles; /* of the touched rows */
	bool named;	    /* it has such a column from now on */
	struct buf key, val;
	struct arena arena;
	int64_t all[BLOCK_ROWS];
};

static inline bool
is_touched(const struct keep *k, unsigned row)
{
	return k->touched[row / 8] >> row % 8 & 1;
}

/* What the touched rows have, into `fresh`, `titles` and `there`. */
int rows_take(struct keep *k);
/* The same of all rows, in one walk. */
int rows_walk(struct keep *k);

/* Whether a touched row has another value than its column; f NULL: unset. */
bool column_differs(const struct keep *k, const struct column *c,
	const struct fresh *f);
/* What the rows are called from now on, into `titles`; false: no row is called
 * anything. c counts where it had one. */
bool titles_merge(struct keep *k, const struct text_column *c, bool had,
	bool *changed);
/* Write what has changed, and what the block is. */
int columns_write(struct keep *k);

#endif
