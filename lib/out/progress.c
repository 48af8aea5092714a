#include "base/num.h"
#include "base/utf8.h"
#include "out/progress.h"
#include "out/width.h"

enum { SECOND = 1000000, PATIENCE = SECOND, PAUSE = SECOND / 5 };

void
progress_open(struct progress *p, struct out *out, bool terminal,
	const char *what, const char *unit, int64_t total, int64_t now)
{
	*p = (struct progress){
		.out = out,
		.terminal = terminal,
		.what = what,
		.unit = unit,
		.total = total,
		.start = now,
	};
}

/* "1:02:03", "2:03" or "15 s". */
static void
span_print(int64_t seconds, struct buf *out)
{
	int64_t h = seconds / 3600, m = seconds / 60 % 60, s = seconds % 60;

	if (h)
		buf_fmt(out, "%lld:%02d:%02d", (long long)h, (int)m, (int)s);
	else if (m)
		buf_fmt(out, "%d:%02d", (int)m, (int)s);
	else
		buf_fmt(out, "%d s", (int)s);
}

static void
progress_text(const struct progress *p, int64_t done, int64_t spent,
	struct buf *out)
{
	struct err e;
	int64_t rate, left;

	text_show(str_of(p->what), out);
	buf_cstr(out, ": ");
	buf_int(out, done);
	if (p->total) {
		buf_cstr(out, " of ");
		buf_int(out, p->total);
	}
	buf_char(out, ' ');
	text_show(str_of(p->unit), out);
	if (num_muldiv(done, SECOND, spent, &rate, &e) || rate <= 0)
		return;
	buf_cstr(out, ", ");
	buf_int(out, rate);
	buf_cstr(out, "/s");
	if (done >= p->total ||
		num_muldiv(p->total - done, spent, done, &left, &e))
		return;
	buf_cstr(out, ", ");
	span_print(left / SECOND + (left % SECOND != 0), out);
	buf_cstr(out, " left");
}

/* Over what stood there: blanks take away the rest of a longer line. */
static void
progress_draw(struct progress *p, struct str text)
{
	size_t own = text_width(text);
	struct buf line = {0};

	buf_char(&line, '\r');
	buf_str(&line, text);
	if (own < p->shown)
		buf_fill(&line, ' ', p->shown - own);
	if (!text.n)
		buf_char(&line, '\r');
	out_add(p->out, buf_view(&line));
	out_flush(p->out);
	buf_free(&line);
	p->shown = own;
}

void
progress_step(struct progress *p, int64_t done, int64_t now)
{
	struct buf text = {0}, fit = {0};

	if (!p->terminal || now - p->start < PATIENCE ||
		(p->drawn && now - p->drawn < PAUSE))
		return;
	p->drawn = now;
	progress_text(p, done, now - p->start, &text);
	width_crop(buf_view(&text), p->width ? p->width - 1 : SIZE_MAX, &fit);
	progress_draw(p, buf_view(&fit));
	buf_free(&text);
	buf_free(&fit);
}

void
progress_close(struct progress *p)
{
	if (p->drawn)
		progress_draw(p, STR(""));
	p->drawn = 0;
}
