/* One period, rolled up. */
#include "report/forecast_part.h"

/* Whether the sum is too large. */
static inline bool
count_in(int64_t *into, int64_t more)
{
	return __builtin_add_overflow(*into, more, into) | (*into == NUM_NULL);
}

static int
figures_add(struct figures *a, const struct figures *b, const int64_t *cat,
	struct err *e)
{
	bool over = count_in(&a->won, b->won);

	over |= count_in(&a->pipeline, b->pipeline);
	over |= count_in(&a->weighted, b->weighted);
	for (int i = 0; i < CATEGORIES; i++)
		over |= count_in(&a->cat[i], cat[i]);
	a->deals_won += b->deals_won;
	a->deals_open += b->deals_open;
	return over ? money_too_large(e) : 0;
}

const struct spot spot_none = {.quota = NUM_NULL, .below = NUM_NULL,
	.parts = NUM_NULL, .called = NUM_NULL, .call = NUM_NULL};

/* There is room for all of them, of which only what is used is touched. */
struct sheet
sheet_new(const struct work *w, size_t nodes)
{
	struct sheet s = {.nodes = nodes, .money = w->money.n};
	size_t n = nodes * s.money, cap = 0;

	s.at = arena_array(w->a, n, sizeof *s.at);
	s.spots = arr_room(NULL, 0, &cap, sizeof *s.spots, n);
	return s;
}

void
sheet_free(struct sheet *s)
{
	arr_free(s->spots);
	ARR_FREE(&s->said);
}

void
sheet_clear(struct sheet *s)
{
	if (s->n)
		memset(s->at, 0, s->nodes * s->money * sizeof *s->at);
	s->n = s->said.n = 0;
}

struct spot *
spot_make(struct sheet *s, size_t node, size_t money)
{
	uint32_t *at = &s->at[node * s->money + money];

	if (!*at) {
		s->spots[s->n] = spot_none;
		*at = (uint32_t)++s->n;
	}
	return &s->spots[*at - 1];
}

struct spot_said *
spot_say(struct sheet *s, struct spot *at)
{
	if (!at->said) {
		ARR_ADD(&s->said);
		at->said = (uint32_t)s->said.n;
	}
	return &s->said.v[at->said - 1];
}

/* What managers change of deals stands beside them, for those above. */
static int
fill_above(const struct work *w, struct sheet *s, size_t period,
	struct err *e)
{
	int rc = 0;

	for (size_t i = 0; rc == 0 && i < w->deltas.n; i++) {
		const struct listed_delta *d = &w->deltas.v[i];
		int64_t *above;

		if (d->period != period)
			continue;
		above = &spot_say(s, spot_make(s, w->leaves.v[d->leaf].node,
			d->money))->above[d->category];
		rc = money_add(*above, d->above, above, e);
	}
	return rc;
}

bool
sheet_any(const struct work *w, size_t period)
{
	for (size_t i = 0; i < w->cells.n; i++)
		if (w->cells.v[i].period == period)
			return true;
	return false;
}

/* A node's landing is by its own deals and its children's landings, unless a
 * call says otherwise. */
int
sheet_fill(const struct work *w, struct sheet *s, size_t period,
	struct err *e)
{
	int rc = 0;

	for (size_t i = 0; rc == 0 && i < w->cells.n; i++) {
		const struct cell_of *c = &w->cells.v[i];
		struct spot *at;

		if (c->period != period)
			continue;
		at = spot_make(s, w->leaves.v[c->leaf].node, c->money);
		if (at->present)
			rc = figures_add(&at->f, &c->f, c->f.cat, e);
		else
			at->f = c->f;
		at->present = true;
		if (rc == 0)
			rc = money_add(at->f.won, at->f.weighted,
				&at->landing, e);
	}
	return rc ? rc : fill_above(w, s, period, e);
}

/* What a parent has of a child: its figures, of the categories what those above
 * see, its landing and call. */
static int
give_up(const struct spot *from, const int64_t *cat, struct spot *to,
	struct err *e)
{
	int rc = figures_add(&to->f, &from->f, cat, e);

	if (rc == 0)
		rc = money_add(to->landing, from->landing, &to->landing, e);
	to->present |= from->present;
	return rc ? rc : sum_add(&to->called, from->call, e);
}

