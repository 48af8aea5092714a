/* check.h - the parts of tx_check. Private to the layer. */
#ifndef STORE_CHECK_H
#define STORE_CHECK_H

#include "store/tx.h"

struct check {
	struct tx *t;
	struct check_report *out;
	struct err *e;
};

/* One line of the report; damage or (derived data, references) not. */
void check_problem(struct check *, bool damage, const char *fmt, ...)
	__attribute__((format(printf, 3, 4)));
/* Damage met on the way becomes a line; anything else is passed on. */
int check_met(struct check *, int rc, const char *where);

int check_tables(struct check *);
int check_log(struct check *);
int check_words(struct check *);
int check_records(struct check *);
int check_rollups(struct check *);
int check_columns(struct check *);

#endif
