#include "base/utf8.h"
#include "out/markup.h"

static const char *
entity_of(char c)
{
	switch (c) {
	case '&': return "&amp;";
	case '<': return "&lt;";
	case '>': return "&gt;";
	case '"': return "&quot;";
	case '\'': return "&#39;";
	default: return NULL;
	}
}

static void
html_shown(struct str s, struct buf *out)
{
	size_t from = 0;

	for (size_t i = 0; i < s.n; i++) {
		const char *entity = entity_of(s.p[i]);

		if (!entity)
			continue;
		buf_str(out, str_cut(s, from, i));
		buf_cstr(out, entity);
		from = i + 1;
	}
	buf_str(out, str_cut(s, from, s.n));
}

static bool
is_word(struct str s, size_t at)
{
	unsigned char c;

	if (at >= s.n)
		return false;
	c = (unsigned char)s.p[at];
	return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') ||
		(c >= 'a' && c <= 'z') || c >= 0x80;
}

/* An underscore within a word is nothing but itself. */
static bool
is_mark(struct str s, size_t at)
{
	char c = s.p[at];

	if (c == '_')
		return !(at && is_word(s, at - 1) && is_word(s, at + 1));
	return c && strchr("\\`*[]<>|~&", c);
}

/* What would begin a heading, a quote, a rule or an item of a list. */
static size_t
begins_block(struct str s)
{
	size_t i = 0;

	while (i < s.n && s.p[i] >= '0' && s.p[i] <= '9')
		i++;
	if (i)
		return i < s.n && (s.p[i] == '.' || s.p[i] == ')') ? i : s.n;
	return s.n && strchr("#+-=", *s.p) ? 0 : s.n;
}

static void
markdown_shown(struct str s, bool begins, struct buf *out)
{
	size_t first = begins ? begins_block(s) : s.n;

	for (size_t i = 0; i < s.n; i++) {
		if (i == first || is_mark(s, i))
			buf_char(out, '\\');
		buf_char(out, s.p[i]);
	}
}

void
html_text(struct str s, struct buf *out)
{
	struct buf shown = {0};

	if (text_plain(s)) {
		html_shown(s, out);
		return;
	}
	text_show(s, &shown);
	html_shown(buf_view(&shown), out);
	buf_free(&shown);
}

void
markdown_text(struct str s, bool begins, struct buf *out)
{
	struct buf shown = {0};

	text_show(s, &shown);
	markdown_shown(shown.n ? buf_view(&shown) : STR(""), begins, out);
	buf_free(&shown);
}
