/* figures.h - the rows of a forecast as columns and cells, and the deals
 * behind them. */
#ifndef SHOW_FIGURES_H
#define SHOW_FIGURES_H

#include "show/ask.h"

/* What a page of figures is headed by: "Forecast 2026Q4". */
void figures_title(const struct ask *a, const char *what);
/* Print the forecast with its notes, and `notes` (a line each) behind them. */
int figures_print(const struct ask *a, const struct forecast *f,
	struct str notes, struct err *e);
/* The deals behind it, one a row and period: f was made with spec.detail. */
int detail_print(const struct ask *a, const struct forecast *f,
	struct str notes, struct err *e);
/* A figure in its unit: money, or a number without trailing zeros. */
void unit_print(int64_t v, const struct currency *unit, struct buf *out);
/* The same into a report's cell; NUM_NULL leaves it unset. */
void put_unit(struct report *r, int at, int64_t v,
	const struct currency *unit);

#endif
