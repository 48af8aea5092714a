/* Lines of quotes: their rows, and what is looked up for them. */
#include "model/price.h"
#include "model/product.h"
#include "model/quote_part.h"
#include "model/rule.h"

#define AT(member) offsetof(struct line, member)
#define FIGURE .type = T_MONEY, .flags = F_SYSTEM

static const struct field fields[] = {
	FIELDS_COMMON,
	{.tag = LINE_QUOTE, .name = "quote", .type = T_REF, .ref = E_QUOTE,
		.flags = F_REQUIRED | F_INDEX | F_FIXED | F_WORD,
		.at = AT(quote), .help = "quote it is part of"},
	{.tag = LINE_POSITION, .name = "position", .type = T_INT,
		.at = AT(position), .help = "its place, from 1"},
	{.tag = LINE_PRODUCT, .name = "product", .type = T_REF,
		.ref = E_PRODUCT, .flags = F_INDEX, .at = AT(product),
		.help = "product; without one, free text"},
	{.tag = LINE_TEXT, .name = "text", .type = T_LINE,
		.flags = F_NAME | F_WORD, .at = AT(text),
		.help = "what it says; unless given the product's name"},
	{.tag = LINE_QUANTITY, .name = "quantity", .type = T_DECIMAL,
		.at = AT(quantity), .help = "how many"},
	{.tag = LINE_UNIT, .name = "unit", .type = T_LINE, .flags = F_DICT,
		.at = AT(unit), .help = "piece, hour, seat"},
	{.tag = LINE_PRICE, .name = "price", .type = T_PRICE,
		.at = AT(price), .help = "price of one"},
	{.tag = LINE_DISCOUNT, .name = "discount", .type = T_PERCENT,
		.at = AT(discount), .help = "off the line, percent"},
	{.tag = LINE_DISCOUNT_AMOUNT, .name = "discount_amount",
		.type = T_MONEY, .at = AT(discount_amount),
		.help = "off the line, money"},
	{.tag = LINE_TAX, .name = "tax", .type = T_ENUM, .flags = F_DICT,
		.choices = "@tax_class", .at = AT(tax), .help = "tax class"},
	{.tag = LINE_INTERVAL, .name = "interval", .type = T_ENUM,
		.flags = F_DICT, .choices = "month,year", .at = AT(interval),
		.help = "how often it recurs"},
	{.tag = LINE_CHOICE, .name = "choice", .type = T_ENUM,
		.flags = F_DICT, .choices = "optional,alternative",
		.at = AT(choice), .help = "offered beside what counts"},
	{.tag = LINE_COST, .name = "cost", .type = T_PRICE, .at = AT(cost),
		.help = "cost of one"},
	{.tag = LINE_LIST, .name = "list", .type = T_PRICE, .at = AT(list),
		.help = "list price of one"},
	{.tag = LINE_CURRENCY, .name = "currency", .type = T_CURRENCY,
		.flags = F_DICT | F_SYSTEM, .at = AT(currency),
		.help = "currency of its money"},
	{.tag = LINE_PRICE_BY, .name = "price_by", .type = T_ENUM,
		.flags = F_DICT | F_SYSTEM,
		.choices = "explicit,customer,segment,book,list",
		.at = AT(price_by), .help = "where the price is from"},
	{.tag = LINE_PRICE_ENTRY, .name = "price_entry", .type = T_REF,
		.ref = E_PRICE, .flags = F_SYSTEM, .at = AT(price_entry),
		.help = "price of a book it is"},
	{.tag = LINE_RATES, .name = "rates", .type = T_LINE,
		.flags = F_SYSTEM | F_DICT, .at = AT(rates),
		.help = "taxes on it: name:category:percent:reason:text"},
	{.tag = LINE_NET, .name = "net", FIGURE, .at = AT(net),
		.help = "without taxes, all discounts taken off"},
	{.tag = LINE_TAX_AMOUNT, .name = "tax_amount", FIGURE,
		.at = AT(tax_amount), .help = "taxes"},
	{.tag = LINE_TOTAL, .name = "total", FIGURE, .at = AT(total),
		.help = "net and taxes"},
	{.tag = LINE_MARGIN, .name = "margin", FIGURE, .at = AT(margin),
		.help = "net less cost"},
	{.tag = LINE_VARIANCE, .name = "variance", FIGURE,
		.at = AT(variance), .help = "price against list price"},
	FIELDS_COMMON_END,
};