/* A spot whose children are in. */
static int
roll_spot(struct work *w, struct sheet *s, const struct period *p, size_t node,
	size_t money, struct spot *at, struct err *e)
{
	struct spot_said *x = at->said ? &s->said.v[at->said - 1] : NULL;
	int rc = 0;

	at->call = at->called;
	if (x)
		rc = said_count(w, p, node, at, x, e);
	if (rc == 0 && node && w->spec->view != VIEW_RAW)
		rc = give_up(at, x ? x->up : at->f.cat, spot_make(s,
			w->nodes.v[node].parent, money), e);
	if (x && w->spec->view == VIEW_MANAGER &&
		!(w->spec->top_owner && node == w->root))
		memcpy(at->f.cat, x->up, sizeof at->f.cat);
	return rc;
}

/* Children stand behind their parents, so that walking backwards each node is
 * complete when it is added. */
int
sheet_roll(struct work *w, struct sheet *s, const struct period *p,
	struct err *e)
{
	int rc = 0;

	said_place(w, p, s);
	for (size_t i = s->nodes; rc == 0 && i-- > 0;)
		for (size_t k = 0; rc == 0 && k < s->money; k++) {
			struct spot *at = spot_at(s, i, k);

			if (at)
				rc = roll_spot(w, s, p, i, k, at, e);
		}
	return rc;
}

/* A node's own figure, NUM_NULL where it has none. */
static int
own_quota(struct work *w, const struct period *p, const struct part *part,
	size_t node, size_t money, struct spot *at, int64_t *own,
	struct err *e)
{
	const struct tree_node *n = &w->tree.v[node];
	int64_t holder;
	int rc;

	*own = NUM_NULL;
	if (n->kind != NODE_TEAM && n->kind != NODE_REP)
		return 0;
	holder = anyref_make(n->kind == NODE_TEAM ? E_TEAM : E_REP, n->id);
	rc = quota_own(w, part, holder, money, own, &at->parts, e);
	if (rc == 0 && *own != NUM_NULL && w->spec->detail)
		quota_list(w, part, holder, money, p, n->name);
	return rc;
}

static void
quota_spots(const struct work *w, const struct period *p, struct sheet *s)
{
	for (size_t i = 0; i < w->quotas.list.n; i++) {
		const struct held *h = &w->quotas.list.v[i];
		size_t node = tree_of_holder(&w->tree, h->holder);

		if (node != TREE_NONE && h->from < p->to && h->to > p->from)
			spot_make(s, node, h->money);
	}
}

/* The quotas of the tree, children first: `quota` gathers what is below until
 * the node's own turn comes. */
static int
tree_quotas(struct work *w, const struct period *p, struct sheet *s,
	struct err *e)
{
	const struct part *part = quota_parts(w, p);
	int rc = 0;

	if (!part->any)
		return 0;
	quota_spots(w, p, s);
	for (size_t i = w->tree.n; rc == 0 && i-- > 0;)
		for (size_t k = 0; rc == 0 && k < s->money; k++) {
			struct spot *at = spot_at(s, i, k);
			int64_t own;

			if (!at)
				continue;
			rc = own_quota(w, p, part, i, k, at, &own, e);
			if (own != NUM_NULL) {
				at->below = at->quota;
				at->quota = own;
			}
			at->present |= at->quota != NUM_NULL;
			at->summed = own == NUM_NULL && at->quota != NUM_NULL;
			if (rc == 0 && i && at->quota != NUM_NULL)
				rc = sum_add(&spot_make(s, w->tree.v[i].parent,
					k)->quota, at->quota, e);
		}
	return rc;
}

/* Whose quota a total has. */
static size_t
quota_node(const struct work *w)
{
	return w->spec->team ? tree_of_team(&w->tree, w->spec->team) : 0;
}

/* Where the nodes are not the tree, the total alone has a quota. */
int
sheet_quotas(struct work *w, const struct period *p, struct sheet *s,
	struct err *e)
{
	struct sheet tree;
	int rc;

	if (by_owner(w) || by_part(w))
		return tree_quotas(w, p, s, e);
	tree = sheet_new(w, w->tree.n);
	rc = tree_quotas(w, p, &tree, e);
	for (size_t k = 0; k < s->money; k++) {
		const struct spot *from = spot_at(&tree, quota_node(w), k);
		struct spot *to = from ? spot_make(s, 0, k) : NULL;

		if (!from)
			continue;
		to->quota = from->quota;
		to->summed = from->summed;
		to->present |= from->present;
	}
	sheet_free(&tree);
	return rc;
}
