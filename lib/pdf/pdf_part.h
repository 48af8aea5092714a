/* pdf_part.h - a page being filled. Private to pdf/. */
#ifndef PDF_PDF_PART_H
#define PDF_PDF_PART_H

#include <cairo.h>
#include <pango/pangocairo.h>

#include "paper/paper_part.h"
#include "pdf/pdf.h"

enum { A4_WIDTH = 595, A4_HEIGHT = 842, MARGIN = 48, FOOT = 40,
	WIDTH = A4_WIDTH - 2 * MARGIN };

enum pdf_style { PDF_PLAIN, PDF_SMALL, PDF_STRONG, PDF_NAME, PDF_TITLE,
	PDF_STYLES };
enum pdf_align { PDF_LEFT, PDF_RIGHT };

/* A text in a box: `at` names it in errors. */
struct pdf_text {
	struct str text;
	const char *at;
	int x, width;
	enum pdf_style style;
	enum pdf_align align;
	bool grey;
};

/* Glyphs of the characters that amounts are made of: such texts are set
 * without being laid out, which is what a thousand lines are mostly. */
struct pdf_digits {
	PangoFont *font;
	PangoGlyphInfo glyph[128]; /* glyph 0: not one of them */
	int height, baseline;	   /* in units of pango */
};

/* A text, laid out once. */
struct pdf_box {
	PangoLayout *layout; /* NULL: amounts, or nothing */
	const struct pdf_text *text;
	int height;
};

/* Lengths are points, from the top left corner; y goes on by what is set. */
struct pdf {
	const struct paper *paper;
	struct arena arena;
	cairo_t *cr;
	PangoContext *context;
	PangoFontDescription *fonts[PDF_STYLES];
	struct pdf_digits digits[PDF_STYLES];
	struct row *rows;   /* of the lines, laid out once */
	int y, page, pages; /* pages 0: being counted, nothing is drawn */
	struct err *e;
	int rc;		    /* the first failure; nothing is drawn after it */
};

/* Lay a text out, which has to stay; draw it at y; let go of it. */
struct pdf_box pdf_box(struct pdf *d, const struct pdf_text *t);
void pdf_draw(struct pdf *d, const struct pdf_box *b);
void pdf_drop(struct pdf_box *b);
/* All of it at once: the height. */
int pdf_put(struct pdf *d, const struct pdf_text *t);
/* Its height alone. */
int pdf_height(struct pdf *d, const struct pdf_text *t);
void pdf_rule(struct pdf *d, int x, int width, bool strong);
/* End the page, with its footer, and begin another. */
void pdf_page(struct pdf *d);
void pdf_foot(struct pdf *d);
/* All of it, once. */
void pdf_document(struct pdf *d);
void pdf_rows_free(struct pdf *d);

/* ---- digits.c ----------------------------------------------------------- */

void pdf_digits_load(struct pdf *d, enum pdf_style style);
/* Whether a text is of these alone, and fits; its width in units of pango. */
bool pdf_digits_fit(const struct pdf *d, const struct pdf_text *t,
	int *width);
void pdf_digits_draw(struct pdf *d, const struct pdf_text *t);

#endif
