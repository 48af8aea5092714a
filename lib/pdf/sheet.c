/* What stands on the pages: who, what, the lines, the sums. */
#include "pdf/pdf_part.h"

enum { COL_POS, COL_ITEM, COL_QUANTITY, COL_PRICE, COL_OFF, COL_AMOUNT,
	COLS };

static const struct {
	const char *title;
	int x, width;
	enum pdf_align align;
} cols[COLS] = {
	[COL_POS] = {"#", 0, 20, PDF_RIGHT},
	[COL_ITEM] = {"Item", 28, 205, PDF_LEFT},
	[COL_QUANTITY] = {"Quantity", 238, 66, PDF_RIGHT},
	[COL_PRICE] = {"Price", 308, 66, PDF_RIGHT},
	[COL_OFF] = {"Discount", 378, 50, PDF_RIGHT},
	[COL_AMOUNT] = {"Amount", 432, WIDTH - 432, PDF_RIGHT},
};

enum { ROOM = A4_HEIGHT - FOOT - 30, GAP = 3 };

/* ---- above the lines ----------------------------------------------------- */

static int
put_party(struct pdf *d, const struct paper_party *p, const char *at, int x,
	int width, enum pdf_align align)
{
	struct str lines[PARTY_LINES];
	size_t n = paper_party(p, &d->arena, lines);
	int top = d->y, bottom;

	for (size_t i = 0; i < n; i++) {
		struct pdf_text t = {.text = lines[i], .at = at, .x = x,
			.width = width, .align = align,
			.style = i ? PDF_PLAIN : PDF_NAME, .grey = i > 0};

		d->y += pdf_put(d, &t);
	}
	bottom = d->y;
	d->y = top;
	return bottom;
}

static void
put_head(struct pdf *d)
{
	const struct paper *p = d->paper;
	int left = put_party(d, &p->buyer, "the customer", 0, WIDTH / 2 - 10,
		PDF_LEFT);
	int right = put_party(d, &p->seller, "the seller", WIDTH / 2 + 10,
		WIDTH / 2 - 10, PDF_RIGHT);
	struct buf title = {0};
	struct pdf_text t = {.at = "the title", .width = WIDTH,
		.style = PDF_TITLE};

	d->y = (left > right ? left : right) + 26;
	paper_title(p, &title);
	if (p->draft)
		buf_cstr(&title, " (draft)");
	t.text = buf_view(&title);
	d->y += pdf_put(d, &t) + 8;
	buf_free(&title);
}

static void
put_facts(struct pdf *d)
{
	struct paper_fact facts[PAPER_FACTS];
	size_t n = paper_facts(d->paper, &d->arena, facts);

	for (size_t i = 0; i < n; i++) {
		struct pdf_text t = {.text = str_of(facts[i].label),
			.at = facts[i].label, .width = 90, .grey = true};

		pdf_put(d, &t);
		t.text = facts[i].value;
		t.x = 95;
		t.width = WIDTH - 95;
		t.grey = false;
		d->y += pdf_put(d, &t) + 1;
	}
	d->y += 14;
}

/* ---- lines --------------------------------------------------------------- */

static void
put_titles(struct pdf *d)
{
	int height = 0;

	for (int i = 0; i < COLS; i++) {
		struct pdf_text t = {.text = str_of(cols[i].title),
			.at = "a title", .x = cols[i].x,
			.width = cols[i].width, .align = cols[i].align,
			.style = PDF_SMALL, .grey = true};

		height = pdf_put(d, &t);
	}
	d->y += height + GAP;
	pdf_rule(d, 0, WIDTH, true);
	d->y += GAP;
}

/* What was reached at the end of a page, and where it goes on. */
static void
put_carried(struct pdf *d, int64_t sum)
{
	struct buf b = {0};
	struct pdf_text t = {.text = STR("Carried over"), .at = "a title",
		.x = cols[COL_ITEM].x, .width = 200, .style = PDF_STRONG};

	pdf_put(d, &t);
	paper_money(d->paper, sum, &b);
	t = (struct pdf_text){.text = buf_view(&b), .at = "a sum",
		.x = cols[COL_AMOUNT].x, .width = cols[COL_AMOUNT].width,
		.align = PDF_RIGHT, .style = PDF_STRONG};
	d->y += pdf_put(d, &t) + GAP;
	buf_free(&b);
}

static void
cell_text(struct pdf *d, size_t i, int col, struct buf *b)
{
	const struct paper *p = d->paper;
	const struct doc_line *l = &p->doc->lines[i];
	const struct paper_line *t = &p->lines[i];

	switch (col) {
	case COL_POS: buf_int(b, t->position); break;
	case COL_ITEM: buf_str(b, t->text); break;
	case COL_QUANTITY:
		dec_print(l->quantity, b);
		if (t->unit.n)
			buf_fmt(b, " %.*s", STR_F(t->unit));
		break;
	case COL_PRICE: paper_price(p, l->price, b); break;
	case COL_OFF: paper_discount(p, l, b); break;
	case COL_AMOUNT: paper_money(p, l->amount, b); break;
	}
}

static void
remark_text(struct pdf *d, size_t i, struct buf *b)
{
	const struct doc_line *l = &d->paper->doc->lines[i];

	buf_str(b, d->paper->lines[i].sku);
	if (l->choice == DOC_FIRM && l->interval == DOC_ONCE)
		return;
	buf_cstr(b, b->n ? ", " : "");
	paper_remark(l, b);
}

