#include <stdio.h>

#include "model/quota.h"
#include "report/forecast.h"
#include "report/mismatch.h"

struct spans {
	ARR(struct period) list;
};

static int
span_order(const void *x, const void *y)
{
	const struct period *a = x, *b = y;

	if (a->from != b->from)
		return a->from < b->from ? -1 : 1;
	return (a->to > b->to) - (a->to < b->to);
}

static void
keep_once(struct spans *s)
{
	size_t n = 0;

	arr_sort(s->list.v, s->list.n, sizeof *s->list.v, span_order);
	for (size_t i = 0; i < s->list.n; i++)
		if (!n || span_order(&s->list.v[i], &s->list.v[n - 1]))
			s->list.v[n++] = s->list.v[i];
	s->list.n = n;
}

/* Every period that a team has a figure for. */
static int
team_spans(struct model *m, struct spans *out, struct err *e)
{
	const void *rec;
	struct scan *s;
	int rc = scan_open(m->tx, model_entity(m, E_QUOTA), NULL, &s, e);

	if (rc)
		return rc;
	while ((rc = scan_next(s, &rec, e)) == 0) {
		const struct quota *q = rec;
		struct period *p;

		if (q->common.archived == 1 || q->holder == NUM_NULL ||
			anyref_entity(q->holder) != E_TEAM)
			continue;
		p = ARR_ADD(&out->list);
		p->from = q->from;
		p->to = q->to;
		snprintf(p->label, sizeof p->label, "%.*s", STR_F(q->period));
	}
	scan_close(s);
	keep_once(out);
	return rc == ERR_NO ? 0 : rc;
}

static void
keep(struct mismatch *out, size_t *n, const struct forecast_row *f)
{
	if (!f->period || f->quota == NUM_NULL || f->below == NUM_NULL)
		return;
	out[(*n)++] = (struct mismatch){
		.team = f->node,
		.period = f->period,
		.money = f->money,
		.own = f->quota,
		.below = f->below,
		.mismatch = f->below - f->quota,
	};
}

int
mismatch_make(struct model *m, struct arena *a, const struct period *periods,
	size_t nperiods, struct mismatch **out, size_t *n, struct err *e)
{
	struct forecast_spec spec = {.by = BY_REP};
	struct forecast f = {0};
	struct spans spans = {0};
	struct period *own;
	int rc = 0;

	*n = 0;
	if (!nperiods) {
		rc = team_spans(m, &spans, e);
		nperiods = spans.list.n;
		own = arena_array(a, nperiods + 1, sizeof *own);
		if (nperiods)
			memcpy(own, spans.list.v, nperiods * sizeof *own);
		periods = own;
		ARR_FREE(&spans.list);
	}
	spec.periods = periods;
	spec.nperiods = nperiods;
	if (rc == 0 && nperiods)
		rc = forecast_make(m, a, &spec, &f, e);
	*out = arena_array(a, f.n + 1, sizeof **out);
	for (size_t i = 0; rc == 0 && i < f.n; i++)
		keep(*out, n, &f.rows[i]);
	return rc;
}
