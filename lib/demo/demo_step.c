/* One step, taken by the model's own rules. */
#include "demo/demo_plan.h"
#include "model/activity.h"
#include "model/lead.h"
#include "model/quota.h"
#include "model/rate.h"

static int64_t
id_of(const struct play *y, int entity, size_t place)
{
	return place == NOWHERE ? NUM_NULL : y->ids[entity][place];
}

/* ---- fields ------------------------------------------------------------- */

static int
give_one(struct play *y, const struct entity *en, void *rec,
	const struct give *g, struct err *e)
{
	const struct field *f = entity_field(en, str_of(g->field));
	union val v;

	if (!f)
		return err_set(e, ERR_USAGE, "demo: %s has no field %s",
			en->name, g->field);
	if (g->entity) {
		v.i = id_of(y, g->entity, g->place);
		if (f->type == T_ANYREF)
			v.i = anyref_make(g->entity, v.i);
		model_assign(&y->model, rec, f, &v);
	} else if (g->text.p) {
		return model_assign_text(&y->model, en, rec, f->tag, g->text,
			e);
	} else {
		model_assign(&y->model, rec, f, NULL);
	}
	return 0;
}

static int
give_all(struct play *y, const struct entity *en, void *rec,
	const struct step *s, struct err *e)
{
	int rc = 0;

	for (const struct give *g = s->gives; rc == 0 && g; g = g->next)
		rc = give_one(y, en, rec, g, e);
	return rc;
}

static struct str
given(const struct step *s, const char *field)
{
	for (const struct give *g = s->gives; g; g = g->next)
		if (str_is(str_of(g->field), field))
			return g->text;
	return STR_NULL;
}

/* ---- deeds -------------------------------------------------------------- */

static int
do_add(struct play *y, const struct step *s, void *rec, struct err *e)
{
	const struct entity *en = model_entity(&y->model, s->entity);
	enum saved how;
	int rc;

	rec = record_new(en, &y->arena);
	rc = model_defaults(&y->model, en, rec, e);
	if (rc == 0)
		rc = give_all(y, en, rec, s, e);
	if (rc == 0)
		rc = model_save(&y->model, en, rec, &how, e);
	y->ids[s->entity][s->place] = ((struct common *)rec)->id;
	return rc;
}

static int
do_set(struct play *y, const struct step *s, void *rec, struct err *e)
{
	enum saved how;

	return model_save(&y->model, model_entity(&y->model, s->entity), rec,
		&how, e);
}

static int
do_rm(struct play *y, const struct step *s, void *rec, struct err *e)
{
	((struct common *)rec)->archived = 1;
	return do_set(y, s, rec, e);
}

static int
do_move(struct play *y, const struct step *s, void *rec, struct err *e)
{
	enum saved how;

	return deal_move(&y->model, rec, str_of(s->word), &how, e);
}

static int
do_win(struct play *y, const struct step *s, void *rec, struct err *e)
{
	enum saved how;

	(void)s;
	return deal_win(&y->model, rec, &how, e);
}

static int
do_lose(struct play *y, const struct step *s, void *rec, struct err *e)
{
	enum saved how;

	return deal_lose(&y->model, rec, str_of(s->word), &how, e);
}

static int
do_reopen(struct play *y, const struct step *s, void *rec, struct err *e)
{
	enum saved how;

	if (s->entity == E_LEAD)
		return lead_reopen(&y->model, rec, &how, e);
	return deal_reopen(&y->model, rec, str_of(s->word), &how, e);
}

static int
do_qualify(struct play *y, const struct step *s, void *rec, struct err *e)
{
	enum saved how;

	(void)s;
	return lead_qualify(&y->model, rec, &how, e);
}

static int
do_nurture(struct play *y, const struct step *s, void *rec, struct err *e)
{
	enum saved how;

	(void)s;
	return lead_nurture(&y->model, rec, NUM_NULL, &how, e);
}

static int
do_disqualify(struct play *y, const struct step *s, void *rec, struct err *e)
{
	enum saved how;

	return lead_disqualify(&y->model, rec, str_of(s->word), &how, e);
}

