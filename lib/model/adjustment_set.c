/* Adjusting: whose it is, who may, and what counts. */
#include "model/adjustment.h"
#include "model/deal.h"
#include "model/rep.h"
#include "model/team.h"

enum { DEEPEST = 1000 };

/* ---- whose it is -------------------------------------------------------- */

/* The rep a node is of, and the nearest manager above who is another. */
struct post {
	int64_t owner, above;
};

static int
climb(struct model *m, int64_t team, struct post *p, struct err *e)
{
	int rc = 0;

	for (int i = 0; team != NUM_NULL && i < DEEPEST; i++) {
		void *rec;
		const struct team *t;

		rc = model_get(m, model_entity(m, E_TEAM), team, &rec, e);
		if (rc)
			return rc == ERR_NO ? 0 : rc;
		t = rec;
		if (t->manager != NUM_NULL && t->manager != p->owner) {
			p->above = t->manager;
			return 0;
		}
		team = t->parent;
	}
	return rc;
}

static int
post_of(struct model *m, int64_t holder, struct post *p, struct err *e)
{
	int of = anyref_entity(holder);
	const struct rep *r;
	const struct team *t;
	void *rec;
	int rc = model_get(m, model_entity(m, of), anyref_id(holder), &rec,
		e);

	if (rc)
		return rc;
	r = rec;
	t = rec;
	p->owner = of == E_REP ? r->common.id : t->manager;
	return climb(m, of == E_REP ? r->team : t->parent, p, e);
}

static int
find_post(struct model *m, const struct adjustment *a, struct post *p,
	struct err *e)
{
	const struct deal *d;
	void *rec;
	int rc;

	*p = (struct post){NUM_NULL, NUM_NULL};
	if (a->holder != NUM_NULL)
		return post_of(m, a->holder, p, e);
	rc = model_get(m, model_entity(m, E_DEAL), a->deal, &rec, e);
	d = rec;
	return rc || d->owner == NUM_NULL
		? rc
		: post_of(m, anyref_make(E_REP, d->owner), p, e);
}

static struct str
told_by(const struct adjustment *a, const struct post *p)
{
	return a->author != NUM_NULL && a->author == p->owner
		? STR("owner")
		: STR("manager");
}

int
adjustment_told_by(struct model *m, const struct adjustment *a,
	struct str *by, struct err *e)
{
	struct post p;
	int rc = find_post(m, a, &p, e);

	*by = told_by(a, &p);
	return rc;
}

/* "team/emea: only rep/mia adjusts it as its manager" */
static int
check_post(struct model *m, const struct adjustment *a, const struct post *p,
	struct err *e)
{
	const struct entity *reps = model_entity(m, E_REP);
	int64_t about = a->holder;
	struct buf text = {0};

	if (!str_is(a->by, "manager") || a->author == NUM_NULL ||
		p->above == NUM_NULL || p->above == a->author)
		return 0;
	if (about == NUM_NULL)
		about = anyref_make(E_DEAL, a->deal);
	model_ref_text(m, model_entity(m, anyref_entity(about)),
		anyref_id(about), &text);
	buf_cstr(&text, ": is not directly below ");
	model_ref_text(m, reps, a->author, &text);
	buf_cstr(&text, ": its manager is ");
	model_ref_text(m, reps, p->above, &text);
	err_set(e, ERR_DATA, "%s", text.p);
	buf_free(&text);
	return err_hint(e, "a manager adjusts immediate reports; --by owner "
		"enters what the owner said");
}

/* ---- setting ------------------------------------------------------------- */

static int
check_open(struct model *m, const struct deal *d, struct err *e)
{
	(void)m;
	if (d->common.archived == 1)
		return err_set(e, ERR_DATA, "deal/%lld: is archived",
			(long long)d->common.id);
	if (str_is(d->status, "open"))
		return 0;
	return err_set(e, ERR_DATA, "deal/%lld: is %.*s, only open deals are "
		"adjusted", (long long)d->common.id, STR_SHORT(d->status));
}

/* The key as a record without a value; *money is what a bare amount is in. */
static int
make(struct model *m, const struct adjustment_key *k, bool setting,
	struct adjustment **out, const struct currency **money,
	struct err *e)
{
	const struct entity *en = model_entity(m, E_ADJUSTMENT);
	const struct entity *deals = model_entity(m, E_DEAL);
	struct adjustment *a = record_new(en, m->arena);
	struct post p;
	void *d;
	int rc = model_me(m, &a->author, e);

