/* import.h - foreign rows into records, as one operation. */
#ifndef TRANSFER_IMPORT_H
#define TRANSFER_IMPORT_H

#include "transfer/plan.h"

/* A step dated before its record's last event (HISTORY.md 7). */
enum late {
	LATE_REFUSE,
	LATE_NOW, /* takes effect now, the claimed instant is kept beside it */
};

struct import_reject {
	size_t number; /* of the row, from 0 */
	size_t line;
	struct err why;
	struct str row; /* as a line of CSV, without its end */
};

/* Those of a run; all zero at first. Rows are all there are; what became of
 * their records adds up to the rows that were not rejected, unless several
 * rows are about one record. */
struct import_counts {
	uint64_t rows, created, updated, unchanged;
	uint64_t restored; /* of those updated: they had been archived */
	bool grouped;
	uint64_t made[64]; /* by entity: created because a row named them */
	bool stopped;	   /* at a blank line: what followed was left out */
};

/* What outlives a run, which may be repeated: the caller's, cleared first and
 * freed by import_end. */
struct import {
	/* set by the caller */
	int entity;
	const struct import_map *map; /* may be NULL */
	const struct source *source;
	enum late late;
	bool keep_going;
	void (*progress)(void *, uint64_t rows); /* now and then; or NULL */
	void *ctx;
	/* results */
	struct import_counts counts;
	struct faults faults;	/* of map and header, when it fails so */
	struct buf plan;	/* what goes where, a line each */
	struct buf left_out;	/* columns that were not imported */
	bool again;		/* see import_run */
	ARR(struct import_reject) rejects;
	/* private */
	struct map rejected;	/* by number */
	struct arena arena;
	struct buf header;	/* of rejected rows */
};

/*
 * Import inside a writing transaction of kind OP_IMPORT; rows without an
 * instant of their own are dated m->at. The first row at fault is the error,
 * with its place; with keep_going it goes among the rejects. A row that had
 * changed something before it failed cannot be taken back by itself: then
 * `again` is set and ERR_AGAIN returned, and the caller runs the transaction
 * anew, in which all rows refused so far are left out.
 */
int import_run(struct model *m, struct import *im, struct err *e);
/* Rejected rows as CSV: line and reason, then the row as it was. */
void import_rejects(const struct import *im, struct buf *out);
void import_end(struct import *im);

#endif
