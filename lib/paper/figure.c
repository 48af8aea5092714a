/* Figures and days in the languages of language.c. */
#include "base/day.h"
#include "paper/language.h"

struct str
paper_word(const struct paper_language *l, enum paper_word w, struct arena *a,
	struct str n, struct str m)
{
	struct buf b = {0};
	struct str rest = str_of(l->words[w]), out;

	while (rest.n) {
		if (str_starts(rest, "{n}") || str_starts(rest, "{m}")) {
			buf_str(&b, rest.p[1] == 'n' ? n : m);
			rest = str_cut(rest, 3, rest.n);
		} else {
			buf_char(&b, *rest.p);
			rest = str_cut(rest, 1, rest.n);
		}
	}
	out = arena_str(a, buf_view(&b));
	buf_free(&b);
	return out;
}

void
paper_figure(const struct paper_language *l, struct str number,
	struct buf *out)
{
	struct num_text t;

	if (!num_scan(number, &t)) {
		buf_str(out, number);
		return;
	}
	if (t.negative)
		buf_char(out, '-');
	for (size_t i = 0; i < t.whole.n; i++) {
		if (i && (t.whole.n - i) % 3 == 0)
			buf_cstr(out, l->group);
		buf_char(out, t.whole.p[i]);
	}
	if (t.fraction.p) {
		buf_cstr(out, l->point);
		buf_str(out, t.fraction);
	}
}

static void
put_part(struct buf *out, char what, size_t n, struct ymd d)
{
	static const char *const months[] = {"January", "February", "March",
		"April", "May", "June", "July", "August", "September",
		"October", "November", "December"};
	int v = what == 'D' ? d.day : what == 'M' ? d.month : d.year;

	if (what == 'M' && n == 4)
		buf_cstr(out, months[d.month - 1]);
	else
		buf_fmt(out, "%0*d", (int)n, v);
}

void
paper_day(const struct paper_language *l, int64_t day, struct buf *out)
{
	struct ymd d;
	size_t n;

	if (day == NUM_NULL)
		return;
	d = day_split(day);
	for (const char *p = l->date; *p; p += n) {
		n = 1;
		if (!strchr("DMY", *p)) {
			buf_char(out, *p);
			continue;
		}
		while (p[n] == *p)
			n++;
		put_part(out, *p, n, d);
	}
}
