/* Lots of deals from the cells of the roll-up. */
#include "report/forecast_part.h"

/* Texts of a transaction stay where they are, so that their places tell what
 * they came to before. */
static const struct meaning *
meaning_of(struct work *w, const struct rollup_cell *c)
{
	struct str pipeline = c->by[2].s, stage = c->by[3].s;
	struct str category = c->by[4].s;
	uint64_t mixed = ((uintptr_t)stage.p + (uintptr_t)category.p) *
		UINT64_C(0x9e3779b97f4a7c15);
	size_t at = (size_t)(mixed >> (64 - MEANING_BITS));
	struct meaning *m;

	/* side by side, or two would drive each other out again and again */
	for (int i = 0; i < MEANING_TRIES; i++) {
		m = &w->meanings[(at + (size_t)i) % (1 << MEANING_BITS)];
		if (!m->known)
			break;
		if (m->pipeline == pipeline.p && m->stage == stage.p &&
			m->category == category.p)
			return m;
	}
	*m = (struct meaning){.known = true, .pipeline = pipeline.p,
		.stage = stage.p, .category = category.p};
	m->kind = stage_kind(w->m->policy, pipeline, stage);
	m->in = category_in(m->kind, category);
	return m;
}

/* Cells come by month and owner, most of these in one currency, so that most
 * stand where the one before did. */
static bool
cell_seated(const struct work *w, const struct rollup_cell *c)
{
	const struct lot *last = &w->of_cell;

	return w->seat && c->by[1].i == last->owner &&
		c->by[5].s.p == last->currency.p && c->by[0].i == w->month;
}

static void
cell_place(struct work *w, const struct rollup_cell *c)
{
	struct lot *l = &w->of_cell;
	int64_t month = c->by[0].i;

	if (w->month != month)
		l->day = month == PERIOD_UNDATED ? NUM_NULL
			: calendar_month_first(&w->m->cal, month);
	w->month = month;
	l->owner = c->by[1].i;
	l->pipeline = c->by[2].s;
	l->stage = c->by[3].s;
	l->currency = c->by[5].s;
}

static int
take_cell(void *arg, const struct rollup_cell *c, struct err *e)
{
	struct work *w = arg;
	const struct meaning *is = meaning_of(w, c);
	struct lot *l = &w->of_cell;

	if (is->kind == STAGE_LOST)
		return 0;
	l->kind = is->kind;
	l->category = is->in;
	l->deals = c->count;
	l->priced = c->set[0];
	l->value = c->sums[0];
	l->weighted = c->sums[1];
	if (is->in != CAT_OMITTED && cell_seated(w, c))
		return lot_take_seated(w, l, e);
	cell_place(w, c);
	return lot_take(w, l, e);
}

void
work_months(const struct work *w, int64_t *from, int64_t *to)
{
	const struct calendar *cal = &w->m->cal;
	const struct forecast *out = w->out;

	*from = INT64_MAX;
	*to = INT64_MIN;
	for (size_t i = 0; i < out->nperiods; i++) {
		int64_t first = calendar_month(cal,
			out->periods[i].from);
		int64_t last = calendar_month(cal,
			out->periods[i].to - 1);

		*from = first < *from ? first : *from;
		*to = last > *to ? last : *to;
	}
}

/* Whether every period begins and ends with a span of the roll-up. */
static bool
of_spans(const struct work *w, int64_t span)
{
	const struct calendar *cal = &w->m->cal;
	const struct forecast *out = w->out;

	for (size_t i = 0; i < out->nperiods; i++)
		if (calendar_month(cal, out->periods[i].from) % span ||
			calendar_month(cal, out->periods[i].to) % span)
			return false;
	return true;
}

int
each_cell(struct work *w,
	int (*fn)(void *, const struct rollup_cell *, struct err *), void *arg,
	struct err *e)
{
	const struct entity *en = model_entity(w->m, E_DEAL);
	int64_t from, to;
	int rc;

	work_months(w, &from, &to);
	rc = tx_rollup(w->m->tx, en, from, to, of_spans(w, en->rollup->span),
		fn, arg, e);
	return rc ? rc : tx_rollup(w->m->tx, en, PERIOD_UNDATED,
		PERIOD_UNDATED, false, fn, arg, e);
}

int
take_cells(struct work *w, struct err *e)
{
	w->of_cell = (struct lot){.id = NUM_NULL, .product = NUM_NULL,
		.day = NUM_NULL};
	w->month = PERIOD_UNDATED;
	return each_cell(w, take_cell, w, e);
}
