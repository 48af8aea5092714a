/* A value of the map, bound to a field and a column. */
#include <stdlib.h>

#include "transfer/plan_part.h"

static bool
find_field(struct planner *p, const struct entity *en,
	const struct map_value *v, struct target *out)
{
	const struct field *near;

	out->field = entity_field(en, v->field);
	if (out->field && field_is_fact(out->field) &&
		!(out->field->flags & F_HIDDEN))
		return true;
	if (out->field && out->field->tag != TAG_ID) {
		plan_fault(p, v->field_at, "%s: is computed, not imported",
			out->field->name);
		return false;
	}
	if (out->field)
		return true;
	near = entity_near(en, v->field);
	if (near)
		plan_fault(p, v->field_at, "unknown field '%.*s' of %s (did "
			"you mean '%s'?)", STR_SHORT(v->field), en->name,
			near->name);
	else
		plan_fault(p, v->field_at, "unknown field '%.*s' of %s",
			STR_SHORT(v->field), en->name);
	return false;
}

static bool
is_dated(const struct field *f)
{
	return f->type == T_DAY || f->type == T_INSTANT || f->type == T_WHEN;
}

static bool
is_number(const struct field *f)
{
	return f->type == T_INT || type_is_money(f->type) ||
		f->type == T_PERCENT || f->type == T_DECIMAL;
}

static bool
check_forms(struct planner *p, const struct map_value *v,
	const struct field *f)
{
	const struct {
		const char *name;
		bool said, fits;
	} forms[] = {
		{"date", v->date.p != NULL, is_dated(f)},
		{"number", v->number.p != NULL, is_number(f)},
		{"unit", v->unit != NUM_NULL, is_number(f)},
		{"split", v->split.p != NULL, f->type == T_SET},
		{"ref", v->by.p || v->create != NUM_NULL, f->type == T_REF},
	};
	bool ok = true;

	for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
		if (!forms[i].said || forms[i].fits)
			continue;
		plan_fault(p, v->at, "%s: %s has type %s", forms[i].name,
			f->name, field_type(f)->name);
		ok = false;
	}
	return ok;
}

/* "{product} for {account}" */
static bool
take_parts(struct planner *p, const struct map_value *v, struct target *out)
{
	struct str rest = v->parts, before, name;
	bool ok = true;

	out->parts = arena_array(p->arena, v->parts.n + 1,
		sizeof *out->parts);
	while (str_split(&rest, '{', &before)) {
		struct part *part = &out->parts[out->nparts++];

		*part = (struct part){before, ROW_NONE};
		if (!rest.p)
			break;
		if (str_find(rest, '}') == rest.n) {
			plan_fault(p, v->source_at, "parts: '}' is missing");
			return false;
		}
		str_split(&rest, '}', &name);
		part->column = plan_column(p, name, v->source_at);
		ok &= part->column != ROW_NONE;
		rest = rest.p ? rest : STR("");
	}
	return ok;
}

/* "product.price" */
static bool
take_path(struct planner *p, const struct entity *en,
	const struct map_value *v, struct target *out)
{
	struct str rest = v->from, name;

	str_split(&rest, '.', &name);
	out->base = entity_field(en, name);
	if (!out->base || out->base->type != T_REF || !rest.n) {
		plan_fault(p, v->source_at, "from: '%.*s' is not like "
			"product.price", STR_SHORT(v->from));
		return false;
	}
	out->base_entity = model_entity(p->model, out->base->ref);
	out->path_cache = arena_alloc(p->arena, sizeof *out->path_cache);
	out->leaf = entity_field(out->base_entity, rest);
	if (!out->leaf || field_type(out->leaf)->text !=
			field_type(out->field)->text ||
		(out->leaf->type != out->field->type &&
			!field_type(out->leaf)->text &&
			!(type_is_money(out->leaf->type) &&
				type_is_money(out->field->type)))) {
		plan_fault(p, v->source_at, "from: %.*s is no %s",
			STR_SHORT(v->from), field_type(out->field)->name);
		return false;
	}
	return true;
}

