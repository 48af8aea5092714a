/* replay.h - a whole store from its export with history (HISTORY.md 12). */
#ifndef TRANSFER_REPLAY_H
#define TRANSFER_REPLAY_H

#include "in/source.h"
#include "model/model.h"

/* Words of the export, by enum op_kind and event_kind. */
extern const char *const op_kinds[5], *const event_kinds[3];

/* Set by the caller but for the results; cleared first. */
struct replay {
	const struct source *source;
	/* results */
	uint64_t operations, events, policies;
	struct str yaml; /* of the last policy, in the arena */
	struct arena arena;
};

/* Does a text begin as such an export does? */
bool replay_is(struct str text);
/*
 * Inside a writing transaction of a store without operations: policies, words
 * and every operation as they were, ids and both clocks alike; the rows are
 * folded from them at the end. Where the file has salts and chain heads, each
 * operation is held to its own: ERR_DATA where the file was altered. Errors
 * name file:line:column.
 */
int replay_run(struct replay *r, struct store *st, struct tx *tx, int64_t now,
	struct err *e);
void replay_end(struct replay *r);

#endif
