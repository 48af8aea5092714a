/* What was used: rates printed, listed and digested. And the words of the
 * policies. */
#include "base/hash.h"
#include "model/rates_part.h"
#include "conf/fault.h"

static const char *const policies[] = {
	[RATE_CLOSE] = "close",
	[RATE_DEAL] = "deal",
	[RATE_ASOF] = "asof",
	[RATE_TODAY] = "today",
	[RATE_PLAN] = "plan:",
};

enum { POLICIES = sizeof policies / sizeof *policies };

int
rate_policy_parse(struct str text, enum rate_policy *out, struct str *plan,
	struct err *e)
{
	struct near near = near_to(text);

	*plan = STR_NULL;
	for (size_t i = 0; i < RATE_PLAN; i++) {
		near_try(&near, str_of(policies[i]));
		if (!str_is(text, policies[i]))
			continue;
		*out = (enum rate_policy)i;
		return 0;
	}
	if (str_starts(text, policies[RATE_PLAN]) && text.n > 5) {
		*out = RATE_PLAN;
		*plan = str_cut(text, 5, text.n);
		return 0;
	}
	err_set(e, ERR_USAGE, "'%.*s': rates are close, deal, asof, today or "
		"plan:NAME", STR_SHORT(text));
	if (near.best.p)
		err_hint(e, "did you mean '%.*s'?", STR_F(near.best));
	return ERR_USAGE;
}

void
rate_policy_print(enum rate_policy policy, struct str plan, struct buf *out)
{
	buf_cstr(out, policies[policy]);
	if (policy == RATE_PLAN)
		buf_str(out, plan);
}

void
rate_used_print(const struct rate_used *u, struct buf *out)
{
	for (int i = 0; i < u->nlegs; i++) {
		const struct rate_leg *l = &u->legs[i];

		if (i)
			buf_cstr(out, ", ");
		buf_str(out, l->base);
		buf_char(out, '/');
		buf_str(out, l->currency);
		buf_char(out, ' ');
		dec_print(l->rate, out);
		buf_cstr(out, " of ");
		day_print(l->day, out);
	}
}

/* ---- the rate as one number ---------------------------------------------- */

enum { SIGNIFICANT = 10 };

static int64_t
decimal_or_null(int64_t mantissa, int scale)
{
	struct err ignored;
	int64_t d;

	for (; scale < 0; scale++)
		if (__builtin_mul_overflow(mantissa, 10, &mantissa))
			return NUM_NULL;
	for (; scale > DEC_SCALE_MAX; scale--)
		mantissa = (mantissa + 5) / 10;
	return dec_make(mantissa, scale, &d, &ignored) ? NUM_NULL : d;
}

/* up / down to so many digits, by long division. */
static int64_t
divide(unsigned __int128 up, unsigned __int128 down, int tens)
{
	const int64_t least = 1000000000; /* of SIGNIFICANT digits */
	struct err ignored;
	int64_t q;
	int scale = -tens;

	_Static_assert(SIGNIFICANT == 10, "least");
	while (up / down >= (unsigned __int128)least * 10) {
		down *= 10;
		scale--;
	}
	for (; up / down < (unsigned __int128)least; scale++) {
		if (up >> 120)
			down /= 10; /* of more than 90 bits */
		else
			up *= 10;
	}
	if (num_ratio(1, up, down, &q, &ignored))
		return NUM_NULL;
	return decimal_or_null(q, scale);
}

int64_t
rate_used_decimal(const struct rate_used *u)
{
	unsigned __int128 up = 1, down = 1;
	int tens = 0;

	if (u->nlegs == 0)
		return decimal_or_null(1, 0);
	if (u->nlegs == 1 && !u->legs[0].inverse)
		return u->legs[0].rate;
	for (int i = 0; i < u->nlegs; i++) {
		const struct rate_leg *l = &u->legs[i];
		unsigned __int128 *side = l->inverse ? &down : &up;

		*side *= (unsigned __int128)dec_mantissa(l->rate);
		tens += l->inverse ? dec_scale(l->rate) : -dec_scale(l->rate);
	}
	return divide(up, down, tens);
}

/* ---- all that were used -------------------------------------------------- */

static int
series_order(const void *a, const void *b)
{
	const struct series *const *x = a, *const *y = b;
	int c = str_cmp((*x)->base, (*y)->base);

	return c ? c : str_cmp((*x)->currency, (*y)->currency);
}

int
rates_each(const struct rates *r,
	int (*fn)(void *, const struct rate_leg *, struct err *), void *arg,
	struct err *e)
{
	struct arena a = {0};
	const struct series **v = arena_array(&a, r->series.n, sizeof *v);
	size_t n = 0;
	int rc = 0;

	for (size_t i = 0; i < r->series.cap; i++)
		if (r->series.v[i].p)
			v[n++] = r->series.v[i].p;
	arr_sort(v, n, sizeof *v, series_order);
	for (size_t i = 0; i < n; i++)
		for (size_t k = 0; rc == 0 && k < v[i]->list.n; k++) {
			const struct point *p = &v[i]->list.v[k];
			struct rate_leg leg = {.id = p->id, .day = p->day,
				.rate = p->rate, .base = v[i]->base,
				.currency = v[i]->currency};

			if (p->used)
				rc = fn(arg, &leg, e);
		}
	arena_free(&a);
	return rc;
}

static int
digest_one(void *arg, const struct rate_leg *l, struct err *e)
{
	struct sha *sha = arg;
	struct buf b = {0};

	(void)e;
	buf_fmt(&b, "%.*s %.*s ", STR_F(l->base), STR_F(l->currency));
	day_print(l->day, &b);
	buf_char(&b, ' ');
	dec_print(l->rate, &b);
	buf_char(&b, '\n');
	sha_add(sha, b.p, b.n);
	buf_free(&b);
	return 0;
}

void
rates_digest(const struct rates *r, char out[65])
{
	uint8_t digest[SHA_BYTES];
	struct err ignored;
	struct sha sha;

	sha_init(&sha);
	if (r->plan.p) {
		sha_add(&sha, r->plan.p, r->plan.n);
		sha_add(&sha, "\n", 1);
	}
	rates_each(r, digest_one, &sha, &ignored);
	sha_end(&sha, digest);
	sha_hex(digest, out);
}
