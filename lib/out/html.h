/* html.h - what pages are made of. Private to out/. */
#ifndef OUT_HTML_H
#define OUT_HTML_H

#include "base/buf.h"
#include "out/writer.h"

/* Down to the page's heading; `across` prints it in landscape. */
void html_page_open(struct str title, struct str subtitle, bool across,
	struct buf *out);
void html_page_close(struct buf *out);
void html_table_open(const struct column *columns, size_t n, struct buf *out);
void html_table_row(const struct column *columns, size_t n,
	const struct cell *cells, struct buf *out);
void html_table_close(struct buf *out);
/* The class that has a style, "" for none. */
const char *html_style_class(enum style style);

extern const char html_style[];

#endif
