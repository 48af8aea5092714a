#include "out/card_part.h"
#include "out/html.h"
#include "out/markup.h"

static void
send(struct card *c)
{
	out_add(c->out, buf_view(&c->shown));
	buf_reset(&c->shown);
}

/* Lines of a text are lines of the page. */
static void
add_lines(struct str text, struct buf *out)
{
	struct str part;

	if (str_ends(text, "\n"))
		text.n--;
	for (bool first = true; text.n && str_split(&text, '\n', &part);
		first = false) {
		if (!first)
			buf_cstr(out, "<br/>\n");
		html_text(part, out);
	}
}

static void
page_open(struct card *c)
{
	html_page_open(c->o.title, c->o.subtitle, false, &c->shown);
	send(c);
}

static void
page_close(struct card *c)
{
	html_page_close(&c->shown);
	send(c);
}

static void
heading(struct card *c, struct str text)
{
	buf_cstr(&c->shown, "<h2>");
	html_text(text, &c->shown);
	buf_cstr(&c->shown, "</h2>\n");
	send(c);
}

/* The page is headed by the title of a single card. */
static void
page_title(struct card *c, struct str text)
{
	if (!str_eq(text, c->o.title))
		heading(c, text);
}

static void
page_pairs(struct card *c)
{
	struct buf *out = &c->shown;

	buf_cstr(out, "<table class=\"pairs\">\n");
	for (size_t i = 0; i < c->pairs.n; i++) {
		const struct card_pair *p = &c->pairs.v[i];

		buf_cstr(out, "<tr><th scope=\"row\">");
		html_text(p->label, out);
		buf_fmt(out, "</th><td class=\"%s\">",
			html_style_class(p->style));
		add_lines(p->value, out);
		buf_cstr(out, "</td></tr>\n");
	}
	buf_cstr(out, "</table>\n");
	send(c);
}

static void
page_line(struct card *c, struct str text, enum style style)
{
	buf_fmt(&c->shown, "<p class=\"%s\">", html_style_class(style));
	add_lines(text, &c->shown);
	buf_cstr(&c->shown, "</p>\n");
	send(c);
}

static void
page_columns(struct card *c)
{
	html_table_open(c->columns, c->n, &c->shown);
}

static void
page_row(struct card *c, const struct cell *cells)
{
	html_table_row(c->columns, c->n, cells, &c->shown);
	send(c);
}

static void
page_rows_end(struct card *c)
{
	html_table_close(&c->shown);
	send(c);
}

const struct card_form card_html = {
	.open = page_open,
	.title = page_title,
	.section = heading,
	.pairs = page_pairs,
	.line = page_line,
	.columns = page_columns,
	.row = page_row,
	.rows_end = page_rows_end,
	.close = page_close,
};
