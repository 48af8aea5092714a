/* What follows from a quote and its lines: figures, and the deal's amount. */
#include "model/account.h"
#include "model/quote_part.h"

/* ---- which ones ---------------------------------------------------------- */

static struct touched *
touch(struct model *m, int64_t id)
{
	struct touched *t = m->touched;

	while (t && t->id != id)
		t = t->next;
	if (!t) {
		t = arena_alloc(m->arena, sizeof *t);
		*t = (struct touched){.id = id, .next = m->touched};
		m->touched = t;
	}
	return t;
}

void
quote_touched(struct model *m, int64_t id, bool offer)
{
	if (!m->settling)
		touch(m, id)->offer |= offer && !m->importing;
}

void
quote_left(struct model *m, int64_t id, int64_t deal)
{
	touch(m, id)->left = deal;
}

void
quote_repriced(struct model *m, int64_t id)
{
	touch(m, id)->price = true;
}

/* ---- taxes --------------------------------------------------------------- */

static int
tax_case_of(struct model *m, const struct quote *q, struct tax_case *out,
	struct err *e)
{
	const struct account *a;
	void *rec;
	int rc;

	*out = (struct tax_case){.day = q->day};
	if (q->day == NUM_NULL)
		out->day = zone_day(m->cal.zone, m->at);
	if (q->account == NUM_NULL)
		return 0;
	rc = model_get(m, model_entity(m, E_ACCOUNT), q->account, &rec, e);
	if (rc)
		return rc;
	a = rec;
	out->country = a->country;
	out->region = a->region;
	out->vat_id = a->vat_id.n > 0;
	return 0;
}

static int
no_rate(const struct quote *q, const struct line *l,
	const struct tax_case *when, struct err *e)
{
	struct buf day = {0};

	day_print(when->day, &day);
	err_set(e, ERR_DATA, "%.*s: line %lld: tax class %.*s has no rate "
		"for %.*s on %s", STR_SHORT(q->number),
		(long long)l->position, STR_SHORT(l->tax),
		when->country.n ? (int)when->country.n : 9,
		when->country.n ? when->country.p : "everybody", day.p);
	buf_free(&day);
	return err_hint(e, "see tax in pipe.yaml, or give the line another: "
		"--tax CLASS, --no-tax");
}

static int
no_class(const struct quote *q, const struct line *l, struct err *e)
{
	err_set(e, ERR_DATA, "%.*s: line %lld: there is no tax class %.*s",
		STR_SHORT(q->number), (long long)l->position,
		STR_SHORT(l->tax));
	return err_hint(e, "say what it is under tax in pipe.yaml, then: "
		"pipe config apply");
}

static void
put_rate(const struct tax_rate *r, struct buf *out)
{
	buf_fmt(out, "%s%.*s:%.*s:", out->n ? ";" : "", STR_F(r->name),
		STR_F(r->category));
	dec_print(r->rate, out);
	if (r->reason.n || r->text.n)
		buf_fmt(out, ":%.*s", STR_F(r->reason));
	if (r->text.n)
		buf_fmt(out, ":%.*s", STR_F(r->text));
}

static int
rate_line(struct model *m, const struct quote *q, struct line *l,
	const struct tax_case *when, struct err *e)
{
	const struct tax_class *k = policy_tax_class(m->policy, l->tax);
	const struct tax_rate **v;
	struct buf text = {0};
	size_t n = k ? tax_rates_of(m->policy, m->arena, k, when, &v) : 0;

	if (!k && l->tax.n)
		return no_class(q, l, e);
	if (k && !n)
		return no_rate(q, l, when, e);
	for (size_t i = 0; i < n; i++)
		put_rate(v[i], &text);
	l->rates = n ? arena_str(m->arena, buf_view(&text)) : STR_NULL;
	buf_free(&text);
	return 0;
}

static int
rate_lines(struct model *m, struct quote_sheet *s, struct err *e)
{
	struct tax_case when;
	int rc = tax_case_of(m, s->quote, &when, e);

	for (size_t i = 0; rc == 0 && i < s->n; i++)
		rc = rate_line(m, s->quote, s->lines[i], &when, e);
	return rc;
}

/* ---- figures ------------------------------------------------------------- */

static int
save_lines(struct model *m, struct quote_sheet *s, struct err *e)
{
	enum saved how;
	int rc = 0;

	for (size_t i = 0; rc == 0 && i < s->n; i++) {
		const struct doc_line *d = &s->doc.lines[i];
		struct line *l = s->lines[i];

		l->net = d->net;
		l->tax_amount = d->tax;
		l->total = d->total;
		l->margin = d->margin;
		l->variance = d->variance;
		rc = model_save(m, model_entity(m, E_LINE), l, &how, e);
	}
	return rc;
}

/* part of whole in basis points; unset where there is no whole. */
static int
share_of(int64_t part, int64_t whole, int64_t *out, struct err *e)
{
	enum { ALL = 10000 };
	int rc;

	*out = NUM_NULL;
	if (whole == 0)
		return 0;
	rc = round_ratio((__int128)part * ALL * (whole < 0 ? -1 : 1),
		whole < 0 ? -(__int128)whole : whole, ROUND_HALF_UP, out, e);
	return rc;
}

/* A year's twelfth and a month's whole. */
static int
monthly(const struct doc *d, int64_t *out, struct err *e)
{
	int64_t year;
	int rc = round_ratio(d->parts[DOC_YEAR].net, 12, d->rounding, &year,
		e);

	*out = NUM_NULL;
	if (rc || !(d->parts[DOC_YEAR].lines + d->parts[DOC_MONTH].lines))
		return rc;
	return money_add(year, d->parts[DOC_MONTH].net, out, e);
}

