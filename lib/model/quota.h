/*
 * quota.h - what a rep or team is to sell in a period.
 *
 * A quota goes by its holder, days [from, to), measure, selector and currency;
 * setting it again revises it, and its events are the revisions.
 */
#ifndef MODEL_QUOTA_H
#define MODEL_QUOTA_H

#include "model/figure.h"

/* Tags are part of the store's format: never reuse one. */
enum quota_tag {
	QUOTA_HOLDER = 32,
	QUOTA_PERIOD,
	QUOTA_FROM,
	QUOTA_TO,
	QUOTA_MEASURE,
	QUOTA_SELECTOR,
	QUOTA_VALUE = 40,
	QUOTA_CURRENCY,
	QUOTA_NUMBER,
	QUOTA_REASON,
};

struct quota {
	struct common common;
	int64_t holder;	      /* rep or team, anyref_make() */
	struct str period;    /* the label typed, canonical: "2026Q4" */
	int64_t from, to;     /* days, half open; computed from period */
	struct str measure;   /* amount quantity count recurring */
	struct str selector;  /* filter words, null: everything */
	int64_t value;	      /* amount and recurring: minor units */
	struct str currency;
	int64_t number;	      /* quantity and count: exact decimal */
	struct str reason;
};

extern const struct entity quota_entity;

/* Put a figure's fields into a quota. */
void quota_put(struct quota *q, const struct figure *f);

/* Which deals count, from words of a filter joined by blanks: product:SKU,
 * pipeline:ID, and @NAME or segment:NAME for a named filter of the policy. What
 * they name must be there; they are put into one form and order, so that equal
 * selectors are equal texts. ERR_USAGE. */
int quota_selector(struct model *m, struct str words, struct str *out,
	struct err *e);

/* The live quota, other than `like` itself, that goes by the same key; *out
 * NULL: there is none. */
int quota_find(struct model *m, const struct quota *like, struct quota **out,
	struct err *e);

/* What `pipe quota set HOLDER PERIOD VALUE` takes. */
struct quota_key {
	int64_t holder;	     /* rep or team */
	struct period period;
	struct str measure;  /* null: amount */
	struct str selector; /* null: every deal */
	struct str currency; /* null: the base currency */
};
/* Insert or revise by key. The value is "250000", "250000EUR" (the currency
 * written becomes the key's) or for numbers "12.5". */
int quota_set(struct model *m, const struct quota_key *k, struct str value,
	struct str reason, int64_t *id, enum saved *how, struct err *e);

/* The quota of a key, not saved. */
int quota_make(struct model *m, const struct quota_key *k, struct str value,
	struct str reason, struct quota **out, struct err *e);

struct quota_copied {
	int64_t created, updated, unchanged;
};
/* Write `q` where there is no such quota, else revise the one there is. */
int quota_upsert(struct model *m, struct quota *q, struct quota_copied *counts,
	struct err *e);

/* The value of a year or quarter, set for each of its months: in equal parts,
 * or by weights, a month each. Parts are of the currency's minor unit (numbers:
 * of the last digit given) and sum to the value exactly, by largest remainder,
 * the earlier month first. Figures that are there for the whole or its quarters
 * are revised to agree; none are made. ERR_USAGE where the period is not
 * several months, or the weights are no good. */
struct quota_spread {
	struct quota_key key;
	struct str value, reason;
	const int64_t *weights; /* exact decimals; NULL: even */
	size_t nweights;
};
int quota_spread(struct model *m, const struct quota_spread *s,
	struct quota_copied *out, struct err *e);

/* Every quota of a period, and of the quarters and months within it, set for
 * another one times an exact decimal; money and counts are rounded half away
 * from zero. ERR_NO when there is nothing to copy. */
int quota_copy(struct model *m, const struct period *from,
	const struct period *to, int64_t scale, struct str reason,
	struct quota_copied *out, struct err *e);

#endif
