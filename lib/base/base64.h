/* base64.h - bytes as text (RFC 4648, section 4), and back. */
#ifndef BASE_BASE64_H
#define BASE_BASE64_H

#include <stdbool.h>

#include "base/buf.h"

/* Appended in one line, padded. */
void base64_print(struct str bytes, struct buf *out);
/* The bytes, appended. False, with some of them, for anything but the very text
 * that base64_print makes of them. */
bool base64_parse(struct str text, struct buf *out);

#endif
