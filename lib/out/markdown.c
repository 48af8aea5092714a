#include "out/backend.h"
#include "out/bar.h"
#include "out/markup.h"

static void
cell_add(struct buf *row, struct str text)
{
	buf_cstr(row, " ");
	markdown_text(text, false, row);
	buf_cstr(row, text.n ? " |" : "|");
}

static int
markdown_open(struct writer *w, struct err *e)
{
	struct buf title = {0};

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
	buf_char(&w->row, '|');
	for (size_t i = 0; i < w->n; i++) {
		column_title(&w->columns[i], &title);
		cell_add(&w->row, buf_view(&title));
	}
	buf_cstr(&w->row, "\n|");
	for (size_t i = 0; i < w->n; i++)
		buf_cstr(&w->row, w->columns[i].right ? " ---: |" : " --- |");
	buf_char(&w->row, '\n');
	out_add(w->out, buf_view(&w->row));
	buf_free(&title);
	return ERR_OK;
}

static void
markdown_row(struct writer *w, const struct cell *cells)
{
	buf_reset(&w->row);
	buf_char(&w->row, '|');
	for (size_t i = 0; i < w->n; i++)
		cell_add(&w->row, cells[i].text);
	buf_char(&w->row, '\n');
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
