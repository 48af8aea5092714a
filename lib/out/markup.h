/* markup.h - texts as HTML and Markdown have them: shown escaped as to people
 * (text_show), then so that nothing of them is markup. */
#ifndef OUT_MARKUP_H
#define OUT_MARKUP_H

#include "base/buf.h"

/* Fit for an element's content and for an attribute in double quotes. */
void html_text(struct str s, struct buf *out);
/* One line; `begins` where it stands at the beginning of a block, where more
 * is markup than within one. */
void markdown_text(struct str s, bool begins, struct buf *out);

#endif
