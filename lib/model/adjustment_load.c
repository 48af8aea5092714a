/* The adjustments that count, for reports. */
#include "model/adjustment.h"

static bool
counts(const struct adjustment *a, const struct period *periods, size_t n)
{
	if (a->common.archived == 1)
		return false;
	if (a->holder == NUM_NULL)
		return true;
	for (size_t i = 0; i < n; i++)
		if (a->figure.from >= periods[i].from &&
			a->figure.to <= periods[i].to)
			return true;
	return false;
}

static struct adjusted
adjusted_of(const struct adjustment *a, struct arena *to)
{
	const struct figure *f = &a->figure;

	return (struct adjusted){
		.id = a->common.id,
		.holder = a->holder,
		.deal = a->deal,
		.from = f->from,
		.to = f->to,
		.category = arena_str(to, a->category),
		.measure = arena_str(to, f->measure),
		.manager = str_is(a->by, "manager"),
		.money = f->currency.p ? currency_find(f->currency) : NULL,
		.value = f->value,
		.number = f->number,
	};
}

int
adjustment_load(struct model *m, struct arena *a,
	const struct period *periods, size_t nperiods, struct adjusted **out,
	size_t *n, struct err *e)
{
	static const uint16_t want[] = {TAG_ID, TAG_ARCHIVED,
		ADJUSTMENT_HOLDER, ADJUSTMENT_DEAL, ADJUSTMENT_FROM,
		ADJUSTMENT_TO, ADJUSTMENT_CATEGORY, ADJUSTMENT_MEASURE,
		ADJUSTMENT_BY, ADJUSTMENT_VALUE, ADJUSTMENT_CURRENCY,
		ADJUSTMENT_NUMBER, 0};
	const struct entity *en = model_entity(m, E_ADJUSTMENT);
	ARR(struct adjusted) list = {0};
	const void *rec;
	struct scan *s;
	int rc = scan_open(m->tx, en, want, &s, e);

	if (rc)
		return rc;
	while ((rc = scan_next(s, &rec, e)) == 0)
		if (counts(rec, periods, nperiods))
			*ARR_ADD(&list) = adjusted_of(rec, a);
	scan_close(s);
	rc = rc == ERR_NO ? 0 : rc;
	*n = list.n;
	*out = arena_array(a, list.n + 1, sizeof **out);
	if (list.n)
		memcpy(*out, list.v, list.n * sizeof **out);
	ARR_FREE(&list);
	return rc;
}
