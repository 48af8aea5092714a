/*
 * column.h - the numbers of a field side by side, for walks that need few
 * fields of many records. Private to the layer.
 *
 * BLOCK_ROWS ids in a row are a block. Of a block all of whose ids are given,
 * TAB_COLUMNS holds under (entity, block, tag) the values the rows have under
 * that tag, numbers and dictionary ids alike; under tag 0 stands which of the
 * ids have a row and which tags have a column. A tag that has none is unset in
 * every row. The last, unfinished block has no columns, nor need any other:
 * the rows are the truth, and a walk without columns reads them. Columns
 * follow the rows at the end of a transaction, so within a writing one they
 * are behind. Of texts that are not in the dictionary only what an entity is
 * called (its `title`) has one.
 *
 * As bytes, in the machine's order as LMDB's own: base, unit, then a code for
 * each row of 0, 1, 2, 4 or 8 bytes: 0 is unset, else (value - base) / unit +
 * 1. Without codes, and so without unset ones, every value is the base.
 * BLOCK_ROWS is such that with LMDB's and our own header a column fills whole
 * pages. A column of texts is, for each row, where its text ends, doubled, plus
 * one where it is set; the texts follow.
 */
#ifndef STORE_COLUMN_H
#define STORE_COLUMN_H

#include <string.h>

#include "base/buf.h"
#include "base/num.h"

#ifndef BLOCK_ROWS
#define BLOCK_ROWS 4048 /* of sixteen; part of the format */
#endif

struct column {
	int64_t base, unit;
	unsigned width; /* bytes of a code */
	const char *codes;
};

/* A column without a value. */
#define COLUMN_UNSET ((struct column){.width = 1, .codes = NULL})

static inline int64_t
column_get(const struct column *c, unsigned row)
{
	uint64_t code = 0;

	switch (c->width) {
	case 0:
		return c->base;
	case 1:
		code = c->codes ? (uint8_t)c->codes[row] : 0;
		break;
	case 2: {
		uint16_t v;

		memcpy(&v, c->codes + 2 * (size_t)row, sizeof v);
		code = v;
		break;
	}
	case 4: {
		uint32_t v;

		memcpy(&v, c->codes + 4 * (size_t)row, sizeof v);
		code = v;
		break;
	}
	default:
		memcpy(&code, c->codes + 8 * (size_t)row, sizeof code);
	}
	if (!code)
		return NUM_NULL;
	return (int64_t)((uint64_t)c->base + (code - 1) * (uint64_t)c->unit);
}

struct text_column {
	const char *ends, *texts;
	uint32_t size; /* bytes of all texts */
};

/* Null where unset; into the column. */
static inline struct str
text_column_get(const struct text_column *c, unsigned row)
{
	uint32_t from = 0, to;

	memcpy(&to, c->ends + 4 * (size_t)row, 4);
	if (row)
		memcpy(&from, c->ends + 4 * (size_t)(row - 1), 4);
	from /= 2;
	if (!(to & 1) || from > to / 2 || to / 2 > c->size)
		return STR_NULL;
	return (struct str){c->texts + from, to / 2 - from};
}

bool text_column_open(struct str bytes, struct text_column *out);
/* Append the bytes; false where they are too many. */
bool text_column_encode(const struct str v[BLOCK_ROWS], struct buf *out);

/* False where the bytes are no column. */
bool column_open(struct str bytes, struct column *out);
/* Append the bytes of values, NUM_NULL where unset; at least one is set. */
void column_encode(const int64_t v[BLOCK_ROWS], struct buf *out);

#endif
