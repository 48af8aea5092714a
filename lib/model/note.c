/* A touch and the next step, in one operation. */
#include "model/activity.h"
#include "model/lead.h"
#include "model/rule.h"

enum { SUBJECT_MAX = 120 };

int
activity_done(struct model *m, struct activity *a, struct str outcome,
	enum saved *how, struct err *e)
{
	const struct entity *en = model_entity(m, E_ACTIVITY);

	if (a->done == NUM_NULL)
		a->done = m->at;
	if (outcome.p) {
		int rc = model_assign_text(m, en, a, ACTIVITY_OUTCOME,
			outcome, e);

		if (rc)
			return rc;
	}
	return model_save(m, en, a, how, e);
}

/* The first line, cut between words where it is long. */
static struct str
subject_of(struct str text)
{
	struct str s = str_trim(str_cut(text, 0, str_find(text, '\n')));
	size_t at = SUBJECT_MAX;

	if (s.n <= SUBJECT_MAX)
		return s;
	while (at > SUBJECT_MAX / 2 && s.p[at] != ' ')
		at--;
	if (s.p[at] != ' ')
		for (at = SUBJECT_MAX; (s.p[at] & 0xc0) == 0x80;)
			at--;
	return str_trim(str_cut(s, 0, at));
}

static int
note_touch(struct model *m, const struct note *n, int64_t *id, struct err *e)
{
	const struct entity *en = model_entity(m, E_ACTIVITY);
	struct str text = str_trim(n->text), subject = subject_of(text);
	struct activity *a = record_new(en, m->arena);
	enum saved how;
	int rc = model_defaults(m, en, a, e);

	a->about = n->about;
	a->done = m->at;
	if (rc == 0)
		rc = model_assign_text(m, en, a, ACTIVITY_TYPE,
			n->type.p ? n->type : STR("note"), e);
	if (rc == 0)
		rc = model_assign_text(m, en, a, ACTIVITY_SUBJECT, subject,
			e);
	if (rc == 0 && subject.n < text.n)
		rc = model_assign_text(m, en, a, ACTIVITY_BODY, text, e);
	if (rc == 0 && n->outcome.p)
		rc = model_assign_text(m, en, a, ACTIVITY_OUTCOME, n->outcome,
			e);
	if (rc == 0)
		rc = model_save(m, en, a, &how, e);
	*id = a->common.id;
	return rc;
}

static int
deal_next(struct model *m, const struct note *n, void *rec, struct err *e)
{
	const struct entity *en = model_entity(m, E_DEAL);

	if (n->next != NUM_NULL)
		model_assign(m, rec, entity_tag(en, DEAL_NEXT),
			&(union val){.i = n->next});
	return n->next_step.p
		? model_assign_text(m, en, rec, DEAL_NEXT_STEP, n->next_step,
			  e)
		: 0;
}

static int
lead_next(struct model *m, const struct note *n, void *rec, struct err *e)
{
	if (n->next_step.p)
		return err_set(e, ERR_USAGE,
			"lead/%lld: a lead has a wake-up day, but no next step",
			(long long)anyref_id(n->about));
	model_assign(m, rec, entity_tag(model_entity(m, E_LEAD), LEAD_WAKE),
		&(union val){.i = n->next});
	return 0;
}

static int
note_next(struct model *m, const struct note *n, struct err *e)
{
	const struct entity *en = model_entity(m, anyref_entity(n->about));
	enum saved how;
	void *rec;
	int rc = model_get(m, en, anyref_id(n->about), &rec, e);

	if (rc)
		return rc;
	if (en->number == E_DEAL)
		rc = deal_next(m, n, rec, e);
	else if (en->number == E_LEAD)
		rc = lead_next(m, n, rec, e);
	else
		rc = err_set(e, ERR_USAGE, "%s/%lld: only deals and leads "
			"have a next step", en->name,
			(long long)anyref_id(n->about));
	return rc ? rc : model_save(m, en, rec, &how, e);
}

int
activity_note(struct model *m, const struct note *n, int64_t *id,
	struct err *e)
{
	int rc;

	if (!str_trim(n->text).n)
		return err_set(e, ERR_USAGE, "note: the text is empty");
	rc = note_touch(m, n, id, e);
	if (rc || (n->next == NUM_NULL && !n->next_step.p))
		return rc;
	return note_next(m, n, e);
}
