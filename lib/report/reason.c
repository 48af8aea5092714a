#include "report/reason_part.h"

static const char *const words[METRICS] = {
	[METRIC_QUOTA] = "quota",
	[METRIC_WON] = "won",
	[METRIC_GAP] = "gap",
	[METRIC_PIPELINE] = "pipeline",
	[METRIC_WEIGHTED] = "weighted",
	[METRIC_LANDING] = "landing",
	[METRIC_DEALS_WON] = "deals_won",
	[METRIC_DEALS_OPEN] = "deals_open",
	[METRIC_CATEGORY + CAT_OMITTED] = "omitted",
	[METRIC_CATEGORY + CAT_PIPELINE] = "cat_pipeline",
	[METRIC_CATEGORY + CAT_BEST_CASE] = "best_case",
	[METRIC_CATEGORY + CAT_MOST_LIKELY] = "most_likely",
	[METRIC_CATEGORY + CAT_COMMIT] = "commit",
	[METRIC_CATEGORY + CAT_CLOSED] = "closed",
};

const char *
metric_word(enum metric m)
{
	return words[m];
}

int
metric_parse(struct str word, enum metric *out, struct err *e)
{
	struct buf list = {0};
	struct str bare = str_starts(word, "cat_") ? str_cut(word, 4, word.n)
						   : word;

	for (int i = 0; i < METRICS; i++)
		if (str_is(word, words[i]) || (i >= METRIC_CATEGORY &&
				str_is(bare, words[i]))) {
			*out = (enum metric)i;
			return 0;
		}
	for (int i = 0; i < METRICS; i++)
		buf_fmt(&list, "%s%s", i ? ", " : "", words[i]);
	err_set(e, ERR_USAGE, "'%.*s': no figure that could be explained",
		STR_SHORT(word));
	err_hint(e, "%s", list.p);
	buf_free(&list);
	return ERR_USAGE;
}

/* ---- where a node stands ---------------------------------------------- */

static const struct forecast_row *
row_of(const struct forecast *f, struct str node)
{
	for (size_t i = 0; i < f->n; i++)
		if (str_eq(f->rows[i].node, node))
			return &f->rows[i];
	return NULL;
}

bool
reason_below(const struct search *s, struct str node, struct str top)
{
	const struct forecast_row *r;

	while (!str_eq(node, top)) {
		r = row_of(&s->out->figures, node);
		if (!r || !r->parent.p)
			return false;
		node = r->parent;
	}
	return true;
}

/* ---- deals ------------------------------------------------------------ */

/* What a deal adds; *counts false: it has no part in the figure. */
int64_t
reason_part(enum metric metric, const struct forecast_deal *d, bool *counts)
{
	bool open = !d->won && d->category != CAT_OMITTED;
	int64_t unit = d->value == NUM_NULL ? NUM_NULL : d->value;

	*counts = true;
	switch (metric) {
	case METRIC_WON: *counts = d->won; return unit;
	case METRIC_GAP:
		*counts = d->won;
		return unit == NUM_NULL ? unit : -unit;
	case METRIC_PIPELINE: *counts = open; return unit;
	case METRIC_WEIGHTED: *counts = open; return d->weighted;
	case METRIC_LANDING:
		*counts = open || d->won;
		return d->won ? unit : d->weighted;
	case METRIC_DEALS_WON: *counts = d->won; return 1;
	case METRIC_DEALS_OPEN: *counts = open; return 1;
	case METRIC_QUOTA: break;
	default:
		*counts = (int)d->category == (int)metric - METRIC_CATEGORY;
		return unit;
	}
	*counts = false;
	return 0;
}

void
reason_deal(struct search *s, const struct forecast_deal *d, int64_t value)
{
	*ARR_ADD(&s->list) = (struct reason){.entity = E_DEAL, .id = d->id,
		.node = d->node, .money = d->money, .value = value,
		.used = d->used};
}

static void
take_deals_of(struct search *s)
{
	const struct forecast *f = &s->out->figures;

	for (size_t i = 0; i < f->ndeals; i++) {
		const struct forecast_deal *d = &f->deals[i];
		bool counts;
		int64_t v = reason_part(s->metric, d, &counts);

		if (counts && d->period &&
			reason_below(s, d->node, s->out->node))
			reason_deal(s, d, v);
	}
}

/* ---- quotas ----------------------------------------------------------- */

/* Its own, else those of its children: as a forecast sums them. */
static void
take_quotas_of(struct search *s, struct str node,
	const struct currency *money)
{
	const struct forecast *f = &s->out->figures;
	bool own = false;

	for (size_t i = 0; i < f->nquotas; i++) {
		const struct forecast_quota *q = &f->quotas[i];

		if (q->money != money || !str_eq(q->node, node))
			continue;
		own = true;
		*ARR_ADD(&s->list) = (struct reason){.entity = E_QUOTA,
			.id = q->id, .node = q->node, .money = money,
			.value = q->value};
	}
	for (size_t i = 0; !own && i < f->n; i++)
		if (f->rows[i].period && f->rows[i].money == money &&
			str_eq(f->rows[i].parent, node))
			take_quotas_of(s, f->rows[i].node, money);
}

