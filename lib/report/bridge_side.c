/* The store as of each of the two views. */
#include <stdlib.h>

#include "report/bridge_part.h"
#include "report/exchange.h"

/* ---- a side ----------------------------------------------------------- */

static void
side_turn(struct bridge_work *w, const struct side *s)
{
	tx_set_view(w->m->tx, s->view);
	if (s->m)
		store_bind(s->m->store, &s->m->schema, &s->m->env, s->m);
}

/* The same label may mean other days in another calendar. */
static int
side_window(struct bridge_work *w, struct side *s, struct err *e)
{
	int rc = period_parse(w->spec->period, &s->m->cal, &s->window, e);

	return rc == ERR_USAGE ? err_set(e, ERR_USAGE, "%.*s: no period of the "
		"calendar of one of the two days", STR_F(w->spec->period)) : rc;
}

static int
side_open(struct bridge_work *w, struct side *s, struct view view,
	struct err *e)
{
	struct forecast_spec spec = w->spec->figures;
	struct model *m = arena_alloc(w->a, sizeof *m);
	int rc;

	s->view = view;
	side_turn(w, s);
	s->m = m;
	rc = model_load(m, w->a, w->m->store, w->m->tx, w->m->now, w->m->me,
		e);
	m->login = w->m->login;
	if (rc == 0)
		rc = side_window(w, s, e);
	if (rc == 0 && w->spec->filter)
		rc = w->spec->filter(w->spec->ctx, m, &s->filter, e);
	spec.periods = &s->window;
	spec.nperiods = 1;
	spec.by = BY_REP;
	spec.filter = s->filter;
	spec.detail = true;
	if (rc == 0)
		rc = exchange_open(m, w->a, &spec, &s->exchange, e);
	return rc ? rc : forecast_make(m, w->a, &spec, &s->figures, e);
}

/* ---- joints ----------------------------------------------------------- */

static size_t
joint_at(struct bridge_work *w, const struct tree *t, size_t at)
{
	const struct tree_node *n = &t->v[at];
	size_t i = 0;

	while (i < w->joints.n && (w->joints.v[i].kind != n->kind ||
		w->joints.v[i].id != n->id))
		i++;
	if (i == w->joints.n)
		*ARR_ADD(&w->joints) = (struct joint){.kind = n->kind,
			.id = n->id, .name = n->name, .title = n->title,
			.depth = n->depth};
	return i;
}

/* Those of now first, in their order; then those that are gone. */
static void
joints_of(struct bridge_work *w, struct side *s)
{
	int64_t team = w->spec->figures.team;
	size_t top = team ? tree_of_team(&s->tree, team) : 0;

	s->joint = arena_array(w->a, s->tree.n, sizeof *s->joint);
	s->inside = arena_array(w->a, s->tree.n, sizeof *s->inside);
	for (size_t i = 0; i < s->tree.n; i++) {
		s->joint[i] = joint_at(w, &s->tree, i);
		s->inside[i] = tree_within(&s->tree, i, top);
		w->joints.v[s->joint[i]].within |= s->inside[i];
	}
}

/* Each side's tree has whoever owns one of the deals on either. */
static int
joints_make(struct bridge_work *w, struct err *e)
{
	int64_t *owners = arena_array(w->a, 2 * w->pairs.n + 1,
		sizeof *owners);
	struct tree_spec spec = {.owners = owners, .archived = true};
	struct side *sides[] = {&w->from, &w->to};
	int rc = 0;

	for (size_t i = 0; i < w->pairs.n; i++) {
		if (w->pairs.v[i].a.exists)
			owners[spec.nowners++] = w->pairs.v[i].a.owner;
		if (w->pairs.v[i].b.exists)
			owners[spec.nowners++] = w->pairs.v[i].b.owner;
	}
	for (int i = 0; rc == 0 && i < 2; i++) {
		side_turn(w, sides[i]);
		rc = tree_build(sides[i]->m, w->a, &spec, &sides[i]->tree, e);
	}
	if (rc)
		return rc;
	joints_of(w, &w->to);
	joints_of(w, &w->from);
	return 0;
}

/* ---- snaps ------------------------------------------------------------ */

static size_t
money_place(struct bridge_work *w, const struct currency *c)
{
	size_t i = 0;

	while (i < w->money.n && w->money.v[i] != c)
		i++;
	if (i == w->money.n)
		*ARR_ADD(&w->money) = c;
	return i;
}

static int
snap_take(struct bridge_work *w, struct side *s, int64_t id,
	struct snap *out, struct err *e)
{
	const struct entity *en = model_entity(s->m, E_DEAL);
	const struct deal *d;
	struct worth v;
	void *rec;
	int rc = model_get(s->m, en, id, &rec, e);

