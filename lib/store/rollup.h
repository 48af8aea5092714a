/* rollup.h - cells of the roll-up, between what is kept and those who change,
 * read and check them. Private to store/. */
#ifndef STORE_ROLLUP_H
#define STORE_ROLLUP_H

#include "store/tx.h"

/* The first format in which cells are packed as they are now, and summed over
 * spans. */
enum { FORMAT_SPANS = 4 };

/* A cell goes by a word for each `by` field: the key of all of them is what
 * changes are gathered under; the table's is that of the pack it is in. That
 * of the sum over a span is told by its first byte. */
const struct entity *cell_entity(struct tx *, struct str key);
struct str cell_span(const struct entity *, struct str key, struct buf *);
/* What is summed over spans: no decimals, which may have more digits together
 * than fit, though each month's do. */
struct rollup_cell cell_spanned(const struct entity *,
	const struct rollup_cell *);
void cell_words(const struct entity *, struct str key, uint64_t *words);
struct str cell_pack(struct buf *, struct str key);
bool cell_same_pack(struct str key, struct str other);
/* Append to the value of its pack. */
void cell_put(const struct entity *, const uint64_t *words,
	const struct rollup_cell *, struct buf *);

/* The `by` fields that are in the table's key; those behind are the head. */
enum { KEYED = 2 };

/* The cells of one entry after the other. */
struct cell_reader {
	struct tx *t;
	const struct entity *en;
	char first; /* byte of its keys */
	size_t n, sums;
	const uint8_t *p, *end;
	bool single; /* of an older format */
	unsigned text; /* bits of the `by` fields that are texts */
	uint64_t words[ROLLUP_BY]; /* the first KEYED, see cells_words() */
	struct rollup_cell cell; /* all but `by`, see cells_by() */
	/* the cell's head; its bytes, where they are a word each, and those
	 * that `by` is of */
	const uint8_t *head;
	uint32_t bytes, known, mask;
	struct {
		uint32_t bytes[32];
		union val by[32][ROLLUP_BY - KEYED];
	} heads; /* that came lately */
};

void cells_of(struct cell_reader *, struct tx *, const struct entity *,
	bool spans);
int cells_open(struct cell_reader *, struct str key, struct str val,
	struct err *e);
/* ERR_NO behind the last. */
int cells_next(struct cell_reader *, struct err *e);
/* Its words, all of them, and its key. */
const uint64_t *cells_words(struct cell_reader *);
struct str cells_key(struct cell_reader *, struct buf *);
/* Its `by`; texts live as long as the transaction. */
int cells_by(struct cell_reader *, struct err *e);

/* All of an entity's that are kept, in order of their packs: cells, or sums
 * over spans. */
int cells_each(struct tx *, const struct entity *, bool spans,
	int (*fn)(void *, struct cell_reader *, struct err *), void *arg,
	struct err *e);

/* Take all of them out, of spans too. */
int cells_clear(struct tx *, const struct entity *, struct err *e);

/* What a record counts in, false: nothing; its key; +1 or -1 times b's sums
 * onto a. */
bool rollup_cell_of(const struct entity *, const void *rec,
	struct rollup_cell *cell);
int rollup_key(struct tx *, const struct entity *, const struct rollup_cell *,
	struct buf *key, struct err *e);
int rollup_add(const struct entity *, struct rollup_cell *a,
	const struct rollup_cell *b, int sign, struct err *e);
bool cell_is_empty(const struct rollup_cell *);

#endif
