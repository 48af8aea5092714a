/* Plain text, 78 columns at most where texts allow. */
#include "base/utf8.h"
#include "paper/paper_part.h"

enum column { POSITION, ITEM, QUANTITY, PRICE, AMOUNT, COLUMNS };

enum { PAGE = 78, ITEM_LEAST = 24, LABEL_LEAST = 16, SUM_LEAST = 16, GAP = 2 };

struct sheet {
	const struct wording *w;
	struct buf *out;
	struct str (*cells)[COLUMNS]; /* of every line */
	size_t width[COLUMNS];
	size_t page;
};

/* ---- texts in columns ---------------------------------------------------- */

static void
put_left(struct buf *out, struct str s, size_t width)
{
	size_t w = text_width(s);

	buf_str(out, s);
	if (w < width)
		buf_fill(out, ' ', width - w);
}

static void
put_right(struct buf *out, struct str s, size_t width)
{
	size_t w = text_width(s);

	if (w < width)
		buf_fill(out, ' ', width - w);
	buf_str(out, s);
}

/* As many words as fit into a width, cut off; a word that alone does not is
 * broken, as are scripts that part no words. */
static struct str
next_line(struct str *rest, size_t width)
{
	struct str line = text_fit(*rest, width);
	size_t end = line.n;

	if (!end || end == rest->n) {
		line = *rest;
		*rest = STR_NULL;
		return line;
	}
	if (rest->p[end] != ' ')
		while (end && rest->p[end - 1] != ' ')
			end--;
	if (!end)
		end = line.n;
	line = str_cut(*rest, 0, end);
	while (line.n && line.p[line.n - 1] == ' ')
		line.n--;
	while (end < rest->n && rest->p[end] == ' ')
		end++;
	*rest = str_cut(*rest, end, rest->n);
	return line;
}

/* ---- the head ------------------------------------------------------------ */

/* Seller and buyer, one beneath the other. */
static void
put_party(struct sheet *s, const struct paper_party *p)
{
	struct str *lines;
	size_t n = wording_party(s->w, p, &lines);

	for (size_t i = 0; i < n; i++)
		buf_fmt(s->out, "%.*s\n", STR_F(lines[i]));
	if (n)
		buf_char(s->out, '\n');
}

static void
put_title(struct sheet *s)
{
	const struct wording *w = s->w;
	struct str title = wording_title(w);

	if (w->paper->draft)
		title = str_of(arena_fmt(w->arena, "%.*s (%.*s)", STR_F(title),
			STR_F(wording_word(w, WORD_DRAFT))));
	buf_fmt(s->out, "%.*s\n", STR_F(title));
	buf_fill(s->out, '=', text_width(title));
	buf_cstr(s->out, "\n\n");
}

static void
put_facts(struct sheet *s)
{
	struct wording_fact facts[WORDING_FACTS];
	size_t n = wording_facts(s->w, facts), width = LABEL_LEAST;

	for (size_t i = 0; i < n; i++) {
		size_t w = text_width(wording_word(s->w, facts[i].label));

		if (w + GAP > width)
			width = w + GAP;
	}
	for (size_t i = 0; i < n; i++) {
		put_left(s->out, wording_word(s->w, facts[i].label), width);
		buf_fmt(s->out, "%.*s\n", STR_F(facts[i].value));
	}
}

/* ---- lines --------------------------------------------------------------- */

static struct str
cell_text(const struct wording *w, size_t i, enum column c)
{
	const struct doc_line *l = &w->paper->doc->lines[i];

	switch (c) {
	case POSITION:
		return str_of(arena_fmt(w->arena, "%lld",
			(long long)w->paper->lines[i].position));
	case ITEM: return w->paper->lines[i].text;
	case QUANTITY: return wording_quantity(w, i);
	case PRICE: return paper_isolate(w, wording_price(w, l->price));
	case AMOUNT: return paper_isolate(w, wording_amount(w, i));
	case COLUMNS: break;
	}
	return STR_NULL;
}

static struct str
head_text(const struct wording *w, enum column c)
{
	static const enum paper_word words[COLUMNS] = {
		[ITEM] = WORD_ITEM,
		[QUANTITY] = WORD_QUANTITY,
		[PRICE] = WORD_PRICE,
		[AMOUNT] = WORD_AMOUNT,
	};

	return c == POSITION ? STR("#") : wording_word(w, words[c]);
}

static void
widen(struct sheet *s, enum column c, struct str text)
{
	size_t w = text_width(text) + (c == POSITION ? 0 : GAP);

	if (c != ITEM && w > s->width[c])
		s->width[c] = w;
}

static void
set_columns(struct sheet *s)
{
	static const size_t least[COLUMNS] = {
		[POSITION] = 3, [QUANTITY] = 10, [PRICE] = 14, [AMOUNT] = 15};
	const struct doc *d = s->w->paper->doc;
	size_t others = GAP;

	s->cells = arena_array(s->w->arena, d->nlines + 1, sizeof *s->cells);
	memcpy(s->width, least, sizeof least);
	for (int c = 0; c < COLUMNS; c++) {
		widen(s, (enum column)c, head_text(s->w, (enum column)c));
		for (size_t i = 0; i < d->nlines; i++) {
			s->cells[i][c] = cell_text(s->w, i, (enum column)c);
			widen(s, (enum column)c, s->cells[i][c]);
		}
		others += s->width[c];
	}
	s->width[ITEM] =
		others + ITEM_LEAST > PAGE ? ITEM_LEAST : PAGE - others;
	s->page = others + s->width[ITEM];
}

