/* The nodes of a forecast, and at which of them a leaf stands. */
#include "report/forecast_part.h"

static size_t
node_add(struct work *w, struct fnode node)
{
	*ARR_ADD(&w->nodes) = node;
	return w->nodes.n - 1;
}

static size_t
add_total(struct work *w)
{
	return node_add(w, (struct fnode){.name = STR("total")});
}

static size_t
add_unassigned(struct work *w)
{
	return node_add(w, (struct fnode){
		.name = STR("unassigned"), .depth = 1});
}

/* ---- the team tree ---------------------------------------------------- */

/* Whoever has deals or a quota is in it, though archived by now. */
static int
build_tree(struct work *w, struct err *e)
{
	size_t n = 0, nleaves = by_owner(w) ? w->leaves.n : 0;
	int64_t *owners = arena_array(w->a, nleaves + w->quotas.list.n + 1,
		sizeof *owners);
	struct tree_spec spec = {.owners = owners};

	for (size_t i = 0; i < nleaves; i++)
		owners[n++] = w->leaves.v[i].id;
	for (size_t i = 0; i < w->quotas.list.n; i++) {
		int64_t holder = w->quotas.list.v[i].holder;

		if (anyref_entity(holder) == E_REP)
			owners[n++] = anyref_id(holder);
	}
	spec.nowners = n;
	return tree_build(w->m, w->a, &spec, &w->tree, e);
}

/* A team that is asked for is where the report begins. */
static int
find_root(struct work *w, struct err *e)
{
	size_t at = w->spec->team ? tree_of_team(&w->tree, w->spec->team) : 0;

	if (w->spec->team && at == TREE_NONE) {
		err_set(e, ERR_NO, "%.*s: was archived, and has no part in it",
			STR_F(w->everyone.v[w->top].name));
		return ERR_NO;
	}
	w->root = by_owner(w) || by_part(w) ? at : 0;
	return 0;
}

static bool
node_hidden(const struct work *w, const struct tree_node *t)
{
	return (by_part(w) && t != &w->tree.v[w->root]) ||
		(w->spec->by == BY_TEAM && t->kind == NODE_REP);
}

static void
nodes_of_tree(struct work *w)
{
	ARR_ROOM(&w->nodes, w->tree.n);
	for (size_t i = 0; i < w->tree.n; i++) {
		const struct tree_node *t = &w->tree.v[i];

		node_add(w, (struct fnode){
			.name = t->name,
			.title = t->title,
			.parent = t->parent,
			.depth = t->depth,
			.hidden = node_hidden(w, t),
		});
	}
	for (size_t i = 0; i < w->leaves.n; i++)
		w->leaves.v[i].node = by_owner(w)
			? tree_of_rep(&w->tree, w->leaves.v[i].id)
			: w->root;
}

/* ---- pipelines and stages --------------------------------------------- */

/* A place of the policy, or of deals where the policy knows it no longer. */
struct place {
	struct str pipeline, stage, title;
	size_t line, order; /* in the policy; behind all of it */
	size_t leaf;	    /* SIZE_MAX: none */
};

struct places {
	ARR(struct place) list;
};

static int
place_order(const void *x, const void *y)
{
	const struct place *a = x, *b = y;
	int c = (a->line > b->line) - (a->line < b->line);

	if (!c)
		c = str_cmp(a->pipeline, b->pipeline);
	if (!c)
		c = (a->order > b->order) - (a->order < b->order);
	return c ? c : str_cmp(a->stage, b->stage);
}

/* A pipeline itself is a place without a stage, before its stages. */
static void
places_of_policy(const struct work *w, struct places *out)
{
	const struct policy *p = w->m->policy;

	for (size_t i = 0; i < p->npipelines; i++) {
		const struct pipeline *l = &p->pipelines[i];

		*ARR_ADD(&out->list) = (struct place){.pipeline = l->id,
			.title = l->name, .line = i, .leaf = SIZE_MAX};
		if (w->spec->by != BY_STAGE)
			continue;
		for (size_t k = 0; k < l->nstages; k++) {
			const struct stage *s = &l->stages[k];

			if (s->kind != STAGE_LOST)
				*ARR_ADD(&out->list) = (struct place){
					.pipeline = l->id, .stage = s->id,
					.title = s->name, .line = i,
					.order = k + 1, .leaf = SIZE_MAX};
		}
	}
}

static size_t
pipeline_line(const struct policy *p, struct str id)
{
	size_t i = 0;

	while (i < p->npipelines && !str_eq(p->pipelines[i].id, id))
		i++;
	return i;
}

