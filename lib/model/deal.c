#include "model/deal.h"

#define AT(member) offsetof(struct deal, member)

#define CATEGORIES "omitted,pipeline,best_case,most_likely,commit,closed"

/* What derived fields are made of. */
#define OF(...) .needs = (const uint16_t[]){__VA_ARGS__, 0}
#define OF_STAGE OF(DEAL_PIPELINE, DEAL_STAGE)
#define OF_IDLE OF(DEAL_PIPELINE, DEAL_STAGE, DEAL_STAGE_SINCE, DEAL_TOUCHED)

static const struct field fields[] = {
	FIELDS_COMMON,
	{.tag = DEAL_NAME, .name = "name", .type = T_LINE,
		.flags = F_REQUIRED | F_WORD | F_NAME, .at = AT(name),
		.help = "name"},
	{.tag = DEAL_ACCOUNT, .name = "account", .type = T_REF,
		.ref = E_ACCOUNT, .flags = F_INDEX, .at = AT(account),
		.help = "account that buys"},
	{.tag = DEAL_CONTACT, .name = "contact", .type = T_REF,
		.ref = E_CONTACT, .flags = F_INDEX, .at = AT(contact),
		.help = "person to talk to"},
	{.tag = DEAL_PIPELINE, .name = "pipeline", .type = T_ENUM,
		.flags = F_REQUIRED | F_DICT, .choices = "@pipeline",
		.at = AT(pipeline), .help = "pipeline it runs through"},
	{.tag = DEAL_STAGE, .name = "stage", .type = T_ENUM,
		.flags = F_REQUIRED | F_DICT, .choices = "@stage",
		.at = AT(stage), .help = "stage it stands at"},
	{.tag = DEAL_STATUS, .name = "status", .type = T_ENUM,
		.flags = F_DERIVED, .choices = "open,won,lost", OF_STAGE,
		.at = AT(status), .help = "type of its stage"},
	{.tag = DEAL_AMOUNT, .name = "amount", .type = T_MONEY,
		.at = AT(amount), .help = "what it is worth"},
	{.tag = DEAL_AMOUNT_FROM, .name = "amount_from", .type = T_ENUM,
		.flags = F_DICT, .choices = "quote,manual",
		.at = AT(amount_from),
		.help = "who sets the amount: the primary quote, or people"},
	{.tag = DEAL_CURRENCY, .name = "currency", .type = T_CURRENCY,
		.flags = F_DICT, .at = AT(currency),
		.help = "currency of its money"},
	{.tag = DEAL_PROBABILITY, .name = "probability", .type = T_PERCENT,
		.at = AT(probability), .help = "chance to win, percent"},
	{.tag = DEAL_WEIGHTED, .name = "weighted", .type = T_MONEY,
		.flags = F_DERIVED, .at = AT(weighted),
		OF(DEAL_AMOUNT, DEAL_PROBABILITY),
		.help = "amount times probability"},
	{.tag = DEAL_CATEGORY, .name = "category", .type = T_ENUM,
		.flags = F_DICT, .choices = CATEGORIES, .at = AT(category),
		.help = "forecast category"},
	{.tag = DEAL_CLOSE, .name = "close", .type = T_DAY, .at = AT(close),
		.help = "day it is expected to close"},
	{.tag = DEAL_CLOSED, .name = "closed", .type = T_INSTANT,
		.flags = F_SYSTEM, .at = AT(closed),
		.help = "instant it was won or lost"},
	{.tag = DEAL_OWNER, .name = "owner", .type = T_REF, .ref = E_REP,
		.flags = F_INDEX, .at = AT(owner), .help = "rep who sells it"},
	{.tag = DEAL_PRODUCT, .name = "product", .type = T_REF,
		.ref = E_PRODUCT, .at = AT(product), .help = "main product"},
	{.tag = DEAL_QUANTITY, .name = "quantity", .type = T_DECIMAL,
		.at = AT(quantity), .help = "units sold"},
	{.tag = DEAL_RECURRING, .name = "recurring", .type = T_MONEY,
		.at = AT(recurring), .help = "money a month"},
	{.tag = DEAL_NEXT_STEP, .name = "next_step", .type = T_LINE,
		.at = AT(next_step), .help = "what to do next"},
	{.tag = DEAL_NEXT, .name = "next", .type = T_DAY, .at = AT(next),
		.help = "day of the next step"},
	{.tag = DEAL_SOURCE, .name = "source", .type = T_ENUM,
		.flags = F_DICT, .choices = "@source", .at = AT(source),
		.help = "how it came in"},
	{.tag = DEAL_CAMPAIGN, .name = "campaign", .type = T_REF,
		.ref = E_CAMPAIGN, .at = AT(campaign),
		.help = "campaign that brought it"},
	{.tag = DEAL_LEAD, .name = "lead", .type = T_REF, .ref = E_LEAD,
		.flags = F_SYSTEM | F_INDEX, .at = AT(lead),
		.help = "lead it came from"},
	{.tag = DEAL_COMPETITOR, .name = "competitor", .type = T_LINE,
		.flags = F_DICT, .at = AT(competitor),
		.help = "who else bids"},
	{.tag = DEAL_REASON, .name = "reason", .type = T_ENUM,
		.flags = F_DICT, .choices = "@lose_reason", .at = AT(reason),
		.help = "why it was lost"},
	{.tag = DEAL_DESCRIPTION, .name = "description", .type = T_TEXT,
		.at = AT(description), .help = "description"},
	{.tag = DEAL_PROBABILITY_BY, .name = "probability_by",
		.type = T_ENUM, .flags = F_SYSTEM | F_DICT,
		.choices = "stage,person,model", .at = AT(probability_by),
		.help = "who set the probability"},
	{.tag = DEAL_CATEGORY_BY, .name = "category_by", .type = T_ENUM,
		.flags = F_SYSTEM | F_DICT, .choices = "stage,person,model",
		.at = AT(category_by), .help = "who set the category"},
	{.tag = DEAL_AGE, .name = "age", .type = T_INT, .flags = F_DERIVED,
		OF(TAG_CREATED, DEAL_PIPELINE, DEAL_STAGE, DEAL_CLOSED),
		.at = AT(age),
		.help = "days since it was made, until closed"},
	{.tag = DEAL_STAGE_SINCE, .name = "stage_since", .type = T_INSTANT,
		.flags = F_KEPT, .at = AT(stage_since),
		.help = "instant it came to its stage"},
	{.tag = DEAL_STAGE_DAYS, .name = "stage_days", .type = T_INT,
		.flags = F_DERIVED, .at = AT(stage_days), OF(DEAL_STAGE_SINCE),
		.help = "days at its stage"},
	{.tag = DEAL_TOUCHED, .name = "touched", .type = T_INSTANT,
		.flags = F_KEPT | F_TOUCH, .at = AT(touched),
		.help = "last done activity about it"},
	{.tag = DEAL_IDLE, .name = "idle", .type = T_INT, .flags = F_DERIVED,
		OF_IDLE, .at = AT(idle),
		.help = "days since it moved or was touched"},
	{.tag = DEAL_IDLE_BY, .name = "idle_by", .type = T_ENUM,
		.flags = F_DERIVED, .choices = "stage,activity", OF_IDLE,
		.at = AT(idle_by), .help = "what set the idle clock"},
	{.tag = DEAL_ROTTEN, .name = "rotten", .type = T_BOOL,
		.flags = F_DERIVED, OF_IDLE, .at = AT(rotten),
		.help = "open, and idle longer than its stage allows"},
	{.tag = DEAL_PUSHES, .name = "pushes", .type = T_INT, .flags = F_KEPT,
		.at = AT(pushes), .help = "times close was moved later"},
	{.tag = DEAL_SLIP, .name = "slip", .type = T_INT, .flags = F_KEPT,
		.at = AT(slip), .help = "days close was moved later in all"},
	{.tag = DEAL_AMOUNT_SINCE, .name = "amount_since", .type = T_INSTANT,
		.flags = F_KEPT, .at = AT(amount_since),
		.help = "instant amount or currency last changed"},
	{.tag = DEAL_PERIOD, .name = "period", .type = T_INT,
		.flags = F_DERIVED | F_HIDDEN | F_INDEX, .at = AT(period),
		OF(DEAL_PIPELINE, DEAL_STAGE, DEAL_CLOSE, DEAL_CLOSED),
		.help = "month it counts in"},
	FIELDS_COMMON_END,
};

