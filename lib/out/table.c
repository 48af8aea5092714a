#include "base/utf8.h"
#include "out/backend.h"
#include "out/bar.h"
#include "out/table.h"

enum { GAP = 2 };

static void
cell_add(struct table *t, size_t column, struct str text, enum style style)
{
	struct table_cell *c = ARR_ADD(&t->cells);
	struct width_col *w = &t->widths.v[column];
	size_t from = t->text.n, width = text_show_width(text, &t->text);

	*c = (struct table_cell){.from = from, .to = t->text.n,
		.width = (uint32_t)width, .style = style};
	if (width > w->width)
		w->width = width;
}

void
table_open(struct table *t, const struct column *columns, size_t n,
	bool header, bool terminal)
{
	struct buf title = {0};

	*t = (struct table){
		.columns = columns,
		.n = n,
		.header = header,
		.terminal = terminal,
	};
	for (size_t i = 0; i < n; i++) {
		*ARR_ADD(&t->widths) = (struct width_col){
			.wanted = columns[i].width,
			.keep = columns[i].keep,
		};
		if (!header)
			continue;
		column_title(&columns[i], &title);
		cell_add(t, i, buf_view(&title), STYLE_HEAD);
	}
	buf_free(&title);
}

void
table_row(struct table *t, const struct cell *cells)
{
	for (size_t i = 0; i < t->n; i++)
		cell_add(t, i,
			t->terminal && cells[i].pretty.p ? cells[i].pretty
							 : cells[i].text,
			cells[i].style);
}

static void
row_print(const struct table *t, size_t row, size_t indent, struct line *l,
	struct out *out)
{
	const struct table_cell *c = &t->cells.v[row * t->n];
	struct str text = buf_view(&t->text);

	line_blank(l, indent);
	for (size_t i = 0; i < t->n; i++, c++) {
		if (i)
			line_blank(l, GAP);
		line_put(l, str_cut(text, c->from, c->to), c->width,
			t->widths.v[i].width, t->columns[i].right, c->style);
	}
	line_end(l, out);
}

void
table_print(struct table *t, const struct dress *d, size_t indent,
	struct out *out)
{
	struct line l = {.color = d->color};
	size_t rows = t->n ? t->cells.n / t->n : 0;

	if (d->terminal && d->width)
		width_fit(t->widths.v, t->n, GAP,
			d->width > indent ? d->width - indent : 1);
	for (size_t i = 0; i < rows; i++)
		row_print(t, i, indent, &l, out);
	line_free(&l);
}

void
table_free(struct table *t)
{
	buf_free(&t->text);
	ARR_FREE(&t->cells);
	ARR_FREE(&t->widths);
}

static int
table_begin(struct writer *w, struct err *e)
{
	struct table *t = arena_alloc(&w->arena, sizeof *t);

	(void)e;
	table_open(t, w->columns, w->n, !w->o.no_header, w->o.dress);
	w->state = t;
	return ERR_OK;
}

static void
table_take(struct writer *w, const struct cell *cells)
{
	table_row(w->state, cells);
}

/* Below the rows: what each is, its line, from where to where it goes. */
static void
series_print(const struct writer *w, const struct dress *d, struct line *l)
{
	static const struct column columns[] = {{.name = "series"},
		{.name = "line", .keep = true},
		{.name = "first", .right = true, .keep = true},
		{.name = "last", .right = true, .keep = true}};
	struct buf text = {0};
	struct table t;

	table_open(&t, columns, 4, false, false);
	for (size_t i = 0; i < w->series.n; i++) {
		const struct series *s = &w->series.v[i];

		buf_reset(&text);
		spark_text(s->v, s->n, w->o.ascii, &text);
		table_row(&t, (const struct cell[]){{.text = s->label},
			{.text = buf_view(&text)}, {.text = s->first},
			{.text = s->last}});
	}
	if (w->series.n)
		line_end(l, w->out);
	table_print(&t, d, 0, w->out);
	table_free(&t);
	buf_free(&text);
}

/* Notes stand under the table, parted by an empty line. */
static void
table_end(struct writer *w)
{
	const struct dress d = {
		.color = w->o.color,
		.terminal = w->o.dress,
		.width = w->o.width,
	};
	struct str notes = buf_view(&w->notes), note;
	struct line l = {.color = d.color};

	table_print(w->state, &d, 0, w->out);
	series_print(w, &d, &l);
	if (notes.n)
		line_end(&l, w->out);
	while (notes.n && str_split(&notes, '\n', &note)) {
		line_text(&l, note, STYLE_DIM);
		line_end(&l, w->out);
	}
	buf_reset(&w->notes);
	line_free(&l);
	table_free(w->state);
}

const struct backend table_backend = {
	.name = "table",
	.takes = TAKES_HEADER | TAKES_NO_HEADER,
	.pretty = PRETTY_DRESSED,
	.open = table_begin,
	.row = table_take,
	.close = table_end,
};
