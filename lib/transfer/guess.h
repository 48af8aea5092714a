/* guess.h - a map to start from, made by looking at a file. */
#ifndef TRANSFER_GUESS_H
#define TRANSFER_GUESS_H

#include "in/source.h"
#include "model/model.h"

/* Add a map as YAML to `out`: what each column seems to be, with what could
 * not be told left as comments. entity 0: the one whose fields fit best. */
int guess_map(struct model *m, int entity, const struct source *source,
	struct buf *out, struct err *e);

#endif
