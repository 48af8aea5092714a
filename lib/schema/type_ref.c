#include "schema/type_part.h"

enum { ENTITY_SHIFT = 56, ENTITY_MAX = 63 };

int64_t
anyref_make(int entity, int64_t id)
{
	return (int64_t)entity << ENTITY_SHIFT | id;
}

int
anyref_entity(int64_t ref)
{
	return (int)(ref >> ENTITY_SHIFT);
}

int64_t
anyref_id(int64_t ref)
{
	return ref & ID_MAX;
}

static int
id_read(const struct scope *s, int entity, struct str text, int64_t *id,
	struct err *e)
{
	if (s->ref_parse)
		return s->ref_parse(s, entity, text, id, e);
	return num_parse(text, 1, ID_MAX, id, e);
}

static void
id_write(const struct scope *s, int entity, int64_t id, struct buf *out)
{
	if (s->ref_print)
		s->ref_print(s, entity, id, out);
	else
		buf_int(out, id);
}

int
ref_read(const struct input *in, union val *out, struct err *e)
{
	return id_read(in->scope, in->field->ref, in->text, &out->i, e);
}

void
ref_write(const struct input *in, union val v, struct buf *out)
{
	id_write(in->scope, in->field->ref, v.i, out);
}

static int
no_such_entity(const struct scope *s, struct str name, struct err *e)
{
	struct nearest near = nearest_to(name);

	err_set(e, ERR_USAGE, "no such entity '%.*s'", STR_SHORT(name));
	for (int i = 1; s->entity_name && i <= ENTITY_MAX; i++) {
		const char *known = s->entity_name(s, i);

		if (known)
			nearest_try(&near, str_of(known));
	}
	nearest_hint(&near, e);
	return ERR_USAGE;
}

static int
entity_read(const struct scope *s, struct str name, int *number, struct err *e)
{
	int64_t plain;
	int rc;

	if (s->entity_number) {
		*number = s->entity_number(s, name);
		return *number ? ERR_OK : no_such_entity(s, name, e);
	}
	rc = num_parse(name, 1, ENTITY_MAX, &plain, e);
	if (rc == 0)
		*number = (int)plain;
	return rc;
}

static int
no_entity(struct str text, struct err *e)
{
	err_set(e, ERR_USAGE, "'%.*s': of which entity", STR_SHORT(text));
	return err_hint(e, "write it before, as in deal/%.*s",
		STR_SHORT(text));
}

int
anyref_read(const struct input *in, union val *out, struct err *e)
{
	size_t at = str_find(in->text, '/');
	struct str rest;
	int64_t id;
	int number, rc;

	if (at == in->text.n || str_starts(in->text, "ext:"))
		return no_entity(in->text, e);
	rc = entity_read(in->scope, str_cut(in->text, 0, at), &number, e);
	if (rc)
		return rc;
	rest = str_cut(in->text, at + 1, in->text.n);
	if (rest.n == 0)
		return err_set(e, ERR_USAGE, "'%.*s': of which record",
			STR_SHORT(in->text));
	rc = id_read(in->scope, number, rest, &id, e);
	if (rc == 0)
		out->i = anyref_make(number, id);
	return rc;
}

void
anyref_write(const struct input *in, union val v, struct buf *out)
{
	const struct scope *s = in->scope;
	int number = anyref_entity(v.i);
	const char *name = s->entity_name ? s->entity_name(s, number) : NULL;

	if (name)
		buf_cstr(out, name);
	else
		buf_int(out, number);
	buf_char(out, '/');
	id_write(s, number, anyref_id(v.i), out);
}
