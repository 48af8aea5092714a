#include "show/figures.h"

#include "model/recipient.h"
#include "report/ratio.h"

enum { PERIOD, NODE, PARENT, CURRENCY, QUOTA, WON, GAP, ATTAINMENT, PIPELINE,
	WEIGHTED, COVERAGE, DEALS_WON, DEALS_OPEN, MISMATCH, COVERAGE_OF, CALL,
	LANDING, CAT_FIRST, NOTES = CAT_FIRST + CATEGORIES - 1, NCOLS };

#define FIGURE(word, head)                                                     \
	{.name = word, .title = head, .json = JSON_NUMBER, .right = true,      \
		.keep = true}
#define AMOUNT(word)                                                           \
	{.name = word, .right = true, .keep = true, .money = true}
/* With a bar beside it. */
#define RATIO(word, head)                                                      \
	{.name = word, .title = head, .json = JSON_NUMBER, .right = true,      \
		.keep = true, .bar = 12}
#define CAT(category, word) [CAT_FIRST + category - 1] = AMOUNT("cat_" word)

static const struct column all[NCOLS] = {
	[PERIOD] = {.name = "period", .keep = true},
	[NODE] = {.name = "node", .keep = true},
	[PARENT] = {.name = "parent"},
	[CURRENCY] = {.name = "currency", .title = "CUR", .keep = true},
	[QUOTA] = AMOUNT("quota"),
	[WON] = AMOUNT("won"),
	[GAP] = AMOUNT("gap"),
	[ATTAINMENT] = RATIO("attainment", "ATT %"),
	[PIPELINE] = AMOUNT("pipeline"),
	[WEIGHTED] = AMOUNT("weighted"),
	[COVERAGE] = RATIO("coverage", "COV"),
	[DEALS_WON] = FIGURE("deals_won", "# WON"),
	[DEALS_OPEN] = FIGURE("deals_open", "# OPEN"),
	[MISMATCH] = AMOUNT("mismatch"),
	[COVERAGE_OF] = AMOUNT("coverage_of"),
	[CALL] = AMOUNT("call"),
	[LANDING] = AMOUNT("landing"),
	CAT(CAT_PIPELINE, "pipeline"),
	CAT(CAT_BEST_CASE, "best_case"),
	CAT(CAT_MOST_LIKELY, "most_likely"),
	CAT(CAT_COMMIT, "commit"),
	CAT(CAT_CLOSED, "closed"),
	[NOTES] = REPORT_NOTES,
};

/* The columns that are shown, and where each stands among them; those that are
 * not share one that is left out. */
struct face {
	struct report *r;
	int at[NCOLS];
	struct column columns[NCOLS + 1];
	int n;
};

static bool
any_call(const struct forecast *f)
{
	for (size_t i = 0; i < f->n; i++)
		if (f->rows[i].call != NUM_NULL)
			return true;
	return false;
}

/* Unless columns are named. People see the parent by the order of rows, and
 * calls where somebody made one; a chart is of the ratios. */
static bool
is_plain(const struct ask *a, const struct forecast *f, int col)
{
	if (col >= CAT_FIRST && col < NOTES)
		return a->categories;
	if (a->chart)
		return col == PERIOD || col == NODE || col == CURRENCY ||
			col == QUOTA || col == ATTAINMENT || col == COVERAGE;
	switch (col) {
	case NOTES: return format_for_json(a->c->format);
	case PARENT: return !format_for_people(a->c->format);
	case CALL:
	case LANDING: return format_for_people(a->c->format) && any_call(f);
	case MISMATCH:
	case COVERAGE_OF: return false;
	default: return true;
	}
}

static int
column_find(struct str name, struct err *e)
{
	struct buf list = {0};

	for (int i = 0; i < NCOLS; i++)
		if (str_is(name, all[i].name))
			return i;
	for (int i = 0; i < NCOLS; i++)
		buf_fmt(&list, "%s%s", i ? "," : "", all[i].name);
	err_set(e, ERR_USAGE, "'%.*s': no such column", STR_SHORT(name));
	err_hint(e, "%s", list.p);
	buf_free(&list);
	return -1;
}

/* -c node,won or +mismatch,-gap: *order has the columns, *n of them. */
static int
name_columns(struct str text, int *order, int *n, struct err *e)
{
	bool edits = text.n && (*text.p == '+' || *text.p == '-');
	struct str name;

	if (!edits)
		*n = 0;
	while (str_split(&text, ',', &name)) {
		bool minus = name.n && *name.p == '-';
		bool sign = edits && (minus || str_starts(name, "+"));
		int col = column_find(str_cut(name, sign, name.n), e), k = 0;

		if (col < 0)
			return ERR_USAGE;
		for (int i = 0; i < *n; i++)
			if (order[i] != col)
				order[k++] = order[i];
		*n = k;
		if (!edits || !minus)
			order[(*n)++] = col;
	}
	return *n ? 0 : err_set(e, ERR_USAGE, "no columns are left");
}

static bool
has_bars(const int *order, int n)
{
	for (int i = 0; i < n; i++)
		if (all[order[i]].bar)
			return true;
	return false;
}

static int
face_make(struct face *t, const struct ask *a, const struct forecast *f,
	struct err *e)
{
	struct str named = cli_text(a->c, "columns");
	bool money = a->spec.measure == MEASURE_AMOUNT ||
		a->spec.measure == MEASURE_RECURRING;
	int order[NCOLS], rc = 0;

