/*
 * bind.h - YAML to C structs and back to bytes, by rows.
 *
 * A `struct bind` describes one C struct: rows of struct field for its texts
 * and numbers, and parts for what holds several. The same description reads
 * YAML (bind_map), writes and reads the compiled form (pack.h) and shows the
 * difference of two structs (policy_diff). The row decides what a text means:
 * never the way it is written. A T_BOOL is true or false, nothing else.
 *
 * Rows flagged F_SYSTEM are not keys of the YAML; F_UNIQUE rows together are
 * what an item is known by, and no two items of an array may share it.
 */
#ifndef CONF_BIND_H
#define CONF_BIND_H

#include "base/map.h"
#include "conf/yaml.h"
#include "schema/type.h"

enum bind_shape {
	BIND_WORDS,  /* [a, b]: one struct str, joined by ',' */
	BIND_SET,    /* the same, sorted */
	BIND_TEXTS,  /* [a, b]: array of struct str */
	BIND_ITEMS,  /* list of mappings: array of structs; an item that is a
			bare text gives the first key only */
	BIND_INTO,   /* mapping whose keys fill the same struct */
	BIND_GROUPS, /* mapping of lists of items: array of all items, their
			first row filled with the group's key */
	BIND_PAIRS,  /* mapping of texts: array of structs; the text fills
			their last row, its key the one before. With three
			rows an entry may itself be a mapping of pairs, its
			key filling the first */
};

struct bind;

struct bind_part {
	uint16_t tag;		/* in the compiled form, beside the fields' */
	uint16_t at;		/* of the pointer, or of the struct str */
	uint16_t count;		/* of the size_t beside the pointer */
	enum bind_shape shape;
	uint32_t flags;		/* F_REQUIRED */
	const char *name;	/* key */
	const char *noun;	/* "stage": one of them, in messages */
	const struct bind *item;
};

struct bind {
	const struct field *fields;
	const struct bind_part *parts;
	size_t nfields, nparts;
	size_t size; /* of the struct */
};

/* A text with more values than this is refused. */
enum { BIND_VALUES = 10 * 1000 };

/* One reading: where it puts things, and where each came from. `over`: it was
 * stopped, so that what is missing means nothing. */
struct binding {
	struct arena *arena;
	const char *file;
	struct faults *faults;
	struct map where;
	size_t values;
	bool over;
};

/* Fill a struct from a mapping: unset first, then key by key. Unknown keys,
 * missing ones, wrong kinds and unreadable values become faults; what has one
 * stays unset. `noun` names the struct in messages. */
void bind_map(struct binding *, const struct bind *, const char *noun,
	const struct yaml_node *, void *out);
/* Every field unset, every part empty. */
void bind_clear(const struct bind *, void *out);

/* Where a member (by its address), the nth of its words, or an item of an
 * array was written; the start of the text when it was not. */
struct pos bind_where(const struct binding *, const void *member);
struct pos bind_word(const struct binding *, const void *member, size_t nth);
struct pos bind_item(const struct binding *, const void *item);
/* As fault_add. */
struct err *bind_fault(struct binding *, struct pos, const char *fmt, ...)
	__attribute__((format(printf, 3, 4)));
void bind_free(struct binding *); /* the positions; the arena keeps the rest */

/* What an item is known by, "deal/region", appended; false when unset. */
bool bind_identity(const struct bind *, const void *item, struct buf *out);
/* Arrays: how many, and the ith of them. */
size_t bind_count(const struct bind_part *, const void *s);
void *bind_nth(const struct bind_part *, const void *s, size_t i);
/* An array of n in the arena, cleared, and its size kept. */
void *bind_array(const struct bind_part *, void *s, size_t n,
	struct arena *);

#endif
