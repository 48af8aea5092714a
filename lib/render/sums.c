/* Sums, taxes and totals below the lines of a part. */
#include "render/sheet.h"

struct sums {
	struct sheet *sheet;
	int x, width;
};

enum { AMOUNT = PT(80) };

static void
add(struct sums *t, struct str label, int64_t amount, bool strong, bool keep)
{
	struct sheet *s = t->sheet;
	enum face face = strong ? FACE_STRONG : FACE_BODY;
	struct row *r = &s->rows.v[s->rows.n - 1];
	struct cell c = page_shape(&s->page, face, true,
		wording_money(&s->wording, amount), -1);
	int wide = cell_width(&s->page, &c) + PT(10);

	if (wide < AMOUNT)
		wide = AMOUNT;
	if (strong) {
		r->height += PT(3);
		r->line = PT(1) / 2;
		r->line_x = t->x;
		r->line_width = t->width;
		r->ink = INK_TEXT;
	}
	sheet_row(s, strong ? PT(2) : 0)->keep = keep;
	sheet_text(s, face, INK_TEXT, label, t->x, t->width - wide,
		PT(2));
	c.x = t->x + t->width - wide;
	c.width = wide;
	c.top = PT(2);
	c.end = true;
	if (s->wording.language->rtl) { /* below the amounts of lines */
		c.x = s->tables.v[s->tables.n - 1].amount_x;
		c.end = false;
	}
	sheet_add(s, c);
	s->rows.v[s->rows.n - 1].height += PT(2);
}

void
sheet_sums(struct sheet *s, const struct doc_part *part, struct str heading)
{
	int wide = s->page.room * 2 / 3;
	struct sums t = {.sheet = s, .x = s->page.room - wide, .width = wide};
	struct row *r = sheet_row(s, heading.n ? PT(8) : 0);
	struct wording_sum *v;
	size_t n = wording_sums(&s->wording, part, &v);

	s->page.where = "sums";
	r->keep = true;
	if (heading.n)
		sheet_text(s, FACE_STRONG, INK_ACCENT, heading, t.x, wide, 0);
	else
		r->height = PT(6);
	for (size_t i = 0; i < n; i++)
		add(&t, v[i].label, v[i].amount, v[i].total, i + 1 < n);
}
