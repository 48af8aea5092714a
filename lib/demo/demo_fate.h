/* demo_fate.h - what becomes of every deal, decided before its story is told.
 * Private to demo/. */
#ifndef DEMO_FATE_H
#define DEMO_FATE_H

#include "demo/demo_plan.h"

enum fate_end { FATE_OPEN, FATE_WON, FATE_LOST };

struct fate {
	enum fate_end end;
	size_t rep;	 /* owner at the end; NOWHERE: nobody */
	int64_t made;	 /* day it began, maybe before the first */
	int64_t ended;	 /* day it was closed; open: the last day */
	int64_t amount;	 /* at the end, whole units; 0: none */
	int64_t close;	 /* the expectation as it last stood, or NUM_NULL */
	int stage;	 /* the last open one, counted from 0 */
	int64_t since;	 /* open: day it came to its stage */
	int64_t touched; /* open: day of the last touch after that, or
			    NUM_NULL */
	int64_t recurring; /* a month, or NUM_NULL */
	bool back;	 /* was lost once in between */
	bool undone;	 /* lost, after it had been won */
	bool latest;	 /* its last move is the last step of all */
	const struct fate *renews;
	size_t order;	 /* of making */
	/* set when its story is told */
	size_t company, contact, deal;
};

struct fates {
	ARR(struct fate *) list;
};

enum { FATES = 400 };

/* All of them, by the day they began. */
void fates_make(struct plan *p, struct fates *f);
/* Those that are open at the end; the others are there already. */
void fates_open(struct plan *p, struct fates *f);
struct fate *fate_new(struct plan *p, struct fates *f, enum fate_end end,
	size_t rep);
/* What a deal may be worth to a rep. */
int64_t fate_amount(struct dice *d, size_t rep);
/* Open stages of the two pipelines, and how long a deal may rest there. */
const char *fate_stage(const struct fate *f, int stage);
int64_t fate_patience(const struct plan *p, const struct fate *f);

#endif
