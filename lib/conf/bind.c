#include <stdarg.h>
#include <stdio.h>

#include "conf/bind_part.h"

struct spot {
	uint64_t address, mark;
};

static struct str
spot_key(const struct spot *s)
{
	return (struct str){(const char *)s, sizeof *s};
}

void
bind_mark(struct binding *b, const void *address, size_t mark, struct pos at)
{
	struct spot s = {(uintptr_t)address, mark};

	*map_put(&b->where, spot_key(&s), NULL) =
		((int64_t)at.line << 32) | at.col;
}

static struct pos
spot_find(const struct binding *b, const void *address, size_t mark)
{
	struct spot s = {(uintptr_t)address, mark};
	const int64_t *at = map_get(&b->where, spot_key(&s));

	if (!at)
		return (struct pos){1, 1};
	return (struct pos){(int)(*at >> 32), (int)(*at & INT32_MAX)};
}

struct pos
bind_where(const struct binding *b, const void *member)
{
	return spot_find(b, member, MARK_MEMBER);
}

struct pos
bind_word(const struct binding *b, const void *member, size_t nth)
{
	return spot_find(b, member, MARK_WORD + nth);
}

struct pos
bind_item(const struct binding *b, const void *item)
{
	return spot_find(b, item, MARK_ITEM);
}

struct err *
bind_fault(struct binding *b, struct pos at, const char *fmt, ...)
{
	char msg[sizeof((struct err *)0)->msg];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(msg, sizeof msg, fmt, ap);
	va_end(ap);
	return fault_add(b->faults, b->file, at, "%s", msg);
}

void
bind_free(struct binding *b)
{
	map_free(&b->where);
}

void
bind_clear(const struct bind *b, void *out)
{
	char *base = out;
	const struct bind_part *p = b->parts;

	for (size_t i = 0; i < b->nfields; i++)
		field_clear(&b->fields[i], out);
	for (size_t i = 0; i < b->nparts; i++, p++) {
		if (p->shape == BIND_INTO) {
			bind_clear(p->item, out);
		} else if (bind_is_array(p)) {
			*(void **)(base + p->at) = NULL;
			*(size_t *)(base + p->count) = 0;
		} else {
			*(struct str *)(base + p->at) = STR_NULL;
		}
	}
}

static bool
take_bool(struct binding *b, const struct field *f, struct str text,
	struct pos at, union val *v)
{
	struct str q = fault_quote(text);

	v->i = str_is(text, "true");
	if (v->i || str_is(text, "false"))
		return true;
	bind_fault(b, at, "%s: true or false is needed, not '%.*s'", f->name,
		STR_F(q));
	return false;
}

static bool
take_choice(struct binding *b, const struct field *f, struct str text,
	struct pos at, union val *v)
{
	struct str q = fault_quote(text), rest = str_of(f->choices), word;
	struct near near = near_to(text);

	while (str_split(&rest, ',', &word)) {
		if (str_eq(word, text)) {
			v->s = word;
			return true;
		}
		near_try(&near, word);
	}
	if (near.best.p)
		bind_fault(b, at, "unknown %s '%.*s'%s", f->name, STR_F(q),
			near_advice(&near));
	else
		bind_fault(b, at, "unknown %s '%.*s' (one of %s)", f->name,
			STR_F(q), f->choices);
	return false;
}

static bool
take_value(struct binding *b, const struct field *f, struct str text,
	struct pos at, union val *v)
{
	struct scope scope = {.arena = b->arena};
	struct err e = {0}, *fault;

	if (f->type == T_BOOL)
		return take_bool(b, f, text, at, v);
	if (f->type == T_ENUM && f->choices)
		return take_choice(b, f, text, at, v);
	if (!value_parse(&scope, f, text, NULL, NULL, v, &e))
		return true;
	fault = bind_fault(b, at, "%s", e.msg);
	if (fault && e.hint[0])
		err_hint(fault, "%s", e.hint);
	return false;
}

bool
bind_stop(struct binding *b, struct pos at, size_t coming)
{
	if (b->values + coming > BIND_VALUES && !b->over) {
		bind_fault(b, at, "too many values: more than %d",
			BIND_VALUES);
		b->over = true;
	}
	b->over = b->over || faults_full(b->faults);
	return b->over;
}

