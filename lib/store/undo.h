/* undo.h - what an operation did, gathered to be taken back. Private. */
#ifndef STORE_UNDO_H
#define STORE_UNDO_H

#include "store/save.h"

/* One record of the operation: what it changed, first before and last after. */
struct touched {
	int entity;
	int64_t id;
	bool created;
	struct changes changes;
};

struct touched_list {
	struct touched *v;
	size_t n, cap;
	struct map at; /* entity << 56 | id -> index */
};

int touched_gather(struct tx *, const struct op *, struct touched_list *,
	struct err *e);
void touched_free(struct touched_list *);
/* Refuse, naming them, when later operations changed the same fields. */
int touched_conflicts(struct tx *, const struct op *,
	const struct touched_list *, struct err *e);
int void_flip(struct tx *, const struct op *, struct err *e);

#endif
