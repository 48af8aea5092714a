#include "transfer/json_out.h"

static void
escape(struct buf *out, char c)
{
	static const char *const named[] = {['"'] = "\\\"", ['\\'] = "\\\\",
		['\n'] = "\\n", ['\t'] = "\\t", ['\r'] = "\\r"};
	unsigned char u = (unsigned char)c;

	if (u < sizeof named / sizeof *named && named[u])
		buf_cstr(out, named[u]);
	else
		buf_fmt(out, "\\u%04x", u);
}

void
json_str(struct buf *out, struct str s)
{
	size_t from = 0;

	if (!s.p) {
		buf_cstr(out, "null");
		return;
	}
	buf_char(out, '"');
	for (size_t i = 0; i < s.n; i++) {
		unsigned char u = (unsigned char)s.p[i];

		if (u >= 0x20 && u != '"' && u != '\\' && u != 0x7f)
			continue;
		buf_str(out, str_cut(s, from, i));
		escape(out, s.p[i]);
		from = i + 1;
	}
	buf_str(out, str_cut(s, from, s.n));
	buf_char(out, '"');
}

void
json_key(struct buf *out, const char *name)
{
	char last = out->n ? out->p[out->n - 1] : '{';

	if (last != '{' && last != '[')
		buf_char(out, ',');
	buf_char(out, '"');
	buf_cstr(out, name);
	buf_cstr(out, "\":");
}

void
json_hex(struct buf *out, const uint8_t *bytes, size_t n)
{
	static const char digits[] = "0123456789abcdef";

	buf_char(out, '"');
	for (size_t i = 0; i < n; i++) {
		buf_char(out, digits[bytes[i] >> 4]);
		buf_char(out, digits[bytes[i] & 15]);
	}
	buf_char(out, '"');
}
