/* json_out.h - JSON as the exports have it, written into a buffer. Private. */
#ifndef TRANSFER_JSON_OUT_H
#define TRANSFER_JSON_OUT_H

#include "base/buf.h"

/* A text with its quotes; null where it is null. */
void json_str(struct buf *out, struct str s);
/* `,"name":`, the comma only behind another value. */
void json_key(struct buf *out, const char *name);
void json_hex(struct buf *out, const uint8_t *bytes, size_t n);

#endif
