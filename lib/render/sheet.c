#include "base/day.h"
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

struct str
sheet_word(const struct sheet *s, enum paper_word w)
{
	return str_of(s->language->words[w]);
}

/* What a buffer holds, in the arena. */
static struct str
keep(struct sheet *s, struct buf *b)
{
	struct str out = arena_str(&s->arena, b->n ? buf_view(b) : STR(""));

	buf_free(b);
	return out;
}

static struct str
figure(struct sheet *s, struct buf *plain)
{
	struct buf b = {0};

	paper_figure(s->language, buf_view(plain), &b);
	buf_free(plain);
	return keep(s, &b);
}

struct str
sheet_money(struct sheet *s, int64_t v)
{
	struct buf b = {0};

	money_print(v, s->paper->doc->money, &b);
	return figure(s, &b);
}

struct str
sheet_day(struct sheet *s, int64_t day)
{
	struct buf b = {0};

	paper_day(s->language, day, &b);
	return keep(s, &b);
}

struct str
sheet_decimal(struct sheet *s, int64_t dec)
{
	struct buf b = {0};

	dec_print(dec, &b);
	return figure(s, &b);
}

struct str
sheet_percent(struct sheet *s, int64_t dec)
{
	return sheet_join(s, sheet_decimal(s, dec), "",
		str_of(s->language->percent));
}

struct str
sheet_join(struct sheet *s, struct str a, const char *between, struct str b)
{
	if (!a.n || !b.n)
		return a.n ? a : b;
	return str_of(arena_fmt(&s->arena, "%.*s%s%.*s", STR_F(a), between,
		STR_F(b)));
}

struct str
sheet_title(struct sheet *s)
{
	const struct paper *p = s->paper;
	struct str title = sheet_join(s, sheet_word(s, WORD_QUOTE), " ",
		p->number);

	if (p->version > 1)
		title = sheet_join(s, title, ", ", paper_word(s->language,
			WORD_VERSION, &s->arena, str_of(arena_fmt(&s->arena,
				"%lld", (long long)p->version)), STR_NULL));
	return title;
}
