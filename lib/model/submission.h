/*
 * submission.h - the number a rep (or the manager of a team) calls for a
 * period: said, not derived. It goes by holder, days, measure and currency;
 * saying it again, be it the same, is a new event, so that it is known how old
 * a call is.
 */
#ifndef MODEL_SUBMISSION_H
#define MODEL_SUBMISSION_H

#include "model/figure.h"

/* Tags are part of the store's format: never reuse one. */
enum submission_tag {
	SUBMISSION_HOLDER = 32,
	SUBMISSION_PERIOD,
	SUBMISSION_FROM,
	SUBMISSION_TO,
	SUBMISSION_MEASURE,
	SUBMISSION_VALUE = 40,
	SUBMISSION_CURRENCY,
	SUBMISSION_NUMBER,
	SUBMISSION_AUTHOR,
	SUBMISSION_NOTE,
	SUBMISSION_SAID,
};

struct submission {
	struct common common;
	int64_t holder;	      /* rep or team, anyref_make() */
	struct figure figure;
	int64_t author;	      /* rep, may be unset */
	struct str note;
	int64_t said;	      /* instant the figure was last said */
};

extern const struct entity submission_entity;

int submission_find(struct model *m, const struct submission *like,
	struct submission **out, struct err *e);

/* What `pipe forecast submit` takes. */
struct submission_key {
	int64_t holder;	      /* rep or team */
	struct period period;
	struct str measure;   /* null: amount */
	struct str currency;  /* null: the base currency */
};
/* Insert or say anew by key. The author is who we are. A figure said anew
 * without a note has none. */
int submission_set(struct model *m, const struct submission_key *k,
	struct str value, struct str note, int64_t *id, enum saved *how,
	struct err *e);

/* A submission that counts at the view. */
struct submitted {
	int64_t id, holder;
	int64_t from, to;
	struct str period, measure;
	const struct currency *money; /* NULL: a number */
	int64_t value, number;
	int64_t days;	 /* since it was last said, by the calendar; at least
			  * 0 */
	bool stale;	 /* that is more than stale_after */
};
/* Those whose days lie within one of the periods (a month's, too, for a
 * quarter), ascending by id; in the arena. stale_after: days a call is good
 * for, NUM_NULL: for ever. */
int submission_load(struct model *m, struct arena *a,
	const struct period *periods, size_t nperiods, int64_t stale_after,
	struct submitted **out, size_t *n, struct err *e);

#endif
