#include "report/lanes.h"

#include "model/account.h"

struct heap {
	ARR(struct lane_deal) deals;
	ARR(struct lane_sum) sums;
	int64_t count, bare;
};

/* A lane while it is filled. */
struct bay {
	struct str pipeline, stage, title;
	size_t line, order; /* in the policy; behind all of it */
	struct heap heap;
};

struct yard {
	struct model *m;
	struct arena *a;
	const struct lanes_spec *spec;
	ARR(struct bay) bays;
	ARR(struct heap) won, lost; /* by line */
	ARR(struct str) lines;	    /* ids of pipelines */
};

/* ---- sums ------------------------------------------------------------- */

static int
heap_add(struct heap *h, const struct deal *d, const struct currency *c,
	struct err *e)
{
	struct lane_sum *s = NULL;
	int rc;

	h->count++;
	if (d->amount == NUM_NULL) {
		h->bare++;
		return 0;
	}
	for (size_t i = 0; !s && i < h->sums.n; i++)
		if (h->sums.v[i].money == c)
			s = &h->sums.v[i];
	if (!s) {
		s = ARR_ADD(&h->sums);
		s->money = c;
	}
	rc = money_add(s->amount, d->amount, &s->amount, e);
	if (rc == 0 && d->weighted != NUM_NULL)
		rc = money_add(s->weighted, d->weighted, &s->weighted, e);
	return rc;
}

static int
sum_order(const void *x, const void *y)
{
	const struct lane_sum *a = x, *b = y;

	return strcmp(a->money->code, b->money->code);
}

static struct lane_sums
heap_sums(const struct yard *y, struct heap *h)
{
	struct lane_sums out = {.n = h->sums.n, .deals = h->count,
		.bare = h->bare};

	arr_sort(h->sums.v, h->sums.n, sizeof *h->sums.v, sum_order);
	out.v = arena_array(y->a, out.n + 1, sizeof *out.v);
	if (out.n)
		memcpy(out.v, h->sums.v, out.n * sizeof *out.v);
	return out;
}

/* ---- lanes ------------------------------------------------------------ */

static size_t
line_of(struct yard *y, struct str pipeline)
{
	size_t i = 0;

	while (i < y->lines.n && !str_eq(y->lines.v[i], pipeline))
		i++;
	if (i < y->lines.n)
		return i;
	*ARR_ADD(&y->lines) = arena_str(y->a, pipeline);
	ARR_ADD(&y->won);
	ARR_ADD(&y->lost);
	return i;
}

static bool
is_meant(const struct yard *y, struct str pipeline)
{
	return !y->spec->pipeline.p || str_eq(y->spec->pipeline, pipeline);
}

static void
lay_out(struct yard *y)
{
	const struct policy *p = y->m->policy;

	for (size_t i = 0; i < p->npipelines; i++) {
		const struct pipeline *l = &p->pipelines[i];

		if (!is_meant(y, l->id))
			continue;
		line_of(y, l->id);
		for (size_t k = 0; k < l->nstages; k++) {
			const struct stage *s = &l->stages[k];

			if (s->kind == STAGE_OPEN)
				*ARR_ADD(&y->bays) = (struct bay){
					.pipeline = l->id, .stage = s->id,
					.title = s->name.p ? s->name : s->id,
					.line = line_of(y, l->id),
					.order = k};
		}
	}
}

static struct heap *
bay_of(struct yard *y, const struct deal *d)
{
	struct bay *b;

	for (size_t i = 0; i < y->bays.n; i++) {
		b = &y->bays.v[i];
		if (str_eq(b->stage, d->stage) &&
			str_eq(b->pipeline, d->pipeline))
			return &b->heap;
	}
	b = ARR_ADD(&y->bays);
	b->pipeline = arena_str(y->a, d->pipeline);
	b->stage = b->title = arena_str(y->a, d->stage);
	b->line = line_of(y, d->pipeline);
	b->order = SIZE_MAX;
	return &b->heap;
}

static int
take_open(struct yard *y, const struct deal *d, const struct currency *c,
	struct err *e)
{
	struct heap *h = bay_of(y, d);

	*ARR_ADD(&h->deals) = (struct lane_deal){
		.id = d->common.id,
		.name = arena_str(y->a, d->name),
		.account = d->account,
		.owner = d->owner,
		.amount = d->amount,
		.weighted = d->weighted,
		.close = d->close,
		.stage_days = d->stage_days,
		.money = c,
		.rotten = d->rotten == 1,
	};
	return heap_add(h, d, c, e);
}

static int
take_closed(struct yard *y, const struct deal *d, enum stage_type kind,
	const struct currency *c, struct err *e)
{
	size_t line = line_of(y, d->pipeline);
	int64_t day;

	if (d->closed == NUM_NULL)
		return 0;
	day = zone_day(y->m->cal.zone, d->closed);
	if (day < y->spec->closed.from || day >= y->spec->closed.to)
		return 0;
	return heap_add(kind == STAGE_WON ? &y->won.v[line]
					  : &y->lost.v[line], d, c, e);
}

static int
take(struct yard *y, const struct deal *d, struct err *e)
{
	const struct stage *s = deal_stage(y->m->policy, d);
	const struct currency *c = d->currency.p ? currency_find(d->currency)
						 : NULL;
	bool match = true;
	int rc = 0;

	if (d->common.archived == 1 || !is_meant(y, d->pipeline))
		return 0;
	if (y->spec->filter)
		rc = query_match(y->spec->filter, d, &match, e);
	if (rc || !match)
		return rc;
	if (!c)
		c = y->m->policy->base;
	return s && s->kind != STAGE_OPEN ? take_closed(y, d, s->kind, c, e)
					  : take_open(y, d, c, e);
}

