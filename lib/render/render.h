/*
 * render.h - a document as PDF.
 *
 * The render layer alone knows pango and cairo, and only pipe-render links it.
 * It lays out what a struct paper holds: it computes no figure but the totals
 * carried from page to page. The same document, style and versions of pango,
 * cairo and fonts give the same bytes.
 */
#ifndef RENDER_RENDER_H
#define RENDER_RENDER_H

#include "base/err.h"
#include "paper/paper.h"

struct render_style {
	struct paper_look look;
	bool letter;	       /* US letter, else A4 */
	uint32_t accent;       /* 0xRRGGBB, of headings and rules */
	const char *font;      /* families in order, parted by commas */
	const char *logo_name; /* the file of the logo, for messages */
	const char *created;   /* "2026-10-15T00:00:00Z" */
};

enum {
	RENDER_TEXT = 64 * 1024,     /* bytes of one text */
	RENDER_LOGO = 4096,	     /* pixels of a logo's side */
};

/* Appended to `out`. ERR_DATA: a character that no font has, named with where
 * it stands; a text that is too long; a logo that is no PNG. */
int render_pdf(const struct paper *p, const struct render_style *s,
	struct buf *out, struct err *e);

#endif