static int
do_convert(struct play *y, const struct step *s, void *rec, struct err *e)
{
	struct lead_conversion c = {.account = NUM_NULL,
		.contact = NUM_NULL};
	struct model *m = &y->model;
	int rc = lead_deal(m, rec, &c.deal, e);

	if (rc == 0)
		rc = give_all(y, model_entity(m, E_DEAL), c.deal, s, e);
	if (rc == 0)
		rc = lead_convert(m, rec, &c, e);
	if (rc)
		return rc;
	y->ids[E_ACCOUNT][s->account] = c.account;
	y->ids[E_CONTACT][s->contact] = c.contact;
	y->ids[E_DEAL][s->deal] = c.deal->common.id;
	return 0;
}

static int
do_note(struct play *y, const struct step *s, void *rec, struct err *e)
{
	struct note n = {
		.about = anyref_make(s->entity, id_of(y, s->entity, s->place)),
		.text = given(s, "text"),
		.type = given(s, "type"),
		.outcome = given(s, "outcome"),
		.next_step = given(s, "next_step"),
		.next = NUM_NULL,
	};
	struct str next = given(s, "next");
	int64_t id;
	int rc = next.p ? day_parse(next, &n.next, e) : 0;

	(void)rec;
	return rc ? rc : activity_note(&y->model, &n, &id, e);
}

static int
do_done(struct play *y, const struct step *s, void *rec, struct err *e)
{
	enum saved how;

	(void)s;
	return activity_done(&y->model, rec, STR_NULL, &how, e);
}

static int
do_quota(struct play *y, const struct step *s, void *rec, struct err *e)
{
	const struct give *g = s->gives; /* the holder comes first */
	struct quota_key k = {
		.holder = anyref_make(g->entity, id_of(y, g->entity,
			g->place)),
		.measure = given(s, "measure"),
		.selector = given(s, "selector"),
	};
	enum saved how;
	int64_t id;
	int rc = period_parse(given(s, "period"), &y->model.cal, &k.period,
		e);

	(void)rec;
	return rc ? rc
		  : quota_set(&y->model, &k, given(s, "value"),
			    given(s, "reason"), &id, &how, e);
}

static int
do_rate(struct play *y, const struct step *s, void *rec, struct err *e)
{
	struct rate_quote q = {.currency = given(s, "currency"),
		.source = given(s, "source")};
	enum saved how;
	int64_t id;
	int rc = day_parse(given(s, "day"), &q.day, e);

	(void)rec;
	if (rc == 0)
		rc = dec_parse(given(s, "rate"), &q.rate, e);
	return rc ? rc : rate_set(&y->model, &q, &id, &how, e);
}

static const struct {
	const char *verb;
	int (*run)(struct play *, const struct step *, void *, struct err *);
	bool fetch; /* the record, with the fields given */
	bool bare;  /* the record, the fields are another's */
} deeds[DEEDS] = {
	[DEED_ADD] = {"add", do_add, false, false},
	[DEED_SET] = {"set", do_set, true, false},
	[DEED_RM] = {"rm", do_rm, true, false},
	[DEED_MOVE] = {"move", do_move, true, false},
	[DEED_WIN] = {"win", do_win, true, false},
	[DEED_LOSE] = {"lose", do_lose, true, false},
	[DEED_REOPEN] = {"reopen", do_reopen, true, false},
	[DEED_QUALIFY] = {"qualify", do_qualify, true, false},
	[DEED_NURTURE] = {"nurture", do_nurture, true, false},
	[DEED_DISQUALIFY] = {"disqualify", do_disqualify, true, false},
	[DEED_CONVERT] = {"convert", do_convert, true, true},
	[DEED_NOTE] = {"note", do_note, false, false},
	[DEED_DONE] = {"done", do_done, true, false},
	[DEED_QUOTA] = {"set", do_quota, false, false},
	[DEED_RATE] = {"set", do_rate, false, false},
};

const char *
deed_verb(enum deed deed)
{
	return deeds[deed].verb;
}

int
step_take(struct play *y, const struct step *s, struct err *e)
{
	const struct entity *en = model_entity(&y->model, s->entity);
	void *rec = NULL;
	int rc = 0;

	y->model.at = s->at;
	y->model.me = str_of(demo_reps[s->actor].handle);
	if (deeds[s->deed].fetch)
		rc = model_get(&y->model, en, id_of(y, s->entity, s->place),
			&rec, e);
	if (rc == 0 && deeds[s->deed].fetch && !deeds[s->deed].bare)
		rc = give_all(y, en, rec, s, e);
	return rc ? rc : deeds[s->deed].run(y, s, rec, e);
}
