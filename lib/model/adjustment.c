#include "model/adjustment.h"
#include "model/deal.h"
#include "model/registry.h"
#include "model/rule.h"

#define AT(member) offsetof(struct adjustment, member)

static const struct field fields[] = {
	FIELDS_COMMON,
	{.tag = ADJUSTMENT_HOLDER, .name = "holder", .type = T_ANYREF,
		.flags = F_INDEX, .at = AT(holder),
		.help = "rep or team: team/emea; or else:"},
	{.tag = ADJUSTMENT_DEAL, .name = "deal", .type = T_REF, .ref = E_DEAL,
		.flags = F_INDEX, .at = AT(deal),
		.help = "the one deal it is about"},
	{.tag = ADJUSTMENT_PERIOD, .name = "period", .type = T_LINE,
		.flags = F_DICT, .at = AT(figure.period),
		.help = "of a holder's: 2026Q4, FY27Q2, 2026-10"},
	{.tag = ADJUSTMENT_CATEGORY, .name = "category", .type = T_ENUM,
		.flags = F_DICT,
		.choices = "pipeline,best_case,most_likely,commit",
		.at = AT(category), .help = "of a holder's: which figure"},
	{.tag = ADJUSTMENT_VALUE, .name = "value", .type = T_MONEY,
		.at = AT(figure.value), .help = "money in its place"},
	{.tag = ADJUSTMENT_CURRENCY, .name = "currency", .type = T_CURRENCY,
		.flags = F_DICT, .at = AT(figure.currency),
		.help = "currency of value"},
	{.tag = ADJUSTMENT_NUMBER, .name = "number", .type = T_DECIMAL,
		.at = AT(figure.number),
		.help = "quantity or count in its place"},
	{.tag = ADJUSTMENT_MEASURE, .name = "measure", .type = T_ENUM,
		.flags = F_REQUIRED | F_DICT, .choices = FIGURE_MEASURES,
		.at = AT(figure.measure), .help = "what is counted"},
	{.tag = ADJUSTMENT_BY, .name = "by", .type = T_ENUM, .flags = F_DICT,
		.choices = "owner,manager", .at = AT(by),
		.help = "whose: the owner's own, or the manager's above"},
	{.tag = ADJUSTMENT_AUTHOR, .name = "author", .type = T_REF,
		.ref = E_REP, .at = AT(author), .help = "rep who said so"},
	{.tag = ADJUSTMENT_NOTE, .name = "note", .type = T_LINE,
		.at = AT(note), .help = "why"},
	{.tag = ADJUSTMENT_FROM, .name = "from", .type = T_DAY,
		.flags = F_SYSTEM, .at = AT(figure.from),
		.help = "first day of the period"},
	{.tag = ADJUSTMENT_TO, .name = "to", .type = T_DAY,
		.flags = F_SYSTEM, .at = AT(figure.to),
		.help = "day after the period"},
	FIELDS_COMMON_END,
};

void
adjustment_defaults(struct model *m, void *rec)
{
	struct adjustment *a = rec;
	struct err ignored;

	figure_defaults(m, &a->figure);
	if (a->author == NUM_NULL && model_me(m, &a->author, &ignored))
		a->author = NUM_NULL;
}

static int
refuse(struct model *m, const struct adjustment *a, const char *why,
	struct err *e)
{
	int64_t about = a->holder;

	if (about == NUM_NULL && a->deal != NUM_NULL)
		about = anyref_make(E_DEAL, a->deal);
	return figure_refuse(m, model_entity(m, E_ADJUSTMENT), a->common.id,
		about, why, e);
}

static int
check_holder(struct model *m, const struct adjustment *a, struct err *e)
{
	int of = anyref_entity(a->holder);

	if (of != E_REP && of != E_TEAM)
		return refuse(m, a, "only reps, teams and deals are adjusted",
			e);
	if (!a->figure.period.p)
		return refuse(m, a, "a period is required", e);
	if (!a->category.p)
		return refuse(m, a, "a category is required", e);
	return 0;
}

