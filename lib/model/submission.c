#include "model/registry.h"
#include "model/rule.h"
#include "model/submission.h"

#define AT(member) offsetof(struct submission, member)

static const struct field fields[] = {
	FIELDS_COMMON,
	{.tag = SUBMISSION_HOLDER, .name = "holder", .type = T_ANYREF,
		.flags = F_REQUIRED | F_INDEX, .at = AT(holder),
		.help = "rep or team: rep/anna"},
	{.tag = SUBMISSION_PERIOD, .name = "period", .type = T_LINE,
		.flags = F_REQUIRED | F_DICT, .at = AT(figure.period),
		.help = "period: 2026Q4, FY27Q2, 2026-10"},
	{.tag = SUBMISSION_VALUE, .name = "value", .type = T_MONEY,
		.at = AT(figure.value), .help = "money that is called"},
	{.tag = SUBMISSION_CURRENCY, .name = "currency", .type = T_CURRENCY,
		.flags = F_DICT, .at = AT(figure.currency),
		.help = "currency of value"},
	{.tag = SUBMISSION_NUMBER, .name = "number", .type = T_DECIMAL,
		.at = AT(figure.number),
		.help = "quantity or count that is called"},
	{.tag = SUBMISSION_MEASURE, .name = "measure", .type = T_ENUM,
		.flags = F_REQUIRED | F_DICT, .choices = FIGURE_MEASURES,
		.at = AT(figure.measure), .help = "what is counted"},
	{.tag = SUBMISSION_AUTHOR, .name = "author", .type = T_REF,
		.ref = E_REP, .at = AT(author), .help = "rep who said so"},
	{.tag = SUBMISSION_NOTE, .name = "note", .type = T_LINE,
		.at = AT(note), .help = "why"},
	{.tag = SUBMISSION_SAID, .name = "said", .type = T_INSTANT,
		.flags = F_SYSTEM, .at = AT(said),
		.help = "when it was last said"},
	{.tag = SUBMISSION_FROM, .name = "from", .type = T_DAY,
		.flags = F_SYSTEM, .at = AT(figure.from),
		.help = "first day of the period"},
	{.tag = SUBMISSION_TO, .name = "to", .type = T_DAY,
		.flags = F_SYSTEM, .at = AT(figure.to),
		.help = "day after the period"},
	FIELDS_COMMON_END,
};

void
submission_defaults(struct model *m, void *rec)
{
	struct submission *s = rec;
	struct err ignored;

	figure_defaults(m, &s->figure);
	if (s->author == NUM_NULL && model_me(m, &s->author, &ignored))
		s->author = NUM_NULL;
}

static int
refuse(struct model *m, const struct submission *s, const char *why,
	struct err *e)
{
	return figure_refuse(m, model_entity(m, E_SUBMISSION), s->common.id,
		s->holder, why, e);
}

static bool
same_key(const struct submission *a, const struct submission *b)
{
	return a->holder == b->holder &&
		figure_same_key(&a->figure, &b->figure);
}

int
submission_find(struct model *m, const struct submission *like,
	struct submission **out, struct err *e)
{
	const struct entity *en = model_entity(m, E_SUBMISSION);
	struct ids ids = {0};
	void *rec;
	int rc = tx_find(m->tx, en, entity_tag(en, SUBMISSION_HOLDER),
		(union val){.i = like->holder}, &ids, e);

	*out = NULL;
	for (size_t i = 0; rc == 0 && !*out && i < ids.list.n; i++) {
		struct submission *s;

		rc = model_get(m, en, ids.list.v[i], &rec, e);
		s = rec;
		if (rc == 0 && s->common.archived != 1 &&
			s->common.id != like->common.id && same_key(s, like))
			*out = s;
	}
	ARR_FREE(&ids.list);
	return rc;
}

static int
check_single(struct model *m, const struct submission *before,
	const struct submission *s, struct err *e)
{
	struct submission *other;
	int rc;

	if (s->common.archived == 1 || (before && same_key(before, s) &&
				  before->common.archived != 1))
		return 0;
	rc = submission_find(m, s, &other, e);
	if (rc || !other)
		return rc;
	refuse(m, s, "there is one for this already", e);
	return err_hint(e, "it is submission/%lld; pipe forecast submit "
		"revises it", (long long)other->common.id);
}

static int
check_figure(struct model *m, const struct submission *before,
	struct submission *s, struct err *e)
{
	const struct entity *en = model_entity(m, E_SUBMISSION);
	const char *fault;
	int rc = figure_period(m, before ? &before->figure : NULL, &s->figure,
		e);

	if (rc)
		return rc;
	fault = figure_fault(&s->figure);
	if (fault)
		return refuse(m, s, fault, e);
	rc = rule_positive(m, en, SUBMISSION_NUMBER, s, e);
	return rc ? rc : rule_money(m, en, before, s, e);
}

static int
submission_check(void *ctx, const void *before, void *after, struct err *e)
{
	const struct submission *was = before;
	struct submission *s = after;
	struct model *m = ctx;
	int of, rc;

	figure_defaults(m, &s->figure);
	if (s->holder == NUM_NULL)
		return 0;
	of = anyref_entity(s->holder);
	if (of != E_REP && of != E_TEAM)
		return refuse(m, s, "only reps and teams submit", e);
	rc = check_figure(m, was, s, e);
	if (rc == 0 && (s->said == NUM_NULL || (was && was->said == s->said &&
		!figure_same_value(&was->figure, &s->figure))))
		s->said = m->at;
	return rc ? rc : check_single(m, was, s, e);
}

const struct entity submission_entity = {
	.number = E_SUBMISSION,
	.name = "submission",
	.plural = "submissions",
	.summary = "the number a rep or team calls for a period",
	.fields = fields,
	.nfields = sizeof fields / sizeof *fields,
	.size = sizeof(struct submission),
	.title = SUBMISSION_PERIOD,
	.currency = SUBMISSION_CURRENCY,
	.check = submission_check,
	.columns = "id,holder,period,value,currency,number,author,said,note",
};
