/* encoding.h - other people's character sets become UTF-8, exactly or not at
 * all: what has no meaning in the named set is an error, never a '?'. */
#ifndef IN_ENCODING_H
#define IN_ENCODING_H

#include "in/spool.h"

enum encoding {
	ENC_AUTO, /* UTF-8, or UTF-16 where a byte order mark says so */
	ENC_UTF8,
	ENC_UTF16, /* the mark tells the byte order */
	ENC_UTF16LE,
	ENC_UTF16BE,
	ENC_LATIN1,
	ENC_CP1252,
};

/* "utf-8", "utf-16le", "latin1", "cp1252", ... in any case, with '-' or '_' or
 * neither, and the usual other names (iso-8859-1, windows-1252). ERR_USAGE
 * with the list of names. */
int encoding_parse(struct str name, enum encoding *out, struct err *e);
const char *encoding_name(enum encoding enc);

/* Cut the byte order mark off *raw and settle ENC_AUTO and ENC_UTF16. A mark
 * that contradicts *enc is an error (ERR_DATA); `name` is for messages. */
int encoding_detect(
	enum encoding *enc, struct str *raw, const char *name, struct err *e);
/* Add raw, which is in `enc` and not UTF-8, to `to` as UTF-8. After an error
 * (ERR_DATA) `to` holds what stood before the offending character. */
int encoding_convert(
	enum encoding enc, struct str raw, struct spool *to, struct err *e);

#endif
