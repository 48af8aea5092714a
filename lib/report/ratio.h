/* ratio.h - one figure as a share of another, in whole numbers. */
#ifndef REPORT_RATIO_H
#define REPORT_RATIO_H

#include "base/num.h"

/* part / whole in units of 1 / scale, rounded half away from zero. NUM_NULL
 * where whole is 0; ERR_DATA where it does not fit. */
int ratio_of(int64_t part, int64_t whole, int64_t scale, int64_t *out,
	struct err *e);
/* A number counted in tenths (decimals 1) or hundredths (2): "62.5", "-0.3".
 * Null prints nothing. */
void ratio_print(int64_t v, int decimals, struct buf *out);

#endif