static int
take_all(struct yard *y, struct err *e)
{
	const void *rec;
	struct scan *s;
	int failed = 0, rc = scan_open(y->m->tx, model_entity(y->m, E_DEAL),
		NULL, &s, e);

	if (rc)
		return rc;
	while (!failed && (rc = scan_next(s, &rec, e)) == 0)
		failed = take(y, rec, e);
	scan_close(s);
	if (failed)
		return failed;
	return rc == ERR_NO ? 0 : rc;
}

/* ---- what is handed out ----------------------------------------------- */

static int
deal_order(const void *x, const void *y)
{
	const struct lane_deal *a = x, *b = y;
	int64_t k = a->close == NUM_NULL ? INT64_MAX : a->close;
	int64_t l = b->close == NUM_NULL ? INT64_MAX : b->close;

	if (k != l)
		return k < l ? -1 : 1;
	return (a->id > b->id) - (a->id < b->id);
}

static int
bay_order(const void *x, const void *y)
{
	const struct bay *a = x, *b = y;
	int c = (a->line > b->line) - (a->line < b->line);

	if (!c)
		c = (a->order > b->order) - (a->order < b->order);
	return c ? c : str_cmp(a->stage, b->stage);
}

static int
name_accounts(struct yard *y, struct lane *l, struct err *e)
{
	const struct entity *en = model_entity(y->m, E_ACCOUNT);
	void *rec;
	int rc = 0;

	for (size_t i = 0; rc == 0 && i < l->n; i++) {
		struct lane_deal *d = &l->deals[i];

		if (d->account == NUM_NULL)
			continue;
		rc = model_shown(y->m, en, d->account, y->a, &rec, e);
		if (rc == 0)
			d->account_name = ((struct account *)rec)->name;
		rc = rc == ERR_NO ? 0 : rc;
	}
	return rc;
}

static int
lane_make(struct yard *y, struct bay *b, struct lane *out, struct err *e)
{
	struct heap *h = &b->heap;

	*out = (struct lane){
		.pipeline = b->pipeline,
		.stage = b->stage,
		.title = b->title,
		.sums = heap_sums(y, h),
		.n = y->spec->most && y->spec->most < h->deals.n
			? y->spec->most : h->deals.n,
	};
	arr_sort(h->deals.v, h->deals.n, sizeof *h->deals.v, deal_order);
	out->deals = arena_array(y->a, out->n + 1, sizeof *out->deals);
	if (out->n)
		memcpy(out->deals, h->deals.v, out->n * sizeof *out->deals);
	return name_accounts(y, out, e);
}

static int
hand_out(struct yard *y, struct lanes *out, struct err *e)
{
	int rc = 0;

	arr_sort(y->bays.v, y->bays.n, sizeof *y->bays.v, bay_order);
	out->n = y->bays.n;
	out->npipelines = y->lines.n;
	out->v = arena_array(y->a, out->n + 1, sizeof *out->v);
	out->pipelines = arena_array(y->a, out->npipelines + 1,
		sizeof *out->pipelines);
	for (size_t i = 0; i < y->lines.n; i++) {
		const struct pipeline *l = policy_pipeline(y->m->policy,
			y->lines.v[i]);

		out->pipelines[i] = (struct lane_closed){
			.pipeline = y->lines.v[i],
			.title = l && l->name.p ? l->name : y->lines.v[i],
			.won = heap_sums(y, &y->won.v[i]),
			.lost = heap_sums(y, &y->lost.v[i]),
		};
	}
	for (size_t i = 0; rc == 0 && i < out->n; i++) {
		struct lane_closed *p =
			&out->pipelines[y->bays.v[i].line];

		if (!p->n++)
			p->first = i;
		rc = lane_make(y, &y->bays.v[i], &out->v[i], e);
	}
	return rc;
}

static void
heap_free(struct heap *h)
{
	ARR_FREE(&h->deals);
	ARR_FREE(&h->sums);
}

static void
yard_free(struct yard *y)
{
	for (size_t i = 0; i < y->bays.n; i++)
		heap_free(&y->bays.v[i].heap);
	for (size_t i = 0; i < y->lines.n; i++) {
		heap_free(&y->won.v[i]);
		heap_free(&y->lost.v[i]);
	}
	ARR_FREE(&y->bays);
	ARR_FREE(&y->won);
	ARR_FREE(&y->lost);
	ARR_FREE(&y->lines);
}

static int
no_pipeline(const struct model *m, struct str id, struct err *e)
{
	struct buf ids = {0};

	for (size_t i = 0; i < m->policy->npipelines; i++)
		buf_fmt(&ids, "%s%.*s", i ? ", " : "",
			STR_F(m->policy->pipelines[i].id));
	err_set(e, ERR_USAGE, "'%.*s': no such pipeline", STR_SHORT(id));
	err_hint(e, "there is %s", ids.n ? ids.p : "none");
	buf_free(&ids);
	return ERR_USAGE;
}

int
lanes_make(struct model *m, struct arena *a, const struct lanes_spec *spec,
	struct lanes *out, struct err *e)
{
	struct yard y = {.m = m, .a = a, .spec = spec};
	int rc;

	*out = (struct lanes){0};
	if (spec->pipeline.p && !policy_pipeline(m->policy, spec->pipeline))
		return no_pipeline(m, spec->pipeline, e);
	lay_out(&y);
	rc = take_all(&y, e);
	if (rc == 0)
		rc = hand_out(&y, out, e);
	yard_free(&y);
	return rc;
}
