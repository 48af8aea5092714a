/* svg.h - figures drawn as SVG that is part of a page: its rules of style have
 * the colours, by class. Private to out/. */
#ifndef OUT_SVG_H
#define OUT_SVG_H

#include "base/buf.h"
#include "out/writer.h"

/* The drawing of one bar, as wide and high as the page's rules say; `label` is
 * for who cannot see it. */
void svg_bar(const struct bar *b, struct str label, struct buf *out);
/* A line through the values, with a dot at the last, within a box whose upper
 * left corner is x, y; broken where a value is missing. */
void svg_line(const struct series *s, int x, int y, int width, int height,
	struct buf *out);

#endif
