#include "out/card_part.h"
#include "out/markdown.h"
#include "out/markup.h"

static void
send(struct card *c)
{
	out_add(c->out, buf_view(&c->shown));
	buf_reset(&c->shown);
	c->any = true;
}

/* Lines of a text go on beneath each other in what they stand in. */
static void
add_lines(struct str text, bool begins, struct buf *out)
{
	struct str part;

	if (str_ends(text, "\n"))
		text.n--;
	for (bool first = true; text.n && str_split(&text, '\n', &part);
		first = false) {
		if (!first)
			buf_cstr(out, "\\\n  ");
		markdown_text(part, begins || !first, out);
	}
}

static void
nothing(struct card *c)
{
	(void)c;
}

static void
heading(struct card *c, const char *mark, struct str text)
{
	buf_fmt(&c->shown, "%s%s ", c->any ? "\n" : "", mark);
	markdown_text(text, false, &c->shown);
	buf_cstr(&c->shown, "\n\n");
	send(c);
}

static void
write_title(struct card *c, struct str text)
{
	heading(c, "#", text);
}

static void
write_section(struct card *c, struct str title)
{
	heading(c, "##", title);
}

static void
write_pairs(struct card *c)
{
	for (size_t i = 0; i < c->pairs.n; i++) {
		const struct card_pair *p = &c->pairs.v[i];

		buf_cstr(&c->shown, "- **");
		markdown_text(p->label, false, &c->shown);
		buf_cstr(&c->shown, "** ");
		add_lines(p->value, false, &c->shown);
		buf_char(&c->shown, '\n');
	}
	send(c);
}

static void
write_line(struct card *c, struct str text, enum style style)
{
	(void)style;
	buf_cstr(&c->shown, "- ");
	add_lines(text, true, &c->shown);
	buf_char(&c->shown, '\n');
	send(c);
}

static void
write_columns(struct card *c)
{
	markdown_table_open(c->columns, c->n, &c->shown);
}

static void
write_row(struct card *c, const struct cell *cells)
{
	markdown_table_row(cells, c->n, &c->shown);
	send(c);
}

const struct card_form card_markdown = {
	.open = nothing,
	.title = write_title,
	.section = write_section,
	.pairs = write_pairs,
	.line = write_line,
	.columns = write_columns,
	.row = write_row,
	.rows_end = nothing,
	.close = nothing,
};
