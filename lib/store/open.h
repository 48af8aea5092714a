/* open.h - the first transaction of a new store. Private to the layer. */
#ifndef STORE_OPEN_H
#define STORE_OPEN_H

#include "store/tx.h"

/* Write the head of an empty store. */
int store_head(struct store *, struct err *e);
int tx_begin(struct store *, bool write, bool check_txn, struct tx **,
	struct err *e);
/* Everything kept back goes into its tables, the head last, then commit. */
int tx_commit(struct tx *, struct err *e);
void tx_free(struct tx *);

#endif
