/* values.h - a scope to read values in, as tests of the types need it: UTC,
 * Thursday 2026-10-15, euros, and two entities, deal 6 and rep 2. */
#ifndef UNIT_VALUES_H
#define UNIT_VALUES_H

#include "schema/type.h"

struct values {
	struct arena arena;
	struct calendar cal;
	struct scope scope;
	const struct currency *eur, *usd, *jpy;
	uint64_t seed;
};

void values_begin(struct values *v);
void values_end(struct values *v);

/* Deterministic numbers: any 64 bits; below n; of any size and sign. */
uint64_t values_next(struct values *v);
uint64_t values_below(struct values *v, uint64_t n);
int64_t values_any(struct values *v);
/* A value of the type, as reading may give it, in the scope's arena. */
union val values_random(struct values *v, const struct field *f);

/* Parse under the scope with euros as the record's currency. */
int values_parse(struct values *v, const struct field *f, struct str text,
	union val *out, struct err *e);
/* Print likewise; the text is in the arena, null where nothing is printed. */
struct str values_print(struct values *v, const struct field *f,
	union val val);
bool values_same(const struct field *f, union val a, union val b);

#endif
