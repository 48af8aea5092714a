/* Setting quotas, one by one and by copy. */
#include "model/quota.h"
#include "model/rule.h"

/* Write `q` where there is no such quota, else revise the one there is. */
static int
upsert(struct model *m, struct quota *q, int64_t *id, enum saved *how,
	struct err *e)
{
	const struct entity *en = model_entity(m, E_QUOTA);
	struct quota *old;
	int rc = quota_find(m, q, &old, e);

	if (rc)
		return rc;
	if (old) {
		old->period = q->period;
		old->value = q->value;
		old->number = q->number;
		if (q->reason.p)
			old->reason = q->reason;
		q = old;
	}
	rc = model_save(m, en, q, how, e);
	*id = q->common.id;
	return rc;
}

int
quota_make(struct model *m, const struct quota_key *k, struct str value,
	struct str reason, struct quota **out, struct err *e)
{
	const struct entity *en = model_entity(m, E_QUOTA);
	struct quota *q = record_new(en, m->arena);
	struct figure f;
	int rc = 0;

	figure_for(m, &k->period, &f);
	*out = q;
	q->holder = k->holder;
	q->measure = f.measure;
	if (k->measure.p)
		rc = model_assign_text(m, en, q, QUOTA_MEASURE, k->measure,
			e);
	f.measure = q->measure;
	if (rc == 0 && k->selector.p)
		rc = quota_selector(m, k->selector, &q->selector, e);
	if (rc == 0 && reason.p)
		rc = model_assign_text(m, en, q, QUOTA_REASON, reason, e);
	if (rc == 0)
		rc = figure_read(m, &f, value, k->currency, NULL, e);
	quota_put(q, &f);
	return rc;
}

int
quota_set(struct model *m, const struct quota_key *k, struct str value,
	struct str reason, int64_t *id, enum saved *how, struct err *e)
{
	struct quota *q;
	int rc = quota_make(m, k, value, reason, &q, e);

	return rc ? rc : upsert(m, q, id, how, e);
}

int
quota_upsert(struct model *m, struct quota *q, struct quota_copied *counts,
	struct err *e)
{
	int64_t *const of[] = {
		[SAVED_UNCHANGED] = &counts->unchanged,
		[SAVED_UPDATED] = &counts->updated,
		[SAVED_CREATED] = &counts->created,
	};
	enum saved how;
	int64_t id;
	int rc = upsert(m, q, &id, &how, e);

	if (rc == 0)
		++*of[how];
	return rc;
}

/* ---- copying ------------------------------------------------------------ */

/* Where each span of days goes. */
struct course {
	struct period from, to;
};

struct courses {
	ARR(struct course) list;
};

/* The parts of both periods, where they have as many. */
static void
add_parts(struct model *m, const struct period *from, const struct period *to,
	enum period_unit unit, struct courses *c)
{
	struct period *a, *b;
	struct err ignored;
	size_t na, nb;

	if (period_split(from, unit, &m->cal, m->arena, &a, &na, &ignored) ||
		period_split(to, unit, &m->cal, m->arena, &b, &nb, &ignored) ||
		na != nb || na < 2)
		return;
	for (size_t i = 0; i < na; i++)
		*ARR_ADD(&c->list) = (struct course){a[i], b[i]};
}

static const struct period *
course_of(const struct courses *c, const struct quota *q)
{
	for (size_t i = 0; i < c->list.n; i++)
		if (c->list.v[i].from.from == q->from &&
			c->list.v[i].from.to == q->to)
			return &c->list.v[i].to;
	return NULL;
}

/* Live quotas of the courses' spans, as copies in the arena. */
struct quotas {
	ARR(struct quota *) list;
};

static int
gather(struct model *m, const struct courses *c, struct quotas *out,
	struct err *e)
{
	const struct entity *en = model_entity(m, E_QUOTA);
	const void *rec;
	struct scan *s;
	int rc = scan_open(m->tx, en, NULL, &s, e);

	if (rc)
		return rc;
	while ((rc = scan_next(s, &rec, e)) == 0) {
		const struct quota *q = rec;

		if (q->common.archived != 1 && course_of(c, q))
			*ARR_ADD(&out->list) = record_copy(en, q, m->arena);
	}
	scan_close(s);
	return rc == ERR_NO ? 0 : rc;
}

static int
scale_value(struct quota *q, int64_t scale, struct err *e)
{
	int64_t n;
	int rc;

	if (q->value != NUM_NULL)
		return num_muldec(q->value, scale, &q->value, e);
	if (!str_is(q->measure, "count"))
		return dec_mul(q->number, scale, &q->number, e);
	rc = num_muldec(dec_mantissa(q->number), scale, &n, e);
	return rc ? rc : dec_make(n, 0, &q->number, e);
}

static int
copy_one(struct model *m, const struct quota *from, const struct period *to,
	int64_t scale, struct str reason, struct quota_copied *out,
	struct err *e)
{
	const struct entity *en = model_entity(m, E_QUOTA);
	struct quota *q = record_new(en, m->arena);
	int rc;

	q->holder = from->holder;
	q->period = arena_str(m->arena, str_of(to->label));
	q->from = to->from;
	q->to = to->to;
	q->measure = from->measure;
	q->selector = from->selector;
	q->value = from->value;
	q->currency = from->currency;
	q->number = from->number;
	q->reason = reason;
	rc = scale_value(q, scale, e);
	return rc ? rc : quota_upsert(m, q, out, e);
}

int
quota_copy(struct model *m, const struct period *from,
	const struct period *to, int64_t scale, struct str reason,
	struct quota_copied *out, struct err *e)
{
	struct courses c = {0};
	struct quotas found = {0};
	int rc;

	*out = (struct quota_copied){0};
	*ARR_ADD(&c.list) = (struct course){*from, *to};
	add_parts(m, from, to, UNIT_QUARTER, &c);
	add_parts(m, from, to, UNIT_MONTH, &c);
	rc = gather(m, &c, &found, e);
	if (rc == 0 && !found.list.n)
		rc = err_set(e, ERR_NO, "%s: no quotas to copy", from->label);
	for (size_t i = 0; rc == 0 && i < found.list.n; i++) {
		const struct period *dest = course_of(&c, found.list.v[i]);

		if (dest)
			rc = copy_one(m, found.list.v[i], dest, scale, reason,
				out, e);
	}
	ARR_FREE(&c.list);
	ARR_FREE(&found.list);
	return rc;
}
