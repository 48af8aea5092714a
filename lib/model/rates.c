#include "base/hash.h"
#include "model/rates_part.h"

static size_t
candidates(const struct model *m, const struct currency **out)
{
	const struct currency *all = currency_all();
	size_t n = 0;

	out[n++] = m->policy->base;
	for (size_t i = 0; *all[i].code; i++)
		if (&all[i] != m->policy->base)
			out[n++] = &all[i];
	return n;
}

int
rates_open(struct model *m, struct arena *a, struct str plan, int64_t max_age,
	struct rates **out, struct err *e)
{
	struct rates *r = arena_alloc(a, sizeof *r);
	size_t n = 1;

	(void)e;
	for (const struct currency *c = currency_all(); *c->code; c++)
		n++;
	*r = (struct rates){.m = m, .arena = a, .plan = arena_str(a, plan)};
	r->max_age = plan.p ? NUM_NULL : max_age;
	r->vias = arena_array(a, n, sizeof *r->vias);
	r->nvias = candidates(m, r->vias);
	*out = r;
	return 0;
}

/* ---- finding ------------------------------------------------------------- */

static int
pair_load(struct rates *r, const struct currency *from,
	const struct currency *to, struct pair *out, bool *any, struct err *e)
{
	struct str a = str_of(from->code), b = str_of(to->code);
	int rc = series_load(r, a, b, &out->direct, e);

	if (rc == 0)
		rc = series_load(r, b, a, &out->inverse, e);
	*any = rc == 0 && (out->direct->list.n || out->inverse->list.n);
	return rc;
}

static int
route_find(struct rates *r, const struct currency *from,
	const struct currency *to, struct route **out, struct err *e)
{
	uint64_t key = (uint64_t)rate_series(STR_NULL, str_of(from->code),
		str_of(to->code));
	void **at = table_put(&r->routes, r->arena, key);
	struct route *route = *at;
	bool any;

	if (!route)
		route = *at = arena_alloc(r->arena, sizeof *route);
	*out = route;
	return route->own.inverse
		? 0 : pair_load(r, from, to, &route->own, &any, e);
}

static struct point *
latest(const struct rates *r, struct series *s, int64_t day)
{
	size_t lo = 0, hi = s->list.n;

	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;

		if (s->list.v[mid].day <= day)
			lo = mid + 1;
		else
			hi = mid;
	}
	if (!lo || (r->max_age != NUM_NULL &&
		day - s->list.v[lo - 1].day > r->max_age))
		return NULL;
	return &s->list.v[lo - 1];
}

/* A rate to take, and which way. */
struct step {
	struct point *p;
	const struct series *s;
	bool inverse;
};

static bool
pair_at(const struct rates *r, const struct pair *pair, int64_t day,
	struct step *out)
{
	struct point *d = latest(r, pair->direct, day);
	struct point *i = latest(r, pair->inverse, day);

	if (i && (!d || i->day > d->day))
		*out = (struct step){i, pair->inverse, true};
	else if (d)
		*out = (struct step){d, pair->direct, false};
	return d || i;
}

static void
route_add(struct rates *r, struct route *route, const struct pair *first,
	const struct pair *second)
{
	if (route->nvias == route->room) {
		size_t room = route->room * 2 + 2;
		struct pair *a = arena_array(r->arena, room, sizeof *a);
		struct pair *b = arena_array(r->arena, room, sizeof *b);

		if (route->nvias) {
			memcpy(a, route->to_via, route->nvias * sizeof *a);
			memcpy(b, route->from_via, route->nvias * sizeof *b);
		}
		route->to_via = a;
		route->from_via = b;
		route->room = room;
	}
	route->to_via[route->nvias] = *first;
	route->from_via[route->nvias++] = *second;
}

