/* The table of a document's lines: those of one interval. */
#include "render/sheet.h"

enum column { POSITION, ITEM, QUANTITY, PRICE, TAX, AMOUNT, COLUMNS };

enum {
	GAP = PT(10),
	PAD = PT(4),
	ITEM_LEAST = PT(150),
	QUANTITY_MOST = PT(84), /* with its unit: wrapped beyond */
};

struct items {
	struct sheet *sheet;
	const struct doc *doc;
	enum doc_interval interval;
	int x[COLUMNS], width[COLUMNS];
	bool taxed; /* there is a column of taxes */
	bool rtl;
};

/* ---- texts --------------------------------------------------------------- */

static struct str
figure_text(struct items *t, size_t i, enum column c)
{
	const struct wording *w = &t->sheet->wording;

	switch (c) {
	case POSITION:
		return str_of(arena_fmt(w->arena, "%lld",
			(long long)w->paper->lines[i].position));
	case QUANTITY: return wording_quantity(w, i);
	case PRICE: return wording_price(w, t->doc->lines[i].price);
	case TAX: return wording_rates(w, i, "\n");
	case AMOUNT: return wording_amount(w, i);
	case ITEM:
	case COLUMNS:
		break;
	}
	return STR_NULL;
}

/* ---- columns ------------------------------------------------------------- */

static struct cell
head_cell(struct items *t, enum column c)
{
	static const enum paper_word words[COLUMNS] = {
		[ITEM] = WORD_ITEM, [QUANTITY] = WORD_QUANTITY,
		[PRICE] = WORD_PRICE, [TAX] = WORD_TAX,
		[AMOUNT] = WORD_AMOUNT,
	};
	struct sheet *s = t->sheet;
	const struct wording *w = &s->wording;
	struct str text = c == POSITION ? STR("#") : wording_word(w, words[c]);

	if (c == TAX && !t->taxed)
		text = STR_NULL;
	if (c == AMOUNT)
		text = wording_join(w, text, " ", str_of(t->doc->money->code));
	return page_shape(&s->page, FACE_HEAD, false, text, -1);
}

static void
widen(struct items *t, enum column c, const struct cell *x)
{
	int w = cell_width(&t->sheet->page, x);

	if (c == QUANTITY && w > QUANTITY_MOST)
		w = QUANTITY_MOST;
	if (c != ITEM && w > t->width[c])
		t->width[c] = w;
}

/* Widths are known: places, and texts wrapped to them. */
static void
set_columns(struct items *t)
{
	int rest = t->sheet->page.room, x = 0;

	for (int c = 0; c < COLUMNS; c++)
		if (c != ITEM && (c != TAX || t->taxed))
			rest -= t->width[c] + GAP;
	if (rest < ITEM_LEAST)
		rest = ITEM_LEAST;
	t->width[ITEM] = rest;
	for (int c = 0; c < COLUMNS; c++) {
		t->x[c] = x;
		if (c != TAX || t->taxed)
			x += t->width[c] + GAP;
	}
}

static void
add_head(struct items *t, struct cell head[COLUMNS])
{
	struct sheet *s = t->sheet;
	struct row *r = sheet_row(s, PT(14));

	for (int c = 0; c < COLUMNS; c++) {
		head[c].x = t->x[c];
		head[c].top = PAD;
		head[c].end = c != ITEM && !t->rtl;
		head[c].ink = INK_ACCENT;
		cell_wrap(&head[c], t->width[c]);
		sheet_add(s, head[c]);
	}
	r = &s->rows.v[s->rows.n - 1];
	r->height += PAD;
	r->line = PT(1);
	r->ink = INK_ACCENT;
	r->keep = true;
	s->tables.v[s->open].head = *r;
}

static void
name_line(struct items *t, size_t i)
{
	struct sheet *s = t->sheet;

	s->page.where = arena_fmt(&s->arena, "%.*s: line %lld",
		STR_F(s->paper->number),
		(long long)s->paper->lines[i].position);
}

/* ---- rows ---------------------------------------------------------------- */

/* "Discount 5%: 200.00 - 10.00", small: its words come again and again, its
 * figures are set glyph by glyph, where they are on one line. */
static int
add_remark(struct items *t, struct str text, int top)
{
	struct sheet *s = t->sheet;
	struct page *g = &s->page;
	size_t at = text.n;
	struct cell label, figures;
	int wide;

	while (at && text.p[at - 1] != ':')
		at--;
	if (at && !s->wording.language->rtl &&
		digits_fit(g, FACE_SMALL, str_cut(text, at, text.n), &wide)) {
		label = page_shape(g, FACE_SMALL, false, str_cut(text, 0, at),
			-1);
		figures = page_shape(g, FACE_SMALL, true,
			str_cut(text, at, text.n), -1);
		label.x = t->x[ITEM];
		label.top = figures.top = top;
		label.ink = figures.ink = INK_FAINT;
		figures.x = label.x + cell_width(g, &label);
		if (figures.x + wide <= t->x[ITEM] + t->width[ITEM]) {
			sheet_add(s, label);
			return sheet_add(s, figures);
		}
		cell_free(&label);
	}
	return sheet_text(s, FACE_SMALL, INK_FAINT, text, t->x[ITEM],
		t->width[ITEM], top);
}

