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
/* The first character of a text that is not empty, and its length; 0 where
 * the bytes are no UTF-8. */
size_t utf8_read(struct str s, uint32_t *point);
/* A character up to U+10FFFF that is no surrogate, as UTF-8: its length. */
size_t utf8_write(char to[4], uint32_t point);

enum point_kind {
	POINT_PLAIN,
	POINT_CONTROL,	 /* C0, DEL, C1 */
	POINT_INVISIBLE, /* steers direction or cannot be seen */
};
enum point_kind utf8_kind(uint32_t point);

enum text_rule {
	TEXT_LINE, /* one line: no control characters at all */
	TEXT_BODY, /* newlines and tabs allowed; CR LF becomes LF */
	TEXT_NAME, /* as LINE, also without bidi and invisible characters */
};
/* Validate and normalise to NFC into the arena; blanks at the ends are cut
 * first, those of Unicode and newlines too. Null stays null. Errors
 * (ERR_DATA) name the byte offset from 0: "control character \x1b at byte
 * offset 3"; the caller knows the field. */
int text_clean(struct str s, enum text_rule rule, struct arena *a,
	struct str *out, struct err *e);

/* NFC + full case folding: the key two equal names share. Appends; what is no
 * valid text gets its ASCII letters lowered. */
void text_fold(struct str s, struct buf *out);
/* Case-insensitive "does it contain", by folded text. */
bool text_has(struct str text, struct str folded_needle);

/* Width in terminal columns (combining 0, wide 2); of text as shown, so
 * controls count 0 and invalid bytes 1. */
size_t text_width(struct str s);
/* The longest prefix that fits into `width` columns. */
struct str text_fit(struct str s, size_t width);
/* As people may see it: controls as \x1b, bidi and invisible characters as
 * <U+202E>, invalid bytes as \xff; newline and tab as \n and \t. Appends. */
void text_show(struct str s, struct buf *out);
/* The same; yields the width of what it appends. */
size_t text_show_width(struct str s, struct buf *out);
/* True when text_show would change nothing: the fast path. */
bool text_plain(struct str s);

#endif
