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

/* ---- single lines -------------------------------------------------------- */

enum { ALL = 10000 };

/* A part and the whole it is measured by; negative ones as their negative. */
struct share {
	__int128 part, whole;
};

static struct share
share_make(__int128 part, __int128 whole)
{
	return whole < 0 ? (struct share){-part, -whole}
			 : (struct share){part, whole};
}

/* What a line is below its list value, after its share of the document's
 * discount: what is optional is offered as well. */
static struct share
line_off(const struct doc_line *l)
{
	int64_t above = l->variance == NUM_NULL ? 0 : l->variance;
	__int128 list = (__int128)l->gross - above;

	return share_make(list - ((__int128)l->amount - l->share), list);
}

static bool
is_deep(const struct doc_line *l, int64_t limit)
{
	struct share s = line_off(l);

	return limit != NUM_NULL && s.whole != 0 &&
		s.part * ALL > s.whole * limit;
}

/* Of nothing there is no margin in percent, but a loss is one. */
static bool
is_thin(int64_t margin, int64_t net, int64_t limit)
{
	struct share s = share_make(margin, net);

	if (limit == NUM_NULL || margin == NUM_NULL)
		return false;
	return s.whole ? s.part * ALL < s.whole * limit : margin < 0;
}

/* The first line a rule asks an approval for, in order; the document's number
 * of lines: none. */
static size_t
asking_line(const struct doc *d, const struct approval_rule *r)
{
	size_t i = 0;

	while (i < d->nlines && !is_deep(&d->lines[i],
		r->line_discount_above) && !is_thin(d->lines[i].margin,
		d->lines[i].net, r->line_margin_below))
		i++;
	return i;
}

/* ---- rules --------------------------------------------------------------- */

static int
asks(struct model *m, const struct quote_sheet *s,
	const struct approval_rule *r, bool *yes, struct err *e)
{
	const struct quote *q = s->quote;

	*yes = (r->discount_above != NUM_NULL && q->off_rate != NUM_NULL &&
		       q->off_rate > r->discount_above) ||
		is_thin(q->margin, q->net, r->margin_below) ||
		(r->terms_above != NUM_NULL && q->terms != NUM_NULL &&
			q->terms > r->terms_above) ||
		asking_line(&s->doc, r) < s->doc.nlines;
	if (*yes || r->total_above == NUM_NULL || q->total == NUM_NULL)
		return 0;
	return is_large(m, q, r->total_above, yes, e);
}

int
quote_rules(struct model *m, const struct quote_sheet *s, struct str *asked,
	struct err *e)
{
	const struct policy *p = m->policy;
	struct buf set = {0};
	int rc = 0;

	for (size_t i = 0; rc == 0 && i < p->napprovals; i++) {
		bool yes;

		rc = asks(m, s, &p->approvals[i], &yes, e);
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

/* "12.5" of a share, rounded to a hundredth of a percent. */
static int
put_percent(struct share s, struct buf *out, struct err *e)
{
	int64_t basis, dec;
	int rc = round_ratio(s.part * ALL, s.whole, ROUND_HALF_UP, &basis, e);

	if (rc == 0)
		rc = dec_make(basis, 2, &dec, e);
	if (rc == 0)
		dec_print(dec, out);
	return rc;
}

static int
put_reason(const struct doc_line *l, const struct approval_rule *r,
	struct buf *out, struct err *e)
{
	bool deep = is_deep(l, r->line_discount_above);
	struct share s = deep ? line_off(l) : share_make(l->margin, l->net);
	int rc;

	if (!s.whole) {
		buf_cstr(out, " is given away at a loss");
		return 0;
	}
	buf_cstr(out, deep ? " is " : " has a margin of ");
	rc = put_percent(s, out, e);
	buf_cstr(out, deep ? " percent off" : " percent");
	return rc;
}

int
quote_asking_line(struct model *m, const struct quote *q, struct str *why,
	struct err *e)
{
	const struct policy *p = m->policy;
	struct quote_sheet s;
	struct buf b = {0};
	int rc = quote_load(m, q->common.id, &s, e);

	*why = STR_NULL;
	if (rc == 0)
		rc = quote_compute(m, &s, e);
	for (size_t i = 0; rc == 0 && !b.n && i < p->napprovals; i++) {
		size_t at = asking_line(&s.doc, &p->approvals[i]);

		if (at == s.n)
			continue;
		buf_fmt(&b, "line %lld", (long long)s.lines[at]->position);
		rc = put_reason(&s.doc.lines[at], &p->approvals[i], &b, e);
	}
	if (rc == 0 && b.n)
		*why = arena_str(m->arena, buf_view(&b));
	buf_free(&b);
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
may_approve(struct model *m, const struct quote *q,
	const struct approval_rule *r, const struct rep *me, bool *yes,
	struct err *e)
{
	struct str rest = r->by, word;
	int rc = 0;

	*yes = false;
	while (rc == 0 && !*yes && rest.n && str_split(&rest, ',', &word))
		rc = is_meant(m, q, word, me, yes, e);
	return rc;
}

static int
not_meant(const struct quote *q, const struct approval_rule *r,
	const struct rep *me, struct err *e)
{
	err_set(e, ERR_DATA, "%.*s: %.*s may not approve what rule %.*s asks "
		"for", STR_SHORT(q->number), STR_SHORT(me->handle),
		STR_F(r->id));
	return err_hint(e, "who may: %.*s", STR_SHORT(r->by));
}

/* Those rules that wait for somebody, *first, and of them those that `me` may
 * approve, as an edit of a set. */
static int
sift_rules(struct model *m, const struct quote *q, const struct rep *me,
	const struct approval_rule **first, struct buf *mine, struct err *e)
{
	struct str rest = q->asked, id;
	int rc = 0;

	*first = NULL;
	while (rc == 0 && rest.n && str_split(&rest, ',', &id)) {
		const struct approval_rule *r = rule_of(m->policy, id);
		bool yes;

		if (!r || set_has(q->granted, id))
			continue;
		*first = *first ? *first : r;
		rc = may_approve(m, q, r, me, &yes, e);
		if (rc == 0 && yes)
			buf_fmt(mine, "%s%.*s", mine->n ? "," : "", STR_F(id));
	}
	return rc;
}

bool
quote_granted(const struct model *m, const struct quote *q)
{
	struct str rest = q->asked, id;

	while (rest.n && str_split(&rest, ',', &id))
		if (rule_of(m->policy, id) && !set_has(q->granted, id))
			return false;
	return true;
}

int
quote_approver(struct model *m, const struct quote *q, int64_t *rep,
	struct str *granted, struct err *e)
{
	const struct approval_rule *first;
	struct buf mine = {0};
	void *me;
	int rc = model_me(m, rep, e);

	*granted = q->granted;
	if (rc == 0 && *rep == NUM_NULL) {
		err_set(e, ERR_DATA, "%.*s: it is not known which rep you are",
			STR_SHORT(q->number));
		return err_hint(e, "try: pipe config set me HANDLE");
	}
	if (rc == 0)
		rc = model_get(m, model_entity(m, E_REP), *rep, &me, e);
	if (rc == 0)
		rc = sift_rules(m, q, me, &first, &mine, e);
	if (rc == 0 && mine.n)
		rc = set_edit(m->arena, q->granted, buf_view(&mine), granted,
			e);
	else if (rc == 0 && first)
		rc = not_meant(q, first, me, e);
	buf_free(&mine);
	return rc;
}