	t->n = 0;
	for (int i = 0; i < NCOLS; i++)
		if (is_plain(a, f, i))
			order[t->n++] = i;
	if (named.p)
		rc = name_columns(named, order, &t->n, e);
	if (rc == 0 && a->c->format == FORMAT_SVG && !has_bars(order, t->n))
		rc = err_set(e, ERR_USAGE, "--format svg: neither attainment "
			"nor coverage is among the columns");
	for (int i = 0; i < NCOLS; i++)
		t->at[i] = t->n;
	for (int i = 0; rc == 0 && i < t->n; i++) {
		if (order[i] == NOTES && !format_for_json(a->c->format))
			rc = err_set(e, ERR_USAGE, "notes: a column of JSON, "
				"elsewhere they are on standard error");
		t->at[order[i]] = i;
		t->columns[i] = all[order[i]];
		if (!all[order[i]].money || money)
			continue;
		t->columns[i].money = false;
		t->columns[i].json = JSON_NUMBER;
	}
	t->columns[t->n] = (struct column){.name = "none"};
	return rc;
}

void
unit_print(int64_t v, const struct currency *unit, struct buf *out)
{
	size_t from = out->n;

	if (v == NUM_NULL)
		return;
	money_print(v, unit, out);
	if (unit != &number_unit)
		return;
	while (out->n > from && out->p[out->n - 1] == '0')
		out->n--;
	if (out->n > from && out->p[out->n - 1] == '.')
		out->n--;
}

void
put_unit(struct report *r, int at, int64_t v, const struct currency *unit)
{
	if (v == NUM_NULL)
		return;
	if (unit == &number_unit)
		unit_print(v, unit, report_buf(r, at));
	else
		report_money(r, at, v, unit);
}

static void
put_units(const struct face *t, const struct forecast_row *f)
{
	const struct {
		int col;
		int64_t v;
	} list[] = {
		{QUOTA, f->quota}, {WON, f->won}, {GAP, f->gap},
		{PIPELINE, f->pipeline}, {WEIGHTED, f->weighted},
		{MISMATCH, f->mismatch}, {COVERAGE_OF, f->coverage_of},
		{CALL, f->call}, {LANDING, f->landing},
	};

	for (size_t i = 0; i < sizeof list / sizeof *list; i++)
		put_unit(t->r, t->at[list[i].col], list[i].v, f->money);
	for (int c = CAT_PIPELINE; c <= CAT_CLOSED; c++)
		put_unit(t->r, t->at[CAT_FIRST + c - 1], f->cat[c],
			f->money);
}

/* A full bar is a quota attained, and a gap covered five times. */
enum { FULL = 1000, COVERED = 500 };

static void
put_share(const struct face *t, int col, int64_t v, int64_t full)
{
	int64_t most = INT16_MAX * full / FULL;
	int64_t to = v < 0 ? 0 : (v > most ? most : v) * FULL / full;

	report_bar(t->r, t->at[col],
		(struct bar){.kind = BAR_SHARE, .to = (int16_t)to});
}

static void
put_ratios(const struct face *t, const struct forecast_row *f)
{
	struct report *r = t->r;

	if (f->attainment != NUM_NULL) {
		ratio_print(f->attainment, 1,
			report_buf(r, t->at[ATTAINMENT]));
		put_share(t, ATTAINMENT, f->attainment, FULL);
	}
	if (f->coverage == NUM_NULL)
		return;
	if (f->coverage == COVERAGE_INF)
		report_cstr(r, t->at[COVERAGE], "inf");
	else
		ratio_print(f->coverage, 2, report_buf(r, t->at[COVERAGE]));
	put_share(t, COVERAGE, f->coverage, COVERED);
}

static void
put(const struct face *t, const struct forecast_row *f)
{
	struct report *r = t->r;
	const int *at = t->at;

	report_cstr(r, at[PERIOD], f->period ? f->period->label : "undated");
	report_indent(r, at[NODE], f->depth, f->node);
	if (!f->parent.p)
		report_style(r, at[NODE], STYLE_BOLD);
	report_text(r, at[PARENT], f->parent);
	if (f->money->code[0])
		report_cstr(r, at[CURRENCY], f->money->code);
	put_units(t, f);
	put_ratios(t, f);
	report_int(r, at[DEALS_WON], f->deals_won);
	report_int(r, at[DEALS_OPEN], f->deals_open);
	report_row(r);
}

void
figures_title(const struct ask *a, const char *what)
{
	const struct period *v = a->spec.periods;
	const struct recipient *one = cli_recipient(a->c);
	struct str whom = one ? one->ref : STR_NULL;
	size_t n = a->spec.nperiods;

	cli_title(a->c, "%s %s%s%s%s%.*s", what, v[0].label, n == 2 ? ", "
		: n > 2 ? " to " : "", n > 1 ? v[n - 1].label : "",
		one ? ": " : "", STR_F(whom));
}

int
figures_print(const struct ask *a, const struct forecast *f, struct str notes,
	struct err *e)
{
	struct buf lines = {0};
	struct face t;
	int rc = face_make(&t, a, f, e);

	figures_title(a, "Forecast");
	if (rc == 0)
		rc = report_open(&t.r, a->c, t.columns, (size_t)t.n + 1, t.n,
			e);
	if (rc)
		return rc;
	if (report_tells(t.r))
		ask_notes(a, &lines);
	if (a->chart)
		buf_cstr(&lines, "a full bar is all of the quota, or the gap "
			"covered five times\n");
	forecast_notes(f, &lines);
	if (a->spec.filter && !f->selected)
		buf_cstr(&lines, "deals are filtered, quotas are not\n");
	buf_str(&lines, notes);
	report_notes(t.r, buf_view(&lines));
	for (size_t i = 0; i < f->n; i++)
		if (a->depth == NUM_NULL || f->rows[i].depth <= a->depth)
			put(&t, &f->rows[i]);
	buf_free(&lines);
	return report_close(t.r, 0, e);
}
