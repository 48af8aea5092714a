#include "base/utf8.h"
#include "out/backend.h"
#include "out/escape.h"

static const struct backend *const backends[] = {
	[FORMAT_TABLE] = &table_backend,
	[FORMAT_MARKDOWN] = &markdown_backend,
	[FORMAT_HTML] = &html_backend,
	[FORMAT_SVG] = &svg_backend,
	[FORMAT_TSV] = &tsv_backend,
	[FORMAT_CSV] = &csv_backend,
	[FORMAT_JSON] = &json_backend,
	[FORMAT_NDJSON] = &ndjson_backend,
	[FORMAT_TEMPLATE] = &template_backend,
	[FORMAT_IDS] = &ids_backend,
};
enum { BACKENDS = sizeof backends / sizeof *backends };

int
format_parse(struct str name, enum format *out, struct err *e)
{
	struct buf names = {0};

	for (size_t i = FORMAT_TABLE; i < BACKENDS; i++) {
		if (str_is(name, backends[i]->name)) {
			*out = (enum format)i;
			return ERR_OK;
		}
	}
	for (size_t i = FORMAT_TABLE; i < BACKENDS; i++)
		buf_fmt(&names, "%s%s", names.n ? ", " : "",
			backends[i]->name);
	err_set(e, ERR_USAGE, "format '%.*s': none of %s", STR_SHORT(name),
		names.p);
	buf_free(&names);
	return ERR_USAGE;
}

bool
format_for_json(enum format f)
{
	return f == FORMAT_JSON || f == FORMAT_NDJSON;
}

bool
format_for_people(enum format f)
{
	return f >= FORMAT_TABLE && f <= FORMAT_SVG;
}

static char
capital(char c)
{
	if (c == '_')
		return ' ';
	return c >= 'a' && c <= 'z' ? (char)(c - 'a' + 'A') : c;
}

void
column_title(const struct column *c, struct buf *out)
{
	const char *dot = strrchr(c->name, '.');

	buf_reset(out);
	if (c->title) {
		buf_cstr(out, c->title);
		return;
	}
	for (const char *p = dot ? dot + 1 : c->name; *p; p++)
		buf_char(out, capital(*p));
}

/* No option goes unheeded. */
static int
options_check(const struct backend *b, const struct writer_options *o,
	struct err *e)
{
	const struct {
		bool given;
		unsigned takes;
		const char *name;
	} rows[] = {
		{o->header, TAKES_HEADER, "--header"},
		{o->no_header, TAKES_NO_HEADER, "--no-header"},
		{o->null_end, TAKES_NULL_END, "--null"},
		{o->spreadsheet, TAKES_GUARD, "--spreadsheet"},
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		if (rows[i].given && !(b->takes & rows[i].takes))
			return err_set(e, ERR_USAGE,
				"%s: not with the format %s", rows[i].name,
				b->name);
	return ERR_OK;
}

static struct column *
columns_copy(struct arena *a, const struct column *columns, size_t n)
{
	struct column *v = arena_array(a, n, sizeof *v);

	for (size_t i = 0; i < n; i++) {
		v[i] = columns[i];
		v[i].name = arena_cstr(a, str_of(columns[i].name));
		if (v[i].title)
			v[i].title = arena_cstr(a, str_of(v[i].title));
	}
	return v;
}

static void
writer_free(struct writer *w)
{
	struct arena a = w->arena;

	if (w->drawn)
		drawn_free(w);
	buf_free(&w->row);
	buf_free(&w->notes);
	ARR_FREE(&w->series);
	arena_free(&a);
}

/* The same rows, notes and lines, on a page for a stream of its own. */
static int
open_html(struct writer *w, const struct column *columns, size_t n,
	struct err *e)
{
	const struct writer_options o = {
		.format = FORMAT_HTML,
		.title = w->o.title,
		.subtitle = w->o.subtitle,
	};

	return writer_open(&w->html, &o, columns, n, w->o.html, e);
}

int
writer_open(struct writer **out, const struct writer_options *o,
	const struct column *columns, size_t n, struct out *stream,
	struct err *e)
{
	struct arena a = {0};
	struct writer *w;

	*out = NULL;
	if (o->format == FORMAT_AUTO)
		return err_set(e, ERR_USAGE, "format: none chosen");
	if (options_check(backends[o->format], o, e))
		return ERR_USAGE;
	w = arena_alloc(&a, sizeof *w);
	*w = (struct writer){
		.backend = backends[o->format],
		.o = *o,
		.columns = columns_copy(&a, columns, n),
		.n = n,
		.out = stream,
		.end = o->null_end ? '\0' : '\n',
	};
	w->o.template = arena_cstr(&a, str_of(o->template));
	w->o.title = arena_str(&a, o->title);
	w->o.subtitle = arena_str(&a, o->subtitle);
	w->arena = a;
	if (o->format <= FORMAT_MARKDOWN && drawn_wanted(w))
		drawn_open(w);
	if (w->backend->open && w->backend->open(w, e)) {
		writer_free(w);
		return (int)e->code;
	}
	if (o->html && open_html(w, columns, n, e)) {
		writer_close(w, NULL, &(struct err){0});
		return (int)e->code;
	}
	*out = w;
	return ERR_OK;
}

bool
writer_pretty(const struct writer *w)
{
	return w->html || w->backend->pretty == PRETTY_ALWAYS ||
		(w->backend->pretty == PRETTY_DRESSED && w->o.dress);
}

void
writer_row(struct writer *w, const struct cell *cells)
{
	w->backend->row(w, w->drawn ? drawn_cells(w, cells) : cells);
	if (w->html)
		writer_row(w->html, cells);
	if (w->o.rows)
		++*w->o.rows;
}

void
writer_series(struct writer *w, const struct series *s)
{
	int64_t *v = arena_array(&w->arena, s->n, sizeof *v);

	if (w->html)
		writer_series(w->html, s);
	memcpy(v, s->v, s->n * sizeof *v);
	*ARR_ADD(&w->series) = (struct series){
		.label = arena_str(&w->arena, s->label),
		.v = v,
		.n = s->n,
		.first = arena_str(&w->arena, s->first),
		.last = arena_str(&w->arena, s->last),
	};
}

void
writer_note(struct writer *w, struct str text)
{
	text_show(text, &w->notes);
	buf_char(&w->notes, '\n');
	if (w->html)
		writer_note(w->html, text);
}

int
writer_close(struct writer *w, struct buf *notes, struct err *e)
{
	int error, rc = ERR_OK;

	if (w->html)
		rc = writer_close(w->html, NULL, e);
	if (w->backend->close)
		w->backend->close(w);
	if (notes)
		buf_str(notes, buf_view(&w->notes));
	error = w->out->error;
	writer_free(w);
	return error ? err_sys(e, error, "output: cannot write") : rc;
}

char *
writer_room(struct writer *w, const struct cell *cells, size_t most)
{
	size_t need = w->fixed + w->n * (QUOTES + 1) + 2;

	for (size_t i = 0; i < w->n; i++)
		need += cells[i].text.n * most;
	buf_reset(&w->row);
	buf_room(&w->row, need);
	return w->row.p;
}

void
writer_send(struct writer *w, const char *at)
{
	out_add(w->out, (struct str){w->row.p, (size_t)(at - w->row.p)});
}
