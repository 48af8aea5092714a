#include "base/varint.h"
#include "conf/pack.h"

/* The low bits of a tag say how to skip it. NESTED: a count of structs. */
enum wire { WIRE_INT, WIRE_TEXT, WIRE_NESTED, WIRE_BITS = 2 };

enum { NESTING_MAX = 8, TAG_END = 0, TAG_ELEMENT = 1 };

static void
put_tag(struct buf *out, unsigned tag, enum wire wire)
{
	varint_put(out, ((uint64_t)tag << WIRE_BITS) | wire);
}

static void
put_text(struct buf *out, unsigned tag, struct str s)
{
	put_tag(out, tag, WIRE_TEXT);
	varint_put(out, s.n);
	buf_str(out, s);
}

static void
put_field(struct buf *out, const struct field *f, const void *s)
{
	if (field_is_null(f, s))
		return;
	if (field_type(f)->text) {
		put_text(out, f->tag, field_get(f, s).s);
		return;
	}
	put_tag(out, f->tag, WIRE_INT);
	varint_put(out, zigzag(field_get(f, s).i));
}

static void
put_part(struct buf *out, const struct bind_part *p, const void *s)
{
	size_t n = bind_count(p, s);

	if (!n)
		return;
	if (p->shape == BIND_WORDS || p->shape == BIND_SET) {
		put_text(out, p->tag,
			*(const struct str *)((const char *)s + p->at));
		return;
	}
	put_tag(out, p->tag, WIRE_NESTED);
	varint_put(out, n);
	for (size_t i = 0; i < n; i++) {
		if (p->shape == BIND_INTO) {
			pack_struct(p->item, s, out);
		} else if (p->item) {
			pack_struct(p->item, bind_nth(p, s, i), out);
		} else {
			put_text(out, TAG_ELEMENT,
				*(struct str *)bind_nth(p, s, i));
			varint_put(out, TAG_END);
		}
	}
}

void
pack_struct(const struct bind *b, const void *s, struct buf *out)
{
	for (size_t i = 0; i < b->nfields; i++)
		put_field(out, &b->fields[i], s);
	for (size_t i = 0; i < b->nparts; i++)
		put_part(out, &b->parts[i], s);
	varint_put(out, TAG_END);
}

static int
damaged(struct err *e)
{
	return err_set(e, ERR_DAMAGED, "compiled policy: damaged");
}

static bool
get_uint(struct str *r, uint64_t *u)
{
	const uint8_t *p = (const uint8_t *)r->p;
	const uint8_t *end = p + r->n;

	if (!varint_get(&p, end, u))
		return false;
	r->n = (size_t)(end - p);
	r->p = (const char *)p;
	return true;
}

static bool
get_int(struct str *r, int64_t *v)
{
	uint64_t u;

	if (!get_uint(r, &u))
		return false;
	*v = unzigzag(u);
	return true;
}

static bool
get_text(struct str *r, struct str *s)
{
	uint64_t n;

	if (!get_uint(r, &n) || n > r->n)
		return false;
	*s = str_cut(*r, 0, n);
	*r = str_cut(*r, n, r->n);
	return true;
}

/* A count that can be true: each takes a byte at least. */
static bool
get_count(struct str *r, size_t *n)
{
	uint64_t u;

	if (!get_uint(r, &u) || u > r->n)
		return false;
	*n = (size_t)u;
	return true;
}

static bool skip(struct str *r, unsigned wire, int depth);

static bool
skip_struct(struct str *r, int depth)
{
	uint64_t head;

	for (;;) {
		if (!get_uint(r, &head))
			return false;
		if (head == TAG_END)
			return true;
		if (!skip(r, head & ((1u << WIRE_BITS) - 1), depth))
			return false;
	}
}

static bool
skip(struct str *r, unsigned wire, int depth)
{
	struct str s;
	int64_t v;
	size_t n;

	if (wire == WIRE_INT)
		return get_int(r, &v);
	if (wire == WIRE_TEXT)
		return get_text(r, &s);
	if (wire != WIRE_NESTED || depth == NESTING_MAX || !get_count(r, &n))
		return false;
	while (n--)
		if (!skip_struct(r, depth + 1))
			return false;
	return true;
}

static bool
get_field(const struct field *f, unsigned wire, struct str *r, void *s)
{
	bool text = field_type(f)->text;
	union val v;

	if (wire != (text ? WIRE_TEXT : WIRE_INT))
		return false;
	if (text ? !get_text(r, &v.s) : !get_int(r, &v.i))
		return false;
	field_set(f, s, v);
	return true;
}

static bool
get_element(struct str *r, struct str *s)
{
	uint64_t head, end;

	return get_uint(r, &head) &&
		head == ((TAG_ELEMENT << WIRE_BITS) | WIRE_TEXT) &&
		get_text(r, s) && get_uint(r, &end) && end == TAG_END;
}

static bool get_struct(const struct bind *b, struct arena *a, struct str *r,
	void *s);

static bool
get_part(const struct bind_part *p, unsigned wire, struct arena *a,
	struct str *r, void *s)
{
	size_t n;

	if (p->shape == BIND_WORDS || p->shape == BIND_SET)
		return wire == WIRE_TEXT &&
			get_text(r, (struct str *)((char *)s + p->at));
	if (wire != WIRE_NESTED || !get_count(r, &n))
		return false;
	if (p->shape == BIND_INTO)
		return n == 1 && get_struct(p->item, a, r, s);
	bind_array(p, s, n, a);
	for (size_t i = 0; i < n; i++)
		if (p->item ? !get_struct(p->item, a, r, bind_nth(p, s, i))
			    : !get_element(r, bind_nth(p, s, i)))
			return false;
	return true;
}

static bool
get_tag(const struct bind *b, uint64_t head, struct arena *a, struct str *r,
	void *s)
{
	unsigned wire = head & ((1u << WIRE_BITS) - 1);
	uint64_t tag = head >> WIRE_BITS;

	for (size_t i = 0; i < b->nfields; i++)
		if (b->fields[i].tag == tag)
			return get_field(&b->fields[i], wire, r, s);
	for (size_t i = 0; i < b->nparts; i++)
		if (b->parts[i].tag == tag)
			return get_part(&b->parts[i], wire, a, r, s);
	return skip(r, wire, 0);
}

static bool
get_struct(const struct bind *b, struct arena *a, struct str *r, void *s)
{
	uint64_t head;

	for (;;) {
		if (!get_uint(r, &head))
			return false;
		if (head == TAG_END)
			return true;
		if (!get_tag(b, head, a, r, s))
			return false;
	}
}

int
pack_read(const struct bind *b, struct arena *a, struct str *rest, void *s,
	struct err *e)
{
	bind_clear(b, s);
	return get_struct(b, a, rest, s) ? ERR_OK : damaged(e);
}