static void
add_row(struct items *t, size_t i, struct cell figures[COLUMNS])
{
	struct sheet *s = t->sheet;
	const struct doc_line *l = &t->doc->lines[i];
	bool firm = l->choice == DOC_FIRM;
	enum ink ink = firm ? INK_TEXT : INK_FAINT;
	struct row *r = sheet_row(s, 0);
	int top;

	r->amount = firm ? l->amount : 0;
	for (int c = 0; c < COLUMNS; c++) {
		if (c == ITEM || (c == TAX && !t->taxed))
			continue;
		if (c == QUANTITY && cell_width(&s->page, &figures[c]) >
			t->width[c])
			cell_wrap(&figures[c], t->width[c]);
		figures[c].x = t->x[c];
		figures[c].width = t->width[c];
		figures[c].top = PAD;
		figures[c].end = !t->rtl; /* to the right in all */
		figures[c].ink = ink;
		sheet_add(s, figures[c]);
	}
	name_line(t, i);
	top = sheet_text(s, FACE_BODY, ink, s->paper->lines[i].text,
		t->x[ITEM], t->width[ITEM], PAD);
	top = sheet_text(s, FACE_SMALL, INK_FAINT,
		wording_aside(&s->wording, i), t->x[ITEM], t->width[ITEM],
		top);
	top = add_remark(t, wording_deduction(&s->wording, i), top);
	add_remark(t, wording_line_tax(&s->wording, i), top);
	r = &s->rows.v[s->rows.n - 1];
	r->height += PAD;
	r->line = PT(1) / 2;
	r->ink = INK_RULE;
}

static void
add_rows(struct items *t, struct cell (*figures)[COLUMNS],
	struct cell head[COLUMNS])
{
	struct sheet *s = t->sheet;

	set_columns(t);
	s->tables.v[s->open].amount_x = t->x[AMOUNT];
	s->tables.v[s->open].amount_width = t->width[AMOUNT];
	add_head(t, head);
	for (size_t i = 0; i < t->doc->nlines; i++)
		if (t->doc->lines[i].interval == t->interval)
			add_row(t, i, figures[i]);
	/* sums do not begin a page alone */
	s->rows.v[s->rows.n - 1].keep = true;
}

/* Where amounts do not stand at the margin, their column has room for sums. */
static void
widen_for_sums(struct items *t)
{
	const struct doc_part *parts[] = {&t->doc->parts[t->interval],
		&t->doc->whole};
	struct sheet *s = t->sheet;

	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
		const int64_t sums[] = {parts[i]->amount, parts[i]->total};

		for (size_t k = 0; k < sizeof sums / sizeof *sums; k++) {
			struct cell c = page_shape(&s->page, FACE_STRONG, true,
				wording_money(&s->wording, sums[k]), -1);

			widen(t, AMOUNT, &c);
			cell_free(&c);
		}
	}
}

void
sheet_lines(struct sheet *s, enum doc_interval interval)
{
	struct items t = {.sheet = s, .doc = s->paper->doc,
		.interval = interval, .taxed = s->paper->doc->ntaxes > 0,
		.rtl = s->wording.language->rtl};
	struct cell head[COLUMNS];
	struct cell(*figures)[COLUMNS] = arena_array(&s->arena,
		t.doc->nlines + 1, sizeof *figures);

	for (int c = 0; c < COLUMNS; c++) {
		head[c] = head_cell(&t, (enum column)c);
		widen(&t, (enum column)c, &head[c]);
	}
	for (size_t i = 0; i < t.doc->nlines; i++) {
		if (t.doc->lines[i].interval != interval)
			continue;
		name_line(&t, i);
		for (int c = 0; c < COLUMNS; c++) {
			if (c == ITEM || (c == TAX && !t.taxed))
				continue;
			figures[i][c] = page_shape(&s->page, FACE_BODY,
				c != QUANTITY, figure_text(&t, i,
				(enum column)c), -1);
			widen(&t, (enum column)c, &figures[i][c]);
		}
	}
	if (t.rtl)
		widen_for_sums(&t);
	s->open = (int)s->tables.n;
	ARR_ADD(&s->tables)->counts = t.doc->parts[interval].lines > 0;
	add_rows(&t, figures, head);
	s->open = ROW_PLAIN;
}
