#include "report/forecast.h"
#include "report/forecast_part.h"
#include "report/ratio.h"

static bool
is_code(struct str s, const struct currency *c)
{
	return s.n == 3 && s.p[0] == c->code[0] && s.p[1] == c->code[1] &&
		s.p[2] == c->code[2];
}

size_t
work_money(struct work *w, struct str code)
{
	const struct currency *c;
	size_t i = 0;

	if (!measure_money(w->spec->measure) || w->exchange ||
		is_code(code, w->money.v[w->last_money]))
		return w->last_money;
	while (code.p && i < w->money.n && !is_code(code, w->money.v[i]))
		i++;
	if (i == w->money.n) {
		c = currency_find(code);
		if (c)
			*ARR_ADD(&w->money) = c;
		else
			i = 0;
	}
	w->last_money = i;
	return i;
}

/* ---- the periods ------------------------------------------------------ */

static int
settle_periods(struct work *w, struct err *e)
{
	const struct forecast_spec *spec = w->spec;
	enum period_unit unit = spec->by == BY_MONTH ? UNIT_MONTH
						     : UNIT_QUARTER;
	ARR(struct period) all = {0};
	struct period *v;
	size_t n;
	int rc = 0;

	for (size_t i = 0; rc == 0 && i < spec->nperiods; i++) {
		if (!by_part(w)) {
			*ARR_ADD(&all) = spec->periods[i];
			continue;
		}
		rc = period_split(&spec->periods[i], unit, &w->m->cal, w->a,
			&v, &n, e);
		for (size_t k = 0; rc == 0 && k < n; k++)
			*ARR_ADD(&all) = v[k];
	}
	v = arena_array(w->a, all.n + 1, sizeof *v);
	if (all.n)
		memcpy(v, all.v, all.n * sizeof *v);
	w->out->periods = v;
	w->out->nperiods = all.n;
	ARR_FREE(&all);
	return rc;
}

/* ---- one team --------------------------------------------------------- */

static int
settle_team(struct work *w, struct err *e)
{
	const struct tree_spec all = {.archived = true};
	int rc;

	if (!w->spec->team)
		return 0;
	rc = tree_build(w->m, w->a, &all, &w->everyone, e);
	w->top = rc ? 0 : tree_of_team(&w->everyone, w->spec->team);
	return rc;
}

/* ---- rows ------------------------------------------------------------- */

struct rows_of {
	struct forecast_row *v; /* in the arena */
	size_t n, cap;
};

static void
rows_room(const struct work *w, struct rows_of *rows, size_t more)
{
	struct forecast_row *v;

	if (rows->cap - rows->n >= more)
		return;
	rows->cap = rows->cap + (more > rows->cap ? more : rows->cap);
	v = arena_array(w->a, rows->cap, sizeof *v);
	if (rows->n)
		memcpy(v, rows->v, rows->n * sizeof *v);
	rows->v = v;
}

static int
row_ratios(struct forecast_row *r, const struct spot *at, struct err *e)
{
	int rc;

	r->gap = r->attainment = r->coverage = r->coverage_of = NUM_NULL;
	r->mismatch = NUM_NULL;
	if (r->quota == NUM_NULL)
		return 0;
	rc = money_sub(r->quota, r->won, &r->gap, e);
	if (at->summed)
		r->mismatch = 0;
	if (rc == 0 && r->below != NUM_NULL)
		rc = money_sub(r->below, r->quota, &r->mismatch, e);
	if (rc == 0)
		rc = ratio_of(r->won, r->quota, 1000, &r->attainment, e);
	r->coverage = COVERAGE_INF;
	if (rc || r->gap <= 0)
		return rc;
	r->coverage_of = r->gap;
	return ratio_of(r->pipeline, r->gap, 100, &r->coverage, e);
}

