/* pipe-board: open deals in columns, by the stages they stand at. */
#include "base/utf8.h"
#include "cli/report.h"
#include "out/board.h"
#include "report/lanes.h"

enum { PIPELINE, STAGE, ID, NAME, ACCOUNT, AMOUNT, CURRENCY, WEIGHTED, CLOSE,
	OWNER, STAGE_DAYS, ROTTEN, NCOLS };

static const struct column columns[NCOLS] = {
	[PIPELINE] = {.name = "pipeline"},
	[STAGE] = {.name = "stage"},
	[ID] = {.name = "id", .json = JSON_NUMBER, .right = true,
		.keep = true},
	[NAME] = {.name = "name"},
	[ACCOUNT] = {.name = "account.name"},
	[AMOUNT] = {.name = "amount", .right = true, .keep = true,
		.money = true},
	[CURRENCY] = {.name = "currency"},
	[WEIGHTED] = {.name = "weighted", .right = true, .keep = true,
		.money = true},
	[CLOSE] = {.name = "close"},
	[OWNER] = {.name = "owner"},
	[STAGE_DAYS] = {.name = "stage_days", .json = JSON_NUMBER,
		.right = true},
	[ROTTEN] = {.name = "rotten", .json = JSON_BOOL},
};

/* ---- what is asked ---------------------------------------------------- */

static int
read_spec(struct cli *c, struct lanes_spec *out, struct err *e)
{
	int64_t most = 0;

	cli_int(c, "cards", &most);
	*out = (struct lanes_spec){
		.pipeline = cli_text(c, "pipeline"),
		.most = (size_t)most,
	};
	period_of(c->model.cal.today, UNIT_QUARTER, &c->model.cal,
		&out->closed);
	return report_filter(c, c->args, c->nargs, &out->filter, e);
}

/* ---- for machines: a row for each deal -------------------------------- */

static void
put(struct report *r, const struct lane *l, const struct lane_deal *d)
{
	report_text(r, PIPELINE, l->pipeline);
	report_text(r, STAGE, l->stage);
	report_int(r, ID, d->id);
	report_text(r, NAME, d->name);
	report_text(r, ACCOUNT, d->account_name);
	report_money(r, AMOUNT, d->amount, d->money);
	report_cstr(r, CURRENCY, d->money->code);
	report_money(r, WEIGHTED, d->weighted, d->money);
	report_day(r, CLOSE, d->close);
	report_ref(r, OWNER, E_REP, d->owner);
	report_int(r, STAGE_DAYS, d->stage_days);
	report_bool(r, ROTTEN, d->rotten);
	report_row(r);
}

static int
write_rows(struct cli *c, const struct lanes *lanes, struct err *e)
{
	struct report *r;
	int rc = report_open(&r, c, columns, NCOLS, REPORT_ALL, e);

	if (rc)
		return rc;
	for (size_t i = 0; i < lanes->n; i++)
		for (size_t k = 0; k < lanes->v[i].n; k++)
			put(r, &lanes->v[i], &lanes->v[i].deals[k]);
	return report_close(r, 0, e);
}

/* ---- for people: a column for each stage ------------------------------ */

static void
add_sum(struct buf *b, int64_t v, const struct currency *money)
{
	money_print_grouped(v, money, b);
	buf_fmt(b, " %s", money->code);
}

static void
head(struct board *board, const struct lane *l, struct buf *b)
{
	board_column(board);
	board_line(board, l->title, STYLE_HEAD, false);
	buf_reset(b);
	buf_fmt(b, "%lld deal%s", (long long)l->sums.deals,
		l->sums.deals == 1 ? "" : "s");
	board_line(board, buf_view(b), STYLE_NONE, false);
	for (size_t i = 0; i < l->sums.n; i++) {
		const struct lane_sum *s = &l->sums.v[i];

		buf_reset(b);
		add_sum(b, s->amount, s->money);
		board_line(board, buf_view(b), STYLE_BOLD, true);
		buf_reset(b);
		buf_cstr(b, "~ ");
		add_sum(b, s->weighted, s->money);
		board_line(board, buf_view(b), STYLE_DIM, true);
	}
}

static void
card(struct board *board, const struct lane_deal *d, struct buf *b)
{
	board_card(board);
	buf_reset(b);
	buf_fmt(b, "%lld %.*s", (long long)d->id, STR_F(d->name));
	board_line(board, buf_view(b), STYLE_NONE, false);
	if (d->amount != NUM_NULL) {
		buf_reset(b);
		add_sum(b, d->amount, d->money);
		board_line(board, buf_view(b), STYLE_NONE, true);
	}
	if (d->account_name.n && !str_eq(d->account_name, d->name))
		board_line(board, d->account_name, STYLE_DIM, false);
	buf_reset(b);
	if (d->stage_days != NUM_NULL)
		buf_fmt(b, "%s%lld day%s", d->rotten ? "! " : "",
			(long long)d->stage_days,
			d->stage_days == 1 ? "" : "s");
	else if (d->rotten)
		buf_char(b, '!');
	board_line(board, buf_view(b), d->rotten ? STYLE_WARN : STYLE_DIM,
		false);
}

