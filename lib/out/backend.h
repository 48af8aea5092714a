/*
 * backend.h - a format is a row: its name, which options it takes and what it
 * does with rows. Adding a format is one file and one line in writer.c.
 * Private to out/.
 */
#ifndef OUT_BACKEND_H
#define OUT_BACKEND_H

#include "out/writer.h"

enum {
	TAKES_HEADER = 1 << 0,
	TAKES_NO_HEADER = 1 << 1,
	TAKES_NULL_END = 1 << 2,
	TAKES_GUARD = 1 << 3,
};

/* Whether cells are shown in their pretty forms: never, on a terminal. */
enum pretty { PRETTY_NEVER, PRETTY_DRESSED, PRETTY_ALWAYS };

struct backend {
	const char *name; /* as --format has it */
	unsigned takes;
	enum pretty pretty;
	/* May fail, and leaves what it needs in w->state; may be NULL. */
	int (*open)(struct writer *w, struct err *e);
	void (*row)(struct writer *w, const struct cell *cells);
	void (*close)(struct writer *w); /* NULL: nothing to end or free */
};

struct writer {
	const struct backend *backend;
	struct writer_options o;
	struct column *columns;
	size_t n;
	struct out *out;
	struct arena arena; /* what lives as long as the writer */
	struct buf row;	    /* scratch, empty between rows */
	size_t fixed;	    /* most bytes of a row that are not its texts */
	struct buf notes;   /* shown, each with its line end */
	ARR(struct series) series; /* copied into the arena */
	struct drawn *drawn; /* NULL: no columns of bars */
	struct writer *html; /* that is given the same, NULL: none */
	char end;	    /* of a record */
	void *state;	    /* the backend's own, in the arena */
};

extern const struct backend table_backend, markdown_backend, html_backend,
	svg_backend, tsv_backend, csv_backend, json_backend, ndjson_backend,
	template_backend, ids_backend;

/* What stands over a column for people, in place of what *out held: its title,
 * or the last part of its name in capitals, '_' as blank. */
void column_title(const struct column *c, struct buf *out);

/* drawn.c: columns of bars among w->columns, and the cells of a row with
 * theirs, which live until the next one. */
bool drawn_wanted(const struct writer *w);
void drawn_open(struct writer *w);
const struct cell *drawn_cells(struct writer *w, const struct cell *cells);
void drawn_free(struct writer *w);

/* Room for a row of texts of which a byte takes `most` at the utmost; yields
 * where to write. */
char *writer_room(struct writer *w, const struct cell *cells, size_t most);
/* Send what was written up to `at`. */
void writer_send(struct writer *w, const char *at);

#endif
