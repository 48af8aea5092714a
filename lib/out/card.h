/*
 * card.h - what `show` prints for people:
 *
 *	deal/42 Acme renewal
 *	stage   negotiation
 *	amount  1,200.00 EUR
 *	note    first line
 *	        second line
 *
 *	Contacts
 *	  ID  NAME
 *	   9  Ada Byron
 *
 * A card is a title, pairs of label and value in which the values stand below
 * each other, and sections of pairs, lines or one table after another. Several
 * cards may follow each other, each begun by its title. Texts are shown escaped
 * and copied; newlines within them begin a line that is indented like the text
 * itself. Nothing is cropped but tables on a terminal.
 */
#ifndef OUT_CARD_H
#define OUT_CARD_H

#include "out/width.h"
#include "out/writer.h"

struct card;

struct card_options {
	enum format format;	   /* table for the above, Markdown or HTML */
	struct dress dress;	   /* of the above */
	struct str title, subtitle; /* of a page of HTML; a card whose title
				     * is the page's has no other heading */
};

/* `out` stays the caller's. */
void card_open(struct card **c, const struct card_options *o,
	struct out *out);
/* Begins a card; an empty line parts it from what was before. */
void card_title(struct card *c, struct str text);
/* A null value is left out, an empty one stands as a bare label. */
void card_pair(struct card *c, const char *label, struct str value,
	enum style style);
/* What follows is indented beneath this title, up to the next section or
 * title; a section in which nothing follows is not printed. */
void card_section(struct card *c, const char *title);
void card_line(struct card *c, struct str text, enum style style);
/* Begins a table with a header; without a row it is not printed. `columns` is
 * used until something else than a row follows. */
void card_columns(struct card *c, const struct column *columns, size_t n);
/* Cells in the order of the columns; after card_columns only. */
void card_row(struct card *c, const struct cell *cells);
/* Prints what is left and frees. */
void card_close(struct card *c);

#endif
