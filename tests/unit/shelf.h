/*
 * shelf.h - a store that holds things of the oracle, for tests of how it does.
 * Failures show their message and end the test.
 */
#ifndef UNIT_SHELF_H
#define UNIT_SHELF_H

#include "oracle.h"

struct shelf {
	struct store *st;
	struct schema schema;
	struct arena arena;
	struct derive_env env;
};

/* The call's code is 0. */
void shelf_must(int rc, const struct err *e);

/* With the schema, without a store. */
void shelf_begin(struct shelf *);
/* The same with a new store in memory. */
void shelf_open(struct shelf *);
/* The store there, opened to be written to; as shelf_begin left it. */
void shelf_open_at(struct shelf *, const char *dir);
void shelf_close(struct shelf *);

/* One operation: fn(tx, arg, e). */
void shelf_run(struct shelf *, enum op_kind kind,
	int (*fn)(struct tx *, void *, struct err *), void *arg);
/* Add so many, with amounts from 0 and days ten apart, in one operation. */
void shelf_add(struct shelf *, int n);
/* tx_check finds nothing wrong. */
void shelf_whole(struct store *);

#endif
