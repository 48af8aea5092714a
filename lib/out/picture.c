/* A picture of what is drawn, without the rest: rows of labels, figures and
 * bars, and lines of values. */
#include "base/utf8.h"
#include "out/backend.h"
#include "out/markup.h"
#include "out/svg.h"

/* Pixels: sizes are guessed from the width of texts in a terminal. */
enum { CHAR = 8, ROW = 24, TOP = 64, EDGE = 24, GAP = 16, BAR_UNIT = 9,
	BAR_HEIGHT = 14, LINE_WIDTH = 420, LINE_HEIGHT = 40, LINE_ROW = 56,
	BASE = 16, TITLE_CHAR = 11, NOTE_CHAR = 7, NOTE_ROW = 16,
	FULL = 1000 };

struct picture_row {
	size_t from, to;      /* its texts, each ended by NUL */
	struct bar *bars;     /* of the columns that have them */
};

struct picture {
	struct buf texts;
	ARR(struct picture_row) rows;
	int *widths;	      /* of columns, as texts */
	size_t last;	      /* the last column with bars */
	bool any;
};

static const char style[] =
	"text{fill:#1c2530;font:13px -apple-system,BlinkMacSystemFont,"
	"'Segoe UI',Roboto,'Helvetica Neue',Arial,sans-serif;"
	"font-variant-numeric:tabular-nums}\n"
	".page{fill:#fff}\n"
	".title{font-size:18px;font-weight:600}\n"
	".head{fill:#5a6675;font-size:11px;font-weight:600}\n"
	".note{fill:#5a6675;font-size:11px}\n"
	".right{text-anchor:end}\n"
	".track{fill:#eef1f5}\n"
	".share,.total{fill:#2f74bd}\n"
	".more{fill:#0f3d70}\n"
	".up{fill:#2b8a57}\n"
	".down{fill:#c4463c}\n"
	".link{stroke:#9aa7b6}\n"
	"polyline{fill:none;stroke:#2f74bd;stroke-width:2}\n"
	"circle{fill:#0f3d70}\n"
	"@media (prefers-color-scheme:dark){\n"
	"text{fill:#dde3ea}\n"
	".page{fill:#14181e}\n"
	".head,.note{fill:#98a4b3}\n"
	".track{fill:#29313b}\n"
	".share,.total{fill:#5b9be0}\n"
	".more,circle{fill:#b9d6f5}\n"
	".up{fill:#55b884}\n"
	".down{fill:#e0766d}\n"
	"polyline{stroke:#5b9be0}\n"
	"}\n";

static const char *const classes[] = {
	[BAR_SHARE] = "share",
	[BAR_TOTAL] = "total",
	[BAR_UP] = "up",
	[BAR_DOWN] = "down",
};

static int
picture_open(struct writer *w, struct err *e)
{
	struct picture *p = arena_alloc(&w->arena, sizeof *p);
	struct buf title = {0};

	(void)e;
	p->widths = arena_array(&w->arena, w->n + 1, sizeof *p->widths);
	for (size_t i = 0; i < w->n; i++) {
		column_title(&w->columns[i], &title);
		p->widths[i] = (int)text_width(buf_view(&title));
		if (!w->columns[i].bar)
			continue;
		p->last = i;
		p->any = true;
	}
	buf_free(&title);
	w->state = p;
	return ERR_OK;
}

/* Labels are what stands before the first bar and is no figure. */
static bool
is_shown(const struct writer *w, size_t i)
{
	const struct picture *p = w->state;

	return p->any && i <= p->last &&
		(w->columns[i].bar || !w->columns[i].right);
}

static void
picture_row(struct writer *w, const struct cell *cells)
{
	struct picture *p = w->state;
	struct picture_row *r;

	if (!p->any)
		return;
	r = ARR_ADD(&p->rows);
	r->from = p->texts.n;
	r->bars = arena_array(&w->arena, w->n, sizeof *r->bars);
	for (size_t i = 0; i <= p->last; i++) {
		struct str s = cells[i].pretty.p ? cells[i].pretty
						 : cells[i].text;
		size_t at = p->texts.n;
		int width;

		r->bars[i] = cells[i].bar;
		text_show(s, &p->texts);
		width = (int)text_width(str_cut(buf_view(&p->texts), at,
			p->texts.n));
		if (width > p->widths[i])
			p->widths[i] = width;
		buf_char(&p->texts, '\0');
	}
	r->to = p->texts.n;
}

