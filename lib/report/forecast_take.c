/* Lots of deals, sorted into cells. */
#include "report/forecast_part.h"

/* ---- leaves ----------------------------------------------------------- */

static size_t
leaf_new(struct work *w, struct leaf leaf)
{
	*ARR_ADD(&w->leaves) = leaf;
	return w->leaves.n - 1;
}

static size_t
leaf_add(struct work *w, struct str key, struct leaf leaf)
{
	bool added;
	int64_t *at = map_put(&w->leaf_at, key, &added);

	if (!added)
		return (size_t)*at;
	*at = (int64_t)w->leaves.n;
	leaf.pipeline = arena_str(w->a, leaf.pipeline);
	leaf.stage = arena_str(w->a, leaf.stage);
	return leaf_new(w, leaf);
}

/* Ids of owners and products are small numbers, mostly. */
static size_t
leaf_of_id(struct work *w, int64_t id)
{
	struct leaf leaf = {.id = id};

	if (w->leaves.n && w->leaves.v[w->last_leaf].id == id)
		return w->last_leaf;
	if ((uint64_t)id >= w->nplaces) {
		w->last_leaf = leaf_add(w, (struct str){(const char *)&id,
			sizeof id}, leaf);
		return w->last_leaf;
	}
	if (!w->places[id])
		w->places[id] = (uint32_t)leaf_new(w, leaf) + 1;
	w->last_leaf = w->places[id] - 1;
	return w->last_leaf;
}

static size_t
leaf_of_stage(struct work *w, struct str pipeline, struct str stage)
{
	buf_reset(&w->key);
	buf_str(&w->key, pipeline);
	buf_char(&w->key, '\0');
	buf_str(&w->key, stage);
	return leaf_add(w, buf_view(&w->key), (struct leaf){
		.id = NUM_NULL, .pipeline = pipeline, .stage = stage});
}

static size_t
leaf_of(struct work *w, const struct lot *l)
{
	switch (w->spec->by) {
	case BY_REP:
	case BY_TEAM: return leaf_of_id(w, l->owner);
	case BY_PRODUCT: return leaf_of_id(w, l->product);
	case BY_PIPELINE: return leaf_of_stage(w, l->pipeline, STR_NULL);
	case BY_STAGE: return leaf_of_stage(w, l->pipeline, l->stage);
	case BY_MONTH:
	case BY_QUARTER: break;
	}
	return leaf_of_id(w, 0);
}

/* ---- cells ------------------------------------------------------------ */

/* A leaf has few, and the last one serves mostly. */
static struct figures *
cell_at(struct work *w, size_t period, size_t leaf, size_t money)
{
	size_t *first = &w->leaves.v[leaf].cell, before = 0;
	struct cell_of *c;

	for (size_t at = *first; at; at = c->next) {
		c = &w->cells.v[at - 1];
		if (c->period != period || c->money != money) {
			before = at;
			continue;
		}
		if (before) {
			w->cells.v[before - 1].next = c->next;
			c->next = *first;
			*first = at;
		}
		return &c->f;
	}
	c = ARR_ADD(&w->cells);
	*c = (struct cell_of){.period = period, .leaf = leaf, .money = money,
		.next = *first};
	*first = w->cells.n;
	return &c->f;
}

static int
lot_add(const struct lot *l, struct figures *f, struct err *e)
{
	int64_t *cat = &f->cat[l->category];
	int rc;

	if (l->kind == STAGE_WON) {
		f->deals_won += l->deals;
		rc = money_add(f->won, l->value, &f->won, e);
	} else {
		f->deals_open += l->deals;
		rc = money_add(f->pipeline, l->value, &f->pipeline, e);
		if (rc == 0)
			rc = money_add(f->weighted, l->weighted, &f->weighted,
				e);
	}
	return rc ? rc : money_add(*cat, l->value, cat, e);
}