/* A line of the document, laid out: its cells, and what is remarked below the
 * item. */
struct row {
	struct pdf_text texts[COLS + 1];
	struct pdf_box boxes[COLS + 1];
	int height;
};

static struct str
kept(struct pdf *d, struct buf *b)
{
	struct str s = b->n ? arena_str(&d->arena, buf_view(b)) : STR("");

	buf_reset(b);
	return s;
}

static void
row_make(struct pdf *d, size_t i, struct row *r)
{
	const char *at = arena_fmt(&d->arena, "line %lld",
		(long long)d->paper->lines[i].position);
	bool aside = d->paper->doc->lines[i].choice != DOC_FIRM;
	struct buf b = {0};

	for (int k = 0; k <= COLS; k++) {
		int col = k < COLS ? k : COL_ITEM;

		if (k < COLS)
			cell_text(d, i, k, &b);
		else
			remark_text(d, i, &b);
		r->texts[k] = (struct pdf_text){.text = kept(d, &b),
			.at = at, .x = cols[col].x, .width = cols[col].width,
			.align = cols[col].align, .grey = aside || k == COLS,
			.style = k == COLS ? PDF_SMALL : PDF_PLAIN};
		r->boxes[k] = pdf_box(d, &r->texts[k]);
		if (k < COLS && r->boxes[k].height > r->height)
			r->height = r->boxes[k].height;
	}
	if (r->texts[COLS].text.n && r->boxes[COL_ITEM].height +
		r->boxes[COLS].height > r->height)
		r->height = r->boxes[COL_ITEM].height +
			r->boxes[COLS].height;
	buf_free(&b);
}

static void
row_draw(struct pdf *d, const struct row *r)
{
	int top = d->y;

	for (int k = 0; k <= COLS; k++) {
		if (k == COLS)
			d->y += r->boxes[COL_ITEM].height;
		pdf_draw(d, &r->boxes[k]);
	}
	d->y = top + r->height;
}

static void
rows_make(struct pdf *d)
{
	size_t n = d->paper->doc->nlines;

	d->rows = arena_array(&d->arena, n + 1, sizeof *d->rows);
	for (size_t i = 0; i < n; i++)
		row_make(d, i, &d->rows[i]);
}

void
pdf_rows_free(struct pdf *d)
{
	for (size_t i = 0; d->rows && i < d->paper->doc->nlines; i++)
		for (int k = 0; k <= COLS; k++)
			pdf_drop(&d->rows[i].boxes[k]);
}

static void
put_lines(struct pdf *d)
{
	enum { CARRY = 16 };
	int64_t sum = 0;

	if (!d->rows)
		rows_make(d);
	put_titles(d);
	for (size_t i = 0; i < d->paper->doc->nlines && d->rc == 0; i++) {
		const struct doc_line *l = &d->paper->doc->lines[i];

		if (d->y + d->rows[i].height + CARRY > ROOM) {
			put_carried(d, sum);
			pdf_page(d);
			put_titles(d);
			put_carried(d, sum);
		}
		row_draw(d, &d->rows[i]);
		d->y += GAP;
		pdf_rule(d, 0, WIDTH, false);
		d->y += GAP;
		if (l->choice == DOC_FIRM)
			sum += l->amount;
	}
}

/* ---- below the lines ----------------------------------------------------- */

static void
put_sum(struct pdf *d, const struct paper_sum *s)
{
	enum { LEFT = 170, AMOUNT = 100 };
	struct buf b = {0};
	struct pdf_text label = {.text = s->label, .at = "a sum", .x = LEFT,
		.width = WIDTH - LEFT - AMOUNT - 6,
		.style = s->strong ? PDF_STRONG : PDF_PLAIN};
	struct pdf_text t = {.at = "a sum", .x = WIDTH - AMOUNT,
		.width = AMOUNT, .align = PDF_RIGHT, .style = label.style};
	int height;

	if (d->y + pdf_height(d, &label) > ROOM)
		pdf_page(d);
	if (s->strong)
		pdf_rule(d, LEFT, WIDTH - LEFT, true);
	d->y += 2;
	height = pdf_put(d, &label);
	paper_money(d->paper, s->amount, &b);
	t.text = buf_view(&b);
	pdf_put(d, &t);
	buf_free(&b);
	d->y += height + (s->strong ? 8 : 1);
}

static void
put_block(struct pdf *d, struct str text, const char *at,
	enum pdf_style style)
{
	struct str line;

	if (!text.n)
		return;
	d->y += 10;
	while (text.p && str_split(&text, '\n', &line)) {
		struct pdf_text t = {.text = line, .at = at, .width = WIDTH,
			.style = style};

		if (d->y + pdf_height(d, &t) > ROOM)
			pdf_page(d);
		d->y += pdf_put(d, &t);
	}
}

void
pdf_document(struct pdf *d)
{
	struct paper_sum *sums;
	size_t n = paper_sums(d->paper, &d->arena, &sums);

	put_head(d);
	put_facts(d);
	put_lines(d);
	d->y += 8;
	for (size_t i = 0; i < n; i++)
		put_sum(d, &sums[i]);
	if (d->paper->doc->inclusive)
		put_block(d, STR("Prices include taxes."), "a remark",
			PDF_PLAIN);
	put_block(d, d->paper->notes, "notes", PDF_PLAIN);
	put_block(d, d->paper->footer, "the footer", PDF_SMALL);
	pdf_foot(d);
}