static int
wrong(const struct quote *q, const struct line *l, const char *what,
	struct err *e)
{
	return err_set(e, ERR_DATA, "%.*s: line %lld: %s",
		STR_SHORT(q->number), (long long)l->position, what);
}

static int
last_position(struct model *m, int64_t quote, int64_t *last, struct err *e)
{
	const struct entity *en = model_entity(m, E_LINE);
	struct ids ids = {0};
	int rc = tx_find(m->tx, en, entity_tag(en, LINE_QUOTE),
		(union val){.i = quote}, &ids, e);

	*last = 0;
	for (size_t i = 0; rc == 0 && i < ids.list.n; i++) {
		struct line *l = record_new(en, m->arena);

		rc = tx_get(m->tx, en, ids.list.v[i], l, e);
		if (rc == 0 && l->position > *last)
			*last = l->position;
	}
	ARR_FREE(&ids.list);
	return rc;
}

static int
check_sold(struct model *m, const struct product *p, struct err *e)
{
	int rc = m->importing ? 0
		: model_live(m, model_entity(m, E_PRODUCT), p, e);

	if (rc || m->importing || p->active != 0)
		return rc;
	err_set(e, ERR_DATA, "product/%.*s: is not sold at present",
		STR_SHORT(p->sku));
	return err_hint(e, "try: pipe product set %.*s --active yes",
		STR_SHORT(p->sku));
}

/* What the product knows, where the line does not say otherwise; of one that
 * it had before nothing comes back that was taken off. */
static int
fill_product(struct model *m, const struct quote *q, const struct line *was,
	struct line *l, struct err *e)
{
	const struct product *p;
	void *rec;
	bool same;
	int rc = model_get(m, model_entity(m, E_PRODUCT), l->product, &rec, e);

	if (rc)
		return rc;
	p = rec;
	same = str_eq(p->currency, q->currency);
	if (!l->text.p)
		l->text = p->name;
	if (was && was->product == l->product)
		return 0;
	rc = check_sold(m, p, e);
	if (rc)
		return rc;
	if (!l->unit.p && !rule_said(m, l, LINE_UNIT))
		l->unit = p->unit;
	if (!l->tax.p && !rule_said(m, l, LINE_TAX))
		l->tax = p->tax;
	if (!l->interval.p && !rule_said(m, l, LINE_INTERVAL))
		l->interval = p->interval;
	if (l->cost == NUM_NULL && same && !rule_said(m, l, LINE_COST))
		l->cost = p->cost;
	if (l->list == NUM_NULL && same && !rule_said(m, l, LINE_LIST))
		l->list = p->price;
	return 0;
}

int
quote_line_price(struct model *m, const struct quote *q, struct line *l,
	struct err *e)
{
	struct price_case when = {
		.product = l->product,
		.account = q->account,
		.quantity = l->quantity,
		.currency = q->currency,
		.day = q->day == NUM_NULL ? zone_day(m->cal.zone, m->at)
					  : q->day,
	};
	struct price_found found;
	int rc = price_find(m, &when, &found, e);

	if (rc)
		return rc;
	l->price = found.price;
	l->price_by = found.by;
	l->price_entry = found.entry;
	if (l->price != NUM_NULL)
		return 0;
	wrong(q, l, "there is no price", e);
	return err_hint(e, "give one in %.*s by --price, or put one into a "
		"price book", STR_F(q->currency));
}

static int
fill(struct model *m, const struct quote *q, const struct line *was,
	struct line *l, struct err *e)
{
	int64_t one;
	int rc = dec_make(1, 0, &one, e);

	l->currency = q->currency;
	if (l->quantity == NUM_NULL)
		l->quantity = one;
	if (rc == 0 && l->position == NUM_NULL) {
		rc = last_position(m, q->common.id, &l->position, e);
		l->position++;
	}
	if (rc == 0 && l->product != NUM_NULL)
		rc = fill_product(m, q, was, l, e);
	if (rc)
		return rc;
	/* what comes in was decided elsewhere */
	if (!was && !l->tax.p && !m->importing && !rule_said(m, l, LINE_TAX))
		l->tax = m->policy->documents.tax;
	if (l->price != NUM_NULL) {
		if (!l->price_by.p || l->product == NUM_NULL) {
			l->price_by = STR("explicit");
			l->price_entry = NUM_NULL;
		}
		return 0;
	}
	if (l->product == NUM_NULL)
		return wrong(q, l, "free text needs a price: --price", e);
	return quote_line_price(m, q, l, e);
}

