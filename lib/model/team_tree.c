#include "model/rep.h"
#include "model/team.h"
#include "model/team_tree.h"

/* A team or rep while the tree is made. */
struct member {
	enum node_kind kind;
	bool in;
	int64_t id, above; /* team it is under, or NUM_NULL */
	struct str name, title;
};

struct grove {
	struct model *m;
	struct arena *arena;
	ARR(struct member) list;
	struct index {
		size_t *at; /* by id: place in list + 1, 0: none */
		size_t n;
	} index[NODE_UNASSIGNED];
	/* Those in by the team they are under, that of id 0 being the total,
	 * and where those of a team begin, up to where the next one's do. */
	const struct member **family;
	size_t *begin;
};

static struct str
kind_prefix(enum node_kind kind)
{
	return kind == NODE_TEAM ? STR("team/") : STR("rep/");
}

static struct str
node_name(struct arena *a, enum node_kind kind, struct str key)
{
	struct str prefix = kind_prefix(kind);
	char *p = arena_bytes(a, prefix.n + key.n);

	memcpy(p, prefix.p, prefix.n);
	if (key.n)
		memcpy(p + prefix.n, key.p, key.n);
	return (struct str){p, prefix.n + key.n};
}

static struct member
member_of(const struct grove *g, enum node_kind kind, const void *rec)
{
	const struct team *t = rec;
	const struct rep *r = rec;
	bool team = kind == NODE_TEAM;

	return (struct member){
		.kind = kind,
		.id = t->common.id,
		.above = team ? t->parent : r->team,
		.name = node_name(g->arena, kind, team ? t->key : r->handle),
		.title = arena_str(g->arena, team ? t->name : r->name),
		.in = t->common.archived != 1,
	};
}

static const struct entity *
entity_of(const struct grove *g, enum node_kind kind)
{
	return model_entity(g->m, kind == NODE_TEAM ? E_TEAM : E_REP);
}

static void
index_make(struct grove *g, enum node_kind kind)
{
	struct index *x = &g->index[kind];

	x->n = (size_t)tx_last_id(g->m->tx, entity_of(g, kind)) + 1;
	x->at = arena_array(g->arena, x->n, sizeof *x->at);
}

static void
member_add(struct grove *g, struct member one)
{
	*ARR_ADD(&g->list) = one;
	g->index[one.kind].at[one.id] = g->list.n;
}

static inline struct member *
member_find(struct grove *g, enum node_kind kind, int64_t id)
{
	const struct index *x = &g->index[kind];

	return id > 0 && (size_t)id < x->n && x->at[id]
		? &g->list.v[x->at[id] - 1]
		: NULL;
}

static int
gather(struct grove *g, enum node_kind kind, bool archived, struct err *e)
{
	static const uint16_t of_team[] = {TAG_ID, TAG_ARCHIVED, TEAM_KEY,
		TEAM_NAME, TEAM_PARENT, 0};
	static const uint16_t of_rep[] = {TAG_ID, TAG_ARCHIVED, REP_HANDLE,
		REP_NAME, REP_TEAM, 0};
	const void *rec;
	struct scan *s;
	int rc = scan_open(g->m->tx, entity_of(g, kind),
		kind == NODE_TEAM ? of_team : of_rep, &s, e);

	if (rc)
		return rc;
	while ((rc = scan_next(s, &rec, e)) == 0) {
		struct member one = member_of(g, kind, rec);

		one.in |= archived;
		member_add(g, one);
	}
	scan_close(s);
	return rc == ERR_NO ? 0 : rc;
}

/* Bring one in that is younger than the view, as references show it. */
static int
require_young(struct grove *g, enum node_kind kind, int64_t id, struct err *e)
{
	struct member one;
	void *rec;
	int rc;

	rc = model_shown(g->m, entity_of(g, kind), id, g->arena, &rec, e);
	if (rc == 0) {
		one = member_of(g, kind, rec);
		one.in = true;
		member_add(g, one);
	}
	return rc == ERR_NO ? 0 : rc;
}

static inline int
require(struct grove *g, enum node_kind kind, int64_t id, struct err *e)
{
	struct member *known = member_find(g, kind, id);

	if (!known)
		return require_young(g, kind, id, e);
	known->in = true;
	return 0;
}

/* The teams above whoever is in are in, too; the list grows meanwhile. */
static int
require_above(struct grove *g, struct err *e)
{
	bool more = true;
	int rc = 0;

	while (rc == 0 && more) {
		more = false;
		for (size_t i = 0; rc == 0 && i < g->list.n; i++) {
			int64_t above = g->list.v[i].above;
			struct member *up;

			if (!g->list.v[i].in || above == NUM_NULL)
				continue;
			up = member_find(g, NODE_TEAM, above);
			if (up && up->in)
				continue;
			rc = require(g, NODE_TEAM, above, e);
			up = member_find(g, NODE_TEAM, above);
			if (!up)
				g->list.v[i].above = NUM_NULL;
			more = true;
		}
	}
	return rc;
}

/* A team that is above itself is cut loose. */
static void
cut_rings(struct grove *g)
{
	for (size_t i = 0; i < g->list.n; i++) {
		struct member *one = &g->list.v[i];
		struct member *up = one;

		if (one->kind != NODE_TEAM)
			continue;
		for (size_t n = 0; up && n <= g->list.n; n++) {
			up = up->above == NUM_NULL
				? NULL
				: member_find(g, NODE_TEAM, up->above);
			if (up == one)
				one->above = NUM_NULL;
		}
	}
}

