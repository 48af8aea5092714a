#include "render/sheet.h"

/* Each interval with its lines and sums, then the whole. */
static void
add_parts(struct sheet *s)
{
	const struct doc *d = s->paper->doc;
	bool apart = wording_apart(d);

	for (int k = 0; k < DOC_INTERVALS; k++) {
		enum doc_interval i = (enum doc_interval)k;
		struct str heading =
			wording_word(&s->wording, wording_heading(i));
		bool lines = wording_has(d, i);

		if (!lines && (apart || i != DOC_ONCE))
			continue;
		if (apart) {
			s->page.where = "lines";
			sheet_row(s, PT(20))->keep = true;
			sheet_text(s, FACE_PART, INK_TEXT, heading, 0,
				s->page.room, 0);
		}
		sheet_lines(s, i);
		if (apart && d->parts[i].lines)
			sheet_sums(s, &d->parts[i], heading);
	}
	sheet_sums(s, &d->whole,
		apart ? wording_word(&s->wording, WORD_WHOLE) : STR_NULL);
}

int
render_pdf(const struct paper *p, const struct render_style *style,
	struct buf *out, struct err *e)
{
	struct sheet s = {.paper = p, .open = ROW_PLAIN};
	int rc;

	s.wording = (struct wording){p, style->look.language, &s.arena};
	page_open(&s.page, style, out, e);
	page_about(&s.page, wording_title(&s.wording), p->seller.name, p->name);
	sheet_head(&s);
	add_parts(&s);
	sheet_foot(&s);
	if (s.page.rc == 0)
		sheet_draw(&s);
	for (size_t i = 0; i < s.cells.n; i++)
		cell_free(&s.cells.v[i]);
	rc = page_close(&s.page);
	ARR_FREE(&s.cells);
	ARR_FREE(&s.rows);
	ARR_FREE(&s.tables);
	arena_free(&s.arena);
	return rc;
}
