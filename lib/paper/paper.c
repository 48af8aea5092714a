/* The formats of documents. */
#include "paper/paper_part.h"

static const struct {
	const char *name;
	void (*render)(const struct wording *, const struct paper_look *,
		struct buf *); /* NULL: JSON, in no language */
} formats[PAPER_FORMATS] = {
	[PAPER_JSON] = {"json", NULL},
	[PAPER_TEXT] = {"text", paper_text},
	[PAPER_MARKDOWN] = {"markdown", paper_markdown},
	[PAPER_HTML] = {"html", paper_html},
};

bool
paper_format_find(struct str word, enum paper_format *out)
{
	for (int i = 0; i < PAPER_FORMATS; i++)
		if (str_is(word, formats[i].name)) {
			*out = (enum paper_format)i;
			return true;
		}
	return false;
}

const char *
paper_format_name(enum paper_format f)
{
	return formats[f].name;
}

void
paper_render(const struct paper *p, const struct paper_look *look,
	enum paper_format f, struct buf *out)
{
	struct arena a = {0};
	struct wording w = {.paper = p, .arena = &a};

	if (!formats[f].render) {
		paper_json(p, out);
		return;
	}
	w.language = look->language;
	formats[f].render(&w, look, out);
	arena_free(&a);
}

struct str
paper_template(enum paper_format f)
{
	return f == PAPER_HTML ? str_of(paper_html_style) : STR(PAPER_TEMPLATE);
}

struct str
paper_isolate(const struct wording *w, struct str figure)
{
	if (!w->language->rtl || !str_starts(figure, "-"))
		return figure;
	return str_of(arena_fmt(
		w->arena, ISOLATE_LTR "%.*s" ISOLATE_END, STR_F(figure)));
}
