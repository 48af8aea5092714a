/* pending_part.h - the numbers among what is kept back. Private to pending. */
#ifndef STORE_PENDING_PART_H
#define STORE_PENDING_PART_H

#include "store/pending.h"

/* Hand over, in order of key, the lists whose heads are below one. */
int numbers_below(struct pending *, uint32_t head,
	const struct pending_sink *, struct err *e);

#endif
