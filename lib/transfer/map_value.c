/* One field's value: a field's name, or a mapping of what is said of it. */
#include "transfer/map_part.h"

#define AT(member) .at = offsetof(struct map_value, member)

static const struct field value_fields[] = {
	{.tag = 1, .name = "field", .type = T_LINE, AT(field)},
	{.tag = 2, .name = "column", .type = T_LINE, AT(column)},
	{.tag = 3, .name = "text", .type = T_LINE, AT(text)},
	{.tag = 4, .name = "from", .type = T_LINE, AT(from)},
	{.tag = 5, .name = "parts", .type = T_LINE, AT(parts)},
	{.tag = 6, .name = "date", .type = T_ENUM, .choices = DATE_FORMS,
		AT(date)},
	{.tag = 7, .name = "number", .type = T_ENUM, .choices = NUMBER_FORMS,
		AT(number)},
	{.tag = 8, .name = "case", .type = T_ENUM, .choices = CASE_FORMS,
		AT(letters)},
	{.tag = 9, .name = "empty", .type = T_ENUM, .choices = "clear,keep",
		AT(empty)},
	{.tag = 10, .name = "unit", .type = T_DECIMAL, AT(unit)},
	{.tag = 11, .name = "prefix", .type = T_LINE, AT(prefix)},
	{.tag = 12, .name = "split", .type = T_LINE, AT(split)},
	{.tag = 13, .name = "optional", .type = T_BOOL, AT(optional)},
};

static const struct field ref_fields[] = {
	{.tag = 1, .name = "by", .type = T_LINE, AT(by)},
	{.tag = 2, .name = "create", .type = T_BOOL, AT(create)},
};

static const struct bind ref_rows = {
	.fields = ref_fields,
	.nfields = 2,
	.size = sizeof(struct map_value),
};

static const struct bind_part value_parts[] = {
	{.tag = 14, .name = "ref", .noun = "ref", .shape = BIND_INTO,
		.item = &ref_rows},
};

static const struct bind value_rows = {
	.fields = value_fields,
	.nfields = sizeof value_fields / sizeof *value_fields,
	.parts = value_parts,
	.nparts = 1,
	.size = sizeof(struct map_value),
};

static void
take_pairs(struct map_reader *r, const struct yaml_node *n,
	struct map_value *v)
{
	const struct yaml_node *c;

	if (n->kind != YAML_MAP) {
		if (!yaml_empty(n))
			bind_fault(&r->b, n->at,
				"values: words and what they mean are needed");
		return;
	}
	v->values = arena_array(r->b.arena, n->n, sizeof *v->values);
	for (c = n->first; c; c = c->next) {
		if (c->kind != YAML_TEXT) {
			bind_fault(&r->b, c->at, "values: one text is needed");
			continue;
		}
		v->values[v->nvalues++] = (struct map_pair){
			arena_str(r->b.arena, c->key),
			arena_str(r->b.arena, c->text)};
	}
}

/* A copy of the mapping without the entry, which is read by itself: its texts
 * keep their blanks and may be empty. */
static const struct yaml_node *
without(struct arena *a, const struct yaml_node *n, const char *key,
	const struct yaml_node **taken)
{
	struct yaml_node *copy = arena_alloc(a, sizeof *copy), **end;
	const struct yaml_node *c;

	*copy = *n;
	end = &copy->first;
	*end = NULL;
	for (c = n->first; c; c = c->next) {
		if (str_is(c->key, key)) {
			*taken = c;
			continue;
		}
		*end = arena_alloc(a, sizeof **end);
		**end = *c;
		(*end)->next = NULL;
		end = &(*end)->next;
	}
	return copy;
}

static void
take_raw(struct map_reader *r, const struct yaml_node *n, const char *key,
	struct str *out)
{
	const struct yaml_node *c = yaml_entry(n, key);

	if (c && c->kind == YAML_TEXT && c->text.n)
		*out = arena_str(r->b.arena, c->text);
}

static struct map_value
value_blank(const struct yaml_node *n)
{
	struct map_value v = {0};

	bind_clear(&value_rows, &v);
	v.at = v.field_at = v.source_at = n->at;
	return v;
}

