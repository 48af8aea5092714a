/*
 * pdf.h - a document as PDF, by pango and cairo.
 *
 * The pdf layer is linked by pipe-render alone, so that nobody else pays for
 * its libraries. It prints what paper/ words, as every other format does: every
 * script is shaped, fonts are embedded, a character that no font has is an
 * error. The same document gives the same bytes by the same libraries and
 * fonts.
 */
#ifndef PDF_PDF_H
#define PDF_PDF_H

#include "paper/paper.h"

/* The file, appended. ERR_DATA for a character that no font has, naming it and
 * where it stands. */
int pdf_render(const struct paper *p, struct buf *out, struct err *e);

#endif