static void
lot_count(struct work *w, const struct lot *l)
{
	struct forecast *out = w->out;
	int64_t bare = l->unrated ? 0 : l->deals - l->priced;

	if (l->unrated &&
		(l->kind == STAGE_WON || l->category != CAT_OMITTED))
		*ARR_ADD(&w->unrated) = l->id;
	if (l->kind == STAGE_WON) {
		out->won += l->deals;
		out->won_bare += bare;
	} else if (l->category == CAT_OMITTED) {
		out->omitted += l->deals;
	} else {
		out->open += l->deals;
		out->open_bare += bare;
	}
}

bool
lot_in(const struct lot *l, const struct forecast *out, size_t period)
{
	const struct period *p = &out->periods[period];

	if (period == out->nperiods)
		return l->day == NUM_NULL;
	return l->day != NUM_NULL && l->day >= p->from && l->day < p->to;
}

static void
lot_list(struct work *w, const struct lot *l, size_t period)
{
	struct listed one = {.lot = *l, .period = period,
		.leaf = leaf_of(w, l), .money = work_money(w, l->currency)};

	*ARR_ADD(&w->listed) = one;
}

/* Of a team only what is owned below it. */
static bool
lot_belongs(const struct work *w, const struct lot *l)
{
	return !w->spec->team || tree_within(&w->everyone,
		tree_of_rep(&w->everyone, l->owner), w->top);
}

/* What follows of the same owner, month and currency stands there too. */
static size_t
seat_of(const struct work *w, int periods)
{
	return periods == 1 && by_owner(w) && !w->spec->detail
		? w->leaves.v[w->last_leaf].cell : 0;
}

int
lot_take_seated(struct work *w, const struct lot *l, struct err *e)
{
	lot_count(w, l);
	return lot_add(l, &w->cells.v[w->seat - 1].f, e);
}

/* Into every period it lies in; the undated one stands behind the last. */
int
lot_take(struct work *w, const struct lot *l, struct err *e)
{
	const struct forecast *out = w->out;
	bool counts = l->category != CAT_OMITTED;
	int rc = 0, in = 0;

	w->seat = 0;
	if (l->kind == STAGE_LOST ||
		(l->kind == STAGE_WON && l->day == NUM_NULL))
		return 0;
	if (!lot_belongs(w, l))
		return 0;
	if (w->spec->date == DATE_CLOSED && l->kind == STAGE_OPEN) {
		w->out->dateless += l->deals;
		return 0;
	}
	for (size_t i = 0; rc == 0 && i <= out->nperiods; i++) {
		if (!lot_in(l, out, i))
			continue;
		in++;
		if (w->spec->detail)
			lot_list(w, l, i);
		if (counts)
			rc = lot_add(l, cell_at(w, i, leaf_of(w, l),
				work_money(w, l->currency)), e);
	}
	if (in)
		lot_count(w, l);
	if (counts)
		w->seat = seat_of(w, in);
	return rc;
}

/* An owner's change stands in the category, a manager's beside it: the latter
 * takes back what the owner changed. */
static int
adjust_cell(struct work *w, const struct lot *l, size_t period, int64_t id,
	bool manager, int64_t delta, int64_t *cat, struct err *e)
{
	struct listed_delta one = {.deal = l->id, .period = period, .id = id,
		.manager = manager, .delta = delta, .category = l->category,
		.leaf = leaf_of(w, l), .money = work_money(w, l->currency)};
	int64_t change = delta;
	int rc = 0;

	for (size_t i = 0; manager && i < w->deltas.n; i++)
		if (w->deltas.v[i].deal == l->id &&
			w->deltas.v[i].period == period)
			rc = money_sub(change, w->deltas.v[i].delta, &change,
				e);
	one.above = manager ? change : 0;
	*ARR_ADD(&w->deltas) = one;
	return rc || manager ? rc : money_add(*cat, change, cat, e);
}

int
lot_adjust(struct work *w, const struct lot *l, int64_t value, int64_t id,
	bool manager, struct err *e)
{
	const struct forecast *out = w->out;
	int64_t *cat = NULL, delta = 0;
	int rc = money_sub(value, l->value, &delta, e);

	if (!lot_belongs(w, l))
		return rc;
	for (size_t i = 0; rc == 0 && i < out->nperiods; i++) {
		struct figures *f;

		if (!lot_in(l, out, i))
			continue;
		f = cell_at(w, i, leaf_of(w, l), work_money(w, l->currency));
		cat = &f->cat[l->category];
		w->said_any = true;
		rc = adjust_cell(w, l, i, id, manager, delta, cat, e);
	}
	return rc;
}

