/* progress.h - "import: 120000 of 1000000 rows, 60000/s, 15 s left" on one line
 * of a terminal that is drawn over and over, for what lasts more than a second.
 * Whoever calls brings the time: instants, microseconds. */
#ifndef OUT_PROGRESS_H
#define OUT_PROGRESS_H

#include "base/io.h"

struct progress {
	struct out *out; /* the caller's: the stream of messages */
	bool terminal;
	const char *what, *unit; /* "import", "rows": live as long */
	int64_t total;	 /* 0: not known */
	size_t width;	 /* of the terminal, set after progress_open; 0: any */
	int64_t start, drawn; /* instants; drawn 0: not yet */
	size_t shown;	 /* columns that stand on the line */
};

/* Nothing is ever written where `terminal` is false. */
void progress_open(struct progress *p, struct out *out, bool terminal,
	const char *what, const char *unit, int64_t total, int64_t now);
/* Cheap enough for every thousandth row or so; draws five times a second at
 * most, and not in the first second. A clock that goes back draws nothing. */
void progress_step(struct progress *p, int64_t done, int64_t now);
/* Takes the line away, so that what follows begins on a clean one. */
void progress_close(struct progress *p);

#endif
