/* What a deal goes by of its quotes: the primary one, and its amount. */
#include "model/quote_part.h"

struct choosing {
	const struct quote *changed; /* or NULL */
	struct quote *primary;	     /* the one it goes by from now on */
	int64_t recurring;	     /* of the one it went by so far */
	ARR(struct quote *) live;
};

/* One that was made primary comes first, the one last made so above all; then
 * a new one, then any other that is not rejected; one that says it is not the
 * primary one does not come back by itself. */
static int
rank_of(const struct quote *x, const struct quote *changed)
{
	if (x->primary == 1)
		return x == changed ? 4 : 3;
	if (x->primary == NUM_NULL)
		return 2;
	return x != changed && !str_is(x->status, "rejected");
}

static void
choose(struct choosing *c)
{
	int best = 0;

	for (size_t i = 0; i < c->live.n; i++) {
		struct quote *x = c->live.v[i];
		int rank = rank_of(x, c->changed);

		if (rank > best || (rank && rank == best &&
			x->common.id < c->primary->common.id)) {
			best = rank;
			c->primary = x;
		}
	}
}

static int
load_live(struct model *m, int64_t deal, struct quote *changed,
	struct choosing *c, struct err *e)
{
	const struct entity *en = model_entity(m, E_QUOTE);
	struct ids ids = {0};
	void *rec;
	int rc = tx_find(m->tx, en, entity_tag(en, QUOTE_DEAL),
		(union val){.i = deal}, &ids, e);

	for (size_t i = 0; rc == 0 && i < ids.list.n; i++) {
		struct quote *x = changed;

		if (!x || x->common.id != ids.list.v[i]) {
			rc = model_get(m, en, ids.list.v[i], &rec, e);
			x = rec;
		}
		if (rc == 0 && x->common.archived != 1)
			*ARR_ADD(&c->live) = x;
	}
	ARR_FREE(&ids.list);
	return rc;
}

/* Each live quote says whether it is the one. */
static int
mark(struct model *m, struct choosing *c, struct err *e)
{
	enum saved how;
	int rc = 0;

	for (size_t i = 0; rc == 0 && i < c->live.n; i++) {
		struct quote *x = c->live.v[i];

		if (x->primary == 1 && x != c->changed && x != c->primary)
			c->recurring = x->recurring;
		if (x->primary == (x == c->primary) && x != c->changed)
			continue;
		x->primary = x == c->primary;
		rc = model_save(m, model_entity(m, E_QUOTE), x, &how, e);
	}
	return rc;
}

static int
below_zero(const struct quote *q, struct err *e)
{
	err_set(e, ERR_DATA, "%.*s: its total is below zero, and would be the "
		"amount of deal/%lld", STR_SHORT(q->number),
		(long long)q->deal);
	return err_hint(e, "of a quote that is not primary it may be: "
		"--primary no");
}

/* The deal's amount follows the quote; where none is to be followed, it is
 * nobody's. What it recurs by is taken off where the quote had put it. */
static int
follow(struct model *m, int64_t deal, const struct choosing *c,
	struct err *e)
{
	const struct entity *en = model_entity(m, E_DEAL);
	const struct quote *q = c->primary;
	const struct stage *s;
	enum saved how;
	struct deal *d;
	bool net = str_is(m->policy->documents.deal_amount, "net");
	void *rec;
	int rc = model_get(m, en, deal, &rec, e);

	if (rc)
		return rc;
	d = rec;
	s = deal_stage(m->policy, d);
	if (s && s->kind != STAGE_OPEN)
		return 0;
	if (!q || q->lines == NUM_NULL || q->lines == 0 ||
		!str_eq(d->currency, q->currency)) {
		if (!str_is(d->amount_from, "quote") || m->importing)
			return 0;
		d->amount_from = STR_NULL;
		return model_save(m, en, d, &how, e);
	}
	if (!d->amount_from.p)
		d->amount_from = STR("quote");
	if (!str_is(d->amount_from, "quote"))
		return 0;
	d->amount = net ? q->net : q->total;
	if (d->amount < 0)
		return below_zero(q, e);
	if (q->recurring != NUM_NULL || d->recurring == c->recurring)
		d->recurring = q->recurring;
	return model_save(m, en, d, &how, e);
}

int
quote_settle_deal(struct model *m, int64_t deal,
	const struct quote_change *change, struct err *e)
{
	struct quote *q = change ? change->quote : NULL;
	struct choosing c = {
		.changed = q,
		.recurring = change ? change->recurring : NUM_NULL,
	};
	enum saved how;
	int rc = load_live(m, deal, q, &c, e);

	choose(&c);
	if (rc == 0)
		rc = mark(m, &c, e);
	if (rc == 0 && q && q->common.archived == 1)
		rc = model_save(m, model_entity(m, E_QUOTE), q, &how, e);
	ARR_FREE(&c.live);
	return rc ? rc : follow(m, deal, &c, e);
}

int
quote_deal_asks(struct model *m, int64_t deal, struct err *e)
{
	const struct quote *one = NULL;
	struct choosing c = {0};
	int rc = load_live(m, deal, NULL, &c, e);

	for (size_t i = 0; rc == 0 && i < c.live.n; i++)
		if (c.live.v[i]->primary == 1)
			one = c.live.v[i];
	ARR_FREE(&c.live);
	if (rc)
		return rc;
	if (!one) {
		err_set(e, ERR_DATA, "deal/%lld: no quote is its primary one",
			(long long)deal);
		return err_hint(e, "try: pipe quote set QUOTE --primary yes");
	}
	quote_touched(m, one->common.id, false);
	return 0;
}
