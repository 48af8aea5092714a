/* pipe-trend: a period's figures as they stood week by week. */
#include "model/recipient.h"
#include "report/trend.h"
#include "show/figures.h"

enum { DAY, CURRENCY, QUOTA, WON, PIPELINE, WEIGHTED, DEALS_WON, DEALS_OPEN,
	NOTES, NCOLS };

#define AMOUNT(word)                                                           \
	{.name = word, .right = true, .keep = true, .money = true}
#define COUNT(word, head)                                                      \
	{.name = word, .title = head, .json = JSON_NUMBER, .right = true,      \
		.keep = true}

static const struct column columns[NCOLS] = {
	[DAY] = {.name = "day", .keep = true},
	[CURRENCY] = {.name = "currency", .title = "CUR", .keep = true},
	[QUOTA] = AMOUNT("quota"),
	[WON] = AMOUNT("won"),
	[PIPELINE] = AMOUNT("pipeline"),
	[WEIGHTED] = AMOUNT("weighted"),
	[DEALS_WON] = COUNT("deals_won", "# WON"),
	[DEALS_OPEN] = COUNT("deals_open", "# OPEN"),
	[NOTES] = REPORT_NOTES,
};

static int
read_every(struct cli *c, enum period_unit *out, struct err *e)
{
	static const char *const words[] = {
		[UNIT_WEEK] = "week",
		[UNIT_MONTH] = "month",
		[UNIT_QUARTER] = "quarter",
		[UNIT_YEAR] = "year",
	};
	struct str word = cli_text(c, "every");

	*out = UNIT_WEEK;
	for (int i = UNIT_WEEK; word.p && i <= UNIT_YEAR; i++)
		if (str_is(word, words[i])) {
			*out = (enum period_unit)i;
			return 0;
		}
	if (!word.p)
		return 0;
	err_set(e, ERR_USAGE, "--every: '%.*s'", STR_SHORT(word));
	return err_hint(e, "week, month, quarter or year");
}

/* From the day the period begins, unless told, to its last or today. */
static int
read_days(struct trend_spec *s, struct cli *c, const struct period *p,
	struct err *e)
{
	struct str since = cli_text(c, "since");

	s->from = p->from;
	s->to = p->to - 1 < c->model.cal.today ? p->to - 1
						: c->model.cal.today;
	if (since.p)
		return day_word(since, &c->model.cal, &s->from, e);
	return 0;
}

static int
put(struct report *r, const struct trend_row *t)
{
	report_day(r, DAY, t->day);
	if (t->money->code[0])
		report_cstr(r, CURRENCY, t->money->code);
	put_unit(r, QUOTA, t->quota, t->money);
	put_unit(r, WON, t->won, t->money);
	put_unit(r, PIPELINE, t->pipeline, t->money);
	put_unit(r, WEIGHTED, t->weighted, t->money);
	report_int(r, DEALS_WON, t->deals_won);
	report_int(r, DEALS_OPEN, t->deals_open);
	report_row(r);
	return 0;
}

/* ---- lines of values ----------------------------------------------------- */

enum { LINES = 4 };

/* The figures that have a line, those of a row. */
static int64_t
line_value(const struct trend_row *t, int which)
{
	const int64_t v[LINES] = {t->quota, t->won, t->pipeline, t->weighted};

	return v[which];
}

/* A value for each day there is, of one currency. */
static size_t
line_values(const struct trend *t, const struct currency *money, int which,
	int64_t *v)
{
	size_t n = 0;

	for (size_t i = 0; i < t->n; i++) {
		const struct trend_row *r = &t->rows[i];

		if (i == 0 || r->day != t->rows[i - 1].day)
			v[n++] = NUM_NULL;
		if (r->money == money)
			v[n - 1] = line_value(r, which);
	}
	return n;
}

static void
put_line(struct report *r, const struct trend *t, const struct currency *money,
	int which, int64_t *v)
{
	struct series s = {.v = v, .n = line_values(t, money, which, v)};
	struct buf label = {0}, first = {0}, last = {0};

	for (size_t i = 0; i < s.n; i++) {
		struct buf *end = first.n ? &last : &first;

		if (v[i] == NUM_NULL)
			continue;
		buf_reset(end);
		unit_print(v[i], money, end);
	}
	buf_fmt(&label, "%s%s%s", money->code, *money->code ? " " : "",
		columns[QUOTA + which].name);
	s.label = buf_view(&label);
	s.first = buf_view(&first);
	s.last = buf_view(&last);
	if (last.n)
		report_series(r, &s);
	buf_free(&label);
	buf_free(&first);
	buf_free(&last);
}

