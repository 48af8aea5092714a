/*
 * pack.h - a struct described by a `struct bind` as bytes, and back.
 *
 * Tag by tag, unset members left out, so equal structs give equal bytes; a tag
 * the reader does not know is skipped, one the bytes lack stays unset. Tags of
 * fields and parts share one number space within a bind. Numbers are signed
 * variable-length integers, texts their length and bytes.
 */
#ifndef CONF_PACK_H
#define CONF_PACK_H

#include "conf/bind.h"

void pack_struct(const struct bind *, const void *s, struct buf *out);
/* Fill a struct from *rest and move *rest behind what was read. Texts point
 * into the bytes, arrays lie in the arena. ERR_DAMAGED when the bytes are not
 * what pack_struct writes. */
int pack_read(const struct bind *, struct arena *, struct str *rest, void *s,
	struct err *e);

#endif
