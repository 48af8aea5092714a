/* Where lots of deals come from: the roll-up, or the deals themselves. */
#include "report/forecast_part.h"

/* Deals by index, where they are fewer than this part of all: a walk over all
 * reads columns. */
enum { SCAN_SHARE = 24 };

/* ---- the deals themselves --------------------------------------------- */

int
lot_of(const struct work *w, const struct deal *d, struct lot *out,
	struct err *e)
{
	struct worth v;
	int rc = deal_worth(w->m, w->exchange, w->spec, d, &v, e);

	if (rc)
		return rc;
	*out = (struct lot){
		.id = d->common.id,
		.owner = d->owner,
		.product = d->product,
		.pipeline = d->pipeline,
		.stage = d->stage,
		.currency = measure_money(w->spec->measure)
			? str_of(v.money->code) : STR_NULL,
		.kind = v.kind,
		.category = v.category,
		.day = v.day,
		.deals = 1,
		.priced = v.value != NUM_NULL,
		.unrated = v.unrated,
		.used = v.used,
		.value = v.value == NUM_NULL ? 0 : v.value,
		.weighted = v.weighted,
	};
	return 0;
}

/* Whether a deal may count at all, told before it is converted. */
static bool
may_count(const struct work *w, const struct deal *d)
{
	enum stage_type kind = stage_kind(w->m->policy, d->pipeline, d->stage);
	int64_t day = deal_day(w->m, w->spec->date, d, kind);

	if (kind == STAGE_LOST)
		return false;
	if (day == NUM_NULL || (w->spec->date == DATE_CLOSED &&
		kind == STAGE_OPEN))
		return true;
	for (size_t i = 0; i < w->out->nperiods; i++)
		if (day >= w->out->periods[i].from &&
			day < w->out->periods[i].to)
			return true;
	return false;
}

static int
take_deal(struct work *w, const struct deal *d, struct err *e)
{
	struct lot l;
	bool match = true;
	int rc = 0;

	if (d->common.archived == 1 || !may_count(w, d))
		return 0;
	if (w->spec->filter)
		rc = query_match(w->spec->filter, d, &match, e);
	if (rc || !match)
		return rc;
	rc = lot_of(w, d, &l, e);
	return rc ? rc : lot_take(w, &l, e);
}

static int
take_scan(struct work *w, struct err *e)
{
	static const uint16_t tags[] = {TAG_ARCHIVED, DEAL_OWNER, DEAL_PRODUCT,
		DEAL_PIPELINE, DEAL_STAGE, DEAL_CATEGORY, DEAL_CURRENCY,
		DEAL_AMOUNT, DEAL_PROBABILITY, DEAL_CLOSE, DEAL_CLOSED,
		TAG_CREATED, DEAL_QUANTITY, DEAL_RECURRING, DEAL_AMOUNT_SINCE};
	struct want want = {0};
	const void *rec;
	struct scan *s;
	int rc, failed = 0;

	for (size_t i = 0; i < sizeof tags / sizeof *tags; i++)
		want_add(&want, tags[i]);
	if (w->spec->filter)
		query_wants(w->spec->filter, &want);
	rc = scan_open(w->m->tx, model_entity(w->m, E_DEAL), want.tags.v, &s,
		e);
	if (rc == 0) {
		while (!failed && (rc = scan_next(s, &rec, e)) == 0)
			failed = take_deal(w, rec, e);
		scan_close(s);
	}
	ARR_FREE(&want.tags);
	if (failed)
		return failed;
	return rc == ERR_NO ? 0 : rc;
}

/* ---- which way -------------------------------------------------------- */

/* Every stage of one policy is in the other, with the same type. */
static bool
stages_within(const struct policy *a, const struct policy *b)
{
	for (size_t i = 0; i < a->npipelines; i++) {
		const struct pipeline *l = &a->pipelines[i];

		for (size_t k = 0; k < l->nstages; k++) {
			const struct stage *s =
				policy_stage(b, l->id, l->stages[k].id);

			if (!s || s->kind != l->stages[k].kind)
				return false;
		}
	}
	return true;
}

/* The roll-up is kept as the newest policy has it; at a past view it serves
 * where zone and stages were the same. */
