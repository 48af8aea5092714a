/*
 * demo_plan.h - two years as a list of steps, planned before anything is
 * written, so that a transaction may be run again. Private to demo/.
 *
 * A record is known by its place among those of its entity in the order they
 * were planned; its id is only known when its step was taken.
 */
#ifndef DEMO_PLAN_H
#define DEMO_PLAN_H

#include "demo/demo_names.h"
#include "demo/demo_random.h"
#include "model/model.h"

#define NOWHERE SIZE_MAX

/* A field given by name: a text as it would be typed, a reference to a planned
 * record, or neither (cleared). */
struct give {
	struct give *next;
	const char *field;
	struct str text;
	int entity;
	size_t place;
};

enum deed {
	DEED_ADD, DEED_SET, DEED_RM, DEED_MOVE, DEED_WIN, DEED_LOSE,
	DEED_REOPEN, DEED_QUALIFY, DEED_NURTURE, DEED_DISQUALIFY,
	DEED_CONVERT, DEED_NOTE, DEED_DONE, DEED_QUOTA, DEED_RATE, DEEDS,
};

struct step {
	int64_t at;
	size_t order;	/* of planning, among equal instants */
	enum deed deed;
	int entity;	/* of the record it is about */
	size_t place;
	size_t actor;	/* the rep who does it */
	/* An operation of its own, with all steps that follow in the order of
	 * planning and say the same. NULL: part of the weekly meeting, or of
	 * late an operation for itself. */
	const char *alone;
	const char *word; /* of the deed: a stage, a reason; may be NULL */
	struct give *gives, **end;
	size_t account, contact, deal; /* what a conversion makes or finds */
};

struct plan {
	struct arena *arena;
	const struct model *model; /* as loaded before the first step */
	struct calendar cal;
	int64_t first, last;	   /* days: a Monday, the last working day */
	int64_t joined[DEMO_REPS], left[DEMO_REPS]; /* days, [from, to) */
	int64_t leaving;	   /* instant Dana's deals change hands */
	struct period quarters[3]; /* the last, the current and the next */
	size_t planned[E_END];	   /* records of each entity */
	ARR(struct step *) steps;
	int64_t known_since[DEMO_COMPANIES]; /* day, NUM_NULL: not yet */
	size_t account[DEMO_COMPANIES];	     /* place of the account */
	ARR(struct person *) persons;
	size_t named[PEOPLES];	   /* people named so far */
};

/* A contact, or one to be. */
struct person {
	const char *name, *email;
	size_t company; /* NOWHERE: of none of ours */
	size_t contact; /* place; NOWHERE: not yet one */
	int64_t since;	/* day he or she was known */
};

/* Where a record stands in time: steps about it never go back. */
struct life {
	int64_t at;
};
#define LIFE_NEW ((struct life){INT64_MIN})

/* ---- time --------------------------------------------------------------- */

/* Of a day from the first to the last, minutes after eight in the morning. */
int64_t plan_instant(const struct plan *p, int64_t day, int64_t minute);
/* Some working time of the day, or of the last working day before it, later
 * than all before. */
int64_t life_at(struct life *l, const struct plan *p, struct dice *d,
	int64_t day);
/* After the meeting of a week: the Friday at or before a day, half past four
 * and later. */
int64_t plan_after_meeting(const struct plan *p, int64_t day, int64_t minute);
/* A working day near a day, within the two years. */
int64_t plan_day(const struct plan *p, int64_t day);
/* The day itself or the working day before it. */
int64_t day_working(int64_t day);

/* ---- steps -------------------------------------------------------------- */

size_t plan_record(struct plan *p, int entity);
struct step *plan_step(struct plan *p, int64_t at, enum deed deed,
	int entity, size_t place, size_t actor);
/* NULL and unset values are not given. */
void give_text(struct plan *p, struct step *s, const char *field,
	const char *text);
void give_ref(struct plan *p, struct step *s, const char *field, int entity,
	size_t place);
void give_day(struct plan *p, struct step *s, const char *field, int64_t day);
void give_instant(struct plan *p, struct step *s, const char *field,
	int64_t instant);
void give_int(struct plan *p, struct step *s, const char *field, int64_t n);
/* Whole units of the record's currency. */
void give_money(struct plan *p, struct step *s, const char *field,
	int64_t units);
void give_nothing(struct plan *p, struct step *s, const char *field);

/* ---- the parts, in the order they are planned --------------------------- */

void plan_company(struct plan *p);
void plan_market(struct plan *p);
void plan_deals(struct plan *p);
void plan_leads(struct plan *p);
void plan_quotas(struct plan *p);
void plan_rates(struct plan *p);

/* What is said of Dana's leaving, at p->leaving. */
extern const char demo_leaving[];
/* Whether a rep sells on a day. */
bool rep_sells(const struct plan *p, size_t rep, int64_t day);
/* The quota of a rep in whole units, quarters from the current one, as first
 * planned; and how much that of the current one was revised by. */
int64_t rep_quota(size_t rep, int quarter);
int64_t rep_revision(size_t rep);
/* The campaign a lead of a day may come from, NOWHERE: none. */
size_t campaign_on(const struct plan *p, struct dice *d, int64_t day);

/* A new person's name and address at a company's domain. */
struct person *person_new(struct plan *p, enum people people, size_t company,
	const char *domain, int64_t since);
const char *company_domain(struct plan *p, const char *brief);
/* The step that makes an account of a company. */
void account_add(struct plan *p, int64_t at, size_t company, size_t actor);
/* What is known of it besides its name. */
void account_give(struct plan *p, struct step *s, size_t company);
void contact_add(struct plan *p, int64_t at, struct person *who,
	size_t actor);
/* Some contact a company had on a day; NOWHERE. */
size_t contact_on(const struct plan *p, struct dice *d, size_t company,
	int64_t day);

/* A touch about a record, done at `at`: a note, or an activity (DEED_ADD), or
 * whichever comes (DEEDS). */
struct step *touch_add(struct plan *p, struct dice *d, int64_t at,
	enum deed deed, int entity, size_t place, size_t contact, size_t rep);
/* A task about a deal of an instant: due about the end, or long done. */
void task_due(struct plan *p, struct dice *d, int64_t begun, size_t deal,
	size_t contact, size_t rep);
void task_done(struct plan *p, struct dice *d, int64_t begun, size_t deal,
	size_t contact, size_t rep);

/* Take all steps. */
int plan_play(struct plan *p, struct store *st, struct err *e);
/* A few quotes, shortly before an instant. */
int plan_offers(struct plan *p, struct store *st, int64_t before,
	struct err *e);

/* ---- playing ------------------------------------------------------------ */

struct play {
	struct plan *plan;
	struct store *store;
	struct arena arena;	/* of one operation */
	struct model model;
	int64_t *ids[E_END];	/* by place; 0: not made yet */
	struct step **steps;	/* those of the operation */
	size_t n;
	struct op_spec spec;
};

/* "deal move", and what it does. */
const char *deed_verb(enum deed deed);
int step_take(struct play *y, const struct step *s, struct err *e);

#endif
