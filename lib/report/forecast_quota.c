/* Quotas: which there are, and what a holder's own figure is. */
#include "model/figure.h"
#include "model/quota.h"
#include "report/forecast_part.h"

struct quota_name {
	int64_t holder, from, to, money;
};

static struct str
name_bytes(const struct quota_name *n)
{
	return (struct str){(const char *)n, sizeof *n};
}

static bool
in_periods(const struct work *w, const struct quota *q)
{
	for (size_t i = 0; i < w->out->nperiods; i++)
		if (q->from < w->out->periods[i].to &&
			q->to > w->out->periods[i].from)
			return true;
	return false;
}

/* Its value in the measure's units; NUM_NULL: none. */
static int
quota_value(const struct quota *q, int64_t *out, struct err *e)
{
	*out = figure_is_money(q->measure) ? q->value : NUM_NULL;
	if (figure_is_money(q->measure) || q->number == NUM_NULL)
		return 0;
	return num_muldec(INT64_C(1000000), q->number, out, e);
}

static int
keep(struct work *w, const struct quota *q, struct err *e)
{
	struct quota_name name = {q->holder, q->from, q->to, 0};
	int64_t *at, value;
	size_t next;
	bool added;
	int rc = quota_value(q, &value, e);

	if (rc == 0 && w->exchange && value != NUM_NULL) {
		rc = exchange_day(w->exchange, q->from, value,
			record_currency(model_entity(w->m, E_QUOTA), q,
				w->m->policy->base), &value, e);
		w->out->quotas_unrated += value == NUM_NULL;
	}
	if (rc || value == NUM_NULL)
		return rc;
	name.money = (int64_t)work_money(w, q->currency);
	at = map_put(&w->quotas.at, name_bytes(&name), &added);
	next = added ? 0 : (size_t)*at + 1;
	*at = (int64_t)w->quotas.list.n;
	*ARR_ADD(&w->quotas.list) = (struct held){
		.next = next,
		.id = q->common.id,
		.holder = q->holder,
		.from = q->from,
		.to = q->to,
		.money = (size_t)name.money,
		.value = value,
	};
	return 0;
}

static bool
of_interest(const struct work *w, const struct quota *q)
{
	return q->common.archived != 1 && q->holder != NUM_NULL &&
		q->from != NUM_NULL && in_periods(w, q);
}

static bool
of_measure(const struct work *w, const struct quota *q)
{
	int measure;
	struct err ignored;

	return forecast_word(WORD_MEASURE, q->measure, &measure,
		       &ignored) == 0 &&
		measure == (int)w->spec->measure;
}

/* Those for all deals, or just for those selected. */
static int
keep_all(struct work *w, bool selected, struct err *e)
{
	struct str selector = selected ? w->spec->selector : STR_NULL;
	const void *rec;
	struct scan *s;
	int rc = scan_open(w->m->tx, model_entity(w->m, E_QUOTA), NULL, &s,
		e), failed = 0;

	if (rc)
		return rc;
	w->out->quotas_apart = w->out->quotas_unrated = 0;
	while (!failed && (rc = scan_next(s, &rec, e)) == 0) {
		const struct quota *q = rec;

		if (!of_interest(w, q))
			continue;
		if (of_measure(w, q) && str_eq(q->selector, selector))
			failed = keep(w, q, e);
		else
			w->out->quotas_apart++;
	}
	scan_close(s);
	return failed ? failed : rc == ERR_NO ? 0 : rc;
}

int
quotas_load(struct work *w, struct err *e)
{
	struct view then = tx_view(w->m->tx), view = then;
	int rc = 0;

	if (w->spec->quota_as_of)
		view.as_of = w->spec->quota_as_of;
	tx_set_view(w->m->tx, view);
	if (w->spec->selector.n)
		rc = keep_all(w, true, e);
	w->out->selected = w->quotas.list.n > 0;
	if (rc == 0 && !w->out->selected)
		rc = keep_all(w, false, e);
	tx_set_view(w->m->tx, then);
	return rc;
}

/* ---- a period and its parts ------------------------------------------- */