static void
places_of_leaves(const struct work *w, struct places *out)
{
	const struct policy *p = w->m->policy;

	for (size_t i = 0; i < w->leaves.n; i++) {
		const struct leaf *f = &w->leaves.v[i];
		const struct stage *s = f->stage.p
			? policy_stage(p, f->pipeline, f->stage) : NULL;
		struct place one = {
			.pipeline = f->pipeline,
			.stage = f->stage,
			.line = pipeline_line(p, f->pipeline),
			.order = s ? (size_t)s->order + 1
				   : f->stage.p ? SIZE_MAX : 0,
			.leaf = i,
		};

		*ARR_ADD(&out->list) = one;
	}
}

static size_t
pipeline_node(struct work *w, struct str id, struct str title)
{
	return node_add(w, (struct fnode){
		.name = str_of(arena_fmt(w->a, "pipeline/%.*s", STR_F(id))),
		.title = title, .depth = 1});
}

static size_t
stage_node(struct work *w, const struct place *p, size_t above)
{
	return node_add(w, (struct fnode){
		.name = str_of(arena_fmt(w->a, "stage/%.*s/%.*s",
			STR_F(p->pipeline), STR_F(p->stage))),
		.title = p->title, .parent = above, .depth = 2});
}

/* Sorted, so that every place follows its like, and a leaf's that of the
 * policy: a node is made where something new begins. */
static void
nodes_of_stages(struct work *w)
{
	struct places all = {0};
	struct str line = STR_NULL, stage = STR_NULL;
	size_t above = 0, at = 0;

	add_total(w);
	places_of_policy(w, &all);
	places_of_leaves(w, &all);
	arr_sort(all.list.v, all.list.n, sizeof *all.list.v, place_order);
	for (size_t i = 0; i < all.list.n; i++) {
		const struct place *p = &all.list.v[i];

		if (!above || !str_eq(line, p->pipeline)) {
			above = at = pipeline_node(w, p->pipeline, p->title);
			stage = STR_NULL;
		}
		if (p->stage.p && !str_eq(stage, p->stage))
			at = stage_node(w, p, above);
		line = p->pipeline;
		stage = p->stage;
		if (p->leaf != SIZE_MAX)
			w->leaves.v[p->leaf].node = at;
	}
	ARR_FREE(&all.list);
}

/* ---- products --------------------------------------------------------- */

struct ware {
	struct str name, title;
	size_t leaf;
};

static int
ware_order(const void *x, const void *y)
{
	const struct ware *a = x, *b = y;

	return str_cmp(a->name, b->name);
}

static int
ware_of(struct work *w, size_t leaf, struct ware *out, struct err *e)
{
	const struct entity *en = model_entity(w->m, E_PRODUCT);
	int64_t id = w->leaves.v[leaf].id;
	void *rec;
	int rc = model_shown(w->m, en, id, w->a, &rec, e);

	if (rc && rc != ERR_NO)
		return rc;
	buf_reset(&w->key);
	model_ref_text(w->m, en, id, &w->key);
	*out = (struct ware){
		.name = arena_str(w->a, buf_view(&w->key)),
		.title = rc ? STR_NULL : model_title(w->m, en, rec),
		.leaf = leaf,
	};
	return 0;
}

static int
nodes_of_products(struct work *w, struct err *e)
{
	struct ware *wares = arena_array(w->a, w->leaves.n + 1,
		sizeof *wares);
	size_t n = 0, unassigned;
	int rc = 0;

	add_total(w);
	for (size_t i = 0; rc == 0 && i < w->leaves.n; i++)
		if (w->leaves.v[i].id != NUM_NULL)
			rc = ware_of(w, i, &wares[n++], e);
	if (rc)
		return rc;
	arr_sort(wares, n, sizeof *wares, ware_order);
	for (size_t i = 0; i < n; i++)
		w->leaves.v[wares[i].leaf].node = node_add(w,
			(struct fnode){.name = wares[i].name,
				.title = wares[i].title, .depth = 1});
	unassigned = add_unassigned(w);
	for (size_t i = 0; i < w->leaves.n; i++)
		if (w->leaves.v[i].id == NUM_NULL)
			w->leaves.v[i].node = unassigned;
	return 0;
}

int
make_nodes(struct work *w, struct err *e)
{
	int rc = build_tree(w, e);

	if (rc == 0)
		rc = find_root(w, e);
	if (rc)
		return rc;
	switch (w->spec->by) {
	case BY_REP:
	case BY_TEAM:
	case BY_MONTH:
	case BY_QUARTER: nodes_of_tree(w); return 0;
	case BY_PIPELINE:
	case BY_STAGE: nodes_of_stages(w); return 0;
	case BY_PRODUCT: break;
	}
	return nodes_of_products(w, e);
}
