/* pipe-diff: what changed between two days, so that it sums. */
#include "model/recipient.h"
#include "show/bridge_print.h"

struct diff {
	struct ask ask;
	struct bridge_spec spec;
};

/* The days come first, the filter's words after them. */
static int
read_days(struct diff *d, struct cli *c, struct err *e)
{
	bool recorded = cli_flag(c, "recorded");
	int rc;

	if (c->nargs < 2) {
		err_set(e, ERR_USAGE, "two days are needed");
		return err_hint(e, "try: pipe diff -1m today --period "
			"this-quarter");
	}
	rc = cli_view(c, "FROM", c->args[0], recorded, &d->spec.from, e);
	if (rc == 0)
		rc = cli_view(c, "TO", c->args[1], recorded, &d->spec.to, e);
	if (rc == 0 && (d->spec.from.as_of > d->spec.to.as_of ||
			d->spec.from.op > d->spec.to.op)) {
		err_set(e, ERR_USAGE, "%.*s is after %.*s",
			STR_SHORT(c->args[0]), STR_SHORT(c->args[1]));
		return err_hint(e, "the earlier day comes first");
	}
	return rc;
}

static int
read_period(struct diff *d, struct cli *c, struct err *e)
{
	struct str word = cli_text(c, "period");
	struct period p, *kept;
	int rc = 0;

	if (word.p)
		rc = period_parse(word, &c->model.cal, &p, e);
	else
		period_of(c->model.cal.today, UNIT_QUARTER, &c->model.cal, &p);
	if (rc)
		return rc;
	d->spec.period = arena_str(&c->arena, str_of(p.label));
	kept = arena_alloc(&c->arena, sizeof *kept);
	*kept = p;
	d->ask.spec.periods = kept;
	d->ask.spec.nperiods = 1;
	return 0;
}

static int
read_by(const struct diff *d, struct err *e)
{
	struct str by = cli_text(d->ask.c, "by");

	if (d->ask.spec.by == BY_TEAM || d->ask.spec.by == BY_REP)
		return 0;
	err_set(e, ERR_USAGE, "'%.*s': a bridge is not made by that",
		STR_SHORT(by));
	return err_hint(e, "team or rep");
}

/* "Changes 2026Q4: 2026-10-01 to 2026-10-08" */
static void
title(const struct diff *d, struct cli *c)
{
	const struct calendar *cal = &c->model.cal;
	const int64_t at[] = {d->spec.from.as_of, d->spec.to.as_of};
	const struct recipient *one = cli_recipient(c);
	struct str whom = one ? one->ref : STR_NULL;
	struct buf days = {0};

	for (size_t i = 0; i < 2; i++) {
		buf_cstr(&days, i ? " to " : ": ");
		day_print(zone_day(cal->zone, at[i] < cal->now ? at[i]
			: cal->now), &days);
	}
	cli_title(c, "Changes %.*s%s%s%.*s", STR_F(d->spec.period), days.p,
		one ? ": " : "", STR_F(whom));
	buf_free(&days);
}

static int
diff_run(struct cli *c, struct err *e)
{
	struct diff d = {.spec = {.filter = ask_filter_at, .ctx = &d.ask}};
	struct bridge b;
	int rc = read_days(&d, c, e);

	if (rc == 0)
		rc = ask_options(&d.ask, c, e);
	if (rc == 0)
		rc = read_by(&d, e);
	if (rc == 0)
		rc = read_period(&d, c, e);
	if (rc == 0)
		ask_words(&d.ask, 2);
	d.spec.figures = d.ask.spec;
	if (rc == 0)
		rc = bridge_make(&c->model, &c->arena, &d.spec, &b, e);
	if (rc)
		return rc;
	d.ask.chart = cli_flag(c, "chart") || c->format == FORMAT_SVG;
	if (d.ask.chart && cli_flag(c, "detail"))
		return err_set(e, ERR_USAGE, "a chart is of buckets, not of "
			"deals");
	title(&d, c);
	return cli_flag(c, "detail")
		? bridge_print_deals(&d.ask, &b, STR_NULL, e)
		: bridge_print(&d.ask, &b, STR_NULL, e);
}

static const struct option options[] = {
	{"period", 0, OPT_TEXT, "PERIOD",
		"deals expected to close in it (the current quarter)", NULL},
	{"by", 0, OPT_TEXT, "WHAT", "team or rep, below the total",
		"choices:team,rep"},
	ASK_DEALS,
	{"recorded", 0, OPT_FLAG, NULL,
		"what the store knew on those days, not what was true", NULL},
	{"detail", 0, OPT_FLAG, NULL, "the deals, each in its bucket", NULL},
	ASK_CHART("buckets drawn as steps from one to the other sum"),
	REPORT_EXPR,
	{0},
};

static const struct verb diff_verb = {
	.summary = "what changed between two days, so that it sums",
	.synopsis = "FROM TO [WORD]...",
	.options = options,
	.mode = VERB_READ | VERB_REPORT | VERB_PAGE | VERB_DRAW | VERB_MAIL,
	.run = diff_run,
	.complete = "words",
};

static const struct program program = {
	.name = "pipe-diff",
	.summary = "what changed between two days, so that it sums",
	.entity = E_DEAL,
	.verbs = (const struct verb *const[]){&diff_verb, NULL},
	.examples = "pipe diff -1m today\n"
		"pipe diff -1w today --period this-quarter --by rep\n"
		"pipe diff 2026-10-01 2026-10-08 --period 2026Q4 --detail\n"
		"pipe diff -1m today -F svg >changes.svg\n",
};

int
main(int argc, char **argv)
{
	return cli_main(&program, argc, argv);
}
