/* pipe-forecast: quota, won, gap and pipeline of periods. */
#include "model/adjustment.h"
#include "model/recipient.h"
#include "model/submission.h"
#include "report/assertion.h"
#include "show/figures.h"
#include "show/sealing.h"

/* Every --assert; lines about those that do not hold go to `failed`. */
static int
assert_all(const struct ask *a, const struct forecast *f, struct buf *failed,
	struct err *e)
{
	struct str *const *texts;
	size_t n = cli_many(a->c, "assert", &texts);
	int rc = 0;

	for (size_t i = 0; rc == 0 && i < n; i++)
		rc = forecast_assert(cli_query_env(a->c), f, *texts[i],
			failed, e);
	return rc;
}

/* What is kept or held to is a forecast of everyone. */
static int
refuse_whole(struct cli *c, struct err *e)
{
	static const char *const names[] = {"seal", "if-changed",
		"since-sealed", NULL};
	static const char *const of_total[] = {"assert", NULL};
	const struct recipient *one = cli_recipient(c);

	if (!one)
		return 0;
	return cli_refuse(c, names, e) || (one->entity == E_REP &&
		cli_refuse(c, of_total, e)) ? ERR_USAGE : 0;
}

static int
read_dress(struct ask *a, struct err *e)
{
	struct cli *c = a->c;

	a->categories = cli_flag(c, "categories");
	a->chart = cli_flag(c, "chart") || c->format == FORMAT_SVG;
	a->spec.detail = cli_flag(c, "detail");
	cli_int(c, "depth", &a->depth);
	if (refuse_whole(c, e))
		return ERR_USAGE;
	if (cli_flag(c, "since-sealed") && a->spec.nperiods != 1)
		return err_set(e, ERR_USAGE, "--since-sealed is of one period, "
			"not of %zu", a->spec.nperiods);
	if (a->chart && (a->categories || a->spec.detail))
		return err_set(e, ERR_USAGE, "a chart is of attainment and "
			"coverage, not of %s", a->spec.detail ? "deals"
			: "categories");
	if (a->categories && a->spec.detail)
		return err_set(e, ERR_USAGE, "--detail lists deals; it has a "
			"column with the category of each already");
	return 0;
}

/* Notes for behind the rows: assertions that do not hold, what changed since
 * it was sealed. */
static int
print(const struct ask *a, const struct forecast *f, const struct seal *last,
	struct err *e)
{
	struct buf notes = {0};
	bool failed;
	int rc = assert_all(a, f, &notes, e);

	failed = notes.n > 0;
	if (rc == 0 && last && cli_flag(a->c, "since-sealed"))
		rc = sealing_since(a, last, &notes, e);
	if (rc == 0)
		rc = cli_flag(a->c, "detail")
			? detail_print(a, f, buf_view(&notes), e)
			: figures_print(a, f, buf_view(&notes), e);
	if (rc == 0 && failed)
		rc = err_set(e, ERR_NO, "an assertion does not hold");
	buf_free(&notes);
	return rc;
}

static int
seal(const struct ask *a, const struct forecast *f, struct err *e)
{
	struct seal s;
	int64_t id;
	int rc = sealing_make(a, f, &s, e);

	if (rc == 0)
		rc = seal_add(&a->c->model, &s, &id, e);
	if (rc == 0)
		cli_say(a->c, "seal/%lld created", (long long)id);
	return rc;
}

static int
report(struct cli *c, struct err *e)
{
	bool sealed = cli_flag(c, "if-changed") || cli_flag(c, "since-sealed");
	struct seal *last = NULL;
	struct forecast f;
	struct ask a;
	int rc = ask_read(&a, c, 0, e);

	if (rc == 0)
		rc = read_dress(&a, e);
	a.spec.detail |= a.only.p != NULL;
	if (rc == 0)
		rc = forecast_make(&c->model, &c->arena, &a.spec, &f, e);
	if (rc == 0 && a.only.p)
		forecast_only(&f, &c->arena, a.only);
	if (rc == 0 && sealed)
		rc = sealing_last(&a, &last, e);
	if (rc == 0 && !(last && cli_flag(c, "if-changed") &&
			sealing_same(&a, &f, last))) {
		rc = print(&a, &f, last, e);
		if (rc == 0 && cli_flag(c, "seal"))
			rc = seal(&a, &f, e);
	}
	ask_end(&a);
	return rc;
}

/* What is sealed is what is printed, so that both are made in one go. */
static int
forecast_run(struct cli *c, struct err *e)
{
	static const char *const past[] = {"as-of", "as-recorded",
		"quota-as-of", "detail", NULL};
	int rc;

	if (!cli_flag(c, "seal"))
		return cli_read(c, report, e);
	rc = cli_refuse(c, past, e);
	return rc ? rc : cli_write(c, OP_CHANGE, 0, report, e);
}

static const struct option options[] = {
	ASK_OPTIONS,
	{"periods", 0, OPT_INT, "N", "this many, from the one given on",
		NULL},
	{"depth", 0, OPT_INT, "N", "nodes down to this level only", NULL},
	{"categories", 0, OPT_FLAG, NULL, "a column for each category", NULL},
	{"columns", 'c', OPT_TEXT, "COLUMNS",
		"such as node,quota,won or +mismatch,-gap; also coverage_of, "
		"call, landing, cat_commit and so on", NULL},
	{"detail", 0, OPT_FLAG, NULL, "the deals behind the figures", NULL},
	ASK_CHART("attainment and coverage, each with a bar"),
	{"assert", 0, OPT_MANY, "[NODE:]EXPRESSION",
		"status 1 unless the figures hold to it: 'coverage>=3'",
		NULL},
	{"seal", 0, OPT_FLAG, NULL, "keep the figures as they are said",
		NULL},
	{"if-changed", 0, OPT_FLAG, NULL,
		"nothing, where they are as last sealed", NULL},
	{"since-sealed", 0, OPT_FLAG, NULL,
		"what changed since then, below them", NULL},
	{0},
};

static const struct verb forecast_verb = {
	.summary = "quota, won, gap, pipeline and coverage of periods",
	.synopsis = "[PERIOD]... [WORD]...",
	.options = options,
	.mode = VERB_VIEW | VERB_REPORT | VERB_PAGE | VERB_DRAW |
		VERB_MAIL,
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
		"pipe forecast --by rep --chart\n"
		"pipe forecast --by rep -F html >forecast.html\n"
		"pipe forecast this-quarter --assert 'coverage>=2'\n"
		"pipe forecast --by rep --if-changed --since-sealed --seal\n"
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
