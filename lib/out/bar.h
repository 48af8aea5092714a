/* bar.h - figures drawn with characters: bars, and lines of values. Private to
 * out/. */
#ifndef OUT_BAR_H
#define OUT_BAR_H

#include "base/buf.h"
#include "out/writer.h"

/* One bar of at most `width` columns. `blank` stands before a step. */
void bar_text(const struct bar *b, size_t width, const char *blank, bool ascii,
	struct buf *out);
/* A column for each value, as high as it stands between the least of them and
 * the most; a blank for NUM_NULL. */
void spark_text(const int64_t *v, size_t n, bool ascii, struct buf *out);
/* The least and the most of what is not NUM_NULL; false where all is. */
bool values_range(const int64_t *v, size_t n, int64_t *least, int64_t *most);

#endif