static void
more(struct board *board, const struct lane *l, struct buf *b)
{
	if ((int64_t)l->n == l->sums.deals)
		return;
	board_card(board);
	buf_reset(b);
	buf_fmt(b, "and %lld more", (long long)l->sums.deals - (long long)l->n);
	board_line(board, buf_view(b), STYLE_DIM, false);
}

static void
add_closed(struct buf *b, const char *word, const struct lane_sums *s)
{
	buf_fmt(b, "%s %lld", word, (long long)s->deals);
	for (size_t i = 0; i < s->n; i++) {
		buf_cstr(b, ", ");
		add_sum(b, s->v[i].amount, s->v[i].money);
	}
}

/* "2026Q4 (2026-10-01 to 2026-12-31): won 3, 9,000.00 EUR; lost 0" */
static void
closed(struct cli *c, const struct lanes_spec *spec,
	const struct lane_closed *p, struct buf *b)
{
	buf_reset(b);
	buf_fmt(b, "\n%s (", spec->closed.label);
	day_print(spec->closed.from, b);
	buf_cstr(b, " to ");
	day_print(spec->closed.to - 1, b);
	buf_cstr(b, "): ");
	add_closed(b, "won", &p->won);
	buf_cstr(b, "; ");
	add_closed(b, "lost", &p->lost);
	if (c->as_of.p) {
		buf_cstr(b, "; as of ");
		instant_print(c->model.cal.now, b);
	}
	buf_char(b, '\n');
	out_add(&c->out, buf_view(b));
}

/* The page is as wide off a terminal, so that it looks the same. */
static void
draw(struct cli *c, const struct lanes_spec *spec, const struct lanes *lanes,
	const struct lane_closed *p, struct buf *b)
{
	struct dress d = cli_dress(c);
	struct board *board;

	d.width = c->width;
	board_open(&board, &d, &c->out);
	for (size_t i = p->first; i < p->first + p->n; i++) {
		const struct lane *l = &lanes->v[i];

		head(board, l, b);
		for (size_t k = 0; k < l->n; k++)
			card(board, &l->deals[k], b);
		more(board, l, b);
	}
	board_close(board);
	closed(c, spec, p, b);
}

static void
draw_all(struct cli *c, const struct lanes_spec *spec,
	const struct lanes *lanes)
{
	struct buf b = {0};

	for (size_t i = 0; i < lanes->npipelines; i++) {
		const struct lane_closed *p = &lanes->pipelines[i];

		if (lanes->npipelines > 1) {
			buf_reset(&b);
			buf_fmt(&b, "%s", i ? "\n" : "");
			text_show(p->title, &b);
			buf_cstr(&b, "\n\n");
			out_add(&c->out, buf_view(&b));
		}
		draw(c, spec, lanes, p, &b);
	}
	buf_free(&b);
}

static int
board_run(struct cli *c, struct err *e)
{
	struct lanes_spec spec;
	struct lanes lanes;
	int rc = read_spec(c, &spec, e);

	if (rc)
		return rc;
	rc = lanes_make(&c->model, &c->arena, &spec, &lanes, e);
	if (rc == 0 && c->format == FORMAT_TABLE)
		draw_all(c, &spec, &lanes);
	else if (rc == 0)
		rc = write_rows(c, &lanes, e);
	report_filter_end(c, spec.filter);
	return rc;
}

static const struct option options[] = {
	{"pipeline", 0, OPT_TEXT, "PIPELINE", "this one alone", "pipeline"},
	{"cards", 0, OPT_INT, "N", "no more than N deals of a stage, 0: all",
		NULL},
	REPORT_EXPR,
	{0},
};

static const struct verb board_verb = {
	.summary = "open deals in columns, by the stages they stand at",
	.synopsis = "[WORD]...",
	.options = options,
	.mode = VERB_SCAN | VERB_VIEW | VERB_REPORT | VERB_PAGE,
	.run = board_run,
	.complete = "words",
};

static const struct program program = {
	.name = "pipe-board",
	.summary = "open deals in columns, by the stages they stand at",
	.entity = E_DEAL,
	.verbs = (const struct verb *const[]){&board_verb, NULL},
	.examples = "pipe board\n"
		"pipe board owner:me --cards 5\n"
		"pipe board team:emea close:..eoq --json\n",
};

int
main(int argc, char **argv)
{
	return cli_main(&program, argc, argv);
}
