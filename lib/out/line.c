#include "base/utf8.h"
#include "out/colour.h"
#include "out/line.h"
#include "out/width.h"

void
line_text(struct line *l, struct str shown, enum style style)
{
	bool dyed = l->color && style != STYLE_NONE;

	if (!shown.n)
		return;
	if (l->owed)
		buf_fill(&l->text, ' ', l->owed);
	l->owed = 0;
	if (dyed)
		buf_cstr(&l->text, colour_on(style));
	buf_add(&l->text, shown.p, shown.n);
	if (dyed)
		buf_cstr(&l->text, colour_off);
}

void
line_put(struct line *l, struct str shown, size_t own, size_t width, bool right,
	enum style style)
{
	size_t pad;

	if (own > width) {
		buf_reset(&l->cut);
		width_crop(shown, width, &l->cut);
		shown = buf_view(&l->cut);
		own = text_width(shown);
	}
	pad = width - own;
	if (right)
		l->owed += pad;
	line_text(l, shown, style);
	if (!right)
		l->owed += pad;
}

void
line_field(struct line *l, struct str shown, size_t width, bool right,
	enum style style)
{
	line_put(l, shown, text_width(shown), width, right, style);
}

void
line_blank(struct line *l, size_t n)
{
	l->owed += n;
}

void
line_end(struct line *l, struct out *out)
{
	buf_char(&l->text, '\n');
	out_add(out, buf_view(&l->text));
	line_drop(l);
}

void
line_drop(struct line *l)
{
	buf_reset(&l->text);
	l->owed = 0;
}

void
line_free(struct line *l)
{
	buf_free(&l->text);
	buf_free(&l->cut);
}
