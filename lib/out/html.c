#include "out/html.h"
#include "out/backend.h"
#include "out/markup.h"
#include "out/svg.h"

/* Tables of more columns than these are printed across. */
enum { UPRIGHT_MAX = 8 };
/* Pixels: of a unit of a bar's width, of a blank that indents, and beside the
 * text of a cell. */
enum { PIXELS = 6, INDENT = 8, PADDING = 9 };

static const char *const style_classes[] = {
	[STYLE_NONE] = "",
	[STYLE_DIM] = "dim",
	[STYLE_BOLD] = "bold",
	[STYLE_GOOD] = "good",
	[STYLE_WARN] = "warn",
	[STYLE_BAD] = "bad",
	[STYLE_HEAD] = "bold",
};

void
html_page_open(struct str title, struct str subtitle, bool across,
	struct buf *out)
{
	if (!title.n)
		title = STR("pipe");
	buf_cstr(out, "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n"
		"<meta charset=\"utf-8\"/>\n"
		"<meta http-equiv=\"Content-Security-Policy\" "
		"content=\"default-src 'none'; style-src 'unsafe-inline'\"/>\n"
		"<meta name=\"viewport\" content=\"width=device-width\"/>\n"
		"<meta name=\"color-scheme\" content=\"light dark\"/>\n"
		"<title>");
	html_text(title, out);
	buf_cstr(out, "</title>\n<style>\n");
	buf_fmt(out, "@page{size:A4%s;margin:14mm}\n",
		across ? " landscape" : "");
	buf_cstr(out, html_style);
	buf_cstr(out, "</style>\n</head>\n<body>\n<header>\n<h1>");
	html_text(title, out);
	buf_cstr(out, "</h1>\n");
	if (subtitle.n) {
		buf_cstr(out, "<p>");
		html_text(subtitle, out);
		buf_cstr(out, "</p>\n");
	}
	buf_cstr(out, "</header>\n");
}

void
html_page_close(struct buf *out)
{
	buf_cstr(out, "</body>\n</html>\n");
}

const char *
html_style_class(enum style style)
{
	return style_classes[style];
}

void
html_table_open(const struct column *columns, size_t n, struct buf *out)
{
	struct buf title = {0};

	buf_cstr(out, "<table>\n<thead>\n<tr>");
	for (size_t i = 0; i < n; i++) {
		const struct column *c = &columns[i];

		column_title(c, &title);
		buf_cstr(out, c->right ? "<th scope=\"col\" class=\"right\" "
				       : "<th scope=\"col\" ");
		buf_cstr(out, "data-key=\"");
		html_text(str_of(c->name), out);
		buf_cstr(out, "\">");
		html_text(buf_view(&title), out);
		buf_cstr(out, c->bar ? "</th><th></th>" : "</th>");
	}
	buf_cstr(out, "</tr>\n</thead>\n<tbody>\n");
	buf_free(&title);
}

void
html_table_close(struct buf *out)
{
	buf_cstr(out, "</tbody>\n</table>\n");
}

static int
html_open(struct writer *w, struct err *e)
{
	size_t columns = 0;

	(void)e;
	for (size_t i = 0; i < w->n; i++)
		columns += w->columns[i].bar ? 2 : 1;
	html_page_open(w->o.title, w->o.subtitle, columns > UPRIGHT_MAX,
		&w->row);
	html_table_open(w->columns, w->n, &w->row);
	out_add(w->out, buf_view(&w->row));
	return ERR_OK;
}

/* Blanks in front are kept as an indent. */
static size_t
depth_of(struct str text)
{
	size_t n = 0;

	while (n < text.n && text.p[n] == ' ')
		n++;
	return n;
}

static void
cell_open(const struct column *c, const struct cell *cell, size_t indent,
	struct buf *out)
{
	const char *words[] = {c->right ? "right" : "", c->keep ? "keep" : "",
		style_classes[cell->style]};
	const char *gap = " class=\"";
	bool any = false;

