#include <stdarg.h>
#include <stdio.h>

#include "transfer/plan_part.h"

struct err *
plan_fault(struct planner *p, struct pos at, const char *fmt, ...)
{
	char text[512];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(text, sizeof text, fmt, ap);
	va_end(ap);
	return fault_add(p->faults, p->map->file, at, "%s", text);
}

static void
use(struct planner *p, int column)
{
	if ((size_t)column < p->nused)
		p->used[column] = true;
}

int
plan_column(struct planner *p, struct str name, struct pos at)
{
	int column = rows_column(p->rows, name);
	struct err near = {0};

	if (column != ROW_NONE) {
		use(p, column);
		return column;
	}
	rows_near(p->rows, name, &near);
	plan_fault(p, at, "%s has no column '%.*s'%s%s%s",
		p->rows->source->name, STR_SHORT(name),
		near.hint[0] ? " (" : "", near.hint, near.hint[0] ? ")" : "");
	return ROW_NONE;
}

/* ---- history ------------------------------------------------------------ */

static enum date_form
form(const struct planner *p, struct str own)
{
	return date_form_of(own.p ? own : p->map->date);
}

static void
plan_step(struct planner *p, const struct map_step *s, struct plan_step *out)
{
	const struct map_values *set = &s->set, *deal = &s->deal;

	out->at = plan_column(p, s->at, s->at_at);
	out->date = form(p, s->date);
	out->nwhen = s->when.n;
	out->when = arena_array(p->arena, s->when.n, sizeof *out->when);
	for (size_t i = 0; i < s->when.n; i++)
		out->when[i] = (struct plan_when){
			plan_column(p, s->when.v[i].column, s->when.v[i].at),
			&s->when.v[i].any};
	plan_targets(p, p->entity, &set, 1, &out->set);
	out->converts = s->converts;
	if (!s->converts)
		return;
	if (p->entity->number != E_LEAD) {
		plan_fault(p, s->pos, "convert: only leads are converted");
		return;
	}
	p->plan->deal = model_entity(p->model, E_DEAL);
	plan_targets(p, p->plan->deal, &deal, 1, &out->deal);
}

static void
plan_long(struct planner *p, const struct map_long *l)
{
	struct plan_changes *c = arena_alloc(p->arena, sizeof *c);
	bool added;

	c->at = plan_column(p, l->at, l->at_at);
	c->field = plan_column(p, l->field, l->field_at);
	c->new = plan_column(p, l->new, l->new_at);
	c->old = l->old.p ? plan_column(p, l->old, l->old_at) : ROW_NONE;
	c->date = form(p, l->date);
	c->ignore_others = l->ignore_others;
	c->fields.v = arena_array(p->arena, l->fields.list.n,
		sizeof *c->fields.v);
	for (size_t i = 0; i < l->fields.list.n; i++) {
		struct map_value v = l->fields.list.v[i];
		struct str name = v.column;

		v.column = l->new;
		if (!plan_target(p, p->entity, &v,
			&c->fields.v[c->fields.n]))
			continue;
		*map_put(&c->names, name, NULL) = (int64_t)c->fields.n++;
	}
	for (size_t i = 0; i < l->ignore.list.n; i++) {
		int64_t *at = map_put(&c->names, l->ignore.list.v[i], &added);

		if (added)
			*at = ROW_NONE;
	}
	p->plan->changes = c;
}

/* ---- all of it ---------------------------------------------------------- */

static void
plan_mapped(struct planner *p)
{
	const struct import_map *m = p->map;
	const struct map_values *lists[] = {&m->columns, &m->set};
	struct plan *out = p->plan;

	plan_targets(p, p->entity, lists, 2, &out->base);
	out->refuse_new = m->refuse_new;
	if (m->at.p)
		out->at = plan_column(p, m->at, m->at_at);
	out->at_date = form(p, STR_NULL);
	out->nsteps = m->steps.n;
	out->steps = arena_array(p->arena, m->steps.n, sizeof *out->steps);
	for (size_t i = 0; i < m->steps.n; i++)
		plan_step(p, &m->steps.v[i], &out->steps[i]);
	if (m->changes)
		plan_long(p, m->changes);
	for (size_t i = 0; i < m->ignore.list.n; i++) {
		int at = rows_column(p->rows, m->ignore.list.v[i]);

		if (at != ROW_NONE)
			use(p, at);
	}
}

static void
check_entity(struct planner *p)
{
	struct str name = p->map->entity;

	if (name.p && schema_find(&p->model->schema, name) != p->entity)
		plan_fault(p, p->map->entity_at, "entity: the map is of "
			"'%.*s', the import of '%s'", STR_SHORT(name),
			p->entity->name);
}

int
plan_make(struct arena *a, struct model *m, const struct entity *en,
	const struct import_map *map, struct rows *rows, struct plan *out,
	struct faults *faults, struct err *e)
{
	struct planner p = {.arena = a, .model = m, .entity = en, .map = map,
		.rows = rows, .plan = out, .faults = faults};

	*out = (struct plan){.entity = en, .at = ROW_NONE,
		.entity_column = ROW_NONE, .key_column = ROW_NONE,
		.id_column = ROW_NONE, .created_column = ROW_NONE};
	p.nused = rows->kind == SOURCE_CSV ? rows->names.n : 0;
	p.used = arena_array(a, p.nused, sizeof *p.used);
	if (map) {
		check_entity(&p);
		plan_mapped(&p);
	} else {
		plan_bare(&p);
	}
	if (!faults->list.n)
		plan_key(&p);
	for (size_t i = 0; i < p.nused; i++)
		if (!p.used[i] && rows->names.v[i].n)
			*ARR_ADD(&out->left_out) = rows->names.v[i];
	return faults_first(faults, e);
}

static void
targets_end(struct targets *t)
{
	for (size_t i = 0; i < t->n; i++) {
		struct map *maps[] = {t->v[i].cache, t->v[i].memo,
			t->v[i].path_cache, t->v[i].words};

		for (size_t k = 0; k < sizeof maps / sizeof *maps; k++)
			if (maps[k])
				map_free(maps[k]);
	}
}

void
plan_end(struct plan *p)
{
	targets_end(&p->base);
	for (size_t i = 0; i < p->nsteps; i++) {
		targets_end(&p->steps[i].set);
		targets_end(&p->steps[i].deal);
	}
	if (p->changes) {
		targets_end(&p->changes->fields);
		map_free(&p->changes->names);
	}
	ARR_FREE(&p->left_out);
}
