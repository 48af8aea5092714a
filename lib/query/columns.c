#include "query/columns.h"

static size_t
columns_find(const struct columns *c, struct str name)
{
	size_t i = 0;

	while (i < c->n && !str_is(name, c->v[i].name))
		i++;
	return i;
}

/* The machine name: fields' own names, whatever was typed for '_'. */
static const char *
path_name(struct arena *a, const struct path *p)
{
	if (!p->deep)
		return p->leaf->name;
	return arena_fmt(a, "%s.%s", p->base->name, p->leaf->name);
}

static int
column_add(const struct query_env *env, const struct entity *en,
	struct str name, bool again, struct columns *c, struct err *e)
{
	struct col col;
	int code = path_resolve(env, en, name, &col.path, e);

	if (code)
		return code;
	col.name = path_name(env->scope->arena, &col.path);
	if (columns_find(c, str_of(col.name)) == c->n)
		c->v[c->n++] = col;
	else if (!again)
		return err_set(e, ERR_USAGE, "'%s': a column given twice",
			col.name);
	return ERR_OK;
}

static int
column_drop(const struct query_env *env, const struct entity *en,
	struct str name, struct columns *c, struct err *e)
{
	struct path path;
	size_t at;
	int code = path_resolve(env, en, name, &path, e);

	if (code)
		return code;
	at = columns_find(c, str_of(path_name(env->scope->arena, &path)));
	if (at == c->n)
		return err_set(e, ERR_USAGE, "'%.*s': not among the columns",
			STR_SHORT(name));
	memmove(&c->v[at], &c->v[at + 1],
		(c->n - at - 1) * sizeof *c->v);
	c->n--;
	return ERR_OK;
}

static void
columns_all(const struct entity *en, struct columns *c)
{
	const struct field *f;

	for (size_t i = 0; i < en->nfields; i++) {
		f = &en->fields[i];
		if (f->flags & F_HIDDEN ||
			columns_find(c, str_of(f->name)) < c->n)
			continue;
		c->v[c->n++] = (struct col){.name = f->name,
			.path = {.base = f, .leaf = f, .entity = en}};
	}
}

static bool
is_signed(struct str name)
{
	return str_starts(name, "+") || str_starts(name, "-");
}

static int
column_apply(const struct query_env *env, const struct entity *en,
	struct str name, struct columns *c, struct err *e)
{
	bool plain = !is_signed(name);
	struct str bare = str_cut(name, !plain, name.n);

	if (!bare.n)
		return err_set(e, ERR_USAGE, "a column name is empty");
	if (str_is(bare, "all") && !str_starts(name, "-")) {
		columns_all(en, c);
		return ERR_OK;
	}
	if (str_starts(name, "-"))
		return column_drop(env, en, bare, c, e);
	return column_add(env, en, bare, !plain, c, e);
}

static int
list_apply(const struct query_env *env, const struct entity *en,
	struct str list, bool edit, struct columns *c, struct err *e)
{
	struct str name;
	int code = ERR_OK;

	while (!code && str_split(&list, ',', &name)) {
		name = str_trim(name);
		if (name.n && is_signed(name) != edit)
			return err_set(e, ERR_USAGE, "'%.*s': either name the "
				"columns or edit the default with + and -",
				STR_SHORT(name));
		code = column_apply(env, en, name, c, e);
	}
	return code;
}

static size_t
names_count(struct str list)
{
	struct str name;
	size_t n = 0;

	while (str_split(&list, ',', &name))
		n++;
	return n;
}

int
columns_parse(const struct query_env *env, const struct entity *en,
	struct str text, const char *def, struct columns *out, struct err *e)
{
	struct str base = str_of(def ? def : en->columns);
	bool edit = is_signed(str_trim(text)) || !text.p;
	size_t room = names_count(base) + names_count(text) + en->nfields;
	int code = ERR_OK;

	out->v = arena_array(env->scope->arena, room, sizeof *out->v);
	out->n = 0;
	if (edit)
		code = list_apply(env, en, base.p ? base : STR("id"), false,
			out, e);
	if (!code && text.p)
		code = list_apply(env, en, text, edit, out, e);
	if (!code && !out->n)
		return err_set(e, ERR_USAGE, "no columns are left");
	return code;
}

void
columns_wants(const struct columns *c, const struct entity *en,
	struct want *w)
{
	for (size_t i = 0; i < c->n; i++)
		want_path(w, en, &c->v[i].path);
}

int
col_value(const struct col *c, const struct query_env *env,
	const void *rec, union val *v, const struct field **f,
	const struct currency **money, struct err *e)
{
	*f = c->path.leaf;
	return path_value(env, &c->path, rec, v, money, e);
}

void
columns_list(const struct query_env *env, const struct entity *en,
	const char *def, struct col_info **out, size_t *n)
{
	struct columns shown, all;
	const struct entity *ref;
	const struct field *f;
	struct col_info *v;
	struct err ignored;

	if (columns_parse(env, en, STR_NULL, def, &shown, &ignored))
		shown.n = 0;
	all.v = arena_array(env->scope->arena, en->nfields, sizeof *all.v);
	all.n = 0;
	columns_all(en, &all);
	v = arena_array(env->scope->arena, all.n, sizeof *v);
	for (size_t i = 0; i < all.n; i++) {
		f = all.v[i].path.leaf;
		ref = f->type == T_REF ? schema_entity(env->schema, f->ref)
			: NULL;
		v[i] = (struct col_info){.name = f->name, .help = f->help,
			.type = field_type(f)->name,
			.ref = ref ? ref->name : NULL,
			.shown = columns_find(&shown, str_of(f->name)) <
				shown.n};
	}
	*out = v;
	*n = all.n;
}
