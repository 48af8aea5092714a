#include "schema/entity.h"

#include "schema/nearest.h"

enum { ENTITIES = 64, ALIGN = 8 };

/* The rows with the custom ones behind them, each of which gets its place. */
static void
fields_merge(struct arena *a, struct entity *e)
{
	size_t n = e->ncustom;
	struct field *rows = arena_array(a, e->nfields + n, sizeof *rows);
	size_t at = (e->size + ALIGN - 1) / ALIGN * ALIGN;

	memcpy(rows, e->fields, e->nfields * sizeof *rows);
	for (size_t i = 0; i < n && i < ENTITY_CUSTOM_MAX; i++) {
		struct field *f = &rows[e->nfields++];

		*f = e->custom[i];
		f->at = (uint16_t)at;
		at += field_type(f)->text ? sizeof(struct str)
					  : sizeof(int64_t);
	}
	e->fields = rows;
	e->size = at;
}

static void
tags_index(struct arena *a, struct entity *e)
{
	e->ntags = 0;
	for (size_t i = 0; i < e->nfields; i++)
		if (e->fields[i].tag >= e->ntags)
			e->ntags = e->fields[i].tag + 1u;
	e->by_tag = arena_array(a, e->ntags, sizeof(*e->by_tag));
	for (size_t i = 0; i < e->nfields; i++)
		e->by_tag[e->fields[i].tag] = &e->fields[i];
}

static void
clear_fields(const struct entity *e, void *rec)
{
	struct common *c = rec;
	const int64_t unset = NUM_NULL;

	memset(rec, 0, e->size); /* so is unset text */
	for (size_t i = 0; i < e->nfields; i++)
		if (!field_type(&e->fields[i])->text)
			memcpy((char *)rec + e->fields[i].at, &unset,
				sizeof unset);
	c->id = c->archived = 0;
}

void
schema_add(struct schema *s, struct arena *a, const struct entity *e,
	const struct field *custom, size_t ncustom)
{
	struct entity *to = arena_alloc(a, sizeof *to);

	if (!s->entities)
		s->entities = arena_array(a, ENTITIES, sizeof *s->entities);
	*to = *e;
	to->custom = custom;
	to->ncustom = ncustom;
	s->entities[e->number] = to;
	s->arena = a;
	if (s->n <= e->number)
		s->n = e->number + 1u;
}

/* What only an entity that is used has to have. */
static void
entity_finish(struct arena *a, struct entity *e)
{
	void *blank;

	if (e->ncustom)
		fields_merge(a, e);
	tags_index(a, e);
	blank = arena_alloc(a, e->size);
	clear_fields(e, blank);
	e->blank = blank;
}

const struct entity *
schema_entity(const struct schema *s, int number)
{
	struct entity *e;

	if (number < 1 || (size_t)number >= s->n)
		return NULL;
	e = s->entities[number];
	if (e && !e->by_tag)
		entity_finish(s->arena, e);
	return e;
}

const struct entity *
schema_find(const struct schema *s, struct str name)
{
	for (size_t i = 1; i < s->n; i++) {
		const struct entity *e = s->entities[i];

		if (e && (str_is(name, e->name) || str_is(name, e->plural)))
			return schema_entity(s, (int)i);
	}
	return NULL;
}

static bool
name_is(struct str name, const char *known)
{
	if (name.n != strlen(known))
		return false;
	for (size_t i = 0; i < name.n; i++)
		if ((name.p[i] == '-' ? '_' : name.p[i]) != known[i])
			return false;
	return true;
}

const struct field *
entity_field(const struct entity *e, struct str name)
{
	for (size_t i = 0; i < e->nfields; i++)
		if (name_is(name, e->fields[i].name))
			return &e->fields[i];
	return NULL;
}

const struct field *
entity_tag(const struct entity *e, unsigned tag)
{
	if (e->by_tag)
		return tag < e->ntags ? e->by_tag[tag] : NULL;
	for (size_t i = 0; i < e->nfields; i++)
		if (e->fields[i].tag == tag)
			return &e->fields[i];
	return NULL;
}

const struct field *
entity_near(const struct entity *e, struct str name)
{
	struct nearest near = nearest_to(name);
	struct str best;

	for (size_t i = 0; i < e->nfields; i++)
		if (!(e->fields[i].flags & F_HIDDEN))
			nearest_try(&near, str_of(e->fields[i].name));
	best = nearest_end(&near);
	return best.p ? entity_field(e, best) : NULL;
}

void *
record_new(const struct entity *e, struct arena *a)
{
	void *rec = arena_alloc(a, e->size);

	record_clear(e, rec);
	return rec;
}

void
record_clear(const struct entity *e, void *rec)
{
	if (e->blank)
		memcpy(rec, e->blank, e->size);
	else
		clear_fields(e, rec);
}

void *
record_copy(const struct entity *e, const void *rec, struct arena *a)
{
	void *copy = arena_alloc(a, e->size);

	memcpy(copy, rec, e->size);
	for (size_t i = 0; i < e->nfields; i++) {
		const struct field *f = &e->fields[i];
		union val v;

		if (!field_type(f)->text)
			continue;
		v = field_get(f, rec);
		v.s = arena_str(a, v.s);
		field_set(f, copy, v);
	}
	return copy;
}

const struct currency *
record_currency(const struct entity *e, const void *rec,
	const struct currency *fallback)
{
	const struct field *f = e->currency ? entity_tag(e, e->currency) : NULL;
	const struct currency *c;

	if (!f || field_is_null(f, rec))
		return fallback;
	c = currency_find(field_get(f, rec).s);
	return c ? c : fallback;
}
