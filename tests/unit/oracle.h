/*
 * oracle.h - the naive fold: every change, from the start, no index, no
 * roll-up. It knows two small entities of its own and nothing of store/ but
 * the records' structs; the store must agree with it at any view.
 */
#ifndef TESTS_ORACLE_H
#define TESTS_ORACLE_H

#include "store/store.h"

enum { E_THING = 1, E_MARK = 2, FACTS = 8, IDS_MAX = 256 };

struct thing {
	struct common c;
	struct str name, kind;	 /* kind: through the dictionary */
	int64_t amount, day, owner; /* owner: another thing */
	int64_t moves, since, touched; /* kept */
	int64_t month;		 /* derived */
};

/* A mark touches the thing it is about when it is done. */
struct mark {
	struct common c;
	struct str text;
	int64_t about, done;
};

extern const struct entity thing_entity, mark_entity;

/* A fact as the oracle keeps it: a number or a text by position. */
struct fact {
	bool set;
	int64_t i;
	char s[24];
};

/* One event: what it set, nothing else. */
struct shadow {
	int entity;
	int64_t id, instant;
	uint64_t op;
	bool purge;
	bool changed[FACTS];
	struct fact facts[FACTS];
};

/* A void, or the taking back of one: `op` flips at operation `at`. */
struct flip {
	uint64_t op, at;
};

struct oracle {
	ARR(struct shadow) events;
	ARR(struct flip) marks;
};

/* The state of one record at a view; false: it did not exist then. */
struct state {
	struct fact facts[FACTS];
	int64_t rev, created, updated, moves, since, touched;
};
bool oracle_state(const struct oracle *o, int entity, int64_t id,
	struct view v, struct state *out);
/* A record's facts in the oracle's order, and the difference of two. */
void oracle_facts(int entity, const void *rec, struct fact out[FACTS]);
bool oracle_diff(const struct fact a[FACTS], const struct fact b[FACTS],
	struct shadow *out);
int64_t oracle_month(const struct fact facts[FACTS]);
/* What is wrong with a record as the store gave it, or NULL. */
const char *oracle_compare(const struct state *s, int entity,
	const void *rec);

/* What tx_check finds wrong in the store as it is now, or why it could not be
 * read; empty: nothing. */
void oracle_faults(struct store *, struct buf *out);

#endif
