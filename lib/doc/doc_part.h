/* doc_part.h - what the files of the computation share. Private to doc/. */
#ifndef DOC_DOC_PART_H
#define DOC_DOC_PART_H

#include "doc/doc.h"

/* Digits behind the point. */
static inline int
doc_places(const struct doc *d)
{
	return d->money->exponent > 0 ? d->money->exponent : 0;
}

/* What taxes are on, before or after, as prices are: amount less share. */
static inline int64_t
doc_taxable(const struct doc_line *l)
{
	return l->amount - l->share;
}

/* The taxes of every line and every part's table. Lines have amount and
 * share. */
int doc_taxes(struct doc *d, struct arena *a, struct err *e);

#endif
