#include "model/quote.h"
#include "report/discounts.h"

/* Upper ends, in basis points. */
static const int64_t ends[DISCOUNT_BANDS] = {0, 500, 1000, 1500, 2000, 3000,
	NUM_NULL};

struct margins {
	int64_t sum[DISCOUNT_BANDS], n[DISCOUNT_BANDS];
};

static size_t
band_of(int64_t rate)
{
	size_t i = 0;

	while (ends[i] != NUM_NULL && rate > ends[i])
		i++;
	return i;
}

static void
take(struct discount_band *bands, struct margins *margins,
	const struct quote *q)
{
	size_t i = band_of(q->off_rate == NUM_NULL ? 0 : q->off_rate);
	struct discount_band *b = &bands[i];

	b->quotes++;
	if (str_is(q->status, "rejected"))
		b->rejected++;
	else if (!str_is(q->status, "accepted") && q->expired)
		b->expired++;
	else if (!str_is(q->status, "accepted"))
		b->open++;
	if (!str_is(q->status, "accepted"))
		return;
	b->accepted++;
	if (q->margin_rate == NUM_NULL)
		return;
	margins->sum[i] += q->margin_rate;
	margins->n[i]++;
}

static int
finish(struct discount_band *b, int64_t sum, int64_t n, struct err *e)
{
	enum { ALL = 10000 };
	int64_t decided = b->accepted + b->rejected + b->expired;
	int rc = 0;

	if (decided)
		rc = num_muldiv(b->accepted, ALL, decided, &b->won, e);
	if (rc == 0 && n)
		rc = num_muldiv(sum, 1, n, &b->margin, e);
	return rc;
}

int
discounts_make(struct model *m, struct query *q,
	struct discount_band out[DISCOUNT_BANDS], struct err *e)
{
	struct margins margins = {0};
	struct scan *s;
	const void *rec;
	int rc = scan_open(m->tx, model_entity(m, E_QUOTE), NULL, &s, e);

	for (size_t i = 0; i < DISCOUNT_BANDS; i++)
		out[i] = (struct discount_band){
			.above = i ? ends[i - 1] : NUM_NULL,
			.upto = ends[i],
			.won = NUM_NULL,
			.margin = NUM_NULL,
		};
	if (rc)
		return rc;
	while ((rc = scan_next(s, &rec, e)) == 0) {
		const struct quote *x = rec;
		bool match = x->sent != NUM_NULL && x->common.archived != 1;

		if (match && q)
			rc = query_match(q, rec, &match, e);
		if (rc)
			break;
		if (match)
			take(out, &margins, x);
	}
	scan_close(s);
	rc = rc == ERR_NO ? 0 : rc;
	for (size_t i = 0; rc == 0 && i < DISCOUNT_BANDS; i++)
		rc = finish(&out[i], margins.sum[i], margins.n[i], e);
	return rc;
}
