/* Texts, rules and pages. */
#include <cairo-pdf.h>

#include "base/day.h"
#include "base/utf8.h"
#include "pdf/pdf_part.h"

static const struct {
	const char *font;
} styles[PDF_STYLES] = {
	[PDF_PLAIN] = {"Noto Sans, Liberation Sans, DejaVu Sans 9"},
	[PDF_SMALL] = {"Noto Sans, Liberation Sans, DejaVu Sans 7.5"},
	[PDF_STRONG] = {"Noto Sans, Liberation Sans, DejaVu Sans Bold 9"},
	[PDF_NAME] = {"Noto Sans, Liberation Sans, DejaVu Sans Bold 10"},
	[PDF_TITLE] = {"Noto Sans, Liberation Sans, DejaVu Sans Bold 18"},
};

/* The first character that has no glyph. */
static void
find_missing(struct pdf *d, const struct pdf_text *t)
{
	PangoLayout *one = pango_layout_new(d->context);
	size_t from = 0, to;
	unsigned c = 0;

	pango_layout_set_font_description(one, d->fonts[t->style]);
	for (; from < t->text.n; from = to) {
		to = from + 1;
		while (to < t->text.n && (t->text.p[to] & 0xc0) == 0x80)
			to++;
		pango_layout_set_text(one, t->text.p + from,
			(int)(to - from));
		if (pango_layout_get_unknown_glyphs_count(one)) {
			c = g_utf8_get_char(t->text.p + from);
			break;
		}
	}
	g_object_unref(one);
	d->rc = err_set(d->e, ERR_DATA, "%.*s: %s: no font has U+%04X",
		STR_SHORT(d->paper->number), t->at, c);
	err_hint(d->e, "install a font that has it, such as one of Noto, or "
		"write it otherwise");
}

static PangoLayout *
layout(struct pdf *d, const struct pdf_text *t)
{
	PangoLayout *l = pango_layout_new(d->context);

	pango_layout_set_font_description(l, d->fonts[t->style]);
	pango_layout_set_text(l, t->text.n ? t->text.p : "", (int)t->text.n);
	pango_layout_set_width(l, t->width * PANGO_SCALE);
	pango_layout_set_wrap(l, PANGO_WRAP_WORD_CHAR);
	pango_layout_set_alignment(l, t->align == PDF_RIGHT
		? PANGO_ALIGN_RIGHT : PANGO_ALIGN_LEFT);
	/* amounts stand right in every script */
	pango_layout_set_auto_dir(l, t->align == PDF_LEFT);
	if (d->rc == 0 && pango_layout_get_unknown_glyphs_count(l))
		find_missing(d, t);
	return l;
}

static int
height_of(PangoLayout *l)
{
	int width, height;

	pango_layout_get_size(l, &width, &height);
	return (height + PANGO_SCALE - 1) / PANGO_SCALE;
}

struct pdf_box
pdf_box(struct pdf *d, const struct pdf_text *t)
{
	struct pdf_box b = {.text = t};
	int width;

	if (pdf_digits_fit(d, t, &width)) {
		b.height = (d->digits[t->style].height + PANGO_SCALE - 1) /
			PANGO_SCALE;
		return b;
	}
	b.layout = layout(d, t);
	b.height = height_of(b.layout);
	return b;
}

void
pdf_drop(struct pdf_box *b)
{
	if (b->layout)
		g_object_unref(b->layout);
	b->layout = NULL;
}

void
pdf_draw(struct pdf *d, const struct pdf_box *b)
{
	const struct pdf_text *t = b->text;

	if (d->rc || !d->pages)
		return;
	if (t->grey)
		cairo_set_source_rgb(d->cr, .33, .36, .4);
	else
		cairo_set_source_rgb(d->cr, .1, .12, .14);
	if (!b->layout) {
		pdf_digits_draw(d, t);
		return;
	}
	cairo_move_to(d->cr, MARGIN + t->x, d->y);
	pango_cairo_show_layout(d->cr, b->layout);
}

int
pdf_height(struct pdf *d, const struct pdf_text *t)
{
	struct pdf_box b = pdf_box(d, t);

	pdf_drop(&b);
	return b.height;
}

int
pdf_put(struct pdf *d, const struct pdf_text *t)
{
	struct pdf_box b = pdf_box(d, t);

	pdf_draw(d, &b);
	pdf_drop(&b);
	return b.height;
}

