/* The steps of a quote's life. Its check is set aside where a step changes
 * what a person may not. */
#include "base/hash.h"
#include "model/quote.h"
#include "model/quote_part.h"
#include "model/rule.h"

static int
refuse(const struct quote *q, const char *step, const char *hint,
	struct err *e)
{
	err_set(e, ERR_DATA, "%.*s: is %.*s and cannot be %s",
		STR_SHORT(q->number), STR_F(q->status), step);
	return hint ? err_hint(e, "try: pipe quote %s %.*s", hint,
		STR_SHORT(q->number)) : ERR_DATA;
}

static bool
is_at(const struct quote *q, const char *status)
{
	return str_is(q->status, status);
}

static int
save(struct model *m, struct quote *q, const char *status, enum saved *how,
	struct err *e)
{
	q->status = str_of(status);
	return model_save(m, model_entity(m, E_QUOTE), q, how, e);
}

/* Figures and rules as they would be settled now, before they are judged. */
static int
renew(struct model *m, struct quote *q, struct err *e)
{
	enum saved how;
	void *rec;
	int rc = model_save(m, model_entity(m, E_QUOTE), q, &how, e);

	if (rc == 0)
		rc = model_settle(m, e);
	if (rc == 0)
		rc = model_get(m, model_entity(m, E_QUOTE), q->common.id, &rec,
			e);
	if (rc == 0)
		*q = *(struct quote *)rec;
	return rc;
}

static int
check_lines(const struct quote *q, struct err *e)
{
	if (q->lines > 0)
		return 0;
	err_set(e, ERR_DATA, "%.*s: has no lines", STR_SHORT(q->number));
	return err_hint(e, "try: pipe quote line add %.*s SKU:1",
		STR_SHORT(q->number));
}

/* ---- approval ------------------------------------------------------------ */

int
quote_submit(struct model *m, struct quote *q, enum saved *how,
	struct err *e)
{
	int rc;

	if (!is_at(q, "draft") && !is_at(q, "approved"))
		return refuse(q, "submitted", NULL, e);
	rc = renew(m, q, e);
	if (rc == 0)
		rc = check_lines(q, e);
	if (rc == 0 && quote_granted(m, q)) {
		err_set(e, ERR_DATA, "%.*s: no rule asks for an approval",
			STR_SHORT(q->number));
		return err_hint(e, "try: pipe quote send %.*s",
			STR_SHORT(q->number));
	}
	return rc ? rc : save(m, q, "pending", how, e);
}

int
quote_approve(struct model *m, struct quote *q, enum saved *how,
	struct err *e)
{
	int64_t rep;
	int rc;

	if (!is_at(q, "pending"))
		return refuse(q, "approved", is_at(q, "draft") ? "submit"
							       : NULL, e);
	rc = quote_approver(m, q, &rep, &q->granted, e);
	if (rc || !quote_granted(m, q))
		return rc ? rc : save(m, q, "pending", how, e);
	q->approved_by = rep;
	return save(m, q, "approved", how, e);
}

int
quote_decline(struct model *m, struct quote *q, struct str reason,
	enum saved *how, struct err *e)
{
	struct str granted;
	int64_t rep;
	int rc;

	if (!is_at(q, "pending"))
		return refuse(q, "declined", NULL, e);
	rc = quote_approver(m, q, &rep, &granted, e);
	q->granted = STR_NULL;
	if (rc == 0 && reason.p)
		rc = model_assign_text(m, model_entity(m, E_QUOTE), q,
			QUOTE_REASON, reason, e);
	return rc ? rc : save(m, q, "draft", how, e);
}

/* ---- sending ------------------------------------------------------------- */

static int
check_approval(struct model *m, const struct quote *q, struct err *e)
{
	struct str why;
	int rc;

	if (quote_granted(m, q) || (is_at(q, "approved") && !q->granted.n))
		return 0; /* the latter by an older program, as a whole */
	rc = quote_asking_line(m, q, &why, e);
	if (rc)
		return rc;
	err_set(e, ERR_DATA, "%.*s: needs an approval, rule %.*s asks for "
		"it%s%.*s", STR_SHORT(q->number), STR_SHORT(q->asked),
		why.n ? ": " : "", STR_F(why));
	return err_hint(e, is_at(q, "pending")
		? "try: pipe quote approve %.*s"
		: "try: pipe quote submit %.*s", STR_SHORT(q->number));
}

static int
check_valid(struct model *m, const struct quote *q, const char *step,
	struct err *e)
{
	struct buf day = {0};

	if (q->valid_until == NUM_NULL ||
		zone_day(m->cal.zone, m->at) <= q->valid_until)
		return 0;
	day_print(q->valid_until, &day);
	err_set(e, ERR_DATA, "%.*s: expired after %s and cannot be %s",
		STR_SHORT(q->number), day.p, step);
	buf_free(&day);
	return err_hint(e, is_at(q, "sent")
		? "for another version: pipe quote revise %.*s"
		: "try: pipe quote set %.*s --valid-until +30d",
		STR_SHORT(q->number));
}

int
quote_send(struct model *m, struct quote *q, enum saved *how, struct err *e)
{
	int rc;

	if (!is_at(q, "draft") && !is_at(q, "pending") &&
		!is_at(q, "approved"))
		return refuse(q, "sent", is_at(q, "accepted") ? "clone"
							      : "revise", e);
	if (q->day == NUM_NULL) {
		q->day = zone_day(m->cal.zone, m->at);
		m->settling = true; /* of the step, no change of an offer */
	}
	rc = model_save(m, model_entity(m, E_QUOTE), q, how, e);
	m->settling = false;
	quote_touched(m, q->common.id, false);
	if (rc == 0)
		rc = renew(m, q, e);
	if (rc == 0)
		rc = check_lines(q, e);
	if (rc == 0)
		rc = check_approval(m, q, e);
	if (rc == 0)
		rc = check_valid(m, q, "sent", e);
	if (rc)
		return rc;
	q->sent = m->at;
	q->reason = STR_NULL;
	rc = quote_archive(m, q, e);
	return rc ? rc : save(m, q, "sent", how, e);
}

