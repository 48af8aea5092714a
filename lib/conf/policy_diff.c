#include "base/utf8.h"
#include "conf/policy_rows.h"

/* Where the walk is: "stage", and what it is known by: "default/demo". */
struct subject {
	const char *noun;
	struct str id;
};

static void
put_value(const struct field *f, const void *s, struct buf *out)
{
	struct scope scope = {0};
	struct buf text = {0};

	if (field_is_null(f, s)) {
		buf_cstr(out, "none");
		return;
	}
	value_print(&scope, f, field_get(f, s), NULL, &text);
	text_show(buf_view(&text), out);
	buf_free(&text);
}

static void
put_subject(const struct subject *of, struct buf *out)
{
	if (!of->noun)
		return;
	buf_cstr(out, of->noun);
	buf_char(out, ' ');
	text_show(of->id, out);
	buf_cstr(out, ": ");
}

static void
diff_fields(const struct bind *b, const struct subject *of, const void *old,
	const void *new, struct buf *out)
{
	const struct field *f;

	for (f = b->fields; f < b->fields + b->nfields; f++) {
		if ((f->flags & F_HIDDEN) || field_same(f, old, new))
			continue;
		put_subject(of, out);
		buf_cstr(out, f->name);
		buf_char(out, ' ');
		put_value(f, old, out);
		buf_cstr(out, " -> ");
		put_value(f, new, out);
		buf_char(out, '\n');
	}
}

static void
diff_words(const struct bind_part *p, const struct subject *of,
	const void *old, const void *new, struct buf *out)
{
	struct field row = {.name = p->name, .type = T_LINE, .at = p->at};
	struct bind one = {.fields = &row, .nfields = 1};

	diff_fields(&one, of, old, new, out);
}

static struct str
own_name(const struct bind_part *p, const void *item, struct buf *out)
{
	if (!p->item)
		return *(const struct str *)item;
	buf_reset(out);
	bind_identity(p->item, item, out);
	return buf_view(out);
}

/* Position of every item by its name. */
static struct map
names_map(const struct bind_part *p, const void *in)
{
	struct map m = {0};
	struct buf name = {0};

	for (size_t i = 0; i < bind_count(p, in); i++)
		*map_put(&m, own_name(p, bind_nth(p, in, i), &name), NULL) =
			(int64_t)i;
	buf_free(&name);
	return m;
}

/* A stage of a pipeline is called "default/demo". */
static struct str
full_name(const struct subject *of, struct str name, struct buf *out)
{
	buf_reset(out);
	if (of->noun) {
		buf_str(out, of->id);
		buf_char(out, '/');
	}
	buf_str(out, name);
	return buf_view(out);
}

static void
put_event(const struct bind_part *p, struct str name, const char *what,
	struct buf *out)
{
	put_subject(&(struct subject){p->noun, name}, out);
	buf_cstr(out, what);
	buf_char(out, '\n');
}

static void
put_common(const struct map *names, const struct map *others, struct buf *out)
{
	for (size_t i = 0; i < names->n; i++) {
		if (!map_get(others, names->v[i].key))
			continue;
		if (out->n)
			buf_char(out, ',');
		text_show(names->v[i].key, out);
	}
}

static void
diff_order(const struct bind_part *p, const struct subject *of,
	const struct map *old, const struct map *new, struct buf *out)
{
	struct buf was = {0}, is = {0};

	put_common(old, new, &was);
	put_common(new, old, &is);
	if (p->shape == BIND_ITEMS &&
		!str_eq(buf_view(&was), buf_view(&is))) {
		put_subject(of, out);
		buf_fmt(out, "order of %s ", p->name);
		buf_str(out, buf_view(&was));
		buf_cstr(out, " -> ");
		buf_str(out, buf_view(&is));
		buf_char(out, '\n');
	}
	buf_free(&was);
	buf_free(&is);
}

static void diff_struct(const struct bind *b, const struct subject *of,
	const void *old, const void *new, struct buf *out);

static void
diff_items(const struct bind_part *p, const struct subject *of,
	const void *old, const void *new, struct buf *out)
{
	struct map was = names_map(p, old), is = names_map(p, new);
	struct buf name = {0};
	const int64_t *at;
	struct str s;

	for (size_t i = 0; i < was.n; i++)
		if (!map_get(&is, was.v[i].key))
			put_event(p, full_name(of, was.v[i].key, &name),
				"removed", out);
	for (size_t i = 0; i < is.n; i++) {
		at = map_get(&was, is.v[i].key);
		s = full_name(of, is.v[i].key, &name);
		if (!at)
			put_event(p, s, "added", out);
		else if (p->item)
			diff_struct(p->item, &(struct subject){p->noun, s},
				bind_nth(p, old, (size_t)*at),
				bind_nth(p, new, i), out);
	}
	diff_order(p, of, &was, &is, out);
	map_free(&was);
	map_free(&is);
	buf_free(&name);
}

static void
diff_struct(const struct bind *b, const struct subject *of, const void *old,
	const void *new, struct buf *out)
{
	const struct bind_part *p = b->parts;

	diff_fields(b, of, old, new, out);
	for (size_t i = 0; i < b->nparts; i++, p++) {
		if (p->shape == BIND_INTO)
			diff_struct(p->item, of, old, new, out);
		else if (p->shape == BIND_WORDS || p->shape == BIND_SET)
			diff_words(p, of, old, new, out);
		else
			diff_items(p, of, old, new, out);
	}
}

void
policy_diff(const struct policy *old, const struct policy *new,
	struct buf *lines)
{
	diff_struct(&policy_rows, &(struct subject){0}, old, new, lines);
}
