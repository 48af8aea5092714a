/* What tells which record a row is about, and how references are told. */
#include "transfer/plan_part.h"

static const struct field *
named_field(const struct entity *en, struct str by)
{
	if (str_is(by, "name"))
		return entity_tag(en, en->title);
	if (str_is(by, "key"))
		return entity_tag(en, en->key);
	return entity_field(en, by);
}

static bool
can_find(const struct field *f)
{
	return f && (f->flags & (F_INDEX | F_UNIQUE)) &&
		field_type(f)->text && field_is_fact(f);
}

static void
no_such_by(struct planner *p, const struct map_value *v,
	const struct entity *en, const struct field *f)
{
	if (f)
		plan_fault(p, v->at, "ref: records of %s cannot be found by "
			"%s", en->name, f->name);
	else
		plan_fault(p, v->at, "ref: '%.*s' is none of name, key, id, "
			"ext:SOURCE or a field of %s", STR_SHORT(v->by),
			en->name);
}

bool
plan_ref(struct planner *p, const struct map_value *v, struct target *out)
{
	const struct entity *en = out->ref;
	struct str by = v->by;

	out->ref_create = v->create == 1;
	if (!by.p && out->ref_create)
		by = can_find(entity_tag(en, en->title)) ? STR("name")
							 : STR("key");
	if (!by.p || str_is(by, "id")) {
		if (out->ref_create)
			plan_fault(p, v->at, "ref: a record is not made from "
				"its id");
		return !out->ref_create;
	}
	if (str_starts(by, "ext:") && by.n > 4) {
		out->ref_source = str_cut(by, 4, by.n);
		out->ref_by = entity_tag(en, TAG_EXT);
		return true;
	}
	out->ref_by = named_field(en, by);
	if (can_find(out->ref_by))
		return true;
	no_such_by(p, v, en, out->ref_by);
	return false;
}

static const struct target *
base_of(const struct plan *plan, unsigned tag)
{
	for (size_t i = 0; tag && i < plan->base.n; i++)
		if (plan->base.v[i].field->tag == tag)
			return &plan->base.v[i];
	return NULL;
}

/* The id is no field to be set: its target only tells the column. */
static void
drop_number(struct plan *plan)
{
	const struct target *t = base_of(plan, TAG_ID);
	size_t at;

	if (!t)
		return;
	plan->id_column = t->origin == FROM_CELL ? t->column : ROW_NONE;
	plan->base.n--;
	for (at = (size_t)(t - plan->base.v); at < plan->base.n; at++)
		plan->base.v[at] = plan->base.v[at + 1];
}

static void
key_by_field(struct planner *p)
{
	struct str name = p->map->key_field;
	const struct field *f = entity_field(p->entity, name), *near;

	if (!f) {
		near = entity_near(p->entity, name);
		plan_fault(p, p->map->key_at, "key: unknown field '%.*s' of "
			"%s%s%s%s", STR_SHORT(name), p->entity->name,
			near ? " (did you mean '" : "",
			near ? near->name : "", near ? "'?)" : "");
		return;
	}
	p->plan->key = f->tag == TAG_ID ? KEY_NUMBER : KEY_FIELD;
	p->plan->key_target = base_of(p->plan, f->tag);
	if (f->tag != TAG_ID && !can_find(f))
		plan_fault(p, p->map->key_at, "key: records of %s cannot be "
			"found by %s", p->entity->name, f->name);
	else if (f->tag == TAG_ID ? p->plan->id_column == ROW_NONE
				  : !p->plan->key_target)
		plan_fault(p, p->map->key_at, "key: nothing gives %s",
			f->name);
}

void
plan_key(struct planner *p)
{
	const struct import_map *m = p->map;
	struct plan *plan = p->plan;

	drop_number(plan);
	plan->ext_target = base_of(plan, TAG_EXT);
	plan->key_target = base_of(plan, p->entity->key);
	plan->key = KEY_ANY;
	if (m && m->key_column.p) {
		plan->key = KEY_EXT;
		plan->key_source = m->key_source;
		plan->key_column = plan_column(p, m->key_column, m->key_at);
	} else if (m && m->no_key) {
		plan->key = KEY_NONE;
	} else if (m && m->key_field.p) {
		key_by_field(p);
	}
	if ((plan->at != ROW_NONE || plan->changes) &&
		(plan->key == KEY_NONE || plan->key == KEY_ANY))
		plan_fault(p, (struct pos){1, 1}, "key is missing: which "
			"record a row is a change of");
}
