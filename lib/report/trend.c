#include "report/trend.h"

struct trend_work {
	struct model *m;
	struct arena *a;
	const struct trend_spec *spec;
	ARR(struct trend_row) rows;
	struct buf notes, last; /* what was said of the last point */
};

static int64_t
step_back(int64_t day, enum period_unit every, int n)
{
	switch (every) {
	case UNIT_WEEK: return day - 7 * (int64_t)n;
	case UNIT_MONTH: return day_add_months(day, -n);
	case UNIT_QUARTER: return day_add_months(day, -3 * n);
	case UNIT_YEAR: return day_add_months(day, -12 * n);
	}
	return day;
}

/* The last operation recorded by an instant. */
static int
op_at(struct tx *t, int64_t instant, uint64_t *op, struct err *e)
{
	uint64_t low = 0, high = tx_last_op(t);
	struct op mid;

	while (low < high) {
		uint64_t at = low + (high - low + 1) / 2;
		int rc = tx_op(t, at, &mid, e);

		if (rc)
			return rc;
		if (mid.recorded <= instant)
			low = at;
		else
			high = at - 1;
	}
	*op = low;
	return 0;
}

static bool
row_meant(const struct trend_work *w, const struct forecast_row *r)
{
	if (!r->period)
		return false;
	return w->spec->node.p ? str_eq(r->node, w->spec->node) : !r->depth;
}

static void
point_rows(struct trend_work *w, int64_t day, const struct forecast *f)
{
	for (size_t i = 0; i < f->n; i++) {
		const struct forecast_row *r = &f->rows[i];

		if (row_meant(w, r))
			*ARR_ADD(&w->rows) = (struct trend_row){
				.day = day,
				.money = r->money,
				.quota = r->quota,
				.won = r->won,
				.pipeline = r->pipeline,
				.weighted = r->weighted,
				.deals_won = r->deals_won,
				.deals_open = r->deals_open,
			};
	}
}

/* "2026-10-01: 2 deals cannot be converted", where it was not so before. */
static void
point_notes(struct trend_work *w, int64_t day, const struct forecast *f)
{
	struct buf line = {0};

	forecast_note_unrated(f, &line);
	if (line.n && !str_eq(buf_view(&line), buf_view(&w->last))) {
		day_print(day, &w->notes);
		buf_cstr(&w->notes, ": ");
		buf_str(&w->notes, buf_view(&line));
	}
	buf_free(&w->last);
	w->last = line;
}

static int
point(struct trend_work *w, int64_t day, struct view view, struct err *e)
{
	struct forecast_spec spec = w->spec->figures;
	struct model *m = arena_alloc(w->a, sizeof *m);
	struct period window;
	struct forecast f;
	int rc;

	tx_set_view(w->m->tx, view);
	rc = model_load(m, w->a, w->m->store, w->m->tx, w->m->now, w->m->me,
		e);
	if (rc == 0)
		rc = period_parse(w->spec->period, &m->cal, &window, e);
	spec.filter = NULL;
	if (rc == 0 && w->spec->filter)
		rc = w->spec->filter(w->spec->ctx, m, &spec.filter, e);
	spec.periods = &window;
	spec.nperiods = 1;
	spec.by = w->spec->node.p ? BY_REP : BY_TEAM;
	if (rc == 0)
		rc = forecast_make(m, w->a, &spec, &f, e);
	if (rc == 0)
		point_rows(w, day, &f);
	if (rc == 0)
		point_notes(w, day, &f);
	if (spec.filter)
		query_end(spec.filter);
	return rc;
}

static int
points(struct trend_work *w, struct view last, struct err *e)
{
	const struct trend_spec *s = w->spec;
	const struct zone *zone = w->m->cal.zone;
	int n = 0, rc = 0;

	while (step_back(s->to, s->every, n) >= s->from)
		if (++n > TREND_POINTS_MAX)
			return err_set(e, ERR_USAGE, "more than %d points",
				TREND_POINTS_MAX);
	while (rc == 0 && n-- > 0) {
		int64_t day = step_back(s->to, s->every, n);
		struct view view = last;

		if (n) {
			view.as_of = zone_day_end(zone, day);
			if (s->recorded)
				rc = op_at(w->m->tx, view.as_of, &view.op, e);
		}
		if (rc == 0)
			rc = point(w, day, view, e);
		if (n && s->recorded)
			tx_set_view(w->m->tx, last);
	}
	return rc;
}

int
trend_make(struct model *m, struct arena *a, const struct trend_spec *spec,
	struct view last, struct trend *out, struct err *e)
{
	struct trend_work w = {.m = m, .a = a, .spec = spec};
	int rc = points(&w, last, e);

	out->n = w.rows.n;
	out->rows = arena_array(a, out->n + 1, sizeof *out->rows);
	if (out->n)
		memcpy(out->rows, w.rows.v, out->n * sizeof *out->rows);
	out->notes = arena_str(a, buf_view(&w.notes));
	ARR_FREE(&w.rows);
	buf_free(&w.notes);
	buf_free(&w.last);
	return rc;
}
