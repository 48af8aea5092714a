/* Another quote that offers the same. */
#include "model/quote.h"

/* As they are, though the product may say otherwise. */
static void
keep_terms(struct model *m, struct line *l)
{
	static const uint16_t tags[] = {LINE_UNIT, LINE_TAX, LINE_INTERVAL};
	const struct entity *en = model_entity(m, E_LINE);

	for (size_t i = 0; i < sizeof tags / sizeof *tags; i++) {
		const struct field *f = entity_tag(en, tags[i]);
		union val v = field_get(f, l);

		model_assign(m, l, f, field_is_null(f, l) ? NULL : &v);
	}
}

static int
clone_line(struct model *m, const struct line *from, int64_t quote,
	struct err *e)
{
	const struct entity *en = model_entity(m, E_LINE);
	struct line *l = record_copy(en, from, m->arena);
	struct line *blank = record_new(en, m->arena);
	enum saved how;

	l->common = blank->common;
	l->quote = quote;
	l->rates = STR_NULL;
	if (!str_is(l->price_by, "explicit")) {
		l->price = l->price_entry = NUM_NULL;
		l->price_by = STR_NULL;
		if (l->product != NUM_NULL)
			l->cost = l->list = NUM_NULL;
	}
	keep_terms(m, l);
	return model_save(m, en, l, &how, e);
}

int
quote_clone(struct model *m, const struct quote *from, int64_t deal,
	int64_t *id, struct err *e)
{
	const struct entity *en = model_entity(m, E_QUOTE);
	struct quote *q = record_new(en, m->arena);
	struct quote_sheet s;
	enum saved how;
	int rc = quote_load(m, from->common.id, &s, e);

	if (rc == 0)
		rc = model_defaults(m, en, q, e);
	if (rc)
		return rc;
	q->deal = deal == NUM_NULL ? from->deal : deal;
	if (deal == NUM_NULL || deal == from->deal) {
		q->account = from->account;
		q->contact = from->contact;
	}
	q->name = from->name;
	q->currency = from->currency;
	q->terms = from->terms;
	q->discount = from->discount;
	q->discount_amount = from->discount_amount;
	q->prices = from->prices;
	q->tax_by = from->tax_by;
	q->rounding = from->rounding;
	q->notes = from->notes;
	q->language = from->language;
	rc = model_save(m, en, q, &how, e);
	*id = q->common.id;
	for (size_t i = 0; rc == 0 && i < s.n; i++)
		rc = clone_line(m, s.lines[i], q->common.id, e);
	return rc;
}
