/* pipe-forecast: quota, won, gap and pipeline of periods. */
#include "cli/report.h"
#include "report/forecast.h"
#include "report/ratio.h"

enum { PERIOD, NODE, PARENT, CURRENCY, QUOTA, WON, GAP, ATTAINMENT, PIPELINE,
	WEIGHTED, COVERAGE, DEALS_WON, DEALS_OPEN, NCOLS };

#define FIGURE(word, head)                                                     \
	{.name = word, .title = head, .json = JSON_NUMBER, .right = true,      \
		.keep = true}
#define AMOUNT(word)                                                           \
	{.name = word, .right = true, .keep = true, .money = true}

static const struct column columns[NCOLS] = {
	[PERIOD] = {.name = "period", .keep = true},
	[NODE] = {.name = "node", .keep = true},
	[PARENT] = {.name = "parent"},
	[CURRENCY] = {.name = "currency", .title = "CUR", .keep = true},
	[QUOTA] = AMOUNT("quota"),
	[WON] = AMOUNT("won"),
	[GAP] = AMOUNT("gap"),
	[ATTAINMENT] = FIGURE("attainment", "ATT %"),
	[PIPELINE] = AMOUNT("pipeline"),
	[WEIGHTED] = AMOUNT("weighted"),
	[COVERAGE] = FIGURE("coverage", "COV"),
	[DEALS_WON] = FIGURE("deals_won", "# WON"),
	[DEALS_OPEN] = FIGURE("deals_open", "# OPEN"),
};

struct ask {
	struct cli *c;
	struct forecast_spec spec;
	struct forecast f;
};

/* ---- what is asked ---------------------------------------------------- */

/* A word with a colon, or @name, is a filter; any other one a period. */
static bool
is_filter(struct str word)
{
	return str_find(word, ':') < word.n || str_starts(word, "@");
}

/* What is not even like a period may have been meant as a name. */
static bool
is_name(struct str word)
{
	for (size_t i = 0; i < word.n; i++)
		if ((word.p[i] >= '0' && word.p[i] <= '9') ||
			word.p[i] == '-')
			return false;
	return true;
}

static int
read_period(struct cli *c, struct str word, struct period *out,
	struct err *e)
{
	int rc = period_parse(word, &c->model.cal, out, e);

	if (rc && is_name(word))
		err_hint(e, "to filter by names: name:~%.*s",
			STR_SHORT(word));
	return rc;
}

static int
read_args(struct ask *a, struct err *e)
{
	struct cli *c = a->c;
	struct period *periods = arena_array(&c->arena, c->nargs + 1,
		sizeof *periods);
	struct str *words = arena_array(&c->arena, c->nargs + 1,
		sizeof *words);
	struct str by = cli_text(c, "by");
	size_t n = 0, nwords = 0;
	int rc = 0;

	a->spec.by = BY_TEAM;
	if (by.p)
		rc = forecast_by_parse(by, &a->spec.by, e);
	for (size_t i = 0; rc == 0 && i < c->nargs; i++) {
		if (is_filter(c->args[i]))
			words[nwords++] = c->args[i];
		else
			rc = read_period(c, c->args[i], &periods[n++], e);
	}
	if (!n)
		period_of(c->model.cal.today, UNIT_QUARTER, &c->model.cal,
			&periods[n++]);
	a->spec.periods = periods;
	a->spec.nperiods = n;
	return rc ? rc : report_filter(c, words, nwords, &a->spec.filter, e);
}

/* ---- rows ------------------------------------------------------------- */

