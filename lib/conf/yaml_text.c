#include "base/utf8.h"
#include "conf/yaml.h"

enum { POINT_NEXT_LINE = 0x85, POINT_LINE_SEP = 0x2028, POINT_BOM = 0xfeff };

bool
yaml_empty(const struct yaml_node *n)
{
	return n->kind == YAML_TEXT && !n->quoted && n->text.n == 0;
}

const struct yaml_node *
yaml_entry(const struct yaml_node *map, const char *key)
{
	const struct yaml_node *n;

	for (n = map->first; n; n = n->next)
		if (str_is(n->key, key))
			return n;
	return NULL;
}

size_t
yaml_line_end(struct str text, size_t at)
{
	while (at < text.n && text.p[at] != '\n' && text.p[at] != '\r')
		at++;
	return at;
}

size_t
yaml_line_next(struct str text, size_t end)
{
	if (end + 1 < text.n && text.p[end] == '\r' && text.p[end + 1] == '\n')
		end++;
	return end < text.n ? end + 1 : end;
}

static size_t
bom_length(struct str text)
{
	return str_starts(text, "\xef\xbb\xbf") ? 3 : 0;
}

size_t
yaml_offset(struct str text, struct pos p)
{
	size_t at = bom_length(text), end = yaml_line_end(text, at);
	int col = 1;

	for (int line = 1; line < p.line && at < text.n; line++) {
		at = yaml_line_next(text, end);
		end = yaml_line_end(text, at);
	}
	for (; col < p.col && at < end; col++)
		for (at++; at < end && (text.p[at] & 0xc0) == 0x80;)
			at++;
	return at;
}

static struct pos
offset_pos(struct str text, size_t offset)
{
	size_t at = bom_length(text), end = yaml_line_end(text, at);
	struct pos p = {1, 1};

	while (end < offset) {
		at = yaml_line_next(text, end);
		end = yaml_line_end(text, at);
		p.line++;
	}
	for (; at < offset; at++)
		p.col += (text.p[at] & 0xc0) != 0x80;
	return p;
}

static bool
byte_plain(char c)
{
	return (c >= ' ' && c < 0x7f) || c == '\n' || c == '\t' || c == '\r';
}

static bool
point_allowed(uint32_t c)
{
	return utf8_kind(c) != POINT_CONTROL && c != POINT_NEXT_LINE &&
		c != POINT_LINE_SEP && c != POINT_LINE_SEP + 1 &&
		c != POINT_BOM && (c & 0xfffe) != 0xfffe;
}

/* The first character that must be written as an escape, or text.n. */
static size_t
find_refused(struct str text)
{
	size_t at = bom_length(text), n;
	uint32_t c;

	for (; at < text.n; at += n) {
		n = 1;
		if (byte_plain(text.p[at]))
			continue;
		n = utf8_read(str_cut(text, at, text.n), &c);
		if (!n || !point_allowed(c))
			break;
	}
	return at;
}

static size_t
find_directive(struct str text)
{
	size_t at = bom_length(text);

	while (at < text.n && text.p[at] != '%')
		at = yaml_line_next(text, yaml_line_end(text, at));
	return at;
}

bool
yaml_text_check(struct str text, const char *file, struct faults *f)
{
	struct pos top = {1, 1};
	size_t bad, n = f->list.n;
	uint32_t c = 0;

	if (text.n > YAML_BYTES)
		fault_add(f, file, top, "too large: more than %d bytes",
			YAML_BYTES);
	else if (str_starts(text, "\xff\xfe") || str_starts(text, "\xfe\xff"))
		fault_add(f, file, top, "UTF-16 text: only UTF-8 is read");
	else if ((bad = utf8_valid(text)) < text.n)
		fault_add(f, file, offset_pos(text, bad),
			"byte 0x%02x is not valid UTF-8",
			(unsigned char)text.p[bad]);
	else if ((bad = find_refused(text)) < text.n) {
		utf8_read(str_cut(text, bad, text.n), &c);
		fault_add(f, file, offset_pos(text, bad),
			"character U+%04X is not allowed", c);
	} else if ((bad = find_directive(text)) < text.n)
		fault_add(f, file, offset_pos(text, bad),
			"a directive (%%) is not supported");
	return f->list.n == n;
}

static bool
plain_char(char c, bool flow)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
		(c >= '0' && c <= '9') || c == '_' || c == '.' || c == '/' ||
		c == '-' || c == '+' || c == '@' || c == ' ' ||
		(c == ',' && !flow);
}

static bool
plain_safe(struct str s, bool flow)
{
	char first = s.n ? s.p[0] : ' ';

	if (first == ' ' || first == '-' || first == '@' || first == ',' ||
		first == '.' || s.p[s.n - 1] == ' ')
		return false;
	for (size_t i = 0; i < s.n; i++)
		if (!plain_char(s.p[i], flow))
			return false;
	return true;
}

void
yaml_quote(struct str text, bool flow, struct buf *out)
{
	if (plain_safe(text, flow)) {
		buf_str(out, text);
		return;
	}
	buf_char(out, '\'');
	for (size_t i = 0; i < text.n; i++) {
		if (text.p[i] == '\'')
			buf_char(out, '\'');
		buf_char(out, text.p[i]);
	}
	buf_char(out, '\'');
}
