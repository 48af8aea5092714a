#include <stdlib.h>

#include "cli/show.h"

enum { RELATED_MAX = 5, LOOKED_AT_MAX = 500 };

/* A field that names records of the entity, and is indexed. */
bool
show_refers(const struct field *f, const struct entity *en)
{
	return (f->flags & (F_INDEX | F_UNIQUE)) &&
		(f->type == T_ANYREF ||
			(f->type == T_REF && f->ref == en->number));
}

union val
show_reference(const struct field *f, const struct entity *en, int64_t id)
{
	return (union val){.i = f->type == T_ANYREF
		? anyref_make(en->number, id) : id};
}

struct section {
	struct show *s;
	const struct entity *en; /* of the records listed */
	struct query *q;	 /* their plain list */
	struct grid grid;
	size_t shown;
	bool more;
};

/* Without the column that names the card's own record in every row. */
static void
drop_column(struct columns *cols, const struct field *f)
{
	size_t n = 0;

	for (size_t i = 0; i < cols->n; i++)
		if (cols->v[i].path.base != f)
			cols->v[n++] = cols->v[i];
	cols->n = n;
}

static int
section_open(struct section *x, const struct field *f, struct err *e)
{
	struct query_spec all = {0};
	struct columns cols;
	const struct query_env *env = cli_query_env(x->s->c);
	int rc = query_compile(env, x->en, &all, &x->q, e);

	if (rc == ERR_OK)
		rc = columns_parse(env, x->en, STR_NULL, NULL, &cols, e);
	if (rc)
		return rc;
	if (f->type == T_REF || !x->s->c->program->kin)
		drop_column(&cols, f);
	grid_open(&x->grid, x->s->c, &cols);
	return ERR_OK;
}

static int
section_row(struct section *x, const struct field *f, int64_t id,
	struct err *e)
{
	void *rec;
	bool match;
	int rc = model_get(&x->s->c->model, x->en, id, &rec, e);

	if (rc == ERR_OK)
		rc = query_match(x->q, rec, &match, e);
	if (rc || !match)
		return rc;
	x->more = x->shown == RELATED_MAX;
	if (x->more)
		return ERR_OK;
	if (x->shown++ == 0) {
		struct buf title = {0};

		buf_cstr(&title, x->en->plural);
		if (f->type == T_REF && strcmp(f->name, x->s->en->name))
			buf_fmt(&title, " by %s", f->name);
		card_section(x->s->card, arena_cstr(&x->s->c->arena,
			buf_view(&title)));
		card_columns(x->s->card, x->grid.columns, x->grid.cols.n);
		buf_free(&title);
	}
	rc = grid_cells(&x->grid, rec, e);
	if (rc == ERR_OK)
		card_row(x->s->card, x->grid.cells);
	return rc;
}

static void
section_more(struct section *x, const struct field *f, const char *ref)
{
	struct buf b = {0};
	const char *name = f->type == T_ANYREF ? ref : strchr(ref, '/') + 1;

	if (f->type == T_ANYREF && x->s->c->program->kin)
		buf_fmt(&b, "and more: pipe %s show %s --timeline",
			x->s->en->name, strchr(ref, '/') + 1);
	else
		buf_fmt(&b, "and more: pipe %s list %s:%s", x->en->name,
			f->name, name);
	card_line(x->s->card, buf_view(&b), STYLE_DIM);
	buf_free(&b);
}

/* ---- which records ------------------------------------------------------ */

struct finding {
	const struct entity *en; /* of the records sought */
	const struct field *f;	 /* of theirs, that names others */
	struct ids *out;
};

/* Those that name one record. */
static int
find_about(struct show *s, const struct entity *of, int64_t id, void *state,
	struct err *e)
{
	const struct finding *x = state;
	struct ids ids = {0};
	int rc = tx_find(s->c->model.tx, x->en, x->f,
		show_reference(x->f, of, id), &ids, e);

	for (size_t i = 0; rc == ERR_OK && i < ids.list.n; i++)
		*ARR_ADD(&x->out->list) = ids.list.v[i];
	ARR_FREE(&ids.list);
	return rc;
}

static int
by_id(const void *a, const void *b)
{
	int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

	return x < y ? -1 : x > y;
}

/* Those that name the record, or as what they are about one of its kin. */
static int
find_related(struct show *s, const struct entity *en, const struct field *f,
	int64_t id, struct ids *out, struct err *e)
{
	struct finding x = {en, f, out};
	int rc = find_about(s, s->en, id, &x, e);

	if (rc == ERR_OK && f->type == T_ANYREF)
		rc = show_kin(s, id, find_about, &x, e);
	if (out->list.n)
		qsort(out->list.v, out->list.n, sizeof *out->list.v, by_id);
	return rc;
}

/* The latest of them that the plain list of their kind would show. */
static int
section(struct show *s, const struct entity *en, const struct field *f,
	int64_t id, struct err *e)
{
	struct section x = {.s = s, .en = en};
	struct ids ids = {0};
	size_t n = 0;
	int rc = find_related(s, en, f, id, &ids, e);

	if (rc == ERR_OK && ids.list.n)
		rc = section_open(&x, f, e);
	for (size_t i = ids.list.n; rc == ERR_OK && i > 0 && !x.more &&
		n < LOOKED_AT_MAX; i--, n++)
		rc = section_row(&x, f, ids.list.v[i - 1], e);
	if (rc == ERR_OK && x.shown && (x.more || n < ids.list.n))
		section_more(&x, f, cli_ref(s->c, s->en, id));
	if (ids.list.n && x.q) {
		grid_close(&x.grid);
		query_end(x.q);
	}
	ARR_FREE(&ids.list);
	return rc;
}

int
show_related(struct show *s, const void *rec, struct err *e)
{
	int64_t id = ((const struct common *)rec)->id;
	const struct schema *schema = &s->c->model.schema;
	int rc = ERR_OK;

	for (size_t k = 1; rc == ERR_OK && k < schema->n; k++) {
		const struct entity *en = schema_entity(schema, (int)k);

		for (size_t i = 0; en && rc == ERR_OK && i < en->nfields; i++)
			if (show_refers(&en->fields[i], s->en) &&
				en->fields[i].tag != en->parent)
				rc = section(s, en, &en->fields[i], id, e);
	}
	return rc;
}
