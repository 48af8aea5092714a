#include "out/backend.h"
#include "out/bar.h"
#include "out/markdown.h"
#include "out/markup.h"

static void
cell_add(struct buf *row, struct str text)
{
	buf_cstr(row, " ");
	markdown_text(text, false, row);
	buf_cstr(row, text.n ? " |" : "|");
}

void
markdown_table_open(const struct column *columns, size_t n, struct buf *out)
{
	struct buf title = {0};

	buf_char(out, '|');
	for (size_t i = 0; i < n; i++) {
		column_title(&columns[i], &title);
		cell_add(out, buf_view(&title));
	}
	buf_cstr(out, "\n|");
	for (size_t i = 0; i < n; i++)
		buf_cstr(out, columns[i].right ? " ---: |" : " --- |");
	buf_char(out, '\n');
	buf_free(&title);
}

void
markdown_table_row(const struct cell *cells, size_t n, struct buf *out)
{
	buf_char(out, '|');
	for (size_t i = 0; i < n; i++)
		cell_add(out, cells[i].text);
	buf_char(out, '\n');
}

static int
markdown_open(struct writer *w, struct err *e)
{
	(void)e;
	if (w->o.title.n) {
		buf_cstr(&w->row, "# ");
		markdown_text(w->o.title, false, &w->row);
		buf_cstr(&w->row, "\n\n");
	}
	if (w->o.subtitle.n) {
		markdown_text(w->o.subtitle, true, &w->row);
		buf_cstr(&w->row, "\n\n");
	}
	markdown_table_open(w->columns, w->n, &w->row);
	out_add(w->out, buf_view(&w->row));
	return ERR_OK;
}

static void
markdown_row(struct writer *w, const struct cell *cells)
{
	buf_reset(&w->row);
	markdown_table_row(cells, w->n, &w->row);
	out_add(w->out, buf_view(&w->row));
}

static void
series_add(struct writer *w, const struct series *s)
{
	struct buf line = {0};

	spark_text(s->v, s->n, w->o.ascii, &line);
	buf_char(&w->row, '|');
	cell_add(&w->row, s->label);
	cell_add(&w->row, buf_view(&line));
	cell_add(&w->row, s->first);
	cell_add(&w->row, s->last);
	buf_char(&w->row, '\n');
	buf_free(&line);
}

static void
markdown_close(struct writer *w)
{
	struct str notes = buf_view(&w->notes), note;

	buf_reset(&w->row);
	if (w->series.n)
		buf_cstr(&w->row, "\n| SERIES | | FIRST | LAST |\n"
			"| --- | --- | ---: | ---: |\n");
	for (size_t i = 0; i < w->series.n; i++)
		series_add(w, &w->series.v[i]);
	if (notes.n)
		buf_char(&w->row, '\n');
	while (notes.n && str_split(&notes, '\n', &note)) {
		struct str text = str_trim(note);

		/* what is indented stands below what is not */
		buf_cstr(&w->row, text.p > note.p ? "  - " : "- ");
		markdown_text(text, true, &w->row);
		buf_char(&w->row, '\n');
	}
	if (w->row.n)
		out_add(w->out, buf_view(&w->row));
	buf_reset(&w->notes);
}

const struct backend markdown_backend = {
	.name = "markdown",
	.open = markdown_open,
	.row = markdown_row,
	.close = markdown_close,
};
