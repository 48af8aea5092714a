/* The deals behind the figures. */
#include "model/deal.h"
#include "show/figures.h"

enum { PERIOD, NODE, ID, NAME, ACCOUNT, OWNER, PIPELINE, STAGE, STATUS,
	CATEGORY, CATEGORY_BY, DAY, CURRENCY, AMOUNT, PROBABILITY,
	PROBABILITY_BY, RATE, RATE_DAY,
	MONEY, VALUE, WEIGHTED, UNRATED, NOTES, NCOLS };

static const struct column columns[NCOLS] = {
	[PERIOD] = {.name = "period", .keep = true},
	[NODE] = {.name = "node", .keep = true},
	[ID] = {.name = "id", .json = JSON_NUMBER, .right = true,
		.keep = true},
	[NAME] = {.name = "name"},
	[ACCOUNT] = {.name = "account", .json = JSON_NUMBER,
		.right = true},
	[OWNER] = {.name = "owner"},
	[PIPELINE] = {.name = "pipeline"},
	[STAGE] = {.name = "stage"},
	[STATUS] = {.name = "status"},
	[CATEGORY] = {.name = "category"},
	[CATEGORY_BY] = {.name = "category_by", .title = "BY"},
	[DAY] = {.name = "day", .keep = true},
	[CURRENCY] = {.name = "currency", .title = "CUR", .keep = true},
	[AMOUNT] = {.name = "amount", .right = true, .keep = true,
		.money = true},
	[PROBABILITY] = {.name = "probability", .title = "PROB",
		.json = JSON_NUMBER, .right = true, .keep = true},
	[PROBABILITY_BY] = {.name = "probability_by", .title = "BY"},
	[RATE] = {.name = "rate", .json = JSON_NUMBER, .right = true},
	[RATE_DAY] = {.name = "rate_day", .keep = true},
	[MONEY] = {.name = "unit", .keep = true},
	[VALUE] = {.name = "value", .right = true, .keep = true},
	[WEIGHTED] = {.name = "weighted", .right = true, .keep = true},
	[UNRATED] = {.name = "unrated", .title = "NO RATE",
		.json = JSON_BOOL},
	[NOTES] = REPORT_NOTES,
};

static void
put_deal(struct report *r, struct cli *c, const struct deal *d)
{
	const struct entity *en = model_entity(&c->model, E_DEAL);
	const struct currency *money = record_currency(en, d,
		c->model.policy->base);

	report_int(r, ID, d->common.id);
	report_text(r, NAME, d->name);
	report_ref(r, ACCOUNT, E_ACCOUNT, d->account);
	report_ref(r, OWNER, E_REP, d->owner);
	report_text(r, PIPELINE, d->pipeline);
	report_text(r, STAGE, d->stage);
	report_text(r, STATUS, d->status);
	report_text(r, CATEGORY_BY, d->category_by);
	report_cstr(r, CURRENCY, money->code);
	report_money(r, AMOUNT, d->amount, money);
	if (d->probability != NUM_NULL)
		value_print(&c->model.scope,
			entity_tag(en, DEAL_PROBABILITY),
			(union val){.i = d->probability}, money,
			report_buf(r, PROBABILITY));
	report_text(r, PROBABILITY_BY, d->probability_by);
}

static int
put(struct report *r, struct cli *c, const struct forecast_deal *f,
	struct err *e)
{
	void *rec;
	int rc = model_get(&c->model, model_entity(&c->model, E_DEAL), f->id,
		&rec, e);

	if (rc)
		return rc;
	report_cstr(r, PERIOD, f->period ? f->period->label : "undated");
	report_text(r, NODE, f->node);
	put_deal(r, c, rec);
	report_cstr(r, CATEGORY, category_word(f->category));
	report_day(r, DAY, f->day);
	if (f->used.nlegs) {
		dec_print(rate_used_decimal(&f->used), report_buf(r, RATE));
		report_day(r, RATE_DAY, f->used.day);
	}
	report_cstr(r, MONEY, f->money->code);
	if (f->value != NUM_NULL) {
		unit_print(f->value, f->money, report_buf(r, VALUE));
		unit_print(f->weighted, f->money, report_buf(r, WEIGHTED));
	}
	report_bool(r, UNRATED, f->unrated);
	report_row(r);
	return 0;
}

int
detail_print(const struct ask *a, const struct forecast *f, struct str notes,
	struct err *e)
{
	struct buf lines = {0};
	struct report *r;
	int rc;

	figures_title(a, "Deals of the forecast");
	rc = report_open(&r, a->c, columns, NCOLS, REPORT_ALL, e);
	if (rc)
		return rc;
	if (report_tells(r))
		ask_notes(a, &lines);
	forecast_notes(f, &lines);
	buf_str(&lines, notes);
	report_notes(r, buf_view(&lines));
	for (size_t i = 0; rc == 0 && i < f->ndeals; i++)
		rc = put(r, a->c, &f->deals[i], e);
	buf_free(&lines);
	return report_close(r, rc, e);
}
