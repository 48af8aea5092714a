/* pipe-report: figures of what was sold, and how. */
#include "cli/report.h"
#include "report/discounts.h"

/* ---- discounts ---------------------------------------------------------- */

enum { BAND, QUOTES, ACCEPTED, REJECTED, EXPIRED, OPEN, WON, MARGIN, NCOLS };

#define COUNT(word) {.name = word, .right = true, .keep = true}

static const struct column columns[NCOLS] = {
	[BAND] = {.name = "discount", .keep = true},
	[QUOTES] = COUNT("quotes"),
	[ACCEPTED] = COUNT("accepted"),
	[REJECTED] = COUNT("rejected"),
	[EXPIRED] = COUNT("expired"),
	[OPEN] = COUNT("open"),
	[WON] = COUNT("won"),
	[MARGIN] = COUNT("margin"),
};

/* "none", "5..10", "30.." */
static void
put_band(struct report *r, const struct discount_band *b)
{
	enum { ONE = 100 };
	struct buf *out = report_buf(r, BAND);

	if (b->above == NUM_NULL) {
		buf_cstr(out, "none");
		return;
	}
	buf_fmt(out, "%lld..", (long long)(b->above / ONE));
	if (b->upto != NUM_NULL)
		buf_int(out, b->upto / ONE);
}

static void
put_percent(struct report *r, int at, int64_t basis_points)
{
	int64_t percent;
	struct err unused;

	if (basis_points != NUM_NULL &&
		dec_make(basis_points, 2, &percent, &unused) == 0)
		dec_print(percent, report_buf(r, at));
}

static int
discounts_run(struct cli *c, struct err *e)
{
	struct discount_band bands[DISCOUNT_BANDS];
	struct report *r;
	struct query *q = NULL;
	int rc = report_filter(c, c->args, c->nargs, &q, e);

	if (rc == 0)
		rc = discounts_make(&c->model, q, bands, e);
	report_filter_end(c, q);
	if (rc == 0)
		rc = report_open(&r, c, columns, NCOLS, REPORT_ALL, e);
	if (rc)
		return rc;
	for (size_t i = 0; i < DISCOUNT_BANDS; i++) {
		put_band(r, &bands[i]);
		report_int(r, QUOTES, bands[i].quotes);
		report_int(r, ACCEPTED, bands[i].accepted);
		report_int(r, REJECTED, bands[i].rejected);
		report_int(r, EXPIRED, bands[i].expired);
		report_int(r, OPEN, bands[i].open);
		put_percent(r, WON, bands[i].won);
		put_percent(r, MARGIN, bands[i].margin);
		report_row(r);
	}
	return report_close(r, 0, e);
}

static const struct option options[] = {REPORT_EXPR, {0}};

static const struct verb verb_discounts = {
	.name = "discounts",
	.summary = "which discounts win: quotes by percent off the list value",
	.synopsis = "[WORD]...",
	.options = options,
	.mode = VERB_SCAN | VERB_VIEW | VERB_REPORT | VERB_PAGE | VERB_MAIL,
	.run = discounts_run,
	.complete = "words",
};

static const struct program program = {
	.name = "pipe-report",
	.summary = "figures of what was sold, and how",
	.entity = E_QUOTE,
	.verbs = (const struct verb *const[]){&verb_discounts, NULL},
	.examples =
		"pipe report discounts\n"
		"pipe report discounts owner:anna sent:this-year\n",
};

int
main(int argc, char **argv)
{
	return cli_main(&program, argc, argv);
}
