/* cairo's side: paper, inks, rules, the logo. */
#include <cairo-pdf.h>

#include "render/page.h"

enum { LOGO_WIDTH = PT(170), LOGO_HEIGHT = PT(58) };

static cairo_status_t
take(void *to, const unsigned char *p, unsigned n)
{
	buf_add(to, p, n);
	return CAIRO_STATUS_SUCCESS;
}

/* ---- the logo ------------------------------------------------------------ */

static cairo_status_t
give(void *from, unsigned char *p, unsigned n)
{
	struct str *rest = from;

	if (rest->n < n)
		return CAIRO_STATUS_READ_ERROR;
	memcpy(p, rest->p, n);
	*rest = str_cut(*rest, n, rest->n);
	return CAIRO_STATUS_SUCCESS;
}

/* Width and height as a PNG's header has them, before it is unpacked. */
static bool
png_fits(struct str s)
{
	const unsigned char *p = (const unsigned char *)s.p;
	uint32_t side[2];

	if (s.n < 24 || memcmp(p, "\x89PNG\r\n\x1a\n", 8) != 0)
		return false;
	for (int i = 0; i < 2; i++, p += 4)
		side[i] = (uint32_t)p[16] << 24 | (uint32_t)p[17] << 16 |
			(uint32_t)p[18] << 8 | p[19];
	return side[0] && side[1] && side[0] <= RENDER_LOGO &&
		side[1] <= RENDER_LOGO;
}

static void
open_logo(struct page *g)
{
	struct str rest = g->style->look.logo;
	int64_t w, h;

	if (!rest.p)
		return;
	if (png_fits(rest))
		g->logo = cairo_image_surface_create_from_png_stream(give,
			&rest);
	if (!g->logo || cairo_surface_status(g->logo)) {
		g->rc = err_set(g->e, ERR_DATA, "%s: is no PNG of at most %d "
			"by %d pixels", g->style->logo_name, RENDER_LOGO,
			RENDER_LOGO);
		return;
	}
	w = cairo_image_surface_get_width(g->logo);
	h = cairo_image_surface_get_height(g->logo);
	g->logo_height = LOGO_HEIGHT;
	g->logo_width = (int)(w * LOGO_HEIGHT / h);
	if (g->logo_width > LOGO_WIDTH) {
		g->logo_width = LOGO_WIDTH;
		g->logo_height = (int)(h * LOGO_WIDTH / w);
	}
}

/* ---- open and close ------------------------------------------------------ */

static PangoContext *
open_context(struct page *g, PangoDirection direction)
{
	cairo_font_options_t *o = cairo_font_options_create();
	PangoContext *c = pango_cairo_create_context(g->cr);
	const struct paper_language *language = g->style->look.language;

	/* Sizes are points, and no screen's pixels matter. */
	cairo_font_options_set_hint_style(o, CAIRO_HINT_STYLE_NONE);
	cairo_font_options_set_hint_metrics(o, CAIRO_HINT_METRICS_OFF);
	cairo_font_options_set_antialias(o, CAIRO_ANTIALIAS_GRAY);
	pango_cairo_context_set_font_options(c, o);
	pango_cairo_context_set_resolution(c, 72);
	pango_context_set_round_glyph_positions(c, FALSE);
	pango_context_set_base_dir(c, direction);
	pango_context_set_language(c, pango_language_from_string(
		language->tag ? language->tag : language->code));
	cairo_font_options_destroy(o);
	return c;
}

static void
open_faces(struct page *g)
{
	static const struct {
		int tenths; /* of a point */
		PangoWeight weight;
	} rows[FACES] = {
		[FACE_BODY] = {92, PANGO_WEIGHT_NORMAL},
		[FACE_STRONG] = {92, PANGO_WEIGHT_BOLD},
		[FACE_SMALL] = {78, PANGO_WEIGHT_NORMAL},
		[FACE_HEAD] = {78, PANGO_WEIGHT_BOLD},
		[FACE_PART] = {115, PANGO_WEIGHT_BOLD},
		[FACE_TITLE] = {200, PANGO_WEIGHT_BOLD},
	};

	for (int i = 0; i < FACES; i++) {
		PangoFontDescription *d = pango_font_description_new();

		pango_font_description_set_family(d, g->style->font);
		pango_font_description_set_weight(d, rows[i].weight);
		pango_font_description_set_size(d, PT(rows[i].tenths) / 10);
		g->faces[i] = d;
		digits_open(g, (enum face)i);
	}
}

void
page_open(struct page *g, const struct render_style *s, struct buf *out,
	struct err *e)
{
	*g = (struct page){.style = s, .out = out, .e = e, .where = "page"};
	g->width = s->letter ? PT(612) : PT(595276) / 1000;
	g->height = s->letter ? PT(792) : PT(841890 / 10) / 100;
	g->room = g->width - 2 * MARGIN;
	g->surface = cairo_pdf_surface_create_for_stream(take, out,
		POINTS(g->width), POINTS(g->height));
	g->cr = cairo_create(g->surface);
	g->prose = open_context(g,
		s->look.language->rtl ? PANGO_DIRECTION_RTL
				      : PANGO_DIRECTION_LTR);
	g->figures = open_context(g, PANGO_DIRECTION_LTR);
	open_faces(g);
	open_logo(g);
}

