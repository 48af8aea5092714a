#include "conf/name.h"

enum { NAME_MAX_BYTES = 64 };

bool
name_valid(struct str name, bool dash)
{
	if (!name.n || name.n > NAME_MAX_BYTES || name.p[0] < 'a' ||
		name.p[0] > 'z')
		return false;
	for (size_t i = 0; i < name.n; i++) {
		char c = name.p[i];

		if (!(c >= 'a' && c <= 'z') && !(c >= '0' && c <= '9') &&
			c != '_' && !(c == '-' && dash))
			return false;
	}
	return true;
}

const struct entity *
name_entity(const struct schema *schema, struct str name)
{
	const struct entity *e = schema_find(schema, name);

	return e && str_is(name, e->name) ? e : NULL;
}

const struct entity *
name_check_entity(struct binding *b, const struct schema *schema,
	const char *subject, const struct str *name)
{
	const struct entity *e = name_entity(schema, *name);
	struct near near = near_to(*name);
	struct str q = fault_quote(*name);

	if (e || !name->p)
		return e;
	for (size_t i = 1; i < schema->n; i++)
		if ((e = schema_entity(schema, (int)i)))
			near_try(&near, str_of(e->name));
	bind_fault(b, bind_where(b, name), "%s: unknown entity '%.*s'%s",
		subject, STR_F(q), near_advice(&near));
	return NULL;
}
