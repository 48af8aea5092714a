#include "base/num.h"
#include "out/bar.h"
#include "out/markup.h"
#include "out/svg.h"

enum { FULL = 1000, HEIGHT = 10, MARK = 24 };

static const char *const classes[] = {
	[BAR_SHARE] = "share",
	[BAR_TOTAL] = "total",
	[BAR_UP] = "up",
	[BAR_DOWN] = "down",
};

static int
within(int v)
{
	return v < 0 ? 0 : v > FULL ? FULL : v;
}

static void
rect(const char *class, int from, int to, struct buf *out)
{
	buf_fmt(out, "<rect class=\"%s\" x=\"%d\" width=\"%d\" height=\"%d\"/>",
		class, from, to - from, HEIGHT);
}

void
svg_bar(const struct bar *b, struct str label, struct buf *out)
{
	int from = within(b->from), to = within(b->to);

	buf_fmt(out, "<svg viewBox=\"0 0 %d %d\" preserveAspectRatio=\"none\" "
		"role=\"img\" aria-label=\"", FULL, HEIGHT);
	html_text(label, out);
	buf_cstr(out, "\">");
	rect("track", 0, FULL, out);
	/* a step of nothing is still seen where it stands */
	if (to - from < 2 && b->kind != BAR_SHARE) {
		from = from > FULL - 2 ? FULL - 2 : from;
		to = from + 2;
	}
	if (to > from)
		rect(classes[b->kind], from, to, out);
	if (b->to > FULL)
		rect("more", FULL - MARK, FULL, out);
	buf_cstr(out, "</svg>");
}

struct box {
	int x, y, width, height;
	int64_t least, most;
};

static int
line_y(const struct box *b, int64_t v)
{
	__int128 range = (__int128)b->most - b->least;

	return b->y + b->height - (range == 0 ? b->height / 2
		: (int)(((__int128)v - b->least) * b->height / range));
}

static int
line_x(const struct box *b, size_t i, size_t n)
{
	return b->x + (n < 2 ? b->width
		: (int)(i * (size_t)b->width / (n - 1)));
}

void
svg_line(const struct series *s, int x, int y, int width, int height,
	struct buf *out)
{
	struct box b = {x, y, width, height, 0, 0};
	bool open = false;

	if (!values_range(s->v, s->n, &b.least, &b.most))
		return;
	for (size_t i = 0; i < s->n; i++) {
		if (s->v[i] == NUM_NULL) {
			buf_cstr(out, open ? "\"/>" : "");
			open = false;
			continue;
		}
		buf_cstr(out, open ? " " : "<polyline points=\"");
		buf_fmt(out, "%d,%d", line_x(&b, i, s->n),
			line_y(&b, s->v[i]));
		open = true;
	}
	if (!open)
		return;
	buf_cstr(out, "\"/>");
	buf_fmt(out, "<circle cx=\"%d\" cy=\"%d\" r=\"3\"/>",
		line_x(&b, s->n - 1, s->n), line_y(&b, s->v[s->n - 1]));
}
