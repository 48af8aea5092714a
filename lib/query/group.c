#include "query/group_part.h"

static const struct {
	const char *name;
	enum period_unit unit;
} buckets[] = {
	[BUCKET_NONE] = {"", UNIT_YEAR},
	[BUCKET_DAY] = {"day", UNIT_YEAR},
	[BUCKET_WEEK] = {"week", UNIT_WEEK},
	[BUCKET_MONTH] = {"month", UNIT_MONTH},
	[BUCKET_QUARTER] = {"quarter", UNIT_QUARTER},
	[BUCKET_YEAR] = {"year", UNIT_YEAR},
};

enum { BUCKETS = sizeof buckets / sizeof *buckets };

bool
bucket_unit(enum bucket b, enum period_unit *unit)
{
	*unit = buckets[b].unit;
	return b != BUCKET_NONE && b != BUCKET_DAY;
}

const struct calendar *
group_calendar(const struct groups *g)
{
	static const struct calendar civil = {.fiscal_month = 1};

	return g->env->scope->cal ? g->env->scope->cal : &civil;
}

static int
bucket_find(struct str key, struct str name, enum bucket *out, struct err *e)
{
	for (size_t i = BUCKET_DAY; i < BUCKETS; i++) {
		if (!str_is(name, buckets[i].name))
			continue;
		*out = (enum bucket)i;
		return ERR_OK;
	}
	err_set(e, ERR_USAGE, "'%.*s': no such unit of time", STR_SHORT(key));
	return err_hint(e, "one of day, week, month, quarter, year");
}

static bool
is_time(const struct field *f)
{
	return f->type == T_DAY || f->type == T_INSTANT || f->type == T_WHEN;
}

/* Names are members of JSON objects, so none may come twice. */
static int
col_add(struct groups *g, struct group_col col, struct err *e)
{
	for (size_t i = 0; i < g->ncols; i++)
		if (strcmp(g->cols[i].name, col.name) == 0)
			return err_set(e, ERR_USAGE,
				"'%s': two columns of this name", col.name);
	g->cols[g->ncols++] = col;
	return ERR_OK;
}

static const char *
key_name(const struct groups *g, const struct path *p, enum bucket b)
{
	return arena_fmt(g->env->scope->arena, "%s%s%s%s%s",
		p->deep ? p->base->name : "", p->deep ? "." : "",
		p->leaf->name, b ? "_" : "", buckets[b].name);
}

static int
key_add(struct groups *g, struct str text, struct err *e)
{
	size_t at = str_find(text, ':');
	enum bucket b = BUCKET_NONE;
	struct path path;
	int code;

	code = path_resolve(g->env, g->entity, str_cut(text, 0, at), &path, e);
	if (!code && at < text.n)
		code = bucket_find(text, str_cut(text, at + 1, text.n), &b, e);
	if (code)
		return code;
	if (b && !is_time(path.leaf))
		return err_set(e, ERR_USAGE, "'%.*s': no day and no instant",
			STR_SHORT(text));
	if (path.leaf->type == T_MONEY)
		return err_set(e, ERR_USAGE, "'%.*s': amounts make no groups",
			STR_SHORT(text));
	code = keys_add(&g->keys, &path, false, e);
	if (code)
		return code;
	g->buckets[g->keys.n - 1] = b;
	return col_add(g, (struct group_col){.part = GROUP_KEY,
		.name = key_name(g, &path, b), .field = path.leaf,
		.bucket = b, .at = g->keys.n - 1}, e);
}

static int
sum_add(struct groups *g, struct str text, struct err *e)
{
	struct path path;
	int code = path_resolve(g->env, g->entity, text, &path, e);

	if (code)
		return code;
	if (path.deep)
		return err_set(e, ERR_USAGE, "'%.*s': only own fields of %s "
			"are summed", STR_SHORT(text), g->entity->plural);
	if (!field_type(path.leaf)->summable)
		return err_set(e, ERR_USAGE, "'%.*s': cannot be summed",
			STR_SHORT(text));
	if (g->nsums == KEYS_MAX)
		return err_set(e, ERR_USAGE, "more than %d sums", KEYS_MAX);
	g->sums[g->nsums++] = path.leaf;
	g->money = g->money || path.leaf->type == T_MONEY;
	return ERR_OK;
}

