/* line.h - one line for people, put together from left to right. Blanks are
 * owed until a text follows, so that no line ends in one. Private to out/. */
#ifndef OUT_LINE_H
#define OUT_LINE_H

#include "base/io.h"
#include "out/writer.h"

struct line {
	struct buf text, cut;
	size_t owed; /* blanks */
	bool color;
};

/* A text as text_show made it. */
void line_text(struct line *l, struct str shown, enum style style);
/* The same within a field of `width` columns: cut to it, or padded on the side
 * that is not its own. */
void line_field(struct line *l, struct str shown, size_t width, bool right,
	enum style style);
/* Of a text that is known to be `own` columns wide. */
void line_put(struct line *l, struct str shown, size_t own, size_t width,
	bool right, enum style style);
void line_blank(struct line *l, size_t n);
/* Print it, and begin the next. */
void line_end(struct line *l, struct out *out);
/* Begin anew without printing. */
void line_drop(struct line *l);
void line_free(struct line *l);

#endif