	buf_cstr(out, "<td");
	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		if (!*words[i])
			continue;
		buf_fmt(out, "%s%s", gap, words[i]);
		gap = " ";
		any = true;
	}
	if (any)
		buf_char(out, '"');
	if (indent)
		buf_fmt(out, " style=\"padding-left:%zupx\"",
			PADDING + indent * INDENT);
	buf_char(out, '>');
}

/* What programs would print stands behind what people see. */
static void
cell_text(const struct cell *cell, struct str shown, struct buf *out)
{
	bool other = !str_eq(shown, cell->text);

	if (other) {
		buf_cstr(out, "<data value=\"");
		html_text(cell->text, out);
		buf_cstr(out, "\">");
	}
	html_text(shown, out);
	if (other)
		buf_cstr(out, "</data>");
}

static void
cell_add(const struct column *c, const struct cell *cell, struct buf *out)
{
	struct str shown = cell->pretty.p ? cell->pretty : cell->text;
	size_t indent = c->right ? 0 : depth_of(shown);

	cell_open(c, cell, indent, out);
	if (shown.n)
		cell_text(cell, str_cut(shown, indent, shown.n), out);
	buf_cstr(out, "</td>");
	if (!c->bar)
		return;
	buf_fmt(out, "<td class=\"bar\" style=\"width:%dpx\">",
		c->bar * PIXELS);
	if (cell->bar.kind != BAR_NONE)
		svg_bar(&cell->bar, cell->text, out);
	buf_cstr(out, "</td>");
}

void
html_table_row(const struct column *columns, size_t n,
	const struct cell *cells, struct buf *out)
{
	buf_cstr(out, "<tr>");
	for (size_t i = 0; i < n; i++)
		cell_add(&columns[i], &cells[i], out);
	buf_cstr(out, "</tr>\n");
}

static void
html_row(struct writer *w, const struct cell *cells)
{
	buf_reset(&w->row);
	html_table_row(w->columns, w->n, cells, &w->row);
	out_add(w->out, buf_view(&w->row));
}

static void
series_add(const struct series *s, struct buf *out)
{
	enum { WIDTH = 200, HEIGHT = 44, EDGE = 4 };

	buf_cstr(out, "<figure><figcaption>");
	html_text(s->label, out);
	buf_fmt(out, "</figcaption><svg class=\"line\" viewBox=\"0 0 %d %d\" "
		"role=\"img\" aria-label=\"", WIDTH, HEIGHT);
	html_text(s->label, out);
	buf_cstr(out, "\">");
	svg_line(s, EDGE, EDGE, WIDTH - 2 * EDGE, HEIGHT - 2 * EDGE, out);
	buf_cstr(out, "</svg><p>");
	html_text(s->first, out);
	buf_cstr(out, " to <b>");
	html_text(s->last, out);
	buf_cstr(out, "</b></p></figure>\n");
}

static void
html_close(struct writer *w)
{
	struct str notes = buf_view(&w->notes), note;

	buf_reset(&w->row);
	html_table_close(&w->row);
	if (w->series.n)
		buf_cstr(&w->row, "<div>\n");
	for (size_t i = 0; i < w->series.n; i++)
		series_add(&w->series.v[i], &w->row);
	if (w->series.n)
		buf_cstr(&w->row, "</div>\n");
	if (notes.n)
		buf_cstr(&w->row, "<ul>\n");
	while (notes.n && str_split(&notes, '\n', &note)) {
		struct str text = str_trim(note);

		buf_cstr(&w->row, text.p > note.p ? "<li class=\"below\">"
						  : "<li>");
		html_text(text, &w->row);
		buf_cstr(&w->row, "</li>\n");
	}
	if (w->notes.n)
		buf_cstr(&w->row, "</ul>\n");
	html_page_close(&w->row);
	out_add(w->out, buf_view(&w->row));
	buf_reset(&w->notes);
}

const struct backend html_backend = {
	.name = "html",
	.pretty = PRETTY_ALWAYS,
	.open = html_open,
	.row = html_row,
	.close = html_close,
};
