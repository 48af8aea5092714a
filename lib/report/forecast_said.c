/* What people say of a forecast: adjustments of categories and of deals, and
 * calls. Nothing of it edits a deal. */
#include "model/adjustment.h"
#include "model/submission.h"
#include "report/forecast_part.h"

/* A figure in the report's unit; NUM_NULL: no rate. */
static int
in_unit(struct work *w, int64_t day, int64_t value, int64_t number,
	const struct currency *money, size_t *unit, int64_t *out,
	struct err *e)
{
	*unit = 0;
	if (!measure_money(w->spec->measure))
		return num_muldec(INT64_C(1000000), number, out, e);
	*out = value;
	if (w->exchange)
		return exchange_day(w->exchange, day, value, money, out, e);
	*unit = work_money(w, str_of(money->code));
	return 0;
}

static void
list_said(struct work *w, const struct said_of *s, struct str node,
	const struct period *p)
{
	*ARR_ADD(&w->listed_said) = (struct forecast_said){
		.entity = s->entity, .id = s->id, .period = p, .node = node,
		.money = w->money.v[s->money], .category = s->category,
		.manager = s->manager, .deal = s->deal, .value = s->value};
}

/* ---- what is said of holders ------------------------------------------- */

static int
keep_adjustment(struct work *w, const struct adjusted *a, struct err *e)
{
	struct said_of s = {.entity = E_ADJUSTMENT, .id = a->id,
		.holder = a->holder, .deal = NUM_NULL, .from = a->from,
		.to = a->to, .category = category_of(a->category),
		.manager = a->manager};
	int rc = in_unit(w, a->from, a->value, a->number, a->money, &s.money,
		&s.value, e);

	if (rc == 0 && s.value != NUM_NULL)
		*ARR_ADD(&w->said) = s;
	w->out->said_unrated += rc == 0 && s.value == NUM_NULL;
	return rc;
}

static int
keep_call(struct work *w, const struct submitted *c, struct err *e)
{
	const struct entity *en = model_entity(w->m,
		anyref_entity(c->holder));
	struct said_of s = {.entity = E_SUBMISSION, .id = c->id,
		.holder = c->holder, .deal = NUM_NULL, .from = c->from,
		.to = c->to};
	int rc = in_unit(w, c->from, c->value, c->number, c->money, &s.money,
		&s.value, e);

	w->out->said_unrated += rc == 0 && s.value == NUM_NULL;
	if (rc || s.value == NUM_NULL)
		return rc;
	*ARR_ADD(&w->said) = s;
	if (!c->stale)
		return 0;
	model_ref_text(w->m, en, anyref_id(c->holder), &w->said_notes);
	buf_fmt(&w->said_notes, " %.*s: the call is %lld days old\n",
		STR_F(c->period), (long long)c->days);
	return 0;
}

/* ---- what is said of deals --------------------------------------------- */

/* The deal's lot with the adjusted value in place of its own. */
static int
adjusted_lot(struct work *w, const struct deal *d, const struct adjusted *a,
	struct lot *out, struct err *e)
{
	struct deal copy = *d;

	if (w->spec->measure == MEASURE_RECURRING)
		copy.recurring = a->value;
	else if (w->spec->measure == MEASURE_QUANTITY)
		copy.quantity = a->number;
	else
		copy.amount = a->value;
	return lot_of(w, &copy, out, e);
}

static int
adjust_deal(struct work *w, const struct adjusted *a, struct err *e)
{
	const struct entity *en = model_entity(w->m, E_DEAL);
	struct deal *d = record_new(en, w->a);
	struct lot was, is;
	bool match = true;
	int rc = tx_get(w->m->tx, en, a->deal, d, e);

	if (rc)
		return rc == ERR_NO ? 0 : rc;
	if (d->common.archived == 1 || (a->money && a->money !=
			record_currency(en, d, w->m->policy->base)))
		return 0;
	if (w->spec->filter)
		rc = query_match(w->spec->filter, d, &match, e);
	if (rc == 0 && match)
		rc = lot_of(w, d, &was, e);
	if (rc == 0 && match)
		rc = adjusted_lot(w, d, a, &is, e);
	w->out->said_unrated += rc == 0 && match && is.unrated;
	if (rc || !match || is.unrated || was.unrated ||
		was.kind != STAGE_OPEN || was.category == CAT_OMITTED)
		return rc;
	return lot_adjust(w, &was, is.value, a->id, a->manager, e);
}

/* ---- gathering --------------------------------------------------------- */

static int
load_adjustments(struct work *w, struct err *e)
{
	const struct str measure = measure_word(w->spec->measure);
	struct adjusted *v;
	size_t n;
	int rc = adjustment_load(w->m, w->a, w->out->periods,
		w->out->nperiods, &v, &n, e);

	/* an owner's word on a deal before the manager's, which replaces it */
	for (int manager = 0; rc == 0 && manager <= 1; manager++)
		for (size_t i = 0; rc == 0 && i < n; i++) {
			if (v[i].manager != manager ||
				!str_eq(v[i].measure, measure))
				continue;
			rc = v[i].holder == NUM_NULL
				? adjust_deal(w, &v[i], e)
				: keep_adjustment(w, &v[i], e);
		}
	return rc;
}

