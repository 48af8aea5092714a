/* reason_print.h - what a figure is made of, a row each, down to the operations
 * that set it. */
#ifndef SHOW_REASON_PRINT_H
#define SHOW_REASON_PRINT_H

#include "report/reason.h"
#include "show/ask.h"

int reasons_print(const struct ask *a, enum metric metric,
	const struct explained *x, struct err *e);

#endif
