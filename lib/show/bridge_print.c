#include "show/bridge_print.h"

#include "model/deal.h"
#include "show/figures.h"

enum { NODE, CURRENCY, BUCKET, COUNT, VALUE, DEALS, NOTES, NCOLS };

static const struct column columns[NCOLS] = {
	[NODE] = {.name = "node", .keep = true},
	[CURRENCY] = {.name = "currency", .title = "CUR", .keep = true},
	[BUCKET] = {.name = "bucket", .keep = true},
	[COUNT] = {.name = "count", .json = JSON_NUMBER, .right = true,
		.keep = true},
	[VALUE] = {.name = "value", .right = true, .keep = true,
		.money = true, .bar = 32},
	[DEALS] = {.name = "deals", .json = JSON_NUMBER, .right = true,
		.keep = true},
	[NOTES] = REPORT_NOTES,
};

/* Where the bars of a row's lines stand: each goes on from the sum of those
 * before it. */
struct fall {
	__int128 least, most, sum;
};

static void
fall_take(struct fall *f, __int128 sum)
{
	f->sum = sum;
	f->least = sum < f->least ? sum : f->least;
	f->most = sum > f->most ? sum : f->most;
}

static struct fall
fall_of(const struct bridge_row *row)
{
	struct fall f = {0};

	fall_take(&f, row->from.value);
	for (int b = 0; b < BUCKETS; b++)
		fall_take(&f, f.sum + row->in[b].value);
	fall_take(&f, row->to.value);
	f.sum = 0;
	return f;
}

static int16_t
fall_at(const struct fall *f, __int128 v)
{
	enum { FULL = 1000 };

	if (f->most == f->least)
		return 0;
	return (int16_t)((v - f->least) * FULL / (f->most - f->least));
}

static struct bar
fall_bar(struct fall *f, enum bar_kind kind, int64_t value)
{
	__int128 from = kind == BAR_TOTAL ? 0 : f->sum, to = from + value;

	f->sum = to;
	return (struct bar){.kind = (uint8_t)kind,
		.from = fall_at(f, from < to ? from : to),
		.to = fall_at(f, from < to ? to : from)};
}

static void
put_line(struct report *r, const struct bridge_row *row, struct fall *fall,
	const char *bucket, const struct bridge_line *line)
{
	bool end = line == &row->from || line == &row->to;

	report_bar(r, VALUE, fall_bar(fall, end ? BAR_TOTAL
		: line->value < 0 ? BAR_DOWN : BAR_UP, line->value));
	if (end)
		report_style(r, BUCKET, STYLE_BOLD);
	report_indent(r, NODE, row->depth, row->node);
	if (row->money->code[0])
		report_cstr(r, CURRENCY, row->money->code);
	report_cstr(r, BUCKET, bucket);
	report_int(r, COUNT, line->count);
	put_unit(r, VALUE, line->value, row->money);
	report_int(r, DEALS, line->deals);
	report_row(r);
}

/* Programs get every bucket, people those with something in them. */
static void
put_row(struct report *r, bool machine, const struct bridge_row *row)
{
	struct fall fall = fall_of(row);

	put_line(r, row, &fall, "open_from", &row->from);
	for (int b = 0; b < BUCKETS; b++)
		if (machine || row->in[b].deals)
			put_line(r, row, &fall, bucket_word((enum bucket)b),
				&row->in[b]);
	put_line(r, row, &fall, "open_to", &row->to);
}

static bool
is_meant(const struct ask *a, const struct bridge_row *row)
{
	if (a->only.p)
		return str_eq(row->node, a->only);
	if (!cli_text(a->c, "by").p)
		return row->depth == 0;
	return a->spec.by == BY_REP || !row->rep;
}

/* Of these the ones of the rep a message is for. */
static void
only_notes(const struct ask *a, const struct bridge *b, int64_t *bare,
	int64_t **unrated, size_t *n)
{
	*bare = 0;
	*unrated = arena_array(&a->c->arena, b->ndeals + 1, sizeof **unrated);
	*n = 0;
	for (size_t i = 0; i < b->ndeals; i++) {
		const struct bridge_deal *d = &b->deals[i];

		if (!str_eq(d->node, a->only))
			continue;
		*bare += d->bare;
		if (d->unrated)
			(*unrated)[(*n)++] = d->id;
	}
	arr_sort(*unrated, *n, sizeof **unrated, int64_order);
}

