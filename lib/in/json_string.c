#include "base/utf8.h"
#include "base/word.h"
#include "in/json.h"
#include "in/json_string.h"

/* The first byte from i on that is a quote, a backslash or a control, or the
 * end; *wide is set when bytes beyond ASCII were met. */
static size_t
find_stop(struct str s, size_t i, uint64_t *wide)
{
	uint64_t w, m;

	for (; s.n - i >= 8; i += 8) {
		w = word_load(s.p + i);
		m = word_equal(w, word_of('"')) | word_equal(w, word_of('\\')) |
			word_below(w, 0x20);
		*wide |= w & WORD_HIGH;
		if (m)
			return i + word_first(m);
	}
	for (; i < s.n; i++) {
		unsigned char c = (unsigned char)s.p[i];

		if (c == '"' || c == '\\' || c < 0x20)
			break;
		*wide |= c & 0x80u;
	}
	return i;
}

static bool
wrong(struct json_string *out, size_t at, const char *why)
{
	out->bad = at;
	out->why = why;
	return false;
}

/* The string meets the end or a control at i. */
static bool
stops_short(struct str s, size_t i, size_t at, struct json_string *out)
{
	if (i == s.n)
		return wrong(out, at, "string is never closed");
	return wrong(out, i,
		s.p[i] == '\n' || s.p[i] == '\r'
			? "line break within a string"
			: "control character within a string");
}

bool
json_string_find(struct str s, size_t at, struct json_string *out)
{
	size_t i = at + 1, bad;
	uint64_t wide = 0;

	*out = (struct json_string){0};
	for (;;) {
		i = find_stop(s, i, &wide);
		if (i == s.n || (unsigned char)s.p[i] < 0x20)
			return stops_short(s, i, at, out);
		if (s.p[i] == '"')
			break;
		out->escaped = true;
		i++;
		i += i < s.n && (unsigned char)s.p[i] >= 0x20;
	}
	out->raw = str_cut(s, at + 1, i);
	out->end = i + 1;
	if (out->raw.n > JSON_STRING_MAX)
		return wrong(out, at, "string is larger than 16 MiB");
	bad = wide ? utf8_valid(out->raw) : out->raw.n;
	return bad == out->raw.n ||
		wrong(out, at + 1 + bad, "invalid UTF-8 within a string");
}

/* Four hexadecimal digits, or -1. */
static int32_t
hex4(struct str s)
{
	static const char digits[] = "0123456789abcdef0123456789ABCDEF";
	int32_t v = 0;

	if (s.n < 4)
		return -1;
	for (size_t i = 0; i < 4; i++) {
		const char *d = memchr(digits, s.p[i], sizeof digits - 1);

		if (!d)
			return -1;
		v = v << 4 | (int32_t)((d - digits) & 15);
	}
	return v;
}

/* The escape \u.... at the start of s, with its second half where it is one of
 * a pair; the bytes it takes, or 0 and why. */
static size_t
escape_point(struct str s, uint32_t *point, const char **why)
{
	int32_t c = hex4(str_cut(s, 2, s.n)), low;

	if (c <= 0) {
		*why = c ? "\\u needs four hexadecimal digits"
			 : "NUL is not allowed in text";
		return 0;
	}
	*point = (uint32_t)c;
	if (c < 0xd800 || c > 0xdfff)
		return 6;
	*why = "half of a surrogate pair";
	if (c > 0xdbff || s.n < 8 || s.p[6] != '\\' || s.p[7] != 'u')
		return 0;
	low = hex4(str_cut(s, 8, s.n));
	if (low < 0xdc00 || low > 0xdfff)
		return 0;
	*point = 0x10000 + ((uint32_t)(c - 0xd800) << 10) +
		(uint32_t)(low - 0xdc00);
	return 12;
}

/* The escape at the start of s appended; the bytes it takes, or 0 and why. */
static size_t
escape_add(struct str s, struct buf *out, const char **why)
{
	static const char from[] = "\"\\/bfnrt", to[] = "\"\\/\b\f\n\r\t";
	const char *known = memchr(from, s.p[1], sizeof from - 1);
	char bytes[4];
	uint32_t point;
	size_t n;

	if (known) {
		buf_char(out, to[known - from]);
		return 2;
	}
	*why = "no such escape";
	if (s.p[1] != 'u')
		return 0;
	n = escape_point(s, &point, why);
	if (n)
		buf_add(out, bytes, utf8_write(bytes, point));
	return n;
}

bool
json_string_undo(struct str s, struct json_string *found, struct buf *out)
{
	struct str raw = found->raw;
	size_t i = 0, stop, n;

	buf_reset(out);
	buf_room(out, raw.n);
	for (;; i = stop + n) {
		stop = i + str_find(str_cut(raw, i, raw.n), '\\');
		buf_add(out, raw.p + i, stop - i);
		if (stop == raw.n)
			return true;
		n = escape_add(str_cut(raw, stop, raw.n), out, &found->why);
		if (!n)
			return wrong(found, (size_t)(raw.p - s.p) + stop,
				found->why);
	}
}
