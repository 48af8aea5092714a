/* Lots of deals, sorted into cells. */
#include "report/forecast_part.h"

/* ---- leaves ----------------------------------------------------------- */

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
	*ARR_ADD(&w->leaves) = leaf;
	return w->leaves.n - 1;
}

static size_t
leaf_of_id(struct work *w, int64_t id)
{
	if (w->leaves.n && w->leaves.v[w->last_leaf].id == id)
		return w->last_leaf;
	w->last_leaf = leaf_add(w, (struct str){(const char *)&id, sizeof id},
		(struct leaf){.id = id});
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

static struct figures *
cell_at(struct work *w, size_t period, size_t leaf, size_t money)
{
	struct {
		uint64_t period, leaf, money;
	} key = {period, leaf, money};
	struct cell_of *last = w->cells.n ? &w->cells.v[w->last_cell] : NULL;
	bool added;
	int64_t *at;

	if (last && last->period == period && last->leaf == leaf &&
		last->money == money)
		return &last->f;
	at = map_put(&w->cell_at,
		(struct str){(const char *)&key, sizeof key}, &added);
	if (added) {
		*at = (int64_t)w->cells.n;
		*ARR_ADD(&w->cells) = (struct cell_of){
			.period = period, .leaf = leaf, .money = money};
	}
	w->last_cell = (size_t)*at;
	return &w->cells.v[*at].f;
}

static int
lot_add(struct work *w, const struct lot *l, size_t period, struct err *e)
{
	struct figures *f = cell_at(w, period, leaf_of(w, l),
		work_money(w, l->currency));
	int rc;

	if (l->kind == STAGE_WON) {
		f->deals_won += l->deals;
		return money_add(f->won, l->amount, &f->won, e);
	}
	f->deals_open += l->deals;
	rc = money_add(f->pipeline, l->amount, &f->pipeline, e);
	return rc ? rc : money_add(f->weighted, l->weighted, &f->weighted, e);
}

static void
lot_count(struct forecast *out, const struct lot *l)
{
	int64_t bare = l->deals - l->priced;

	if (l->kind == STAGE_WON) {
		out->won += l->deals;
		out->won_bare += bare;
	} else if (l->omitted) {
		out->omitted += l->deals;
	} else {
		out->open += l->deals;
		out->open_bare += bare;
	}
}

/* Into every period it lies in; the undated one stands behind the last. */
int
lot_take(struct work *w, const struct lot *l, struct err *e)
{
	const struct forecast *out = w->out;
	bool counts = l->kind == STAGE_WON || !l->omitted, in = false;
	int rc = 0;

	if (l->kind == STAGE_LOST ||
		(l->kind == STAGE_WON && l->day == NUM_NULL))
		return 0;
	for (size_t i = 0; rc == 0 && i <= out->nperiods; i++) {
		if (i < out->nperiods
				? l->day == NUM_NULL ||
					l->day < out->periods[i].from ||
					l->day >= out->periods[i].to
				: l->day != NUM_NULL)
			continue;
		in = true;
		if (counts)
			rc = lot_add(w, l, i, e);
	}
	if (in)
		lot_count(w->out, l);
	return rc;
}
