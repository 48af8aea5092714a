#include "base/utf8.h"
#include "transfer/rows.h"

void
rows_fold(struct str name, struct buf *out)
{
	struct buf folded = {0};

	text_fold(str_trim(name), &folded);
	for (size_t i = 0; i < folded.n; i++) {
		char c = folded.p[i];

		if (!strchr(" -_*.?:()%\t", c))
			buf_char(out, c);
	}
	buf_free(&folded);
}

static int
add_name(struct rows *r, struct str name)
{
	struct buf key = {0};
	bool added;
	int64_t *at;

	*ARR_ADD(&r->names) = name;
	buf_char(&key, '=');
	buf_str(&key, name);
	at = map_put(&r->by_name, buf_view(&key), &added);
	if (added)
		*at = (int64_t)r->names.n;
	buf_reset(&key);
	buf_char(&key, '~');
	rows_fold(name, &key);
	at = map_put(&r->by_name, buf_view(&key), &added);
	if (added)
		*at = (int64_t)r->names.n;
	buf_free(&key);
	return (int)r->names.n - 1;
}

static int
find_name(const struct rows *r, struct str name)
{
	struct buf key = {0};
	int64_t *at;

	buf_char(&key, '=');
	buf_str(&key, name);
	at = map_get(&r->by_name, buf_view(&key));
	if (!at) {
		buf_reset(&key);
		buf_char(&key, '~');
		rows_fold(name, &key);
		at = map_get(&r->by_name, buf_view(&key));
	}
	buf_free(&key);
	return at ? (int)*at - 1 : ROW_NONE;
}

static void
make_room(struct rows *r)
{
	if (r->names.n <= r->capacity)
		return;
	r->capacity = r->names.n * 2;
	r->cells = arena_array(&r->arena, r->capacity, sizeof *r->cells);
	r->spots = arena_array(&r->arena, r->capacity, sizeof *r->spots);
}

int
rows_column(struct rows *r, struct str name)
{
	int at = find_name(r, name);

	if (at != ROW_NONE || r->kind == SOURCE_CSV)
		return at;
	at = add_name(r, name);
	make_room(r);
	return at;
}

void
rows_near(const struct rows *r, struct str name, struct err *e)
{
	struct near near = near_to(name);

	for (size_t i = 0; i < r->names.n; i++)
		near_try(&near, r->names.v[i]);
	if (near.best.p)
		err_hint(e, "did you mean '%.*s'?", STR_SHORT(near.best));
}

static bool
row_is_empty(const struct csv *c)
{
	for (size_t i = 0; i < c->n; i++)
		if (str_trim(c->cells[i].text).n)
			return false;
	return true;
}

static int
twice(struct rows *r, size_t i, struct err *e)
{
	struct str name = r->csv.cells[i].text;

	err_set(e, ERR_DATA, "two columns are called '%.*s'", STR_SHORT(name));
	return csv_at(&r->csv, i, e);
}

static int
read_header(struct rows *r, struct err *e)
{
	bool more;
	int rc = csv_next(&r->csv, &more, e);

	if (rc)
		return rc;
	if (!more)
		return 0;
	for (size_t i = 0; i < r->csv.n; i++) {
		struct str name = arena_str(&r->arena,
			str_trim(r->csv.cells[i].text));

		if (name.n && find_name(r, name) != ROW_NONE &&
			str_eq(name, r->names.v[find_name(r, name)]))
			return twice(r, i, e);
		add_name(r, name);
	}
	return 0;
}

/* Columns without a header are called by their number. */
static int
number_columns(struct rows *r, struct err *e)
{
	struct csv probe = r->csv;
	bool more;
	int rc;

	probe.cells = NULL;
	probe.cap = 0;
	probe.copies = (struct buf){0};
	rc = csv_next(&probe, &more, e);
	for (size_t i = 0; rc == 0 && more && i < probe.n; i++)
		add_name(r, str_of(arena_fmt(&r->arena, "%zu", i + 1)));
	r->csv.want = probe.n;
	csv_close(&probe);
	return rc;
}

static int
open_csv(struct rows *r, struct err *e)
{
	const struct import_map *m = r->map;
	struct csv_opts opts = {0};
	struct str text = r->source->text;
	int64_t skip = m ? m->skip : 0;
	size_t at = 0;
	int rc;

	if (m && m->delimiter.n)
		opts.delimiter = *m->delimiter.p;
	for (int64_t i = 0; i < skip && at < text.n; i++)
		at = yaml_line_next(text, yaml_line_end(text, at));
	if (!opts.delimiter && at)
		opts.delimiter = csv_sniff(str_cut(text, at, text.n), &opts);
	rc = csv_open(&r->csv, r->source->name, text, &opts, e);
	if (rc)
		return rc;
	if (at) {
		r->csv.pos = at;
		r->csv.next_line = (size_t)skip + 1;
	}
	rc = m && m->headless ? number_columns(r, e) : read_header(r, e);
	make_room(r);
	return rc;
}

int
rows_open(struct rows *r, const struct source *source,
	const struct import_map *map, struct err *e)
{
	*r = (struct rows){.source = source, .map = map};
	r->kind = source_kind(source->text);
	if (map && map->format.p)
		r->kind = str_is(map->format, "csv") ? SOURCE_CSV
			: str_is(map->format, "json") ? SOURCE_JSON
						      : SOURCE_NDJSON;
	if (r->kind == SOURCE_CSV)
		return open_csv(r, e);
	json_open(&r->json, source->name, source->text, JSON_STREAM);
	return 0;
}