/* Of one family; names of a kind begin alike. */
static int
member_order(const void *x, const void *y)
{
	const struct member *a = *(const struct member *const *)x;
	const struct member *b = *(const struct member *const *)y;
	int c;

	if (a->kind != b->kind)
		return a->kind < b->kind ? -1 : 1;
	c = str_cmp(a->name, b->name);
	return c ? c : (a->id > b->id) - (a->id < b->id);
}

static size_t
family_of(const struct member *one)
{
	return one->above == NUM_NULL ? 0 : (size_t)one->above;
}

static void
families_make(struct grove *g)
{
	size_t teams = g->index[NODE_TEAM].n, *end;

	g->family = arena_array(g->arena, g->list.n + 1, sizeof *g->family);
	end = arena_array(g->arena, teams + 1, sizeof *end);
	g->begin = end++;
	for (size_t i = 0; i < g->list.n; i++)
		if (g->list.v[i].in)
			end[family_of(&g->list.v[i])]++;
	for (size_t i = 0, n = 0, size; i < teams; i++) {
		size = end[i];
		end[i] = n;
		n += size;
	}
	for (size_t i = 0; i < g->list.n; i++)
		if (g->list.v[i].in)
			g->family[end[family_of(&g->list.v[i])]++] =
				&g->list.v[i];
	for (size_t i = 0; i < teams; i++)
		arr_sort(g->family + g->begin[i], end[i] - g->begin[i],
			sizeof *g->family, member_order);
}

static size_t
add_node(struct tree *t, struct tree_node node)
{
	t->v[t->n] = node;
	return t->n++;
}

/* Everyone directly under a team (0: the total), and all below. */
static void
add_below(const struct grove *g, struct tree *t, size_t team, size_t parent)
{
	for (size_t i = g->begin[team]; i < g->begin[team + 1]; i++) {
		const struct member *one = g->family[i];
		size_t at = add_node(t, (struct tree_node){
			.kind = one->kind,
			.id = one->id,
			.name = one->name,
			.title = one->title,
			.parent = parent,
			.depth = t->v[parent].depth + 1,
		});

		if (one->kind == NODE_TEAM) {
			t->team_at[one->id] = at;
			add_below(g, t, (size_t)one->id, at);
		} else {
			t->rep_at[one->id] = at;
		}
		t->v[at].end = t->n;
	}
}

static void
plant(struct grove *g, struct tree *t)
{
	t->reps = g->index[NODE_REP].n;
	t->teams = g->index[NODE_TEAM].n;
	t->rep_at = arena_array(g->arena, t->reps, sizeof *t->rep_at);
	t->team_at = arena_array(g->arena, t->teams, sizeof *t->team_at);
	t->v = arena_array(g->arena, g->list.n + 2, sizeof *t->v);
	t->n = 0;
	families_make(g);
	add_node(t, (struct tree_node){.kind = NODE_TOTAL, .id = NUM_NULL,
		.name = STR("total")});
	add_below(g, t, 0, 0);
	t->unassigned = add_node(t, (struct tree_node){
		.kind = NODE_UNASSIGNED, .id = NUM_NULL,
		.name = STR("unassigned"), .depth = 1});
	t->v[0].end = t->v[t->unassigned].end = t->n;
}

int
tree_build(struct model *m, struct arena *a, const struct tree_spec *spec,
	struct tree *out, struct err *e)
{
	struct grove g = {.m = m, .arena = a};
	int rc;

	index_make(&g, NODE_TEAM);
	index_make(&g, NODE_REP);
	ARR_ROOM(&g.list, g.index[NODE_TEAM].n + g.index[NODE_REP].n);
	rc = gather(&g, NODE_TEAM, spec->archived, e);
	if (rc == 0)
		rc = gather(&g, NODE_REP, spec->archived, e);
	for (size_t i = 0; rc == 0 && i < spec->nowners; i++)
		if (spec->owners[i] != NUM_NULL)
			rc = require(&g, NODE_REP, spec->owners[i], e);
	if (rc == 0)
		rc = require_above(&g, e);
	if (rc == 0) {
		cut_rings(&g);
		plant(&g, out);
	}
	ARR_FREE(&g.list);
	return rc;
}

size_t
tree_of_rep(const struct tree *t, int64_t rep)
{
	if (rep == NUM_NULL)
		return t->unassigned;
	return rep > 0 && (size_t)rep < t->reps ? t->rep_at[rep] : TREE_NONE;
}

size_t
tree_of_team(const struct tree *t, int64_t team)
{
	return team > 0 && (size_t)team < t->teams ? t->team_at[team]
						   : TREE_NONE;
}

size_t
tree_of_holder(const struct tree *t, int64_t holder)
{
	int64_t id = anyref_id(holder);

	switch (anyref_entity(holder)) {
	case E_REP: return tree_of_rep(t, id);
	case E_TEAM: return tree_of_team(t, id);
	}
	return TREE_NONE;
}

bool
tree_within(const struct tree *t, size_t node, size_t top)
{
	return node >= top && node < t->v[top].end;
}
