/* complete.h - candidates for a shell: `word<TAB>description`, a line each.
 * Private to cli/. */
#ifndef CLI_COMPLETE_H
#define CLI_COMPLETE_H

#include "cli/inside.h"

enum { COMPLETE_MAX = 50 };

struct completion {
	struct cli *c;
	struct str last;  /* the unfinished word */
	struct str head;  /* of it, what stands and is kept: "--stage=" */
	size_t bare;	  /* bare arguments before it */
	bool ended;	  /* behind "--" */
	bool value;	  /* it is an option's value: */
	const struct option *row; /* of this option, */
	struct str field; /* or of the field of this name */
	bool any;	  /* candidates need not begin as the word does */
	size_t offered;
	struct buf out;
};

/* head and word together are the candidate; it must begin with the word at
 * the cursor, unless x->any. */
void offer(struct completion *x, struct str head, struct str word,
	struct str help);
/* By a row's `complete`; `part` is what was typed of it. */
void complete_source(struct completion *x, struct str source,
	struct str part);
/* Values of a field (NULL: none). */
void complete_field(struct completion *x, struct str head,
	const struct field *f, struct str part);

#endif
