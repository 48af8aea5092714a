/* bind_part.h - the inside of bind*.c; the interface is bind.h. */
#ifndef CONF_BIND_PART_H
#define CONF_BIND_PART_H

#include "conf/bind.h"

/* One text into the row's member; false when it stays unset. */
bool bind_text(struct binding *, const struct field *, struct str text,
	struct pos, void *out);
/* The same of a node, which may be empty or no text at all. */
void bind_node(struct binding *, const struct field *,
	const struct yaml_node *, void *out);
/* Keys of a mapping into a struct that was cleared. */
void bind_fill(struct binding *, const struct bind *, const char *noun,
	const struct yaml_node *, void *out);
/* Required rows nothing was written for; node may be a bare text. */
void bind_missing(struct binding *, const struct bind *, const char *noun,
	const struct yaml_node *, const void *out);
void bind_part(struct binding *, const struct bind_part *,
	const struct yaml_node *, void *out);

/* Whether to go no further: faults are full, or values too many, with those
 * that come now. */
bool bind_stop(struct binding *, struct pos, size_t coming);

enum bind_mark { MARK_MEMBER, MARK_ITEM, MARK_WORD };
void bind_mark(struct binding *, const void *address, size_t mark,
	struct pos);
bool bind_is_array(const struct bind_part *);
/* Fault every item of an array that is known by what an earlier one is. */
void bind_twins(struct binding *, const struct bind_part *, const void *out);
/* BIND_WORDS and BIND_SET; BIND_TEXTS. */
void bind_words(struct binding *, const struct bind_part *,
	const struct yaml_node *list, void *out);
void bind_texts(struct binding *, const struct bind_part *,
	const struct yaml_node *list, void *out);

#endif