static int
list_each(struct groups *g, struct str list,
	int (*add)(struct groups *, struct str, struct err *), struct err *e)
{
	struct str part;
	int code = ERR_OK;

	while (!code && str_split(&list, ',', &part)) {
		part = str_trim(part);
		code = part.n ? add(g, part, e)
			: err_set(e, ERR_USAGE, "a name is empty");
	}
	return code;
}

/* Is the currency of the sums a key already? */
static bool
has_currency(const struct groups *g)
{
	const struct path *p;

	for (size_t k = 0; k < g->keys.n; k++) {
		p = &g->keys.v[k].path;
		if (!p->deep && g->entity->currency &&
			p->leaf->tag == g->entity->currency)
			return true;
	}
	return false;
}

static int
cols_end(struct groups *g, bool count, struct err *e)
{
	int code = ERR_OK;

	if (g->money && !has_currency(g))
		code = col_add(g, (struct group_col){.name = "currency",
			.part = GROUP_CURRENCY}, e);
	if (!code && (count || !g->nsums))
		code = col_add(g, (struct group_col){.name = "count",
			.part = GROUP_COUNT}, e);
	for (size_t i = 0; !code && i < g->nsums; i++)
		code = col_add(g, (struct group_col){.part = GROUP_SUM,
			.name = g->sums[i]->name, .field = g->sums[i],
			.at = i}, e);
	return code;
}

int
group_compile(const struct query_env *env, const struct entity *en,
	struct str keys, struct str sums, bool count, struct groups **out,
	struct err *e)
{
	struct groups *g = arena_alloc(env->scope->arena, sizeof *g);
	int code;

	g->env = g->keys.env = env;
	g->entity = en;
	g->cols = arena_array(env->scope->arena, 2 * KEYS_MAX + 2,
		sizeof *g->cols);
	code = list_each(g, keys, key_add, e);
	if (!code)
		code = list_each(g, sums, sum_add, e);
	if (!code)
		code = cols_end(g, count, e);
	*out = code ? NULL : g;
	return code;
}

const struct group_col *
group_cols(const struct groups *g, size_t *n)
{
	*n = g->ncols;
	return g->cols;
}

void
group_wants(const struct groups *g, struct want *w)
{
	for (size_t k = 0; k < g->keys.n; k++)
		want_path(w, g->entity, &g->keys.v[k].path);
	for (size_t i = 0; i < g->nsums; i++)
		want_add(w, g->sums[i]->tag);
	if (g->money && g->entity->currency)
		want_add(w, g->entity->currency);
}

static void
key_print(const struct groups *g, const struct group_col *c, union val v,
	struct buf *out)
{
	enum period_unit unit;
	struct period p;

	if (c->bucket == BUCKET_NONE) {
		value_print(g->env->scope, c->field, v, NULL, out);
	} else if (!bucket_unit(c->bucket, &unit)) {
		day_print(v.i, out);
	} else if (v.i != NUM_NULL) {
		period_of(v.i, unit, group_calendar(g), &p);
		buf_cstr(out, p.label);
	}
}

void
group_print(const struct groups *g, const struct group_col *c,
	const struct group_row *r, struct buf *out)
{
	switch (c->part) {
	case GROUP_KEY:
		key_print(g, c, r->keys[c->at], out);
		break;
	case GROUP_CURRENCY:
		buf_cstr(out, r->money ? r->money->code : "");
		break;
	case GROUP_COUNT:
		buf_int(out, r->count);
		break;
	case GROUP_SUM:
		value_print(g->env->scope, c->field,
			(union val){.i = r->sums[c->at]}, r->money, out);
		break;
	}
}
