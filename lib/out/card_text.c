#include "base/utf8.h"
#include "out/card_part.h"

enum { PAIR_GAP = 2 };

static void
text_nothing(struct card *c)
{
	(void)c;
}

static struct str
show(struct card *c, struct str text)
{
	buf_reset(&c->shown);
	text_show(text, &c->shown);
	return buf_view(&c->shown);
}

static void
line_done(struct card *c)
{
	line_end(&c->line, c->out);
	c->any = true;
}

/* A text of several lines, the first one where the line has got to, the others
 * `indent` from the left. */
static void
lines_print(struct card *c, struct str text, size_t indent, enum style style)
{
	struct str part;

	if (!text.p)
		text = STR("");
	if (str_ends(text, "\n"))
		text.n--;
	str_split(&text, '\n', &part);
	line_text(&c->line, show(c, part), style);
	line_done(c);
	while (str_split(&text, '\n', &part)) {
		line_blank(&c->line, indent);
		line_text(&c->line, show(c, part), style);
		line_done(c);
	}
}

static void
text_pairs(struct card *c)
{
	size_t width = 0, own;

	for (size_t i = 0; i < c->pairs.n; i++) {
		own = text_width(show(c, c->pairs.v[i].label));
		if (own > width)
			width = own;
	}
	for (size_t i = 0; i < c->pairs.n; i++) {
		const struct card_pair *p = &c->pairs.v[i];

		line_blank(&c->line, c->indent);
		line_field(&c->line, show(c, p->label), width, false,
			STYLE_DIM);
		line_blank(&c->line, PAIR_GAP);
		lines_print(c, p->value, c->indent + width + PAIR_GAP,
			p->style);
	}
}

static void
text_section(struct card *c, struct str title)
{
	if (c->any)
		line_done(c);
	line_text(&c->line, show(c, title), STYLE_BOLD);
	line_done(c);
}

static void
text_title(struct card *c, struct str text)
{
	if (c->any)
		line_done(c);
	lines_print(c, text, 0, STYLE_BOLD);
}

static void
text_line(struct card *c, struct str text, enum style style)
{
	line_blank(&c->line, c->indent);
	lines_print(c, text, c->indent, style);
}

static void
text_columns(struct card *c)
{
	table_open(&c->table, c->columns, c->n, true, c->o.dress.terminal);
}

static void
text_row(struct card *c, const struct cell *cells)
{
	table_row(&c->table, cells);
}

static void
text_rows_end(struct card *c)
{
	table_print(&c->table, &c->o.dress, c->indent, c->out);
	table_free(&c->table);
}

const struct card_form card_text = {
	.open = text_nothing,
	.title = text_title,
	.section = text_section,
	.pairs = text_pairs,
	.line = text_line,
	.columns = text_columns,
	.row = text_row,
	.rows_end = text_rows_end,
	.close = text_nothing,
};
