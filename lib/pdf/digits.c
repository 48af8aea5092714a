/* Amounts, set glyph by glyph. */
#include "pdf/pdf_part.h"

static const char set[] = "0123456789.,-% ";

/* One run of the very font, in which each of them is a glyph. */
static void
take_run(struct pdf_digits *g, PangoGlyphItem *run)
{
	PangoGlyphString *s = run->glyphs;

	if (s->num_glyphs != (int)sizeof set - 1)
		return;
	for (int i = 0; i < s->num_glyphs; i++)
		g->glyph[(unsigned char)set[s->log_clusters[i]]] =
			s->glyphs[i];
	g->font = g_object_ref(run->item->analysis.font);
}

void
pdf_digits_load(struct pdf *d, enum pdf_style style)
{
	struct pdf_digits *g = &d->digits[style];
	PangoLayout *l = pango_layout_new(d->context);
	PangoLayoutIter *i;
	int width;

	pango_layout_set_font_description(l, d->fonts[style]);
	pango_layout_set_text(l, set, (int)sizeof set - 1);
	pango_layout_get_size(l, &width, &g->height);
	i = pango_layout_get_iter(l);
	g->baseline = pango_layout_iter_get_baseline(i);
	if (pango_layout_get_unknown_glyphs_count(l) == 0 &&
		pango_layout_iter_get_run_readonly(i))
		take_run(g, pango_layout_iter_get_run_readonly(i));
	pango_layout_iter_free(i);
	g_object_unref(l);
}

bool
pdf_digits_fit(const struct pdf *d, const struct pdf_text *t, int *width)
{
	const struct pdf_digits *g = &d->digits[t->style];

	*width = 0;
	if (!g->font)
		return false;
	for (size_t i = 0; i < t->text.n; i++) {
		unsigned char c = (unsigned char)t->text.p[i];

		if (c >= 128 || !g->glyph[c].glyph)
			return false;
		*width += g->glyph[c].geometry.width;
	}
	return *width <= t->width * PANGO_SCALE;
}

void
pdf_digits_draw(struct pdf *d, const struct pdf_text *t)
{
	const struct pdf_digits *g = &d->digits[t->style];
	PangoGlyphString *s = pango_glyph_string_new();
	int width, room;

	if (!pdf_digits_fit(d, t, &width) || !t->text.n) {
		pango_glyph_string_free(s);
		return;
	}
	pango_glyph_string_set_size(s, (int)t->text.n);
	for (size_t i = 0; i < t->text.n; i++) {
		s->glyphs[i] = g->glyph[(unsigned char)t->text.p[i]];
		s->log_clusters[i] = (int)i;
	}
	room = t->align == PDF_RIGHT ? t->width * PANGO_SCALE - width : 0;
	cairo_move_to(d->cr, MARGIN + t->x + room / (1.0 * PANGO_SCALE),
		d->y + g->baseline / (1.0 * PANGO_SCALE));
	pango_cairo_show_glyph_string(d->cr, g->font, s);
	pango_glyph_string_free(s);
}
