/* pipe-forecast: quota, won, gap and pipeline of periods. */
#include "cli/report.h"
#include "model/adjustment.h"
#include "model/submission.h"
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

/* ---- what people say of it --------------------------------------------- */

static const char *const of_many[] = {"all", "keep-going", "if-rev", NULL};

/* "team/emea 2026Q4 commit" or "deal/42", and `more` arguments behind. */
static int
read_key(struct cli *c, size_t more, struct adjustment_key *k, struct err *e)
{
	const struct entity *en = NULL;
	int64_t id = NUM_NULL;
	bool deal;
	int rc = c->nargs ? model_resolve_any(&c->model, c->args[0], &en, &id,
		e) : 0;

	if (rc)
		return rc;
	deal = en && en->number == E_DEAL;
	if (en && !deal && en->number != E_REP && en->number != E_TEAM)
		return err_set(e, ERR_USAGE, "%.*s: only reps, teams and deals "
			"are adjusted", STR_SHORT(c->args[0]));
	if (c->nargs != (deal ? 1 : 3) + more) {
		err_set(e, ERR_USAGE, deal ? "a deal%s needed"
			: "a rep or team, a period and a category%s needed",
			more ? " and a value are" : " are");
		return err_hint(e, "try: pipe forecast adjust %s%s%s",
			more ? "" : "--clear ",
			deal ? "deal/42" : "team/emea 2026Q4 commit",
			more ? " 480000EUR" : "");
	}
	*k = (struct adjustment_key){
		.holder = deal ? NUM_NULL : anyref_make(en->number, id),
		.deal = deal ? id : NUM_NULL,
		.category = deal ? STR_NULL : c->args[2],
		.measure = cli_text(c, "measure"),
		.currency = cli_text(c, "currency"),
		.by = cli_text(c, "by"),
	};
	return deal ? 0 : period_parse(c->args[1], &c->model.cal, &k->period,
		e);
}

static int
clear(struct cli *c, struct err *e)
{
	const struct entity *en = model_entity(&c->model, E_ADJUSTMENT);
	struct adjustment_key k;
	struct ids ids = {0};
	int rc = read_key(c, 0, &k, e);

	if (rc == 0)
		rc = adjustment_clear(&c->model, &k, &ids, e);
	for (size_t i = 0; rc == 0 && !c->dry_run && i < ids.list.n; i++)
		cli_say(c, "%s archived", cli_ref(c, en, ids.list.v[i]));
	ARR_FREE(&ids.list);
	return rc;
}

static int
adjust_run(struct cli *c, struct err *e)
{
	const struct entity *en = model_entity(&c->model, E_ADJUSTMENT);
	struct adjustment_key k;
	enum saved how;
	int64_t id;
	int rc = cli_refuse(c, of_many, e);

	if (rc == 0 && cli_flag(c, "clear"))
		return clear(c, e);
	if (rc == 0)
		rc = read_key(c, 1, &k, e);
	if (rc == 0)
		rc = adjustment_set(&c->model, &k, c->args[c->nargs - 1],
			cli_text(c, "message"), &id, &how, e);
	if (rc == 0)
		cli_saved(c, en, id, how);
	return rc;
}

/* Whose call it is: --for, else our own. */
static int
read_holder(struct cli *c, int64_t *holder, struct err *e)
{
	struct str who = cli_text(c, "for");
	const struct entity *en = model_entity(&c->model, E_REP);
	int64_t id;
	int rc = who.p ? model_resolve_any(&c->model, who, &en, &id, e)
		       : model_resolve(&c->model, en, STR("me"), &id, e);

	if (rc == 0)
		*holder = anyref_make(en->number, id);
	return rc;
}

static int
submit_run(struct cli *c, struct err *e)
{
	const struct entity *en = model_entity(&c->model, E_SUBMISSION);
	struct submission_key k = {
		.measure = cli_text(c, "measure"),
		.currency = cli_text(c, "currency"),
	};
	enum saved how;
	int64_t id;
	int rc = cli_refuse(c, of_many, e);

	if (rc)
		return rc;
	if (c->nargs != 2) {
		err_set(e, ERR_USAGE, "a period and a value are needed");
		return err_hint(e, "try: pipe forecast submit this-quarter "
			"300000EUR");
	}
	rc = period_parse(c->args[0], &c->model.cal, &k.period, e);
	if (rc == 0)
		rc = read_holder(c, &k.holder, e);
	if (rc == 0)
		rc = submission_set(&c->model, &k, c->args[1],
			cli_text(c, "message"), &id, &how, e);
	if (rc == 0)
		cli_saved(c, en, id, how);
	return rc;
}

#define OF_FIGURE                                                              \
	{"measure", 0, OPT_TEXT, "WORD",                                       \
		"amount (unless given), quantity, count, recurring",           \
		"choices:amount,quantity,count,recurring"},                    \
	{"currency", 0, OPT_TEXT, "CURRENCY", "of a bare amount", "currency"}

static const struct option adjust_options[] = {
	{"clear", 0, OPT_FLAG, NULL, "take the adjustment back", NULL},
	{"by", 0, OPT_TEXT, "WHOSE", "owner or manager, where who you are "
		"does not tell", "choices:owner,manager"},
	OF_FIGURE,
	{0},
};

static const struct option submit_options[] = {
	{"for", 0, OPT_TEXT, "HOLDER", "a rep or team, if not you: rep/anna",
		"ref"},
	OF_FIGURE,
	{0},
};

static const struct verb verb_adjust = {
	.name = "adjust",
	.summary = "say what a figure is, in place of the one that follows "
		   "from the deals",
	.synopsis = "HOLDER PERIOD CATEGORY VALUE | DEAL VALUE",
	.options = adjust_options,
	.mode = VERB_WRITE | VERB_CHANGE,
	.run = adjust_run,
	.complete = "ref none choices:pipeline,best_case,most_likely,commit "
		    "none",
};

static const struct verb verb_submit = {
	.name = "submit",
	.summary = "call a number for a period",
	.synopsis = "PERIOD VALUE",
	.options = submit_options,
	.mode = VERB_WRITE | VERB_CHANGE,
	.run = submit_run,
};

static const struct program program = {
	.name = "pipe-forecast",
	.summary = "quota, won, gap, pipeline and coverage of periods",
	.entity = E_DEAL,
	.verbs = (const struct verb *const[]){&forecast_verb,
		&verb_adjust, &verb_submit, NULL},
	.examples = "pipe forecast\n"
		"pipe forecast 2026Q4 2027Q1 --by rep\n"
		"pipe forecast this-year --by month source:partner\n"
		"pipe forecast 2026Q4 --as-recorded 2026-10-01 --csv\n"
		"pipe forecast adjust team/emea this-quarter commit "
		"480000EUR -m \"two slip\"\n"
		"pipe forecast submit this-quarter 300000EUR\n",
};

int
main(int argc, char **argv)
{
	return cli_main(&program, argc, argv);
}
