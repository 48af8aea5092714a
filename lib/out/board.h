/*
 * board.h - columns side by side, each with a head and cards of several lines:
 *
 *	Qualify          Proposal
 *	2 deals          1 deal
 *	12,000.00 EUR    9,500.00 EUR
 *	---------------  ---------------
 *	7 Acme renewal   12 Globex fleet
 *	anna             ! rotten 31 days
 *
 *	9 Initech
 *	bob
 *
 * All columns are equally wide: as wide as the widest text, but no wider than
 * lets all stand on the page. Where the page is too narrow for that they are
 * spread evenly over several bands, one below the other. Texts are shown
 * escaped, copied, and cut to the column with a mark; those to be kept make the
 * columns wide enough instead. The report fills it; nothing here knows a deal.
 */
#ifndef OUT_BOARD_H
#define OUT_BOARD_H

#include "out/width.h"
#include "out/writer.h"

struct board;

/* d->width is heeded off the terminal too; 0 is one band, nothing cut. */
void board_open(struct board **b, const struct dress *d, struct out *out);
/* The next column; lines up to its first card are its head. */
void board_column(struct board *b);
/* The next card of the column. */
void board_card(struct board *b);
/* A line of the head or card begun last. */
void board_line(struct board *b, struct str text, enum style style, bool keep);
/* Print all and free. Without a column nothing is printed. */
void board_close(struct board *b);

#endif