/* ---- CSV ---------------------------------------------------------------- */

static bool
excess_is_empty(const struct rows *r)
{
	for (size_t i = r->names.n; i < r->csv.n; i++)
		if (r->csv.cells[i].text.n)
			return false;
	return true;
}

static int
check_width(struct rows *r, struct err *e)
{
	if (r->csv.n == r->names.n ||
		(r->map && r->map->ragged == RAGGED_PAD && excess_is_empty(r)))
		return 0;
	err_set(e, ERR_DATA, "%zu cells, where the header has %zu", r->csv.n,
		r->names.n);
	if (r->csv.n < r->names.n)
		err_hint(e, "if this is a footer, the map may say "
			"stop_at_blank: true; if empty cells are left out, "
			"ragged: pad");
	return csv_at(&r->csv, r->csv.n, e);
}

static int
next_csv(struct rows *r, bool *more, struct err *e)
{
	int rc;

	for (;;) {
		size_t after = r->csv.next_line;

		rc = csv_next(&r->csv, more, e);
		r->line = r->csv.line;
		if (rc || !*more)
			return rc;
		if (r->csv.line > after || row_is_empty(&r->csv)) {
			r->stopped = r->map && r->map->stop_at_blank;
			*more = !r->stopped;
			if (r->stopped)
				return 0;
		}
		if (!row_is_empty(&r->csv))
			break;
	}
	rc = check_width(r, e);
	for (size_t i = 0; rc == 0 && i < r->names.n; i++) {
		struct str text = i < r->csv.n ? r->csv.cells[i].text
					       : STR_NULL;

		r->cells[i] = text.n ? text : STR_NULL;
	}
	return rc;
}

/* ---- JSON --------------------------------------------------------------- */

static struct str
join(struct arena *a, const struct json_field *f)
{
	struct buf b = {0};
	struct str out;

	for (size_t i = 0; i < f->nlist; i++) {
		if (i)
			buf_char(&b, ',');
		buf_str(&b, f->list[i]);
	}
	out = arena_str(a, buf_view(&b));
	buf_free(&b);
	return out;
}

static struct str
json_text(struct arena *a, const struct json_field *f)
{
	if (f->kind == JS_TRUE)
		return STR("yes");
	if (f->kind == JS_FALSE)
		return STR("no");
	if (f->kind == JS_LIST)
		return f->nlist ? join(a, f) : STR_NULL;
	return f->text.n ? f->text : STR_NULL;
}

/* Objects of a file mostly have their keys in one order. */
static int
key_column(struct rows *r, size_t i, struct str key)
{
	if (i == r->order.n)
		*ARR_ADD(&r->order) = ROW_NONE;
	if (r->order.v[i] == ROW_NONE ||
		!str_eq(r->names.v[r->order.v[i]], key))
		r->order.v[i] = find_name(r, key);
	return r->order.v[i];
}

static void
take_record(struct rows *r)
{
	r->extra = STR_NULL;
	for (size_t i = 0; i < r->names.n; i++) {
		r->cells[i] = STR_NULL;
		r->spots[i] = SIZE_MAX;
	}
	for (size_t i = 0; i < r->record.n; i++) {
		const struct json_field *f = &r->record.v[i];
		int at = key_column(r, i, f->key);

		if (at != ROW_NONE) {
			r->cells[at] = json_text(&r->record_arena, f);
			r->spots[at] = f->at;
		} else if (!r->extra.p) {
			r->extra = f->key;
		}
	}
}

static int
next_json(struct rows *r, bool *more, struct err *e)
{
	struct place p;
	int rc;

	arena_reset(&r->record_arena);
	rc = json_record(&r->json, false, &r->record_arena, &r->record, more,
		e);
	if (rc) {
		r->line = (size_t)e->line;
		*more = true;
		r->spent = !json_recover(&r->json);
		return rc;
	}
	if (!*more)
		return 0;
	p = r->json.place;
	place_move(&p, r->record.at);
	r->json.place = p;
	r->line = p.line;
	take_record(r);
	return 0;
}

int
rows_next(struct rows *r, bool *more, struct err *e)
{
	int rc = 0;

	*more = false;
	if (!r->stopped && !r->spent)
		rc = r->kind == SOURCE_CSV ? next_csv(r, more, e)
					   : next_json(r, more, e);
	if (rc == 0 && !*more)
		return 0;
	r->number = r->seen++;
	return rc;
}

int
rows_at(struct rows *r, int column, struct err *e)
{
	if (r->kind == SOURCE_CSV)
		return csv_at(&r->csv,
			column == ROW_NONE ? SIZE_MAX : (size_t)column, e);
	return json_at(&r->json,
		column == ROW_NONE || r->spots[column] == SIZE_MAX
			? r->record.at : r->spots[column], e);
}

bool
rows_given(const struct rows *r, int column)
{
	return r->kind == SOURCE_CSV || r->spots[column] != SIZE_MAX;
}

void
rows_close(struct rows *r)
{
	if (r->kind == SOURCE_CSV)
		csv_close(&r->csv);
	else
		json_close(&r->json);
	ARR_FREE(&r->names);
	ARR_FREE(&r->order);
	map_free(&r->by_name);
	arena_free(&r->record_arena);
	arena_free(&r->arena);
}
