/* edit.h - a record as text in a person's editor. Private to cli/. */
#ifndef CLI_EDIT_H
#define CLI_EDIT_H

#include "cli/inside.h"

struct edit {
	int64_t id, rev;
	struct buf before, after; /* the text, as given and as it came back */
	const char *dir, *path;	  /* of the temporary file, NULL: none */
	bool keep;		  /* it was refused: leave the text to them */
};

/* "field: value", a line for each field that may be set; lines of a long text
 * are indented; what begins with '#' explains. */
void edit_print(struct cli *c, const struct entity *en, const void *rec,
	struct buf *out);
/* What differs, as settings; their `at` is the line. ERR_USAGE, ERR_DATA with
 * the place. */
int edit_parse(struct cli *c, const struct entity *en, const struct edit *x,
	struct settings *out, struct err *e);
/* Write the file, run the editor, read it back. No store is open. */
int edit_ask(struct cli *c, struct edit *x, struct err *e);
void edit_end(struct cli *c, struct edit *x);

#endif
