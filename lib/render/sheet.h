/*
 * sheet.h - rows of shaped texts, and how they fall on pages. Private to
 * render/.
 *
 * A document is one list of rows. They are laid twice: once to count the pages
 * and once to draw them. A row of a table that begins a page has the table's
 * head above it and the sum of what stood before; one that ends a page has the
 * sum below.
 */
#ifndef RENDER_SHEET_H
#define RENDER_SHEET_H

#include "paper/wording.h"
#include "render/page.h"

enum { ROW_PLAIN = -1 }; /* of no table */

struct row {
	size_t cell, ncells;
	int above;	/* room before it, not at the top of a page */
	int height;
	bool keep;	/* the next one is on the same page */
	bool logo;
	int line;	/* the thickness of a rule below */
	int line_x, line_width; /* where; 0: all of the width */
	enum ink ink;	/* of the rule */
	int table;	/* index, or ROW_PLAIN */
	int64_t amount; /* what it adds to what is carried */
};

struct table {
	struct row head;
	int amount_x, amount_width;
	bool counts; /* something is carried */
};

struct sheet {
	struct page page;
	struct arena arena;
	const struct paper *paper;
	struct wording wording;
	ARR(struct cell) cells;
	ARR(struct row) rows;
	ARR(struct table) tables;
	int open; /* the table rows are added to */
};

/* ---- putting together ---------------------------------------------------- */

/* A row, to which the cells added next belong. The address holds until the
 * next one. */
struct row *sheet_row(struct sheet *s, int above);
/* Add a cell to the last row, and make the row as high as it needs. Yields how
 * far down it reaches. */
int sheet_add(struct sheet *s, struct cell c);
/* The same, shaped of a text of the document's language. Null: nothing. */
int sheet_text(struct sheet *s, enum face face, enum ink ink, struct str text,
	int x, int width, int top);

/* head.c, lines.c, sums.c, foot.c: the parts of a document, in this order */
void sheet_head(struct sheet *s);
void sheet_lines(struct sheet *s, enum doc_interval i);
/* Headed by what is not null. */
void sheet_sums(struct sheet *s, const struct doc_part *part,
	struct str heading);
void sheet_foot(struct sheet *s);

/* flow.c: onto pages */
int sheet_draw(struct sheet *s);

#endif
