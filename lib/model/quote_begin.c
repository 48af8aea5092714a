/* What a new quote goes by: its number, its deal, its account, the policy. */
#include "model/account.h"
#include "model/quote_part.h"
#include "model/rule.h"

/* The last one's count in the series of this year, 0: none. */
static int
last_serial(struct model *m, const struct entity *en, struct str pattern,
	int year, int64_t *serial, struct err *e)
{
	struct buf want = {0};
	int rc = 0;

	*serial = 0;
	for (int64_t id = tx_last_id(m->tx, en); rc == 0 && id > 0 && !*serial;
		id--) {
		struct quote *q = record_new(en, m->arena);

		rc = tx_get(m->tx, en, id, q, e);
		if (rc == ERR_NO) {
			rc = 0;
			continue;
		}
		if (rc || q->serial == NUM_NULL)
			continue;
		buf_reset(&want);
		series_number(pattern, q->serial, year, &want);
		if (str_eq(q->number, buf_view(&want)))
			*serial = q->serial;
	}
	buf_free(&want);
	return rc;
}

/* The next number of the series that nobody has. */
static int
number_next(struct model *m, struct quote *q, struct err *e)
{
	const struct entity *en = model_entity(m, E_QUOTE);
	struct str pattern = policy_series(m->policy, "quote");
	int64_t day = zone_day(m->cal.zone, m->at);
	struct ids ids = {0};
	struct buf text = {0};
	int year = day_split(day).year, rc;

	rc = last_serial(m, en, pattern, year, &q->serial, e);
	while (rc == 0) {
		buf_reset(&text);
		series_number(pattern, ++q->serial, year, &text);
		rc = tx_find(m->tx, en, entity_tag(en, QUOTE_NUMBER),
			(union val){.s = buf_view(&text)}, &ids, e);
		if (rc == 0 && !ids.list.n)
			break;
	}
	q->number = arena_str(m->arena, buf_view(&text));
	ARR_FREE(&ids.list);
	buf_free(&text);
	return rc;
}

/* What the deal knows already. */
static int
fill_from_deal(struct model *m, struct quote *q, struct err *e)
{
	const struct deal *d;
	void *rec;
	int rc = q->deal == NUM_NULL ? 0
		: model_get(m, model_entity(m, E_DEAL), q->deal, &rec, e);

	if (rc || q->deal == NUM_NULL)
		return rc;
	d = rec;
	if (q->account == NUM_NULL)
		q->account = d->account;
	if (q->contact == NUM_NULL)
		q->contact = d->contact;
	if (d->owner != NUM_NULL && !rule_said(m, q, QUOTE_OWNER))
		q->owner = d->owner;
	if (!q->currency.p)
		q->currency = d->currency;
	return 0;
}

/* What the account has agreed to. */
static int
fill_from_account(struct model *m, struct quote *q, struct err *e)
{
	const struct account *a;
	void *rec;
	int rc = q->account == NUM_NULL ? 0
		: model_get(m, model_entity(m, E_ACCOUNT), q->account, &rec,
			e);

	if (rc || q->account == NUM_NULL)
		return rc;
	a = rec;
	if (q->terms == NUM_NULL)
		q->terms = a->terms;
	if (!q->language.p)
		q->language = a->language;
	return 0;
}

int
quote_begin(struct model *m, struct quote *q, struct err *e)
{
	const struct document_policy *p = &m->policy->documents;
	int rc = fill_from_deal(m, q, e);

	if (rc == 0)
		rc = fill_from_account(m, q, e);
	if (q->terms == NUM_NULL)
		q->terms = p->terms;
	if (!q->currency.p)
		q->currency = str_of(m->policy->base->code);
	if (!q->prices.p)
		q->prices = p->prices;
	if (!q->tax_by.p)
		q->tax_by = p->tax_by;
	if (!q->rounding.p)
		q->rounding = p->rounding;
	if (q->version == NUM_NULL)
		q->version = 1;
	if (!q->status.p)
		q->status = STR("draft");
	if (q->valid_until == NUM_NULL)
		q->valid_until = zone_day(m->cal.zone, m->at) + p->valid;
	if (rc == 0 && !q->number.p)
		rc = number_next(m, q, e);
	return rc;
}
