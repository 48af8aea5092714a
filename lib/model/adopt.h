/*
 * adopt.h - putting a policy in force (HISTORY.md 13, 14).
 *
 * A store's first policy holds from the beginning of time. A later one is
 * looked at beforehand: what it would strand is refused, naming the records.
 */
#ifndef MODEL_ADOPT_H
#define MODEL_ADOPT_H

#include "model/model.h"

/* Inside store_write, kind OP_POLICY: give custom fields their tags, compile,
 * adopt. p->fields[].tag is set. */
int policy_adopt(struct tx *tx, struct policy *p, struct str yaml,
	int64_t instant, struct err *e);
/* Whether `next` can follow m->policy: every stage, status, activity type and
 * custom field in use is still there, a used stage has kept its type, a custom
 * field its own. ERR_DATA naming what stands in the way. */
int policy_may_follow(struct model *m, const struct policy *next,
	struct err *e);
/* After adopting one with another zone: count the roll-ups anew. */
int policy_recount(struct model *m, const struct policy *before,
	struct err *e);

#endif
