/* A quota of several months, spread on them. */
#include "model/quota.h"

/* Weights as whole numbers of one scale, and their sum. */
struct shares {
	int64_t *v;
	size_t n;
	int64_t sum;
};

static int
too_fine(struct err *e)
{
	return err_set(e, ERR_DATA, "weights: too large or too fine");
}

static int
shares_make(const int64_t *weights, size_t n, struct arena *a,
	struct shares *out, struct err *e)
{
	int scale = 0;

	*out = (struct shares){arena_array(a, n, sizeof *out->v), n, 0};
	for (size_t i = 0; weights && i < n; i++)
		if (dec_scale(weights[i]) > scale)
			scale = dec_scale(weights[i]);
	for (size_t i = 0; i < n; i++) {
		int64_t v = weights ? dec_mantissa(weights[i]) : 1;

		if (v < 0)
			return err_set(e, ERR_USAGE, "weights: one is below "
				"zero");
		for (int k = weights ? dec_scale(weights[i]) : scale;
			k < scale; k++)
			if (__builtin_mul_overflow(v, 10, &v))
				return too_fine(e);
		out->v[i] = v;
		if (__builtin_add_overflow(out->sum, v, &out->sum))
			return too_fine(e);
	}
	return out->sum ? 0
			: err_set(e, ERR_USAGE, "weights: all are zero");
}

/* Largest remainder: each its share rounded down, and what is left over goes
 * by ones to the largest remainders, the earlier first. The parts sum to the
 * total exactly. */
static void
divide(int64_t total, const struct shares *s, struct arena *a, int64_t *parts)
{
	int64_t *rest = arena_array(a, s->n, sizeof *rest), left = total;

	for (size_t i = 0; i < s->n; i++) {
		__int128 product = (__int128)total * s->v[i];

		parts[i] = (int64_t)(product / s->sum);
		rest[i] = (int64_t)(product % s->sum);
		left -= parts[i];
	}
	for (; left > 0; left--) {
		size_t most = 0;

		for (size_t i = 1; i < s->n; i++)
			if (rest[i] > rest[most])
				most = i;
		parts[most]++;
		rest[most] = -1;
	}
}

static int
months(struct model *m, const struct quota_spread *s, struct period **out,
	size_t *n, struct err *e)
{
	const struct period *p = &s->key.period;
	int rc = period_split(p, UNIT_MONTH, &m->cal, m->arena, out, n, e);

	if (rc || *n < 2)
		return err_set(e, ERR_USAGE, "%s: is not several months to "
			"spread on", p->label);
	if (s->weights && s->nweights != *n)
		return err_set(e, ERR_USAGE, "weights: %zu for the %zu months "
			"of %s", s->nweights, *n, p->label);
	return 0;
}

static void
set_part(struct quota *q, const struct quota *whole, int64_t units)
{
	struct err ignored;

	if (whole->value != NUM_NULL)
		q->value = units;
	else
		dec_make(units, dec_scale(whole->number), &q->number,
			&ignored);
}

static int
put(struct model *m, const struct quota_spread *s, const struct quota *whole,
	const struct period *p, int64_t units, struct quota_copied *out,
	struct err *e)
{
	struct quota *q = record_copy(model_entity(m, E_QUOTA), whole,
		m->arena);

	q->period = arena_str(m->arena, str_of(p->label));
	q->from = p->from;
	q->to = p->to;
	set_part(q, whole, units);
	q->reason = s->reason;
	return quota_upsert(m, q, out, e);
}

/* Figures that are there already for the whole, or for its quarters, follow
 * the months. */
static int
follow(struct model *m, const struct quota_spread *s,
	const struct quota *whole, const struct period *p,
	const struct period *month, const int64_t *parts, size_t n,
	struct quota_copied *out, struct err *e)
{
	struct quota like = *whole, *own;
	int64_t sum = 0;
	int rc;

	like.from = p->from;
	like.to = p->to;
	rc = quota_find(m, &like, &own, e);
	if (rc || !own)
		return rc;
	for (size_t i = 0; i < n; i++)
		if (month[i].from >= p->from && month[i].to <= p->to)
			sum += parts[i];
	return put(m, s, whole, p, sum, out, e);
}

int
quota_spread(struct model *m, const struct quota_spread *s,
	struct quota_copied *out, struct err *e)
{
	struct period *month, *quarter;
	struct quota *whole;
	struct shares shares;
	size_t n = 0, nq = 0;
	int64_t *parts;
	struct err ignored;
	int rc = months(m, s, &month, &n, e);

	*out = (struct quota_copied){0};
	if (rc == 0)
		rc = quota_make(m, &s->key, s->value, s->reason, &whole, e);
	if (rc == 0)
		rc = shares_make(s->weights, n, m->arena, &shares, e);
	if (rc)
		return rc;
	parts = arena_array(m->arena, n, sizeof *parts);
	divide(whole->value != NUM_NULL ? whole->value
					: dec_mantissa(whole->number),
		&shares, m->arena, parts);
	for (size_t i = 0; rc == 0 && i < n; i++)
		rc = put(m, s, whole, &month[i], parts[i], out, e);
	if (rc == 0)
		rc = follow(m, s, whole, &s->key.period, month, parts, n, out,
			e);
	if (period_split(&s->key.period, UNIT_QUARTER, &m->cal, m->arena,
		&quarter, &nq, &ignored) || nq < 2)
		nq = 0;
	for (size_t i = 0; rc == 0 && i < nq; i++)
		rc = follow(m, s, whole, &quarter[i], month, parts, n, out,
			e);
	return rc;
}
