/* quote_paper.h - a quote as a document to be printed. */
#ifndef MODEL_QUOTE_PAPER_H
#define MODEL_QUOTE_PAPER_H

#include "conf/look.h"
#include "model/quote.h"
#include "paper/paper.h"

/* Gather what a loaded and computed quote prints, names as at the view; all in
 * the model's arena. */
int quote_paper(struct model *m, const struct quote_sheet *s,
	struct paper *out, struct err *e);
/* The look of a document in a language: the one named, else the look's, else
 * English. `look` may be NULL. ERR_DATA: there is no such language. */
int quote_look(const struct look *look, struct str language,
	struct paper_look *out, struct err *e);

#endif
