/* markdown.h - tables of Markdown. Private to out/. */
#ifndef OUT_MARKDOWN_H
#define OUT_MARKDOWN_H

#include "base/buf.h"
#include "out/writer.h"

void markdown_table_open(const struct column *columns, size_t n,
	struct buf *out);
void markdown_table_row(const struct cell *cells, size_t n, struct buf *out);

#endif
