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
		sheet_money(s, amount), -1);
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
	sheet_add(s, c);
	s->rows.v[s->rows.n - 1].height += PT(2);
}

/* "VAT 19% (AE, Reverse charge) · Net 1,234.50" */
static void
add_tax(struct sums *t, const struct doc_part *part, size_t i)
{
	struct sheet *s = t->sheet;
	const struct doc_tax *tax = &s->paper->doc->taxes[i];
	const struct doc_taxed *x = &part->taxes[i];
	struct str why = sheet_join(s, tax->text, ", ", tax->reason);
	struct str label = sheet_join(s, tax->name, " ",
		sheet_percent(s, tax->rate));

	if (!x->base && !x->tax)
		return;
	if (why.n)
		label = str_of(arena_fmt(&s->arena, "%.*s (%.*s, %.*s)",
			STR_F(label), STR_F(tax->category), STR_F(why)));
	label = str_of(arena_fmt(&s->arena, "%.*s \xc2\xb7 %.*s %.*s",
		STR_F(label), STR_F(sheet_word(s, WORD_NET)),
		STR_F(sheet_money(s, x->base))));
	add(t, label, x->tax, false, true);
}

static void
add_discount(struct sums *t, const struct doc_part *part)
{
	struct sheet *s = t->sheet;
	struct str label = sheet_word(s, WORD_DISCOUNT);
	int64_t percent;
	struct err unused;

	if (!part->discount)
		return;
	if (s->paper->doc->percent != NUM_NULL &&
		dec_make(s->paper->doc->percent, 2, &percent, &unused) == 0)
		label = sheet_join(s, label, " ", sheet_percent(s, percent));
	add(t, sheet_word(s, WORD_SUM), part->amount, false, true);
	add(t, label, -part->discount, false, true);
}

static size_t
taxes_due(const struct doc_part *part, size_t n)
{
	size_t due = 0;

	for (size_t i = 0; i < n; i++)
		due += part->taxes[i].base || part->taxes[i].tax;
	return due;
}

void
sheet_sums(struct sheet *s, const struct doc_part *part,
	enum paper_word heading, bool headed)
{
	int wide = s->page.room * 2 / 3;
	struct sums t = {.sheet = s, .x = s->page.room - wide, .width = wide};
	size_t n = s->paper->doc->ntaxes;

	s->page.where = "sums";
	if (headed) {
		struct row *r = sheet_row(s, PT(8));

		r->keep = true;
		sheet_text(s, FACE_STRONG, INK_ACCENT, sheet_word(s, heading),
			t.x, wide, 0);
	} else {
		struct row *r = sheet_row(s, 0);

		r->height = PT(6);
		r->keep = true;
	}
	add_discount(&t, part);
	add(&t, sheet_word(s, WORD_NET), part->net, false, true);
	for (size_t i = 0; i < n; i++)
		add_tax(&t, part, i);
	if (taxes_due(part, n) > 1)
		add(&t, sheet_word(s, WORD_TAX), part->tax, false, true);
	add(&t, sheet_join(s, sheet_word(s, WORD_TOTAL), " ",
		str_of(s->paper->doc->money->code)), part->total, true, false);
}
