#include "base/hash.h"
#include "schema/type_part.h"

int
input_clean(const struct input *in, enum text_rule rule, struct str *out,
	struct err *e)
{
	int rc = text_clean(in->whole, rule, in->scope->arena, out, e);

	if (rc)
		return rc;
	if (out->n == 0)
		return err_set(e, ERR_DATA, "nothing but blanks");
	if (out->n > TEXT_BYTES)
		return err_set(e, ERR_DATA,
			"longer than %d bytes once normalised", TEXT_BYTES);
	return ERR_OK;
}

int
line_read(const struct input *in, union val *out, struct err *e)
{
	enum text_rule rule = TEXT_LINE;

	if (in->field->type == T_TEXT)
		rule = TEXT_BODY;
	else if (in->field->flags & F_NAME)
		rule = TEXT_NAME;
	return input_clean(in, rule, &out->s, e);
}

void
line_write(const struct input *in, union val v, struct buf *out)
{
	(void)in;
	buf_str(out, v.s);
}

static bool
is_ascii_at(struct str s, size_t i)
{
	return i >= s.n || !(s.p[i] & 0x80);
}

static int
lower_at(struct str s, size_t i)
{
	int c = (unsigned char)s.p[i];

	return c >= 'A' && c <= 'Z' ? c | 0x20 : c;
}

static int
folded_compare(struct str a, struct str b)
{
	struct buf x = {0}, y = {0};
	int c;

	text_fold(a, &x);
	text_fold(b, &y);
	c = str_cmp(buf_view(&x), buf_view(&y));
	buf_free(&x);
	buf_free(&y);
	return c;
}

/* Letters decide where they are ASCII and nothing combines with them. */
static int
text_compare(struct str a, struct str b)
{
	size_t n = a.n < b.n ? a.n : b.n;

	for (size_t i = 0; i < n; i++) {
		int x, y;

		if (!is_ascii_at(a, i) || !is_ascii_at(b, i))
			return folded_compare(a, b);
		x = lower_at(a, i);
		y = lower_at(b, i);
		if (x != y && is_ascii_at(a, i + 1) && is_ascii_at(b, i + 1))
			return x < y ? -1 : 1;
		if (x != y)
			return folded_compare(a, b);
	}
	return (a.n > b.n) - (a.n < b.n);
}

int
line_compare(const struct field *f, union val a, union val b)
{
	if ((f->flags & F_EXACT) || !a.s.p || !b.s.p)
		return str_cmp(a.s, b.s);
	return text_compare(a.s, b.s);
}

void
line_key(const struct field *f, union val v, struct buf *out)
{
	uint8_t digest[SHA_BYTES];
	size_t from = out->n;
	struct sha sha;

	if (f->flags & F_EXACT)
		buf_str(out, v.s);
	else
		text_fold(v.s, out);
	if (out->n - from <= KEY_TEXT)
		return;
	sha_init(&sha);
	sha_add(&sha, out->p + from, out->n - from);
	sha_end(&sha, digest);
	out->n = from + KEY_TEXT;
	buf_add(out, digest, KEY_HASH);
}
