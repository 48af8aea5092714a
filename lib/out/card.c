#include "base/utf8.h"
#include "out/card.h"
#include "out/table.h"

enum { INDENT = 2, PAIR_GAP = 2 };

struct pair {
	struct str label, value;
	enum style style;
};

struct card {
	struct dress d;
	struct out *out;
	struct arena arena;
	ARR(struct pair) pairs; /* not printed yet */
	struct table table;	/* the same, while tabling */
	bool tabling, rows;
	struct str section; /* its title, until something follows */
	size_t indent;
	bool any; /* something was printed */
	struct buf shown;
	struct line line;
};

void
card_open(struct card **out, const struct dress *d, struct out *stream)
{
	struct arena a = {0};
	struct card *c = arena_alloc(&a, sizeof *c);

	*c = (struct card){
		.d = *d,
		.out = stream,
		.arena = a,
		.line = {.color = d->color},
	};
	*out = c;
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
pairs_print(struct card *c)
{
	size_t width = 0, own;

	for (size_t i = 0; i < c->pairs.n; i++) {
		own = text_width(show(c, c->pairs.v[i].label));
		if (own > width)
			width = own;
	}
	for (size_t i = 0; i < c->pairs.n; i++) {
		const struct pair *p = &c->pairs.v[i];

		line_blank(&c->line, c->indent);
		line_field(&c->line, show(c, p->label), width, false,
			STYLE_DIM);
		line_blank(&c->line, PAIR_GAP);
		lines_print(c, p->value, c->indent + width + PAIR_GAP,
			p->style);
	}
	c->pairs.n = 0;
}

/* Print what was waiting for its widths. */
static void
card_flush(struct card *c)
{
	pairs_print(c);
	if (!c->tabling)
		return;
	if (c->rows)
		table_print(&c->table, &c->d, c->indent, c->out);
	table_free(&c->table);
	c->tabling = c->rows = false;
}

/* Something follows in the section: now its title is due. */
static void
section_begin(struct card *c)
{
	if (!c->section.p)
		return;
	if (c->any)
		line_done(c);
	line_text(&c->line, show(c, c->section), STYLE_BOLD);
	line_done(c);
	c->section = STR_NULL;
}

void
card_title(struct card *c, struct str text)
{
	card_flush(c);
	c->section = STR_NULL;
	c->indent = 0;
	if (c->any)
		line_done(c);
	lines_print(c, text, 0, STYLE_BOLD);
}

void
card_section(struct card *c, const char *title)
{
	card_flush(c);
	c->section = arena_str(&c->arena, str_of(title));
	c->indent = INDENT;
}

void
card_pair(struct card *c, const char *label, struct str value,
	enum style style)
{
	if (!value.p)
		return;
	if (c->tabling)
		card_flush(c);
	section_begin(c);
	*ARR_ADD(&c->pairs) = (struct pair){
		.label = arena_str(&c->arena, str_of(label)),
		.value = arena_str(&c->arena, value),
		.style = style,
	};
}

void
card_line(struct card *c, struct str text, enum style style)
{
	card_flush(c);
	section_begin(c);
	line_blank(&c->line, c->indent);
	lines_print(c, text, c->indent, style);
}

void
card_columns(struct card *c, const struct column *columns, size_t n)
{
	card_flush(c);
	table_open(&c->table, columns, n, true, c->d.terminal);
	c->tabling = true;
}

void
card_row(struct card *c, const struct cell *cells)
{
	section_begin(c);
	table_row(&c->table, cells);
	c->rows = c->any = true;
}

void
card_close(struct card *c)
{
	struct arena a;

	card_flush(c);
	line_free(&c->line);
	buf_free(&c->shown);
	ARR_FREE(&c->pairs);
	a = c->arena;
	arena_free(&a);
}