/* ---- drawing ------------------------------------------------------------ */

static int
column_width(const struct writer *w, size_t i)
{
	const struct picture *p = w->state;
	int bar = w->columns[i].bar;

	if (!is_shown(w, i))
		return 0;
	return p->widths[i] * CHAR + GAP + (bar ? bar * BAR_UNIT + GAP : 0);
}

static void
draw_text(int x, int y, const char *class, struct str text, struct buf *out)
{
	size_t blanks = 0;

	while (blanks < text.n && text.p[blanks] == ' ')
		blanks++;
	if (blanks == text.n)
		return;
	buf_fmt(out, "<text x=\"%d\" y=\"%d\"%s%s%s>",
		x + (int)blanks * CHAR, y, *class ? " class=\"" : "", class,
		*class ? "\"" : "");
	html_text(str_cut(text, blanks, text.n), out);
	buf_cstr(out, "</text>\n");
}

static int
scaled(int v, int width)
{
	return (v < 0 ? 0 : v > FULL ? FULL : v) * width / FULL;
}

static void
draw_rect(const char *class, int x, int y, int width, struct buf *out)
{
	buf_fmt(out, "<rect class=\"%s\" x=\"%d\" y=\"%d\" width=\"%d\" "
		"height=\"%d\"/>\n", class, x, y, width, BAR_HEIGHT);
}

/* A thin line leads to the next step of the same sum. */
static void
draw_link(const struct bar *b, const struct bar *next, int x, int y,
	int width, struct buf *out)
{
	int at = x + scaled(b->kind == BAR_DOWN ? b->from : b->to, width);

	if (!next || b->kind < BAR_TOTAL || next->kind < BAR_TOTAL ||
		(b->kind == BAR_TOTAL && next->kind == BAR_TOTAL))
		return;
	buf_fmt(out, "<line class=\"link\" x1=\"%d\" y1=\"%d\" x2=\"%d\" "
		"y2=\"%d\"/>\n", at, y + BAR_HEIGHT, at, y + ROW);
}

static void
draw_bar(const struct bar *b, const struct bar *next, int x, int y, int width,
	struct buf *out)
{
	int from = scaled(b->from, width), to = scaled(b->to, width);

	if (b->kind == BAR_NONE)
		return;
	if (b->kind == BAR_SHARE)
		draw_rect("track", x, y, width, out);
	draw_link(b, next, x, y, width, out);
	if (to == from && b->kind != BAR_SHARE)
		to++;
	draw_rect(classes[b->kind], x + from, y, to - from, out);
	if (b->to > FULL)
		draw_rect("more", x + width - 3, y, 3, out);
}

static void
draw_cell(const struct writer *w, size_t row, size_t i, struct str text, int x,
	int y, struct buf *out)
{
	const struct picture *p = w->state;
	const struct picture_row *r = &p->rows.v[row];
	const struct bar *next = row + 1 < p->rows.n
		? &p->rows.v[row + 1].bars[i] : NULL;
	int edge = x + p->widths[i] * CHAR;

	if (!w->columns[i].bar) {
		draw_text(x, y + BASE, "", text, out);
		return;
	}
	draw_text(edge, y + BASE, "right", text, out);
	draw_bar(&r->bars[i], next, edge + GAP, y + (ROW - BAR_HEIGHT) / 2,
		w->columns[i].bar * BAR_UNIT, out);
}

static void
draw_rows(const struct writer *w, struct buf *out)
{
	const struct picture *p = w->state;
	struct str texts = buf_view(&p->texts), text;
	int y = TOP;

	for (size_t row = 0; row < p->rows.n; row++, y += ROW) {
		struct str rest = str_cut(texts, p->rows.v[row].from,
			p->rows.v[row].to);
		int x = EDGE;

		for (size_t i = 0; i <= p->last; i++) {
			str_split(&rest, '\0', &text);
			if (is_shown(w, i))
				draw_cell(w, row, i, text, x, y, out);
			x += column_width(w, i);
		}
	}
}

