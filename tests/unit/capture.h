/* capture.h - what was printed, as a text. */
#ifndef UNIT_CAPTURE_H
#define UNIT_CAPTURE_H

#include "base/io.h"

/* A stream into a file in memory; capture_end closes both and adds what was
 * printed to `text`, which it empties before. */
void capture_begin(struct out *o);
void capture_end(struct out *o, struct buf *text);

/* Whether it is UTF-8 without control characters but LF; for people also
 * without invisible ones. */
bool capture_is_clean(struct str text, bool people);

#endif
