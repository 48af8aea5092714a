/* rates_part.h - series of rates and how they are found. Private to rates*.c.
 */
#ifndef MODEL_RATES_PART_H
#define MODEL_RATES_PART_H

#include "model/rate.h"
#include "model/rates.h"

struct point {
	int64_t day, rate, id;
	bool used;
};

/* All days of a base and currency, ascending. */
struct series {
	struct str base, currency;
	ARR(struct point) list; /* in the arena once `ready` */
	bool ready;
};

/* Two currencies, as quoted both ways; NULL or empty: not quoted. */
struct pair {
	struct series *direct, *inverse;
};

/* What is known of a conversion. */
struct route {
	struct pair own;
	struct pair *to_via, *from_via; /* in order, nvias of them */
	size_t nvias, room;
	size_t tried; /* of the candidates */
};

/* Pointers by number, all of it in the arena, so that nothing is to be freed
 * but that. Numbers are not 0. */
struct slot {
	uint64_t key;
	void *p;
};
struct table {
	struct slot *v;
	size_t n, cap; /* cap: a power of two */
};
/* The pointer's address; where it was absent NULL, to be set before the next
 * call. */
void **table_put(struct table *t, struct arena *a, uint64_t key);

struct rates {
	struct model *m;
	struct arena *arena;
	struct str plan;
	int64_t max_age;
	bool scanned;	     /* every series is loaded */
	struct table series; /* by rate_series() of base and currency */
	struct table routes; /* the same of from and to */
	const struct currency **vias; /* candidates, in order */
	size_t nvias;
};

/* The series of a base and currency, read when first asked for; empty where
 * there is none. */
int series_load(struct rates *r, struct str base, struct str currency,
	struct series **out, struct err *e);

#endif
