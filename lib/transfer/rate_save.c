/* Rates that were read, saved by day and counted. */
#include "base/map.h"
#include "transfer/rate_file.h"

static int
row_order(const void *a, const void *b)
{
	const struct rate_row *x = a, *y = b;

	if (x->q.day != y->q.day)
		return x->q.day < y->q.day ? -1 : 1;
	return (x->at > y->at) - (x->at < y->at);
}

static int
twice(const struct rate_file *f, const struct rate_row *first,
	const struct rate_row *row, struct err *e)
{
	struct buf b = {0};
	struct err where = {0};

	rate_at(f, first->at, &where);
	dec_print(row->q.rate, &b);
	buf_cstr(&b, " and ");
	dec_print(first->q.rate, &b);
	buf_cstr(&b, " for ");
	day_print(row->q.day, &b);
	err_set(e, ERR_DATA, "%.*s: two rates, %s", STR_F(row->q.currency),
		b.p);
	err_hint(e, "the other one stands on line %d", where.line);
	buf_free(&b);
	return rate_at(f, row->at, e);
}

static void
key_of(const struct rate_quote *q, struct buf *out)
{
	buf_reset(out);
	buf_fmt(out, "%.*s %.*s %lld ", STR_F(q->base), STR_F(q->currency),
		(long long)q->day);
	buf_str(out, q->plan);
}

/* Twice the same is once; *seen tells. */
static int
once(const struct rate_file *f, size_t i, struct map *seen, struct buf *key,
	bool *again, struct err *e)
{
	const struct rate_row *row = &f->rows.v[i], *first;
	bool added;
	int64_t *at;

	key_of(&row->q, key);
	at = map_put(seen, buf_view(key), &added);
	*again = !added;
	if (added) {
		*at = (int64_t)i;
		return 0;
	}
	first = &f->rows.v[*at];
	return first->q.rate == row->q.rate ? 0 : twice(f, first, row, e);
}

static int
save_one(struct rate_file *f, struct model *m, const struct rate_row *row,
	struct err *e)
{
	uint64_t *const counts[] = {
		[SAVED_UNCHANGED] = &f->unchanged,
		[SAVED_UPDATED] = &f->updated,
		[SAVED_CREATED] = &f->created,
	};
	enum saved how;
	int64_t id;
	int rc = rate_set(m, &row->q, &id, &how, e);

	if (rc == 0)
		++*counts[how];
	return rc == ERR_DATA ? rate_at(f, row->at, e) : rc;
}

int
rate_file_save(struct rate_file *f, struct model *m, struct err *e)
{
	struct map seen = {0};
	struct buf key = {0};
	int rc = 0;

	f->created = f->updated = f->unchanged = 0;
	arr_sort(f->rows.v, f->rows.n, sizeof *f->rows.v, row_order);
	for (size_t i = 0; rc == 0 && i < f->rows.n; i++) {
		struct rate_row *row = &f->rows.v[i];
		bool again = false;

		if (!row->q.base.p)
			row->q.base = str_of(m->policy->base->code);
		rc = once(f, i, &seen, &key, &again, e);
		if (rc == 0 && !again)
			rc = save_one(f, m, row, e);
	}
	buf_free(&key);
	map_free(&seen);
	return rc;
}

void
rate_file_tell(const struct rate_file *f, bool dry, struct buf *out)
{
	uint64_t all = f->created + f->updated + f->unchanged;

	buf_fmt(out, "%s%llu rate%s", dry ? "would import " : "",
		(unsigned long long)all, all == 1 ? "" : "s");
	if (f->rows.n) {
		buf_cstr(out, " from ");
		day_print(f->rows.v[0].q.day, out);
		buf_cstr(out, " to ");
		day_print(f->rows.v[f->rows.n - 1].q.day, out);
	}
	buf_fmt(out, ": %llu created, %llu updated, %llu unchanged\n",
		(unsigned long long)f->created, (unsigned long long)f->updated,
		(unsigned long long)f->unchanged);
	if (f->left_out.n)
		buf_fmt(out, "columns left out: %.*s\n",
			STR_F(buf_view(&f->left_out)));
	if (!f->created && !f->updated && f->unchanged)
		buf_cstr(out, "nothing changed: all of it was there already\n");
}
