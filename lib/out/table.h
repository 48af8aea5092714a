/* table.h - a table for people: rows are collected, columns made as wide as
 * their widest cell, and fitted to the page on a terminal. Private to out/. */
#ifndef OUT_TABLE_H
#define OUT_TABLE_H

#include "out/line.h"
#include "out/width.h"
#include "out/writer.h"

struct table_cell {
	size_t from, to; /* of the shown text, in `text` */
	uint32_t width;
	enum style style;
};

struct table {
	const struct column *columns; /* the caller's, as long as the table */
	size_t n;
	bool header, terminal;
	ARR(struct width_col) widths;
	struct buf text;
	ARR(struct table_cell) cells; /* the header's first, if any */
};

void table_open(struct table *t, const struct column *columns, size_t n,
	bool header, bool terminal);
void table_row(struct table *t, const struct cell *cells);
/* Once: every line begins with `indent` blanks, which count for the page. */
void table_print(struct table *t, const struct dress *d, size_t indent,
	struct out *out);
void table_free(struct table *t);

#endif
