/* Why a figure is what it is where people said so: adjustments and calls. */
#include "report/reason_part.h"

static void
add(struct search *s, int entity, int64_t id, struct str node,
	const struct currency *money, int64_t value)
{
	*ARR_ADD(&s->list) = (struct reason){.entity = entity, .id = id,
		.node = node, .money = money, .value = value};
}

static bool
said_here(const struct search *s, const struct forecast_said *x,
	struct str node, const struct currency *money)
{
	int category = (int)s->metric - METRIC_CATEGORY;

	return x->money == money && str_eq(x->node, node) &&
		(s->metric == METRIC_LANDING
			? x->entity == E_SUBMISSION
			: x->entity == E_ADJUSTMENT &&
				(int)x->category == category);
}

/* The nth word on a holder; NULL: there are no more. There are several only
 * where they were said in several currencies, all of the manager or all of the
 * owner. */
static const struct forecast_said *
said_of_holder(const struct search *s, struct str node,
	const struct currency *money, size_t nth)
{
	const struct forecast *f = &s->out->figures;

	for (size_t i = 0; i < f->nsaid; i++)
		if (f->said[i].deal == NUM_NULL &&
			said_here(s, &f->said[i], node, money) && !nth--)
			return &f->said[i];
	return NULL;
}

static int64_t
call_of(const struct search *s, struct str node, const struct currency *money)
{
	const struct forecast_said *x;
	int64_t sum = 0;

	for (size_t n = 0; (x = said_of_holder(s, node, money, n)); n++)
		sum += x->value; /* as the figure was, which did not overflow */
	return sum;
}

/* Adjustments of a node's own deals: all of them, or where the owner has said
 * what the category is, only what is seen above him. */
static void
take_deltas(struct search *s, struct str node, const struct currency *money,
	bool above)
{
	const struct forecast *f = &s->out->figures;

	for (size_t i = 0; i < f->nsaid; i++) {
		const struct forecast_said *x = &f->said[i];

		if (x->deal != NUM_NULL && said_here(s, x, node, money))
			add(s, x->entity, x->id, node, money,
				above ? x->above : x->value);
	}
}

static void
take_own_deals(struct search *s, struct str node,
	const struct currency *money, bool won_below)
{
	const struct forecast *f = &s->out->figures;

	for (size_t i = 0; i < f->ndeals; i++) {
		const struct forecast_deal *d = &f->deals[i];
		bool counts;
		int64_t v = reason_part(won_below ? METRIC_WON : s->metric, d,
			&counts);

		if (counts && d->period && d->money == money &&
			(won_below ? reason_below(s, d->node, node)
				   : str_eq(d->node, node)))
			reason_deal(s, d, v);
	}
}

static int64_t
won_at(const struct search *s, struct str node, const struct currency *money)
{
	const struct forecast *f = &s->out->figures;

	for (size_t i = 0; i < f->n; i++)
		if (f->rows[i].period && f->rows[i].money == money &&
			str_eq(f->rows[i].node, node))
			return f->rows[i].won;
	return 0;
}

/* As the figures are rolled up: what is said at a node stands for all below. */
void
reasons_rolled(struct search *s, struct str node, const struct currency *money)
{
	const struct forecast *f = &s->out->figures;
	const struct forecast_said *x = said_of_holder(s, node, money, 0);
	bool manager = x && x->manager;

	if (x && s->metric == METRIC_LANDING &&
		call_of(s, node, money) < won_at(s, node, money)) {
		take_own_deals(s, node, money, true);
		return;
	}
	if (x) {
		for (size_t n = 0; x; x = said_of_holder(s, node, money, ++n))
			add(s, x->entity, x->id, node, money, x->value);
		if (!manager && s->metric != METRIC_LANDING)
			take_deltas(s, node, money, true);
		return;
	}
	take_own_deals(s, node, money, false);
	if (s->metric != METRIC_LANDING)
		take_deltas(s, node, money, false);
	for (size_t i = 0; i < f->n; i++)
		if (f->rows[i].period && f->rows[i].money == money &&
			str_eq(f->rows[i].parent, node))
			reasons_rolled(s, f->rows[i].node, money);
}