/* Try the next candidate; *more is false when there is none left. */
static int
route_widen(struct rates *r, struct route *route, const struct currency *from,
	const struct currency *to, bool *more, struct err *e)
{
	const struct currency *via;
	struct pair first, second;
	bool any;
	int rc;

	*more = route->tried < r->nvias;
	if (!*more)
		return 0;
	via = r->vias[route->tried++];
	if (via == from || via == to)
		return 0;
	rc = pair_load(r, from, via, &first, &any, e);
	if (rc || !any)
		return rc;
	rc = pair_load(r, via, to, &second, &any, e);
	if (rc == 0 && any)
		route_add(r, route, &first, &second);
	return rc;
}

/* ERR_NO: nothing is quoted that day. */
static int
steps_find(struct rates *r, const struct currency *from,
	const struct currency *to, int64_t day, struct step steps[2], int *n,
	struct err *e)
{
	struct route *route;
	bool more = true;
	size_t i = 0;
	int rc = route_find(r, from, to, &route, e);

	*n = 1;
	if (rc || pair_at(r, &route->own, day, &steps[0]))
		return rc;
	*n = 2;
	while (rc == 0 && more) {
		for (; i < route->nvias; i++)
			if (pair_at(r, &route->to_via[i], day, &steps[0]) &&
				pair_at(r, &route->from_via[i], day,
					&steps[1]))
				return 0;
		rc = route_widen(r, route, from, to, &more, e);
	}
	return rc ? rc : ERR_NO;
}

/* ---- arithmetic ---------------------------------------------------------- */

/* A fraction whose sides stay below 2^127; wide enough for two rates of 59 bits
 * and the tens between them, because rates are bounded (rate.c). */
struct fraction {
	unsigned __int128 up, down;
	bool broken;
};

static void
times(unsigned __int128 *side, int64_t by, bool *broken)
{
	*broken |= __builtin_mul_overflow(*side, (unsigned __int128)by,
			   side) || *side >> 127;
}

static void
fraction_tens(struct fraction *f, int exponent)
{
	for (int i = 0; i < exponent; i++)
		times(&f->up, 10, &f->broken);
	for (int i = 0; i > exponent; i--)
		times(&f->down, 10, &f->broken);
}

static struct fraction
fraction_of(const struct rate_used *u, int tens)
{
	struct fraction f = {1, 1, false};

	for (int i = 0; i < u->nlegs; i++) {
		const struct rate_leg *l = &u->legs[i];

		times(l->inverse ? &f.down : &f.up, dec_mantissa(l->rate),
			&f.broken);
		tens += l->inverse ? dec_scale(l->rate) : -dec_scale(l->rate);
	}
	fraction_tens(&f, tens);
	return f;
}

static int
digits(const struct currency *c)
{
	return c->exponent < 0 ? 0 : c->exponent;
}

static void
tell_used(const struct step *steps, int n, struct rate_used *u)
{
	*u = (struct rate_used){.day = NUM_NULL, .nlegs = n,
		.crossed = n == 2};
	for (int i = 0; i < n; i++) {
		const struct step *s = &steps[i];

		u->legs[i] = (struct rate_leg){.id = s->p->id,
			.day = s->p->day, .rate = s->p->rate,
			.base = s->s->base, .currency = s->s->currency,
			.inverse = s->inverse};
		if (i == 0 || s->p->day < u->day)
			u->day = s->p->day;
	}
}

int
rates_convert(struct rates *r, int64_t amount, const struct currency *from,
	const struct currency *to, int64_t day, int64_t *out,
	struct rate_used *used, struct err *e)
{
	struct rate_used own;
	struct step steps[2];
	struct fraction f;
	int n = 0, rc = 0;

	used = used ? used : &own;
	if (from != to)
		rc = steps_find(r, from, to, day, steps, &n, e);
	if (rc)
		return rc;
	tell_used(steps, n, used);
	*out = amount;
	if (!n || amount == NUM_NULL)
		return 0;
	f = fraction_of(used, digits(to) - digits(from));
	if (f.broken)
		return err_set(e, ERR_DATA, "number too large");
	rc = num_ratio(amount, f.up, f.down, out, e);
	for (int i = 0; rc == 0 && i < n; i++)
		steps[i].p->used = true;
	return rc;
}