/* ---- the answer ---------------------------------------------------------- */

/* What is accepted is what was sent: the archive and the records agree. */
static int
check_hash(struct model *m, const struct quote *q, struct err *e)
{
	struct document *d;
	int rc = quote_document(m, q->common.id, q->version, STR("json"), &d,
		e);

	if (rc == ERR_NO)
		return err_set(e, ERR_DATA, "%.*s: nothing was archived of "
			"version %lld", STR_SHORT(q->number),
			(long long)q->version);
	if (rc == 0 && (!str_eq(d->hash, q->hash) ||
		!str_eq(sha_text(m->arena, d->body), q->hash)))
		rc = err_set(e, ERR_DATA, "%.*s: is not what was sent",
			STR_SHORT(q->number));
	return rc;
}

int
quote_accept(struct model *m, struct quote *q, struct str by,
	enum saved *how, struct err *e)
{
	int rc;

	if (!is_at(q, "sent"))
		return refuse(q, "accepted", is_at(q, "draft") ? "send" : NULL,
			e);
	rc = check_valid(m, q, "accepted", e);
	if (rc == 0)
		rc = check_hash(m, q, e);
	if (rc == 0 && by.p)
		rc = model_assign_text(m, model_entity(m, E_QUOTE), q,
			QUOTE_ACCEPTED_BY, by, e);
	q->decided = m->at;
	if (q->deal != NUM_NULL)
		q->primary = 1; /* what the deal comes to is what was taken */
	return rc ? rc : save(m, q, "accepted", how, e);
}

int
quote_reject(struct model *m, struct quote *q, struct str reason,
	enum saved *how, struct err *e)
{
	int rc = 0;

	if (!is_at(q, "sent"))
		return refuse(q, "rejected", NULL, e);
	if (reason.p)
		rc = model_assign_text(m, model_entity(m, E_QUOTE), q,
			QUOTE_REASON, reason, e);
	q->decided = m->at;
	return rc ? rc : save(m, q, "rejected", how, e);
}

/* ---- versions ------------------------------------------------------------ */

int
quote_revise(struct model *m, struct quote *q, enum saved *how,
	struct err *e)
{
	int rc;

	if (is_at(q, "draft"))
		return err_set(e, ERR_DATA, "%.*s: is a draft, it can be "
			"changed as it is", STR_SHORT(q->number));
	if (is_at(q, "accepted"))
		return refuse(q, "revised", "clone", e);
	q->version++;
	q->sent = q->decided = q->day = q->approved_by = NUM_NULL;
	q->hash = q->accepted_by = q->reason = q->granted = STR_NULL;
	if (!rule_said(m, q, QUOTE_VALID_UNTIL))
		q->valid_until = zone_day(m->cal.zone, m->at) +
			m->policy->documents.valid;
	m->settling = true;
	rc = save(m, q, "draft", how, e);
	m->settling = false;
	quote_touched(m, q->common.id, false);
	return rc;
}

/* The operation that began a version: the last, where one was taken back. */
static int
version_begins(struct model *m, int64_t id, int64_t version, uint64_t *op,
	struct err *e)
{
	struct numbers list = {0};
	struct arena a = {0};
	struct event ev;
	int rc = tx_history(m->tx, model_entity(m, E_QUOTE), id, &list, e);

	*op = 0;
	for (size_t i = 0; rc == 0 && i < list.list.n; i++) {
		rc = tx_event(m->tx, list.list.v[i], &a, &ev, e);
		for (size_t k = 0; rc == 0 && k < ev.nchanges; k++)
			if (ev.changes[k].tag == QUOTE_VERSION &&
				ev.changes[k].had && ev.changes[k].has &&
				ev.changes[k].before.i == version - 1 &&
				ev.changes[k].after.i == version)
				*op = ev.op;
	}
	ARR_FREE(&list.list);
	arena_free(&a);
	return rc;
}

int
quote_version_view(struct model *m, int64_t id, int64_t version,
	struct view *out, struct err *e)
{
	const struct quote *q;
	uint64_t op;
	void *rec;
	int rc = model_get(m, model_entity(m, E_QUOTE), id, &rec, e);

	*out = tx_view(m->tx);
	if (rc)
		return rc;
	q = rec;
	if (version == q->version || version == NUM_NULL)
		return 0;
	if (version < 1 || version > q->version)
		return err_set(e, ERR_NO, "%.*s@%lld: no such version, the "
			"last is %lld", STR_SHORT(q->number),
			(long long)version, (long long)q->version);
	rc = version_begins(m, id, version + 1, &op, e);
	if (rc == 0 && !op)
		return err_set(e, ERR_NO, "%.*s@%lld: its history is not in "
			"this store", STR_SHORT(q->number),
			(long long)version);
	out->op = op - 1;
	return rc;
}

int
quote_resolve(struct model *m, struct str text, int64_t *id,
	int64_t *version, struct err *e)
{
	size_t at = str_find(text, '@');

	*version = NUM_NULL;
	if (at < text.n && num_parse(str_cut(text, at + 1, text.n), 1,
		INT32_MAX, version, e))
		return err_set(e, ERR_USAGE, "%.*s: a version is a number, as "
			"in Q-12@3", STR_SHORT(text));
	return model_resolve(m, model_entity(m, E_QUOTE),
		str_cut(text, 0, at), id, e);
}
