/* From a quote and its lines to a computed document. */
#include "base/map.h"
#include "model/quote.h"

static int
by_position(const void *a, const void *b)
{
	const struct line *x = *(struct line *const *)a;
	const struct line *y = *(struct line *const *)b;

	if (x->position != y->position)
		return x->position < y->position ? -1 : 1;
	return x->common.id < y->common.id ? -1 : 1;
}

/* The index is of the present: a line never leaves its quote, so that what
 * stood in it at any view is among those that name it now. */
static int
line_ids(struct model *m, int64_t quote, struct ids *ids, struct err *e)
{
	const struct entity *en = model_entity(m, E_LINE);
	struct view view = tx_view(m->tx);
	bool back = view.as_of != AS_OF_NOW || view.op != OP_NOW;
	int rc;

	if (back)
		tx_set_view(m->tx, VIEW_NOW);
	rc = tx_find(m->tx, en, entity_tag(en, LINE_QUOTE),
		(union val){.i = quote}, ids, e);
	if (back)
		tx_set_view(m->tx, view);
	return rc;
}

static int
load_lines(struct model *m, struct quote_sheet *s, struct err *e)
{
	const struct entity *en = model_entity(m, E_LINE);
	struct ids ids = {0};
	int rc = line_ids(m, s->quote->common.id, &ids, e);

	s->n = 0;
	s->lines = arena_array(m->arena, ids.list.n + 1, sizeof *s->lines);
	for (size_t i = 0; rc == 0 && i < ids.list.n; i++) {
		struct line *l = record_new(en, m->arena);

		rc = tx_get(m->tx, en, ids.list.v[i], l, e);
		if (rc == 0 && l->common.archived != 1)
			s->lines[s->n++] = record_copy(en, l, m->arena);
		rc = rc == ERR_NO ? 0 : rc;
	}
	ARR_FREE(&ids.list);
	arr_sort(s->lines, s->n, sizeof *s->lines, by_position);
	return rc;
}

int
quote_load(struct model *m, int64_t id, struct quote_sheet *out,
	struct err *e)
{
	void *rec;
	int rc = model_get(m, model_entity(m, E_QUOTE), id, &rec, e);

	*out = (struct quote_sheet){0};
	if (rc)
		return rc;
	out->quote = rec;
	return load_lines(m, out, e);
}

/* ---- taxes of lines: "VAT:AE:0:VATEX-EU-AE:Reverse charge" --------------- */

static int
take_tax(struct str text, struct doc_tax *t, struct err *e)
{
	struct str part[5] = {STR_NULL}, rest = text;

	for (size_t i = 0; i < 5; i++)
		if (!str_split(&rest, ':', &part[i]))
			part[i] = STR_NULL;
	*t = (struct doc_tax){
		.name = part[0],
		.category = part[1],
		.reason = part[3].n ? part[3] : STR_NULL,
		.text = part[4].n ? part[4] : STR_NULL,
	};
	return dec_parse(part[2], &t->rate, e);
}

struct taxes {
	struct map seen; /* text -> bit */
	struct doc_tax *v;
	size_t n;
};

static int
line_taxes(struct taxes *t, struct str rates, uint64_t *bits, struct err *e)
{
	struct str rest = rates, one;
	bool added;
	int64_t *at;
	int rc = 0;

	*bits = 0;
	while (rc == 0 && rest.n && str_split(&rest, ';', &one)) {
		at = map_put(&t->seen, one, &added);
		if (added && t->n == DOC_TAXES)
			return err_set(e, ERR_DATA, "more than %d taxes",
				DOC_TAXES);
		if (added) {
			*at = (int64_t)t->n;
			rc = take_tax(one, &t->v[t->n++], e);
		}
		*bits |= UINT64_C(1) << *at;
	}
	return rc;
}

static enum doc_interval
interval_of(struct str word)
{
	if (str_is(word, "month"))
		return DOC_MONTH;
	return str_is(word, "year") ? DOC_YEAR : DOC_ONCE;
}

static enum doc_choice
choice_of(struct str word)
{
	if (str_is(word, "optional"))
		return DOC_OPTIONAL;
	return word.p ? DOC_ALTERNATIVE : DOC_FIRM;
}

static int
fill_line(struct taxes *t, const struct line *l, struct doc_line *d,
	struct err *e)
{
	*d = (struct doc_line){
		.quantity = l->quantity,
		.price = l->price,
		.percent = l->discount,
		.off = l->discount_amount,
		.cost = l->cost,
		.list = l->list,
		.choice = choice_of(l->choice),
		.interval = interval_of(l->interval),
	};
	return line_taxes(t, l->rates, &d->taxes, e);
}

/* Say which quote it was. */
static int
of_quote(const struct quote *q, struct err *e)
{
	char msg[sizeof e->msg];

	memcpy(msg, e->msg, sizeof msg);
	return err_set(e, e->code, "%.*s: %s", STR_SHORT(q->number), msg);
}

int
quote_compute(struct model *m, struct quote_sheet *s, struct err *e)
{
	const struct quote *q = s->quote;
	struct taxes t = {.v = arena_array(m->arena, DOC_TAXES, sizeof *t.v)};
	struct doc *d = &s->doc;
	int rc = 0;

	*d = (struct doc){
		.money = currency_find(q->currency),
		.mode = str_is(q->tax_by, "line") ? DOC_BY_LINE
						  : DOC_BY_DOCUMENT,
		.inclusive = str_is(q->prices, "inclusive"),
		.percent = q->discount,
		.off = q->discount_amount,
		.nlines = s->n,
		.lines = arena_array(m->arena, s->n + 1, sizeof *d->lines),
		.taxes = t.v,
	};
	if (!d->money || !rounding_find(q->rounding, &d->rounding))
		rc = err_set(e, ERR_DATA, "no currency or rounding");
	for (size_t i = 0; rc == 0 && i < s->n; i++)
		rc = fill_line(&t, s->lines[i], &d->lines[i], e);
	d->ntaxes = t.n;
	map_free(&t.seen);
	if (rc == 0)
		rc = doc_compute(d, m->arena, e);
	return rc ? of_quote(q, e) : 0;
}
