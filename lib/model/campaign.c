#include "model/campaign.h"
#include "model/rule.h"

#define AT(member) offsetof(struct campaign, member)

static const struct field fields[] = {
	FIELDS_COMMON,
	{.tag = CAMPAIGN_NAME, .name = "name", .type = T_LINE,
		.flags = F_REQUIRED | F_INDEX | F_WORD | F_NAME,
		.at = AT(name), .help = "name"},
	{.tag = CAMPAIGN_CHANNEL, .name = "channel", .type = T_LINE,
		.flags = F_DICT, .at = AT(channel),
		.help = "mail, fair, web, phone"},
	{.tag = CAMPAIGN_STATUS, .name = "status", .type = T_ENUM,
		.flags = F_DICT, .choices = "planned,active,completed,aborted",
		.at = AT(status), .help = "where it stands"},
	{.tag = CAMPAIGN_START, .name = "start", .type = T_DAY,
		.at = AT(start), .help = "first day"},
	{.tag = CAMPAIGN_END, .name = "end", .type = T_DAY, .at = AT(end),
		.help = "last day"},
	{.tag = CAMPAIGN_BUDGET, .name = "budget", .type = T_MONEY,
		.at = AT(budget), .help = "what it may cost"},
	{.tag = CAMPAIGN_COST, .name = "cost", .type = T_MONEY,
		.at = AT(cost), .help = "what it did cost"},
	{.tag = CAMPAIGN_EXPECTED_REVENUE, .name = "expected_revenue",
		.type = T_MONEY, .at = AT(expected_revenue),
		.help = "what it shall bring in"},
	{.tag = CAMPAIGN_CURRENCY, .name = "currency", .type = T_CURRENCY,
		.flags = F_DICT, .at = AT(currency),
		.help = "currency of its money"},
	{.tag = CAMPAIGN_PARENT, .name = "parent", .type = T_REF,
		.ref = E_CAMPAIGN, .at = AT(parent),
		.help = "campaign it is part of"},
	FIELDS_COMMON_END,
};

static int
check_days(struct model *m, const struct entity *en, const struct campaign *c,
	struct err *e)
{
	struct str who;

	if (c->start == NUM_NULL || c->end == NUM_NULL || c->start <= c->end)
		return 0;
	who = rule_subject(m, en, c);
	return err_set(e, ERR_DATA, "%.*s: end is before start",
		STR_SHORT(who));
}

static int
campaign_check(void *ctx, const void *before, void *after, struct err *e)
{
	const struct entity *en = model_entity(ctx, E_CAMPAIGN);
	const struct campaign *c = after;
	int rc = rule_money(ctx, en, before, after, e);

	if (rc == 0)
		rc = rule_parent(ctx, en, CAMPAIGN_PARENT, before, after, e);
	return rc ? rc
		  : check_days(ctx, en, c, e);
}

const struct entity campaign_entity = {
	.number = E_CAMPAIGN,
	.name = "campaign",
	.plural = "campaigns",
	.summary = "a marketing effort that brings leads",
	.fields = fields,
	.nfields = sizeof fields / sizeof *fields,
	.size = sizeof(struct campaign),
	.title = CAMPAIGN_NAME,
	.currency = CAMPAIGN_CURRENCY,
	.columns = "id,name,channel,status,start,end",
	.check = campaign_check,
};
