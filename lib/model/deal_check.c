/* The rules of a deal, however it comes to be saved. */
#include "model/deal.h"
#include "model/quote.h"
#include "model/registry.h"
#include "model/rule.h"

/* A change at hand. */
struct passage {
	struct model *m;
	const struct entity *en;
	const struct deal *before; /* NULL: a new deal */
	struct deal *after;
	const struct stage *from, *to;
	bool entering;		   /* `to` anew */
};

static bool
given(const struct passage *p, uint16_t tag)
{
	const struct field *f = entity_tag(p->en, tag);

	if (rule_said(p->m, p->after, tag))
		return true;
	return p->before ? !field_same(f, p->before, p->after)
			 : !field_is_null(f, p->after);
}

/* What a stage brings along, and a person may set otherwise. */
static void
settle(const struct passage *p, uint16_t tag, uint16_t by, union val brings)
{
	const struct field *value = entity_tag(p->en, tag);
	const struct field *who = entity_tag(p->en, by);
	bool cleared = field_is_null(value, p->after);

	if (!cleared && given(p, by) && !field_is_null(who, p->after))
		return; /* a model's, or as it was exported */
	if (!cleared && given(p, tag)) {
		field_set(who, p->after, (union val){.s = STR("person")});
		return;
	}
	if (!cleared && !p->entering && !field_is_null(who, p->after))
		return;
	field_set(value, p->after, brings);
	field_set(who, p->after, (union val){.s = STR("stage")});
}

static void
settle_closed(const struct passage *p)
{
	enum stage_type was = p->from ? p->from->kind : STAGE_OPEN;
	struct deal *d = p->after;

	if (p->to->kind == STAGE_OPEN)
		d->closed = NUM_NULL;
	else if (d->closed == NUM_NULL ||
		(was != p->to->kind && !given(p, DEAL_CLOSED)))
		d->closed = p->m->at;
	if (was == STAGE_LOST && p->to->kind != STAGE_LOST &&
		!given(p, DEAL_REASON))
		d->reason = STR_NULL;
}

static int
wrong(const struct passage *p, const char *what, struct err *e)
{
	struct str who = rule_subject(p->m, p->en, p->after);

	return err_set(e, ERR_DATA, "%.*s: %s", STR_SHORT(who), what);
}

/* What a move lacks: names for the message, options for the hint. */
struct lack {
	struct buf names, options;
};

static void
need(const struct passage *p, const struct field *f, struct lack *l)
{
	if (!f || !field_is_null(f, p->after))
		return;
	buf_fmt(&l->names, "%s%s", l->names.n ? ", " : "", f->name);
	rule_option(f, &l->options);
}

static void
need_all(const struct passage *p, struct lack *l)
{
	struct str rest = p->to->requires, name;

	while (str_split(&rest, ',', &name))
		need(p, entity_field(p->en, name), l);
	if (p->to->kind == STAGE_LOST && p->m->policy->lose_reasons.n &&
		!set_has(p->to->requires, STR("reason")))
		need(p, entity_tag(p->en, DEAL_REASON), l);
}

static void
add_exit(const struct passage *p, struct buf *msg)
{
	struct str exit = p->from ? str_trim(p->from->exit) : STR_NULL;

	if (str_ends(exit, "."))
		exit.n--;
	if (!exit.n || str_eq(p->from->id, p->to->id))
		return;
	buf_fmt(msg, "; to leave %.*s: ", STR_F(p->from->id));
	for (size_t i = 0; i < exit.n; i++)
		buf_char(msg, exit.p[i] == '\n' ? ' ' : exit.p[i]);
}

static int
check_requires(const struct passage *p, struct err *e)
{
	struct lack l = {0};
	struct buf msg = {0};
	int rc = 0;

	need_all(p, &l);
	if (l.names.n) {
		buf_fmt(&msg, "stage %.*s requires %s", STR_F(p->to->id),
			l.names.p);
		add_exit(p, &msg);
		rc = wrong(p, msg.p, e);
		if (p->before)
			err_hint(e, "try: pipe deal set %lld%s",
				(long long)p->after->common.id, l.options.p);
		else
			err_hint(e, "give it too:%s", l.options.p);
	}
	buf_free(&l.names);
	buf_free(&l.options);
	buf_free(&msg);
	return rc;
}

