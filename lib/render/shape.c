/* Texts into glyphs; every character has to have one. */
#include "render/page.h"

static void
missing(struct page *g, unsigned ch)
{
	g->rc = err_set(g->e, ERR_DATA, "%s: no font has U+%04X", g->where,
		ch);
	err_hint(g->e, "install one that has it (fc-list :charset=%x names "
		"those here), or write it otherwise", ch);
}

static void
look_at(struct page *g, PangoLayoutRun *run)
{
	const PangoGlyphString *s = run->glyphs;

	for (int i = 0; i < s->num_glyphs && g->rc == 0; i++) {
		PangoGlyph x = s->glyphs[i].glyph;

		if (x != PANGO_GLYPH_EMPTY && (x & PANGO_GLYPH_UNKNOWN_FLAG))
			missing(g, x & ~PANGO_GLYPH_UNKNOWN_FLAG);
	}
}

static void
find_missing(struct page *g, PangoLayout *l)
{
	PangoLayoutIter *it = pango_layout_get_iter(l);

	do {
		PangoLayoutRun *run = pango_layout_iter_get_run_readonly(it);

		if (run)
			look_at(g, run);
	} while (g->rc == 0 && pango_layout_iter_next_run(it));
	pango_layout_iter_free(it);
}

/* ---- lines --------------------------------------------------------------- */

/* In tenths of a point. */
static const struct {
	int line, baseline;
} faces[FACES] = {
	[FACE_BODY] = {130, 98},
	[FACE_STRONG] = {130, 98},
	[FACE_SMALL] = {112, 84},
	[FACE_HEAD] = {112, 84},
	[FACE_PART] = {166, 125},
	[FACE_TITLE] = {280, 212},
};

int
face_line(enum face face)
{
	return PT(faces[face].line) / 10;
}

int
face_baseline(enum face face)
{
	return PT(faces[face].baseline) / 10;
}

int
cell_width(const struct page *g, const struct cell *c)
{
	int w;

	if (!c->layout) {
		digits_fit(g, c->face, c->digits, &w);
		return w;
	}
	pango_layout_get_size(c->layout, &w, NULL);
	return w;
}

static int
cell_lines(const struct cell *c)
{
	return c->layout ? pango_layout_get_line_count(c->layout) : 1;
}

int
cell_height(const struct cell *c)
{
	return cell_lines(c) * face_line(c->face);
}

void
cell_free(struct cell *c)
{
	if (c->layout)
		g_object_unref(c->layout);
	c->layout = NULL;
}

int
cell_cut(const struct cell *c, int from, int to)
{
	int line = face_line(c->face), n = (to - c->top) / line;
	int lines = cell_lines(c);
	int low = c->top + (n < lines ? n : lines) * line;

	return to > c->top && low > from ? low : from;
}

void
cell_wrap(struct cell *c, int width)
{
	PangoLayout *own;

	c->width = width;
	if (!c->layout)
		return;
	own = pango_layout_copy(c->layout);
	g_object_unref(c->layout);
	c->layout = own;
	pango_layout_set_width(own, width);
}

/* ---- shaping ------------------------------------------------------------- */

/* A text without letters, as a telephone number, runs from left to right in
 * every language. */
static bool
lettered(struct str s)
{
	const char *end = s.p + s.n;

	for (const char *p = s.p; p < end; p = g_utf8_next_char(p))
		if (g_unichar_isalpha(g_utf8_get_char(p)))
			return true;
	return false;
}

static PangoLayout *
shape(struct page *g, enum face face, bool figure, struct str text, int width)
{
	PangoLayout *l = pango_layout_new(figure ? g->figures : g->prose);

	pango_layout_set_font_description(l, g->faces[face]);
	pango_layout_set_auto_dir(l, !figure);
	pango_layout_set_wrap(l, PANGO_WRAP_WORD_CHAR);
	pango_layout_set_width(l, width < 0 ? -1 : width);
	pango_layout_set_text(l, text.p, (int)text.n);
	if (g->rc == 0 && pango_layout_get_unknown_glyphs_count(l))
		find_missing(g, l);
	return l;
}

/* Figures, units and rates come again and again: shaped once. */
static PangoLayout *
shape_again(struct page *g, enum face face, bool figure, struct str text)
{
	char key[SHAPED_MOST + 1];
	int64_t *at;
	bool added;

	key[0] = (char)(face * 2 + figure);
	memcpy(key + 1, text.p, text.n);
	at = map_put(&g->shaped, (struct str){key, text.n + 1}, &added);
	if (added) {
		*at = (int64_t)g->layouts.n;
		*ARR_ADD(&g->layouts) = shape(g, face, figure, text, -1);
	}
	return g_object_ref(g->layouts.v[*at]);
}

struct cell
page_shape(struct page *g, enum face face, bool figure, struct str text,
	int width)
{
	struct cell c = {.face = face};

	if (text.n > RENDER_TEXT && g->rc == 0)
		g->rc = err_set(g->e, ERR_DATA, "%s: a text of more than %d "
			"bytes", g->where, RENDER_TEXT);
	if (g->rc || !text.n)
		text = STR("");
	figure = figure || !lettered(text);
	if (figure && width < 0 && digits_fit(g, face, text, &c.width)) {
		c.digits = text;
		return c;
	}
	c.width = width < 0 ? 0 : width;
	c.layout = width < 0 && text.n <= SHAPED_MOST
		? shape_again(g, face, figure, text)
		: shape(g, face, figure, text, width);
	return c;
}
