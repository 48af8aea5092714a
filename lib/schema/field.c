#include "schema/type.h"

static bool
is_text(const struct field *f)
{
	return field_type(f)->text;
}

union val
field_get(const struct field *f, const void *rec)
{
	const char *at = (const char *)rec + f->at;
	union val v = {.s = STR_NULL};

	if (is_text(f))
		memcpy(&v.s, at, sizeof v.s);
	else
		memcpy(&v.i, at, sizeof v.i);
	return v;
}

void
field_set(const struct field *f, void *rec, union val v)
{
	char *at = (char *)rec + f->at;

	if (is_text(f))
		memcpy(at, &v.s, sizeof v.s);
	else
		memcpy(at, &v.i, sizeof v.i);
}

bool
field_is_null(const struct field *f, const void *rec)
{
	union val v = field_get(f, rec);

	return is_text(f) ? v.s.p == NULL : v.i == NUM_NULL;
}

void
field_clear(const struct field *f, void *rec)
{
	union val v = {.s = STR_NULL};

	if (!is_text(f))
		v.i = NUM_NULL;
	field_set(f, rec, v);
}

bool
field_same(const struct field *f, const void *a, const void *b)
{
	union val x = field_get(f, a), y = field_get(f, b);

	return is_text(f) ? str_eq(x.s, y.s) : x.i == y.i;
}

bool
field_is_fact(const struct field *f)
{
	return !(f->flags & (F_DERIVED | F_KEPT));
}

bool
field_is_verbatim(const struct field *f)
{
	return f->type == T_TEXT && (f->flags & F_SYSTEM);
}

bool
field_is_settable(const struct field *f)
{
	return !(f->flags & (F_DERIVED | F_KEPT | F_SYSTEM | F_HIDDEN));
}
