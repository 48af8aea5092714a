/* pipe-forecast: quota, won, gap and pipeline of periods. */
#include "report/assertion.h"
#include "show/figures.h"

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

static int
read_dress(struct ask *a, struct err *e)
{
	struct cli *c = a->c;

	a->categories = cli_flag(c, "categories");
	a->spec.detail = cli_flag(c, "detail");
	cli_int(c, "depth", &a->depth);
	if (a->categories && a->spec.detail)
		return err_set(e, ERR_USAGE, "--detail lists deals; it has a "
			"column with the category of each already");
	return 0;
}

static int
print(const struct ask *a, const struct forecast *f, struct err *e)
{
	struct buf failed = {0};
	int rc = assert_all(a, f, &failed, e);

	if (rc == 0)
		rc = a->spec.detail
			? detail_print(a, f, buf_view(&failed), e)
			: figures_print(a, f, buf_view(&failed), e);
	if (rc == 0 && failed.n)
		rc = err_set(e, ERR_NO, "an assertion does not hold");
	buf_free(&failed);
	return rc;
}

static int
forecast_run(struct cli *c, struct err *e)
{
	struct forecast f;
	struct ask a;
	int rc = ask_read(&a, c, 0, e);

	if (rc == 0)
		rc = read_dress(&a, e);
	if (rc == 0)
		rc = forecast_make(&c->model, &c->arena, &a.spec, &f, e);
	if (rc == 0)
		rc = print(&a, &f, e);
	ask_end(&a);
	return rc;
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
	{"assert", 0, OPT_MANY, "[NODE:]EXPRESSION",
		"status 1 unless the figures hold to it: 'coverage>=3'",
		NULL},
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
		"pipe forecast this-quarter --assert 'coverage>=3'\n"
		"pipe forecast 2026Q4 --as-recorded 2026-10-01 --csv\n",
};

int
main(int argc, char **argv)
{
	return cli_main(&program, argc, argv);
}
