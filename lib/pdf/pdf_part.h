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

/* Lengths are points, from the top left corner; y goes on by what is set. */
struct pdf {
	const struct paper *paper;
	struct arena arena;
	cairo_t *cr;
	PangoContext *context;
	PangoFontDescription *fonts[PDF_STYLES];
	int y, page, pages; /* pages 0: being counted */
	struct err *e;
	int rc;		    /* the first failure; nothing is drawn after it */
};

/* Set a text at y; its height. */
int pdf_put(struct pdf *d, const struct pdf_text *t);
/* Its height alone. */
int pdf_height(struct pdf *d, const struct pdf_text *t);
void pdf_rule(struct pdf *d, int x, int width, bool strong);
/* End the page, with its footer, and begin another. */
void pdf_page(struct pdf *d);
void pdf_foot(struct pdf *d);
/* All of it, once. */
void pdf_document(struct pdf *d);

#endif
