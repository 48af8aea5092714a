#include <utf8proc.h>

#include "base/utf8.h"
#include "base/word.h"

/* First byte; the lowest and highest second byte it allows; bytes in all. */
static const struct lead {
	unsigned char from, to, low, high, n;
} leads[] = {
	{0xc2, 0xdf, 0x80, 0xbf, 2},
	{0xe0, 0xe0, 0xa0, 0xbf, 3},
	{0xe1, 0xec, 0x80, 0xbf, 3},
	{0xed, 0xed, 0x80, 0x9f, 3},
	{0xee, 0xef, 0x80, 0xbf, 3},
	{0xf0, 0xf0, 0x90, 0xbf, 4},
	{0xf1, 0xf3, 0x80, 0xbf, 4},
	{0xf4, 0xf4, 0x80, 0x8f, 4},
};

static const struct range {
	uint32_t from, to;
} invisible[] = {
	{0x061c, 0x061c},
	{0x180e, 0x180e},
	{0x200b, 0x200f},
	{0x2028, 0x202e},
	{0x2060, 0x2064},
	{0x2066, 0x206f},
	{0xfeff, 0xfeff},
	{0xfff9, 0xfffb},
	{0xe0000, 0xe007f},
};

static const struct lead *
lead_find(unsigned char c)
{
	for (size_t i = 0; i < sizeof leads / sizeof *leads; i++)
		if (c >= leads[i].from && c <= leads[i].to)
			return &leads[i];
	return NULL;
}

size_t
utf8_read(struct str s, uint32_t *point)
{
	const unsigned char *p = (const unsigned char *)s.p;
	const struct lead *lead;
	uint32_t c = p[0];

	*point = c;
	if (c < 0x80)
		return 1;
	lead = lead_find(p[0]);
	if (!lead || s.n < lead->n || p[1] < lead->low || p[1] > lead->high)
		return 0;
	c &= 0x7fu >> lead->n;
	for (size_t i = 1; i < lead->n; i++) {
		if ((p[i] & 0xc0) != 0x80)
			return 0;
		c = c << 6 | (p[i] & 0x3fu);
	}
	*point = c;
	return lead->n;
}

size_t
utf8_write(char to[4], uint32_t point)
{
	return (size_t)utf8proc_encode_char(
		(utf8proc_int32_t)point, (utf8proc_uint8_t *)to);
}

enum point_kind
utf8_kind(uint32_t c)
{
	if (c < 0x20 || (c >= 0x7f && c <= 0x9f))
		return POINT_CONTROL;
	for (size_t i = 0; i < sizeof invisible / sizeof *invisible; i++)
		if (c <= invisible[i].to)
			return c >= invisible[i].from ? POINT_INVISIBLE
						      : POINT_PLAIN;
	return POINT_PLAIN;
}

/* Where ASCII other than NUL ends, from i on. */
static size_t
ascii_end(struct str s, size_t i)
{
	for (; s.n - i >= 8; i += 8) {
		uint64_t w = word_load(s.p + i);

		if ((w & WORD_HIGH) | word_below(w, 1))
			break;
	}
	while (i < s.n && s.p[i] && !(s.p[i] & 0x80))
		i++;
	return i;
}

/* Where printable ASCII ends, from i on. */
static size_t
print_end(struct str s, size_t i)
{
	uint64_t other;

	for (; s.n - i >= 8; i += 8) {
		other = word_not_print(word_load(s.p + i));
		if (other)
			return i + word_first(other);
	}
	if (i == s.n)
		return i;
	/* past the text stand NULs, at which it ends */
	return i + word_first(word_not_print(word_load_part(s.p + i, s.n - i)));
}

size_t
utf8_valid(struct str s)
{
	uint32_t point;
	size_t i = 0, n;

	while ((i = ascii_end(s, i)) < s.n) {
		do {
			n = utf8_read(str_cut(s, i, s.n), &point);
			if (!n || !point)
				return i;
			i += n;
		} while (i < s.n && (s.p[i] & 0x80));
	}
	return s.n;
}

/* Width of the character at i < s.n; *n is its length. */
static size_t
point_width(struct str s, size_t i, size_t *n)
{
	uint32_t c;
	int width;

	*n = utf8_read(str_cut(s, i, s.n), &c);
	if (!*n) {
		*n = 1;
		return 1;
	}
	width = utf8proc_charwidth((utf8proc_int32_t)c);
	return width > 0 ? (size_t)width : 0;
}

size_t
text_width(struct str s)
{
	size_t i = 0, n, end, width = 0;

	for (;;) {
		end = print_end(s, i);
		width += end - i;
		if (end == s.n)
			return width;
		width += point_width(s, end, &n);
		i = end + n;
	}
}

struct str
text_fit(struct str s, size_t width)
{
	size_t i = 0, n, end, more;

	for (;;) {
		end = print_end(s, i);
		if (end - i > width)
			return str_cut(s, 0, i + width);
		width -= end - i;
		if (end == s.n)
			return s;
		more = point_width(s, end, &n);
		if (more > width)
			return str_cut(s, 0, end);
		width -= more;
		i = end + n;
	}
}

/* The character at i < s.n as people may see it; returns its length. */
static size_t
show_one(struct str s, size_t i, struct buf *out)
{
	uint32_t c;
	size_t n = utf8_read(str_cut(s, i, s.n), &c);

	if (!n || (utf8_kind(c) == POINT_CONTROL && c != '\n' && c != '\t'))
		buf_fmt(out, "\\x%02x", (unsigned)c);
	else if (c == '\n' || c == '\t')
		buf_cstr(out, c == '\n' ? "\\n" : "\\t");
	else if (utf8_kind(c) == POINT_INVISIBLE)
		buf_fmt(out, "<U+%04X>", (unsigned)c);
	else
		buf_add(out, s.p + i, n);
	return n ? n : 1;
}

void
text_show(struct str s, struct buf *out)
{
	size_t i = 0, end;

	if (!s.n)
		return;
	while ((end = print_end(s, i)) < s.n) {
		buf_add(out, s.p + i, end - i);
		i = end + show_one(s, end, out);
	}
	buf_add(out, s.p + i, end - i);
}

size_t
text_show_width(struct str s, struct buf *out)
{
	size_t from = out->n, i = 0;
	uint64_t w = 0, other = 0;

	if (!s.n)
		return 0;
	/* most are short and printable: copied as they are looked at */
	if (s.n + sizeof w >= out->cap - from)
		buf_room(out, s.n + sizeof w);
	for (; s.n - i >= 8 && !other; i += 8) {
		w = word_load(s.p + i);
		other = word_not_print(w);
		memcpy(out->p + from + i, s.p + i, 8);
	}
	if (!other && i < s.n) {
		w = word_load_part(s.p + i, s.n - i);
		other = word_first(word_not_print(w)) < s.n - i;
		word_copy_part(out->p + from + i, s.p + i, s.n - i);
	}
	out->n += other ? 0 : s.n;
	out->p[out->n] = '\0';
	if (!other)
		return s.n;
	text_show(s, out);
	return text_width(str_cut(buf_view(out), from, out->n));
}

bool
text_plain(struct str s)
{
	uint32_t c;
	size_t i = 0, n;

	while ((i = print_end(s, i)) < s.n) {
		n = utf8_read(str_cut(s, i, s.n), &c);
		if (!n || utf8_kind(c) != POINT_PLAIN)
			return false;
		i += n;
	}
	return true;
}