static int
row_add(const struct work *w, struct rows_of *rows, size_t period,
	size_t node, size_t money, const struct spot *at, struct err *e)
{
	const struct fnode *n = &w->nodes.v[node];
	struct forecast_row *r = &rows->v[rows->n++];
	int rc;

	*r = (struct forecast_row){
		.period = period < w->out->nperiods
			? &w->out->periods[period] : NULL,
		.node = n->name,
		.parent = node != w->root ? w->nodes.v[n->parent].name
					  : STR_NULL,
		.title = n->title,
		.depth = n->depth - w->nodes.v[w->root].depth,
		.money = w->money.v[money],
		.quota = at->quota,
		.won = at->f.won,
		.pipeline = at->f.pipeline,
		.weighted = at->f.weighted,
		.deals_won = at->f.deals_won,
		.deals_open = at->f.deals_open,
		.below = at->below,
		.parts = at->parts,
	};
	r->call = at->call;
	r->landing = at->landing;
	rc = category_columns(&at->f, w->spec->rollup, r->cat, e);
	return rc ? rc : row_ratios(r, at, e);
}

/* A node's rows by currency; `order` has the currencies by code. */
static int
node_rows(const struct work *w, struct rows_of *rows, size_t period,
	size_t node, const struct sheet *s, const size_t *order,
	struct err *e)
{
	bool any = period == w->out->nperiods;
	int rc = 0;

	for (size_t k = 0; rc == 0 && k < s->money; k++) {
		const struct spot *at = spot_at(s, node, order[k]);

		if (!at || !at->present)
			continue;
		any = true;
		rc = row_add(w, rows, period, node, order[k], at, e);
	}
	return rc || any ? rc
			 : row_add(w, rows, period, node, 0,
				   &spot_none, e);
}

static const size_t *
money_order(const struct work *w)
{
	size_t *order = arena_array(w->a, w->money.n, sizeof *order);

	for (size_t i = 0; i < w->money.n; i++) {
		size_t at = i;

		for (; at && strcmp(w->money.v[order[at - 1]]->code,
				     w->money.v[i]->code) > 0; at--)
			order[at] = order[at - 1];
		order[at] = i;
	}
	return order;
}

static bool
node_shown(const struct work *w, size_t node)
{
	if (w->nodes.v[node].hidden)
		return false;
	return !w->spec->team || !by_owner(w) ||
		tree_within(&w->tree, node, w->root);
}

/* How many rows a period has. */
static size_t
rows_count(const struct work *w, const struct sheet *s, size_t period)
{
	size_t n = 0;

	for (size_t i = 0; i < w->nodes.n; i++) {
		size_t before = n;

		if (!node_shown(w, i))
			continue;
		for (size_t k = 0; k < s->money; k++) {
			const struct spot *at = spot_at(s, i, k);

			n += at && at->present;
		}
		n += n == before && period < w->out->nperiods;
	}
	return n;
}

static int
period_rows(struct work *w, struct rows_of *rows, size_t period,
	struct sheet *s, const size_t *order, struct err *e)
{
	const struct period *p = period < w->out->nperiods
		? &w->out->periods[period] : NULL;
	int rc;

	if (!p && !sheet_any(w, period))
		return 0;
	sheet_clear(s);
	rc = sheet_fill(w, s, period, e);
	if (rc == 0 && p)
		rc = sheet_quotas(w, p, s, e);
	if (rc == 0)
		rc = sheet_roll(w, s, p, e);
	if (rc)
		return rc;
	rows_room(w, rows, rows_count(w, s, period));
	for (size_t i = 0; rc == 0 && i < w->nodes.n; i++)
		if (node_shown(w, i))
			rc = node_rows(w, rows, period, i, s, order, e);
	return rc;
}

static int
make_rows(struct work *w, struct err *e)
{
	const size_t *order = money_order(w);
	struct sheet s = sheet_new(w, w->nodes.n);
	struct rows_of rows = {0};
	struct forecast *out = w->out;
	int rc = 0;

	for (size_t i = 0; rc == 0 && i <= out->nperiods; i++)
		rc = period_rows(w, &rows, i, &s, order, e);
	sheet_free(&s);
	out->n = rows.n;
	out->rows = rows.v;
	return rc;
}

