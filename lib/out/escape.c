#include "base/num.h"
#include "base/utf8.h"
#include "base/word.h"
#include "out/escape.h"
#include "out/writer.h"

/* What a spreadsheet may take for the beginning of a formula, full-width forms
 * among it; the quote itself, so that taking one off gives the text back. */
static const char *const formula_heads[] = {"=", "+", "-", "@", "\t", "\r",
	"\n", "'", "\xef\xbc\x9d", "\xef\xbc\x8b", "\xef\xbc\x8d",
	"\xef\xbc\xa0"};

char *
escape_none(char *to, struct str s)
{
	if (s.n)
		memcpy(to, s.p, s.n);
	return to + s.n;
}

char *
escape_int(char *to, int64_t v)
{
	char digits[24], *end = digits + sizeof digits;
	char *from = num_write(num_abs(v), end);

	if (v < 0)
		*--from = '-';
	return escape_none(to, (struct str){from, (size_t)(end - from)});
}

bool
escape_is_number(struct str s)
{
	struct num_text t;

	return num_scan(s, &t) && (t.whole.n == 1 || t.whole.p[0] != '0');
}

/* The bytes that may need an escape in some format. */
static uint64_t
not_bare(uint64_t w, uint64_t other)
{
	return word_not_print(w) | word_equal(w, word_of('"')) |
		word_equal(w, word_of(',')) | word_equal(w, other);
}

/* Copies as much as needs no escape, eight bytes at a time; the byte at which
 * it stops may need none either. */
static size_t
copy_words(char *to, struct str s, size_t i, uint64_t other)
{
	size_t n;

	for (; s.n - i >= 8; i += 8, to += 8) {
		if (not_bare(word_load(s.p + i), other))
			return i;
		memcpy(to, s.p + i, 8);
	}
	n = s.n - i;
	if (!n || word_first(not_bare(word_load_part(s.p + i, n), other)) < n)
		return i;
	word_copy_part(to, s.p + i, n);
	return s.n;
}

static char
tsv_letter(char c)
{
	if (c == '\t')
		return 't';
	if (c == '\n')
		return 'n';
	return c == '\r' ? 'r' : '\\';
}

char *
escape_tsv(char *to, struct str s)
{
	size_t i = copy_words(to, s, 0, word_of('\\'));

	to += i;
	for (; i < s.n; i++) {
		char c = s.p[i];

		if (c != '\t' && c != '\n' && c != '\r' && c != '\\') {
			*to++ = c;
			continue;
		}
		*to++ = '\\';
		*to++ = tsv_letter(c);
	}
	return to;
}

static bool
is_formula(struct str s)
{
	struct num_text t;

	for (size_t i = 0; i < sizeof formula_heads / sizeof *formula_heads;
		i++)
		if (str_starts(s, formula_heads[i]))
			return !num_scan(s, &t);
	return false;
}

static char *
csv_quoted(char *to, struct str s, bool guard)
{
	*to++ = '"';
	if (guard)
		*to++ = '\'';
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] == '"')
			*to++ = '"';
		*to++ = s.p[i];
	}
	*to++ = '"';
	return to;
}

char *
escape_csv(char *to, struct str s, bool guard)
{
	char *from = to;
	size_t i;

	if (!s.n)
		return s.p ? escape_none(to, STR("\"\"")) : to;
	guard = guard && is_formula(s);
	if (guard)
		*to++ = '\'';
	i = copy_words(to, s, 0, word_of('"'));
	for (to += i; i < s.n; i++) {
		char c = s.p[i];

		if (c == ',' || c == '"' || c == '\n' || c == '\r')
			return csv_quoted(from, s, guard);
		*to++ = c;
	}
	return to;
}

static char *
json_point(char *to, uint32_t c)
{
	static const char hex[] = "0123456789abcdef";

	*to++ = '\\';
	*to++ = 'u';
	for (int shift = 12; shift >= 0; shift -= 4)
		*to++ = hex[c >> shift & 0xf];
	return to;
}

/* A character that is not plain ASCII; yields its length. */
static size_t
json_one(char **to, struct str s)
{
	static const char shorts[] = "\"\"\\\\\nn\tt\rr";
	uint32_t c;
	size_t n = utf8_read(s, &c);

	for (size_t i = 0; i + 1 < sizeof shorts; i += 2) {
		if (s.p[0] != shorts[i])
			continue;
		*to = escape_none(*to, (struct str){"\\", 1});
		*to = escape_none(*to, (struct str){shorts + i + 1, 1});
		return 1;
	}
	if (!n)
		*to = json_point(*to, 0xfffd);
	else if (utf8_kind(c) == POINT_CONTROL)
		*to = json_point(*to, c);
	else
		*to = escape_none(*to, str_cut(s, 0, n));
	return n ? n : 1;
}

char *
escape_json(char *to, struct str s)
{
	size_t i;

	*to++ = '"';
	i = copy_words(to, s, 0, word_of('\\'));
	to += i;
	while (i < s.n) {
		unsigned char c = (unsigned char)s.p[i];

		if (c >= 0x20 && c < 0x7f && c != '"' && c != '\\') {
			*to++ = (char)c;
			i++;
		} else {
			i += json_one(&to, str_cut(s, i, s.n));
		}
	}
	*to++ = '"';
	return to;
}

static void
text_end(struct buf *out, const char *end)
{
	out->n = (size_t)(end - out->p);
	out->p[out->n] = '\0';
}

void
tsv_text(struct str s, struct buf *out)
{
	buf_room(out, TSV_MOST * s.n);
	text_end(out, escape_tsv(out->p + out->n, s));
}

void
csv_text(struct str s, bool spreadsheet, struct buf *out)
{
	buf_room(out, CSV_MOST * s.n + QUOTES);
	text_end(out, escape_csv(out->p + out->n, s, spreadsheet));
}

void
json_text(struct str s, struct buf *out)
{
	buf_room(out, JSON_MOST * s.n + QUOTES);
	text_end(out, escape_json(out->p + out->n, s));
}
