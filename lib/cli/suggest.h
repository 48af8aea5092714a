/* suggest.h - did you mean: the words nearest to one that is none. */
#ifndef CLI_SUGGEST_H
#define CLI_SUGGEST_H

#include "base/err.h"
#include "base/str.h"

struct suggest {
	struct str word; /* what was typed */
	struct {
		const char *name;
		int distance;
	} best[3];
	size_t n;
};

/* Offer every valid word; they must outlive the struct. Those that begin with
 * what was typed are nearest. */
void suggest_try(struct suggest *s, const char *candidate);
/* "did you mean 'move', 'remove' or 'note'?" as hint, nothing where no word is
 * near. Returns e->code. */
int suggest_hint(const struct suggest *s, struct err *e);

#endif
