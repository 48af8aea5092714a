/* discounts.h - which discounts win: quotes by how far they were below the
 * list value. */
#ifndef REPORT_DISCOUNTS_H
#define REPORT_DISCOUNTS_H

#include "model/model.h"
#include "query/query.h"

/* Quotes whose discount is above `above` and at most `upto` basis points. */
struct discount_band {
	int64_t above, upto; /* NUM_NULL: open */
	int64_t quotes;	     /* sent, whatever became of them */
	int64_t accepted, rejected, expired, open;
	int64_t won;	     /* accepted of those decided, basis points;
			      * NUM_NULL: none was */
	int64_t margin;	     /* mean margin of the accepted ones that have one,
			      * basis points of net; NUM_NULL: none */
};

enum { DISCOUNT_BANDS = 7 };

/* Over the quotes that were sent, live ones, that match (NULL: all), each as
 * its version stands at the view; all bands, the lowest first. */
int discounts_make(struct model *m, struct query *q,
	struct discount_band out[DISCOUNT_BANDS], struct err *e);

#endif
