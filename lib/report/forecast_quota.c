/* Quotas: which there are, and what a holder's own figure is. */
#include "model/quota.h"
#include "report/forecast_part.h"

/* What a holder has one figure for. */
struct quota_name {
	int64_t from, to;
	size_t money;
};

/* Where the quotas of a holder begin in the list: its place + 1; NULL for one
 * that was never there. */
static size_t *
first_of(const struct work *w, int64_t holder)
{
	int64_t id = anyref_id(holder);
	const struct quotas *q = &w->quotas;
	int entity = anyref_entity(holder);
	const struct holders *of = entity == E_REP ? &q->reps
		: entity == E_TEAM ? &q->teams : NULL;

	return of && id > 0 && (size_t)id < of->n ? &of->first[id] : NULL;
}

/* Of those from a place of the list on, `next` after `next`, the first that
 * goes by a name; NULL: none. The latest read comes first. */
static const struct held *
held_from(const struct work *w, size_t next, const struct quota_name *name)
{
	while (next) {
		const struct held *h = &w->quotas.list.v[next - 1];

		if (h->from == name->from && h->to == name->to &&
			h->money == name->money)
			return h;
		next = h->next;
	}
	return NULL;
}

static const struct held *
held_first(const struct work *w, int64_t holder, const struct quota_name *name)
{
	const size_t *first = first_of(w, holder);

	return first ? held_from(w, *first, name) : NULL;
}

static struct holders
holders_make(struct work *w, int entity)
{
	struct holders of;

	of.n = (size_t)tx_last_id(w->m->tx, model_entity(w->m, entity)) + 1;
	of.first = arena_array(w->a, of.n, sizeof *of.first);
	return of;
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
quota_value(const struct work *w, const struct quota *q, int64_t *out,
	struct err *e)
{
	bool money = measure_money(w->spec->measure);

	*out = money ? q->value : NUM_NULL;
	if (money || q->number == NUM_NULL)
		return 0;
	return num_muldec(INT64_C(1000000), q->number, out, e);
}

static int
keep(struct work *w, const struct quota *q, struct err *e)
{
	size_t *first = first_of(w, q->holder);
	int64_t value;
	int rc = quota_value(w, q, &value, e);

	if (rc == 0 && w->exchange && value != NUM_NULL) {
		rc = exchange_day(w->exchange, q->from, value,
			record_currency(model_entity(w->m, E_QUOTA), q,
				w->m->policy->base), &value, e);
		w->out->quotas_unrated += value == NUM_NULL;
	}
	if (rc || value == NUM_NULL)
		return rc;
	*ARR_ADD(&w->quotas.list) = (struct held){
		.next = first ? *first : 0,
		.id = q->common.id,
		.holder = q->holder,
		.from = q->from,
		.to = q->to,
		.money = work_money(w, q->currency),
		.value = value,
	};
	if (first)
		*first = w->quotas.list.n;
	return 0;
}

static bool
of_interest(const struct work *w, const struct quota *q)
{
	return q->common.archived != 1 && q->holder != NUM_NULL &&
		q->from != NUM_NULL && in_periods(w, q);
}

/* Those for all deals, or just for those selected. */
static int
keep_all(struct work *w, bool selected, struct err *e)
{
	static const uint16_t want[] = {TAG_ID, TAG_ARCHIVED, QUOTA_HOLDER,
		QUOTA_FROM, QUOTA_TO, QUOTA_MEASURE, QUOTA_SELECTOR,
		QUOTA_VALUE, QUOTA_CURRENCY, QUOTA_NUMBER, 0};
	struct str selector = selected ? w->spec->selector : STR_NULL;
	const struct str measure = measure_word(w->spec->measure);
	const void *rec;
	struct scan *s;
	int rc = scan_open(w->m->tx, model_entity(w->m, E_QUOTA), want, &s,
		e), failed = 0;

	if (rc)
		return rc;
	w->out->quotas_apart = w->out->quotas_unrated = 0;
	while (!failed && (rc = scan_next(s, &rec, e)) == 0) {
		const struct quota *q = rec;

		if (!of_interest(w, q))
			continue;
		if (str_eq(q->measure, measure) &&
			str_eq(q->selector, selector))
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
	w->quotas.reps = holders_make(w, E_REP);
	w->quotas.teams = holders_make(w, E_TEAM);
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
	const size_t *first = first_of(w, holder);
	const struct held *h;

	for (size_t i = first ? *first : 0; i; i = h->next) {
		h = &w->quotas.list.v[i - 1];
		if (h->from == from && h->to == to)
			return true;
	}
	return false;
}

/* In one currency a holder may have it in several. */
static int
held_sum(const struct work *w, const struct held *h,
	const struct quota_name *name, int64_t *sum, struct err *e)
{
	int rc = 0;

	*sum = h->value;
	while (rc == 0 && (h = held_from(w, h->next, name)))
		rc = money_add(*sum, h->value, sum, e);
	return rc;
}

static void
held_list(struct work *w, const struct held *h, const struct quota_name *name,
	const struct period *period, struct str node)
{
	for (; h; h = held_from(w, h->next, name))
		*ARR_ADD(&w->listed_quotas) = (struct forecast_quota){
			.id = h->id,
			.period = period,
			.node = node,
			.money = w->money.v[name->money],
			.value = h->value,
		};
}

int
quota_own(struct work *w, const struct part *p, int64_t holder, size_t money,
	int64_t *own, int64_t *parts, struct err *e)
{
	const struct quota_name name = {p->from, p->to, money};
	const struct held *whole = held_first(w, holder, &name);
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
	*parts = whole ? sum : NUM_NULL;
	return rc || !whole ? rc : held_sum(w, whole, &name, own, e);
}

void
quota_list(struct work *w, const struct part *p, int64_t holder, size_t money,
	const struct period *period, struct str node)
{
	const struct quota_name name = {p->from, p->to, money};
	const struct held *whole = held_first(w, holder, &name);

	held_list(w, whole, &name, period, node);
	for (size_t i = 0; !whole && i < p->n; i++)
		quota_list(w, &p->parts[i], holder, money, period, node);
}
