/* nearest.h - "did you mean": the nearest of some words, letters' case set
 * aside. Private to the layer. */
#ifndef SCHEMA_NEAREST_H
#define SCHEMA_NEAREST_H

#include "base/arena.h"
#include "base/err.h"
#include "base/str.h"

struct nearest {
	struct arena arena;
	struct str word; /* as typed, folded */
	int distance;
	struct str best; /* null: none is near */
};

/* Begin, then offer candidates; of equally near ones the first stays. The
 * candidates are the caller's to keep. */
struct nearest nearest_to(struct str word);
void nearest_try(struct nearest *n, struct str candidate);
/* Say it in e's hint, where there is something to say; and end. */
bool nearest_hint(struct nearest *n, struct err *e);
struct str nearest_end(struct nearest *n);

#endif
