#include "base/utf8.h"
#include "out/board.h"
#include "out/line.h"

enum { GAP = 2, COLUMN_LEAST = 18 };

struct board_text {
	size_t from, to; /* in `text` */
	enum style style;
};

/* Indexes into `lines`: the head, then the cards with empty lines between. */
struct board_column {
	size_t head, body, end;
	bool cards; /* lines belong to cards from now on */
	bool gap;   /* the next line begins another card */
};

struct board {
	struct dress d;
	struct out *out;
	struct arena arena; /* holds this struct */
	struct buf text;
	ARR(struct board_text) lines;
	ARR(struct board_column) columns;
	size_t widest, kept;
	struct line line;
};

void
board_open(struct board **out, const struct dress *d, struct out *stream)
{
	struct arena a = {0};
	struct board *b = arena_alloc(&a, sizeof *b);

	*b = (struct board){
		.d = *d,
		.out = stream,
		.arena = a,
		.line = {.color = d->color},
	};
	*out = b;
}

static struct board_column *
column_last(struct board *b)
{
	if (!b->columns.n)
		board_column(b);
	return &b->columns.v[b->columns.n - 1];
}

void
board_column(struct board *b)
{
	size_t at = b->lines.n;

	*ARR_ADD(&b->columns) = (struct board_column){
		.head = at,
		.body = at,
		.end = at,
	};
}

void
board_card(struct board *b)
{
	struct board_column *c = column_last(b);

	c->gap = c->cards && c->end > c->body;
	c->cards = true;
}

static void
line_add(struct board *b, struct board_column *c, struct str text,
	enum style style)
{
	struct board_text *t = ARR_ADD(&b->lines);

	t->from = b->text.n;
	text_show(text, &b->text);
	t->to = b->text.n;
	t->style = style;
	c->end++;
	if (!c->cards)
		c->body++;
}

void
board_line(struct board *b, struct str text, enum style style, bool keep)
{
	struct board_column *c = column_last(b);
	const struct board_text *t;
	size_t width;

	if (c->gap)
		line_add(b, c, STR_NULL, STYLE_NONE);
	c->gap = false;
	line_add(b, c, text, style);
	t = &b->lines.v[b->lines.n - 1];
	width = text_width(str_cut(buf_view(&b->text), t->from, t->to));
	if (width > b->widest)
		b->widest = width;
	if (keep && width > b->kept)
		b->kept = width;
}

static size_t
least_width(const struct board *b)
{
	size_t least = b->widest < COLUMN_LEAST ? b->widest : COLUMN_LEAST;

	return b->kept > least ? b->kept : least;
}

/* Columns to a band; *width is what each one gets. */
static size_t
board_fit(const struct board *b, size_t *width)
{
	size_t n = b->columns.n, page = b->d.width;
	size_t least = least_width(b), most, bands, share;

	*width = b->widest;
	if (!page || !n)
		return n;
	most = (page + GAP) / (least + GAP);
	if (!most)
		most = 1;
	bands = (n + most - 1) / most;
	most = (n + bands - 1) / bands;
	share = page > (most - 1) * GAP ? (page - (most - 1) * GAP) / most : 1;
	if (share < least)
		share = least;
	if (share < *width)
		*width = share;
	return most;
}

static void
text_print(struct board *b, size_t i, size_t width)
{
	const struct board_text *t = &b->lines.v[i];

	line_field(&b->line, str_cut(buf_view(&b->text), t->from, t->to),
		width, false, t->style);
}

/* One line across the columns from..to: of their heads, or of their cards.
 * False when none of them has that many. */
static bool
row_print(struct board *b, size_t from, size_t to, size_t row, bool head,
	size_t width)
{
	bool any = false;

	for (size_t i = from; i < to; i++) {
		const struct board_column *c = &b->columns.v[i];
		size_t at = (head ? c->head : c->body) + row;

		if (i > from)
			line_blank(&b->line, GAP);
		if (at < (head ? c->body : c->end)) {
			text_print(b, at, width);
			any = true;
		} else {
			line_blank(&b->line, width);
		}
	}
	if (any)
		line_end(&b->line, b->out);
	else
		line_drop(&b->line);
	return any;
}

static void
rule_print(struct board *b, size_t n, size_t width)
{
	struct buf rule = {0};

	buf_fill(&rule, '-', width);
	for (size_t i = 0; i < n; i++) {
		line_field(&b->line, buf_view(&rule), width, false, STYLE_DIM);
		line_blank(&b->line, GAP);
	}
	line_end(&b->line, b->out);
	buf_free(&rule);
}

static void
band_print(struct board *b, size_t from, size_t to, size_t width)
{
	for (size_t i = 0; row_print(b, from, to, i, true, width); i++)
		;
	rule_print(b, to - from, width);
	for (size_t i = 0; row_print(b, from, to, i, false, width); i++)
		;
}

static void
board_free(struct board *b)
{
	struct arena a = b->arena;

	buf_free(&b->text);
	ARR_FREE(&b->lines);
	ARR_FREE(&b->columns);
	line_free(&b->line);
	arena_free(&a);
}

void
board_close(struct board *b)
{
	size_t width, n = b->columns.n, band = board_fit(b, &width), to;

	for (size_t from = 0; from < n; from = to) {
		to = n - from < band ? n : from + band;
		if (from)
			line_end(&b->line, b->out);
		band_print(b, from, to, width);
	}
	board_free(b);
}
