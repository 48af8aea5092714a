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
		.choices = FIGURE_MEASURES,
		.at = AT(measure), .help = "what is counted"},
	{.tag = QUOTA_SELECTOR, .name = "selector", .type = T_LINE,
		.flags = F_DICT, .at = AT(selector),
		.help = "deals that count: product:GTX-PRO pipeline:default"},
	{.tag = QUOTA_FROM, .name = "from", .type = T_DAY,
		.flags = F_SYSTEM, .at = AT(from),
		.help = "first day of the period"},
	{.tag = QUOTA_TO, .name = "to", .type = T_DAY, .flags = F_SYSTEM,
		.at = AT(to), .help = "day after the period"},
	{.tag = QUOTA_REASON, .name = "reason", .type = T_LINE,
		.at = AT(reason), .help = "why it was set so"},
	FIELDS_COMMON_END,
};

static struct figure
figure_of(const struct quota *q)
{
	return (struct figure){q->period, q->from, q->to, q->measure, q->value,
		q->currency, q->number};
}

void
quota_put(struct quota *q, const struct figure *f)
{
	q->period = f->period;
	q->from = f->from;
	q->to = f->to;
	q->measure = f->measure;
	q->value = f->value;
	q->currency = f->currency;
	q->number = f->number;
}

void
quota_defaults(struct model *m, void *rec)
{
	struct figure f = figure_of(rec);

	figure_defaults(m, &f);
	quota_put(rec, &f);
}

static int
refuse(struct model *m, const struct quota *q, const char *why,
	struct err *e)
{
	return figure_refuse(m, model_entity(m, E_QUOTA), q->common.id,
		q->holder, why, e);
}

/* Canonical label and its days; money with a currency, or a number without. */
static int
check_figure(struct model *m, const struct quota *before, struct quota *q,
	struct err *e)
{
	struct figure was, f = figure_of(q);
	const char *fault;
	int rc;

	if (before)
		was = figure_of(before);
	rc = figure_period(m, before ? &was : NULL, &f, e);
	if (rc)
		return rc;
	fault = figure_fault(&f);
	quota_put(q, &f);
	return fault ? refuse(m, q, fault, e)
		     : rule_positive(m, model_entity(m, E_QUOTA),
			       QUOTA_NUMBER, q, e);
}

static int
check_selector(struct model *m, const struct quota *before, struct quota *q,
	struct err *e)
{
	if (!q->selector.p || (before && str_eq(before->selector, q->selector)))
		return 0;
	return quota_selector(m, q->selector, &q->selector, e);
}

static bool
same_key(const struct quota *a, const struct quota *b)
{
	struct figure x = figure_of(a), y = figure_of(b);

	return a->holder == b->holder && figure_same_key(&x, &y) &&
		str_eq(a->selector, b->selector);
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
	rc = check_selector(m, before, q, e);
	if (rc == 0)
		rc = check_figure(m, before, q, e);
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
