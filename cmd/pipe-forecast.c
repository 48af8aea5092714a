/* pipe-forecast: quota, won, gap and pipeline of periods. */
#include "cli/program.h"
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
	struct writer *w;
	struct buf note;
};

/* ---- what is asked -------------------------------------------------------- */

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
read_filter(struct ask *a, const struct str *words, size_t n, struct err *e)
{
	struct cli *c = a->c;
	struct str *const *exprs;
	struct query_spec spec = {
		.words = words,
		.nwords = n,
		.nexprs = cli_many(c, "expr", &exprs),
		.no_open = true,
	};
	struct str *texts = arena_array(&c->arena, spec.nexprs + 1,
		sizeof *texts);

	for (size_t i = 0; i < spec.nexprs; i++)
		texts[i] = *exprs[i];
	spec.exprs = texts;
	if (!n && !spec.nexprs)
		return 0;
	return query_compile(cli_query_env(c), c->entity, &spec,
		&a->spec.filter, e);
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
	return rc ? rc : read_filter(a, words, nwords, e);
}

/* ---- rows -------------------------------------------------------------------- */

struct line {
	struct buf text[NCOLS], pretty[NCOLS];
	struct cell cells[NCOLS];
};

static void
put_money(struct line *l, int at, int64_t v, const struct currency *money)
{
	money_print(v, money, &l->text[at]);
	money_print_grouped(v, money, &l->pretty[at]);
	l->cells[at].minor = v;
}

static void
put_coverage(struct line *l, int64_t v)
{
	if (v == COVERAGE_INF)
		buf_cstr(&l->text[COVERAGE], "inf");
	else
		ratio_print(v, 2, &l->text[COVERAGE]);
}

static void
fill(struct line *l, const struct forecast_row *r)
{
	buf_cstr(&l->text[PERIOD], r->period ? r->period->label : "undated");
	buf_str(&l->text[NODE], r->node);
	buf_fill(&l->pretty[NODE], ' ', 2 * (size_t)r->depth);
	buf_str(&l->pretty[NODE], r->node);
	buf_str(&l->text[PARENT], r->parent);
	buf_cstr(&l->text[CURRENCY], r->money->code);
	put_money(l, QUOTA, r->quota, r->money);
	put_money(l, WON, r->won, r->money);
	put_money(l, GAP, r->gap, r->money);
	ratio_print(r->attainment, 1, &l->text[ATTAINMENT]);
	put_money(l, PIPELINE, r->pipeline, r->money);
	put_money(l, WEIGHTED, r->weighted, r->money);
	put_coverage(l, r->coverage);
	buf_int(&l->text[DEALS_WON], r->deals_won);
	buf_int(&l->text[DEALS_OPEN], r->deals_open);
}

/* In a table the order of the rows tells the parent. */
static size_t
table_of(const struct cli *c, int index[NCOLS])
{
	size_t n = 0;

	for (int i = 0; i < NCOLS; i++)
		if (i != PARENT || c->format != FORMAT_TABLE)
			index[n++] = i;
	return n;
}

static void
write_row(struct ask *a, struct line *l, const int *index, size_t n,
	const struct forecast_row *r)
{
	struct cell cells[NCOLS];

	for (int i = 0; i < NCOLS; i++) {
		buf_reset(&l->text[i]);
		buf_reset(&l->pretty[i]);
		l->cells[i] = (struct cell){.minor = NUM_NULL};
	}
	fill(l, r);
	for (size_t i = 0; i < n; i++) {
		int at = index[i];

		cells[i] = l->cells[at];
		if (l->text[at].n)
			cells[i].text = buf_view(&l->text[at]);
		if (l->pretty[at].n)
			cells[i].pretty = buf_view(&l->pretty[at]);
	}
	writer_row(a->w, cells);
}

static int
write_rows(struct ask *a, struct err *e)
{
	struct column shown[NCOLS];
	struct line l = {0};
	int index[NCOLS];
	size_t n = table_of(a->c, index);
	int rc;

	for (size_t i = 0; i < n; i++)
		shown[i] = columns[index[i]];
	rc = cli_writer(a->c, &a->w, shown, n, e);
	for (size_t i = 0; rc == 0 && i < a->f.n; i++)
		write_row(a, &l, index, n, &a->f.rows[i]);
	for (int i = 0; i < NCOLS; i++) {
		buf_free(&l.text[i]);
		buf_free(&l.pretty[i]);
	}
	return rc;
}

/* ---- notes --------------------------------------------------------------------- */

static void
note_window(struct ask *a)
{
	for (size_t i = 0; i < a->spec.nperiods; i++) {
		const struct period *p = &a->spec.periods[i];

		buf_fmt(&a->note, "%s: ", p->label);
		day_print(p->from, &a->note);
		buf_cstr(&a->note, " to ");
		day_print(p->to - 1, &a->note);
		buf_char(&a->note, '\n');
	}
	if (!a->c->as_of.p)
		return;
	buf_cstr(&a->note, "as of ");
	instant_print(a->c->model.cal.now, &a->note);
	buf_char(&a->note, '\n');
}

static void
write_notes(struct ask *a)
{
	struct str rest, line;

	if (a->c->format == FORMAT_TABLE)
		note_window(a);
	forecast_notes(&a->f, &a->note);
	if (a->spec.filter)
		buf_cstr(&a->note, "deals are filtered, quotas are not\n");
	rest = buf_view(&a->note);
	while (rest.n && str_split(&rest, '\n', &line) && line.n)
		writer_note(a->w, line);
}

static int
forecast_run(struct cli *c, struct err *e)
{
	struct ask a = {.c = c};
	int rc = read_args(&a, e);

	if (rc == 0)
		rc = forecast_make(&c->model, &c->arena, &a.spec, &a.f, e);
	if (rc == 0)
		rc = write_rows(&a, e);
	if (rc == 0) {
		write_notes(&a);
		rc = cli_writer_close(c, a.w, e);
	}
	if (a.spec.filter)
		query_end(a.spec.filter);
	buf_free(&a.note);
	return rc;
}

static const struct option options[] = {
	{"by", 0, OPT_TEXT, "WHAT",
		"team (unless given), rep, pipeline, stage, product, month, "
		"quarter",
		"choices:team,rep,pipeline,stage,product,month,quarter"},
	{"expr", 'e', OPT_MANY, "EXPRESSION",
		"deals that count, such as 'amount >= 10000'", NULL},
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