/* ---- the sums --------------------------------------------------------- */

static int64_t
figure_in(enum metric m, const struct forecast_row *r)
{
	switch (m) {
	case METRIC_QUOTA: return r->quota;
	case METRIC_WON: return r->won;
	case METRIC_GAP: return r->gap;
	case METRIC_PIPELINE: return r->pipeline;
	case METRIC_WEIGHTED: return r->weighted;
	case METRIC_LANDING: return r->landing;
	case METRIC_DEALS_WON: return r->deals_won;
	case METRIC_DEALS_OPEN: return r->deals_open;
	default: return r->cat[m - METRIC_CATEGORY];
	}
}

static int
sum_reasons(const struct search *s, const struct currency *money,
	int64_t *sum, struct err *e)
{
	int rc = 0;

	*sum = 0;
	for (size_t i = 0; rc == 0 && i < s->list.n; i++)
		if (s->list.v[i].money == money &&
			s->list.v[i].value != NUM_NULL)
			rc = money_add(*sum, s->list.v[i].value, sum, e);
	return rc;
}

/* The figure by its own way against what was listed. */
static int
prove(struct search *s, const struct forecast *plain, struct err *e)
{
	struct explained *out = s->out;
	int rc = 0;

	out->sums = arena_array(s->a, plain->n + 1, sizeof *out->sums);
	for (size_t i = 0; rc == 0 && i < plain->n; i++) {
		const struct forecast_row *r = &plain->rows[i];
		int64_t v = figure_in(s->metric, r), sum;

		if (!r->period || !str_eq(r->node, out->node))
			continue;
		out->sums[out->nsums++] = (struct reason_sum){r->money, v};
		rc = sum_reasons(s, r->money, &sum, e);
		/* what is left out of all figures has no figure */
		if (rc || v == NUM_NULL ||
			s->metric == METRIC_CATEGORY + CAT_OMITTED)
			continue;
		if (sum != v) {
			err_set(e, ERR_DAMAGED, "%s of %.*s %s is another than "
				"what it is made of", words[s->metric],
				STR_F(out->node), r->money->code);
			rc = err_hint(e, "run pipe check");
		}
	}
	return rc;
}

static int
reason_order(const void *x, const void *y)
{
	const struct reason *a = x, *b = y;
	int c = strcmp(a->money->code, b->money->code);

	if (!c)
		c = (b->entity > a->entity) - (b->entity < a->entity);
	return c ? c : (a->id > b->id) - (a->id < b->id);
}

static enum forecast_by
by_of(struct str node)
{
	if (str_starts(node, "stage/"))
		return BY_STAGE;
	if (str_starts(node, "pipeline/"))
		return BY_PIPELINE;
	return str_starts(node, "product/") ? BY_PRODUCT : BY_REP;
}

static int
gather(struct search *s, struct err *e)
{
	struct explained *out = s->out;
	bool quota = s->metric == METRIC_QUOTA || s->metric == METRIC_GAP;
	bool said = out->figures.nsaid && (s->metric == METRIC_LANDING ||
		s->metric > METRIC_CATEGORY);

	if (!row_of(&out->figures, out->node)) {
		err_set(e, ERR_NO, "%.*s: no such node", STR_SHORT(out->node));
		return err_hint(e, "total, unassigned, rep/HANDLE, team/KEY, "
			"stage/PIPELINE/ID, pipeline/ID or product/SKU");
	}
	for (size_t i = 0; i < out->figures.n; i++) {
		const struct forecast_row *r = &out->figures.rows[i];

		if (!r->period || !str_eq(r->node, out->node))
			continue;
		if (quota)
			take_quotas_of(s, out->node, r->money);
		if (said)
			reasons_rolled(s, out->node, r->money);
	}
	if (!said)
		take_deals_of(s);
	return 0;
}

int
reasons_find(struct model *m, struct arena *a,
	const struct forecast_spec *asked, enum metric metric,
	struct str node, struct explained *out, struct err *e)
{
	struct search s = {.m = m, .a = a, .metric = metric, .out = out};
	struct forecast_spec spec = *asked;
	struct forecast plain;
	int rc;

	*out = (struct explained){.period = asked->periods, .node = node};
	spec.by = by_of(node);
	rc = forecast_make(m, a, &spec, &plain, e);
	spec.detail = true;
	if (rc == 0)
		rc = forecast_make(m, a, &spec, &out->figures, e);
	if (rc == 0)
		rc = gather(&s, e);
	if (rc == 0)
		rc = prove(&s, &plain, e);
	arr_sort(s.list.v, s.list.n, sizeof *s.list.v, reason_order);
	out->n = s.list.n;
	out->reasons = arena_array(a, out->n + 1, sizeof *out->reasons);
	if (out->n)
		memcpy(out->reasons, s.list.v, out->n * sizeof *out->reasons);
	ARR_FREE(&s.list);
	return rc;
}