/* The values of which one may be said. */
static void
check_source(struct map_reader *r, struct map_value *v, bool needed)
{
	const struct {
		const char *name;
		const struct str *text;
	} sources[] = {{"column", &v->column}, {"text", &v->text},
		{"from", &v->from}, {"parts", &v->parts}};
	const char *first = NULL;

	for (size_t i = 0; i < sizeof sources / sizeof *sources; i++) {
		if (!sources[i].text->p)
			continue;
		if (first)
			bind_fault(&r->b, bind_where(&r->b, sources[i].text),
				"%s and %s: a value is from one place", first,
				sources[i].name);
		if (!first)
			v->source_at = bind_where(&r->b, sources[i].text);
		first = first ? first : sources[i].name;
	}
	if (needed && !first)
		bind_fault(&r->b, v->at, "where the value is from is not said:"
			" column, text, from or parts");
}

static void
take_map(struct map_reader *r, const struct yaml_node *n, bool needs_source,
	struct map_value *v)
{
	const struct yaml_node *values = NULL;

	n = without(r->b.arena, n, "values", &values);
	bind_map(&r->b, &value_rows, NULL, n, v);
	take_raw(r, n, "prefix", &v->prefix);
	take_raw(r, n, "split", &v->split);
	if (values)
		take_pairs(r, values, v);
	if (v->field.p)
		v->field_at = bind_where(&r->b, &v->field);
	check_source(r, v, needs_source);
}

/* Positions are by address: a value is made where it stays for the time. */
static void
add(struct map_values *out, const struct map_value *v)
{
	*ARR_ADD(&out->list) = *v;
}

static void
column_entry(struct map_reader *r, const struct yaml_node *n,
	struct str column, struct pos at, struct map_values *out)
{
	struct map_value *v = arena_alloc(r->b.arena, sizeof *v);

	*v = value_blank(n);
	if (n->kind == YAML_MAP) {
		take_map(r, n, false, v);
		if (v->column.p || v->text.p || v->from.p || v->parts.p)
			bind_fault(&r->b, v->source_at,
				"a column's value is from the column");
		if (!v->field.p)
			bind_fault(&r->b, n->at, "'field' is missing");
	} else if (n->kind == YAML_TEXT) {
		v->field = arena_str(r->b.arena, n->text);
	} else {
		bind_fault(&r->b, n->at, "a field is needed, not a list");
	}
	v->column = arena_str(r->b.arena, column);
	v->source_at = at;
	if (v->field.n)
		add(out, v);
}

void
map_columns(struct map_reader *r, const struct yaml_node *n,
	struct map_values *out)
{
	const struct yaml_node *c, *each;

	if (!map_is_mapping(r, n, "columns and their fields are needed"))
		return;
	for (c = n->first; c; c = c->next) {
		if (yaml_empty(c)) {
			bind_fault(&r->b, c->key_at,
				"the column's field is missing");
			continue;
		}
		if (c->kind != YAML_LIST) {
			column_entry(r, c, c->key, c->key_at, out);
			continue;
		}
		for (each = c->first; each; each = each->next)
			column_entry(r, each, c->key, c->key_at, out);
	}
}

static void
set_entry(struct map_reader *r, const struct yaml_node *n, bool constant,
	struct map_values *out)
{
	struct map_value *v = arena_alloc(r->b.arena, sizeof *v);

	*v = value_blank(n);
	if (n->kind == YAML_MAP && !constant) {
		take_map(r, n, true, v);
		if (v->field.p)
			bind_fault(&r->b, v->field_at,
				"the field is named before it");
	} else if (n->kind == YAML_TEXT) {
		v->text = arena_str(r->b.arena, n->text);
	} else {
		bind_fault(&r->b, n->at, "%.*s: one text is needed",
			STR_SHORT(n->key));
	}
	v->field = arena_str(r->b.arena, n->key);
	v->field_at = n->key_at;
	add(out, v);
}

void
map_set(struct map_reader *r, const struct yaml_node *n,
	struct map_values *out)
{
	if (map_is_mapping(r, n, "fields and their values are needed"))
		for (const struct yaml_node *c = n->first; c; c = c->next)
			set_entry(r, c, false, out);
}

void
map_constants(struct map_reader *r, const struct yaml_node *n,
	struct map_values *out)
{
	if (map_is_mapping(r, n, "fields and their values are needed"))
		for (const struct yaml_node *c = n->first; c; c = c->next)
			set_entry(r, c, true, out);
}
