#include "report/exchange.h"
#include "report/worth.h"

enum stage_type
stage_kind(const struct policy *p, struct str pipeline, struct str stage)
{
	const struct stage *s = stage.p ? policy_stage(p, pipeline, stage)
					: NULL;

	return s ? s->kind : STAGE_OPEN;
}

enum category
category_in(enum stage_type kind, struct str word)
{
	enum category c = category_of(word);

	if (kind == STAGE_WON)
		return CAT_CLOSED;
	return c == CAT_CLOSED ? CAT_COMMIT : c;
}

/* Decimals in millionths; what is finer is rounded. */
static int
millionths(int64_t dec, int64_t *out, struct err *e)
{
	return num_muldec(INT64_C(1000000), dec, out, e);
}

/* By a measure; NUM_NULL: nothing is known. */
static int
amount_of(enum measure measure, const struct deal *d, int64_t *out,
	struct err *e)
{
	switch (measure) {
	case MEASURE_AMOUNT: *out = d->amount; return 0;
	case MEASURE_RECURRING: *out = d->recurring; return 0;
	case MEASURE_COUNT: *out = 1000000; return 0;
	case MEASURE_QUANTITY: break;
	}
	*out = NUM_NULL;
	return d->quantity == NUM_NULL ? 0 : millionths(d->quantity, out, e);
}

int64_t
deal_day(const struct model *m, enum forecast_date date,
	const struct deal *d, enum stage_type kind)
{
	int64_t at = date == DATE_CREATED ? d->common.created : d->closed;

	if (date == DATE_CLOSE && kind == STAGE_OPEN)
		return d->close;
	return at == NUM_NULL ? NUM_NULL : zone_day(m->cal.zone, at);
}

int
deal_worth(struct model *m, struct exchange *x,
	const struct forecast_spec *spec, const struct deal *d,
	struct worth *out, struct err *e)
{
	enum stage_type kind = stage_kind(m->policy, d->pipeline, d->stage);
	const struct currency *own = &number_unit;
	int rc;

	if (measure_money(spec->measure))
		own = record_currency(model_entity(m, E_DEAL), d,
			m->policy->base);
	*out = (struct worth){
		.kind = kind,
		.category = category_in(kind, d->category),
		.day = deal_day(m, spec->date, d, kind),
		.own = own,
		.money = own,
	};
	rc = amount_of(spec->measure, d, &out->amount, e);
	out->value = out->amount;
	if (x)
		out->money = exchange_to(x);
	if (rc == 0 && x && out->amount != NUM_NULL) {
		rc = exchange_deal(x, d, kind, out->amount, own, &out->value,
			e);
		out->unrated = out->value == NUM_NULL;
		out->used = *exchange_used(x);
	}
	if (rc || out->value == NUM_NULL || d->probability == NUM_NULL)
		return rc;
	return money_weigh(out->value, d->probability, &out->weighted, e);
}
