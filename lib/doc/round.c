#include "base/buf.h"
#include "doc/round.h"

enum { TENS = 38 }; /* 10^38 is the greatest power below 2^127 */

static const char *const names[] = {
	[ROUND_HALF_UP] = "half_up",
	[ROUND_HALF_EVEN] = "half_even",
	[ROUND_HALF_DOWN] = "half_down",
	[ROUND_DOWN] = "down",
};

bool
rounding_find(struct str word, enum rounding *out)
{
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (str_is(word, names[i])) {
			*out = (enum rounding)i;
			return true;
		}
	return false;
}

const char *
rounding_name(enum rounding r)
{
	return names[r];
}

static int
too_large(struct err *e)
{
	return err_set(e, ERR_DATA, "amount too large");
}

/* Whether a quotient grows away from zero, by what is left over. */
static bool
grows(__int128 quotient, __int128 rest, __int128 den, enum rounding r)
{
	__int128 other = den - rest;

	switch (r) {
	case ROUND_HALF_UP: return rest >= other;
	case ROUND_HALF_DOWN: return rest > other;
	case ROUND_HALF_EVEN:
		return rest > other || (rest == other && (quotient & 1));
	case ROUND_DOWN: break;
	}
	return false;
}

int
round_ratio(__int128 num, __int128 den, enum rounding r, int64_t *out,
	struct err *e)
{
	__int128 q = num / den, rest = num % den;
	bool negative = num < 0;

	if (negative) {
		q = -q;
		rest = -rest;
	}
	q += grows(q, rest, den, r);
	if (q > INT64_MAX)
		return too_large(e);
	*out = negative ? -(int64_t)q : (int64_t)q;
	return 0;
}

int
round_product(int64_t a, int64_t b, int places, enum rounding r,
	int64_t *out, struct err *e)
{
	__int128 num = (__int128)dec_mantissa(a) * dec_mantissa(b), den = 1;
	int scale = dec_scale(a) + dec_scale(b) - places;

	for (; scale < 0; scale++)
		if (__builtin_mul_overflow(num, 10, &num))
			return too_large(e);
	for (; scale > 0 && scale < TENS; scale--)
		den *= 10;
	return round_ratio(num, den, r, out, e);
}

/* ---- splitting ---------------------------------------------------------- */

struct rest {
	__int128 v;
	size_t at;
};

static int
by_rest(const void *a, const void *b)
{
	const struct rest *x = a, *y = b;

	if (x->v != y->v)
		return x->v > y->v ? -1 : 1;
	return x->at < y->at ? -1 : 1;
}

/* Shares cut towards zero, and what each lost by it; *left over all. */
static int
cut_shares(int64_t whole, const int64_t *weights, size_t n, __int128 all,
	int64_t *parts, struct rest *rests, __int128 *left, struct err *e)
{
	*left = whole;
	for (size_t i = 0; i < n; i++) {
		__int128 product = (__int128)whole * weights[i];
		__int128 share = product / all;

		if (share > INT64_MAX || share < -INT64_MAX)
			return too_large(e);
		parts[i] = (int64_t)share;
		rests[i] = (struct rest){product % all, i};
		if (all < 0)
			rests[i].v = -rests[i].v;
		*left -= share;
	}
	return 0;
}

int
round_split(int64_t whole, const int64_t *weights, size_t n, int64_t *parts,
	struct err *e)
{
	ARR(struct rest) rests = {0};
	__int128 all = 0, left;
	int sign, rc;

	for (size_t i = 0; i < n; i++) {
		all += weights[i];
		parts[i] = 0;
		ARR_ADD(&rests);
	}
	if (all == 0) {
		ARR_FREE(&rests);
		return whole ? err_set(e, ERR_DATA, "nothing to split it over")
			     : 0;
	}
	rc = cut_shares(whole, weights, n, all, parts, rests.v, &left, e);
	sign = left < 0 ? -1 : 1;
	for (size_t i = 0; rc == 0 && i < n; i++)
		rests.v[i].v *= sign;
	arr_sort(rests.v, rc ? 0 : n, sizeof *rests.v, by_rest);
	for (size_t i = 0; rc == 0 && left != 0; i++, left -= sign)
		parts[rests.v[i].at] += sign;
	ARR_FREE(&rests);
	return rc;
}
