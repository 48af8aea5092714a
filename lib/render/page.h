/* page.h - a sheet of paper, its fonts and inks, and texts shaped for it.
 * Private to render/. Lengths are 1/1024 of a point, as pango has them; x
 * counts from the side the language begins at. */
#ifndef RENDER_PAGE_H
#define RENDER_PAGE_H

#include <pango/pangocairo.h>

#include "base/map.h"
#include "render/render.h"

#define PT(n) ((n) * PANGO_SCALE)
/* What cairo counts in. */
#define POINTS(v) ((v) / (PANGO_SCALE * 1.0))

enum face { FACE_BODY, FACE_STRONG, FACE_SMALL, FACE_HEAD, FACE_PART,
	FACE_TITLE, FACES };
enum ink { INK_TEXT, INK_FAINT, INK_ACCENT, INK_RULE, INK_ALARM,
	INKS };

/* A shaped text and where it goes. Its lines are as high as its face says,
 * whatever script they are in, so that rows stand on common lines. */
struct cell {
	PangoLayout *layout; /* NULL: digits.c draws it */
	struct str digits;   /* then what it says, which has to stay */
	enum face face;
	int x, width, top;
	bool end; /* flush with the side where lines end */
	enum ink ink;
};

/* A glyph for each character that amounts are made of, of one font: such texts
 * are set without being laid out, for a long table is mostly these. */
struct digits {
	PangoItem *item; /* NULL: not to be had */
	PangoGlyphInfo glyph[128];
};

/* Amounts of one face and ink that follow each other on a page: drawn at once,
 * for what a page costs is mostly how many times something is drawn. */
struct strip {
	enum face face;
	enum ink ink;
	struct buf text;
	ARR(cairo_glyph_t) glyphs;
	ARR(cairo_text_cluster_t) clusters;
};

struct rule {
	int left, width, top, thick;
	enum ink ink;
};

struct page {
	cairo_surface_t *surface, *logo;
	cairo_t *cr;
	PangoContext *prose, *figures; /* figures run from left to right */
	PangoFontDescription *faces[FACES];
	const struct render_style *style;
	int width, height; /* of the paper */
	int room;	   /* between the margins */
	int logo_width, logo_height;
	ARR(struct rule) rules; /* of this page, drawn at its end */
	struct digits digits[FACES];
	struct strip strip;
	struct map shaped; /* texts to places in: */
	ARR(PangoLayout *) layouts;
	const char *where; /* what is being shaped, for messages */
	struct buf *out;
	struct err *e;
	int rc; /* the first failure */
};

enum {
	MARGIN = PT(54),
	SHAPED_MOST = 24, /* bytes of a text that may well come again */
};

void page_open(struct page *g, const struct render_style *s, struct buf *out,
	struct err *e);
/* Metadata of the PDF; values may be null. */
void page_about(struct page *g, struct str title, struct str author,
	struct str subject);
void page_end(struct page *g); /* the page is complete, the next begins */
int page_close(struct page *g);

/* shape.c: a text wrapped to `width` (negative: as wide as it is), with its
 * face and width set; the layout is the caller's. */
struct cell page_shape(struct page *g, enum face face, bool figure,
	struct str text, int width);
void cell_wrap(struct cell *c, int width);
int cell_width(const struct page *g, const struct cell *c); /* its text's */
int cell_height(const struct cell *c);
void cell_free(struct cell *c);
/* The lowest end of a line within (from, to] of the row, else from. */
int cell_cut(const struct cell *c, int from, int to);
int face_line(enum face face);	   /* from line to line */
int face_baseline(enum face face); /* from a line's top */

/* Those lines of a cell that end within (from, to], the row's top being at
 * `y` - from. */
void page_cell(struct page *g, const struct cell *c, int y, int from, int to);

/* digits.c: figures of one line */
void digits_open(struct page *g, enum face face);
void digits_close(struct page *g);
/* Whether a text is of these alone, and how wide it is then. */
bool digits_fit(const struct page *g, enum face face, struct str text,
	int *width);
/* To be drawn, its first glyph at a point; and draw what is put so far, before
 * anything else is. */
void digits_put(struct page *g, const struct cell *c, int x, int y);
void digits_flush(struct page *g);

void page_ink(struct page *g, enum ink ink);
void page_rule(struct page *g, int x, int width, int y, int thick,
	enum ink ink);
void page_logo(struct page *g, int y);

#endif