const struct stage *
deal_stage(const struct policy *p, const struct deal *d)
{
	return d->stage.p ? policy_stage(p, d->pipeline, d->stage) : NULL;
}

static int64_t
days_between(int64_t from, int64_t to)
{
	return to > from ? to - from : 0;
}

static void
derive_weighted(struct deal *d)
{
	struct err ignored;

	d->weighted = NUM_NULL;
	if (d->amount == NUM_NULL || d->probability == NUM_NULL)
		return;
	if (money_weigh(d->amount, d->probability, &d->weighted, &ignored))
		d->weighted = NUM_NULL;
}

static void
derive_period(struct deal *d, enum stage_type kind, const struct calendar *c)
{
	d->period = PERIOD_UNDATED;
	if (kind != STAGE_OPEN && d->closed != NUM_NULL)
		d->period = calendar_month(c, zone_day(c->zone, d->closed));
	else if (kind == STAGE_OPEN && d->close != NUM_NULL)
		d->period = calendar_month(c, d->close);
}

static void
derive_ages(struct deal *d, enum stage_type kind, const struct calendar *c)
{
	int64_t end = c->today;

	if (kind != STAGE_OPEN && d->closed != NUM_NULL)
		end = zone_day(c->zone, d->closed);
	d->age = d->common.created == NUM_NULL
		? NUM_NULL
		: days_between(zone_day(c->zone, d->common.created), end);
	d->stage_days = d->stage_since == NUM_NULL
		? NUM_NULL
		: days_between(zone_day(c->zone, d->stage_since), c->today);
}

