#include <sys/ioctl.h>

#include "base/num.h"
#include "base/utf8.h"
#include "out/width.h"

enum { COLUMN_LEAST = 6 };

size_t
width_choose(const char *columns, size_t terminal)
{
	struct err e;
	int64_t n;

	if (columns && !num_parse(str_of(columns), WIDTH_LEAST, WIDTH_MOST, &n,
			       &e))
		return (size_t)n;
	return terminal ? terminal : WIDTH_DEFAULT;
}

size_t
width_terminal(int fd)
{
	struct winsize size;

	return ioctl(fd, TIOCGWINSZ, &size) ? 0 : size.ws_col;
}

void
width_crop(struct str shown, size_t width, struct buf *out)
{
	struct str fit = text_fit(shown, width);

	if (fit.n == shown.n) {
		buf_str(out, shown);
	} else if (width) {
		buf_str(out, text_fit(shown, width - 1));
		buf_cstr(out, "\xe2\x80\xa6");
	}
}

static size_t
least_of(const struct width_col *c, bool heed)
{
	size_t least = heed && c->wanted > COLUMN_LEAST ? c->wanted
							: COLUMN_LEAST;

	return c->keep || c->width < least ? c->width : least;
}

/* What a column takes when all are cut to `level`. */
static size_t
cut_to(const struct width_col *c, size_t level, bool heed)
{
	size_t least = least_of(c, heed);

	if (c->keep || c->width <= level)
		return c->width;
	return level > least ? level : least;
}

static size_t
sum_at(const struct width_col *v, size_t n, size_t level, bool heed)
{
	size_t sum = 0;

	for (size_t i = 0; i < n; i++)
		sum += cut_to(&v[i], level, heed);
	return sum;
}

/* Cut to the highest level that fits, and give what is left over by it, a
 * column each, to the first ones. */
static void
cut_all(struct width_col *v, size_t n, size_t total, bool heed)
{
	size_t low = 0, high = 0, spare, width;

	for (size_t i = 0; i < n; i++)
		if (v[i].width > high)
			high = v[i].width;
	while (low < high) {
		size_t level = low + (high - low + 1) / 2;

		if (sum_at(v, n, level, heed) <= total)
			low = level;
		else
			high = level - 1;
	}
	spare = sum_at(v, n, low, heed);
	spare = spare < total ? total - spare : 0;
	for (size_t i = 0; i < n; i++) {
		width = cut_to(&v[i], low, heed);
		if (spare && width == low && width < v[i].width) {
			width++;
			spare--;
		}
		v[i].width = width;
	}
}

void
width_fit(struct width_col *v, size_t n, size_t gap, size_t total)
{
	size_t gaps = n ? (n - 1) * gap : 0;
	size_t room = total > gaps ? total - gaps : 0;

	if (sum_at(v, n, SIZE_MAX, false) <= room)
		return;
	cut_all(v, n, room, true);
	if (sum_at(v, n, SIZE_MAX, false) > room)
		cut_all(v, n, room, false);
}