/* Of every currency, in the order they come in. */
static void
put_lines(struct report *r, struct cli *c, const struct trend *t)
{
	int64_t *v = arena_array(&c->arena, t->n + 1, sizeof *v);
	size_t k;

	for (size_t i = 0; i < t->n; i++) {
		for (k = 0; k < i && t->rows[k].money != t->rows[i].money;)
			k++;
		for (int which = 0; k == i && which < LINES; which++)
			put_line(r, t, t->rows[i].money, which, v);
	}
}

/* Whose it is: null is the total. */
static struct str
node_of(const struct ask *a)
{
	const struct recipient *one = cli_recipient(a->c);

	return one ? one->ref : cli_text(a->c, "node");
}

static int
print(const struct ask *a, const struct trend *t, struct err *e)
{
	struct buf notes = {0};
	struct str node = node_of(a);
	struct report *r;
	int rc;

	cli_title(a->c, "Trend %s%s%.*s", a->spec.periods->label,
		node.p ? ", " : "", STR_F(node));
	rc = report_open(&r, a->c, columns, NCOLS, REPORT_ALL, e);
	if (rc)
		return rc;
	if (report_tells(r))
		ask_notes(a, &notes);
	buf_str(&notes, t->notes);
	if (!t->n)
		buf_cstr(&notes, "none of its days has come; --since shows "
			"those before it\n");
	report_notes(r, buf_view(&notes));
	for (size_t i = 0; i < t->n; i++)
		put(r, &t->rows[i]);
	put_lines(r, a->c, t);
	buf_free(&notes);
	return report_close(r, rc, e);
}

static int
trend_run(struct cli *c, struct err *e)
{
	static const char *const of_all[] = {"node", NULL};
	struct ask a;
	struct trend_spec spec = {.filter = ask_filter_at, .ctx = &a,
		.recorded = cli_flag(c, "recorded")};
	struct period p;
	struct trend t;
	int rc = ask_options(&a, c, e);

	if (rc == 0 && !c->nargs) {
		err_set(e, ERR_USAGE, "a period is needed");
		rc = err_hint(e, "try: pipe trend this-quarter");
	}
	if (rc == 0)
		rc = read_every(c, &spec.every, e);
	if (rc == 0)
		rc = period_parse(c->args[0], &c->model.cal, &p, e);
	if (rc == 0)
		rc = read_days(&spec, c, &p, e);
	if (rc == 0 && cli_recipient(c))
		rc = cli_refuse(c, of_all, e);
	if (rc)
		return rc;
	ask_words(&a, 1);
	spec.node = node_of(&a);
	spec.period = str_of(p.label);
	spec.figures = a.spec;
	a.spec.periods = &p;
	a.spec.nperiods = 1;
	rc = trend_make(&c->model, &c->arena, &spec, c->view, &t, e);
	if (rc == 0 && spec.node.p && !t.n && spec.from <= spec.to) {
		err_set(e, ERR_NO, "%.*s: no such node", STR_SHORT(spec.node));
		rc = err_hint(e, "total, unassigned, rep/HANDLE or team/KEY");
	}
	return rc ? rc : print(&a, &t, e);
}

static const struct option options[] = {
	{"every", 0, OPT_TEXT, "UNIT",
		"week (unless given), month, quarter, year",
		"choices:week,month,quarter,year"},
	{"since", 0, OPT_TEXT, "DAY", "from then on, not the period's first "
		"day", NULL},
	{"node", 0, OPT_TEXT, "NODE", "of rep/HANDLE or team/KEY, not the "
		"total", "ref"},
	{"recorded", 0, OPT_FLAG, NULL,
		"as the store knew it then, not as it was", NULL},
	ASK_FIGURES,
	REPORT_EXPR,
	{0},
};

static const struct verb trend_verb = {
	.summary = "a period's figures as they stood week by week",
	.synopsis = "PERIOD [WORD]...",
	.options = options,
	.mode = VERB_READ | VERB_VIEW | VERB_REPORT | VERB_PAGE | VERB_DRAW |
		VERB_MAIL,
	.run = trend_run,
	.complete = "words",
};

static const struct program program = {
	.name = "pipe-trend",
	.summary = "a period's figures as they stood week by week",
	.entity = E_DEAL,
	.verbs = (const struct verb *const[]){&trend_verb, NULL},
	.examples = "pipe trend this-quarter\n"
		"pipe trend this-quarter --node rep/anna --since -6m\n"
		"pipe trend 2026Q4 --every month --csv\n",
};

int
main(int argc, char **argv)
{
	return cli_main(&program, argc, argv);
}
