#include "report/bridge_part.h"

enum { PATH_MAX_DEPTH = 64 };

/* ---- adding up -------------------------------------------------------- */

static struct bridge_row *
grid_at(const struct bridge_work *w, size_t joint, const struct currency *c)
{
	size_t i = 0;

	while (w->money.v[i] != c)
		i++;
	return &w->grid[joint * w->money.n + i];
}

static int
line_add(struct bridge_line *l, int64_t count, int64_t value, struct err *e)
{
	l->count += count;
	l->deals++;
	return money_add(l->value, value, &l->value, e);
}

/* What became of a pair at a joint: its bucket, and what rates did. */
struct fate {
	enum bucket bucket;
	int64_t count, value, fx;
};

static int
fate_of(const struct bridge_work *w, const struct pair *p, size_t joint,
	bool in_a, bool in_b, struct fate *out, struct err *e)
{
	int64_t was = in_a ? p->a.value : 0, is = in_b ? p->b.value : 0;
	int rc;

	*out = (struct fate){
		.bucket = pair_bucket(w, p, joint, in_a, in_b),
		.count = in_b - in_a,
	};
	rc = money_sub(is, was, &out->value, e);
	if (rc == 0 && in_a && in_b && p->a_by_b != NUM_NULL)
		rc = money_sub(p->a_by_b, was, &out->fx, e);
	if (out->bucket == BUCKET_FX)
		out->fx = out->value;
	return rc ? rc : money_sub(out->value, out->fx, &out->value, e);
}

static int
fate_add(struct bridge_row *r, const struct fate *f, struct err *e)
{
	int rc = 0;

	if (f->bucket != BUCKET_FX)
		rc = line_add(&r->in[f->bucket], f->count, f->value, e);
	if (rc == 0 && (f->fx || f->bucket == BUCKET_FX))
		rc = line_add(&r->in[BUCKET_FX], 0, f->fx, e);
	return rc;
}

/* At one joint; where the currency changed it leaves one and enters another. */
static int
pair_at(struct bridge_work *w, const struct pair *p, size_t joint, bool in_a,
	bool in_b, struct err *e)
{
	struct fate f;
	int rc = 0;

	if (in_a && in_b && p->a.money != p->b.money) {
		rc = pair_at(w, p, joint, true, false, e);
		return rc ? rc : pair_at(w, p, joint, false, true, e);
	}
	if (in_a)
		rc = line_add(&grid_at(w, joint, p->a.money)->from, 1,
			p->a.value, e);
	if (rc == 0 && in_b)
		rc = line_add(&grid_at(w, joint, p->b.money)->to, 1,
			p->b.value, e);
	if (rc == 0)
		rc = fate_of(w, p, joint, in_a, in_b, &f, e);
	return rc ? rc : fate_add(grid_at(w, joint,
			in_a ? p->a.money : p->b.money), &f, e);
}

/* The joints an owner's figures count at, by a side's tree: a team that was
 * below the one asked for may be above it on the other side. */
static size_t
path_of(const struct side *s, int64_t owner, size_t *path)
{
	size_t at = tree_of_rep(&s->tree, owner), n = 0;

	while (s->inside[at] && n < PATH_MAX_DEPTH) {
		path[n++] = s->joint[at];
		if (!at)
			break;
		at = s->tree.v[at].parent;
	}
	return n;
}

static bool
path_has(const size_t *path, size_t n, size_t joint)
{
	while (n && path[n - 1] != joint)
		n--;
	return n > 0;
}

static int
pair_take(struct bridge_work *w, const struct pair *p, struct err *e)
{
	size_t a[PATH_MAX_DEPTH], b[PATH_MAX_DEPTH], na = 0, nb = 0;
	int rc = 0;

	if (p->a.listed)
		na = path_of(&w->from, p->a.owner, a);
	if (p->b.listed)
		nb = path_of(&w->to, p->b.owner, b);
	for (size_t i = 0; rc == 0 && i < na; i++)
		if (w->joints.v[a[i]].within)
			rc = pair_at(w, p, a[i], true, path_has(b, nb, a[i]),
				e);
	for (size_t i = 0; rc == 0 && i < nb; i++)
		if (w->joints.v[b[i]].within && !path_has(a, na, b[i]))
			rc = pair_at(w, p, b[i], false, true, e);
	w->out->bare += pair_bare(p);
	if (pair_unrated(p))
		w->out->unrated[w->out->nunrated++] = p->id;
	return rc;
}

