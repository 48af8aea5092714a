#include "model/quota.h"
#include "model/registry.h"
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

bool
quota_is_money(struct str measure)
{
	return str_is(measure, "amount") || str_is(measure, "recurring");
}

void
quota_defaults(struct model *m, void *rec)
{
	struct quota *q = rec;

	if (!q->measure.p)
		q->measure = STR("amount");
	if (!q->currency.p && quota_is_money(q->measure))
		q->currency = str_of(m->policy->base->code);
}

static int
refuse(struct model *m, const struct quota *q, const char *why,
	struct err *e)
{
	struct buf who = {0};

	if (q->common.id > 0)
		buf_fmt(&who, "quota/%lld", (long long)q->common.id);
	else if (q->holder != NUM_NULL)
		model_ref_text(m, model_entity(m, anyref_entity(q->holder)),
			anyref_id(q->holder), &who);
	else
		buf_cstr(&who, "quota");
	err_set(e, ERR_DATA, "%s: %s", who.p, why);
	buf_free(&who);
	return ERR_DATA;
}

/* The label in its canonical form, and the days it stands for. */
static int
check_period(struct model *m, const struct quota *before, struct quota *q,
	struct err *e)
{
	struct period p;
	int rc;

	if (!q->period.p || (before && str_eq(before->period, q->period) &&
				    before->from == q->from &&
				    before->to == q->to))
		return 0;
	rc = period_parse(q->period, &m->cal, &p, e);
	if (rc)
		return rc;
	q->period = arena_str(m->arena, str_of(p.label));
	q->from = p.from;
	q->to = p.to;
	return 0;
}

/* Money with a currency, or a number without one. */
static int
check_value(struct model *m, struct quota *q, struct err *e)
{
	const struct entity *en = model_entity(m, E_QUOTA);

	if (quota_is_money(q->measure)) {
		if (q->value == NUM_NULL || q->number != NUM_NULL)
			return refuse(m, q, "money is given by value", e);
		return 0;
	}
	if (q->number == NUM_NULL || q->value != NUM_NULL)
		return refuse(m, q, "quantities and counts are given by "
			"number", e);
	q->currency = STR_NULL;
	if (str_is(q->measure, "count") && dec_scale(q->number))
		return refuse(m, q, "a count is a whole number", e);
	return rule_positive(m, en, QUOTA_NUMBER, q, e);
}

static bool
same_key(const struct quota *a, const struct quota *b)
{
	return a->holder == b->holder && a->from == b->from &&
		a->to == b->to && str_eq(a->measure, b->measure) &&
		str_eq(a->selector, b->selector) &&
		str_eq(a->currency, b->currency);
}

int
quota_find(struct model *m, const struct quota *like, struct quota **out,
	struct err *e)
{
	const struct entity *en = model_entity(m, E_QUOTA);
	struct ids ids = {0};
	void *rec;
	int rc = tx_find(m->tx, en, entity_tag(en, QUOTA_HOLDER),
		(union val){.i = like->holder}, &ids, e);

	*out = NULL;
	for (size_t i = 0; rc == 0 && !*out && i < ids.list.n; i++) {
		struct quota *q;

		rc = model_get(m, en, ids.list.v[i], &rec, e);
		q = rec;
		if (rc == 0 && q->common.archived != 1 &&
			q->common.id != like->common.id && same_key(q, like))
			*out = q;
	}
	ARR_FREE(&ids.list);
	return rc;
}

static int
check_single(struct model *m, const struct quota *before,
	const struct quota *q, struct err *e)
{
	struct quota *other;
	int rc;

	if (q->common.archived == 1 || (before && same_key(before, q) &&
				  before->common.archived != 1))
		return 0;
	rc = quota_find(m, q, &other, e);
	if (rc || !other)
		return rc;
	refuse(m, q, "there is one for this already", e);
	return err_hint(e, "it is quota/%lld; pipe quota set revises it",
		(long long)other->common.id);
}

static int
quota_check(void *ctx, const void *before, void *after, struct err *e)
{
	struct model *m = ctx;
	struct quota *q = after;
	int of, rc;

	quota_defaults(m, q);
	if (q->holder == NUM_NULL)
		return 0;
	of = anyref_entity(q->holder);
	if (of != E_REP && of != E_TEAM)
		return refuse(m, q, "only reps and teams hold quotas", e);
	rc = check_period(m, before, q, e);
	if (rc == 0)
		rc = check_value(m, q, e);
	if (rc == 0)
		rc = rule_money(m, model_entity(m, E_QUOTA), before, q, e);
	return rc ? rc : check_single(m, before, q, e);
}

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
	.check = quota_check,
	.columns = "id,holder,period,measure,value,currency,number",
};
