#include "model/quota.h"
#include "model/rule.h"

#define AT(member) offsetof(struct quota, member)

static const struct field fields[] = {
	FIELDS_COMMON,
	{.tag = QUOTA_HOLDER, .name = "holder", .type = T_ANYREF,
		.flags = F_REQUIRED | F_INDEX, .at = AT(holder),
		.help = "rep or team: rep/anna"},
	{.tag = QUOTA_PERIOD, .name = "period", .type = T_LINE,
		.flags = F_REQUIRED | F_DICT, .at = AT(period),
		.help = "period: 2026Q4, FY27Q2, 2026-10"},
	{.tag = QUOTA_VALUE, .name = "value", .type = T_MONEY,
		.at = AT(value), .help = "money to sell"},
	{.tag = QUOTA_CURRENCY, .name = "currency", .type = T_CURRENCY,
		.flags = F_DICT, .at = AT(currency),
		.help = "currency of value"},
	{.tag = QUOTA_NUMBER, .name = "number", .type = T_DECIMAL,
		.at = AT(number), .help = "quantity or count to sell"},
	{.tag = QUOTA_MEASURE, .name = "measure", .type = T_ENUM,
		.flags = F_REQUIRED | F_DICT,
		.choices = "amount,quantity,count,recurring",
		.at = AT(measure), .help = "what is counted"},
	{.tag = QUOTA_SELECTOR, .name = "selector", .type = T_LINE,
		.flags = F_DICT, .at = AT(selector),
		.help = "deals that count: product:GTX-PRO"},
	{.tag = QUOTA_FROM, .name = "from", .type = T_DAY,
		.flags = F_SYSTEM, .at = AT(from),
		.help = "first day of the period"},
	{.tag = QUOTA_TO, .name = "to", .type = T_DAY, .flags = F_SYSTEM,
		.at = AT(to), .help = "day after the period"},
	{.tag = QUOTA_REASON, .name = "reason", .type = T_LINE,
		.at = AT(reason), .help = "why it was set so"},
	FIELDS_COMMON_END,
};

const struct entity quota_entity = {
	.number = E_QUOTA,
	.name = "quota",
	.plural = "quotas",
	.summary = "what a rep or team is to sell in a period",
	.fields = fields,
	.nfields = sizeof fields / sizeof *fields,
	.size = sizeof(struct quota),
	.title = QUOTA_PERIOD,
	.currency = QUOTA_CURRENCY,
	.columns = "id,holder,period,measure,value,currency,number",
};
