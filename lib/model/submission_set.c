/* Submitting, and the submissions that count. */
#include "model/submission.h"

int
submission_set(struct model *m, const struct submission_key *k,
	struct str value, struct str note, int64_t *id, enum saved *how,
	struct err *e)
{
	const struct entity *en = model_entity(m, E_SUBMISSION);
	struct submission *s = record_new(en, m->arena), *old;
	int rc = model_me(m, &s->author, e);

	s->holder = k->holder;
	figure_for(m, &k->period, &s->figure);
	if (rc == 0 && k->measure.p)
		rc = model_assign_text(m, en, s, SUBMISSION_MEASURE,
			k->measure, e);
	if (rc == 0 && note.p)
		rc = model_assign_text(m, en, s, SUBMISSION_NOTE, note, e);
	if (rc == 0)
		rc = figure_read(m, &s->figure, value, k->currency, NULL, e);
	if (rc == 0)
		rc = submission_find(m, s, &old, e);
	if (rc)
		return rc;
	if (old) {
		if (s->note.p || !figure_same_value(&s->figure, &old->figure))
			old->note = s->note;
		old->author = s->author;
		old->figure = s->figure;
		s = old;
	}
	s->said = m->at;
	rc = model_save(m, en, s, how, e);
	*id = s->common.id;
	return rc;
}

/* ---- what counts --------------------------------------------------------- */

static bool
counts(const struct submission *s, const struct period *periods, size_t n)
{
	if (s->common.archived == 1)
		return false;
	for (size_t i = 0; i < n; i++)
		if (s->figure.from >= periods[i].from &&
			s->figure.to <= periods[i].to)
			return true;
	return false;
}

static struct submitted
submitted_of(const struct model *m, const struct submission *s,
	int64_t stale_after, struct arena *to)
{
	const struct figure *f = &s->figure;
	int64_t days = m->cal.today - zone_day(m->cal.zone, s->said);

	days = days < 0 ? 0 : days;
	return (struct submitted){
		.id = s->common.id,
		.holder = s->holder,
		.from = f->from,
		.to = f->to,
		.period = arena_str(to, f->period),
		.measure = arena_str(to, f->measure),
		.money = f->currency.p ? currency_find(f->currency) : NULL,
		.value = f->value,
		.number = f->number,
		.days = days,
		.stale = stale_after != NUM_NULL && days > stale_after,
	};
}

int
submission_load(struct model *m, struct arena *a,
	const struct period *periods, size_t nperiods, int64_t stale_after,
	struct submitted **out, size_t *n, struct err *e)
{
	static const uint16_t want[] = {TAG_ID, TAG_ARCHIVED,
		SUBMISSION_HOLDER, SUBMISSION_PERIOD, SUBMISSION_FROM,
		SUBMISSION_TO, SUBMISSION_MEASURE, SUBMISSION_VALUE,
		SUBMISSION_CURRENCY, SUBMISSION_NUMBER, SUBMISSION_SAID, 0};
	const struct entity *en = model_entity(m, E_SUBMISSION);
	ARR(struct submitted) list = {0};
	const void *rec;
	struct scan *s;
	int rc = scan_open(m->tx, en, want, &s, e);

	if (rc)
		return rc;
	while ((rc = scan_next(s, &rec, e)) == 0)
		if (counts(rec, periods, nperiods))
			*ARR_ADD(&list) = submitted_of(m, rec, stale_after, a);
	scan_close(s);
	rc = rc == ERR_NO ? 0 : rc;
	*n = list.n;
	*out = arena_array(a, list.n + 1, sizeof **out);
	if (list.n)
		memcpy(*out, list.v, list.n * sizeof **out);
	ARR_FREE(&list);
	return rc;
}