/* ---- the proof -------------------------------------------------------- */

static int
unequal(const struct bridge_row *r, const char *what,
	const struct bridge_line *line, int64_t count, int64_t value,
	struct err *e)
{
	err_set(e, ERR_DAMAGED, "the bridge does not sum: %.*s %s: %lld deals, "
		"%lld; %s: %lld, %lld", STR_F(r->node), r->money->code,
		(long long)line->count, (long long)line->value, what,
		(long long)count, (long long)value);
	return err_hint(e, "run pipe check");
}

static int
row_sums(const struct bridge_row *r, struct err *e)
{
	int64_t count = r->from.count, value = r->from.value;
	int rc = 0;

	for (int b = 0; rc == 0 && b < BUCKETS; b++) {
		count += r->in[b].count;
		rc = money_add(value, r->in[b].value, &value, e);
	}
	if (rc || (count == r->to.count && value == r->to.value))
		return rc;
	return unequal(r, "the buckets", &r->to, count, value, e);
}

/* A side's line is what a forecast says of the node at that view. */
static int
side_agrees(const struct side *s, const struct bridge_row *r,
	const struct bridge_line *line, struct str node, struct err *e)
{
	int64_t count = 0, value = 0;

	for (size_t i = 0; i < s->figures.n; i++) {
		const struct forecast_row *f = &s->figures.rows[i];

		if (!f->period || f->money != r->money ||
			!str_eq(f->node, node))
			continue;
		count = f->deals_open;
		value = f->pipeline;
	}
	if (count == line->count && value == line->value)
		return 0;
	return unequal(r, "the forecast", line, count, value, e);
}

static int
prove(const struct bridge_work *w, struct err *e)
{
	int rc = 0;

	for (size_t i = 0; rc == 0 && i < w->joints.n * w->money.n; i++)
		rc = row_sums(&w->grid[i], e);
	for (size_t k = 0; rc == 0 && k < w->money.n; k++) {
		for (size_t i = 0; rc == 0 && i < w->to.tree.n; i++) {
			size_t j = w->to.joint[i];
			const struct bridge_row *r =
				&w->grid[j * w->money.n + k];

			if (w->joints.v[j].within)
				rc = side_agrees(&w->to, r, &r->to,
					w->to.tree.v[i].name, e);
		}
		for (size_t i = 0; rc == 0 && i < w->from.tree.n; i++) {
			size_t j = w->from.joint[i];
			const struct bridge_row *r =
				&w->grid[j * w->money.n + k];

			if (w->joints.v[j].within)
				rc = side_agrees(&w->from, r, &r->from,
					w->from.tree.v[i].name, e);
		}
	}
	return rc;
}

/* ---- what comes out --------------------------------------------------- */

static bool
row_empty(const struct bridge_row *r)
{
	bool empty = !r->from.deals && !r->to.deals;

	for (int b = 0; empty && b < BUCKETS; b++)
		empty = !r->in[b].deals;
	return empty;
}

static size_t
root_joint(const struct bridge_work *w)
{
	size_t at = w->spec->figures.team
		? tree_of_team(&w->to.tree, w->spec->figures.team) : 0;

	return w->to.joint[at];
}

/* By node and currency; the root at least in one. */
static void
rows_out(struct bridge_work *w)
{
	size_t root = root_joint(w), n = 0;
	struct bridge *out = w->out;

	out->rows = arena_array(w->a, w->joints.n * w->money.n + 1,
		sizeof *out->rows);
	for (size_t j = 0; j < w->joints.n; j++)
		for (size_t k = 0, any = 0; k < w->money.n; k++) {
			const struct bridge_row *r =
				&w->grid[j * w->money.n + k];

			if (!w->joints.v[j].within)
				continue;
			if (row_empty(r) && (j != root || any ||
				k + 1 < w->money.n))
				continue;
			any = 1;
			out->rows[n] = *r;
			out->rows[n].depth -= w->joints.v[root].depth;
			n++;
		}
	out->n = n;
}

