/* Approvals: which rules ask for one, and who may give it. */
#include "model/quote_part.h"
#include "model/rates.h"
#include "model/rep.h"
#include "model/rule.h"
#include "model/team.h"

/* Without a rate nobody can say that it is not above. */
static int
is_large(struct model *m, const struct quote *q, int64_t above, bool *yes,
	struct err *e)
{
	const struct currency *own = currency_find(q->currency);
	int64_t limit, total;
	struct rates *r;
	int rc = price_minor(above, m->policy->base, &limit, e);

	if (rc == 0)
		rc = rates_open(m, m->arena, STR_NULL, m->policy->rate_max_age,
			&r, e);
	if (rc)
		return rc;
	rc = rates_convert(r, q->total, own, m->policy->base, m->cal.today,
		&total, NULL, e);
	*yes = rc == ERR_NO || (rc == 0 && total > limit);
	return rc == ERR_NO ? 0 : rc;
}

static int
asks(struct model *m, const struct quote *q, const struct approval_rule *r,
	bool *yes, struct err *e)
{
	*yes = (r->discount_above != NUM_NULL && q->off_rate != NUM_NULL &&
		       q->off_rate > r->discount_above) ||
		(r->margin_below != NUM_NULL && q->margin_rate != NUM_NULL &&
			q->margin_rate < r->margin_below) ||
		(r->terms_above != NUM_NULL && q->terms != NUM_NULL &&
			q->terms > r->terms_above);
	if (*yes || r->total_above == NUM_NULL || q->total == NUM_NULL)
		return 0;
	return is_large(m, q, r->total_above, yes, e);
}

int
quote_rules(struct model *m, const struct quote *q, struct str *asked,
	struct err *e)
{
	const struct policy *p = m->policy;
	struct buf set = {0};
	int rc = 0;

	for (size_t i = 0; rc == 0 && i < p->napprovals; i++) {
		bool yes;

		rc = asks(m, q, &p->approvals[i], &yes, e);
		if (rc == 0 && yes)
			buf_fmt(&set, "%s%.*s", set.n ? "," : "",
				STR_F(p->approvals[i].id));
	}
	*asked = STR_NULL;
	if (rc == 0 && set.n)
		rc = set_edit(m->arena, STR_NULL, buf_view(&set), asked, e);
	buf_free(&set);
	return rc;
}

/* ---- who ----------------------------------------------------------------- */

static int
manages(struct model *m, int64_t team, int64_t rep, bool *yes, struct err *e)
{
	void *rec;
	int rc;

	if (team == NUM_NULL)
		return 0;
	rc = model_get(m, model_entity(m, E_TEAM), team, &rec, e);
	if (rc == 0)
		*yes |= ((struct team *)rec)->manager == rep;
	return rc;
}

/* Whether a word of `by` is the rep. */
static int
is_meant(struct model *m, const struct quote *q, struct str word,
	const struct rep *me, bool *yes, struct err *e)
{
	const struct entity *teams = model_entity(m, E_TEAM);
	int64_t team;
	void *rec;
	int rc;

	if (str_starts(word, "team/")) {
		rc = model_resolve(m, teams, word, &team, e);
		return rc ? rc : manages(m, team, me->common.id, yes, e);
	}
	if (str_is(word, "manager") && q->owner != NUM_NULL) {
		rc = model_get(m, model_entity(m, E_REP), q->owner, &rec, e);
		return rc ? rc : manages(m, ((struct rep *)rec)->team,
			me->common.id, yes, e);
	}
	*yes |= str_eq(word, me->handle);
	return 0;
}

static const struct approval_rule *
rule_of(const struct policy *p, struct str id)
{
	for (size_t i = 0; i < p->napprovals; i++)
		if (str_eq(p->approvals[i].id, id))
			return &p->approvals[i];
	return NULL;
}

static int
check_rule(struct model *m, const struct quote *q,
	const struct approval_rule *r, const struct rep *me, struct err *e)
{
	struct str rest = r->by, word;
	bool yes = false;
	int rc = 0;

	while (rc == 0 && !yes && rest.n && str_split(&rest, ',', &word))
		rc = is_meant(m, q, word, me, &yes, e);
	if (rc || yes)
		return rc;
	err_set(e, ERR_DATA, "%.*s: %.*s may not approve what rule %.*s asks "
		"for", STR_SHORT(q->number), STR_SHORT(me->handle),
		STR_F(r->id));
	return err_hint(e, "who may: %.*s", STR_SHORT(r->by));
}

int
quote_approver(struct model *m, const struct quote *q, int64_t *rep,
	struct err *e)
{
	struct str rest = q->asked, id;
	void *me;
	int rc = model_me(m, rep, e);

	if (rc == 0 && *rep == NUM_NULL) {
		err_set(e, ERR_DATA, "%.*s: it is not known which rep you are",
			STR_SHORT(q->number));
		return err_hint(e, "try: pipe config set me HANDLE");
	}
	if (rc == 0)
		rc = model_get(m, model_entity(m, E_REP), *rep, &me, e);
	while (rc == 0 && rest.n && str_split(&rest, ',', &id)) {
		const struct approval_rule *r = rule_of(m->policy, id);

		if (r)
			rc = check_rule(m, q, r, me, e);
	}
	return rc;
}