/* Quotas, adjustments and calls of teams that are in the tree no more. */
static void
count_nobody(struct work *w)
{
	for (size_t i = 0; i < w->said.n; i++)
		w->out->said_nobody += tree_of_holder(&w->tree,
			w->said.v[i].holder) == TREE_NONE;
	for (size_t i = 0; i < w->quotas.list.n; i++)
		w->out->quotas_nobody += tree_of_holder(&w->tree,
			w->quotas.list.v[i].holder) == TREE_NONE;
}

static void
list_unrated(struct work *w)
{
	struct forecast *out = w->out;

	out->nunrated = w->unrated.n;
	out->unrated = arena_array(w->a, out->nunrated + 1,
		sizeof *out->unrated);
	if (out->nunrated)
		memcpy(out->unrated, w->unrated.v,
			out->nunrated * sizeof *out->unrated);
	arr_sort(out->unrated, out->nunrated, sizeof *out->unrated,
		int64_order);
}

/* For one lot of a period, as most reports need; what is not used is not
 * touched. */
static void
work_room(struct work *w)
{
	size_t ids = (size_t)tx_last_id(w->m->tx, model_entity(w->m,
		w->spec->by == BY_PRODUCT ? E_PRODUCT : E_REP)) + 1;

	w->nplaces = ids < UINT16_MAX ? ids : UINT16_MAX;
	w->places = arena_array(w->a, w->nplaces, sizeof *w->places);
	ids = ids < 1000 ? ids + 1 : 1000;
	ARR_ROOM(&w->leaves, ids);
	ARR_ROOM(&w->cells, ids);
	ARR_ROOM(&w->quotas.list, ids);
}

static void
work_free(struct work *w)
{
	ARR_FREE(&w->money);
	ARR_FREE(&w->leaves);
	ARR_FREE(&w->cells);
	ARR_FREE(&w->unrated);
	ARR_FREE(&w->listed);
	ARR_FREE(&w->listed_quotas);
	ARR_FREE(&w->listed_said);
	ARR_FREE(&w->deltas);
	ARR_FREE(&w->said);
	buf_free(&w->said_notes);
	ARR_FREE(&w->nodes);
	ARR_FREE(&w->quotas.list);
	map_free(&w->leaf_at);
	buf_free(&w->key);
}

int
forecast_make(struct model *m, struct arena *a,
	const struct forecast_spec *spec, struct forecast *out,
	struct err *e)
{
	static int (*const steps[])(struct work *, struct err *) = {
		settle_periods, settle_team, take_deals, take_said,
		quotas_load, make_nodes, make_rows,
	};
	struct work w = {.m = m, .a = a, .spec = spec, .out = out};
	struct buf gaps = {0};
	int rc = 0;

	*out = (struct forecast){0};
	rc = exchange_open(m, a, spec, &w.exchange, e);
	*ARR_ADD(&w.money) = !measure_money(spec->measure) ? &number_unit
		: w.exchange ? spec->currency : m->policy->base;
	work_room(&w);
	for (size_t i = 0; rc == 0 && i < sizeof steps / sizeof *steps; i++)
		rc = steps[i](&w, e);
	if (rc == 0) {
		count_nobody(&w);
		quota_gaps(&w, &gaps);
		out->quota_notes = arena_str(a, buf_view(&gaps));
		buf_free(&gaps);
	}
	list_unrated(&w);
	if (rc == 0 && spec->detail)
		list_deals(&w);
	out->said_notes = arena_str(a, buf_view(&w.said_notes));
	if (rc == 0 && w.exchange) {
		exchange_digest(w.exchange, out->rates);
		buf_reset(&w.key);
		exchange_lacks(w.exchange, &w.key);
		out->lacks = arena_str(a, buf_view(&w.key));
	}
	if (spec->filter)
		out->apart = (int64_t)query_apart(spec->filter);
	work_free(&w);
	return rc;
}
