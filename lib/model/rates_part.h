/* rates_part.h - series of rates and how they are found. Private to rates*.c.
 */
#ifndef MODEL_RATES_PART_H
#define MODEL_RATES_PART_H

#include "base/map.h"
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

struct rates {
	struct model *m;
	struct arena *arena;
	struct str plan;
	int64_t max_age;
	bool scanned;	     /* every series is loaded */
	struct map by_pair;  /* rate_series() of base and currency */
	ARR(struct series *) series;
	struct map by_route; /* the same of from and to */
	ARR(struct route *) routes;
	const struct currency **vias; /* candidates, in order */
	size_t nvias;
};

/* The series of a base and currency, read when first asked for; empty where
 * there is none. */
int series_load(struct rates *r, struct str base, struct str currency,
	struct series **out, struct err *e);

#endif