static void
put(struct report *r, const struct forecast_row *f)
{
	report_cstr(r, PERIOD, f->period ? f->period->label : "undated");
	report_text(r, NODE, f->node);
	buf_fill(report_pretty(r, NODE), ' ', 2 * (size_t)f->depth);
	buf_str(report_pretty(r, NODE), f->node);
	report_text(r, PARENT, f->parent);
	report_cstr(r, CURRENCY, f->money->code);
	report_money(r, QUOTA, f->quota, f->money);
	report_money(r, WON, f->won, f->money);
	report_money(r, GAP, f->gap, f->money);
	if (f->attainment != NUM_NULL)
		ratio_print(f->attainment, 1, report_buf(r, ATTAINMENT));
	report_money(r, PIPELINE, f->pipeline, f->money);
	report_money(r, WEIGHTED, f->weighted, f->money);
	if (f->coverage == COVERAGE_INF)
		report_cstr(r, COVERAGE, "inf");
	else if (f->coverage != NUM_NULL)
		ratio_print(f->coverage, 2, report_buf(r, COVERAGE));
	report_int(r, DEALS_WON, f->deals_won);
	report_int(r, DEALS_OPEN, f->deals_open);
	report_row(r);
}

static void
add_window(const struct ask *a, struct buf *out)
{
	for (size_t i = 0; i < a->spec.nperiods; i++) {
		const struct period *p = &a->spec.periods[i];

		buf_fmt(out, "%s: ", p->label);
		day_print(p->from, out);
		buf_cstr(out, " to ");
		day_print(p->to - 1, out);
		buf_char(out, '\n');
	}
	if (!a->c->as_of.p)
		return;
	buf_cstr(out, "as of ");
	instant_print(a->c->model.cal.now, out);
	buf_char(out, '\n');
}

static void
put_notes(const struct ask *a, struct report *r)
{
	struct buf notes = {0};

	if (a->c->format == FORMAT_TABLE)
		add_window(a, &notes);
	forecast_notes(&a->f, &notes);
	if (a->spec.filter)
		buf_cstr(&notes, "deals are filtered, quotas are not\n");
	report_notes(r, buf_view(&notes));
	buf_free(&notes);
}

/* In a table the order of the rows tells the parent. */
static int
print(struct ask *a, struct err *e)
{
	struct report *r;
	int rc = report_open(&r, a->c, columns, NCOLS,
		a->c->format == FORMAT_TABLE ? PARENT : REPORT_ALL, e);

	if (rc)
		return rc;
	for (size_t i = 0; i < a->f.n; i++)
		put(r, &a->f.rows[i]);
	put_notes(a, r);
	return report_close(r, 0, e);
}

static int
forecast_run(struct cli *c, struct err *e)
{
	struct ask a = {.c = c};
	int rc = read_args(&a, e);

	if (rc == 0)
		rc = forecast_make(&c->model, &c->arena, &a.spec, &a.f, e);
	if (rc == 0)
		rc = print(&a, e);
	if (a.spec.filter)
		query_end(a.spec.filter);
	return rc;
}

static const struct option options[] = {
	{"by", 0, OPT_TEXT, "WHAT",
		"team (unless given), rep, pipeline, stage, product, month, "
		"quarter",
		"choices:team,rep,pipeline,stage,product,month,quarter"},
	REPORT_EXPR,
	{0},
};

static const struct verb forecast_verb = {
	.summary = "quota, won, gap, pipeline and coverage of periods",
	.synopsis = "[PERIOD]... [WORD]...",
	.options = options,
	.mode = VERB_READ | VERB_VIEW | VERB_REPORT | VERB_PAGE,
	.run = forecast_run,
	.complete = "words",
};

static const struct program program = {
	.name = "pipe-forecast",
	.summary = "quota, won, gap, pipeline and coverage of periods",
	.entity = E_DEAL,
	.verbs = (const struct verb *const[]){&forecast_verb, NULL},
	.examples = "pipe forecast\n"
		"pipe forecast 2026Q4 2027Q1 --by rep\n"
		"pipe forecast this-year --by month source:partner\n"
		"pipe forecast 2026Q4 --as-recorded 2026-10-01 --csv\n",
};

int
main(int argc, char **argv)
{
	return cli_main(&program, argc, argv);
}
