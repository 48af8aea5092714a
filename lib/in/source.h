/*
 * source.h - other people's files, made safe to read.
 *
 * The layer in/ turns foreign text into cells and tokens that know where they
 * stood. A source is the whole of one input as valid UTF-8: it is opened,
 * freed of a byte order mark, converted and checked once; csv.h and json.h
 * then read its text without copying and put file:line:column into every
 * error. Nothing here knows what a deal is.
 */
#ifndef IN_SOURCE_H
#define IN_SOURCE_H

#include "in/encoding.h"

#define SOURCE_MAX ((size_t)1 << 36) /* 64 GiB: beyond is no input of ours */

struct source {
	const char *name; /* for messages: the path, or "standard input" */
	struct str text;  /* valid UTF-8 without NUL, until source_close */
	struct spool spool;
};

/*
 * Open a path, or standard input for "-", and read all of it. `path` has to
 * stay. A large regular file is mapped and must not be cut short meanwhile; a
 * large pipe is spooled to disk (spool.h). ERR_SYSTEM where it cannot be read;
 * ERR_DATA with line and column where it is not valid in its encoding or holds
 * a NUL. On error there is nothing to close.
 */
int source_open(
	struct source *s, const char *path, enum encoding enc, struct err *e);
void source_close(struct source *s);

enum source_kind {
	SOURCE_CSV,    /* whatever is not one of the others */
	SOURCE_JSON,   /* one array of objects */
	SOURCE_NDJSON, /* a stream of objects, one a line or not */
};
/* What a text seems to be, by its first two characters that are no blanks. */
enum source_kind source_kind(struct str text);

#endif
