/* mail_code.h - texts as messages have them. Private to out/. */
#ifndef OUT_MAIL_CODE_H
#define OUT_MAIL_CODE_H

#include "base/buf.h"

/* A header's free text, beginning at `column` of its line: as it is and folded
 * at blanks, or where it is no plain ASCII in encoded words (RFC 2047). */
void mail_words(struct str s, size_t column, struct buf *out);
/* A name before an address: as it is, in quotes, or in encoded words. */
void mail_phrase(struct str s, struct buf *out);
/* Quoted-printable (RFC 2045): lines of at most 76 columns that no mail
 * program takes for a line of its own. */
void mail_quoted(struct str s, struct buf *out);
/* Base64 (RFC 2045) in lines of 76 columns. */
void mail_base64(struct str s, struct buf *out);

#endif
