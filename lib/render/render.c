#include "render/sheet.h"

static const enum paper_word headings[DOC_INTERVALS] = {
	[DOC_ONCE] = WORD_ONCE,
	[DOC_MONTH] = WORD_MONTH,
	[DOC_YEAR] = WORD_YEAR,
};

static bool
has_lines(const struct doc *d, enum doc_interval i)
{
	for (size_t k = 0; k < d->nlines; k++)
		if (d->lines[k].interval == i)
			return true;
	return false;
}

/* Each interval with its lines and sums, then the whole. */
static void
add_parts(struct sheet *s)
{
	const struct doc *d = s->paper->doc;
	bool apart = has_lines(d, DOC_MONTH) || has_lines(d, DOC_YEAR);

	for (int k = 0; k < DOC_INTERVALS; k++) {
		enum doc_interval i = (enum doc_interval)k;
		bool lines = has_lines(d, i);

		if (!lines && (apart || i != DOC_ONCE))
			continue;
		if (apart) {
			s->page.where = "lines";
			sheet_row(s, PT(20))->keep = true;
			sheet_text(s, FACE_PART, INK_TEXT,
				sheet_word(s, headings[i]), 0, s->page.room,
				0);
		}
		sheet_lines(s, i);
		if (apart && d->parts[i].lines)
			sheet_sums(s, &d->parts[i], headings[i], true);
	}
	sheet_sums(s, &d->whole, WORD_WHOLE, apart);
}

int
render_pdf(const struct paper *p, const struct render_style *style,
	struct buf *out, struct err *e)
{
	struct sheet s = {.paper = p, .language = style->language,
		.open = ROW_PLAIN};
	int rc;

	page_open(&s.page, style, out, e);
	page_about(&s.page, sheet_title(&s), p->seller.name, p->name);
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
