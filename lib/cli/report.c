#include "cli/report.h"
#include "cli/select.h"

const char report_notes_column[] = "notes";

struct report_cell {
	struct buf text, pretty;
	bool set;
	int64_t minor;
	enum style style;
	struct bar bar;
};

struct report {
	struct cli *c;
	struct writer *w;
	struct report_cell *cells;
	struct cell *row; /* as the writer takes them */
	size_t n;
	int skip, notes; /* columns, or none */
	bool tells;	 /* notes are shown with the rows */
	bool people;	 /* who see pretty forms */
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

int
report_open(struct report **out, struct cli *c, const struct column *columns,
	size_t n, int skip, struct err *e)
{
	struct report *r = arena_alloc(&c->arena, sizeof *r);
	struct column *shown = arena_array(&c->arena, n + 1, sizeof *shown);
	size_t k = 0;

	*r = (struct report){.c = c, .n = n, .skip = skip,
		.people = format_for_people(c->format)};
	find_notes(r, columns);
	r->cells = arena_array(&c->arena, n + 1, sizeof *r->cells);
	r->row = arena_array(&c->arena, n + 1, sizeof *r->row);
	for (size_t i = 0; i < n; i++) {
		r->cells[i].minor = NUM_NULL;
		if (is_shown(r, i))
			shown[k++] = columns[i];
	}
	*out = r;
	return cli_writer(c, &r->w, shown, k, e);
}

struct buf *
report_buf(struct report *r, int at)
{
	r->cells[at].set = true;
	return &r->cells[at].text;
}

void
report_indent(struct report *r, int at, int depth, struct str text)
{
	report_text(r, at, text);
	if (!r->people)
		return;
	buf_fill(&r->cells[at].pretty, ' ', 2 * (size_t)depth);
	buf_str(&r->cells[at].pretty, text);
}

void
report_style(struct report *r, int at, enum style style)
{
	r->cells[at].style = style;
}

void
report_bar(struct report *r, int at, struct bar bar)
{
	r->cells[at].bar = bar;
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

void
report_int(struct report *r, int at, int64_t v)
{
	if (v != NUM_NULL)
		buf_int(report_buf(r, at), v);
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
	if (minor == NUM_NULL)
		return;
	r->cells[at].minor = minor;
	money_print(minor, money, report_buf(r, at));
	if (r->people)
		money_print_grouped(minor, money, &r->cells[at].pretty);
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
	size_t k = 0;

	for (size_t i = 0; i < r->n; i++) {
		const struct report_cell *c = &r->cells[i];

		if (!is_shown(r, i))
			continue;
		r->row[k++] = (struct cell){
			.text = !c->set ? STR_NULL
				: c->text.n ? buf_view(&c->text) : STR(""),
			.pretty = c->pretty.n ? buf_view(&c->pretty)
					      : STR_NULL,
			.minor = c->minor,
			.style = c->style,
			.bar = c->bar,
		};
	}
	writer_row(r->w, r->row);
	for (size_t i = 0; i < r->n; i++) {
		struct report_cell *c = &r->cells[i];

		buf_reset(&c->text);
		buf_reset(&c->pretty);
		c->set = false;
		c->minor = NUM_NULL;
		c->style = STYLE_NONE;
		c->bar = (struct bar){0};
	}
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
	if (r->tells && r->cells[r->notes].set)
		write_notes(r, buf_view(&r->cells[r->notes].text));
	for (size_t i = 0; i < r->n; i++) {
		buf_free(&r->cells[i].text);
		buf_free(&r->cells[i].pretty);
	}
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