static void
put_notes(const struct ask *a, const struct bridge *b, struct str notes,
	struct report *r)
{
	int64_t bare = b->bare, *unrated = b->unrated;
	size_t n = b->nunrated;
	struct buf out = {0};

	if (report_tells(r))
		ask_notes(a, &out);
	if (a->only.p)
		only_notes(a, b, &bare, &unrated, &n);
	if (bare)
		buf_fmt(&out, "%lld %s no amount on one side or both\n",
			(long long)bare, bare == 1 ? "deal has" : "deals have");
	if (n) {
		buf_fmt(&out, "%zu %s could not be converted on one side or "
			"both: ", n, n == 1 ? "deal" : "deals");
		note_deals(unrated, n, &out);
	}
	buf_str(&out, notes);
	report_notes(r, buf_view(&out));
	buf_free(&out);
}

int
bridge_print(const struct ask *a, const struct bridge *b, struct str notes,
	struct err *e)
{
	struct report *r;
	bool machine = !format_for_people(a->c->format);
	int rc = report_open(&r, a->c, columns, NCOLS,
		machine ? DEALS : REPORT_ALL, e);

	if (rc)
		return rc;
	put_notes(a, b, notes, r);
	for (size_t i = 0; i < b->n; i++)
		if (is_meant(a, &b->rows[i]))
			put_row(r, machine, &b->rows[i]);
	return report_close(r, 0, e);
}

/* ---- deals ------------------------------------------------------------ */

enum { D_NODE, D_CURRENCY, D_BUCKET, D_ID, D_NAME, D_STAGE, D_CLOSE, D_COUNT,
	D_VALUE, D_FX, D_NOTES, D_NCOLS };

static const struct column deal_columns[D_NCOLS] = {
	[D_NODE] = {.name = "node", .keep = true},
	[D_CURRENCY] = {.name = "currency", .title = "CUR", .keep = true},
	[D_BUCKET] = {.name = "bucket", .keep = true},
	[D_ID] = {.name = "id", .json = JSON_NUMBER, .right = true,
		.keep = true},
	[D_NAME] = {.name = "name"},
	[D_STAGE] = {.name = "stage"},
	[D_CLOSE] = {.name = "close", .keep = true},
	[D_COUNT] = {.name = "count", .json = JSON_NUMBER, .right = true,
		.keep = true},
	[D_VALUE] = {.name = "value", .right = true, .keep = true,
		.money = true},
	[D_FX] = {.name = "fx", .right = true, .keep = true, .money = true},
	[D_NOTES] = REPORT_NOTES,
};

static int
put_deal(struct report *r, struct cli *c, const struct bridge_deal *d,
	struct err *e)
{
	void *rec;
	const struct deal *deal;
	int rc = model_shown(&c->model, model_entity(&c->model, E_DEAL),
		d->id, &c->arena, &rec, e);

	if (rc && rc != ERR_NO)
		return rc;
	deal = rc ? NULL : rec;
	report_text(r, D_NODE, d->node);
	if (d->money->code[0])
		report_cstr(r, D_CURRENCY, d->money->code);
	report_cstr(r, D_BUCKET, bucket_word(d->bucket));
	report_int(r, D_ID, d->id);
	if (deal) {
		report_text(r, D_NAME, deal->name);
		report_text(r, D_STAGE, deal->stage);
		report_day(r, D_CLOSE, deal->close);
	}
	report_int(r, D_COUNT, d->count);
	put_unit(r, D_VALUE, d->value, d->money);
	put_unit(r, D_FX, d->fx, d->money);
	report_row(r);
	return 0;
}

int
bridge_print_deals(const struct ask *a, const struct bridge *b,
	struct str notes, struct err *e)
{
	struct report *r;
	int rc = report_open(&r, a->c, deal_columns, D_NCOLS, REPORT_ALL, e);

	if (rc)
		return rc;
	put_notes(a, b, notes, r);
	for (size_t i = 0; rc == 0 && i < b->ndeals; i++)
		if (!a->only.p || str_eq(b->deals[i].node, a->only))
			rc = put_deal(r, a->c, &b->deals[i], e);
	return report_close(r, rc, e);
}
