#include "base/base64.h"

static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
			     "abcdefghijklmnopqrstuvwxyz0123456789+/";

static unsigned
byte_at(struct str s, size_t i)
{
	return i < s.n ? (unsigned char)s.p[i] : 0;
}

void
base64_print(struct str s, struct buf *out)
{
	for (size_t i = 0; i < s.n; i += 3) {
		unsigned v = byte_at(s, i) << 16 | byte_at(s, i + 1) << 8 |
			byte_at(s, i + 2);

		buf_char(out, digits[v >> 18]);
		buf_char(out, digits[v >> 12 & 63]);
		buf_char(out, i + 1 < s.n ? digits[v >> 6 & 63] : '=');
		buf_char(out, i + 2 < s.n ? digits[v & 63] : '=');
	}
}

static int
digit_value(char c)
{
	if (c >= 'A' && c <= 'Z')
		return c - 'A';
	if (c >= 'a' && c <= 'z')
		return c - 'a' + 26;
	if (c >= '0' && c <= '9')
		return c - '0' + 52;
	return c == '+' ? 62 : c == '/' ? 63 : -1;
}

/* Four digits, of which the last ones may be padding: 1 to 3 bytes. */
static bool
parse_group(const char *p, bool last, struct buf *out)
{
	size_t n = last && p[3] == '=' ? p[2] == '=' ? 1 : 2 : 3;
	unsigned v = 0;

	for (size_t i = 0; i < 4; i++) {
		int d = i <= n ? digit_value(p[i]) : 0;

		if (d < 0)
			return false;
		v = v << 6 | (unsigned)d;
	}
	for (size_t i = 0; i < n; i++)
		buf_char(out, (char)(v >> (16 - 8 * i) & 255));
	return (v & (0xffffffu >> 8 * n)) == 0; /* no bits beyond the bytes */
}

bool
base64_parse(struct str s, struct buf *out)
{
	if (s.n % 4)
		return false;
	for (size_t i = 0; i < s.n; i += 4)
		if (!parse_group(s.p + i, i + 4 == s.n, out))
			return false;
	return true;
}