static void
derive_idle(struct deal *d, const struct stage *s, const struct calendar *c)
{
	bool touch = d->touched != NUM_NULL && d->touched > d->stage_since;
	int64_t last = touch ? d->touched : d->stage_since;

	d->idle = NUM_NULL;
	d->idle_by = STR_NULL;
	d->rotten = 0;
	if ((s && s->kind != STAGE_OPEN) || last == NUM_NULL)
		return;
	d->idle = days_between(zone_day(c->zone, last), c->today);
	d->idle_by = touch ? STR("activity") : STR("stage");
	d->rotten = s && s->rotten_after != NUM_NULL &&
		d->idle > s->rotten_after;
}

void
deal_derive(const struct derive_env *env, void *rec)
{
	struct deal *d = rec;
	const struct stage *s = deal_stage(env->policy, d);
	enum stage_type kind = s ? s->kind : STAGE_OPEN;

	d->status = s ? s->type : STR_NULL;
	if (derive_wants(env, DEAL_WEIGHTED))
		derive_weighted(d);
	if (derive_wants(env, DEAL_PERIOD))
		derive_period(d, kind, env->cal);
	if (derive_wants(env, DEAL_AGE) || derive_wants(env, DEAL_STAGE_DAYS))
		derive_ages(d, kind, env->cal);
	if (derive_wants(env, DEAL_IDLE) || derive_wants(env, DEAL_IDLE_BY) ||
		derive_wants(env, DEAL_ROTTEN))
		derive_idle(d, s, env->cal);
}

void
deal_fold(const void *before, void *after, int64_t instant)
{
	const struct deal *b = before;
	struct deal *d = after;

	if (!b) {
		d->stage_since = d->amount_since = instant;
		d->pushes = d->slip = 0;
		return;
	}
	if (!str_eq(b->stage, d->stage) || !str_eq(b->pipeline, d->pipeline))
		d->stage_since = instant;
	if (b->amount != d->amount || !str_eq(b->currency, d->currency))
		d->amount_since = instant;
	if (b->close == NUM_NULL || d->close == NUM_NULL ||
		d->close <= b->close)
		return;
	d->pushes++;
	d->slip += d->close - b->close;
}

static const struct rollup rollup = {
	.by = {DEAL_PERIOD, DEAL_OWNER, DEAL_PIPELINE, DEAL_STAGE,
		DEAL_CATEGORY, DEAL_CURRENCY},
	.sums = {DEAL_AMOUNT, DEAL_WEIGHTED, DEAL_QUANTITY, DEAL_RECURRING},
	.span = 3, /* quarters of years that begin with one */
};

const struct entity deal_entity = {
	.number = E_DEAL,
	.name = "deal",
	.plural = "deals",
	.summary = "an opportunity on its way through stages",
	.fields = fields,
	.nfields = sizeof fields / sizeof *fields,
	.size = sizeof(struct deal),
	.title = DEAL_NAME,
	.currency = DEAL_CURRENCY,
	.columns = "id,name,account.name,stage,amount,currency,close,owner",
	.open = "status:open",
	.rollup = &rollup,
	.fold = deal_fold,
	.derive = deal_derive,
	.check = deal_check,
};
