/*
 * report.h - the rows of a report, put together cell by cell: for programs
 * whose rows are figures rather than records.
 *
 *	report_open(&r, c, columns, NCOLS, REPORT_ALL, e)
 *	report_text(r, NAME, name), report_money(r, WON, won, currency), ...
 *	report_row(r)
 *	rc = report_close(r, rc, e)
 *
 * A cell that nothing was put into is unset.
 */
#ifndef CLI_REPORT_H
#define CLI_REPORT_H

#include "cli/program.h"

struct report;

enum { REPORT_ALL = -1 };

/* A writer in the invocation's format. `skip` is a column that is left out,
 * though it may be put into; REPORT_ALL for none. */
int report_open(struct report **r, struct cli *c,
	const struct column *columns, size_t n, int skip, struct err *e);

/* Null texts, NUM_NULL and instants of NUM_NULL leave the cell unset. */
void report_text(struct report *r, int at, struct str text);
void report_cstr(struct report *r, int at, const char *text);
void report_int(struct report *r, int at, int64_t v);
void report_bool(struct report *r, int at, bool v);
void report_day(struct report *r, int at, int64_t day);
void report_when(struct report *r, int at, int64_t when);
void report_money(struct report *r, int at, int64_t minor,
	const struct currency *money);
/* What a record is called: a rep's handle, an id. */
void report_ref(struct report *r, int at, int entity, int64_t id);
/* The cell's text, to be written into before another cell is begun. */
struct buf *report_buf(struct report *r, int at);
/* A node's name; people see how deep it stands. */
void report_indent(struct report *r, int at, int depth, struct str text);
void report_style(struct report *r, int at, enum style style);
void report_bar(struct report *r, int at, struct bar bar);

/* Write the row and begin the next. */
void report_row(struct report *r);
/* A line of values below the rows, for people. */
void report_series(struct report *r, const struct series *s);
/* Lines below what is for people; in JSON the field "notes" of the first row,
 * where the report has the column REPORT_NOTES; else for stderr. To be called
 * before the first row, once. */
void report_notes(struct report *r, struct str lines);
#define REPORT_NOTES {.name = report_notes_column}
extern const char report_notes_column[];
/* Whether they are shown with the rows, so that the question may be told, too:
 * windows, rates and so on. */
bool report_tells(const struct report *r);
/* `rc` is what has happened so far, and is returned when not 0. Frees. */
int report_close(struct report *r, int rc, struct err *e);

/* The deals, or whatever the program is about, that filter words and -e mean,
 * closed ones too. *q is NULL where there are none of either. */
int report_filter(struct cli *c, const struct str *words, size_t n,
	struct query **q, struct err *e);
/* Free it, and tell of what it left apart. NULL is none. */
void report_filter_end(struct cli *c, struct query *q);
/* The row of -e for a verb's options. */
#define REPORT_EXPR                                                            \
	{"expr", 'e', OPT_MANY, "EXPRESSION",                                  \
		"such as 'amount >= 10000 and owner != anna'", NULL}

#endif
