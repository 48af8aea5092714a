#include "render/sheet.h"

struct row *
sheet_row(struct sheet *s, int above)
{
	struct row *r = ARR_ADD(&s->rows);

	r->cell = s->cells.n;
	r->above = above;
	r->table = s->open;
	return r;
}

int
sheet_add(struct sheet *s, struct cell c)
{
	struct row *r = &s->rows.v[s->rows.n - 1];
	int low = c.top + cell_height(&c);

	*ARR_ADD(&s->cells) = c;
	r->ncells++;
	if (low > r->height)
		r->height = low;
	return low;
}

int
sheet_text(struct sheet *s, enum face face, enum ink ink, struct str text,
	int x, int width, int top)
{
	struct cell c;

	if (!text.n)
		return top;
	c = page_shape(&s->page, face, false, text, width);
	c.x = x;
	c.top = top;
	c.ink = ink;
	return sheet_add(s, c);
}
