/*
 * offer.h - quotes as people ask for them: by number and version, as a card,
 * as the difference of two, as the document they print.
 */
#ifndef SHOW_OFFER_H
#define SHOW_OFFER_H

#include "cli/report.h"
#include "model/quote_paper.h"

/* "Q-12@3": the quote, and the transaction set to where that version stood
 * last; "Q-12": as it stands at the view. */
int offer_at(struct cli *c, struct str text, int64_t *id, struct err *e);
/* The bodies of `quote add`, `line`, `clone`, `send` and `render`. */
int offer_send(struct cli *c, struct err *e);
int offer_render(struct cli *c, struct err *e);
int offer_add(struct cli *c, struct err *e);
int offer_line(struct cli *c, struct err *e);
int offer_clone(struct cli *c, struct err *e);

/* Lines, sums and what was sent: behind the fields of `show`. */
int offer_card(struct cli *c, const void *rec, struct card *card,
	struct err *e);
/* Field by field and line by line, a row each; *n: how many. */
int offer_diff(struct cli *c, struct str from, struct str to, size_t *n,
	struct err *e);
/* Which version a printed quote is: by the bytes of a file, or by a hash (or
 * its beginning, 8 digits or more). A line is printed; ERR_NO: none. */
int offer_verify(struct cli *c, struct str what, struct err *e);

#endif
