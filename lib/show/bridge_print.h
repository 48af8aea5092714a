/* bridge_print.h - a bridge as rows: a row a bucket, or a row a deal. */
#ifndef SHOW_BRIDGE_PRINT_H
#define SHOW_BRIDGE_PRINT_H

#include "report/bridge.h"
#include "show/ask.h"

/* Nodes down to what --by names; `notes` a line each, printed behind. */
int bridge_print(const struct ask *a, const struct bridge *b, struct str notes,
	struct err *e);
int bridge_print_deals(const struct ask *a, const struct bridge *b,
	struct str notes, struct err *e);

#endif
