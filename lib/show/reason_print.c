#include "show/reason_print.h"

#include "model/deal.h"
#include "model/adjustment.h"
#include "model/quota.h"
#include "model/submission.h"
#include "report/origin.h"
#include "show/figures.h"

enum { NODE, RECORD, NAME, DAY, STAGE, CURRENCY, AMOUNT, AMOUNT_OP,
	PROBABILITY, PROBABILITY_BY, PROBABILITY_OP, STAGE_OP, UNIT, VALUE,
	BY, MESSAGE, RATE, RATE_DAY, NOTES, NCOLS };

#define OP_COLUMN(word)                                                        \
	{.name = word, .json = JSON_NUMBER, .right = true, .keep = true}

static const struct column columns[NCOLS] = {
	[NODE] = {.name = "node", .keep = true},
	[RECORD] = {.name = "record", .keep = true},
	[NAME] = {.name = "name"},
	[DAY] = {.name = "day", .keep = true},
	[STAGE] = {.name = "stage"},
	[CURRENCY] = {.name = "currency", .title = "CUR", .keep = true},
	[AMOUNT] = {.name = "amount", .right = true, .keep = true,
		.money = true},
	[AMOUNT_OP] = OP_COLUMN("amount_op"),
	[PROBABILITY] = {.name = "probability", .title = "PROB",
		.json = JSON_NUMBER, .right = true, .keep = true},
	[PROBABILITY_BY] = {.name = "probability_by", .title = "BY"},
	[PROBABILITY_OP] = OP_COLUMN("probability_op"),
	[STAGE_OP] = OP_COLUMN("stage_op"),
	[UNIT] = {.name = "unit", .keep = true},
	[VALUE] = {.name = "value", .right = true, .keep = true},
	[BY] = {.name = "by"},
	[MESSAGE] = {.name = "message"},
	[RATE] = {.name = "rate", .json = JSON_NUMBER, .right = true},
	[RATE_DAY] = {.name = "rate_day", .keep = true},
	[NOTES] = REPORT_NOTES,
};

struct telling {
	struct cli *c;
	struct report *r;
	const struct entity *en;
	const struct reason *reason;
	const struct origin *by_tag;
	bool count; /* the figure is a number of deals */
};

static void
put_op(const struct telling *t, int at, unsigned tag)
{
	if (t->by_tag[tag].op)
		report_int(t->r, at, (int64_t)t->by_tag[tag].op);
}

static void
put_deal(const struct telling *t, const struct deal *d)
{
	struct report *r = t->r;
	const struct currency *money = record_currency(t->en, d,
		t->c->model.policy->base);
	bool closed = d->closed != NUM_NULL;

	report_text(r, NAME, d->name);
	report_day(r, DAY, closed ? zone_day(t->c->model.cal.zone, d->closed)
				  : d->close);
	report_text(r, STAGE, d->stage);
	report_cstr(r, CURRENCY, money->code);
	report_money(r, AMOUNT, d->amount, money);
	put_op(t, AMOUNT_OP, DEAL_AMOUNT);
	if (d->probability != NUM_NULL)
		value_print(&t->c->model.scope,
			entity_tag(t->en, DEAL_PROBABILITY),
			(union val){.i = d->probability}, money,
			report_buf(r, PROBABILITY));
	report_text(r, PROBABILITY_BY, d->probability_by);
	put_op(t, PROBABILITY_OP, DEAL_PROBABILITY);
	put_op(t, STAGE_OP, DEAL_STAGE);
	if (t->reason->used.nlegs) {
		dec_print(rate_used_decimal(&t->reason->used),
			report_buf(r, RATE));
		report_day(r, RATE_DAY, t->reason->used.day);
	}
}

static void
put_quota(const struct telling *t, const struct quota *q)
{
	report_text(t->r, NAME, q->period);
	report_text(t->r, CURRENCY, q->currency);
	if (q->value != NUM_NULL)
		report_money(t->r, AMOUNT, q->value,
			t->reason->money);
	put_op(t, AMOUNT_OP, figure_is_money(q->measure) ? QUOTA_VALUE
							 : QUOTA_NUMBER);
}

static void
put_figure(const struct telling *t, const struct figure *f, struct str note)
{
	const struct currency *c = f->currency.p ? currency_find(f->currency)
						 : NULL;

	report_text(t->r, NAME, note);
	report_text(t->r, CURRENCY, f->currency);
	if (c)
		report_money(t->r, AMOUNT, f->value, c);
}

