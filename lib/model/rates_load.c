/* Series of rates as they stand at the view: by index in the present, and all
 * of them in one walk where a view differs from it. */
#include "model/rates_part.h"

enum { TABLE_FIRST = 16 };

static struct slot *
table_slot(const struct table *t, uint64_t key)
{
	size_t i = (size_t)(key * UINT64_C(0x9e3779b97f4a7c15) >> 32);

	while (t->v[i & (t->cap - 1)].p && t->v[i & (t->cap - 1)].key != key)
		i++;
	return &t->v[i & (t->cap - 1)];
}

void **
table_put(struct table *t, struct arena *a, uint64_t key)
{
	struct slot *s;

	if (t->n * 2 >= t->cap) {
		struct table wide = {.n = t->n,
			.cap = t->cap ? t->cap * 2 : TABLE_FIRST};

		wide.v = arena_array(a, wide.cap, sizeof *wide.v);
		for (size_t i = 0; i < t->cap; i++)
			if (t->v[i].p)
				*table_slot(&wide, t->v[i].key) = t->v[i];
		*t = wide;
	}
	s = table_slot(t, key);
	t->n += !s->p;
	s->key = key;
	return &s->p;
}

static int
point_order(const void *a, const void *b)
{
	const struct point *x = a, *y = b;

	if (x->day != y->day)
		return x->day < y->day ? -1 : 1;
	return (x->id > y->id) - (x->id < y->id);
}

static struct series *
series_make(struct rates *r, struct str base, struct str currency)
{
	void **at = table_put(&r->series, r->arena, (uint64_t)rate_series(
		STR_NULL, base, currency));
	struct series *s = *at;

	if (s)
		return s;
	s = *at = arena_alloc(r->arena, sizeof *s);
	s->base = arena_str(r->arena, base);
	s->currency = arena_str(r->arena, currency);
	return s;
}

static void
series_add(struct series *s, const struct rate *rate)
{
	*ARR_ADD(&s->list) = (struct point){
		.day = rate->day, .rate = rate->rate, .id = rate->common.id};
}

/* Sorted, and out of the heap. */
static void
series_finish(struct rates *r, struct series *s)
{
	struct point *v = arena_array(r->arena, s->list.n, sizeof *v);

	arr_sort(s->list.v, s->list.n, sizeof *s->list.v, point_order);
	if (s->list.n)
		memcpy(v, s->list.v, s->list.n * sizeof *v);
	arr_free(s->list.v);
	s->list.v = v;
	s->list.cap = s->list.n;
	s->ready = true;
}

static int
load_one(struct rates *r, struct series *s, struct err *e)
{
	const struct entity *en = model_entity(r->m, E_RATE);
	struct arena scratch = {0};
	struct rate *rec = record_new(en, &scratch);
	struct ids ids = {0};
	int rc = tx_find(r->m->tx, en, entity_tag(en, RATE_SERIES),
		(union val){.i = rate_series(r->plan, s->base, s->currency)},
		&ids, e);

	for (size_t i = 0; rc == 0 && i < ids.list.n; i++) {
		rc = tx_get(r->m->tx, en, ids.list.v[i], rec, e);
		if (rc == 0 && rec->common.archived != 1 &&
			rate_is_of(rec, r->plan, s->base, s->currency))
			series_add(s, rec);
	}
	if (rc)
		ARR_FREE(&s->list);
	else
		series_finish(r, s);
	ARR_FREE(&ids.list);
	arena_free(&scratch);
	return rc;
}

static int
load_all(struct rates *r, struct err *e)
{
	static const uint16_t want[] = {TAG_ID, TAG_ARCHIVED, RATE_TABLE,
		RATE_BASE, RATE_CURRENCY, RATE_DAY, RATE_RATE, 0};
	const void *rec;
	struct scan *s;
	int rc = scan_open(r->m->tx, model_entity(r->m, E_RATE), want, &s, e);

	if (rc)
		return rc;
	while ((rc = scan_next(s, &rec, e)) == 0) {
		const struct rate *rate = rec;

		if (rate->common.archived != 1 &&
			str_eq(rate->plan, r->plan))
			series_add(series_make(r, rate->base, rate->currency),
				rate);
	}
	scan_close(s);
	r->scanned = rc == ERR_NO;
	for (size_t i = 0; i < r->series.cap; i++) {
		struct series *one = r->series.v[i].p;

		if (one && r->scanned)
			series_finish(r, one);
		else if (one)
			ARR_FREE(&one->list);
	}
	return rc == ERR_NO ? 0 : rc;
}

int
rates_load_now(struct rates *r, struct err *e)
{
	struct view then = tx_view(r->m->tx);
	int rc;

	tx_set_view(r->m->tx, VIEW_NOW);
	rc = load_all(r, e);
	tx_set_view(r->m->tx, then);
	return rc;
}

int
series_load(struct rates *r, struct str base, struct str currency,
	struct series **out, struct err *e)
{
	struct view v = tx_view(r->m->tx);
	bool now = v.as_of == AS_OF_NOW && v.op == OP_NOW;
	int rc = 0;

	if (!now && !r->scanned)
		rc = load_all(r, e);
	if (rc)
		return rc;
	*out = series_make(r, base, currency);
	if (r->scanned)
		(*out)->ready = true;
	return (*out)->ready ? 0 : load_one(r, *out, e);
}
