/* mismatch.h - where a team's quota is not the sum of those below it. */
#ifndef REPORT_MISMATCH_H
#define REPORT_MISMATCH_H

#include "model/model.h"

struct mismatch {
	struct str team;	      /* node: "team/emea" */
	const struct period *period;
	const struct currency *money;
	int64_t own, below;	      /* minor units */
	int64_t mismatch;	      /* below - own: negative where the team
				       * is to sell more than its members */
};

/* A row for each team that has a figure of its own and figures below it, as
 * forecast.h has them, equal ones too: by period in the order given, then down
 * the tree, then by currency. Without periods, every period that a team's own
 * quota is set for, by their days. In the arena. */
int mismatch_make(struct model *m, struct arena *a,
	const struct period *periods, size_t nperiods, struct mismatch **out,
	size_t *n, struct err *e);

#endif
