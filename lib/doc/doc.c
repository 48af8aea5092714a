#include "doc/doc.h"
#include "doc/doc_part.h"

enum { BASIS = 10000 };

static int
add(int64_t *sum, int64_t v, struct err *e)
{
	return money_add(*sum, v, sum, e);
}

/* Say which line it was. */
static int
of_line(const struct doc *d, const struct doc_line *l, struct err *e)
{
	char msg[sizeof e->msg];

	memcpy(msg, e->msg, sizeof msg);
	return err_set(e, e->code, "line %zu: %s", (size_t)(l - d->lines) + 1,
		msg);
}

/* A discount, a percentage or an amount, of what it is on. */
static int
discount_of(const struct doc *d, int64_t on, int64_t percent, int64_t off,
	int64_t *out, struct err *e)
{
	*out = 0;
	if (percent != NUM_NULL && off != NUM_NULL)
		return err_set(e, ERR_DATA, "discount is a percentage or an "
			"amount, not both");
	if (percent != NUM_NULL)
		return round_ratio((__int128)on * percent, BASIS, d->rounding,
			out, e);
	if (off != NUM_NULL)
		*out = off;
	return 0;
}

static int
compare_prices(const struct doc *d, struct doc_line *l, struct err *e)
{
	int64_t list;
	int rc;

	l->variance = NUM_NULL;
	if (l->list == NUM_NULL)
		return 0;
	rc = round_product(l->quantity, l->list, doc_places(d), d->rounding,
		&list, e);
	return rc ? rc : money_sub(l->gross, list, &l->variance, e);
}

static int
price_line(const struct doc *d, struct doc_line *l, struct err *e)
{
	int rc = round_product(l->quantity, l->price, doc_places(d),
		d->rounding, &l->gross, e);

	if (rc == 0)
		rc = discount_of(d, l->gross, l->percent, l->off,
			&l->discount, e);
	if (rc == 0)
		rc = money_sub(l->gross, l->discount, &l->amount, e);
	if (rc == 0)
		rc = compare_prices(d, l, e);
	l->share = l->tax = 0;
	return rc ? of_line(d, l, e) : 0;
}

/* The document's discount, over the lines that count. */
static int
share_discount(struct doc *d, struct arena *a, struct err *e)
{
	int64_t *weights = arena_array(a, d->nlines + 1, sizeof *weights);
	int64_t *parts = arena_array(a, d->nlines + 1, sizeof *parts);
	int64_t sum = 0, whole = 0;
	int rc = 0;

	for (size_t i = 0; rc == 0 && i < d->nlines; i++) {
		if (d->lines[i].choice == DOC_FIRM)
			weights[i] = d->lines[i].amount;
		rc = add(&sum, weights[i], e);
	}
	if (rc == 0)
		rc = discount_of(d, sum, d->percent, d->off, &whole, e);
	if (rc == 0 && whole && !sum)
		return err_set(e, ERR_DATA, "there is nothing to take the "
			"discount off");
	if (rc == 0)
		rc = round_split(whole, weights, d->nlines, parts, e);
	for (size_t i = 0; rc == 0 && i < d->nlines; i++)
		d->lines[i].share = parts[i];
	return rc;
}

static int
add_part(struct doc_part *to, const struct doc_part *p, size_t ntaxes,
	struct err *e)
{
	int rc = add(&to->amount, p->amount, e);

	to->lines += p->lines;
	if (rc == 0)
		rc = add(&to->discount, p->discount, e);
	if (rc == 0)
		rc = add(&to->net, p->net, e);
	if (rc == 0)
		rc = add(&to->tax, p->tax, e);
	if (rc == 0)
		rc = add(&to->total, p->total, e);
	for (size_t i = 0; rc == 0 && i < ntaxes; i++) {
		rc = add(&to->taxes[i].base, p->taxes[i].base, e);
		if (rc == 0)
			rc = add(&to->taxes[i].tax, p->taxes[i].tax, e);
	}
	return rc;
}

/* What a line came to once its tax is known, added to its part. */
static int
settle_line(struct doc *d, struct doc_line *l, struct err *e)
{
	int64_t left = 0, cost;
	struct doc_part one = {.lines = 1};
	int rc = money_sub(l->amount, l->share, &left, e);

	l->net = l->total = left;
	if (rc == 0)
		rc = d->inclusive ? money_sub(left, l->tax, &l->net, e)
				  : money_add(left, l->tax, &l->total, e);
	l->margin = NUM_NULL;
	if (rc == 0 && l->cost != NUM_NULL) {
		rc = round_product(l->quantity, l->cost, doc_places(d),
			d->rounding, &cost, e);
		if (rc == 0)
			rc = money_sub(l->net, cost, &l->margin, e);
	}
	if (rc)
		return of_line(d, l, e);
	if (l->choice != DOC_FIRM)
		return 0;
	d->costed &= l->margin != NUM_NULL;
	if (l->margin != NUM_NULL)
		rc = add(&d->margin, l->margin, e);
	one.amount = l->amount;
	one.discount = l->share;
	one.net = l->net;
	one.tax = l->tax;
	one.total = l->total;
	return rc ? rc : add_part(&d->parts[l->interval], &one, 0, e);
}

static void
part_clear(struct doc_part *p, size_t ntaxes, struct arena *a)
{
	*p = (struct doc_part){
		.taxes = arena_array(a, ntaxes + 1, sizeof *p->taxes)};
}

int
doc_compute(struct doc *d, struct arena *a, struct err *e)
{
	int rc = 0;

	part_clear(&d->whole, d->ntaxes, a);
	for (int i = 0; i < DOC_INTERVALS; i++)
		part_clear(&d->parts[i], d->ntaxes, a);
	d->margin = 0;
	d->costed = true;
	for (size_t i = 0; rc == 0 && i < d->nlines; i++)
		rc = price_line(d, &d->lines[i], e);
	if (rc == 0)
		rc = share_discount(d, a, e);
	if (rc == 0)
		rc = doc_taxes(d, a, e);
	for (size_t i = 0; rc == 0 && i < d->nlines; i++)
		rc = settle_line(d, &d->lines[i], e);
	for (int i = 0; rc == 0 && i < DOC_INTERVALS; i++)
		rc = add_part(&d->whole, &d->parts[i], d->ntaxes, e);
	return rc;
}
