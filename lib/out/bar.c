#include "base/num.h"
#include "out/bar.h"

enum { FULL = 1000, EIGHTHS = 8, LEVELS = 8 };

static const char *const eighths[EIGHTHS] = {"", "\u258f", "\u258e", "\u258d",
	"\u258c", "\u258b", "\u258a", "\u2589"};

/* What each kind is drawn with, the second where there is ASCII alone. */
static const char *const strokes[][2] = {
	[BAR_SHARE] = {"\u2588", "#"},
	[BAR_TOTAL] = {"\u2588", "="},
	[BAR_UP] = {"\u2593", "+"},
	[BAR_DOWN] = {"\u2591", "-"},
};

static void
repeat(const char *s, size_t n, struct buf *out)
{
	while (n--)
		buf_cstr(out, s);
}

/* A share stands in a field of dots, so that the whole can be seen. */
static void
share_text(int to, size_t width, bool ascii, struct buf *out)
{
	bool more = to > FULL;
	size_t parts = (size_t)(to < 0 ? 0 : more ? FULL : to) * width *
		EIGHTHS / FULL;
	size_t whole = parts / EIGHTHS, part = parts % EIGHTHS;

	if (ascii)
		part = 0;
	if (more)
		whole--;
	repeat(strokes[BAR_SHARE][ascii], whole, out);
	buf_cstr(out, more ? (ascii ? ">" : "\u25b6") : eighths[part]);
	repeat(ascii ? "." : "\u00b7", width - whole - (part || more), out);
}

/* From where it begins to where it ends, a column at least. */
static void
step_text(const struct bar *b, size_t width, const char *blank, bool ascii,
	struct buf *out)
{
	size_t from = (size_t)b->from * width / FULL;
	size_t to = ((size_t)b->to * width + FULL - 1) / FULL;

	if (from >= width)
		from = width - 1;
	if (to <= from)
		to = from + 1;
	repeat(blank, from, out);
	if (b->from == b->to && b->kind != BAR_TOTAL)
		buf_cstr(out, ascii ? "|" : "\u2502");
	else if (b->to > b->from)
		repeat(strokes[b->kind][ascii], to - from, out);
}

void
bar_text(const struct bar *b, size_t width, const char *blank, bool ascii,
	struct buf *out)
{
	if (b->kind == BAR_SHARE)
		share_text(b->to, width, ascii, out);
	else if (b->kind != BAR_NONE)
		step_text(b, width, blank, ascii, out);
}

bool
values_range(const int64_t *v, size_t n, int64_t *least, int64_t *most)
{
	bool any = false;

	for (size_t i = 0; i < n; i++) {
		if (v[i] == NUM_NULL)
			continue;
		*least = !any || v[i] < *least ? v[i] : *least;
		*most = !any || v[i] > *most ? v[i] : *most;
		any = true;
	}
	return any;
}

void
spark_text(const int64_t *v, size_t n, bool ascii, struct buf *out)
{
	static const char *const levels[LEVELS][2] = {{"\u2581", "_"},
		{"\u2582", "."}, {"\u2583", ":"}, {"\u2584", "-"},
		{"\u2585", "="}, {"\u2586", "+"}, {"\u2587", "*"},
		{"\u2588", "#"}};
	int64_t least = 0, most = 0;

	values_range(v, n, &least, &most);
	for (size_t i = 0; i < n; i++) {
		__int128 range = (__int128)most - least;
		__int128 level = range == 0 || v[i] == NUM_NULL ? 0
			: ((__int128)v[i] - least) * (LEVELS - 1) / range;

		buf_cstr(out, v[i] == NUM_NULL ? " " : levels[level][ascii]);
	}
}