static void
put_adjustment(const struct telling *t, const struct adjustment *a)
{
	put_figure(t, &a->figure, a->note);
	report_text(t->r, STAGE, a->by);
	put_op(t, AMOUNT_OP, ADJUSTMENT_VALUE);
}

static void
put_call(const struct telling *t, const struct submission *s)
{
	put_figure(t, &s->figure, s->note);
	put_op(t, AMOUNT_OP, SUBMISSION_VALUE);
}

/* The field that has what it adds. */
static unsigned
value_tag(int entity)
{
	switch (entity) {
	case E_DEAL: return DEAL_AMOUNT;
	case E_QUOTA: return QUOTA_VALUE;
	case E_ADJUSTMENT: return ADJUSTMENT_VALUE;
	default: return SUBMISSION_SAID;
	}
}

/* Who set what it adds, and why. */
static int
put_author(const struct telling *t, struct err *e)
{
	unsigned tag = value_tag(t->reason->entity);
	struct op op;
	int rc;

	if (!t->by_tag[tag].op)
		return 0;
	rc = tx_op(t->c->model.tx, t->by_tag[tag].op, &op, e);
	if (rc)
		return rc;
	cli_actor(t->c, &op, report_buf(t->r, BY));
	report_text(t->r, MESSAGE, op.message);
	return 0;
}

static int
put(struct telling *t, struct err *e)
{
	struct model *m = &t->c->model;
	struct origin *by_tag;
	void *rec;
	int rc;

	t->en = model_entity(m, t->reason->entity);
	rc = model_get(m, t->en, t->reason->id, &rec, e);
	if (rc == 0)
		rc = origins_of(m, t->en, t->reason->id, &t->c->arena, &by_tag,
			e);
	if (rc)
		return rc;
	t->by_tag = by_tag;
	report_text(t->r, NODE, t->reason->node);
	model_ref_text(m, t->en, t->reason->id, report_buf(t->r, RECORD));
	switch (t->reason->entity) {
	case E_DEAL: put_deal(t, rec); break;
	case E_QUOTA: put_quota(t, rec); break;
	case E_ADJUSTMENT: put_adjustment(t, rec); break;
	default: put_call(t, rec);
	}
	report_cstr(t->r, UNIT, t->reason->money->code);
	if (t->count)
		report_int(t->r, VALUE, t->reason->value);
	else if (t->reason->value != NUM_NULL)
		unit_print(t->reason->value, t->reason->money,
			report_buf(t->r, VALUE));
	rc = put_author(t, e);
	report_row(t->r);
	return rc;
}

/* "won of rep/anna, 2026Q4: 27302.00 EUR" */
static void
note_sums(const struct ask *a, enum metric metric, const struct explained *x,
	const struct telling *t, struct buf *out)
{
	size_t bare = 0, deals = 0;

	for (size_t i = 0; i < x->nsums; i++) {
		buf_fmt(out, "%s of %.*s, %s: ", metric_word(metric),
			STR_F(x->node), x->period->label);
		if (x->sums[i].value == NUM_NULL)
			buf_cstr(out, "empty");
		else if (t->count)
			buf_int(out, x->sums[i].value);
		else
			unit_print(x->sums[i].value, x->sums[i].money, out);
		if (x->sums[i].money->code[0])
			buf_fmt(out, " %s", x->sums[i].money->code);
		buf_char(out, '\n');
	}
	if (report_tells(t->r))
		ask_notes(a, out);
	for (size_t i = 0; i < x->n; i++) {
		deals += x->reasons[i].entity == E_DEAL;
		bare += x->reasons[i].value == NUM_NULL;
	}
	if (bare)
		buf_fmt(out, "%zu of %zu deals %s no amount, or no rate\n",
			bare, deals, bare == 1 ? "has" : "have");
}

int
reasons_print(const struct ask *a, enum metric metric,
	const struct explained *x, struct err *e)
{
	struct telling t = {.c = a->c, .count = metric == METRIC_DEALS_WON ||
		metric == METRIC_DEALS_OPEN};
	struct buf notes = {0};
	int rc;

	cli_title(a->c, "Explain %s of %.*s, %s", metric_word(metric),
		STR_F(x->node), x->period->label);
	rc = report_open(&t.r, a->c, columns, NCOLS, REPORT_ALL, e);
	if (rc)
		return rc;
	note_sums(a, metric, x, &t, &notes);
	report_notes(t.r, buf_view(&notes));
	for (size_t i = 0; rc == 0 && i < x->n; i++) {
		t.reason = &x->reasons[i];
		rc = put(&t, e);
	}
	buf_free(&notes);
	return report_close(t.r, rc, e);
}
