/* json_string.h - what stands between two quotes; a part of json.h. */
#ifndef IN_JSON_STRING_H
#define IN_JSON_STRING_H

#include "base/buf.h"

struct json_string {
	struct str raw;  /* between the quotes, as written */
	bool escaped;    /* with backslashes in it */
	size_t end;      /* offset past the closing quote */
	size_t bad;      /* after a failure: the offset of the problem */
	const char *why; /* and its name */
};

/* The string whose quote opens at offset `at` of s. */
bool json_string_find(struct str s, size_t at, struct json_string *out);
/* What an escaped string means, as the only content of `out`. */
bool json_string_undo(struct str s, struct json_string *found, struct buf *out);

#endif
