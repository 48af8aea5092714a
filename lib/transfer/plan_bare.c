/* Without a map: columns that are called like fields. */
#include "transfer/guess_part.h"
#include "transfer/plan_part.h"

/* Columns of our own that are no fields: of exports and of rejected rows. */
static const char *const known[] = {"entity", "reject_line", "reject_reason"};

static const struct field *
field_called(const struct entity *en, struct str column, struct str suffix)
{
	struct buf want = {0}, have = {0};
	const struct field *found = NULL;

	rows_fold(column, &want);
	for (size_t i = 0; !found && i < en->nfields; i++) {
		buf_reset(&have);
		rows_fold(str_of(en->fields[i].name), &have);
		buf_str(&have, suffix);
		if (str_eq(buf_view(&have), buf_view(&want)))
			found = &en->fields[i];
	}
	buf_free(&want);
	buf_free(&have);
	return found;
}

static bool
is_known(struct planner *p, struct str name, int column)
{
	const struct field *money = field_called(p->entity, name,
		STR("minor"));

	for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
		if (!str_is(name, known[i]))
			continue;
		if (i == 0)
			p->plan->entity_column = column;
		return true;
	}
	return !name.n || (money && type_is_money(money->type));
}

static void
no_field(struct planner *p, struct str name, int column)
{
	const struct field *near = entity_near(p->entity, name);
	struct err at = {0}, *fault;

	if (!near)
		near = guess_field(p->entity, name);
	if (p->rows->kind == SOURCE_CSV)
		rows_at(p->rows, column, &at);
	fault = fault_add(p->faults, p->rows->source->name,
		(struct pos){at.line ? at.line : 1, at.col ? at.col : 1},
		"column '%.*s' is no field of %s%s%s%s", STR_SHORT(name),
		p->entity->name, near ? " (did you mean '" : "",
		near ? near->name : "", near ? "'?)" : "");
	if (fault)
		err_hint(fault, "a map says what columns mean; to have one "
			"begun: pipe import %s --guess FILE", p->entity->name);
}

static void
add(struct planner *p, const struct field *f, int column)
{
	struct targets *base = &p->plan->base;

	if (f->tag == TAG_CREATED)
		p->plan->created_column = column;
	if (f->tag == TAG_ID || field_is_fact(f))
		base->v[base->n++] = target_of_cell(p, f, column);
}

static void
columns_of_csv(struct planner *p)
{
	struct str name;

	for (size_t i = 0; i < p->rows->names.n; i++) {
		const struct field *f;

		name = p->rows->names.v[i];
		f = field_called(p->entity, name, STR(""));
		p->used[i] = true;
		if (f && !(f->flags & F_HIDDEN))
			add(p, f, (int)i);
		else if (!is_known(p, name, (int)i))
			no_field(p, name, (int)i);
	}
}

/* Of JSON every field is asked for; unknown keys are told row by row. */
static void
columns_of_json(struct planner *p)
{
	for (size_t i = 0; i < p->entity->nfields; i++) {
		const struct field *f = &p->entity->fields[i];

		if (!(f->flags & F_HIDDEN))
			add(p, f, rows_column(p->rows, str_of(f->name)));
		if (type_is_money(f->type))
			rows_column(p->rows, str_of(arena_fmt(p->arena,
				"%s_minor", f->name)));
	}
	p->plan->entity_column = rows_column(p->rows, STR("entity"));
}

void
plan_bare(struct planner *p)
{
	size_t most = p->rows->names.n + p->entity->nfields;

	p->plan->base.v = arena_array(p->arena, most,
		sizeof *p->plan->base.v);
	if (p->rows->kind == SOURCE_CSV)
		columns_of_csv(p);
	else
		columns_of_json(p);
	plan_order(p->entity, &p->plan->base);
}
