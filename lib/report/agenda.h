/*
 * agenda.h - what wants somebody's attention at the model's today, in this
 * order, each kind by due day (unset last) and id:
 *
 *	activity  not done, and due by the horizon or overdue
 *	next      open deals whose day of the next step is reached by then
 *	close     open deals whose expected close day has passed
 *	wake      open leads whose wake-up day is reached by then
 *	rotten    open deals idle longer than their stage allows, with the
 *		  event that set their clock; due on the last day they were not
 *	no-step   open deals with neither a next step nor a day for one
 *
 * Archived records are out.
 */
#ifndef REPORT_AGENDA_H
#define REPORT_AGENDA_H

#include "model/model.h"

enum agenda_kind {
	AGENDA_ACTIVITY,
	AGENDA_NEXT,
	AGENDA_CLOSE,
	AGENDA_WAKE,
	AGENDA_ROTTEN,
	AGENDA_NO_STEP,
};

/* "activity", "no-step". */
const char *agenda_word(enum agenda_kind kind);

struct agenda_spec {
	int64_t owner; /* rep; NUM_NULL: everyone's */
	int64_t days;  /* the horizon is today and so many days more */
};

struct agenda_item {
	enum agenda_kind kind;
	const struct entity *entity;
	int64_t id;
	struct str title;
	int64_t due;   /* a day or an instant (T_WHEN), or NUM_NULL */
	int64_t days;  /* from today to the due day: negative is overdue */
	int64_t owner; /* rep, or NUM_NULL */
	struct str why; /* "idle 31 days, 14 are allowed: ..." */
};

struct agenda {
	struct agenda_item *v; /* in the arena */
	size_t n;
};

int agenda_make(struct model *m, struct arena *a,
	const struct agenda_spec *spec, struct agenda *out, struct err *e);

#endif
