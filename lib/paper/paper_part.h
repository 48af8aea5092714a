/* paper_part.h - what the formats share. Private to paper/. */
#ifndef PAPER_PAPER_PART_H
#define PAPER_PAPER_PART_H

#include "paper/wording.h"

/* Counted up when a format's output changes. */
#define PAPER_TEMPLATE "pipe-paper 2"

void paper_json(const struct paper *p, struct buf *out);
void paper_text(const struct wording *w, const struct paper_look *look,
	struct buf *out);
void paper_markdown(const struct wording *w, const struct paper_look *look,
	struct buf *out);
void paper_html(const struct wording *w, const struct paper_look *look,
	struct buf *out);

extern const char paper_html_style[];

/* Marks for plain texts in languages written from right to left: what sets a
 * line's direction, and what keeps a figure's sign at its left. */
#define MARK_RTL "\xe2\x80\x8f"
#define ISOLATE_LTR "\xe2\x81\xa6"
#define ISOLATE_END "\xe2\x81\xa9"
/* A figure as a text of the language has it; in the arena. */
struct str paper_isolate(const struct wording *w, struct str figure);

#endif
