#include "query/key.h"
#include "query/sort.h"

int
sort_compile(const struct query_env *env, const struct entity *en,
	struct str text, struct sort **out, struct err *e)
{
	struct sort *s = arena_alloc(env->scope->arena, sizeof *s);
	struct str rest = text.n ? text : STR_NULL, name;
	struct path path;
	bool desc;
	int code = ERR_OK;

	s->entity = en;
	s->keys.env = env;
	while (!code && str_split(&rest, ',', &name)) {
		name = str_trim(name);
		desc = str_starts(name, "-");
		name = str_cut(name, desc, name.n);
		if (!name.n)
			return err_set(e, ERR_USAGE,
				"'%.*s': a sort key is empty", STR_SHORT(text));
		code = path_resolve(env, en, name, &path, e);
		if (!code)
			code = keys_add(&s->keys, &path, desc, e);
	}
	*out = s;
	return code;
}

void
sort_wants(const struct sort *s, struct want *w)
{
	want_add(w, TAG_ID);
	for (size_t i = 0; i < s->keys.n; i++)
		want_path(w, s->entity, &s->keys.v[i].path);
}
