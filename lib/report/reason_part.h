/* reason_part.h - an explanation being made, for its files. Private to report/.
 */
#ifndef REPORT_REASON_PART_H
#define REPORT_REASON_PART_H

#include "report/reason.h"

struct search {
	struct model *m;
	struct arena *a;
	enum metric metric;
	struct explained *out;
	ARR(struct reason) list;
};

/* Whether a node is `top` or stands below it. */
bool reason_below(const struct search *s, struct str node, struct str top);
/* What a deal adds to a figure; *counts false: it has no part in it. */
int64_t reason_part(enum metric metric, const struct forecast_deal *d,
	bool *counts);
/* List a deal with what it adds. */
void reason_deal(struct search *s, const struct forecast_deal *d,
	int64_t value);
/* A node's category or landing as it is rolled up: what is said at a node
 * stands for all below. */
void reasons_rolled(struct search *s, struct str node,
	const struct currency *money);

#endif
