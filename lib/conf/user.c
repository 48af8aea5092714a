#include "conf/bind.h"
#include "conf/name.h"
#include "conf/paths.h"
#include "conf/user_rows.h"

#define AT(type, member) .at = offsetof(struct type, member)

static const struct field pair_fields[] = {
	{.tag = 1, .name = "name", .type = T_LINE, AT(user_pair, name),
		.flags = F_NAME},
	{.tag = 2, .name = "value", .type = T_LINE, AT(user_pair, value)},
};

static const struct bind pair_rows = {.fields = pair_fields, .nfields = 2,
	.size = sizeof(struct user_pair)};

static const struct field user_fields[] = {
	{.tag = 1, .name = "me", .type = T_LINE, AT(user_config, me),
		.flags = F_NAME},
	{.tag = 2, .name = "color", .type = T_ENUM, AT(user_config, color),
		.choices = "auto,always,never"},
	{.tag = 3, .name = "pager", .type = T_LINE, AT(user_config, pager)},
	{.tag = 6, .name = "from", .type = T_LINE, AT(user_config, from)},
};

static const struct bind_part user_parts[] = {
	{.tag = 4, .name = "aliases", .noun = "alias", .shape = BIND_PAIRS,
		AT(user_config, aliases),
		.count = offsetof(struct user_config, naliases),
		.item = &pair_rows},
	{.tag = 5, .name = "columns", .noun = "columns", .shape = BIND_PAIRS,
		AT(user_config, columns),
		.count = offsetof(struct user_config, ncolumns),
		.item = &pair_rows},
};

static const struct bind user_rows = {.fields = user_fields, .nfields = 4,
	.parts = user_parts, .nparts = 2,
	.size = sizeof(struct user_config)};

static const char *const keys[] = {"me", "from", "color", "pager", "aliases.",
	"columns.", NULL};

const char *const *
user_keys(void)
{
	return keys;
}

int
user_key_parse(struct str text, struct user_key *k, struct err *e)
{
	struct str rest = text, q = fault_quote(text), key;
	struct near near;

	str_split(&rest, '.', &k->top);
	k->name = rest;
	near = near_to(k->top);
	for (const char *const *name = keys; *name; name++) {
		key = str_of(*name);
		if (str_ends(key, "."))
			key.n--;
		near_try(&near, key);
		if (!str_eq(k->top, key))
			continue;
		if (!str_ends(str_of(*name), "."))
			return rest.p ? err_set(e, ERR_USAGE,
				"%s: takes one value, no names", *name) : 0;
		return rest.n ? 0 : err_set(e, ERR_USAGE,
			"%.*s: a name is needed, such as %sNAME", STR_F(key),
			*name);
	}
	return err_set(e, ERR_USAGE, "unknown setting '%.*s'%s", STR_F(q),
		near_advice(&near));
}

static void
check_pairs(struct binding *b, const struct user_config *u,
	const struct schema *schema)
{
	const struct user_pair *p = u->aliases;

	for (size_t i = 0; i < u->naliases; i++, p++)
		if (p->name.p && !name_valid(p->name, true))
			bind_fault(b, bind_where(b, &p->name),
				"alias '%.*s': use small letters, digits, '-' "
				"and '_', a letter first",
				STR_F(fault_quote(p->name)));
	p = u->columns;
	for (size_t i = 0; schema && i < u->ncolumns; i++, p++)
		if (p->name.p)
			name_check_entity(b, schema, "columns", &p->name);
}

static void
add_setting(struct arena *a, struct user_config *u,
	const struct yaml_node *top, const struct yaml_node *n)
{
	struct user_setting *s = &u->settings[u->nsettings];

	if (yaml_empty(n))
		return;
	s->key = top == n ? n->key : str_of(arena_fmt(a, "%.*s.%.*s",
		STR_F(top->key), STR_F(n->key)));
	s->value = n->text;
	s->line = n->key_at.line;
	u->nsettings++;
}

static void
list_settings(struct arena *a, struct user_config *u,
	const struct yaml_node *root)
{
	const struct yaml_node *top, *n;
	size_t most = 0;

	for (top = root->first; top; top = top->next)
		most += 1 + top->n;
	u->settings = arena_array(a, most, sizeof *u->settings);
	for (top = root->first; top; top = top->next) {
		if (top->kind == YAML_TEXT)
			add_setting(a, u, top, top);
		for (n = top->first; n; n = n->next)
			add_setting(a, u, top, n);
	}
}

static int
parse_into(struct arena *a, struct str text, const char *file,
	const struct schema *schema, struct user_config *u,
	struct faults *faults, struct err *e)
{
	struct binding b = {.arena = a, .file = file, .faults = faults};
	struct yaml_node *root;

	yaml_parse(a, text, file, &root, faults);
	if (root)
		bind_map(&b, &user_rows, NULL, root, u);
	if (root && !b.over)
		check_pairs(&b, u, schema);
	bind_free(&b);
	faults_sort(faults);
	if (faults_first(faults, e))
		return ERR_DATA;
	list_settings(a, u, root);
	return ERR_OK;
}

int
user_parse(struct arena *a, struct str text, const char *file,
	const struct schema *schema, struct user_config **out,
	struct faults *faults, struct err *e)
{
	struct user_config *u = arena_alloc(a, sizeof *u);
	struct faults own = {0};
	int rc;

	u->file = file;
	rc = parse_into(a, text, file, schema, u, faults ? faults : &own, e);
	faults_free(&own);
	*out = rc ? NULL : u;
	return rc;
}

int
user_load(struct arena *a, const char *path, const struct schema *schema,
	struct user_config **out, struct faults *faults, struct err *e)
{
	struct buf text = {0};
	int rc = path ? paths_read(path, false, &text, e) : ERR_NO;

	*out = NULL;
	if (!rc || rc == ERR_NO)
		rc = user_parse(a, buf_view(&text), path, schema, out, faults,
			e);
	buf_free(&text);
	return rc;
}

struct str
user_alias(const struct user_config *u, struct str name)
{
	for (size_t i = 0; i < u->naliases; i++)
		if (str_eq(u->aliases[i].name, name))
			return u->aliases[i].value;
	return STR_NULL;
}

struct str
user_columns(const struct user_config *u, const char *entity)
{
	for (size_t i = 0; i < u->ncolumns; i++)
		if (str_is(u->columns[i].name, entity))
			return u->columns[i].value;
	return STR_NULL;
}

const struct user_setting *
user_setting(const struct user_config *u, struct str key)
{
	for (size_t i = 0; i < u->nsettings; i++)
		if (str_eq(u->settings[i].key, key))
			return &u->settings[i];
	return NULL;
}
