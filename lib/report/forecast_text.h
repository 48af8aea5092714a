/* forecast_text.h - a forecast as bytes that can be kept and compared. */
#ifndef REPORT_FORECAST_TEXT_H
#define REPORT_FORECAST_TEXT_H

#include "report/forecast.h"

/* A line for each row, its figures between tabs: period, node, currency, then
 * quota, won, gap, pipeline, weighted, deals_won, deals_open, mismatch, call,
 * landing, the categories from pipeline to closed, in minor units; what is
 * empty is nothing. The same figures give the same bytes. */
void forecast_text(const struct forecast *f, struct buf *out);

#endif