/* ---- the list --------------------------------------------------------- */

static int
listed_order(const void *x, const void *y)
{
	const struct forecast_deal *a = x, *b = y;

	if (a->period != b->period)
		return !a->period ? 1 : !b->period ? -1
						   : (a->period > b->period) -
				(a->period < b->period);
	return (a->id > b->id) - (a->id < b->id);
}

/* Of a deal what counts in the view: the manager's word, else the owner's. */
static void
list_deltas(struct work *w)
{
	for (size_t i = 0; i < w->deltas.n; i++) {
		const struct listed_delta *d = &w->deltas.v[i];
		bool last = true;

		if (d->manager && w->spec->view != VIEW_MANAGER)
			continue;
		for (size_t k = i + 1; k < w->deltas.n; k++)
			last = last && (w->deltas.v[k].deal != d->deal ||
				w->deltas.v[k].period != d->period ||
				w->spec->view != VIEW_MANAGER);
		if (last)
			*ARR_ADD(&w->listed_said) = (struct forecast_said){
				.entity = E_ADJUSTMENT, .id = d->id,
				.deal = d->deal, .manager = d->manager,
				.period = &w->out->periods[d->period],
				.node = w->nodes.v[w->leaves.v[d->leaf].node]
						.name,
				.money = w->money.v[d->money],
				.category = d->category, .value = d->delta,
				.above = d->above};
	}
}

void
list_deals(struct work *w)
{
	struct forecast *out = w->out;

	out->ndeals = w->listed.n;
	out->deals = arena_array(w->a, out->ndeals + 1, sizeof *out->deals);
	for (size_t i = 0; i < out->ndeals; i++) {
		const struct listed *l = &w->listed.v[i];
		bool bare = !l->lot.priced;

		out->deals[i] = (struct forecast_deal){
			.id = l->lot.id,
			.period = l->period < out->nperiods
				? &out->periods[l->period] : NULL,
			.node = w->nodes.v[w->leaves.v[l->leaf].node].name,
			.money = w->money.v[l->money],
			.won = l->lot.kind == STAGE_WON,
			.category = l->lot.category,
			.day = l->lot.day,
			.unrated = l->lot.unrated,
			.used = l->lot.used,
			.value = bare ? NUM_NULL : l->lot.value,
			.weighted = bare ? NUM_NULL : l->lot.weighted,
		};
	}
	arr_sort(out->deals, out->ndeals, sizeof *out->deals, listed_order);
	list_deltas(w);
	out->nsaid = w->listed_said.n;
	out->said = arena_array(w->a, out->nsaid + 1, sizeof *out->said);
	if (out->nsaid)
		memcpy(out->said, w->listed_said.v,
			out->nsaid * sizeof *out->said);
	out->nquotas = w->listed_quotas.n;
	out->quotas = arena_array(w->a, out->nquotas + 1,
		sizeof *out->quotas);
	if (out->nquotas)
		memcpy(out->quotas, w->listed_quotas.v,
			out->nquotas * sizeof *out->quotas);
}

int
category_columns(const struct figures *f, enum forecast_rollup how,
	int64_t out[CATEGORIES], struct err *e)
{
	int rc = 0;

	memcpy(out, f->cat, sizeof f->cat);
	if (how == ROLLUP_SINGLE)
		return 0;
	for (int c = CAT_COMMIT; rc == 0 && c >= CAT_BEST_CASE; c--)
		rc = money_add(out[c], out[c + 1], &out[c], e);
	/* what is open: all but the closed, which the others have in them */
	if (rc == 0)
		rc = money_add(out[CAT_PIPELINE], out[CAT_BEST_CASE],
			&out[CAT_PIPELINE], e);
	return rc ? rc : money_sub(out[CAT_PIPELINE], out[CAT_CLOSED],
		&out[CAT_PIPELINE], e);
}
