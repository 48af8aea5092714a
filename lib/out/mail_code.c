#include "out/mail_code.h"

#include "base/base64.h"
#include "base/utf8.h"

/* An encoded word fits behind the name of a header. */
enum { FOLD = 76, WORD_BYTES = 39, QUOTED_MAX = 75, WORD_MAX = 60,
	LINE_BYTES = 57 };

/* Words of whole characters, each on a line of its own. */
static void
encoded_words(struct str s, struct buf *out)
{
	bool first = true;

	while (s.n) {
		size_t n = s.n < WORD_BYTES ? s.n : WORD_BYTES;

		while (n && n < s.n && ((unsigned char)s.p[n] & 0xc0) == 0x80)
			n--;
		if (!n) /* no text at all: cut anywhere */
			n = s.n < WORD_BYTES ? s.n : WORD_BYTES;
		buf_cstr(out, first ? "=?utf-8?B?" : "\n =?utf-8?B?");
		base64_print(str_cut(s, 0, n), out);
		buf_cstr(out, "?=");
		s = str_cut(s, n, s.n);
		first = false;
	}
}

/* Nothing but printable ASCII, in words short enough to fold between, which
 * nobody takes for encoded ones. */
static bool
is_plain(struct str s)
{
	size_t word = 0;

	if (s.n && (*s.p == ' ' || s.p[s.n - 1] == ' '))
		return false;
	for (size_t i = 0; i < s.n; i++) {
		char c = s.p[i];

		word = c == ' ' ? 0 : word + 1;
		if (c < ' ' || c > '~' || word > WORD_MAX ||
			(c == '=' && i + 1 < s.n && s.p[i + 1] == '?'))
			return false;
	}
	return true;
}

void
mail_words(struct str s, size_t column, struct buf *out)
{
	struct str word;
	bool first = true;

	if (!is_plain(s)) {
		encoded_words(s, out);
		return;
	}
	while (str_split(&s, ' ', &word)) {
		if (!first && word.n && column + 1 + word.n > FOLD) {
			buf_cstr(out, "\n");
			column = 0;
		}
		if (!first)
			buf_char(out, ' ');
		buf_str(out, word);
		column += word.n + !first;
		first = false;
	}
}

void
mail_phrase(struct str s, struct buf *out)
{
	bool atoms = true;

	if (!is_plain(s) || s.n > WORD_MAX) {
		encoded_words(s, out);
		return;
	}
	for (size_t i = 0; i < s.n; i++)
		atoms &= !strchr("()<>[]:;@\\,.\"", s.p[i]);
	if (!atoms)
		buf_char(out, '"');
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] == '"' || s.p[i] == '\\')
			buf_char(out, '\\');
		buf_char(out, s.p[i]);
	}
	if (!atoms)
		buf_char(out, '"');
}

/* ---- bodies ------------------------------------------------------------- */

/* Blanks at the end of a line get lost on the way, a lone dot ends a message,
 * and "From " begins one in some files. */
static bool
needs_code(struct str s, size_t i, size_t column)
{
	char c = s.p[i];
	bool last = i + 1 == s.n || s.p[i + 1] == '\n';

	if (c == ' ' || c == '\t')
		return last;
	if (column == 0 && c == '.')
		return true;
	if (column == 0 && c == 'F')
		return str_starts(str_cut(s, i, s.n), "From ");
	return c < ' ' || c > '~' || c == '=';
}

void
mail_quoted(struct str s, struct buf *out)
{
	size_t column = 0;

	for (size_t i = 0; i < s.n; i++) {
		bool code;

		if (s.p[i] == '\n') {
			buf_char(out, '\n');
			column = 0;
			continue;
		}
		code = needs_code(s, i, column);
		if (column + (code ? 3 : 1) > QUOTED_MAX) {
			buf_cstr(out, "=\n");
			column = 0;
			code = needs_code(s, i, column);
		}
		if (code)
			buf_fmt(out, "=%02X", (unsigned char)s.p[i]);
		else
			buf_char(out, s.p[i]);
		column += code ? 3 : 1;
	}
}

void
mail_base64(struct str s, struct buf *out)
{
	while (s.n) {
		size_t n = s.n < LINE_BYTES ? s.n : LINE_BYTES;

		base64_print(str_cut(s, 0, n), out);
		buf_char(out, '\n');
		s = str_cut(s, n, s.n);
	}
}
