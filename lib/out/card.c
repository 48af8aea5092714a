#include "out/card_part.h"

static const struct card_form *const forms[] = {
	[FORMAT_TABLE] = &card_text,
	[FORMAT_MARKDOWN] = &card_markdown,
	[FORMAT_HTML] = &card_html,
};

void
card_open(struct card **out, const struct card_options *o, struct out *stream)
{
	struct arena a = {0};
	struct card *c = arena_alloc(&a, sizeof *c);

	*c = (struct card){
		.form = forms[o->format],
		.o = *o,
		.out = stream,
		.line = {.color = o->dress.color},
	};
	c->o.title = arena_str(&a, o->title);
	c->o.subtitle = arena_str(&a, o->subtitle);
	c->arena = a;
	c->form->open(c);
	*out = c;
}

/* Print what was waiting for the rest of it. */
static void
card_flush(struct card *c)
{
	if (c->pairs.n)
		c->form->pairs(c);
	c->pairs.n = 0;
	if (c->rows)
		c->form->rows_end(c);
	c->tabling = c->rows = false;
}

/* Something follows in the section: now its title is due. */
static void
section_begin(struct card *c)
{
	if (c->section.p)
		c->form->section(c, c->section);
	c->section = STR_NULL;
}

void
card_title(struct card *c, struct str text)
{
	card_flush(c);
	c->section = STR_NULL;
	c->indent = 0;
	c->form->title(c, text);
}

void
card_section(struct card *c, const char *title)
{
	enum { INDENT = 2 };

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
	*ARR_ADD(&c->pairs) = (struct card_pair){
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
	c->form->line(c, text, style);
}

void
card_columns(struct card *c, const struct column *columns, size_t n)
{
	card_flush(c);
	c->columns = columns;
	c->n = n;
	c->tabling = true;
}

void
card_row(struct card *c, const struct cell *cells)
{
	section_begin(c);
	if (!c->rows)
		c->form->columns(c);
	c->form->row(c, cells);
	c->rows = c->any = true;
}

void
card_close(struct card *c)
{
	struct arena a;

	card_flush(c);
	c->form->close(c);
	line_free(&c->line);
	buf_free(&c->shown);
	ARR_FREE(&c->pairs);
	a = c->arena;
	arena_free(&a);
}
