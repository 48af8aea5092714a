/* The `history` of a map: a list of steps, or the columns of changes. */
#include "transfer/map_part.h"

static void
step_at(struct map_reader *r, const struct yaml_node *n, void *out)
{
	struct map_step *s = out;

	s->at = map_text(r, n);
	s->at_at = n->at;
}

static void
step_date(struct map_reader *r, const struct yaml_node *n, void *out)
{
	((struct map_step *)out)->date = map_choice(r, n, DATE_FORMS);
}

static void
step_when(struct map_reader *r, const struct yaml_node *n, void *out)
{
	struct map_step *s = out;

	if (!map_is_mapping(r, n, "columns and their texts are needed"))
		return;
	for (const struct yaml_node *c = n->first; c; c = c->next) {
		struct map_when *w = ARR_ADD(&s->when);

		w->column = arena_str(r->b.arena, c->key);
		w->at = c->key_at;
		map_words(r, c, &w->any);
	}
}

static void
step_set(struct map_reader *r, const struct yaml_node *n, void *out)
{
	map_set(r, n, &((struct map_step *)out)->set);
}

static void
step_convert(struct map_reader *r, const struct yaml_node *n, void *out)
{
	struct map_step *s = out;

	s->converts = true;
	if (n->kind == YAML_TEXT && str_is(n->text, "true"))
		return;
	map_set(r, n, &s->deal);
}

static const struct map_key step_keys[] = {
	{"at", step_at},	   {"date", step_date}, {"when", step_when},
	{"set", step_set},	   {"convert", step_convert}, {NULL, NULL},
};

static void
read_step(struct map_reader *r, const struct yaml_node *n)
{
	struct map_step s = {.pos = n->at};

	if (n->kind != YAML_MAP) {
		bind_fault(&r->b, n->at, "a step says at and set");
		return;
	}
	map_keys(r, n, step_keys, &s);
	if (!s.at.n)
		bind_fault(&r->b, n->at, "'at' is missing: the column that "
			"says when");
	if (!s.set.list.n && !s.converts)
		bind_fault(&r->b, n->at, "'set' is missing: what the step "
			"sets");
	*ARR_ADD(&r->map->steps) = s;
}

#define LONG_COLUMN(member)                                                    \
	static void long_##member(struct map_reader *r,                        \
		const struct yaml_node *n, void *out)                          \
	{                                                                      \
		struct map_long *l = out;                                      \
		l->member = map_text(r, n);                                    \
		l->member##_at = n->at;                                        \
	}

LONG_COLUMN(at)
LONG_COLUMN(field)
LONG_COLUMN(old)
LONG_COLUMN(new)

static void
long_date(struct map_reader *r, const struct yaml_node *n, void *out)
{
	((struct map_long *)out)->date = map_choice(r, n, DATE_FORMS);
}

static void
long_fields(struct map_reader *r, const struct yaml_node *n, void *out)
{
	map_columns(r, n, &((struct map_long *)out)->fields);
}

static void
long_ignore(struct map_reader *r, const struct yaml_node *n, void *out)
{
	struct map_long *l = out;

	map_words(r, n, &l->ignore);
	for (size_t i = 0; i < l->ignore.list.n; i++)
		l->ignore_others |= str_is(l->ignore.list.v[i], "*");
}

static const struct map_key long_keys[] = {
	{"at", long_at},	 {"field", long_field}, {"old", long_old},
	{"new", long_new},	 {"date", long_date},	{"fields", long_fields},
	{"ignore", long_ignore}, {NULL, NULL},
};

static void
read_long(struct map_reader *r, const struct yaml_node *n)
{
	struct map_long *l = arena_alloc(r->b.arena, sizeof *l);
	const struct {
		const char *name;
		bool missing;
	} needed[] = {{"at", !yaml_entry(n, "at")},
		{"field", !yaml_entry(n, "field")},
		{"new", !yaml_entry(n, "new")},
		{"fields", !yaml_entry(n, "fields")}};

	l->pos = n->at;
	r->map->changes = l;
	map_keys(r, n, long_keys, l);
	for (size_t i = 0; i < sizeof needed / sizeof *needed; i++)
		if (needed[i].missing)
			bind_fault(&r->b, n->at, "history: '%s' is missing",
				needed[i].name);
}

void
map_history(struct map_reader *r, const struct yaml_node *n, void *out)
{
	(void)out;
	if (n->kind == YAML_MAP)
		read_long(r, n);
	else if (n->kind == YAML_LIST)
		for (const struct yaml_node *c = n->first; c; c = c->next)
			read_step(r, c);
	else if (!yaml_empty(n))
		bind_fault(&r->b, n->at, "history: a list of steps is needed, "
			"or a mapping of columns");
}
