/* things.h - entities of every type, with random records, for the tests of
 * lib/query/. Today is 2026-10-15 in New York; the fiscal year is civil. */
#ifndef UNIT_THINGS_H
#define UNIT_THINGS_H

#include "query/query.h"

enum { E_SQUAD = 1, E_PERSON, E_THING };
enum { SQUADS = 6, PERSONS = 12, THINGS = 3000 };

struct squad {
	struct common common;
	struct str key;
	int64_t parent;
};

struct person {
	struct common common;
	struct str handle, name;
	int64_t squad, quota, active;
	struct str currency;
};

struct thing {
	struct common common;
	struct str name, note, code, status, stage, size, kind;
	struct str email, url, phone, country, currency, secret;
	int64_t count, amount, fee, chance, weight, close, seen, due, hot;
	int64_t owner, parent, about;
};

struct things {
	struct arena arena;
	struct schema schema;
	struct calendar cal;
	struct scope scope;
	struct query_env env;
	struct squad squads[SQUADS + 1]; /* by id */
	struct person persons[PERSONS + 1];
	struct thing *v; /* v[0] has id 1 */
	size_t n;
	size_t fetched;	 /* calls of env.fetch */
	int fetch_fails; /* code to answer with */
};

/* By id. */
extern const char *const things_handles[PERSONS + 1];
extern const char *const things_squads[SQUADS + 1];

/* Schema, calendar, scope and environment; things_make calls it. */
void things_outside(struct things *t);
/* The same records every time; ids ascend with gaps, and the last person is
 * one that references name but nobody finds. */
void things_make(struct things *t);
void things_free(struct things *t);
const struct entity *things_entity(const struct things *t, int number);
/* NULL where a reference is unset or points nowhere. */
const struct person *things_owner(const struct things *t,
	const struct thing *one);
/* Order of two folded texts, both set. */
int things_text_cmp(struct str a, struct str b);
/* SplitMix64. */
uint64_t things_random(uint64_t *state);

#endif
