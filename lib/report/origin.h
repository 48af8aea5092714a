/* origin.h - which event a record has each of its values from. */
#ifndef REPORT_ORIGIN_H
#define REPORT_ORIGIN_H

#include "model/model.h"

struct origin {
	uint64_t op, event; /* 0: it was never set */
	int64_t instant;
};

/* By tag, en->ntags of them, in the arena: the last event at the view that
 * changed the field. */
int origins_of(struct model *m, const struct entity *en, int64_t id,
	struct arena *a, struct origin **out, struct err *e);

#endif
