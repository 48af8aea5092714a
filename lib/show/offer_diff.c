/* Two versions of a quote, or two quotes: what differs. */
#include "show/offer.h"

enum { WHERE, FIELD, BEFORE, AFTER, NCOLS };

static const struct column columns[NCOLS] = {
	[WHERE] = {.name = "where", .keep = true},
	[FIELD] = {.name = "field", .keep = true},
	[BEFORE] = {.name = "before"},
	[AFTER] = {.name = "after"},
};

struct sides {
	struct cli *c;
	struct report *r;
	struct quote_sheet a, b;
	bool same; /* versions of one quote */
	size_t n;
};

static void
put_value(struct sides *s, int at, const struct entity *en,
	const struct field *f, const void *rec)
{
	const struct currency *money = record_currency(en, rec,
		s->c->model.policy->base);

	if (rec && !field_is_null(f, rec))
		value_print(&s->c->model.scope, f, field_get(f, rec), money,
			report_buf(s->r, at));
}

/* What says something of the offer: no ids, no texts of the machinery. */
static bool
compared(const struct sides *s, const struct entity *en,
	const struct field *f)
{
	static const uint16_t not_quote[] = {QUOTE_NUMBER, QUOTE_HASH,
		QUOTE_SENT, QUOTE_DECIDED, QUOTE_PRIMARY, 0};
	static const uint16_t not_line[] = {LINE_QUOTE, LINE_CURRENCY,
		LINE_PRICE_ENTRY, 0};
	const uint16_t *not = en->number == E_QUOTE ? not_quote : not_line;

	if (f->tag < TAG_OWN || (f->flags & (F_DERIVED | F_HIDDEN)))
		return false;
	if (f->tag == QUOTE_NUMBER && en->number == E_QUOTE)
		return !s->same;
	for (; *not; not++)
		if (f->tag == *not)
			return false;
	return true;
}

static void
put_field(struct sides *s, const char *where, const struct entity *en,
	const struct field *f, const void *a, const void *b)
{
	report_cstr(s->r, WHERE, where);
	report_cstr(s->r, FIELD, f->name);
	put_value(s, BEFORE, en, f, a);
	put_value(s, AFTER, en, f, b);
	report_row(s->r);
	s->n++;
}

static void
diff_records(struct sides *s, const char *where, const struct entity *en,
	const void *a, const void *b)
{
	const void *blank = en->blank;

	a = a ? a : blank;
	b = b ? b : blank;
	for (size_t i = 0; i < en->nfields; i++) {
		const struct field *f = &en->fields[i];

		if (compared(s, en, f) && !field_same(f, a, b))
			put_field(s, where, en, f, a, b);
	}
}

/* The other side's line: the same record, or of another quote the one at the
 * same place. */
static const struct line *
other(const struct sides *s, const struct quote_sheet *in,
	const struct line *l)
{
	for (size_t i = 0; i < in->n; i++)
		if (s->same ? in->lines[i]->common.id == l->common.id
			    : in->lines[i]->position == l->position)
			return in->lines[i];
	return NULL;
}

static void
diff_lines(struct sides *s)
{
	const struct entity *en = model_entity(&s->c->model, E_LINE);

	for (size_t i = 0; i < s->a.n; i++) {
		const struct line *l = s->a.lines[i];

		diff_records(s, arena_fmt(&s->c->arena, "line %lld",
			(long long)l->position), en, l, other(s, &s->b, l));
	}
	for (size_t i = 0; i < s->b.n; i++) {
		const struct line *l = s->b.lines[i];

		if (!other(s, &s->a, l))
			diff_records(s, arena_fmt(&s->c->arena, "line %lld",
				(long long)l->position), en, NULL, l);
	}
}

static int
take(struct cli *c, struct str text, struct quote_sheet *out, struct err *e)
{
	struct view view = tx_view(c->model.tx);
	int64_t id;
	int rc = offer_at(c, text, &id, e);

	if (rc == 0)
		rc = quote_load(&c->model, id, out, e);
	tx_set_view(c->model.tx, view);
	return rc;
}

int
offer_diff(struct cli *c, struct str from, struct str to, size_t *n,
	struct err *e)
{
	struct sides s = {.c = c};
	int rc = take(c, from, &s.a, e);

	if (rc == 0)
		rc = take(c, to, &s.b, e);
	if (rc == 0)
		rc = report_open(&s.r, c, columns, NCOLS, REPORT_ALL, e);
	if (rc)
		return rc;
	s.same = s.a.quote->common.id == s.b.quote->common.id;
	diff_records(&s, "quote", model_entity(&c->model, E_QUOTE), s.a.quote,
		s.b.quote);
	diff_lines(&s);
	*n = s.n;
	return report_close(s.r, 0, e);
}
