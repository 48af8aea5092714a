/* Rows that are changes: gathered, put in order by record and instant, and
 * taken as the steps of one record each. */
#include "transfer/part.h"

struct change_row {
	size_t group; /* records in order of appearance */
	int64_t instant;
	size_t number, line;
	struct str *cells;
};

struct changes_of {
	struct run *r;
	ARR(struct change_row) rows;
	struct map groups; /* key to group */
	ARR(int64_t) last; /* instant, by group */
	size_t rising, falling;
};

/* What does not stand in the file itself is copied. */
static struct str
keep(struct run *r, struct str s)
{
	struct str all = r->im->source->text;

	if (!s.p || (s.p >= all.p && s.p + s.n <= all.p + all.n))
		return s;
	return arena_str(&r->arena, s);
}

static int
note(struct changes_of *c, struct err *e)
{
	struct run *r = c->r;
	const struct plan *p = &r->plan;
	int column = p->changes ? p->changes->at : p->at;
	struct change_row row = {.number = r->rows.number, .line = r->line};
	struct str key;
	int64_t *group;
	bool added;
	int rc = key_text(r, &key, e);

	if (rc == 0 && !r->rows.cells[column].p)
		rc = err_set(e, ERR_DATA, "it is not said when");
	if (rc == 0)
		rc = value_instant(r, r->rows.cells[column],
			p->changes ? p->changes->date : p->at_date,
			&row.instant, e);
	if (rc)
		return row_at(r, column, e);
	group = map_put(&c->groups, key, &added);
	if (added) {
		*group = (int64_t)c->last.n;
		*ARR_ADD(&c->last) = row.instant;
	}
	row.group = (size_t)*group;
	c->rising += row.instant > c->last.v[row.group];
	c->falling += row.instant < c->last.v[row.group];
	c->last.v[row.group] = row.instant;
	row.cells = arena_array(&r->arena, r->rows.names.n,
		sizeof *row.cells);
	for (size_t i = 0; i < r->rows.names.n; i++)
		row.cells[i] = keep(r, r->rows.cells[i]);
	*ARR_ADD(&c->rows) = row;
	return 0;
}

static int
gather(struct changes_of *c, struct err *e)
{
	struct run *r = c->r;
	bool more;
	int rc;

	for (;;) {
		*e = (struct err){0};
		rc = rows_next(&r->rows, &more, e);
		r->line = r->rows.line;
		if (rc == 0 && !more)
			return 0;
		r->im->counts.rows++;
		if (row_is_out(r, r->rows.number))
			continue;
		arena_reset(&r->row);
		if (rc == 0)
			rc = note(c, e);
		if (rc)
			rc = row_failed(r, r->rows.number, r->line, NULL, rc,
				e);
		if (rc)
			return rc;
	}
}

static int
row_order(const void *a, const void *b)
{
	const struct change_row *x = a, *y = b;

	if (x->group != y->group)
		return x->group < y->group ? -1 : 1;
	if (x->instant != y->instant)
		return x->instant < y->instant ? -1 : 1;
	return (x->number > y->number) - (x->number < y->number);
}

/* Of a file that begins with the newest, rows of one instant turn too. */
static void
turn_ties(struct change_row *v, size_t n)
{
	for (size_t a = 0, b; a < n; a = b) {
		for (b = a + 1; b < n && v[b].group == v[a].group &&
			v[b].instant == v[a].instant; b++)
			;
		for (size_t i = a, j = b; i + 1 < j; i++) {
			struct change_row held = v[i];

			v[i] = v[--j];
			v[j] = held;
		}
	}
}

static void
at_hand(struct run *r, const struct change_row *row)
{
	r->rows.cells = row->cells;
	r->line = row->line;
}

/* ---- the long form ------------------------------------------------------ */

static int
changed_field(struct run *r, const struct target **out, struct err *e)
{
	const struct plan_changes *c = r->plan.changes;
	struct str name = r->rows.cells[c->field];
	int64_t *at;

	name = name.p ? str_trim(name) : STR("");
	at = map_get(&c->names, name);
	*out = at && *at != ROW_NONE ? &c->fields.v[*at] : NULL;
	if (at || c->ignore_others)
		return 0;
	err_set(e, ERR_DATA, "'%.*s': the map does not say which field that is",
		STR_SHORT(name));
	err_hint(e, "under history: fields, or ignore");
	return row_at(r, c->field, e);
}

static int
read_cell(struct run *r, const struct target *t, int column,
	struct about *about, struct given *out, struct err *e)
{
	int rc = value_read(r, t, r->rows.cells[column], about, out, e);

	if (rc)
		return row_at(r, column, e);
	if (!out->keep && !out->late)
		field_set(t->field, about->rec, out->has ? out->v
			: field_get(t->field, about->entity->blank));
	return 0;
}

