/*
 * template.h - a person's own form of a record: '{id}\t{name:20} {amount:>12}'.
 *
 * A column's name stands in braces, with an optional form behind a colon: '<',
 * '>' or '^' for left, right or in the middle (else the column's own side), a
 * width to pad to, and .N for at most N columns, the rest cut off. Everything
 * else is printed as it is; \t \n \\ \0 and {{ }} are what they look like.
 * A record ends in a newline, or NUL with null_end, unless the template itself
 * ends in \0 or the same. Texts are shown as to people (text_show).
 */
#ifndef OUT_TEMPLATE_H
#define OUT_TEMPLATE_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"

enum template_align { ALIGN_OWN, ALIGN_LEFT, ALIGN_RIGHT, ALIGN_MIDDLE };
enum template_end { END_OPEN, END_LINE, END_NUL };
enum { TEMPLATE_WIDTH_MAX = 1000 };

struct template_part {
	struct str literal; /* null: a column */
	struct str name;
	int col;	    /* where the name stands, from 1, in characters */
	enum template_align align;
	size_t width, crop; /* 0: none */
};

struct template {
	ARR(struct template_part) parts;
	enum template_end end; /* what it ends in itself */
};

/* Texts are in the arena, parts are freed by template_free, after a failure
 * too. ERR_USAGE with the place: "template:1:5: ...". */
int template_parse(struct arena *a, struct str text, struct template *t,
	struct err *e);
/* The columns it names, each once, in order, joined by commas: what a record
 * must be read for. */
void template_names(const struct template *t, struct buf *out);
void template_free(struct template *t);

#endif
