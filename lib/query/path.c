#include "query/tree.h"

static int
path_unknown(const struct entity *en, struct str name, struct err *e)
{
	const struct field *near = entity_near(en, name);

	err_set(e, ERR_USAGE, "'%.*s': no such field of %s", STR_SHORT(name),
		en->plural);
	if (near && !(near->flags & F_HIDDEN))
		return err_hint(e, "did you mean '%s'?", near->name);
	return err_hint(e, "try: pipe %s list --list-columns", en->name);
}

static const struct field *
field_seen(const struct entity *en, struct str name)
{
	const struct field *f = entity_field(en, name);

	return f && !(f->flags & F_HIDDEN) ? f : NULL;
}

static int
path_follow(const struct query_env *env, const struct entity *en,
	struct str name, struct path *out, struct err *e)
{
	struct str rest = name, first;

	str_split(&rest, '.', &first);
	out->base = field_seen(en, first);
	if (!out->base)
		return path_unknown(en, first, e);
	if (out->base->type != T_REF)
		return err_set(e, ERR_USAGE,
			"'%.*s': %s does not refer to one kind of record",
			STR_SHORT(name), out->base->name);
	out->entity = schema_entity(env->schema, out->base->ref);
	if (!out->entity)
		return err_set(e, ERR_USAGE, "'%.*s': no such record",
			STR_SHORT(name));
	if (str_find(rest, '.') < rest.n)
		return err_set(e, ERR_USAGE,
			"'%.*s': only one reference deep", STR_SHORT(name));
	out->leaf = field_seen(out->entity, rest);
	if (!out->leaf)
		return path_unknown(out->entity, rest, e);
	out->deep = true;
	return ERR_OK;
}

int
path_resolve(const struct query_env *env, const struct entity *en,
	struct str name, struct path *out, struct err *e)
{
	if (str_find(name, '.') < name.n)
		return path_follow(env, en, name, out, e);
	out->base = out->leaf = field_seen(en, name);
	out->entity = en;
	out->deep = false;
	return out->base ? ERR_OK : path_unknown(en, name, e);
}

int
path_record(const struct query_env *env, const struct path *p,
	const void *rec, const void **out, struct err *e)
{
	int64_t id;
	int code;

	*out = rec;
	if (!p->deep)
		return ERR_OK;
	*out = NULL;
	id = field_int(p->base, rec);
	if (id == NUM_NULL || !env->fetch)
		return ERR_OK;
	code = env->fetch(env->ctx, p->base->ref, id, out, e);
	if (code)
		*out = NULL;
	return code == ERR_NO ? ERR_OK : code;
}

int
path_value(const struct query_env *env, const struct path *p,
	const void *rec, union val *v, const struct currency **money,
	struct err *e)
{
	const void *from;
	int code;

	code = path_record(env, p, rec, &from, e);
	if (code)
		return code;
	if (from)
		*v = field_get(p->leaf, from);
	else if (field_type(p->leaf)->text)
		v->s = STR_NULL;
	else
		v->i = NUM_NULL;
	if (money)
		*money = type_is_money(p->leaf->type) && from
			? record_currency(p->entity, from, env->scope->base)
			: NULL;
	return ERR_OK;
}

void
want_add(struct want *w, unsigned tag)
{
	size_t n = w->tags.n ? w->tags.n - 1 : 0;

	for (size_t i = 0; i < n; i++)
		if (w->tags.v[i] == tag)
			return;
	if (!w->tags.n)
		*ARR_ADD(&w->tags) = 0;
	w->tags.v[n] = (uint16_t)tag;
	*ARR_ADD(&w->tags) = 0;
}

void
want_path(struct want *w, const struct entity *en, const struct path *p)
{
	want_add(w, p->base->tag);
	if (!p->deep && type_is_money(p->leaf->type) && en->currency)
		want_add(w, en->currency);
}

static const struct str *
words_list(struct arena *a, struct str text, size_t *n)
{
	struct str rest = text, part, *v;
	size_t i = 0;

	while (str_split(&rest, ',', &part))
		i++;
	v = arena_array(a, i, sizeof *v);
	*n = i;
	rest = text;
	for (i = 0; str_split(&rest, ',', &part); i++)
		v[i] = str_trim(part);
	return v;
}

const struct str *
enum_words(const struct query_env *env, const struct field *f, size_t *n)
{
	const struct scope *sc = env->scope;
	const struct choice *c;
	struct str *v;
	size_t i;

	*n = 0;
	if (!f->choices)
		return NULL;
	if (*f->choices != '@')
		return words_list(sc->arena, str_of(f->choices), n);
	c = sc->choices ? sc->choices(sc, f, NULL) : NULL;
	for (i = 0; c && c[i].word; i++)
		;
	v = arena_array(sc->arena, i, sizeof *v);
	*n = i;
	while (i--)
		v[i] = str_of(c[i].word);
	return v;
}