static int
check_deal(struct model *m, const struct adjustment *before,
	const struct adjustment *a, struct err *e)
{
	const struct currency *base = m->policy->base, *money;
	const struct entity *en = model_entity(m, E_DEAL);
	void *d;
	int rc;

	if (a->figure.period.p)
		return refuse(m, a, "a deal is adjusted in every period", e);
	if (a->category.p)
		return refuse(m, a, "a deal is in the category it has", e);
	if (!a->figure.currency.p || (before && before->deal == a->deal &&
		str_eq(before->figure.currency, a->figure.currency)))
		return 0;
	rc = model_get(m, en, a->deal, &d, e);
	if (rc)
		return rc == ERR_NO ? err_set(e, ERR_DATA, "adjustment: no "
			"such deal: %lld", (long long)a->deal) : rc;
	money = record_currency(en, d, base);
	return str_is(a->figure.currency, money->code)
		? 0
		: refuse(m, a, arena_fmt(m->arena, "its money is in %s",
			money->code), e);
}

static int
check_about(struct model *m, const struct adjustment *before,
	struct adjustment *a, struct err *e)
{
	if ((a->holder == NUM_NULL) == (a->deal == NUM_NULL))
		return refuse(m, a, "it is about a holder or about a deal", e);
	if (a->holder != NUM_NULL)
		return check_holder(m, a, e);
	a->figure.from = a->figure.to = NUM_NULL;
	return check_deal(m, before, a, e);
}

static bool
same_key(const struct adjustment *a, const struct adjustment *b)
{
	return a->holder == b->holder && a->deal == b->deal &&
		str_eq(a->category, b->category) && str_eq(a->by, b->by) &&
		figure_same_key(&a->figure, &b->figure);
}

int
adjustment_find(struct model *m, const struct adjustment *like,
	struct adjustment **out, struct err *e)
{
	const struct entity *en = model_entity(m, E_ADJUSTMENT);
	bool deal = like->holder == NUM_NULL;
	struct ids ids = {0};
	void *rec;
	int rc = tx_find(m->tx, en,
		entity_tag(en, deal ? ADJUSTMENT_DEAL : ADJUSTMENT_HOLDER),
		(union val){.i = deal ? like->deal : like->holder}, &ids, e);

	*out = NULL;
	for (size_t i = 0; rc == 0 && !*out && i < ids.list.n; i++) {
		struct adjustment *a;

		rc = model_get(m, en, ids.list.v[i], &rec, e);
		a = rec;
		if (rc == 0 && a->common.archived != 1 &&
			a->common.id != like->common.id && same_key(a, like))
			*out = a;
	}
	ARR_FREE(&ids.list);
	return rc;
}

static int
check_single(struct model *m, const struct adjustment *before,
	const struct adjustment *a, struct err *e)
{
	struct adjustment *other;
	int rc;

	if (a->common.archived == 1 || (before && same_key(before, a) &&
				  before->common.archived != 1))
		return 0;
	rc = adjustment_find(m, a, &other, e);
	if (rc || !other)
		return rc;
	refuse(m, a, "there is one for this already", e);
	return err_hint(e, "it is adjustment/%lld; pipe forecast adjust "
		"revises it", (long long)other->common.id);
}

static int
adjustment_check(void *ctx, const void *before, void *after, struct err *e)
{
	const struct adjustment *was = before;
	struct adjustment *a = after;
	struct model *m = ctx;
	const struct entity *en = model_entity(m, E_ADJUSTMENT);
	const char *fault;
	int rc;

	figure_defaults(m, &a->figure);
	fault = figure_fault(&a->figure);
	rc = check_about(m, was, a, e);
	if (rc == 0)
		rc = figure_period(m, was ? &was->figure : NULL, &a->figure,
			e);
	if (rc == 0 && fault)
		rc = refuse(m, a, fault, e);
	if (rc == 0)
		rc = rule_positive(m, en, ADJUSTMENT_NUMBER, a, e);
	if (rc == 0)
		rc = rule_money(m, en, before, a, e);
	if (rc == 0 && !a->by.p)
		rc = adjustment_told_by(m, a, &a->by, e);
	return rc ? rc : check_single(m, was, a, e);
}

const struct entity adjustment_entity = {
	.number = E_ADJUSTMENT,
	.name = "adjustment",
	.plural = "adjustments",
	.summary = "what somebody says a forecast's figure is",
	.fields = fields,
	.nfields = sizeof fields / sizeof *fields,
	.size = sizeof(struct adjustment),
	.title = ADJUSTMENT_NOTE,
	.currency = ADJUSTMENT_CURRENCY,
	.check = adjustment_check,
	.columns = "id,holder,deal,period,category,value,currency,number,by,"
		   "author,note",
};