static void
put_row(struct sheet *s, const struct str cells[COLUMNS], struct str item)
{
	put_right(s->out, cells[POSITION], s->width[POSITION]);
	buf_fill(s->out, ' ', GAP);
	put_left(s->out, item, s->width[ITEM]);
	for (int c = QUANTITY; c < COLUMNS; c++)
		put_right(s->out, cells[c], s->width[c]);
	buf_char(s->out, '\n');
}

/* Below an item's first line, beneath it. */
static void
put_below(struct sheet *s, struct str text, size_t width)
{
	while (text.n) {
		struct str line = next_line(&text, width);

		buf_fill(s->out, ' ', s->width[POSITION] + GAP);
		buf_fmt(s->out, "%.*s\n", STR_F(line));
	}
}

static void
put_line(struct sheet *s, size_t i)
{
	const struct wording *w = s->w;
	struct str rest = s->cells[i][ITEM];
	struct str line = next_line(&rest, s->width[ITEM]);
	size_t wide = s->page - s->width[POSITION] - GAP;

	put_row(s, s->cells[i], line);
	put_below(s, rest, s->width[ITEM]);
	put_below(s, wording_aside(w, i), wide);
	put_below(s, wording_deduction(w, i), wide);
	put_below(s, wording_line_tax(w, i), wide);
}

static void
put_ruler(struct sheet *s)
{
	buf_fill(s->out, '-', s->page);
	buf_char(s->out, '\n');
}

static void
put_lines(struct sheet *s)
{
	const struct doc *d = s->w->paper->doc;
	bool apart = wording_apart(d);
	struct str head[COLUMNS];

	for (int c = 0; c < COLUMNS; c++)
		head[c] = head_text(s->w, (enum column)c);
	put_row(s, head, head[ITEM]);
	put_ruler(s);
	for (int k = 0; k < DOC_INTERVALS; k++) {
		enum doc_interval at = (enum doc_interval)k;

		if (apart && wording_has(d, at))
			buf_fmt(s->out, "%.*s\n",
				STR_F(wording_word(s->w, wording_heading(at))));
		for (size_t i = 0; i < d->nlines; i++)
			if (d->lines[i].interval == at)
				put_line(s, i);
	}
	put_ruler(s);
}

/* ---- below --------------------------------------------------------------- */

static void
put_sum(struct sheet *s, struct str label, struct str amount)
{
	size_t wide = text_width(amount) + GAP;

	if (wide < SUM_LEAST)
		wide = SUM_LEAST;
	for (;;) {
		struct str line = next_line(&label, s->page - wide);

		put_left(s->out, line, label.n ? 0 : s->page - wide);
		if (!label.n)
			break;
		buf_char(s->out, '\n');
	}
	put_right(s->out, amount, wide);
	buf_char(s->out, '\n');
}

static void
put_sums(struct sheet *s)
{
	struct wording_sum *v;
	size_t n = wording_all_sums(s->w, &v);

	for (size_t i = 0; i < n; i++) {
		if (v[i].amount == NUM_NULL)
			buf_fmt(s->out, "%.*s\n", STR_F(v[i].label));
		else
			put_sum(s, v[i].label,
				paper_isolate(s->w,
					wording_money(s->w, v[i].amount)));
		if (v[i].total && i + 1 < n)
			buf_char(s->out, '\n');
	}
}

static void
put_block(struct sheet *s, struct str text)
{
	if (text.n)
		buf_fmt(s->out, "\n%.*s\n", STR_F(text));
}

static void
put_all(struct sheet *s, const struct paper_look *look)
{
	const struct paper *p = s->w->paper;

	put_party(s, &p->seller);
	put_party(s, &p->buyer);
	put_title(s);
	put_facts(s);
	put_block(s, look->introduction);
	buf_char(s->out, '\n');
	set_columns(s);
	put_lines(s);
	put_sums(s);
	if (p->doc->inclusive)
		put_block(s, wording_word(s->w, WORD_INCLUSIVE));
	put_block(s, p->notes);
	put_block(s, look->closing);
	put_block(s, p->footer);
	if (p->hash.n)
		buf_fmt(s->out, "\n%.*s\n%.*s\n",
			STR_F(wording_word(s->w, WORD_HASH)), STR_F(p->hash));
}

void
paper_text(
	const struct wording *w, const struct paper_look *look, struct buf *out)
{
	struct buf body = {0};
	struct sheet s = {.w = w, .out = w->language->rtl ? &body : out};
	struct str rest, line;

	put_all(&s, look);
	for (rest = body.n ? buf_view(&body) : STR_NULL; rest.n;) {
		str_split(&rest, '\n', &line);
		buf_fmt(out, "%s%.*s\n", line.n ? MARK_RTL : "", STR_F(line));
	}
	buf_free(&body);
}
