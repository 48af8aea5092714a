/* part.h - what the files of an import share. Private. */
#ifndef TRANSFER_PART_H
#define TRANSFER_PART_H

#include "model/lead.h"
#include "transfer/cell.h"
#include "transfer/import.h"

/* What a target gives in the row at hand. */
struct given {
	const struct target *target;
	bool keep; /* nothing: the field stays as it is */
	bool has;  /* else it is cleared */
	bool late; /* a path: known once the record is */
	union val v;
};

/* What happened to a record at an instant. */
struct step {
	int64_t instant;
	int column; /* that dates it */
	size_t line;
	struct given *set;
	size_t n;
	const struct plan_step *plan; /* of the wide form, else NULL */
	bool present;
};

/* All that a row, or the rows of one record, say of it. */
struct entry {
	void *rec;     /* as it is, or new */
	bool found;
	struct str ext; /* external id to be added, or null */
	int64_t id;    /* the one it must get, or NUM_NULL */
	int64_t created; /* when a new one was made, or NUM_NULL: now */
	struct given *base;
	size_t nbase;
	bool base_apart; /* base is an event before the steps, and of new
			  * records only */
	struct step *steps;
	size_t nsteps;
	bool gone;  /* found by its external id, but archived: comes back */
	bool leave; /* found by its row's content: came in before */
};

struct run {
	struct import *im;
	struct model *m;
	const struct entity *entity;
	struct rows rows;
	struct plan plan;
	struct arena arena; /* of the run */
	struct arena row;   /* of a row */
	struct scope scope; /* the model's, its arena being that of the row */
	struct buf text, text2;
	void *blank;	    /* a new record with its defaults */
	int64_t at;	    /* of undated rows */
	uint64_t saves;
	bool dirty;
	bool gathered;	    /* rows come from memory: only lines are known */
	size_t line;
	struct map contents; /* row's hash to how often it came */
};

/* ---- value.c ------------------------------------------------------------ */

/* The text a target takes from the row: null when there is none. */
struct str value_text(struct run *r, const struct target *t);
/* Who a value is read for: its record tells currency and pipeline, and
 * references made on request are made at `at`. */
struct about {
	const struct entity *entity;
	void *rec;
	int64_t at;
};
/* Read a text, null for none, for a target. */
int value_read(struct run *r, const struct target *t, struct str text,
	const struct about *about, struct given *out, struct err *e);
/* The value of a path, now that its record is known. */
int value_path(struct run *r, const struct target *t,
	const struct about *about, struct given *out, struct err *e);
/* A day or instant. Refuses what lies in the future. */
int value_instant(struct run *r, struct str text, enum date_form form,
	int64_t *out, struct err *e);

/* ---- ref.c -------------------------------------------------------------- */

int ref_find(struct run *r, const struct target *t, struct str text,
	int64_t at, int64_t *id, struct err *e);
/* The one live record with a value; 0: none. ERR_USAGE when there are more. */
int find_live(struct run *r, const struct entity *en, const struct field *f,
	struct str value, int64_t *id, struct err *e);

/* A new record with the defaults of its kind. Nobody owns it: who imports is
 * not who sells. */
int record_blank(struct run *r, const struct entity *en, struct arena *a,
	void **rec, struct err *e);

/* ---- key.c -------------------------------------------------------------- */

/* Which record the row is about: fills found, ext, id and rec, a copy in the
 * row's arena. */
int entry_find(struct run *r, struct entry *en, struct err *e);
/* The same, for the row's identity as a text: what rows are grouped by. */
int key_text(struct run *r, struct str *out, struct err *e);

/* ---- row.c -------------------------------------------------------------- */

int entry_of_row(struct run *r, struct entry *en, struct err *e);
/* Read a list of targets from the row at hand into givens; the record takes
 * the values on. Fields that one of the entry's steps sets are left out where
 * `but` is given. */
int read_targets(struct run *r, const struct targets *t,
	const struct entry *but, const struct about *about,
	struct given **out, size_t *n, struct err *e);

/* ---- past.c ------------------------------------------------------------- */

/* Mark the steps the record's history holds already. */
int past_match(struct run *r, struct entry *en, struct err *e);

/* ---- apply.c ------------------------------------------------------------ */

int entry_apply(struct run *r, struct entry *en, struct err *e);

/* ---- group.c: rows that are changes ------------------------------------- */

int groups_run(struct run *r, struct err *e);

/* ---- import.c ----------------------------------------------------------- */

/* The row at hand failed: ERR_OK when it went among the rejects. */
int row_failed(struct run *r, size_t number, size_t line,
	const struct str *cells, int rc, struct err *e);
bool row_is_out(const struct run *r, size_t number);
/* Put the place of a cell of the row at hand into e. Returns e->code. */
int row_at(struct run *r, int column, struct err *e);

#endif
