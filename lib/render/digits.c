/* Amounts, set glyph by glyph. */
#include "render/page.h"

static const char set[] = "0123456789.,-%()";

void
digits_open(struct page *g, enum face face)
{
	PangoLayout *l = pango_layout_new(g->figures);
	PangoLayoutRun *run;
	PangoLayoutIter *it;

	pango_layout_set_font_description(l, g->faces[face]);
	pango_layout_set_text(l, set, (int)sizeof set - 1);
	it = pango_layout_get_iter(l);
	run = pango_layout_iter_get_run_readonly(it);
	if (run && run->glyphs->num_glyphs == (int)sizeof set - 1 &&
		pango_layout_get_unknown_glyphs_count(l) == 0) {
		const PangoGlyphString *s = run->glyphs;

		for (int i = 0; i < s->num_glyphs; i++)
			g->digits[face].glyph[(unsigned char)
				set[s->log_clusters[i]]] = s->glyphs[i];
		g->digits[face].item = pango_item_copy(run->item);
	}
	pango_layout_iter_free(it);
	g_object_unref(l);
}

void
digits_close(struct page *g)
{
	for (int i = 0; i < FACES; i++)
		if (g->digits[i].item)
			pango_item_free(g->digits[i].item);
}

bool
digits_fit(const struct page *g, enum face face, struct str text, int *width)
{
	const struct digits *d = &g->digits[face];

	*width = 0;
	if (!d->item || !text.n)
		return false;
	for (size_t i = 0; i < text.n; i++) {
		unsigned char c = (unsigned char)text.p[i];

		if (c >= 128 || !d->glyph[c].glyph)
			return false;
		*width += d->glyph[c].geometry.width;
	}
	return true;
}

void
digits_draw(struct page *g, const struct cell *c)
{
	const struct digits *d = &g->digits[c->face];
	PangoGlyphString *s = pango_glyph_string_new();
	PangoGlyphItem run = {.item = d->item, .glyphs = s};

	pango_glyph_string_set_size(s, (int)c->digits.n);
	for (size_t i = 0; i < c->digits.n; i++) {
		s->glyphs[i] = d->glyph[(unsigned char)c->digits.p[i]];
		s->log_clusters[i] = (int)i;
	}
	d->item->offset = 0;
	d->item->length = d->item->num_chars = (int)c->digits.n;
	pango_cairo_show_glyph_item(g->cr, c->digits.p, &run);
	pango_glyph_string_free(s);
}
