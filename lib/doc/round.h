/*
 * round.h - rounding by a named rule, and splitting without a rest.
 *
 * Every rule is symmetric: the rounded negative is the negative of the rounded.
 */
#ifndef DOC_ROUND_H
#define DOC_ROUND_H

#include "base/num.h"

enum rounding {
	ROUND_HALF_UP,	 /* ties away from zero, as commerce does */
	ROUND_HALF_EVEN, /* ties to the even neighbour */
	ROUND_HALF_DOWN, /* ties towards zero */
	ROUND_DOWN,	 /* towards zero, whatever the rest */
};

/* "half_up,half_even,half_down,down": a field's choices, in enum order. */
#define ROUNDINGS "half_up,half_even,half_down,down"

/* The rule of a word; false when there is none. */
bool rounding_find(struct str word, enum rounding *out);
const char *rounding_name(enum rounding r);

/* num / den to a whole number, den > 0. ERR_DATA "amount too large". */
int round_ratio(__int128 num, __int128 den, enum rounding r, int64_t *out,
	struct err *e);
/* a * b, exact decimals, in units of 10^-places. */
int round_product(int64_t a, int64_t b, int places, enum rounding r,
	int64_t *out, struct err *e);

/*
 * Split `whole` in proportion to n weights by the largest remainder: the parts
 * add up to it exactly, each is within one unit of its exact share, and of
 * equal remainders the earlier is served first. Weights may be negative;
 * without any weight only zero can be split (ERR_DATA).
 */
int round_split(int64_t whole, const int64_t *weights, size_t n,
	int64_t *parts, struct err *e);

#endif