	if (rc == ERR_NO)
		return 0;
	if (rc == 0)
		rc = deal_worth(s->m, s->exchange, &w->spec->figures, rec, &v,
			e);
	if (rc)
		return rc;
	d = rec;
	out->exists = true;
	out->archived = d->common.archived == 1;
	out->pipeline = d->pipeline;
	out->stage = d->stage;
	out->owner = d->owner;
	out->close = d->close;
	out->created = d->common.created;
	out->kind = v.kind;
	out->category = v.category;
	out->own = v.own;
	out->amount = v.amount;
	out->money = v.money;
	out->value = v.value == NUM_NULL ? 0 : v.value;
	out->bare = v.amount == NUM_NULL;
	out->unrated = v.unrated;
	money_place(w, v.money);
	return 0;
}

static int
pair_order(const void *x, const void *y)
{
	const struct pair *a = x, *b = y;

	return (a->id > b->id) - (a->id < b->id);
}

static void
pairs_of(struct bridge_work *w, const struct forecast *f)
{
	for (size_t i = 0; i < f->ndeals; i++) {
		const struct forecast_deal *d = &f->deals[i];

		if (d->period && !d->won && d->category != CAT_OMITTED)
			*ARR_ADD(&w->pairs) = (struct pair){.id = d->id,
				.a_by_b = NUM_NULL};
	}
}

static void
pairs_unite(struct bridge_work *w)
{
	size_t n = 0;

	pairs_of(w, &w->from.figures);
	pairs_of(w, &w->to.figures);
	arr_sort(w->pairs.v, w->pairs.n, sizeof *w->pairs.v, pair_order);
	for (size_t i = 0; i < w->pairs.n; i++)
		if (!n || w->pairs.v[n - 1].id != w->pairs.v[i].id)
			w->pairs.v[n++] = w->pairs.v[i];
	w->pairs.n = n;
}

static void
mark_listed(struct bridge_work *w, const struct forecast *f, bool to)
{
	for (size_t i = 0; i < f->ndeals; i++) {
		const struct forecast_deal *d = &f->deals[i];
		struct pair key = {.id = d->id}, *p;

		if (!d->period || d->won || d->category == CAT_OMITTED)
			continue;
		p = bsearch(&key, w->pairs.v, w->pairs.n, sizeof *w->pairs.v,
			pair_order);
		if (p)
			*(to ? &p->b.listed : &p->a.listed) = true;
	}
}

/* What a's amount is worth by b's rate, where both can be told. */
static int
by_new_rate(struct bridge_work *w, struct pair *p, struct err *e)
{
	struct deal *d;
	struct worth v;
	void *rec;
	int rc;

	if (!p->a.listed || !p->b.listed || p->a.bare || p->a.unrated ||
		p->b.unrated || p->a.own != p->b.own ||
		p->a.amount == p->b.amount)
		return 0;
	rc = model_get(w->to.m, model_entity(w->to.m, E_DEAL), p->id, &rec, e);
	if (rc)
		return rc;
	d = rec;
	if (w->spec->figures.measure == MEASURE_RECURRING)
		d->recurring = p->a.amount;
	else
		d->amount = p->a.amount;
	rc = deal_worth(w->to.m, w->to.exchange, &w->spec->figures, d, &v, e);
	p->a_by_b = v.value;
	return rc;
}

static int
snaps_take(struct bridge_work *w, struct err *e)
{
	int rc = 0;

	side_turn(w, &w->from);
	for (size_t i = 0; rc == 0 && i < w->pairs.n; i++)
		rc = snap_take(w, &w->from, w->pairs.v[i].id,
			&w->pairs.v[i].a, e);
	side_turn(w, &w->to);
	for (size_t i = 0; rc == 0 && i < w->pairs.n; i++)
		rc = snap_take(w, &w->to, w->pairs.v[i].id, &w->pairs.v[i].b,
			e);
	mark_listed(w, &w->from.figures, false);
	mark_listed(w, &w->to.figures, true);
	for (size_t i = 0; rc == 0 && i < w->pairs.n; i++)
		rc = measure_money(w->spec->figures.measure)
			? by_new_rate(w, &w->pairs.v[i], e) : 0;
	return rc;
}

int
sides_look(struct bridge_work *w, struct err *e)
{
	int rc = side_open(w, &w->from, w->spec->from, e);

	if (rc == 0)
		rc = side_open(w, &w->to, w->spec->to, e);
	if (rc)
		return rc;
	pairs_unite(w);
	rc = snaps_take(w, e);
	return rc ? rc : joints_make(w, e);
}

/* ---- what counts where ------------------------------------------------ */

bool
side_owns(const struct side *side, int64_t owner, size_t joint)
{
	size_t at = tree_of_rep(&side->tree, owner);

	while (side->joint[at] != joint && at)
		at = side->tree.v[at].parent;
	return side->joint[at] == joint && side->inside[at];
}

bool
side_counts(const struct side *side, const struct snap *s, size_t joint)
{
	const struct stage *stage = s->stage.p
		? policy_stage(side->m->policy, s->pipeline, s->stage) : NULL;

	if (!s->exists || s->archived || s->category == CAT_OMITTED ||
		(stage && stage->kind != STAGE_OPEN))
		return false;
	return s->close != NUM_NULL && s->close >= side->window.from &&
		s->close < side->window.to &&
		side_owns(side, s->owner, joint);
}
