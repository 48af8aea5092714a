#include <stdint.h>

#include "base/utf8.h"
#include "in/encoding.h"

enum { BLOCK = 64 * 1024, POINT_BAD = 0xd800 };

static const struct name {
	const char *plain; /* without '-' and '_' */
	enum encoding enc;
} names[] = {
	{"auto", ENC_AUTO},
	{"utf8", ENC_UTF8},
	{"utf16", ENC_UTF16},
	{"utf16le", ENC_UTF16LE},
	{"utf16be", ENC_UTF16BE},
	{"latin1", ENC_LATIN1},
	{"iso88591", ENC_LATIN1},
	{"cp1252", ENC_CP1252},
	{"windows1252", ENC_CP1252},
};

static const char *const shown[] = {
	[ENC_AUTO] = "auto",
	[ENC_UTF8] = "utf-8",
	[ENC_UTF16] = "utf-16",
	[ENC_UTF16LE] = "utf-16le",
	[ENC_UTF16BE] = "utf-16be",
	[ENC_LATIN1] = "latin1",
	[ENC_CP1252] = "cp1252",
};

/* 0x80 to 0x9f; 0 where the set has no character. */
static const uint16_t cp1252[] = {
	0x20ac, 0, 0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021,
	0x02c6, 0x2030, 0x0160, 0x2039, 0x0152, 0, 0x017d, 0,
	0, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014,
	0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0, 0x017e, 0x0178,
};

static const struct mark {
	struct str bytes;
	enum encoding enc;
	bool refused;
} marks[] = {
	{{"\xff\xfe\0\0", 4}, ENC_AUTO, true}, /* UTF-32, before UTF-16 */
	{{"\0\0\xfe\xff", 4}, ENC_AUTO, true},
	{{"\xef\xbb\xbf", 3}, ENC_UTF8, false},
	{{"\xff\xfe", 2}, ENC_UTF16LE, false},
	{{"\xfe\xff", 2}, ENC_UTF16BE, false},
};

int
encoding_parse(struct str name, enum encoding *out, struct err *e)
{
	char plain[16];
	size_t n = 0;

	for (size_t i = 0; i < name.n && n < sizeof plain; i++) {
		char c = name.p[i];

		if (c != '-' && c != '_')
			plain[n++] = c >= 'A' && c <= 'Z' ? (char)(c | 32) : c;
	}
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (str_is((struct str){plain, n}, names[i].plain)) {
			*out = names[i].enc;
			return ERR_OK;
		}
	err_set(e, ERR_USAGE, "%.*s: no such encoding", STR_F(name));
	return err_hint(e,
		"known are utf-8, utf-16, utf-16le, utf-16be, "
		"latin1 and cp1252");
}

const char *
encoding_name(enum encoding enc)
{
	return shown[enc];
}

static const struct mark *
mark_find(struct str raw, enum encoding said)
{
	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
		if (!(marks[i].refused && said == ENC_UTF16LE) &&
			raw.n >= marks[i].bytes.n &&
			!memcmp(raw.p, marks[i].bytes.p, marks[i].bytes.n))
			return &marks[i];
	return NULL;
}

static bool
mark_fits(enum encoding said, enum encoding marked)
{
	return said == marked || said == ENC_AUTO ||
		(said == ENC_UTF16 && marked != ENC_UTF8);
}

int
encoding_detect(
	enum encoding *enc, struct str *raw, const char *name, struct err *e)
{
	const struct mark *mark = mark_find(*raw, *enc);

	if (mark && mark->refused) {
		err_set(e, ERR_DATA, "%s: UTF-32 is not supported", name);
		return err_hint(e, "save it as UTF-8");
	}
	if (mark && !mark_fits(*enc, mark->enc)) {
		err_set(e, ERR_DATA, "%s: begins with the mark of %s, not %s",
			name, shown[mark->enc], shown[*enc]);
		return err_hint(e, "leave the encoding out");
	}
	if (!mark && *enc == ENC_UTF16) {
		err_set(e, ERR_DATA, "%s: utf-16 without a byte order mark",
			name);
		return err_hint(e, "say utf-16le or utf-16be");
	}
	if (mark) {
		*enc = mark->enc;
		*raw = str_cut(*raw, mark->bytes.n, raw->n);
	}
	if (*enc == ENC_AUTO)
		*enc = ENC_UTF8;
	return ERR_OK;
}

static uint32_t
unit_at(enum encoding enc, const unsigned char *p)
{
	return enc == ENC_UTF16LE ? (uint32_t)(p[0] | p[1] << 8)
				  : (uint32_t)(p[1] | p[0] << 8);
}

/* The UTF-16 character at the start and its bytes; POINT_BAD for half of a
 * pair or half of a unit. */
static size_t
wide_read(enum encoding enc, struct str s, uint32_t *point)
{
	const unsigned char *p = (const unsigned char *)s.p;
	uint32_t c, low;

	*point = POINT_BAD;
	if (s.n < 2)
		return 1;
	c = unit_at(enc, p);
	if (c < 0xd800 || c > 0xdfff) {
		*point = c;
		return 2;
	}
	if (c > 0xdbff || s.n < 4)
		return 2;
	low = unit_at(enc, p + 2);
	if (low < 0xdc00 || low > 0xdfff)
		return 2;
	*point = 0x10000 + ((c - 0xd800) << 10) + (low - 0xdc00);
	return 4;
}

static size_t
char_read(enum encoding enc, struct str s, uint32_t *point)
{
	unsigned char c = (unsigned char)s.p[0];

	if (enc == ENC_UTF16LE || enc == ENC_UTF16BE)
		return wide_read(enc, s, point);
	*point = c;
	if (enc == ENC_CP1252 && c >= 0x80 && c <= 0x9f)
		*point = cp1252[c - 0x80] ? cp1252[c - 0x80] : POINT_BAD;
	return 1;
}

static int
convert_fail(enum encoding enc, struct str s, size_t n, struct err *e)
{
	struct buf bytes = {0};

	for (size_t i = 0; i < n && i < s.n; i++)
		buf_fmt(&bytes, "\\x%02x", (unsigned)(unsigned char)s.p[i]);
	err_set(e, ERR_DATA, "%s: no character in %s", bytes.p, shown[enc]);
	buf_free(&bytes);
	return ERR_DATA;
}

int
encoding_convert(
	enum encoding enc, struct str raw, struct spool *to, struct err *e)
{
	char block[BLOCK];
	size_t n = 0, len;
	uint32_t c;
	int code;

	while (raw.n) {
		len = char_read(enc, raw, &c);
		if (c == POINT_BAD)
			break;
		if (c < 0x80)
			block[n++] = (char)c;
		else
			n += utf8_write(block + n, c);
		raw = str_cut(raw, len, raw.n);
		if (n > BLOCK - 4) {
			code = spool_add(to, (struct str){block, n}, e);
			if (code)
				return code;
			n = 0;
		}
	}
	code = spool_add(to, (struct str){block, n}, e);
	if (code || !raw.n)
		return code;
	return convert_fail(enc, raw, len, e);
}