void
page_about(struct page *g, struct str title, struct str author,
	struct str subject)
{
	struct arena a = {0};
	const struct {
		cairo_pdf_metadata_t key;
		const char *value;
	} rows[] = {
		{CAIRO_PDF_METADATA_TITLE, arena_cstr(&a, title)},
		{CAIRO_PDF_METADATA_AUTHOR, arena_cstr(&a, author)},
		{CAIRO_PDF_METADATA_SUBJECT, arena_cstr(&a, subject)},
		{CAIRO_PDF_METADATA_CREATOR, "pipe-render"},
		{CAIRO_PDF_METADATA_CREATE_DATE, g->style->created},
		{CAIRO_PDF_METADATA_MOD_DATE, g->style->created},
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		if (rows[i].value && *rows[i].value)
			cairo_pdf_surface_set_metadata(g->surface,
				rows[i].key, rows[i].value);
	arena_free(&a);
}

int
page_close(struct page *g)
{
	cairo_status_t status;

	cairo_destroy(g->cr);
	cairo_surface_finish(g->surface);
	status = cairo_surface_status(g->surface);
	if (g->rc == 0 && status)
		g->rc = err_set(g->e, ERR_SYSTEM, "cannot make a PDF: %s",
			cairo_status_to_string(status));
	cairo_surface_destroy(g->surface);
	if (g->logo)
		cairo_surface_destroy(g->logo);
	for (int i = 0; i < FACES; i++)
		pango_font_description_free(g->faces[i]);
	for (size_t i = 0; i < g->layouts.n; i++)
		g_object_unref(g->layouts.v[i]);
	ARR_FREE(&g->layouts);
	ARR_FREE(&g->rules);
	digits_close(g);
	map_free(&g->shaped);
	g_object_unref(g->prose);
	g_object_unref(g->figures);
	return g->rc;
}

/* ---- drawing ------------------------------------------------------------- */

void
page_ink(struct page *g, enum ink ink)
{
	const uint32_t rgb[] = {
		[INK_TEXT] = 0x1b1f24,
		[INK_FAINT] = 0x555c66,
		[INK_ACCENT] = g->style->accent,
		[INK_RULE] = 0xd0d4da,
		[INK_ALARM] = 0xb3261e,
	};

	cairo_set_source_rgb(g->cr, (rgb[ink] >> 16 & 255) / 255.0,
		(rgb[ink] >> 8 & 255) / 255.0, (rgb[ink] & 255) / 255.0);
}

/* Where something of a width stands, from the left edge of the paper. */
static int
from_left(const struct page *g, int x, int width)
{
	return g->style->look.language->rtl ? g->width - MARGIN - x - width
					    : MARGIN + x;
}

/* Where a line of a cell begins, from the left edge. */
static int
line_x(const struct page *g, const struct cell *c, int width)
{
	int x = c->end ? c->x + c->width - width : c->x;

	return from_left(g, x, width);
}

static int
line_y(const struct cell *c, int top)
{
	return top + face_baseline(c->face);
}

static void
put_digits(struct page *g, const struct cell *c, int y, int from, int to)
{
	int low = c->top + face_line(c->face);

	if (low <= from || low > to)
		return;
	digits_put(g, c, line_x(g, c, cell_width(g, c)),
		line_y(c, y - from + c->top));
}

static void
put_layout(struct page *g, const struct cell *c, int y, int from, int to)
{
	PangoLayoutIter *it = pango_layout_get_iter(c->layout);
	int line = face_line(c->face), low = c->top;
	PangoRectangle at;

	digits_flush(g);
	page_ink(g, c->ink);
	do {
		PangoLayoutLine *l = pango_layout_iter_get_line_readonly(it);

		low += line;
		if (low <= from || low > to)
			continue;
		pango_layout_line_get_extents(l, NULL, &at);
		cairo_move_to(g->cr, POINTS(line_x(g, c, at.width)),
			POINTS(line_y(c, y - from + low - line)));
		pango_cairo_show_layout_line(g->cr, l);
	} while (pango_layout_iter_next_line(it));
	pango_layout_iter_free(it);
}

void
page_cell(struct page *g, const struct cell *c, int y, int from, int to)
{
	if (c->layout)
		put_layout(g, c, y, from, to);
	else
		put_digits(g, c, y, from, to);
}

void
page_rule(struct page *g, int x, int width, int y, int thick, enum ink ink)
{
	*ARR_ADD(&g->rules) = (struct rule){from_left(g, x, width), width, y,
		thick, ink};
}

void
page_logo(struct page *g, int y)
{
	int left = from_left(g, 0, g->logo_width);

	if (!g->logo)
		return;
	digits_flush(g);
	cairo_save(g->cr);
	cairo_translate(g->cr, POINTS(left), POINTS(y));
	cairo_scale(g->cr,
		POINTS(g->logo_width) / cairo_image_surface_get_width(g->logo),
		POINTS(g->logo_height) /
			cairo_image_surface_get_height(g->logo));
	cairo_set_source_surface(g->cr, g->logo, 0, 0);
	cairo_paint(g->cr);
	cairo_restore(g->cr);
}

/* Rules of an ink are one path, which keeps pages small and quick. */
void
page_end(struct page *g)
{
	digits_flush(g);
	for (int ink = 0; ink < INKS; ink++) {
		bool any = false;

		for (size_t i = 0; i < g->rules.n; i++) {
			const struct rule *r = &g->rules.v[i];

			if (r->ink != (enum ink)ink)
				continue;
			cairo_rectangle(g->cr, POINTS(r->left), POINTS(r->top),
				POINTS(r->width), POINTS(r->thick));
			any = true;
		}
		if (!any)
			continue;
		page_ink(g, (enum ink)ink);
		cairo_fill(g->cr);
	}
	g->rules.n = 0;
	cairo_show_page(g->cr);
}
