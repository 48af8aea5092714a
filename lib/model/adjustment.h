/*
 * adjustment.h - what somebody says a forecast's figure is, in place of the
 * one that follows from the deals: of a category of a rep or team in a period,
 * or of one deal. Nothing edits the deal.
 *
 * An adjustment is its owner's (the rep's own, a team's manager's of his team)
 * or the manager's above; it replaces the figure for whoever made it and for
 * everyone above. It goes by holder or deal, days, category, measure,
 * currency and whose it is: setting it again revises it, and its events are
 * the revisions. Taking it back archives it.
 */
#ifndef MODEL_ADJUSTMENT_H
#define MODEL_ADJUSTMENT_H

#include "model/figure.h"

/* Tags are part of the store's format: never reuse one. */
enum adjustment_tag {
	ADJUSTMENT_HOLDER = 32,
	ADJUSTMENT_DEAL,
	ADJUSTMENT_PERIOD,
	ADJUSTMENT_FROM,
	ADJUSTMENT_TO,
	ADJUSTMENT_CATEGORY,
	ADJUSTMENT_MEASURE,
	ADJUSTMENT_BY,
	ADJUSTMENT_VALUE = 48,
	ADJUSTMENT_CURRENCY,
	ADJUSTMENT_NUMBER,
	ADJUSTMENT_AUTHOR,
	ADJUSTMENT_NOTE,
};

struct adjustment {
	struct common common;
	int64_t holder;	     /* rep or team, anyref_make(); or else: */
	int64_t deal;
	struct str category; /* pipeline best_case most_likely commit; of a
			      * holder's only */
	struct str by;	     /* owner, manager */
	struct figure figure; /* without a period for a deal's */
	int64_t author;	     /* rep, may be unset */
	struct str note;
};

extern const struct entity adjustment_entity;

/* The live adjustment, other than `like` itself, that goes by the same key;
 * *out NULL: there is none. */
int adjustment_find(struct model *m, const struct adjustment *like,
	struct adjustment **out, struct err *e);

/* What `pipe forecast adjust` takes. */
struct adjustment_key {
	int64_t holder;	      /* rep or team; NUM_NULL: the deal's */
	int64_t deal;	      /* its id */
	struct period period; /* of a holder's */
	struct str category;  /* of a holder's */
	struct str measure;   /* null: amount */
	struct str currency;  /* null: that of the deal, the base one */
	struct str by;	      /* null: told by who we are */
};

/*
 * Insert or revise by key. The author is who we are (model_me). Whose it is,
 * where `by` is null: the owner's when the author is the rep, the manager of
 * the team, or the deal's owner; else the manager's. A manager adjusts his
 * immediate reports: ERR_DATA when the author is a rep and the nearest manager
 * above is another; where none is known above, or it is not known who we are,
 * anyone may. A deal must be open, and the value in its currency. A figure
 * said anew without a note has none.
 */
int adjustment_set(struct model *m, const struct adjustment_key *k,
	struct str value, struct str note, int64_t *id, enum saved *how,
	struct err *e);
/* Archive what goes by the key, in any currency where it names none. ERR_NO
 * when there is nothing. */
int adjustment_clear(struct model *m, const struct adjustment_key *k,
	struct ids *cleared, struct err *e);

/* An adjustment that counts at the view. */
struct adjusted {
	int64_t id, holder, deal; /* NUM_NULL: the other one is set */
	int64_t from, to;	  /* NUM_NULL: a deal's */
	struct str category, measure; /* the first as `from` */
	bool manager;		  /* his above; else the owner's own */
	const struct currency *money; /* NULL: a number */
	int64_t value, number;
};
/* Those at the view, ascending by id: of deals all, of holders those whose
 * days lie within one of the periods (a month's, too, for a quarter). In the
 * arena. */
int adjustment_load(struct model *m, struct arena *a,
	const struct period *periods, size_t nperiods, struct adjusted **out,
	size_t *n, struct err *e);

/* For the check hook: whose an adjustment is by its author, "owner" or
 * "manager". */
int adjustment_told_by(struct model *m, const struct adjustment *a,
	struct str *by, struct err *e);

#endif
