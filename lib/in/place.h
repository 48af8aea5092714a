/* place.h - from an offset in a text to the line and column people know.
 *
 * Lines end in LF, CR LF or a lone CR. Both count from 1, the column in
 * characters. A cursor remembers where it was last, so that a report on every
 * row of a large file does not start over each time. */
#ifndef IN_PLACE_H
#define IN_PLACE_H

#include "base/err.h"
#include "base/str.h"

struct place {
	const char *file; /* for messages; the caller's */
	struct str text;
	size_t at, line, col;
};

void place_open(struct place *p, const char *file, struct str text);
/* Forward or back to offset `at`, at most text.n. */
void place_move(struct place *p, size_t at);
/* Move there and put the place into e. Returns e->code. */
int place_err(struct place *p, size_t at, struct err *e);

#endif