void
pdf_rule(struct pdf *d, int x, int width, bool strong)
{
	if (!d->pages)
		return;
	cairo_set_line_width(d->cr, strong ? 1 : .4);
	cairo_set_source_rgb(d->cr, strong ? .1 : .75, strong ? .12 : .78,
		strong ? .14 : .82);
	cairo_move_to(d->cr, MARGIN + x, d->y);
	cairo_rel_line_to(d->cr, width, 0);
	cairo_stroke(d->cr);
}

void
pdf_foot(struct pdf *d)
{
	const struct paper *p = d->paper;
	struct pdf_text t = {.at = "footer", .width = WIDTH, .grey = true,
		.style = PDF_SMALL, .text = str_of(arena_fmt(&d->arena,
			"%.*s, page %d of %d", STR_F(p->number), d->page,
			d->pages))};

	d->y = A4_HEIGHT - FOOT;
	pdf_rule(d, 0, WIDTH, false);
	d->y += 4;
	t.align = PDF_RIGHT;
	pdf_put(d, &t);
	t.align = PDF_LEFT;
	t.width = WIDTH - 90;
	t.text = p->hash.n ? str_of(arena_fmt(&d->arena, "SHA-256 %.*s",
		STR_F(p->hash))) : p->draft ? STR("Draft") : STR("");
	pdf_put(d, &t);
}

void
pdf_page(struct pdf *d)
{
	pdf_foot(d);
	if (d->pages)
		cairo_show_page(d->cr);
	d->page++;
	d->y = MARGIN;
}

static cairo_status_t
keep(void *arg, const unsigned char *bytes, unsigned n)
{
	buf_add(arg, bytes, n);
	return CAIRO_STATUS_SUCCESS;
}

static void
describe(const struct paper *p, cairo_surface_t *s)
{
	struct buf day = {0}, title = {0};

	day_print(p->day, &day);
	buf_cstr(&day, "T00:00:00Z");
	paper_title(p, &title);
	cairo_pdf_surface_set_metadata(s, CAIRO_PDF_METADATA_CREATE_DATE,
		day.p);
	cairo_pdf_surface_set_metadata(s, CAIRO_PDF_METADATA_TITLE, title.p);
	buf_free(&day);
	buf_free(&title);
}

static void
run(struct pdf *d, cairo_surface_t *s)
{
	d->cr = cairo_create(s);
	d->page = 1;
	d->y = MARGIN;
	pdf_document(d);
	cairo_destroy(d->cr);
}

static void
open_fonts(struct pdf *d)
{
	PangoFontMap *map = pango_cairo_font_map_get_default();

	d->context = pango_font_map_create_context(map);
	pango_cairo_context_set_resolution(d->context, 72);
	pango_context_set_base_dir(d->context, PANGO_DIRECTION_LTR);
	for (int i = 0; i < PDF_STYLES; i++) {
		d->fonts[i] = pango_font_description_from_string(
			styles[i].font);
		pdf_digits_load(d, (enum pdf_style)i);
	}
}

static void
close_fonts(struct pdf *d)
{
	pdf_rows_free(d);
	for (int i = 0; i < PDF_STYLES; i++) {
		if (d->digits[i].font)
			g_object_unref(d->digits[i].font);
		pango_font_description_free(d->fonts[i]);
	}
	g_object_unref(d->context);
	arena_free(&d->arena);
}

int
pdf_render(const struct paper *p, struct buf *out, struct err *e)
{
	struct pdf d = {.paper = p, .e = e};
	size_t before = out->n;
	cairo_surface_t *s;

	open_fonts(&d);
	/* once to count the pages, once for good */
	s = cairo_recording_surface_create(CAIRO_CONTENT_COLOR_ALPHA, NULL);
	run(&d, s);
	cairo_surface_destroy(s);
	d.pages = d.page;
	s = cairo_pdf_surface_create_for_stream(keep, out, A4_WIDTH,
		A4_HEIGHT);
	describe(p, s);
	if (d.rc == 0)
		run(&d, s);
	cairo_surface_finish(s);
	if (d.rc == 0 && cairo_surface_status(s))
		d.rc = err_set(e, ERR_SYSTEM, "cannot make a PDF: %s",
			cairo_status_to_string(cairo_surface_status(s)));
	cairo_surface_destroy(s);
	close_fonts(&d);
	if (d.rc)
		out->n = before;
	return d.rc;
}
