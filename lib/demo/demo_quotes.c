/* A few quotes for deals that are far along: one in its second version, one
 * that waits for an approval, one that is out. The deals keep their amounts,
 * which people set. */
#include "demo/demo_plan.h"
#include "model/product.h"
#include "model/quote.h"

enum { OFFERS = 3, LINES = 4, MINUTE = 60 };

struct demo_line {
	const char *sku, *quantity, *choice, *discount;
};

static const struct demo_line lines[OFFERS][LINES] = {
	{{"SN-100", "40", NULL, NULL}, {"GW-10", "4", NULL, NULL},
		{"INST-D", "2.5", NULL, NULL}},
	{{"KIT-5", "6", NULL, NULL}, {"MON-S", "3", NULL, NULL},
		{"CAL-Y", "6", "optional", NULL}},
	{{"SN-200", "12", NULL, NULL}, {"GW-10", "2", NULL, "10"},
		{"MON-S", "1", NULL, NULL}},
};

struct offering {
	struct plan *plan;
	struct store *store;
	struct op_spec spec;
	struct arena arena;
	struct model m;
	int64_t deals[OFFERS], quotes[OFFERS];
	size_t nth;
	int (*deed)(struct offering *, struct err *);
};

static int
give(struct offering *o, const struct entity *en, void *rec, uint16_t tag,
	const char *text, struct err *e)
{
	return text ? model_assign_text(&o->m, en, rec, tag, str_of(text), e)
		    : 0;
}

static int
add_line(struct offering *o, const struct demo_line *from, struct err *e)
{
	const struct entity *en = model_entity(&o->m, E_LINE);
	struct line *l = record_new(en, &o->arena);
	enum saved how;
	int rc = give(o, en, l, LINE_PRODUCT, from->sku, e);

	l->quote = o->quotes[o->nth];
	if (rc == 0)
		rc = give(o, en, l, LINE_QUANTITY, from->quantity, e);
	if (rc == 0)
		rc = give(o, en, l, LINE_CHOICE, from->choice, e);
	if (rc == 0)
		rc = give(o, en, l, LINE_DISCOUNT, from->discount, e);
	return rc ? rc : model_save(&o->m, en, l, &how, e);
}

static int
keep_amount(struct offering *o, struct err *e)
{
	const struct entity *en = model_entity(&o->m, E_DEAL);
	enum saved how;
	void *rec;
	int rc = model_get(&o->m, en, o->deals[o->nth], &rec, e);

	if (rc == 0)
		rc = give(o, en, rec, DEAL_AMOUNT_FROM, "manual", e);
	return rc ? rc : model_save(&o->m, en, rec, &how, e);
}

static int
deed_add(struct offering *o, struct err *e)
{
	const struct entity *en = model_entity(&o->m, E_QUOTE);
	struct quote *q = record_new(en, &o->arena);
	enum saved how;
	int rc = keep_amount(o, e);

	q->deal = o->deals[o->nth];
	if (rc == 0 && o->nth == 1)
		rc = give(o, en, q, QUOTE_DISCOUNT, "18", e);
	if (rc == 0)
		rc = model_save(&o->m, en, q, &how, e);
	o->quotes[o->nth] = q->common.id;
	for (size_t i = 0; rc == 0 && i < LINES && lines[o->nth][i].sku; i++)
		rc = add_line(o, &lines[o->nth][i], e);
	return rc;
}

/* One of the steps of a quote's life. */
static int
step(struct offering *o,
	int (*take)(struct model *, struct quote *, enum saved *,
		struct err *),
	struct err *e)
{
	enum saved how;
	void *rec;
	int rc = model_get(&o->m, model_entity(&o->m, E_QUOTE),
		o->quotes[o->nth], &rec, e);

	return rc ? rc : take(&o->m, rec, &how, e);
}

static int
deed_send(struct offering *o, struct err *e)
{
	return step(o, quote_send, e);
}

static int
deed_submit(struct offering *o, struct err *e)
{
	return step(o, quote_submit, e);
}

/* The second version is a little cheaper. */
static int
deed_revise(struct offering *o, struct err *e)
{
	const struct entity *en = model_entity(&o->m, E_LINE);
	struct quote_sheet s;
	enum saved how;
	int rc = step(o, quote_revise, e);

	if (rc == 0)
		rc = quote_load(&o->m, o->quotes[o->nth], &s, e);
	if (rc == 0)
		rc = give(o, en, s.lines[0], LINE_DISCOUNT, "5", e);
	return rc ? rc : model_save(&o->m, en, s.lines[0], &how, e);
}

static int
play(struct tx *tx, void *arg, struct err *e)
{
	struct offering *o = arg;
	int rc;

	arena_reset(&o->arena);
	rc = model_load(&o->m, &o->arena, o->store, tx, o->spec.recorded,
		STR_NULL, e);
	if (rc == 0)
		rc = o->deed(o, e);
	return rc ? rc : model_settle(&o->m, e);
}

/* The first open deals in euros that are in proposal or negotiation. */
static int
choose(struct offering *o, struct err *e)
{
	struct tx *tx;
	struct scan *s;
	const void *rec;
	size_t n = 0;
	int rc = tx_begin_read(o->store, VIEW_NOW, &tx, e);

	if (rc)
		return rc;
	rc = model_load(&o->m, &o->arena, o->store, tx, o->spec.recorded,
		STR_NULL, e);
	if (rc == 0)
		rc = scan_open(tx, model_entity(&o->m, E_DEAL), NULL, &s, e);
	while (rc == 0 && (rc = scan_next(s, &rec, e)) == 0 && n < OFFERS) {
		const struct deal *d = rec;

		if (d->common.archived != 1 &&
			d->common.updated <= o->spec.recorded &&
			str_is(d->currency, "EUR") &&
			(str_is(d->stage, "proposal") ||
				str_is(d->stage, "negotiation")))
			o->deals[n++] = d->common.id;
	}
	if (rc == 0 || rc == ERR_NO)
		scan_close(s);
	tx_end(tx);
	if (rc == ERR_NO)
		rc = err_set(e, ERR_DATA, "demo: too few deals for quotes");
	return rc;
}

int
plan_offers(struct plan *p, struct store *st, int64_t before, struct err *e)
{
	static const struct {
		size_t nth;
		int (*deed)(struct offering *, struct err *);
		const char *command;
	} deeds[] = {
		{0, deed_add, "quote add ... --line"},
		{0, deed_send, "quote send Q-1"},
		{1, deed_add, "quote add ... --line --discount"},
		{1, deed_submit, "quote submit Q-2"},
		{2, deed_add, "quote add ... --line"},
		{2, deed_send, "quote send Q-3"},
		{0, deed_revise, "quote revise Q-1"},
		{0, deed_send, "quote send Q-1"},
	};
	struct offering o = {.plan = p, .store = st};
	const int64_t minute = MINUTE * INT64_C(1000000);
	int64_t at = before - 10 * minute;
	uint64_t number;
	int rc;

	o.spec.recorded = at;
	rc = choose(&o, e);
	for (size_t i = 0; rc == 0 && i < sizeof deeds / sizeof *deeds; i++) {
		at += minute;
		o.nth = deeds[i].nth;
		o.deed = deeds[i].deed;
		o.spec = (struct op_spec){.kind = OP_CHANGE, .recorded = at,
			.login = str_of(demo_reps[REP_INES].login),
			.rep = REP_INES + 1,
			.command = str_of(deeds[i].command)};
		rc = store_write(st, &o.spec, play, &o, &number, e);
	}
	store_bind(st, NULL, NULL, NULL);
	arena_free(&o.arena);
	return rc;
}
