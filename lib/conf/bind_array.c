#include "conf/bind_part.h"

bool
bind_is_array(const struct bind_part *p)
{
	return p->shape != BIND_WORDS && p->shape != BIND_SET &&
		p->shape != BIND_INTO;
}

static size_t
element_size(const struct bind_part *p)
{
	return p->item ? p->item->size : sizeof(struct str);
}

/* For what is no array: 1 where something is set. */
size_t
bind_count(const struct bind_part *p, const void *s)
{
	const char *base = s;

	if (p->shape == BIND_INTO)
		return 1;
	if (bind_is_array(p))
		return *(const size_t *)(base + p->count);
	return ((const struct str *)(base + p->at))->p != NULL;
}

void *
bind_nth(const struct bind_part *p, const void *s, size_t i)
{
	char *v = *(char *const *)((const char *)s + p->at);

	return v + i * element_size(p);
}

void *
bind_array(const struct bind_part *p, void *s, size_t n, struct arena *a)
{
	char *base = s;
	char *v = n ? arena_array(a, n, element_size(p)) : NULL;

	*(void **)(base + p->at) = v;
	*(size_t *)(base + p->count) = n;
	for (size_t i = 0; p->item && i < n; i++)
		bind_clear(p->item, v + i * element_size(p));
	return v;
}

bool
bind_identity(const struct bind *b, const void *item, struct buf *out)
{
	size_t before = out->n;
	struct scope scope = {0};
	const struct field *f;

	for (f = b->fields; f < b->fields + b->nfields; f++) {
		if (!(f->flags & F_UNIQUE) || field_is_null(f, item))
			continue;
		if (out->n > before)
			buf_char(out, '/');
		value_print(&scope, f, field_get(f, item), NULL, out);
	}
	return out->n > before;
}

/* Where the last row of what it is known by was written. */
static struct pos
identity_pos(const struct binding *b, const struct bind *to, const void *item)
{
	const struct field *last = NULL, *f;

	for (f = to->fields; f < to->fields + to->nfields; f++)
		if ((f->flags & F_UNIQUE) && !field_is_null(f, item))
			last = f;
	return bind_where(b, (const char *)item + (last ? last->at : 0));
}

void
bind_twins(struct binding *b, const struct bind_part *p, const void *out)
{
	size_t n = b->over ? 0 : bind_count(p, out);
	struct map seen = {0};
	struct buf name = {0};
	struct str q;
	struct pos at;
	int64_t *line;
	bool added;

	for (size_t i = 0; i < n; i++) {
		buf_reset(&name);
		if (!bind_identity(p->item, bind_nth(p, out, i), &name))
			continue;
		at = identity_pos(b, p->item, bind_nth(p, out, i));
		line = map_put(&seen, buf_view(&name), &added);
		q = fault_quote(buf_view(&name));
		if (!added)
			bind_fault(b, at,
				"%s '%.*s' given twice, first on line %d",
				p->noun, STR_F(q), (int)*line);
		else
			*line = at.line;
	}
	map_free(&seen);
	buf_free(&name);
}