static int
check_numbers(struct model *m, const struct quote *q, struct line *l,
	struct err *e)
{
	enum { ALL = 10000 };

	if (l->discount != NUM_NULL && l->discount_amount != NUM_NULL) {
		if (rule_said(m, l, LINE_DISCOUNT) ==
			rule_said(m, l, LINE_DISCOUNT_AMOUNT))
			return wrong(q, l, "discount is a percentage or an "
				"amount, not both", e);
		if (rule_said(m, l, LINE_DISCOUNT))
			l->discount_amount = NUM_NULL;
		else
			l->discount = NUM_NULL;
	}
	if (l->discount != NUM_NULL && (l->discount < 0 || l->discount > ALL))
		return wrong(q, l, "discount is not within 0 and 100 percent",
			e);
	if (l->position < 1)
		return wrong(q, l, "positions count from 1", e);
	return l->text.p ? 0 : wrong(q, l, "says nothing: --text", e);
}

/* A price that was found goes by quantity and product. */
static bool
price_moves(const struct line *was, const struct line *l)
{
	return l->product != NUM_NULL && !str_is(l->price_by, "explicit") &&
		was->price == l->price && (was->product != l->product ||
			was->quantity != l->quantity);
}

/* Nothing that is offered. */
static bool
is_same(const struct model *m, const struct line *was, const struct line *l)
{
	const struct entity *en = model_entity(m, E_LINE);
	bool same = was->common.archived == l->common.archived;

	for (size_t i = 0; same && i < en->nfields; i++)
		if (en->fields[i].tag >= TAG_OWN &&
			en->fields[i].tag < TAG_CUSTOM)
			same = field_same(&en->fields[i], was, l);
	return same;
}

static int
line_check(void *ctx, const void *before, void *after, struct err *e)
{
	struct model *m = ctx;
	const struct line *was = before;
	struct line *l = after;
	const struct quote *q;
	void *rec;
	int rc;

	if (l->quote == NUM_NULL || m->settling || (was && is_same(m, was, l)))
		return 0;
	/* what comes in from elsewhere may be of what was sent there */
	rc = m->importing && !was ? 0 : quote_check_draft(m, l->quote, e);
	if (rc == 0)
		rc = model_get(m, model_entity(m, E_QUOTE), l->quote, &rec, e);
	if (rc)
		return rc;
	q = rec;
	if (l->currency.p && !str_eq(l->currency, q->currency))
		return wrong(q, l, "is in another currency than the quote", e);
	if (was && was->product != l->product && l->product != NUM_NULL) {
		l->text = rule_said(m, l, LINE_TEXT) ? l->text : STR_NULL;
		l->cost = rule_said(m, l, LINE_COST) ? l->cost : NUM_NULL;
		l->list = rule_said(m, l, LINE_LIST) ? l->list : NUM_NULL;
		l->tax = rule_said(m, l, LINE_TAX) ? l->tax : STR_NULL;
		l->unit = rule_said(m, l, LINE_UNIT) ? l->unit : STR_NULL;
		l->interval = rule_said(m, l, LINE_INTERVAL) ? l->interval
							     : STR_NULL;
	}
	if (was && was->price != l->price && l->price != NUM_NULL &&
		str_eq(was->price_by, l->price_by)) {
		l->price_by = STR("explicit");
		l->price_entry = NUM_NULL;
	} else if (was && price_moves(was, l)) {
		l->price = NUM_NULL;
	}
	rc = fill(m, q, was, l, e);
	return rc ? rc : check_numbers(m, q, l, e);
}

const struct entity line_entity = {
	.number = E_LINE,
	.name = "line",
	.plural = "lines",
	.summary = "a line of a quote",
	.fields = fields,
	.nfields = sizeof fields / sizeof *fields,
	.size = sizeof(struct line),
	.title = LINE_TEXT,
	.currency = LINE_CURRENCY,
	.parent = LINE_QUOTE,
	.columns = "id,quote,position,product,text,quantity,price,discount,"
		"net,choice",
	.check = line_check,
};