bool
bind_text(struct binding *b, const struct field *f, struct str text,
	struct pos at, void *out)
{
	union val v = {0};

	if (bind_stop(b, at, 1))
		return false;
	b->values++;
	bind_mark(b, (char *)out + f->at, MARK_MEMBER, at);
	if (!take_value(b, f, text, at, &v))
		return false;
	field_set(f, out, v);
	return true;
}

void
bind_node(struct binding *b, const struct field *f,
	const struct yaml_node *n, void *out)
{
	if (n->kind != YAML_TEXT)
		bind_fault(b, n->at, "%s: one value is needed, not a %s",
			f->name, n->kind == YAML_LIST ? "list" : "mapping");
	else if (!yaml_empty(n))
		bind_text(b, f, n->text, n->at, out);
}

static const struct field *
find_field(const struct bind *b, struct str name)
{
	const struct field *f;

	for (f = b->fields; f < b->fields + b->nfields; f++)
		if (!(f->flags & F_SYSTEM) && str_is(name, f->name))
			return f;
	return NULL;
}

static const struct bind_part *
find_part(const struct bind *b, struct str name)
{
	const struct bind_part *p = b->parts;

	for (size_t i = 0; i < b->nparts; i++, p++)
		if (str_is(name, p->name))
			return p;
	return NULL;
}

static void
unknown_key(struct binding *b, const struct bind *to, const char *noun,
	const struct yaml_node *n)
{
	struct near near = near_to(n->key);
	struct str q = fault_quote(n->key);
	const struct bind_part *p = to->parts;
	const struct field *f;

	for (f = to->fields; f < to->fields + to->nfields; f++)
		if (!(f->flags & F_SYSTEM))
			near_try(&near, str_of(f->name));
	for (size_t i = 0; i < to->nparts; i++, p++)
		near_try(&near, str_of(p->name));
	bind_fault(b, n->key_at, "%s%sunknown key '%.*s'%s", noun ? noun : "",
		noun ? ": " : "", STR_F(q), near_advice(&near));
}

static void
fill_entry(struct binding *b, const struct bind *to, const char *noun,
	const struct yaml_node *n, void *out)
{
	const struct field *f = find_field(to, n->key);
	const struct bind_part *p = f ? NULL : find_part(to, n->key);

	if (f)
		bind_node(b, f, n, out);
	else if (p)
		bind_part(b, p, n, out);
	else
		unknown_key(b, to, noun, n);
}

static void
missing(struct binding *b, const char *noun, const char *name,
	const struct yaml_node *n)
{
	const struct yaml_node *entry = yaml_entry(n, name);

	if (entry && !yaml_empty(entry) &&
		(entry->kind == YAML_TEXT || entry->n))
		return;
	bind_fault(b, entry ? entry->key_at : n->at, "%s%s'%s' is missing",
		noun ? noun : "", noun ? ": " : "", name);
}

void
bind_missing(struct binding *b, const struct bind *to, const char *noun,
	const struct yaml_node *n, const void *out)
{
	const struct bind_part *p = to->parts;
	const struct field *f;

	for (f = to->fields; f < to->fields + to->nfields; f++)
		if ((f->flags & F_REQUIRED) && !(f->flags & F_SYSTEM) &&
			field_is_null(f, out))
			missing(b, noun, f->name, n);
	for (size_t i = 0; i < to->nparts; i++, p++)
		if ((p->flags & F_REQUIRED) &&
			(p->shape == BIND_INTO || !bind_count(p, out)))
			missing(b, noun, p->name, n);
}

void
bind_fill(struct binding *b, const struct bind *to, const char *noun,
	const struct yaml_node *n, void *out)
{
	const struct yaml_node *entry;

	if (bind_stop(b, n->at, 0))
		return;
	if (n->kind != YAML_MAP && !yaml_empty(n)) {
		bind_fault(b, n->at, "%s%skeys and values are needed",
			noun ? noun : "", noun ? ": " : "");
		return;
	}
	for (entry = n->first; entry && !bind_stop(b, entry->at, 0);
		entry = entry->next)
		fill_entry(b, to, noun, entry, out);
	if (!b->over)
		bind_missing(b, to, noun, n, out);
}

void
bind_map(struct binding *b, const struct bind *to, const char *noun,
	const struct yaml_node *n, void *out)
{
	bind_clear(to, out);
	bind_fill(b, to, noun, n, out);
}
