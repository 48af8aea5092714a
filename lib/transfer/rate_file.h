/*
 * rate_file.h - exchange rates as others publish them.
 *
 * The shape is told by the content:
 *
 *	wide	a header "Date" and codes, a row a day, in units for one euro,
 *		as the European Central Bank has it: any order of days, "N/A"
 *		or nothing where there is no rate, a comma at the end
 *	lines	"P 2026-10-01 USD 0.92 EUR", as hledger and ledger have it:
 *		one of the first is worth so many of the second; "0.92 EUR",
 *		"EUR 0.92" and the signs of $, euro, pound and yen; comments
 *	plain	day, from, to and rate as CSV or TSV, with a header in any
 *		order (base and currency are from and to; plan and source too)
 *		or without one, in this order
 *
 * A wide column of an unknown code is left out where it is all "N/A"; any other
 * unknown code is an error. Withdrawn currencies have rates of their time.
 */
#ifndef TRANSFER_RATE_FILE_H
#define TRANSFER_RATE_FILE_H

#include "in/csv.h"
#include "in/source.h"
#include "model/rate.h"

struct rate_row {
	struct rate_quote q;
	size_t at; /* offset in the text, for messages */
};

/* All zero but for what the caller sets; freed by rate_file_end. */
struct rate_file {
	/* set by the caller */
	const struct source *source;
	struct str plan;   /* for rows that name none; may be null */
	struct str origin; /* the source of all rates; null: as the file says,
			    * "ecb" for the wide shape */
	/* results */
	ARR(struct rate_row) rows;
	struct buf left_out; /* columns, ", " between them */
	uint64_t created, updated, unchanged;
	/* private */
	struct arena arena;
};

/* Read all of it, without a store. ERR_DATA with file:line:column. */
int rate_file_read(struct rate_file *f, struct err *e);
/* In a writing transaction: all or nothing, by day. The same rate twice is
 * counted once; two rates for one day are an error. May be run again. */
int rate_file_save(struct rate_file *f, struct model *m, struct err *e);
/* What became of it, lines each ended by a line break. */
void rate_file_tell(const struct rate_file *f, bool dry, struct buf *out);
void rate_file_end(struct rate_file *f);

/* ---- rate_lines.c, for rate_file.c --------------------------------------- */

bool rate_lines_are(struct str text);
int rate_lines_read(struct rate_file *f, struct err *e);
/* A code in any case, or a sign, as a currency's code. ERR_DATA. */
int rate_code(struct str text, struct str *code, struct err *e);
/* A day in the order of ISO, or with the month's name. ERR_DATA. */
int rate_day(struct str text, int64_t *day, struct err *e);
/* Put the place of an offset into e. Returns e->code. */
int rate_at(const struct rate_file *f, size_t at, struct err *e);

#endif
