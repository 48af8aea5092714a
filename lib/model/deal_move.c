/* Verbs that find a stage, set it and save; the rules stand in the check. */
#include "model/deal.h"
#include "model/rule.h"

static int
refuse(struct model *m, const struct deal *d, const char *why,
	struct str what, struct err *e)
{
	struct str who = rule_subject(m, model_entity(m, E_DEAL), d);

	return err_set(e, ERR_DATA, "%.*s: %s%.*s", STR_SHORT(who), why,
		STR_SHORT(what));
}

static int
enter(struct model *m, struct deal *d, const struct stage *s,
	enum saved *how, struct err *e)
{
	const struct entity *en = model_entity(m, E_DEAL);

	model_assign(m, d, entity_tag(en, DEAL_STAGE),
		&(union val){.s = s->id});
	return model_save(m, en, d, how, e);
}

/* The pipeline's first stage of a kind. */
static const struct stage *
stage_of_kind(const struct pipeline *l, enum stage_type kind)
{
	for (size_t i = 0; l && i < l->nstages; i++)
		if (l->stages[i].kind == kind)
			return &l->stages[i];
	return NULL;
}

static enum stage_type
kind_of(const struct model *m, const struct deal *d)
{
	const struct stage *s = deal_stage(m->policy, d);

	return s ? s->kind : STAGE_OPEN;
}

int
deal_move(struct model *m, struct deal *d, struct str stage, enum saved *how,
	struct err *e)
{
	const struct entity *en = model_entity(m, E_DEAL);
	int rc = model_assign_text(m, en, d, DEAL_STAGE, stage, e);

	return rc ? rc : model_save(m, en, d, how, e);
}

int
deal_advance(struct model *m, struct deal *d, enum saved *how, struct err *e)
{
	const struct pipeline *l = policy_pipeline(m->policy, d->pipeline);
	const struct stage *s = deal_stage(m->policy, d);

	if (s && s->kind != STAGE_OPEN)
		return refuse(m, d, "is ", s->type, e);
	for (size_t i = s ? (size_t)s->order + 1 : 0; l && i < l->nstages;
		i++)
		if (l->stages[i].kind == STAGE_OPEN)
			return enter(m, d, &l->stages[i], how, e);
	refuse(m, d, "no open stage comes after ", d->stage, e);
	return err_hint(e, "try: pipe deal win %lld",
		(long long)d->common.id);
}

static int
finish(struct model *m, struct deal *d, enum stage_type kind,
	const char *none, enum saved *how, struct err *e)
{
	const struct pipeline *l = policy_pipeline(m->policy, d->pipeline);
	const struct stage *s = stage_of_kind(l, kind);

	if (!s)
		return refuse(m, d, none, d->pipeline, e);
	if (kind_of(m, d) == kind)
		s = deal_stage(m->policy, d);
	return enter(m, d, s, how, e);
}

int
deal_win(struct model *m, struct deal *d, enum saved *how, struct err *e)
{
	return finish(m, d, STAGE_WON, "no won stage in pipeline ", how, e);
}

int
deal_lose(struct model *m, struct deal *d, struct str reason,
	enum saved *how, struct err *e)
{
	int rc = 0;

	if (reason.p)
		rc = model_assign_text(m, model_entity(m, E_DEAL), d,
			DEAL_REASON, reason, e);
	return rc ? rc
		  : finish(m, d, STAGE_LOST, "no lost stage in pipeline ",
			    how, e);
}

/* The open stage an event left, NULL when it is not of that kind. */
static const struct stage *
stage_left(const struct model *m, const struct deal *d, const struct event *ev)
{
	for (size_t i = 0; i < ev->nchanges; i++) {
		const struct change *c = &ev->changes[i];
		const struct stage *s;

		if (c->tag != DEAL_STAGE || !c->had)
			continue;
		s = policy_stage(m->policy, d->pipeline, c->before.s);
		return s && s->kind == STAGE_OPEN ? s : NULL;
	}
	return NULL;
}

static int
last_open_stage(struct model *m, const struct deal *d,
	const struct stage **out, struct err *e)
{
	const struct entity *en = model_entity(m, E_DEAL);
	struct numbers list = {0};
	struct arena a = {0};
	struct event ev;
	int rc = tx_history(m->tx, en, d->common.id, &list, e);

	*out = NULL;
	for (size_t i = list.list.n; rc == 0 && !*out && i-- > 0;) {
		rc = tx_event(m->tx, list.list.v[i], &a, &ev, e);
		if (rc == 0)
			*out = stage_left(m, d, &ev);
	}
	ARR_FREE(&list.list);
	arena_free(&a);
	return rc;
}

int
deal_reopen(struct model *m, struct deal *d, struct str stage,
	enum saved *how, struct err *e)
{
	const struct pipeline *l = policy_pipeline(m->policy, d->pipeline);
	const struct stage *s = NULL;
	int rc = 0;

	if (kind_of(m, d) == STAGE_OPEN)
		return refuse(m, d, "is open", STR_NULL, e);
	if (stage.p)
		rc = model_assign_text(m, model_entity(m, E_DEAL), d,
			DEAL_STAGE, stage, e);
	else
		rc = last_open_stage(m, d, &s, e);
	if (rc)
		return rc;
	if (stage.p)
		s = deal_stage(m->policy, d);
	else if (!s)
		s = stage_of_kind(l, STAGE_OPEN);
	if (!s || s->kind != STAGE_OPEN)
		return refuse(m, d, "this is no open stage: ", d->stage, e);
	return enter(m, d, s, how, e);
}
