/* Records of --from, whatever they are written in. */
#include <stdlib.h>

#include "cli/inside.h"
#include "in/csv.h"
#include "in/json.h"

struct records {
	bool json, ended;
	struct csv csv;
	struct str *keys; /* the header */
	size_t nkeys;
	bool bare;	  /* there is none: the first row is to come */
	struct json js;
	struct json_record obj;
	struct arena row; /* of one row */
	struct arena all;
	ARR(struct rec_value) values;
};

/* ---- CSV --------------------------------------------------------------- */

/* A first row that names no field is no header, where columns are known. */
static bool
take_columns(struct records *r, const struct entity *en, const char *columns)
{
	struct str rest = str_of(columns), name;

	for (size_t i = 0; columns && i < r->csv.n; i++)
		if (entity_field(en, str_trim(r->csv.cells[i].text)))
			return false;
	if (!columns)
		return false;
	r->keys = arena_array(&r->all, r->csv.n + 1, sizeof *r->keys);
	while (r->nkeys < r->csv.n && rest.p && str_split(&rest, ',', &name))
		r->keys[r->nkeys++] = name;
	r->bare = true;
	return true;
}

static int
header(struct records *r, const struct entity *en, const char *columns,
	struct err *e)
{
	bool more;
	int rc = csv_next(&r->csv, &more, e);

	if (rc || !more) {
		r->ended = true;
		return rc;
	}
	if (take_columns(r, en, columns))
		return ERR_OK;
	r->nkeys = r->csv.n;
	r->keys = arena_array(&r->all, r->nkeys + 1, sizeof *r->keys);
	for (size_t i = 0; i < r->nkeys; i++) {
		r->keys[i] = arena_str(&r->all,
			str_trim(r->csv.cells[i].text));
		for (size_t k = 0; k < i; k++)
			if (str_eq(r->keys[k], r->keys[i])) {
				err_set(e, ERR_DATA, "%.*s: stands twice in "
					"the header", STR_SHORT(r->keys[i]));
				return csv_at(&r->csv, i, e);
			}
	}
	return ERR_OK;
}

static int
csv_row(struct records *r, bool *more, struct err *e)
{
	int rc = r->bare ? ERR_OK : csv_next(&r->csv, more, e);

	r->bare = false;
	if (rc || !*more) {
		r->ended = !rc;
		return rc;
	}
	if (r->csv.n != r->nkeys) {
		err_set(e, ERR_DATA, "%zu cells where the header has %zu",
			r->csv.n, r->nkeys);
		return csv_at(&r->csv, r->csv.n, e);
	}
	for (size_t i = 0; i < r->nkeys; i++) {
		struct str text = r->csv.cells[i].text;

		*ARR_ADD(&r->values) = (struct rec_value){
			.key = r->keys[i],
			.text = text.n ? text : STR_NULL,
		};
	}
	return ERR_OK;
}

/* ---- JSON -------------------------------------------------------------- */

static struct str
joined(struct records *r, const struct json_field *f)
{
	struct buf b = {0};
	struct str text;

	for (size_t i = 0; i < f->nlist; i++) {
		if (i)
			buf_char(&b, ',');
		buf_str(&b, f->list[i]);
	}
	text = b.n ? arena_str(&r->row, buf_view(&b)) : STR_NULL;
	buf_free(&b);
	return text;
}

static struct str
json_value(struct records *r, const struct json_field *f)
{
	if (f->kind == JS_NULL)
		return STR_NULL;
	if (f->kind == JS_TRUE)
		return STR("yes");
	if (f->kind == JS_FALSE)
		return STR("no");
	return f->kind == JS_LIST ? joined(r, f) : f->text;
}

static int
json_row(struct records *r, bool *more, struct err *e)
{
	int rc = json_record(&r->js, false, &r->row, &r->obj, more, e);

	if (rc) {
		r->ended = !json_recover(&r->js);
		*more = !r->ended;
		return rc;
	}
	r->ended = !*more;
	for (size_t i = 0; *more && i < r->obj.n; i++)
		*ARR_ADD(&r->values) = (struct rec_value){
			.key = r->obj.v[i].key,
			.text = json_value(r, &r->obj.v[i]),
		};
	return ERR_OK;
}

/* ---- both -------------------------------------------------------------- */

int
records_open(struct cli *c, const struct entity *en, const char *columns,
	struct records **out, struct err *e)
{
	const struct source *s = &c->private->from;
	enum source_kind kind = source_kind(s->text);
	struct records *r = arena_alloc(&c->arena, sizeof *r);
	int rc = ERR_OK;

	*out = r;
	r->json = kind != SOURCE_CSV;
	if (r->json) {
		json_open(&r->js, s->name, s->text,
			kind == SOURCE_JSON ? JSON_ONE : JSON_STREAM);
		return ERR_OK;
	}
	rc = csv_open(&r->csv, s->name, s->text, &(struct csv_opts){0}, e);
	if (rc == ERR_OK) {
		rc = header(r, en, columns, e);
		if (rc)
			records_close(r);
	}
	return rc;
}

int
records_next(struct records *r, struct rec_row *row, bool *more,
	struct err *e)
{
	int rc = ERR_OK;

	*more = !r->ended;
	r->values.n = 0;
	arena_reset(&r->row);
	if (*more)
		rc = r->json ? json_row(r, more, e) : csv_row(r, more, e);
	if (rc && !r->json)
		*more = true;
	row->v = r->values.v;
	row->n = r->values.n;
	return rc;
}

void
records_header(struct records *r, struct rec_row *row)
{
	r->values.n = 0;
	for (size_t i = 0; i < r->nkeys; i++)
		*ARR_ADD(&r->values) = (struct rec_value){.key = r->keys[i]};
	row->v = r->values.v;
	row->n = r->values.n;
}

int
records_at(struct records *r, size_t i, struct err *e)
{
	if (!r->json)
		return csv_at(&r->csv, i, e);
	return json_at(&r->js, i < r->obj.n ? r->obj.v[i].at : r->obj.at, e);
}

void
records_close(struct records *r)
{
	if (r->json)
		json_close(&r->js);
	else
		csv_close(&r->csv);
	ARR_FREE(&r->values);
	arena_free(&r->row);
	arena_free(&r->all);
}
