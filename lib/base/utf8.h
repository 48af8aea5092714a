/*
 * utf8.h - the text rules: valid UTF-8, NFC, no controls; shown escaped.
 *
 * Over utf8proc, so that it works in LANG=C; setlocale is never called.
 */
#ifndef BASE_UTF8_H
#define BASE_UTF8_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"

/* Offset of the first byte that is not part of valid UTF-8 (overlong forms,
 * surrogates and NUL count as invalid), or s.n. */
size_t utf8_valid(struct str s);

enum text_rule {
	TEXT_LINE, /* one line: no control characters at all */
	TEXT_BODY, /* newlines and tabs allowed; CR LF becomes LF */
	TEXT_NAME, /* as LINE, also without bidi and invisible characters */
};
/* Validate and normalise to NFC into the arena; blanks at the ends are cut.
 * Errors (ERR_DATA) name the byte offset. */
int text_clean(struct str s, enum text_rule rule, struct arena *a,
	struct str *out, struct err *e);

/* NFC + full case folding: the key two equal names share. */
void text_fold(struct str s, struct buf *out);
/* Case-insensitive "does it contain", by folded text. */
bool text_has(struct str text, struct str folded_needle);

/* Width in terminal columns (combining 0, wide 2). */
size_t text_width(struct str s);
/* The longest prefix that fits into `width` columns. */
struct str text_fit(struct str s, size_t width);
/* As people may see it: controls as \x1b, bidi and invisible characters as
 * <U+202E>, invalid bytes as \xff; newline and tab as \n and \t. */
void text_show(struct str s, struct buf *out);
/* True when text_show would change nothing: the fast path. */
bool text_plain(struct str s);

#endif