static int
no_stage(const struct passage *p, struct err *e)
{
	const struct deal *d = p->after;
	const struct pipeline *l = policy_pipeline(p->m->policy, d->pipeline);
	struct str who = rule_subject(p->m, p->en, d);

	if (!l)
		return err_set(e, ERR_USAGE, "%.*s: unknown pipeline '%.*s'",
			STR_SHORT(who), STR_SHORT(d->pipeline));
	err_set(e, ERR_USAGE, "%.*s: pipeline %.*s has no stage '%.*s'",
		STR_SHORT(who), STR_F(l->id), STR_SHORT(d->stage));
	return err_hint(e, "its first is %.*s: --stage %.*s",
		STR_F(l->stages[0].id), STR_F(l->stages[0].id));
}

/* Not the stage, which depends on the pipeline still to be given. */
void
deal_defaults(struct model *m, void *rec)
{
	const struct policy *p = m->policy;
	struct deal *d = rec;

	if (!d->pipeline.p && p->npipelines)
		d->pipeline = p->pipelines[0].id;
	if (!d->currency.p)
		d->currency = str_of(p->base->code);
}

static int
check_stage(struct passage *p, struct err *e)
{
	struct deal *d = p->after;
	const struct pipeline *l;

	deal_defaults(p->m, d);
	l = policy_pipeline(p->m->policy, d->pipeline);
	if (!d->stage.p && l && l->nstages && !p->before)
		d->stage = l->stages[0].id;
	p->entering = !p->before || !str_eq(p->before->stage, d->stage) ||
		!str_eq(p->before->pipeline, d->pipeline);
	p->from = p->before ? deal_stage(p->m->policy, p->before) : NULL;
	p->to = deal_stage(p->m->policy, d);
	if (!d->stage.p || (!p->to && !p->entering))
		return 0;
	return p->to ? 0 : no_stage(p, e);
}

static int
check_close(const struct passage *p, struct err *e)
{
	enum { CENTURY = 36525 };
	int64_t close = p->after->close;
	struct buf what = {0};

	if (close == NUM_NULL || !given(p, DEAL_CLOSE) ||
		num_abs(close - p->m->cal.today) <= CENTURY)
		return 0;
	buf_cstr(&what, "close ");
	day_print(close, &what);
	buf_cstr(&what, " is a century away");
	wrong(p, what.p, e);
	buf_free(&what);
	return ERR_DATA;
}

static int
check_numbers(const struct passage *p, struct err *e)
{
	enum { PERCENT_ALL = 10000 };
	int64_t chance = p->after->probability;
	int rc;

	if (chance != NUM_NULL && (chance < 0 || chance > PERCENT_ALL))
		return wrong(p, "probability is not within 0 and 100 percent",
			e);
	rc = check_close(p, e);
	return rc ? rc
		  : rule_positive(p->m, p->en, DEAL_QUANTITY, p->after, e);
}

/* An amount given by hand is no quote's; one from the quote is asked for. */
static int
check_source(const struct passage *p, struct err *e)
{
	struct deal *d = p->after;

	if (p->m->settling || p->m->importing || !p->before)
		return 0;
	if (given(p, DEAL_AMOUNT_FROM))
		return str_is(d->amount_from, "quote")
			? quote_deal_asks(p->m, d->common.id, e) : 0;
	if (str_is(d->amount_from, "quote") &&
		p->before->amount != d->amount)
		d->amount_from = STR("manual");
	return 0;
}

int
deal_check(void *ctx, const void *before, void *after, struct err *e)
{
	struct passage p = {
		.m = ctx,
		.en = model_entity(ctx, E_DEAL),
		.before = before,
		.after = after,
	};
	int rc = check_stage(&p, e);

	if (rc == 0)
		rc = rule_money(p.m, p.en, before, after, e);
	if (rc == 0)
		rc = check_numbers(&p, e);
	if (rc == 0)
		rc = check_source(&p, e);
	if (rc || !p.to)
		return rc;
	settle(&p, DEAL_PROBABILITY, DEAL_PROBABILITY_BY,
		(union val){.i = p.to->probability});
	settle(&p, DEAL_CATEGORY, DEAL_CATEGORY_BY,
		(union val){.s = p.to->category});
	settle_closed(&p);
	return p.entering ? check_requires(&p, e) : 0;
}
