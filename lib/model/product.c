#include "model/product.h"
#include "model/registry.h"
#include "model/rule.h"

#define AT(member) offsetof(struct product, member)

static const struct field fields[] = {
	FIELDS_COMMON,
	{.tag = PRODUCT_SKU, .name = "sku", .type = T_LINE,
		.flags = F_REQUIRED | F_UNIQUE | F_INDEX | F_WORD | F_NAME,
		.at = AT(sku), .help = "article number it goes by"},
	{.tag = PRODUCT_NAME, .name = "name", .type = T_LINE,
		.flags = F_REQUIRED | F_INDEX | F_NAME, .at = AT(name),
		.help = "name"},
	{.tag = PRODUCT_UNIT, .name = "unit", .type = T_LINE,
		.flags = F_DICT, .at = AT(unit), .help = "piece, hour, seat"},
	{.tag = PRODUCT_PRICE, .name = "price", .type = T_PRICE,
		.at = AT(price), .help = "list price of a unit"},
	{.tag = PRODUCT_COST, .name = "cost", .type = T_PRICE,
		.at = AT(cost), .help = "cost of a unit"},
	{.tag = PRODUCT_CURRENCY, .name = "currency", .type = T_CURRENCY,
		.flags = F_DICT, .at = AT(currency),
		.help = "currency of price and cost"},
	{.tag = PRODUCT_INTERVAL, .name = "interval", .type = T_ENUM,
		.flags = F_DICT, .choices = "month,year", .at = AT(interval),
		.help = "how often the price recurs"},
	{.tag = PRODUCT_TAX, .name = "tax", .type = T_ENUM, .flags = F_DICT,
		.choices = "@tax_class", .at = AT(tax), .help = "tax class"},
	{.tag = PRODUCT_STOCKED, .name = "stocked", .type = T_BOOL,
		.at = AT(stocked), .help = "kept in stock"},
	{.tag = PRODUCT_ACTIVE, .name = "active", .type = T_BOOL,
		.at = AT(active), .help = "sold at present"},
	{.tag = PRODUCT_DESCRIPTION, .name = "description", .type = T_TEXT,
		.at = AT(description), .help = "description"},
	FIELDS_COMMON_END,
};

void
product_defaults(struct model *m, void *rec)
{
	struct product *p = rec;

	(void)m;
	if (p->active == NUM_NULL)
		p->active = 1;
}

static int
product_check(void *ctx, const void *before, void *after, struct err *e)
{
	struct product *p = after;
	int rc = rule_key("sku", p->sku, e);

	product_defaults(ctx, p);
	return rc ? rc
		  : rule_money(ctx, model_entity(ctx, E_PRODUCT), before,
			    after, e);
}

const struct entity product_entity = {
	.number = E_PRODUCT,
	.name = "product",
	.plural = "products",
	.summary = "what is sold",
	.fields = fields,
	.nfields = sizeof fields / sizeof *fields,
	.size = sizeof(struct product),
	.key = PRODUCT_SKU,
	.title = PRODUCT_NAME,
	.currency = PRODUCT_CURRENCY,
	.columns = "sku,name,price,currency,interval,active",
	.check = product_check,
};
