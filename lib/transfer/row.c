/* What one row says of its record. */
#include "transfer/part.h"

static bool
sets(const struct entry *en, const struct field *f)
{
	for (size_t i = 0; en && i < en->nsteps; i++) {
		const struct plan_step *s = en->steps[i].plan;

		for (size_t k = 0; s && k < s->set.n; k++)
			if (s->set.v[k].field == f)
				return true;
	}
	return false;
}

int
read_targets(struct run *r, const struct targets *t, const struct entry *but,
	const struct about *about, struct given **out, size_t *n,
	struct err *e)
{
	struct given *v = arena_array(&r->row, t->n, sizeof *v);
	int rc;

	*n = 0;
	*out = v;
	for (size_t i = 0; i < t->n; i++) {
		const struct target *one = &t->v[i];
		struct given *g = &v[*n];

		if (sets(but, one->field))
			continue;
		rc = value_read(r, one, value_text(r, one), about, g, e);
		if (rc)
			return one->origin == FROM_CELL
				? row_at(r, one->column, e) : rc;
		++*n;
		if (!g->keep && !g->late)
			field_set(one->field, about->rec,
				g->has ? g->v
				       : field_get(one->field,
						 about->entity->blank));
	}
	return 0;
}

/* ---- steps of the wide form --------------------------------------------- */

static bool
when_holds(const struct run *r, const struct plan_step *s)
{
	for (size_t i = 0; i < s->nwhen; i++) {
		const struct map_words *any = s->when[i].any;
		struct str cell = r->rows.cells[s->when[i].column];
		bool is = false;

		cell = cell.p ? str_trim(cell) : STR("");
		for (size_t k = 0; k < any->list.n; k++)
			is |= str_eq(any->list.v[k], cell);
		if (!is)
			return false;
	}
	return true;
}

static int
dated(struct run *r, int column, enum date_form form, struct step *s,
	struct err *e)
{
	s->column = column;
	s->line = r->line;
	return value_instant(r, r->rows.cells[column], form, &s->instant, e)
		? row_at(r, column, e) : 0;
}

static int
wide_steps(struct run *r, struct entry *en, struct err *e)
{
	const struct plan *p = &r->plan;
	int rc = 0;

	en->steps = arena_array(&r->row, p->nsteps, sizeof *en->steps);
	for (size_t i = 0; rc == 0 && i < p->nsteps; i++) {
		const struct plan_step *s = &p->steps[i];
		struct str cell = r->rows.cells[s->at];

		if (!cell.p || !str_trim(cell).n || !when_holds(r, s))
			continue;
		en->steps[en->nsteps].plan = s;
		rc = dated(r, s->at, s->date, &en->steps[en->nsteps++], e);
	}
	return rc;
}

/* The record as the row reads it, which takes values on as they come. */
static void *
probe(struct run *r, const struct entry *en)
{
	void *rec = record_new(r->entity, &r->row);

	memcpy(rec, en->rec, r->entity->size);
	return rec;
}

/* A row of our own exports tells when the record was made. */
static void
date_creation(struct run *r, struct entry *en)
{
	int column = r->plan.created_column;
	struct str text = column == ROW_NONE ? STR_NULL
					     : r->rows.cells[column];
	struct err ignored;
	int64_t at;

	if (en->found || !text.n || instant_parse(text, NULL, &at, &ignored) ||
		at > r->m->now)
		return;
	en->created = at;
}

static int
check_kind(struct run *r, struct err *e)
{
	int column = r->plan.entity_column;
	const struct field *near;
	struct str name = column == ROW_NONE ? STR_NULL
					     : r->rows.cells[column];
	if (name.p && schema_find(&r->m->schema, name) != r->entity) {
		err_set(e, ERR_DATA, "this is '%.*s', not %s",
			STR_SHORT(name), r->entity->name);
		return row_at(r, column, e);
	}
	if (!r->rows.extra.p || r->im->map)
		return 0;
	near = entity_near(r->entity, r->rows.extra);
	err_set(e, ERR_DATA, "key '%.*s' is no field of %s",
		STR_SHORT(r->rows.extra), r->entity->name);
	if (near)
		err_hint(e, "did you mean '%s'?", near->name);
	return row_at(r, ROW_NONE, e);
}

int
entry_of_row(struct run *r, struct entry *en, struct err *e)
{
	struct about about = {.entity = r->entity, .at = r->at};
	int rc = check_kind(r, e);

	*en = (struct entry){.created = NUM_NULL, .id = NUM_NULL};
	if (rc == 0)
		rc = wide_steps(r, en, e);
	if (rc == 0)
		rc = entry_find(r, en, e);
	if (rc || en->leave)
		return rc && !e->line ? row_at(r, ROW_NONE, e) : rc;
	date_creation(r, en);
	about.rec = probe(r, en);
	if (en->nsteps)
		about.at = en->steps[0].instant;
	rc = read_targets(r, &r->plan.base, en, &about, &en->base, &en->nbase,
		e);
	for (size_t i = 0; rc == 0 && i < en->nsteps; i++) {
		struct step *s = &en->steps[i];

		about.at = s->instant;
		rc = read_targets(r, &s->plan->set, NULL, &about, &s->set,
			&s->n, e);
	}
	return rc;
}