static bool
split(struct work *w, const struct period *p, enum period_unit unit,
	struct part *out)
{
	struct period *v;
	struct err ignored;
	size_t n;

	if (period_split(p, unit, &w->m->cal, w->a, &v, &n, &ignored) ||
		n < 2)
		return false;
	out->parts = arena_array(w->a, n, sizeof *out->parts);
	out->n = n;
	for (size_t i = 0; i < n; i++) {
		out->parts[i] = (struct part){.from = v[i].from,
			.to = v[i].to, .label = v[i].label};
		if (unit == UNIT_QUARTER)
			split(w, &v[i], UNIT_MONTH, &out->parts[i]);
	}
	return true;
}

static bool
part_mark(const struct work *w, struct part *p)
{
	for (size_t i = 0; !p->any && i < w->quotas.list.n; i++)
		p->any = w->quotas.list.v[i].from == p->from &&
			w->quotas.list.v[i].to == p->to;
	for (size_t i = 0; i < p->n; i++)
		p->any |= part_mark(w, &p->parts[i]);
	return p->any;
}

struct part *
quota_parts(struct work *w, const struct period *p)
{
	struct part *out = arena_alloc(w->a, sizeof *out);

	*out = (struct part){.from = p->from, .to = p->to,
		.label = p->label};
	if (!split(w, p, UNIT_QUARTER, out))
		split(w, p, UNIT_MONTH, out);
	part_mark(w, out);
	return out;
}

bool
quota_held(const struct work *w, int64_t holder, int64_t from, int64_t to)
{
	struct quota_name name = {holder, from, to, 0};

	for (size_t i = 0; i < w->money.n; i++) {
		name.money = (int64_t)i;
		if (map_get(&w->quotas.at, name_bytes(&name)))
			return true;
	}
	return false;
}

/* In one currency a holder may have it in several. */
static int
held_sum(const struct work *w, size_t at, int64_t *sum, struct err *e)
{
	const struct held *h = &w->quotas.list.v[at];
	int rc = 0;

	*sum = h->value;
	while (rc == 0 && h->next) {
		h = &w->quotas.list.v[h->next - 1];
		rc = money_add(*sum, h->value, sum, e);
	}
	return rc;
}

static void
held_list(struct work *w, size_t at, size_t money, const struct period *period,
	struct str node)
{
	for (size_t next = at + 1; next;) {
		const struct held *h = &w->quotas.list.v[next - 1];

		*ARR_ADD(&w->listed_quotas) = (struct forecast_quota){
			.id = h->id,
			.period = period,
			.node = node,
			.money = w->money.v[money],
			.value = h->value,
		};
		next = h->next;
	}
}

int
quota_own(struct work *w, const struct part *p, int64_t holder, size_t money,
	int64_t *own, int64_t *parts, struct err *e)
{
	struct quota_name name = {holder, p->from, p->to, (int64_t)money};
	const int64_t *at = map_get(&w->quotas.at, name_bytes(&name));
	int64_t sum = NUM_NULL, one, ignored;
	int rc = 0;

	for (size_t i = 0; rc == 0 && i < p->n; i++) {
		if (!p->parts[i].any)
			continue;
		rc = quota_own(w, &p->parts[i], holder, money, &one, &ignored,
			e);
		if (rc == 0 && one != NUM_NULL)
			rc = money_add(sum == NUM_NULL ? 0 : sum, one, &sum,
				e);
	}
	*own = sum;
	*parts = at ? sum : NUM_NULL;
	return rc || !at ? rc : held_sum(w, (size_t)*at, own, e);
}

void
quota_list(struct work *w, const struct part *p, int64_t holder, size_t money,
	const struct period *period, struct str node)
{
	struct quota_name name = {holder, p->from, p->to, (int64_t)money};
	const int64_t *at = map_get(&w->quotas.at, name_bytes(&name));

	if (at)
		held_list(w, (size_t)*at, money, period, node);
	for (size_t i = 0; !at && i < p->n; i++)
		quota_list(w, &p->parts[i], holder, money, period, node);
}
