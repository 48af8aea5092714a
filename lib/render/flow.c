/* Rows onto pages, twice: counted, then drawn. */
#include "render/sheet.h"

enum {
	TOP = PT(48),	   /* of the first page */
	BELOW = PT(36),	   /* under what stands at the foot */
	CARRIED = PT(18),  /* a row of what is carried */
	LATER_HEAD = PT(34), /* the line above all but the first page */
	GAP = PT(6),
};

struct flow {
	struct sheet *sheet;
	bool draw;
	int y, top, bottom;
	int page, pages;
	int table;	 /* of what was placed last, or ROW_PLAIN */
	int64_t carried; /* of that table */
	struct cell footer; /* the seller's, or without a layout */
};

/* ---- what every page has ------------------------------------------------- */

static void
put_text(struct flow *f, enum face face, enum ink ink, bool end, int y,
	struct str text)
{
	struct page *g = &f->sheet->page;
	struct cell c = page_shape(g, face, false, text, -1);

	c.width = g->room;
	c.end = end;
	c.ink = ink;
	if (f->draw)
		page_cell(g, &c, y, 0, cell_height(&c));
	cell_free(&c);
}

static void
put_later_head(struct flow *f)
{
	struct sheet *s = f->sheet;

	put_text(f, FACE_SMALL, INK_FAINT, false, PT(36),
		wording_title(&s->wording));
	put_text(f, FACE_SMALL, INK_FAINT, true, PT(36), s->paper->seller.name);
	if (f->draw)
		page_rule(&s->page, 0, s->page.room, PT(50), PT(1) / 2,
			INK_RULE);
}

static void
put_foot(struct flow *f)
{
	struct sheet *s = f->sheet;
	struct arena *a = &s->arena;
	int y = f->bottom + GAP;

	if (f->draw)
		page_rule(&s->page, 0, s->page.room, y, PT(1) / 2, INK_RULE);
	if (f->draw && f->footer.layout)
		page_cell(&s->page, &f->footer, y + GAP, 0,
			cell_height(&f->footer));
	put_text(f, FACE_SMALL, INK_FAINT, true, y + GAP,
		paper_word(s->wording.language, WORD_PAGE, a,
			str_of(arena_fmt(a, "%d", f->page)),
			str_of(arena_fmt(a, "%d", f->pages))));
}

static void
begin_page(struct flow *f)
{
	f->page++;
	f->y = f->top = f->page == 1 ? TOP : PT(36) + LATER_HEAD;
	if (f->page > 1)
		put_later_head(f);
	put_foot(f);
}

/* ---- rows ---------------------------------------------------------------- */

static void
put_range(struct flow *f, const struct row *r, int from, int to)
{
	struct sheet *s = f->sheet;

	for (size_t i = 0; f->draw && i < r->ncells; i++)
		page_cell(&s->page, &s->cells.v[r->cell + i], f->y, from, to);
	if (f->draw && r->logo && from == 0)
		page_logo(&s->page, f->y);
	f->y += to - from;
	if (f->draw && r->line && to == r->height)
		page_rule(&s->page, r->line_x, r->line_width ? r->line_width
			: s->page.room, f->y - r->line, r->line, r->ink);
}

static void
put_carried_cell(struct flow *f, bool figure, struct str text, int x,
	int width)
{
	struct page *g = &f->sheet->page;
	struct cell c = page_shape(g, FACE_STRONG, figure, text, -1);

	c.x = x;
	c.width = width;
	c.end = !figure || !f->sheet->wording.language->rtl;
	page_cell(g, &c, f->y + PT(3), 0, cell_height(&c));
	cell_free(&c);
}

static void
put_carried(struct flow *f, enum paper_word w)
{
	struct sheet *s = f->sheet;
	const struct table *t = &s->tables.v[f->table];

	if (!t->counts)
		return;
	if (f->draw) {
		put_carried_cell(f, false, wording_word(&s->wording, w), 0,
			t->amount_x - PT(10));
		put_carried_cell(f, true,
			wording_money(&s->wording, f->carried), t->amount_x,
			t->amount_width);
	}
	f->y += CARRIED;
}

static void
break_page(struct flow *f, const struct row *next)
{
	bool within = next->table >= 0 && next->table == f->table;

	if (within)
		put_carried(f, WORD_FORWARD);
	if (f->draw)
		page_end(&f->sheet->page);
	begin_page(f);
	if (within) {
		const struct row *head = &f->sheet->tables.v[f->table].head;

		put_range(f, head, 0, head->height);
		put_carried(f, WORD_BROUGHT);
		f->top = f->y;
	}
}

/* Where the row at i has to end at most. */
static int
limit(const struct flow *f, size_t i)
{
	const struct sheet *s = f->sheet;
	const struct row *r = &s->rows.v[i];
	bool more = i + 1 < s->rows.n && r->table >= 0 &&
		s->rows.v[i + 1].table == r->table;

	return f->bottom - (more ? CARRIED : 0);
}

/* Whether the row and those that stay with it find room. */
static bool
fits(const struct flow *f, size_t i)
{
	const struct sheet *s = f->sheet;
	int64_t y = f->y;

	for (; i < s->rows.n; i++) {
		y += (y == f->top ? 0 : s->rows.v[i].above) +
			s->rows.v[i].height;
		if (y > limit(f, i))
			return false;
		if (!s->rows.v[i].keep)
			return true;
	}
	return true;
}

/* A row that is higher than what is left of a page: as many of its lines as
 * there is room for, again and again. */
static void
put_parts(struct flow *f, size_t i)
{
	const struct sheet *s = f->sheet;
	const struct row *r = &s->rows.v[i];
	int from = 0;

	while (r->height - from > limit(f, i) - f->y) {
		int to = from + limit(f, i) - f->y, cut = from;

		for (size_t k = 0; k < r->ncells; k++) {
			int low = cell_cut(&s->cells.v[r->cell + k], from, to);

			if (low > cut)
				cut = low;
		}
		if (cut == from && f->y == f->top)
			break;
		put_range(f, r, from, cut);
		break_page(f, r);
		from = cut;
	}
	put_range(f, r, from, r->height);
}

static void
put_row(struct flow *f, size_t i)
{
	const struct row *r = &f->sheet->rows.v[i];
	struct err *e = f->sheet->page.e;

	if (r->table != f->table)
		f->carried = 0;
	if (f->y > f->top && !fits(f, i))
		break_page(f, r);
	f->table = r->table;
	if (f->y > f->top)
		f->y += r->above;
	put_parts(f, i);
	if (f->sheet->page.rc == 0)
		f->sheet->page.rc = money_add(f->carried, r->amount,
			&f->carried, e);
}

static void
lay(struct flow *f)
{
	f->page = 0;
	f->table = ROW_PLAIN;
	begin_page(f);
	for (size_t i = 0; i < f->sheet->rows.n; i++)
		put_row(f, i);
	if (f->draw)
		page_end(&f->sheet->page);
}

int
sheet_draw(struct sheet *s)
{
	struct page *g = &s->page;
	struct flow f = {.sheet = s};
	int height = PT(12);

	g->where = "footer";
	if (s->paper->footer.n) {
		f.footer = page_shape(g, FACE_SMALL, false, s->paper->footer,
			g->room - PT(90));
		f.footer.ink = INK_FAINT;
		if (cell_height(&f.footer) > height)
			height = cell_height(&f.footer);
	}
	f.bottom = g->height - BELOW - height - 2 * GAP;
	lay(&f);
	f.pages = f.page;
	f.draw = true;
	if (g->rc == 0)
		lay(&f);
	cell_free(&f.footer);
	return g->rc;
}