	*out = a;
	*money = m->policy->base;
	a->holder = k->holder;
	a->figure.measure = STR("amount");
	if (rc == 0 && k->holder == NUM_NULL) {
		a->deal = k->deal;
		rc = model_get(m, deals, k->deal, &d, e);
		if (rc == 0)
			*money = record_currency(deals, d, *money);
		if (rc == 0 && setting)
			rc = check_open(m, d, e);
	} else {
		figure_for(m, &k->period, &a->figure);
		if (rc == 0)
			rc = model_assign_text(m, en, a, ADJUSTMENT_CATEGORY,
				k->category, e);
	}
	if (rc == 0 && k->measure.p)
		rc = model_assign_text(m, en, a, ADJUSTMENT_MEASURE,
			k->measure, e);
	if (rc == 0)
		rc = find_post(m, a, &p, e);
	if (rc)
		return rc;
	a->by = told_by(a, &p);
	if (k->by.p)
		rc = model_assign_text(m, en, a, ADJUSTMENT_BY, k->by, e);
	return rc ? rc : check_post(m, a, &p, e);
}

int
adjustment_set(struct model *m, const struct adjustment_key *k,
	struct str value, struct str note, int64_t *id, enum saved *how,
	struct err *e)
{
	const struct entity *en = model_entity(m, E_ADJUSTMENT);
	const struct currency *money;
	struct adjustment *a, *old;
	int rc = make(m, k, true, &a, &money, e);

	if (rc == 0 && note.p)
		rc = model_assign_text(m, en, a, ADJUSTMENT_NOTE, note, e);
	if (rc == 0)
		rc = figure_read(m, &a->figure, value, k->currency, money, e);
	if (rc == 0)
		rc = adjustment_find(m, a, &old, e);
	if (rc)
		return rc;
	if (old) {
		if (a->note.p || !figure_same_value(&a->figure, &old->figure))
			old->note = a->note;
		old->author = a->author;
		old->figure = a->figure;
		a = old;
	}
	rc = model_save(m, en, a, how, e);
	*id = a->common.id;
	return rc;
}

/* ---- taking back --------------------------------------------------------- */

static int
nothing(struct model *m, const struct adjustment *a, struct err *e)
{
	int64_t about = a->holder;
	struct buf who = {0};

	if (about == NUM_NULL)
		about = anyref_make(E_DEAL, a->deal);
	model_ref_text(m, model_entity(m, anyref_entity(about)),
		anyref_id(about), &who);
	if (a->holder != NUM_NULL)
		buf_fmt(&who, " %.*s %.*s", STR_F(a->figure.period),
			STR_F(a->category));
	err_set(e, ERR_NO, "%s: no adjustment of the %.*s's", who.p,
		STR_F(a->by));
	buf_free(&who);
	return err_hint(e, "pipe adjustment list shows those there are");
}

/* One currency after the other until none is left. */
int
adjustment_clear(struct model *m, const struct adjustment_key *k,
	struct ids *cleared, struct err *e)
{
	const struct entity *en = model_entity(m, E_ADJUSTMENT);
	const struct currency *money;
	struct adjustment *a, *old = NULL;
	const void *rec;
	enum saved how;
	struct scan *s;
	int rc = make(m, k, false, &a, &money, e);

	if (rc == 0)
		rc = scan_open(m->tx, en, NULL, &s, e);
	if (rc)
		return rc;
	while ((rc = scan_next(s, &rec, e)) == 0) {
		const struct adjustment *one = rec;

		a->figure.currency = k->currency.p ? k->currency
						   : one->figure.currency;
		if (one->common.archived != 1 &&
			one->holder == a->holder && one->deal == a->deal &&
			str_eq(one->category, a->category) &&
			str_eq(one->by, a->by) &&
			figure_same_key(&one->figure, &a->figure))
			*ARR_ADD(&cleared->list) = one->common.id;
	}
	scan_close(s);
	rc = rc == ERR_NO ? 0 : rc;
	for (size_t i = 0; rc == 0 && i < cleared->list.n; i++) {
		void *got;

		rc = model_get(m, en, cleared->list.v[i], &got, e);
		old = got;
		if (rc == 0)
			old->common.archived = 1;
		if (rc == 0)
			rc = model_save(m, en, old, &how, e);
	}
	return rc == 0 && !cleared->list.n ? nothing(m, a, e) : rc;
}
