/*
 * firm.h - the demo company in a store in memory, read as of now, for its
 * tests. Failures show their message and end the test.
 */
#ifndef UNIT_FIRM_H
#define UNIT_FIRM_H

#include "model/model.h"

struct firm {
	struct arena arena;
	struct store *st;
	struct tx *tx; /* a reading one */
	struct model m;
	int64_t now;
	struct err e;
};

struct firm *firm_make(int64_t now);
void firm_free(struct firm *d);
/* The call's code is 0. */
void firm_must(struct firm *d, int rc);
/* Noon of a day, UTC. */
int64_t firm_noon(const char *day);
void firm_each(struct firm *d, int entity,
	void (*look)(struct firm *, const void *rec, void *arg), void *arg);
/* All that is derived agrees with the log. */
void firm_check(struct firm *d);

/* The usual one, in the middle of a quarter, as the state of a group. */
int firm_setup(void **state);
int firm_teardown(void **state);

#endif
