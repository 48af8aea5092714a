/* demo_lead.h - leads before they become deals, and those that never do.
 * Private to demo/. */
#ifndef DEMO_LEAD_H
#define DEMO_LEAD_H

#include "demo/demo_plan.h"

/* A lead that is about to be converted. */
struct lead_past {
	size_t place;
	struct life life;
};

/* Someone of a company becomes a lead and is worked until `day`. */
struct person *lead_before(struct plan *p, struct dice *d, size_t company,
	size_t rep, int64_t day, struct lead_past *out);

#endif
