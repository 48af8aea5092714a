/* Taxes, on lines or on what they are on together. */
#include "doc/doc_part.h"

/* A tax's rate as part / whole of what it is on. */
struct fraction {
	__int128 part, whole;
};

static __int128
power(int n)
{
	__int128 v = 1;

	while (n-- > 0)
		v *= 10;
	return v;
}

/* The fraction that the tax at bit `at` is of an amount under these taxes. */
static int
fraction_of(const struct doc *d, uint64_t taxes, size_t at,
	struct fraction *out, struct err *e)
{
	__int128 all = 0, r;
	int scale = 0;

	for (size_t i = 0; i < d->ntaxes; i++)
		if (taxes >> i & 1 && dec_scale(d->taxes[i].rate) > scale)
			scale = dec_scale(d->taxes[i].rate);
	for (size_t i = 0; i < d->ntaxes; i++) {
		if (!(taxes >> i & 1))
			continue;
		r = dec_mantissa(d->taxes[i].rate) *
			power(scale - dec_scale(d->taxes[i].rate));
		if (r < 0 || (all += r) >> 62)
			return err_set(e, ERR_DATA, "%.*s: this is no rate of "
				"a tax", STR_SHORT(d->taxes[i].name));
		if (i == at)
			out->part = r;
	}
	out->whole = 100 * power(scale) + (d->inclusive ? all : 0);
	return 0;
}

static int
tax_on(const struct doc *d, int64_t amount, const struct fraction *f,
	int64_t *tax, struct err *e)
{
	return round_ratio(amount * f->part, f->whole, d->rounding, tax, e);
}

/* ---- by line ------------------------------------------------------------- */

/* The taxes of one line; those of a line that counts go into its part. */
static int
tax_line(struct doc *d, struct doc_line *l, struct err *e)
{
	struct doc_taxed *to = d->parts[l->interval].taxes;
	int64_t taxes[DOC_TAXES] = {0}, base = doc_taxable(l);
	struct fraction f;
	int rc = 0;

	for (size_t i = 0; rc == 0 && i < d->ntaxes; i++) {
		if (!(l->taxes >> i & 1))
			continue;
		rc = fraction_of(d, l->taxes, i, &f, e);
		if (rc == 0)
			rc = tax_on(d, base, &f, &taxes[i], e);
		if (rc == 0)
			rc = money_add(l->tax, taxes[i], &l->tax, e);
	}
	if (d->inclusive)
		base -= l->tax;
	for (size_t i = 0; rc == 0 && i < d->ntaxes; i++) {
		if (l->choice != DOC_FIRM || !(l->taxes >> i & 1))
			continue;
		rc = money_add(to[i].base, base, &to[i].base, e);
		if (rc == 0)
			rc = money_add(to[i].tax, taxes[i], &to[i].tax, e);
	}
	return rc;
}

/* ---- by document --------------------------------------------------------- */

/* Lines that are taxed as one. */
struct group {
	enum doc_interval interval;
	uint64_t mask, taxes; /* lines whose taxes under the mask are these */
	int64_t *weights, *parts; /* one for each line */
	int64_t sum;
};

static bool
in_group(const struct group *g, const struct doc_line *l)
{
	return l->choice == DOC_FIRM && l->interval == g->interval &&
		(l->taxes & g->mask) == g->taxes;
}

static int
gather(const struct doc *d, struct group *g, struct err *e)
{
	int rc = 0;

	g->sum = 0;
	for (size_t i = 0; rc == 0 && i < d->nlines; i++) {
		const struct doc_line *l = &d->lines[i];

		g->weights[i] = in_group(g, l) ? doc_taxable(l) : 0;
		rc = money_add(g->sum, g->weights[i], &g->sum, e);
	}
	return rc;
}

/* The tax at bit `at` on the group, and over its lines. */
static int
tax_group(struct doc *d, struct group *g, size_t at, int64_t *tax,
	struct err *e)
{
	struct fraction f;
	int rc = fraction_of(d, g->taxes, at, &f, e);

	if (rc == 0)
		rc = tax_on(d, g->sum, &f, tax, e);
	if (rc == 0)
		rc = round_split(*tax, g->weights, d->nlines, g->parts, e);
	for (size_t i = 0; rc == 0 && i < d->nlines; i++)
		rc = money_add(d->lines[i].tax, g->parts[i],
			&d->lines[i].tax, e);
	return rc;
}

/* Exclusive prices: each tax on all lines that bear it. */
static int
tax_exclusive(struct doc *d, struct group *g, struct err *e)
{
	struct doc_taxed *to = d->parts[g->interval].taxes;
	int rc = 0;

	for (size_t i = 0; rc == 0 && i < d->ntaxes; i++) {
		g->mask = g->taxes = UINT64_C(1) << i;
		rc = gather(d, g, e);
		to[i].base = g->sum;
		if (rc == 0)
			rc = tax_group(d, g, i, &to[i].tax, e);
	}
	return rc;
}

/* Whether the line is the first with its taxes. */
static bool
leads(const struct doc *d, const struct group *g, const struct doc_line *l)
{
	if (!in_group(g, l))
		return false;
	for (const struct doc_line *x = d->lines; x < l; x++)
		if (in_group(g, x))
			return false;
	return true;
}

/* Inclusive prices: the amounts that bear the same taxes hold them. */
static int
tax_inclusive_group(struct doc *d, struct group *g, struct err *e)
{
	struct doc_taxed *to = d->parts[g->interval].taxes;
	int64_t tax = 0, net;
	int rc = gather(d, g, e);

	net = g->sum;
	for (size_t i = 0; rc == 0 && i < d->ntaxes; i++) {
		if (!(g->taxes >> i & 1))
			continue;
		rc = tax_group(d, g, i, &tax, e);
		net -= tax;
		if (rc == 0)
			rc = money_add(to[i].tax, tax, &to[i].tax, e);
	}
	for (size_t i = 0; rc == 0 && i < d->ntaxes; i++)
		if (g->taxes >> i & 1)
			rc = money_add(to[i].base, net, &to[i].base, e);
	return rc;
}

static int
tax_inclusive(struct doc *d, struct group *g, struct err *e)
{
	int rc = 0;

	g->mask = UINT64_MAX;
	for (size_t i = 0; rc == 0 && i < d->nlines; i++) {
		g->taxes = d->lines[i].taxes;
		if (leads(d, g, &d->lines[i]))
			rc = tax_inclusive_group(d, g, e);
	}
	return rc;
}

int
doc_taxes(struct doc *d, struct arena *a, struct err *e)
{
	struct group g = {
		.weights = arena_array(a, d->nlines + 1, sizeof(int64_t)),
		.parts = arena_array(a, d->nlines + 1, sizeof(int64_t)),
	};
	int rc = 0;

	if (d->ntaxes > DOC_TAXES)
		return err_set(e, ERR_DATA, "more than %d taxes", DOC_TAXES);
	for (size_t i = 0; rc == 0 && i < d->nlines; i++)
		if (d->mode == DOC_BY_LINE || d->lines[i].choice != DOC_FIRM)
			rc = tax_line(d, &d->lines[i], e);
	for (int i = 0; rc == 0 && d->mode == DOC_BY_DOCUMENT &&
		i < DOC_INTERVALS; i++) {
		g.interval = (enum doc_interval)i;
		rc = d->inclusive ? tax_inclusive(d, &g, e)
				  : tax_exclusive(d, &g, e);
	}
	return rc;
}
