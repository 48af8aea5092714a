/*
 * deal.h - an opportunity on its way through the stages of a pipeline.
 *
 * Stages are policy; status (open, won, lost) is the type of the stage. On
 * entering a stage its probability and category are copied, and who set them
 * is kept: a person's own stand until the next move or until cleared. However
 * a deal comes to a stage (add, set, move, win, import), the same rules hold,
 * because they stand in the entity's check hook; the verbs below find the
 * stage, set it and save at m->at. Fields set before the call are saved with
 * it, in the same operation.
 */
#ifndef MODEL_DEAL_H
#define MODEL_DEAL_H

#include "model/model.h"

/* Tags are part of the store's format: never reuse one. */
enum deal_tag {
	/* what and who */
	DEAL_NAME = 32,
	DEAL_ACCOUNT,
	DEAL_CONTACT,
	DEAL_PRODUCT,
	DEAL_OWNER,
	DEAL_LEAD,
	DEAL_SOURCE,
	DEAL_CAMPAIGN,
	DEAL_COMPETITOR,
	DEAL_DESCRIPTION,
	/* where it stands */
	DEAL_PIPELINE = 48,
	DEAL_STAGE,
	DEAL_STATUS,
	DEAL_PROBABILITY,
	DEAL_PROBABILITY_BY,
	DEAL_CATEGORY,
	DEAL_CATEGORY_BY,
	DEAL_CLOSE,
	DEAL_CLOSED,
	DEAL_REASON,
	DEAL_NEXT_STEP,
	DEAL_NEXT,
	/* how much */
	DEAL_AMOUNT = 72,
	DEAL_CURRENCY,
	DEAL_QUANTITY,
	DEAL_RECURRING,
	DEAL_WEIGHTED,
	DEAL_AMOUNT_FROM,
	/* kept */
	DEAL_STAGE_SINCE = 88,
	DEAL_PUSHES,
	DEAL_SLIP,
	DEAL_TOUCHED,
	DEAL_AMOUNT_SINCE,
	/* derived */
	DEAL_AGE = 104,
	DEAL_STAGE_DAYS,
	DEAL_IDLE,
	DEAL_IDLE_BY,
	DEAL_ROTTEN,
	DEAL_PERIOD,
};

struct deal {
	struct common common;
	struct str name;
	int64_t account, contact, product;
	int64_t owner;		/* rep */
	int64_t lead;		/* it came from */
	struct str source;
	int64_t campaign;
	struct str competitor, description;
	struct str pipeline, stage;
	struct str status;	/* derived: open, won, lost */
	int64_t probability;	/* basis points */
	struct str probability_by; /* stage, person, model */
	struct str category;	/* omitted pipeline best_case most_likely
				   commit closed */
	struct str category_by;
	int64_t close;		/* the day it is expected to close */
	int64_t closed;		/* instant it was won or lost */
	struct str reason;	/* why it was lost */
	struct str next_step;
	int64_t next;		/* day of the next step */
	int64_t amount;		/* minor units of currency */
	struct str amount_from;	/* quote: the primary one's; manual; unset
				   without a quote */
	struct str currency;
	int64_t quantity;	/* exact decimal */
	int64_t recurring;	/* minor units a month */
	int64_t weighted;	/* derived: amount x probability */
	int64_t stage_since;	/* kept: instant it came to its stage */
	int64_t pushes;		/* kept: times close moved later */
	int64_t slip;		/* kept: days it moved later in all */
	int64_t touched;	/* kept: last done activity about it */
	int64_t amount_since;	/* kept: instant amount or currency last
				   changed, or it was made */
	int64_t age;		/* derived: days, until closed */
	int64_t stage_days;	/* derived: days in its stage */
	int64_t idle;		/* derived, open deals: days since the last
				   move or touch */
	struct str idle_by;	/* derived: "stage" or "activity" set it */
	int64_t rotten;		/* derived: idle beyond the stage's limit */
	int64_t period;		/* derived: see deal_period() */
};

extern const struct entity deal_entity;

/*
 * The month a deal counts in, as calendar_month(): for open deals that of
 * close, for won and lost ones that of closed, a day in the calendar's zone. An
 * open deal without a close day is in PERIOD_UNDATED, so that roll-ups and the
 * index on `period` hold every deal.
 */
#define PERIOD_UNDATED INT64_C(1000000)

/* The deal's stage in the policy, NULL when unknown to it. */
const struct stage *deal_stage(const struct policy *p, const struct deal *d);

/*
 * Entering a stage. ERR_USAGE for a stage its pipeline does not have;
 * ERR_DATA when the target's rules do not hold: the message names every
 * missing field and the exit criteria of the stage being left, the hint is the
 * command that would do.
 */
int deal_move(struct model *m, struct deal *d, struct str stage,
	enum saved *how, struct err *e);
/* The next open stage; ERR_DATA after the last, or when closed. */
int deal_advance(struct model *m, struct deal *d, enum saved *how,
	struct err *e);
/* The pipeline's won stage. `close`, the expectation, stays as it stands. */
int deal_win(struct model *m, struct deal *d, enum saved *how, struct err *e);
/* A reason is required where the policy lists some; null keeps d's own. */
int deal_lose(struct model *m, struct deal *d, struct str reason,
	enum saved *how, struct err *e);
/* Back to an open stage: the one named, or the last open one it was in. */
int deal_reopen(struct model *m, struct deal *d, struct str stage,
	enum saved *how, struct err *e);

/* The hooks of the entity row. */
void deal_fold(const void *before, void *after, int64_t instant);
void deal_derive(const struct derive_env *env, void *rec);
int deal_check(void *ctx, const void *before, void *after, struct err *e);

#endif
