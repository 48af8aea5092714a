/*
 * assertion.h - what a report is to hold to: "coverage>=3 and mismatch=0".
 *
 * An assertion is an expression of the query layer over the columns of a
 * forecast. It is about the total, or about the node named before it
 * ("team/emea: won>=100000"), or the teams, the reps or all of them ("teams:
 * mismatch=0"); in each period asked for, and in each currency. What it
 * compares has to be there: a figure that is empty fails it (HISTORY.md 20).
 */
#ifndef REPORT_ASSERTION_H
#define REPORT_ASSERTION_H

#include "report/forecast.h"

/* Lines that say which rows do not hold are added to `failed`, one each. No
 * row to look at is a failure too. ERR_USAGE for what cannot be read. */
int forecast_assert(const struct query_env *env, const struct forecast *f,
	struct str text, struct buf *failed, struct err *e);

#endif
