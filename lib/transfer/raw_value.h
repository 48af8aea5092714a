/* raw_value.h - a field's value in the log as a replay gives it back exactly.
 * Private. */
#ifndef TRANSFER_RAW_VALUE_H
#define TRANSFER_RAW_VALUE_H

#include "in/json.h"
#include "schema/entity.h"

/* Append as JSON. f NULL: a field the schema does not know; `text` tells which
 * member counts. */
void raw_value_put(const struct schema *s, const struct field *f, bool text,
	union val v, struct buf *out);
/* The way back, from the token at hand (a string, number, true or false).
 * *text: which member was set; a text lives in the arena. ERR_DATA. */
int raw_value_take(const struct schema *s, const struct field *f,
	struct json *j, struct arena *a, union val *v, bool *text,
	struct err *e);

#endif