static int
policy_holds(struct work *w, bool *holds, struct err *e)
{
	const struct policy *then = w->m->policy;
	struct stored_policy newest = {0}, next;
	int64_t v = then->version + 1;
	struct policy *now;
	int rc;

	while ((rc = tx_policy_version(w->m->tx, v, &next, e)) == 0) {
		newest = next;
		v++;
	}
	*holds = true;
	if (rc != ERR_NO || !newest.version)
		return rc == ERR_NO ? 0 : rc;
	rc = policy_load(w->a, arena_str(w->a, newest.compiled), &now, e);
	if (rc == 0)
		*holds = policy_same_calendar(now, then) &&
			stages_within(now, then) && stages_within(then, now);
	return rc;
}

/* Deals of the periods' months, and undated ones, by the index that is kept of
 * them; unless they are so many that reading all is quicker. */
static int
find_month(struct work *w, int64_t month, struct ids *all, struct err *e)
{
	const struct entity *en = model_entity(w->m, E_DEAL);
	struct ids found = {0};
	int rc = tx_find(w->m->tx, en, entity_tag(en, DEAL_PERIOD),
		(union val){.i = month}, &found, e);

	for (size_t i = 0; rc == 0 && i < found.list.n; i++)
		*ARR_ADD(&all->list) = found.list.v[i];
	ARR_FREE(&found.list);
	return rc;
}

static int
find_months(struct work *w, struct ids *all, struct err *e)
{
	int64_t from, to;
	int rc = find_month(w, PERIOD_UNDATED, all, e);

	work_months(w, &from, &to);
	for (int64_t i = from; rc == 0 && i <= to; i++)
		rc = find_month(w, i, all, e);
	return rc;
}

static int
take_found(struct work *w, const struct ids *all, struct err *e)
{
	const struct entity *en = model_entity(w->m, E_DEAL);
	struct deal *d = record_new(en, w->a);
	int rc = 0;

	for (size_t i = 0; rc == 0 && i < all->list.n; i++) {
		rc = tx_get(w->m->tx, en, all->list.v[i], d, e);
		if (rc == 0)
			rc = take_deal(w, d, e);
	}
	return rc;
}

static int
count_cell(void *arg, const struct rollup_cell *c, struct err *e)
{
	uint64_t *n = arg;

	(void)e;
	*n += c->count > 0 ? (uint64_t)c->count : 0;
	return 0;
}

static int
take_months(struct work *w, struct err *e)
{
	struct ids all = {0};
	uint64_t n = 0, few = 0;
	int rc = tx_count(w->m->tx, model_entity(w->m, E_DEAL), &n, e);

	if (rc == 0)
		rc = each_cell(w, count_cell, &few, e);
	if (rc || few >= n / SCAN_SHARE)
		return rc ? rc : take_scan(w, e);
	rc = find_months(w, &all, e);
	if (rc == 0)
		rc = take_found(w, &all, e);
	ARR_FREE(&all.list);
	return rc;
}

struct natives {
	const char *code;
	bool all;
};

static int
see_currency(void *arg, const struct rollup_cell *c, struct err *e)
{
	struct natives *n = arg;

	(void)e;
	n->all = n->all && str_is(c->by[5].s, n->code);
	return 0;
}

/* Where nothing has to be converted the roll-up serves as it is. */
static int
all_native(struct work *w, bool *native, struct err *e)
{
	struct natives n = {w->spec->currency->code, true};
	int rc = each_cell(w, see_currency, &n, e);

	*native = n.all;
	return rc;
}

int
take_deals(struct work *w, struct err *e)
{
	const struct forecast_spec *spec = w->spec;
	const struct forecast *out = w->out;
	bool rolls = !spec->filter && !spec->detail &&
		spec->by != BY_PRODUCT && spec->measure == MEASURE_AMOUNT;
	bool months = spec->date == DATE_CLOSE && !spec->scan;
	int rc = 0;

	for (size_t i = 0; i < out->nperiods; i++)
		months = months && period_whole(&out->periods[i], &w->m->cal);
	if (months)
		rc = policy_holds(w, &months, e);
	if (rc == 0 && months && rolls && w->exchange)
		rc = all_native(w, &rolls, e);
	w->out->scanned = !rolls || !months;
	if (rc)
		return rc;
	if (!months)
		return take_scan(w, e);
	return rolls ? take_cells(w, e) : take_months(w, e);
}