static void
draw_heads(const struct writer *w, struct buf *out)
{
	const struct picture *p = w->state;
	struct buf title = {0};
	int x = EDGE;

	for (size_t i = 0; p->any && i <= p->last; i++) {
		bool bar = w->columns[i].bar;

		column_title(&w->columns[i], &title);
		if (is_shown(w, i))
			draw_text(x + (bar ? p->widths[i] * CHAR : 0), TOP - 8,
				bar ? "head right" : "head", buf_view(&title),
				out);
		x += column_width(w, i);
	}
	buf_free(&title);
}

static int
label_width(const struct writer *w)
{
	int width = 0, own;

	for (size_t i = 0; i < w->series.n; i++) {
		own = (int)text_width(w->series.v[i].label) * CHAR;
		width = own > width ? own : width;
	}
	return width;
}

static void
draw_series(const struct writer *w, int y, struct buf *out)
{
	int x = EDGE + label_width(w) + GAP;

	for (size_t i = 0; i < w->series.n; i++, y += LINE_ROW) {
		const struct series *s = &w->series.v[i];

		draw_text(EDGE, y + LINE_HEIGHT / 2, "", s->label, out);
		svg_line(s, x, y, LINE_WIDTH, LINE_HEIGHT, out);
		buf_char(out, '\n');
		draw_text(x + LINE_WIDTH + GAP, y + LINE_HEIGHT / 2, "",
			s->last, out);
	}
}

/* As many as there are lines; with out NULL just the width of the widest. */
static int
draw_notes(const struct writer *w, int y, struct buf *out)
{
	struct str notes = buf_view(&w->notes), note;
	int width = 0, own;

	for (; notes.n && str_split(&notes, '\n', &note); y += NOTE_ROW) {
		own = (int)text_width(note) * NOTE_CHAR;
		width = own > width ? own : width;
		if (out)
			draw_text(EDGE, y, "note", note, out);
	}
	return width;
}

static int
notes_height(const struct writer *w)
{
	int n = 0;

	for (size_t i = 0; i < w->notes.n; i++)
		n += w->notes.p[i] == '\n';
	return n ? (n + 1) * NOTE_ROW : 0;
}

static int
page_width(const struct writer *w, int title)
{
	const struct picture *p = w->state;
	int width = 0, lines = draw_notes(w, 0, NULL), last = 0, own;

	title = title > lines ? title : lines;
	for (size_t i = 0; p->any && i <= p->last; i++)
		width += column_width(w, i);
	for (size_t i = 0; i < w->series.n; i++) {
		own = (int)text_width(w->series.v[i].last) * CHAR;
		last = own > last ? own : last;
	}
	if (w->series.n)
		lines = label_width(w) + LINE_WIDTH + 2 * GAP + last;
	width = width > lines ? width : lines;
	return (width > title ? width : title) + 2 * EDGE;
}

static void
picture_close(struct writer *w)
{
	struct picture *p = w->state;
	struct buf out = {0};
	int rows = (int)p->rows.n * ROW, lines = (int)w->series.n * LINE_ROW;
	int width = page_width(w, (int)text_width(w->o.title) * TITLE_CHAR);
	int height = TOP + rows + lines + notes_height(w) + EDGE;

	buf_fmt(&out, "<svg xmlns=\"http://www.w3.org/2000/svg\" "
		"viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\">\n<title>",
		width, height, width, height);
	html_text(w->o.title, &out);
	buf_fmt(&out, "</title>\n<style>\n%s</style>\n", style);
	buf_cstr(&out, "<rect class=\"page\" width=\"100%\" "
		"height=\"100%\"/>\n");
	draw_text(EDGE, TOP - 34, "title", w->o.title, &out);
	draw_heads(w, &out);
	draw_rows(w, &out);
	draw_series(w, TOP + rows, &out);
	draw_notes(w, TOP + rows + lines + 2 * NOTE_ROW, &out);
	buf_reset(&w->notes);
	buf_cstr(&out, "</svg>\n");
	out_add(w->out, buf_view(&out));
	buf_free(&out);
	buf_free(&p->texts);
	ARR_FREE(&p->rows);
}

const struct backend svg_backend = {
	.name = "svg",
	.pretty = PRETTY_ALWAYS,
	.open = picture_open,
	.row = picture_row,
	.close = picture_close,
};
