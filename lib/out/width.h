/* width.h - how wide the page is, and what fits into it. Widths are columns of
 * a terminal (text_width); texts are such as text_show made. */
#ifndef OUT_WIDTH_H
#define OUT_WIDTH_H

#include "base/buf.h"

enum { WIDTH_LEAST = 20, WIDTH_MOST = 10000, WIDTH_DEFAULT = 80 };

/* How pages for people are dressed. */
struct dress {
	bool color;
	bool terminal; /* tables are cropped, cells in their pretty forms */
	size_t width;  /* of the page, 0: as wide as it comes */
};

/* What COLUMNS says (NULL, "" or anything but a number from WIDTH_LEAST to
 * WIDTH_MOST says nothing), else the terminal's own, 0 for none, else 80. */
size_t width_choose(const char *columns, size_t terminal);
/* Columns of the terminal behind a descriptor, 0 where there is none. */
size_t width_terminal(int fd);

/* A text cut to a width, the last column being the mark that says so; as it is
 * where it fits. Appends; never more than `width` columns, maybe one less. */
void width_crop(struct str shown, size_t width, struct buf *out);

/* One column of a table to be fitted. */
struct width_col {
	size_t width;  /* in: of its widest text; out: what it gets */
	size_t wanted; /* it is not cut below this while others can give; 0:
			* no wish */
	bool keep;     /* never cut */
};

/* Cut the widest columns, all to the same width, until they and `gap` between
 * any two fit into `total`. No column is cut below a few characters, so that
 * the sum may stay larger. */
void width_fit(struct width_col *v, size_t n, size_t gap, size_t total);

#endif
