/* save.h - how rows come to change. Private to the layer. */
#ifndef STORE_SAVE_H
#define STORE_SAVE_H

#include "store/tx.h"

/* tx_save; rules false: the entity's check hook is not asked (undo, replay). */
int record_save(struct tx *, const struct entity *, void *rec,
	int64_t instant, bool rules, enum saved *how, struct err *e);
/* Required fields, references and unique values. ERR_DATA, and as below. */
int record_check(struct tx *, const struct entity *, const void *before,
	const void *rec, struct err *e);
/* ERR_AGAIN or ERR_DATA when another live record has a unique value. */
int check_unique(struct tx *, const struct entity *, const void *before,
	const void *rec, struct err *e);
/* Note that a record is known to be there, or is no longer. */
void seen_set(struct tx *, int entity, int64_t id, bool there);
/* Numbers of all of a record's events, voided ones included. */
int history_all(struct tx *, const struct entity *, int64_t id,
	struct numbers *out, struct err *e);

#endif