static int
sum_up(struct quote *q, const struct doc *d, struct err *e)
{
	int64_t gross = 0, variance = 0, kept = 0, list = 0;
	int rc = money_sub(d->whole.amount, d->whole.discount, &kept, e);

	for (size_t i = 0; rc == 0 && i < d->nlines; i++) {
		const struct doc_line *l = &d->lines[i];

		if (l->choice != DOC_FIRM)
			continue;
		rc = money_add(gross, l->gross, &gross, e);
		if (rc == 0 && l->variance != NUM_NULL)
			rc = money_add(variance, l->variance, &variance, e);
	}
	if (rc == 0)
		rc = money_sub(gross, variance, &list, e);
	if (rc == 0)
		rc = money_sub(list, kept, &q->off, e);
	if (rc == 0)
		rc = share_of(q->off, list, &q->off_rate, e);
	q->net = d->whole.net;
	q->tax = d->whole.tax;
	q->total = d->whole.total;
	q->lines = (int64_t)d->whole.lines;
	q->variance = variance;
	q->margin = d->costed && d->whole.lines ? d->margin : NUM_NULL;
	q->margin_rate = NUM_NULL;
	if (rc == 0 && q->margin != NUM_NULL)
		rc = share_of(q->margin, q->net, &q->margin_rate, e);
	return rc ? rc : monthly(d, &q->recurring, e);
}

int
quote_figures_hold(struct model *m, int64_t id, bool *hold, struct err *e)
{
	struct quote_sheet s;
	struct quote again;
	int rc = quote_load(m, id, &s, e);

	*hold = true;
	if (rc || s.quote->common.archived == 1)
		return rc;
	rc = quote_compute(m, &s, e);
	again = *s.quote;
	if (rc == 0)
		rc = sum_up(&again, &s.doc, e);
	if (rc)
		return rc;
	*hold = again.net == s.quote->net && again.tax == s.quote->tax &&
		again.total == s.quote->total && again.off == s.quote->off &&
		again.margin == s.quote->margin &&
		again.recurring == s.quote->recurring;
	for (size_t i = 0; i < s.n; i++)
		*hold &= s.lines[i]->net == s.doc.lines[i].net &&
			s.lines[i]->tax_amount == s.doc.lines[i].tax &&
			s.lines[i]->total == s.doc.lines[i].total;
	return 0;
}

static bool
is_draft(const struct quote *q)
{
	return !q->status.p || str_is(q->status, "draft") ||
		str_is(q->status, "pending") || str_is(q->status, "approved");
}

/* The prices nobody gave. */
static int
price_lines(struct model *m, struct quote_sheet *s, struct err *e)
{
	int rc = 0;

	for (size_t i = 0; rc == 0 && i < s->n; i++)
		if (s->lines[i]->product != NUM_NULL &&
			!str_is(s->lines[i]->price_by, "explicit"))
			rc = quote_line_price(m, s->quote, s->lines[i], e);
	return rc;
}

/* As with percent: a discount is something of what it is on, or all. */
static bool
is_within(int64_t off, int64_t on)
{
	return on < 0 ? off <= 0 && off >= on : off >= 0 && off <= on;
}

static int
check_discounts(const struct quote_sheet *s, struct err *e)
{
	const struct quote *q = s->quote;
	const struct doc *d = &s->doc;

	for (size_t i = 0; i < s->n; i++)
		if (!is_within(d->lines[i].discount, d->lines[i].gross))
			return err_set(e, ERR_DATA, "%.*s: line %lld: the "
				"discount is not within 0 and what the line "
				"comes to", STR_SHORT(q->number),
				(long long)s->lines[i]->position);
	if (!is_within(d->whole.discount, d->whole.amount))
		return err_set(e, ERR_DATA, "%.*s: the discount is not within "
			"0 and what the lines come to", STR_SHORT(q->number));
	return 0;
}

/* A draft's figures and rules, by what its lines say. */
static int
settle_draft(struct model *m, struct quote_sheet *s, const struct touched *t,
	struct err *e)
{
	struct quote *q = s->quote;
	int rc = t->price ? price_lines(m, s, e) : 0;

	if (t->offer && !str_is(q->status, "draft")) {
		q->status = STR("draft");
		q->granted = STR_NULL;
		q->approved_by = NUM_NULL;
	}
	if (rc == 0)
		rc = rate_lines(m, s, e);
	if (rc == 0)
		rc = quote_compute(m, s, e);
	if (rc == 0 && !m->importing)
		rc = check_discounts(s, e);
	if (rc == 0)
		rc = save_lines(m, s, e);
	if (rc == 0)
		rc = sum_up(q, &s->doc, e);
	return rc ? rc : quote_rules(m, s, &q->asked, e);
}

static int
quote_settle(struct model *m, const struct touched *t, struct err *e)
{
	struct quote_sheet s;
	struct quote *q;
	enum saved how;
	int64_t recurring;
	int rc = quote_load(m, t->id, &s, e);

	if (rc)
		return rc;
	q = s.quote;
	recurring = q->recurring;
	if (q->common.archived != 1 && is_draft(q))
		rc = settle_draft(m, &s, t, e);
	if (rc == 0 && q->deal != NUM_NULL)
		return quote_settle_deal(m, q->deal,
			&(struct quote_change){q, recurring}, e);
	return rc ? rc : model_save(m, model_entity(m, E_QUOTE), q, &how, e);
}

int
model_settle(struct model *m, struct err *e)
{
	struct touched *t = m->touched;
	int rc = 0;

	m->touched = NULL;
	m->settling = true;
	for (; rc == 0 && t; t = t->next) {
		rc = quote_settle(m, t, e);
		if (rc == 0 && t->left)
			rc = quote_settle_deal(m, t->left, NULL, e);
	}
	m->settling = false;
	return rc;
}
