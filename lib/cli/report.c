#include "cli/report.h"
#include "cli/select.h"

const char report_notes_column[] = "notes";

/* Where a cell's texts begin: as it is being put together, the row's bytes may
 * still move. */
struct place {
	int at; /* in the row; -1: the column is not shown */
	size_t text, pretty;
};

struct report {
	struct cli *c;
	struct writer *w;
	struct place *places;
	struct cell *row; /* of what is shown, as the writer takes them */
	size_t n, shown;
	struct buf text; /* of the row's cells, one behind the other */
	struct buf none; /* what is put into a column that is not shown */
	int open;	 /* the column whose text ends where `text` does */
	int skip, notes; /* columns, or none */
	bool tells;	 /* notes are shown with the rows */
	bool pretty;	 /* pretty forms are shown */
};

/* In JSON notes are a field, elsewhere their column is left out. */
static void
find_notes(struct report *r, const struct column *columns)
{
	r->notes = -1;
	for (size_t i = 0; i < r->n; i++)
		if (!strcmp(columns[i].name, report_notes_column))
			r->notes = (int)i;
	r->tells = r->notes >= 0 && r->notes != r->skip &&
		format_for_json(r->c->format);
}

static bool
is_shown(const struct report *r, size_t at)
{
	return (int)at != r->skip && ((int)at != r->notes || r->tells);
}

static void
row_begin(struct report *r)
{
	buf_reset(&r->text);
	buf_reset(&r->none);
	r->open = -1;
	memset(r->row, 0, r->shown * sizeof *r->row);
	for (size_t i = 0; i < r->shown; i++)
		r->row[i].minor = NUM_NULL;
}

int
report_open(struct report **out, struct cli *c, const struct column *columns,
	size_t n, int skip, struct err *e)
{
	struct report *r = arena_alloc(&c->arena, sizeof *r);
	struct column *shown = arena_array(&c->arena, n + 1, sizeof *shown);
	int rc;

	*r = (struct report){.c = c, .n = n, .skip = skip};
	find_notes(r, columns);
	r->places = arena_array(&c->arena, n + 1, sizeof *r->places);
	r->row = arena_array(&c->arena, n + 1, sizeof *r->row);
	for (size_t i = 0; i < n; i++) {
		r->places[i].at = is_shown(r, i) ? (int)r->shown : -1;
		if (is_shown(r, i))
			shown[r->shown++] = columns[i];
	}
	row_begin(r);
	*out = r;
	rc = cli_writer(c, &r->w, shown, r->shown, e);
	r->pretty = rc == 0 && writer_pretty(r->w);
	return rc;
}

/* The cell, NULL where it is not shown. */
static struct cell *
cell_of(struct report *r, int at)
{
	int i = r->places[at].at;

	return i < 0 ? NULL : &r->row[i];
}

/* The open cell's text ends here. */
static void
cell_end(struct report *r)
{
	if (r->open < 0)
		return;
	cell_of(r, r->open)->text.n = r->text.n - r->places[r->open].text;
	r->open = -1;
}

struct buf *
report_buf(struct report *r, int at)
{
	struct place *p = &r->places[at];
	struct cell *c = cell_of(r, at);

	if (!c)
		return &r->none;
	c->bare = false;
	if (r->open == at)
		return &r->text;
	cell_end(r);
	p->text = r->text.n;
	c->text.p = "";
	r->open = at;
	return &r->text;
}

/* A cell's pretty form begins, NULL where none is shown; pretty_end ends it. */
static struct cell *
pretty_begin(struct report *r, int at)
{
	struct cell *c = r->pretty ? cell_of(r, at) : NULL;

	if (!c)
		return NULL;
	cell_end(r);
	r->places[at].pretty = r->text.n;
	return c;
}

static void
pretty_end(const struct report *r, int at, struct cell *c)
{
	c->pretty.n = r->text.n - r->places[at].pretty;
}

void
report_indent(struct report *r, int at, int depth, struct str text)
{
	struct cell *c;

	report_text(r, at, text);
	c = pretty_begin(r, at);
	if (!c)
		return;
	buf_fill(&r->text, ' ', 2 * (size_t)depth);
	buf_str(&r->text, text);
	pretty_end(r, at, c);
}

void
report_style(struct report *r, int at, enum style style)
{
	struct cell *c = cell_of(r, at);

	if (c)
		c->style = style;
}