static int
deal_order(const void *x, const void *y)
{
	const struct bridge_deal *a = x, *b = y;
	int c = (a->bucket > b->bucket) - (a->bucket < b->bucket);

	if (!c)
		c = str_cmp(a->node, b->node);
	return c ? c : (a->id > b->id) - (a->id < b->id);
}

static int
deal_out(struct bridge_work *w, const struct pair *p, bool in_a, bool in_b,
	struct err *e)
{
	const struct side *s = in_b ? &w->to : &w->from;
	const struct snap *at = in_b ? &p->b : &p->a;
	bool once = in_b || !p->b.listed;
	struct fate f;
	int rc = fate_of(w, p, root_joint(w), in_a, in_b, &f, e);

	w->out->deals[w->out->ndeals++] = (struct bridge_deal){
		.id = p->id,
		.node = s->tree.v[tree_of_rep(&s->tree, at->owner)].name,
		.money = at->money,
		.bucket = f.bucket,
		.count = f.count,
		.value = f.value,
		.fx = f.fx,
		.bare = once && pair_bare(p),
		.unrated = once && pair_unrated(p),
	};
	return rc;
}

/* At the root: every deal once, or twice where its currency changed. */
static int
deals_out(struct bridge_work *w, struct err *e)
{
	int rc = 0;

	w->out->deals = arena_array(w->a, 2 * w->pairs.n + 1,
		sizeof *w->out->deals);
	for (size_t i = 0; rc == 0 && i < w->pairs.n; i++) {
		const struct pair *p = &w->pairs.v[i];
		bool a = p->a.listed, b = p->b.listed;

		if (a && b && p->a.money != p->b.money) {
			rc = deal_out(w, p, true, false, e);
			a = false;
		}
		if (rc == 0 && (a || b))
			rc = deal_out(w, p, a, b, e);
	}
	arr_sort(w->out->deals, w->out->ndeals, sizeof *w->out->deals,
		deal_order);
	return rc;
}

static int
code_order(const void *x, const void *y)
{
	const struct currency *const *a = x, *const *b = y;

	return strcmp((*a)->code, (*b)->code);
}

static void
grid_make(struct bridge_work *w)
{
	arr_sort(w->money.v, w->money.n, sizeof *w->money.v, code_order);
	if (!w->money.n)
		*ARR_ADD(&w->money) = measure_money(w->spec->figures.measure)
			? w->spec->figures.currency
				? w->spec->figures.currency
				: w->to.m->policy->base
			: &number_unit;
	w->grid = arena_array(w->a, w->joints.n * w->money.n + 1,
		sizeof *w->grid);
	for (size_t j = 0; j < w->joints.n; j++)
		for (size_t k = 0; k < w->money.n; k++)
			w->grid[j * w->money.n + k] = (struct bridge_row){
				.node = w->joints.v[j].name,
				.title = w->joints.v[j].title,
				.depth = w->joints.v[j].depth,
				.rep = w->joints.v[j].kind == NODE_REP,
				.money = w->money.v[k],
			};
}

static int
bridge_sum(struct bridge_work *w, struct err *e)
{
	int rc = 0;

	grid_make(w);
	w->out->unrated = arena_array(w->a, w->pairs.n + 1,
		sizeof *w->out->unrated);
	for (size_t i = 0; rc == 0 && i < w->pairs.n; i++)
		rc = pair_take(w, &w->pairs.v[i], e);
	if (rc == 0)
		rc = prove(w, e);
	if (rc == 0)
		rc = deals_out(w, e);
	if (rc == 0)
		rows_out(w);
	return rc;
}

int
bridge_make(struct model *m, struct arena *a, const struct bridge_spec *spec,
	struct bridge *out, struct err *e)
{
	struct bridge_work w = {.m = m, .a = a, .spec = spec, .out = out};
	int rc;

	*out = (struct bridge){0};
	rc = sides_look(&w, e);
	if (rc == 0)
		rc = bridge_sum(&w, e);
	out->was = w.from.window;
	out->is = w.to.window;
	if (w.from.filter)
		query_end(w.from.filter);
	if (w.to.filter)
		query_end(w.to.filter);
	ARR_FREE(&w.pairs);
	ARR_FREE(&w.joints);
	ARR_FREE(&w.money);
	return rc;
}
