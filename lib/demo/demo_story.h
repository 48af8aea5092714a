/* demo_story.h - a deal's fate as a row of moments. Private to demo/. */
#ifndef DEMO_STORY_H
#define DEMO_STORY_H

#include "demo/demo_fate.h"

enum turn {
	TURN_STAGE, TURN_CHANGE, TURN_TOUCH, TURN_WIN, TURN_LOSE, TURN_BACK,
};

struct moment {
	int64_t day;
	size_t order;
	enum turn turn;
	const char *word; /* stage, or reason */
	int64_t amount;	  /* whole units, 0: as before */
	int64_t close;	  /* NUM_NULL: as before */
	size_t rep;	  /* NOWHERE: as before */
};

/* By day; the first is the deal's beginning. */
struct story {
	ARR(struct moment) list;
};

void story_tell(struct plan *p, struct dice *d, const struct fate *f,
	struct story *s);

#endif
