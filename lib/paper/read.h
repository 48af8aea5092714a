/* read.h - a computed document, read back from its canonical JSON. */
#ifndef PAPER_READ_H
#define PAPER_READ_H

#include "base/err.h"
#include "paper/paper.h"

enum { PAPER_BYTES = 64 * 1024 * 1024 };

/*
 * The document of a text that paper_render wrote as PAPER_JSON, in the arena,
 * its hash set to the text's SHA-256. Nothing else is taken: keys out of
 * order, other spellings of a value, and figures that do not follow from the
 * lines are ERR_DATA at file:line:column. `name` is the file for messages.
 */
int paper_read(struct arena *a, const char *name, struct str text,
	struct paper *out, struct err *e);

#endif
