/* activity.h - a call, mail, meeting, task, note or visit: done, or due. A
 * done activity touches the record it is about. */
#ifndef MODEL_ACTIVITY_H
#define MODEL_ACTIVITY_H

#include "model/model.h"

/* Tags are part of the store's format: never reuse one. */
enum activity_tag {
	ACTIVITY_TYPE = 32,
	ACTIVITY_SUBJECT,
	ACTIVITY_BODY,
	ACTIVITY_ABOUT,
	ACTIVITY_CONTACT,
	ACTIVITY_OWNER,
	ACTIVITY_CAMPAIGN,
	ACTIVITY_DUE = 48,
	ACTIVITY_DONE,
	ACTIVITY_OUTCOME,
	ACTIVITY_MINUTES,
};

struct activity {
	struct common common;
	struct str type;    /* a word of the policy */
	struct str subject, body;
	int64_t about;	    /* any record, anyref_make() */
	int64_t contact, owner, campaign;
	int64_t due;	    /* a day or an instant, T_WHEN */
	int64_t done;	    /* instant */
	struct str outcome;
	int64_t minutes;
};

extern const struct entity activity_entity;

/* Done at m->at, unless it was before; the outcome is kept where given. */
int activity_done(struct model *m, struct activity *a, struct str outcome,
	enum saved *how, struct err *e);

/* What `pipe note` takes. */
struct note {
	int64_t about;	      /* any record */
	struct str text;      /* the first line becomes the subject */
	struct str type;      /* null: note */
	struct str outcome;   /* may be null */
	struct str next_step; /* may be null */
	int64_t next;	      /* day of the next step, or NUM_NULL */
};
/* A touch done at m->at, and the next step of the deal (or wake-up day of the
 * lead) it is about, in one operation. ERR_USAGE for a next step of what has
 * none. */
int activity_note(struct model *m, const struct note *n, int64_t *id,
	struct err *e);

#endif
