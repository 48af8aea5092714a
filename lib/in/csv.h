/*
 * csv.h - a pull reader for comma-separated text.
 *
 * Rows end in LF, CR LF or CR. A cell that begins with the quote ends with it;
 * between the two stand line breaks and delimiters as they are, and a doubled
 * quote for one. A quote further inside a bare cell is an ordinary character.
 * Lines without any character are skipped. Cells are views into the text; only
 * those with doubled quotes are copied. The text is expected to be valid UTF-8
 * (source.h); other bytes pass through unharmed.
 */
#ifndef IN_CSV_H
#define IN_CSV_H

#include "base/buf.h"
#include "base/err.h"

enum {
	CSV_COLUMNS_MAX = 100000,
	CSV_CELL_MAX = 16 * 1024 * 1024,
};

struct csv_opts {
	char delimiter; /* 0: found out among , ; tab | */
	char quote;     /* 0: " */
	bool bare;      /* no quoting: a quote is an ordinary character */
};

struct csv_cell {
	struct str text; /* never null */
	size_t at;       /* offset of its first byte, the quote included */
	bool quoted;     /* "" as opposed to nothing at all */
	bool doubled;    /* held doubled quotes */
};

struct csv {
	char delimiter;         /* as given or found */
	struct csv_cell *cells; /* the row: valid until the next csv_next */
	size_t n;               /* its cells */
	size_t line;            /* the line it begins on */
	size_t want;            /* cells of the first row; n != want is ragged,
				 * and the caller's to judge */
	/* private */
	const char *name;
	struct str text;
	char quote; /* 0: none */
	size_t pos, row_at, next_line, cap;
	struct buf copies;
};

/* Over text, which has to stay; `name` is the file for messages. A first line
 * "sep=;" names the delimiter and is skipped where none was given. ERR_USAGE
 * where delimiter and quote are the same, not ASCII, or a line break. */
int csv_open(struct csv *c, const char *name, struct str text,
	const struct csv_opts *opts, struct err *e);
/* The next row, or *more false at the end. ERR_DATA with file:line:column for
 * a quote that never closes (where it opened), text after a closing quote, a
 * cell or a row beyond the limits; the next call goes on after the line break
 * that follows. */
int csv_next(struct csv *c, bool *more, struct err *e);
/* Put the place of a cell of this row into e (i >= n: where the row begins).
 * Returns e->code. */
int csv_at(const struct csv *c, size_t i, struct err *e);
void csv_close(struct csv *c);

/* The delimiter that parts the first rows best: the one with which most of
 * them have as many cells as the first row; a comma where there is none. */
char csv_sniff(struct str text, const struct csv_opts *opts);

#endif