static bool
take_source(struct planner *p, const struct entity *en,
	const struct map_value *v, struct target *out)
{
	if (v->text.p) {
		out->origin = FROM_TEXT;
		out->text = v->text;
		return true;
	}
	if (v->from.p) {
		out->origin = FROM_PATH;
		return take_path(p, en, v, out);
	}
	if (v->parts.p) {
		out->origin = FROM_PARTS;
		return take_parts(p, v, out);
	}
	if (v->optional == 1 && rows_column(p->rows, v->column) == ROW_NONE)
		return false;
	out->column = plan_column(p, v->column, v->source_at);
	return out->column != ROW_NONE;
}

static void
take_words(struct planner *p, const struct map_value *v, struct target *out)
{
	struct map *words;
	struct str *meanings;

	if (!v->nvalues)
		return;
	words = arena_alloc(p->arena, sizeof *words);
	meanings = arena_array(p->arena, v->nvalues, sizeof *meanings);
	for (size_t i = 0; i < v->nvalues; i++) {
		*map_put(words, v->values[i].from, NULL) = (int64_t)i;
		meanings[i] = v->values[i].to;
	}
	out->words = words;
	out->meanings = meanings;
}

struct target
target_of_cell(const struct planner *p, const struct field *f, int column)
{
	struct target t = {.field = f, .column = column, .unit = NUM_NULL};

	if (f->type == T_REF) {
		t.ref = model_entity(p->model, f->ref);
		t.cache = arena_alloc(p->arena, sizeof *t.cache);
	}
	if (f->type == T_ENUM || f->type == T_CURRENCY || f->type == T_COUNTRY)
		t.memo = arena_alloc(p->arena, sizeof *t.memo);
	return t;
}

bool
plan_target(struct planner *p, const struct entity *en,
	const struct map_value *v, struct target *out)
{
	struct target found = {0};
	bool ok;

	if (!find_field(p, en, v, &found))
		return false;
	*out = target_of_cell(p, found.field, ROW_NONE);
	out->date = date_form_of(v->date.p ? v->date : p->map->date);
	out->number = number_form_of(v->number.p ? v->number
						 : p->map->number);
	out->letters = case_form_of(v->letters);
	out->unit = v->unit;
	out->prefix = v->prefix;
	out->split = v->split;
	out->keep = str_is(v->empty, "keep");
	take_words(p, v, out);
	/* each of them, so that all faults are named at once */
	ok = check_forms(p, v, out->field);
	if (out->field->type == T_REF && !plan_ref(p, v, out))
		ok = false;
	if (!take_source(p, en, v, out))
		ok = false;
	return ok;
}

/* ---- a list ------------------------------------------------------------- */

static int
rank(const struct entity *en, const struct target *t)
{
	int late = t->origin == FROM_PATH ? (int)en->nfields : 0;

	if (t->field->tag == en->currency)
		return -1;
	return late + (int)(t->field - en->fields);
}

void
plan_order(const struct entity *en, struct targets *t)
{
	for (size_t i = 1; i < t->n; i++) {
		struct target held = t->v[i];
		size_t j = i;

		for (; j && rank(en, &t->v[j - 1]) > rank(en, &held); j--)
			t->v[j] = t->v[j - 1];
		t->v[j] = held;
	}
}

static bool
is_twice(const struct targets *t, const struct field *f)
{
	for (size_t i = 0; i < t->n; i++)
		if (t->v[i].field == f)
			return true;
	return false;
}

void
plan_targets(struct planner *p, const struct entity *en,
	const struct map_values *const *lists, size_t n, struct targets *out)
{
	size_t most = 0;

	for (size_t k = 0; k < n; k++)
		most += lists[k]->list.n;
	*out = (struct targets){
		.v = arena_array(p->arena, most, sizeof *out->v)};
	for (size_t k = 0; k < n; k++)
		for (size_t i = 0; i < lists[k]->list.n; i++) {
			const struct map_value *v = &lists[k]->list.v[i];
			struct target t;

			if (!plan_target(p, en, v, &t))
				continue;
			if (is_twice(out, t.field))
				plan_fault(p, v->field_at, "%s is given twice",
					t.field->name);
			else
				out->v[out->n++] = t;
		}
	plan_order(en, out);
}