static int
load_calls(struct work *w, struct err *e)
{
	const struct str measure = measure_word(w->spec->measure);
	struct submitted *v;
	size_t n;
	int rc = submission_load(w->m, w->a, w->out->periods,
		w->out->nperiods, w->m->policy->call_stale_after, &v, &n,
		e);

	for (size_t i = 0; rc == 0 && i < n; i++)
		if (str_eq(v[i].measure, measure))
			rc = keep_call(w, &v[i], e);
	return rc;
}

int
take_said(struct work *w, struct err *e)
{
	int rc = 0;

	if (!by_owner(w) || w->spec->filter || w->spec->date != DATE_CLOSE)
		return 0;
	if (w->spec->view == VIEW_MANAGER || w->spec->view == VIEW_OWNER)
		rc = load_adjustments(w, e);
	if (rc == 0)
		rc = load_calls(w, e);
	w->said_any |= w->said.n > 0;
	return rc;
}

/* ---- at a node --------------------------------------------------------- */

/* What an adjustment or call is; of one kind there is one, but in one currency
 * those said in others too. */
struct saying {
	int entity, category; /* of adjustments */
	bool manager;
};

static bool
is_of(const struct said_of *s, const struct saying *k)
{
	return s->entity == k->entity && s->manager == k->manager &&
		(s->entity != E_ADJUSTMENT ||
			(int)s->category == k->category);
}

/* Their sum at a spot, NUM_NULL when nothing is said. */
static int
said_sum(const struct work *w, size_t first, const struct saying *k,
	int64_t *sum, struct err *e)
{
	int rc = 0;

	*sum = NUM_NULL;
	for (size_t i = first; rc == 0 && i; i = w->said.v[i - 1].next)
		if (is_of(&w->said.v[i - 1], k))
			rc = sum_add(sum, w->said.v[i - 1].value, e);
	return rc;
}

static void
said_list(struct work *w, size_t first, const struct saying *k, struct str node,
	const struct period *p)
{
	size_t i = w->spec->detail ? first : 0;

	for (; i; i = w->said.v[i - 1].next)
		if (is_of(&w->said.v[i - 1], k))
			list_said(w, &w->said.v[i - 1], node, p);
}

/* Backwards, so that those of a spot stand in the order they were read in. */
void
said_place(struct work *w, const struct period *p, struct sheet *s)
{
	if (!p)
		return;
	for (size_t i = w->said.n; i-- > 0;) {
		struct said_of *one = &w->said.v[i];
		size_t node = tree_of_holder(&w->tree, one->holder);
		size_t *first;

		if (node == TREE_NONE || one->from != p->from ||
			one->to != p->to)
			continue;
		first = &spot_say(s, spot_make(s, node, one->money))->first;
		one->next = *first;
		*first = i + 1;
	}
}

static int
said_category(struct work *w, const struct period *p, size_t node, int c,
	struct spot *at, struct spot_said *x, struct err *e)
{
	struct saying own = {E_ADJUSTMENT, c, false};
	struct saying above = {E_ADJUSTMENT, c, true};
	int64_t owner, manager;
	int rc = said_sum(w, x->first, &own, &owner, e);

	if (rc == 0)
		rc = said_sum(w, x->first, &above, &manager, e);
	if (rc)
		return rc;
	if (owner != NUM_NULL)
		at->f.cat[c] = owner;
	x->up[c] = manager != NUM_NULL ? manager
				       : at->f.cat[c] + x->above[c];
	at->present |= owner != NUM_NULL || manager != NUM_NULL;
	said_list(w, x->first, w->spec->view == VIEW_MANAGER &&
		manager != NUM_NULL ? &above : &own, w->tree.v[node].name, p);
	return 0;
}

/* Its own call, and what that makes of the landing. */
static int
said_call(struct work *w, const struct period *p, size_t node,
	struct spot *at, size_t first, struct err *e)
{
	static const struct saying k = {E_SUBMISSION, 0, false};
	int64_t call;
	int rc = said_sum(w, first, &k, &call, e);

	if (rc || call == NUM_NULL)
		return rc;
	at->present = true;
	at->call = call;
	at->landing = call > at->f.won ? call : at->f.won;
	said_list(w, first, &k, w->tree.v[node].name, p);
	return 0;
}

/* A bit for each category that something is said of, and for calls. */
enum { SAID_CALL = 1 << CAT_OMITTED };

static unsigned
said_of_what(const struct work *w, size_t first)
{
	unsigned bits = 0;

	for (size_t i = first; i; i = w->said.v[i - 1].next)
		bits |= w->said.v[i - 1].entity == E_ADJUSTMENT
			? 1u << w->said.v[i - 1].category : SAID_CALL;
	return bits;
}

int
said_count(struct work *w, const struct period *p, size_t node,
	struct spot *at, struct spot_said *x, struct err *e)
{
	unsigned bits = said_of_what(w, x->first);
	int rc = 0;

	memcpy(x->up, at->f.cat, sizeof x->up);
	for (int c = CAT_PIPELINE; c <= CAT_COMMIT; c++)
		x->up[c] += x->above[c];
	for (int c = CAT_PIPELINE; rc == 0 && c <= CAT_COMMIT; c++)
		if (bits & 1u << c)
			rc = said_category(w, p, node, c, at, x, e);
	if (rc == 0 && bits & SAID_CALL)
		rc = said_call(w, p, node, at, x->first, e);
	return rc;
}
