/* Amounts, set glyph by glyph. */
#include "render/page.h"

static const char set[] = "0123456789.,-%() ";

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
	buf_free(&g->strip.text);
	ARR_FREE(&g->strip.glyphs);
	ARR_FREE(&g->strip.clusters);
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

/* ---- many at once -------------------------------------------------------- */

void
digits_put(struct page *g, const struct cell *c, int x, int y)
{
	const struct digits *d = &g->digits[c->face];
	struct strip *p = &g->strip;
	int at = 0;

	if (p->text.n && (p->face != c->face || p->ink != c->ink))
		digits_flush(g);
	p->face = c->face;
	p->ink = c->ink;
	buf_str(&p->text, c->digits);
	for (size_t i = 0; i < c->digits.n; i++) {
		const PangoGlyphInfo *glyph =
			&d->glyph[(unsigned char)c->digits.p[i]];
		const PangoGlyphGeometry *geometry = &glyph->geometry;

		*ARR_ADD(&p->glyphs) = (cairo_glyph_t){
			.index = glyph->glyph,
			.x = POINTS(x + at + geometry->x_offset),
			.y = POINTS(y + geometry->y_offset),
		};
		*ARR_ADD(&p->clusters) = (cairo_text_cluster_t){1, 1};
		at += geometry->width;
	}
}

void
digits_flush(struct page *g)
{
	struct strip *p = &g->strip;
	PangoFont *font;

	if (!p->text.n)
		return;
	font = g->digits[p->face].item->analysis.font;
	page_ink(g, p->ink);
	cairo_set_scaled_font(g->cr,
		pango_cairo_font_get_scaled_font(PANGO_CAIRO_FONT(font)));
	cairo_show_text_glyphs(g->cr, p->text.p, (int)p->text.n,
		p->glyphs.v, (int)p->glyphs.n, p->clusters.v,
		(int)p->clusters.n, 0);
	buf_reset(&p->text);
	p->glyphs.n = p->clusters.n = 0;
}