void
report_bar(struct report *r, int at, struct bar bar)
{
	struct cell *c = cell_of(r, at);

	if (c)
		c->bar = bar;
}

void
report_text(struct report *r, int at, struct str text)
{
	if (text.p)
		buf_str(report_buf(r, at), text);
}

void
report_cstr(struct report *r, int at, const char *text)
{
	buf_cstr(report_buf(r, at), text);
}

/* Where a figure goes; it is bare where nothing was put before it. */
static struct buf *
figure_buf(struct report *r, int at)
{
	struct cell *c = cell_of(r, at);
	bool bare = c && !c->text.p;
	struct buf *to = report_buf(r, at);

	if (c)
		c->bare = bare;
	return to;
}

void
report_int(struct report *r, int at, int64_t v)
{
	if (v != NUM_NULL)
		buf_int(figure_buf(r, at), v);
}

void
report_bool(struct report *r, int at, bool v)
{
	report_cstr(r, at, v ? "yes" : "no");
}

void
report_day(struct report *r, int at, int64_t day)
{
	if (day != NUM_NULL)
		day_print(day, report_buf(r, at));
}

void
report_when(struct report *r, int at, int64_t when)
{
	if (when == NUM_NULL)
		return;
	if (when_is_day(when))
		day_print(when_day(when), report_buf(r, at));
	else
		instant_print(when_instant(when), report_buf(r, at));
}

void
report_money(struct report *r, int at, int64_t minor,
	const struct currency *money)
{
	struct cell *c = cell_of(r, at);

	if (minor == NUM_NULL || !c)
		return;
	c->minor = minor;
	money_print(minor, money, figure_buf(r, at));
	c = pretty_begin(r, at);
	if (!c)
		return;
	money_print_grouped(minor, money, &r->text);
	pretty_end(r, at, c);
}

void
report_ref(struct report *r, int at, int entity, int64_t id)
{
	const struct scope *scope = &r->c->model.scope;

	if (id != NUM_NULL)
		scope->ref_print(scope, entity, id, report_buf(r, at));
}

void
report_row(struct report *r)
{
	cell_end(r);
	for (size_t i = 0; i < r->n; i++) {
		const struct place *p = &r->places[i];
		struct cell *c = cell_of(r, (int)i);

		if (c && c->text.n)
			c->text.p = r->text.p + p->text;
		if (c && c->pretty.n)
			c->pretty.p = r->text.p + p->pretty;
	}
	writer_row(r->w, r->row);
	row_begin(r);
}

void
report_series(struct report *r, const struct series *s)
{
	writer_series(r->w, s);
}

bool
report_tells(const struct report *r)
{
	return r->tells || format_for_people(r->c->format);
}

static void
write_notes(struct report *r, struct str lines)
{
	struct str line;

	while (lines.n && str_split(&lines, '\n', &line))
		if (line.n)
			writer_note(r->w, line);
}

void
report_notes(struct report *r, struct str lines)
{
	if (!r->tells)
		write_notes(r, lines);
	else if (lines.n)
		report_text(r, r->notes, str_cut(lines, 0, lines.n -
			(lines.p[lines.n - 1] == '\n')));
}

int
report_close(struct report *r, int rc, struct err *e)
{
	struct err ignored;

	/* there was no row for them */
	cell_end(r);
	if (r->tells)
		write_notes(r, (struct str){
			buf_view(&r->text).p + r->places[r->notes].text,
			cell_of(r, r->notes)->text.n});
	buf_free(&r->text);
	buf_free(&r->none);
	if (!rc)
		return cli_writer_close(r->c, r->w, e);
	writer_close(r->w, NULL, &ignored);
	return rc;
}

int
report_filter(struct cli *c, const struct str *words, size_t n,
	struct query **q, struct err *e)
{
	struct str *const *exprs;
	struct query_spec spec = {
		.words = words,
		.nwords = n,
		.nexprs = cli_many(c, "expr", &exprs),
		.no_open = true,
	};
	struct str *texts = arena_array(&c->arena, spec.nexprs + 1,
		sizeof *texts);

	*q = NULL;
	for (size_t i = 0; i < spec.nexprs; i++)
		texts[i] = *exprs[i];
	spec.exprs = texts;
	if (!n && !spec.nexprs)
		return ERR_OK;
	return query_compile(cli_query_env(c), c->entity, &spec, q, e);
}

void
report_filter_end(struct cli *c, struct query *q)
{
	if (!q)
		return;
	select_note_apart(c, c->entity, q);
	query_end(q);
}
