/*
 * raw.h - a record's values without its schema: tags, numbers and texts. It is
 * what rows and events carry, so that values of fields this program does not
 * know survive it.
 *
 * As bytes: the values by ascending tag, each as varint tag << 1 | text, then
 * for a number the zigzag varint, for a text the varint length and its bytes
 * (base/varint.h). One record has one form.
 */
#ifndef SCHEMA_RAW_H
#define SCHEMA_RAW_H

#include "base/buf.h"
#include "base/err.h"

struct raw_field {
	uint16_t tag;
	bool text;    /* s counts, else i */
	int64_t i;
	struct str s; /* not owned: its bytes are the caller's to keep */
};

/* Sorted by tag, each at most once. All zero is a valid empty one. */
struct raw {
	struct raw_field *v;
	size_t n, cap;
};

/* NULL where the tag is unset; the address holds until the next change. */
struct raw_field *raw_get(const struct raw *r, unsigned tag);
/* Set or replace; tags are 0 to 65535. A null text is kept as an empty one:
 * clearing is raw_unset's business. */
void raw_set_int(struct raw *r, unsigned tag, int64_t v);
void raw_set_str(struct raw *r, unsigned tag, struct str v);
void raw_unset(struct raw *r, unsigned tag);
/* Append a field whose tag is above all others. */
void raw_append(struct raw *r, const struct raw_field *f);

/* Append as bytes. */
void raw_encode(const struct raw *r, struct buf *out);
/* Replace r by what the bytes say; texts point into them. ERR_DAMAGED where
 * they are cut off or out of order; r is empty then. */
int raw_decode(struct raw *r, struct str bytes, struct err *e);

void raw_reset(struct raw *r); /* empty, memory kept */
void raw_free(struct raw *r);

#endif