static int
long_step(struct run *r, struct step *s, struct about *about, struct err *e)
{
	const struct target *t;
	int rc = changed_field(r, &t, e);

	if (rc || !t)
		return rc;
	s->set = arena_alloc(&r->row, sizeof *s->set);
	s->n = 1;
	return read_cell(r, t, r->plan.changes->new, about, s->set, e);
}

static bool
has_field(const struct given *v, size_t n, const struct field *f)
{
	for (size_t i = 0; i < n; i++)
		if (v[i].target->field == f)
			return true;
	return false;
}

/* Before its first change a field was what that change calls old. */
static int
first_values(struct run *r, struct entry *en, const struct change_row *rows,
	size_t n, struct about *about, struct err *e)
{
	const struct plan_changes *c = r->plan.changes;
	struct given *all = arena_array(&r->row, en->nbase + c->fields.n,
		sizeof *all);
	const struct target *t;
	int rc = 0;

	if (en->nbase)
		memcpy(all, en->base, en->nbase * sizeof *all);
	en->base = all;
	for (size_t i = 0; rc == 0 && c->old != ROW_NONE && i < n; i++) {
		at_hand(r, &rows[i]);
		rc = changed_field(r, &t, e);
		if (rc || !t || has_field(all, en->nbase, t->field))
			continue;
		rc = read_cell(r, t, c->old, about, &all[en->nbase++], e);
	}
	return rc;
}

/* ---- one record --------------------------------------------------------- */

static int
base_of(struct run *r, struct entry *en, const struct change_row *rows,
	size_t n, struct about *about, struct err *e)
{
	int rc = 0;

	if (!r->plan.changes)
		return 0;
	en->base_apart = true;
	if (en->found)
		return 0;
	rc = read_targets(r, &r->plan.base, NULL, about, &en->base,
		&en->nbase, e);
	return rc ? rc : first_values(r, en, rows, n, about, e);
}

static int
entry_of_rows(struct run *r, const struct change_row *rows, size_t n,
	struct entry *en, struct err *e)
{
	struct about about = {.entity = r->entity, .at = rows[0].instant};
	int rc;

	*en = (struct entry){.created = NUM_NULL, .id = NUM_NULL};
	at_hand(r, &rows[0]);
	rc = entry_find(r, en, e);
	if (rc)
		return row_at(r, ROW_NONE, e);
	about.rec = record_new(r->entity, &r->row);
	memcpy(about.rec, en->rec, r->entity->size);
	rc = base_of(r, en, rows, n, &about, e);
	en->steps = arena_array(&r->row, n, sizeof *en->steps);
	for (size_t i = 0; rc == 0 && i < n; i++) {
		struct step *s = &en->steps[en->nsteps++];

		at_hand(r, &rows[i]);
		*s = (struct step){.instant = rows[i].instant,
			.column = ROW_NONE, .line = rows[i].line};
		about.at = s->instant;
		rc = r->plan.changes
			? long_step(r, s, &about, e)
			: read_targets(r, &r->plan.base, NULL, &about,
				  &s->set, &s->n, e);
	}
	return rc;
}

/* A history with a hole is none: all rows of the record are refused. */
static int
refuse_all(struct run *r, const struct change_row *rows, size_t n, int rc,
	const struct err *why, struct err *e)
{
	for (size_t i = 0; i < n; i++) {
		int left;

		*e = *why;
		left = row_failed(r, rows[i].number, rows[i].line,
			rows[i].cells, rc, e);
		if (left)
			return left;
	}
	return 0;
}

static int
group_apply(struct run *r, const struct change_row *rows, size_t n,
	struct err *e)
{
	uint64_t saves = r->saves;
	struct entry en;
	struct err why;
	int rc;

	arena_reset(&r->row);
	*e = (struct err){0};
	rc = entry_of_rows(r, rows, n, &en, e);
	if (rc == 0)
		rc = entry_apply(r, &en, e);
	if (rc == 0)
		return 0;
	why = *e;
	r->dirty |= r->saves != saves;
	return refuse_all(r, rows, n, rc, &why, e);
}

int
groups_run(struct run *r, struct err *e)
{
	struct changes_of c = {.r = r};
	struct str *cells = r->rows.cells;
	int rc = gather(&c, e);

	r->im->counts.grouped = true;

	arr_sort(c.rows.v, c.rows.n, sizeof *c.rows.v, row_order);
	if (c.falling > c.rising)
		turn_ties(c.rows.v, c.rows.n);
	r->gathered = true;
	for (size_t a = 0, b; rc == 0 && a < c.rows.n; a = b) {
		for (b = a + 1; b < c.rows.n &&
			c.rows.v[b].group == c.rows.v[a].group; b++)
			;
		rc = group_apply(r, c.rows.v + a, b - a, e);
	}
	r->rows.cells = cells;
	ARR_FREE(&c.rows);
	ARR_FREE(&c.last);
	map_free(&c.groups);
	return rc;
}
