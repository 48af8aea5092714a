/*
 * shape.h - an entity as the store works with it: its stored fields by
 * ascending tag, those that are indexed, refer or must be unique, and where
 * each tag goes in the record. Made when first needed, kept with the store
 * until another schema is bound. Private to the layer.
 */
#ifndef STORE_SHAPE_H
#define STORE_SHAPE_H

#include "schema/entity.h"

struct store;

enum slot_kind {
	SLOT_NONE, /* not read */
	SLOT_INT,
	SLOT_TEXT,
	SLOT_WORD, /* text through the dictionary */
};

/* Where the value of a tag goes. */
struct slot {
	uint16_t at;
	uint8_t kind;
};

struct slots {
	struct slot *v; /* by tag */
	size_t n;	/* no tag from here on is read */
};

struct stored {
	const struct field *f;
	uint16_t tag, at;
	uint8_t kind;
	bool fact; /* else kept */
};

struct field_list {
	const struct field **v;
	size_t n;
};

struct shape {
	const struct entity *en;
	struct stored *stored; /* by tag */
	size_t nstored;
	struct slots all;
	const struct field *touch; /* F_TOUCH, or NULL */
	unsigned by_text; /* bits of the roll-up's `by` fields that are text */
	bool whole; /* what only saving needs is made: */
	struct field_list indexed, refs, unique, required;
};

/* Bytes of a record that fields close by each other take. */
struct run_of_bytes {
	uint16_t at, n;
};

/* What a scan reads, from the tags that are wanted. */
struct selection {
	struct slots slots;
	struct slot *clear; /* to be unset before a record is read */
	uint16_t *tags;     /* theirs */
	size_t nclear;
	struct run_of_bytes *runs; /* these, where they lie */
	size_t nruns;
	bool whole;    /* NULL was wanted: all there is */
	bool created;  /* TAG_CREATED is wanted */
	bool versions; /* TAG_REV or TAG_UPDATED is */
	bool derive, touch; /* one of the fields concerned is wanted */
	uint64_t want[DERIVE_WORDS]; /* for derive_env */
};

const struct shape *shape_of(struct store *, const struct entity *);
const struct shape *shape_whole(struct store *, const struct entity *);
/* want NULL: all. */
void shape_select(const struct shape *, const uint16_t *want, struct arena *,
	struct selection *out);

#endif
