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
