/* One period, rolled up. */
#include "report/forecast_part.h"

static int
sum(int64_t *into, int64_t more, struct err *e)
{
	if (more == NUM_NULL)
		return 0;
	return money_add(*into == NUM_NULL ? 0 : *into, more, into, e);
}

static int
figures_add(struct figures *a, const struct figures *b, struct err *e)
{
	int rc = money_add(a->won, b->won, &a->won, e);

	if (rc == 0)
		rc = money_add(a->pipeline, b->pipeline, &a->pipeline, e);
	if (rc == 0)
		rc = money_add(a->weighted, b->weighted, &a->weighted, e);
	for (int i = 0; rc == 0 && i < CATEGORIES; i++)
		rc = money_add(a->cat[i], b->cat[i], &a->cat[i], e);
	a->deals_won += b->deals_won;
	a->deals_open += b->deals_open;
	return rc;
}

const struct spot spot_none = {.quota = NUM_NULL, .below = NUM_NULL,
	.parts = NUM_NULL, .called = NUM_NULL, .call = NUM_NULL};

/* There is room for all of them, of which only what is used is touched. */
struct sheet
sheet_new(const struct work *w, size_t nodes)
{
	struct sheet s = {.nodes = nodes, .money = w->money.n};

	s.at = arena_array(w->a, s.nodes * s.money, sizeof *s.at);
	s.spots = arena_array(w->a, s.nodes * s.money, sizeof *s.spots);
	return s;
}

void
sheet_clear(struct sheet *s)
{
	if (s->n)
		memset(s->at, 0, s->nodes * s->money * sizeof *s->at);
	s->n = 0;
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
		at->present = true;
		rc = figures_add(&at->f, &c->f, e);
		for (int k = 0; rc == 0 && k < CATEGORIES; k++)
			rc = money_add(at->f.above[k], c->f.above[k],
				&at->f.above[k], e);
	}
	return rc;
}

/* A node's landing is by its own deals and its children's landings, unless a
 * call says otherwise. */
static int
own_landings(struct sheet *s, struct err *e)
{
	int rc = 0;

	for (size_t i = 0; rc == 0 && i < s->n; i++)
		rc = money_add(s->spots[i].f.won, s->spots[i].f.weighted,
			&s->spots[i].landing, e);
	return rc;
}

/* What a parent has of a child: its figures, of the categories what those above
 * see, its landing and call. */
static int
give_up(const struct spot *from, struct spot *to, struct err *e)
{
	struct figures f = from->f;
	int rc;

	memcpy(f.cat, from->up, sizeof f.cat);
	rc = figures_add(&to->f, &f, e);
	if (rc == 0)
		rc = money_add(to->landing, from->landing, &to->landing, e);
	to->present |= from->present;
	return rc ? rc : sum(&to->called, from->call, e);
}

/* Children stand behind their parents, so that walking backwards each node is
 * complete when it is added. */
int
sheet_roll(struct work *w, struct sheet *s, const struct period *p,
	struct err *e)
{
	int rc = own_landings(s, e);

	said_place(w, p, s);
	for (size_t i = s->nodes; rc == 0 && i-- > 0;)
		for (size_t k = 0; rc == 0 && k < s->money; k++) {
			struct spot *at = spot_at(s, i, k);

			if (!at)
				continue;
			at->call = at->called;
			rc = spot_said(w, p, i, at, e);
			if (rc == 0 && i && w->spec->view != VIEW_RAW)
				rc = give_up(at, spot_make(s,
					w->nodes.v[i].parent, k), e);
			if (w->spec->view == VIEW_MANAGER &&
				!(w->spec->top_owner && i == w->root))
				memcpy(at->f.cat, at->up, sizeof at->up);
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
			if (rc == 0 && i)
				rc = sum(&spot_make(s, w->tree.v[i].parent, k)
						 ->quota, at->quota, e);
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
	return rc;
}
