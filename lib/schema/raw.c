#include "schema/raw.h"

#include "base/varint.h"

/* Position of the first field whose tag is not below. */
static size_t
raw_place(const struct raw *r, unsigned tag)
{
	size_t low = 0, high = r->n;

	if (high > 0 && r->v[high - 1].tag < tag)
		return high;
	while (low < high) {
		size_t mid = low + (high - low) / 2;

		if (r->v[mid].tag < tag)
			low = mid + 1;
		else
			high = mid;
	}
	return low;
}

struct raw_field *
raw_get(const struct raw *r, unsigned tag)
{
	size_t at = raw_place(r, tag);

	return at < r->n && r->v[at].tag == tag ? &r->v[at] : NULL;
}

static struct raw_field *
raw_make(struct raw *r, unsigned tag)
{
	size_t at = raw_place(r, tag);

	if (at < r->n && r->v[at].tag == tag)
		return &r->v[at];
	ARR_ADD(r);
	memmove(&r->v[at + 1], &r->v[at], (r->n - 1 - at) * sizeof *r->v);
	return &r->v[at];
}

void
raw_set_int(struct raw *r, unsigned tag, int64_t v)
{
	*raw_make(r, tag) = (struct raw_field){.tag = (uint16_t)tag, .i = v};
}

void
raw_set_str(struct raw *r, unsigned tag, struct str v)
{
	*raw_make(r, tag) = (struct raw_field){.tag = (uint16_t)tag,
		.text = true, .s = v.p ? v : STR("")};
}

void
raw_unset(struct raw *r, unsigned tag)
{
	struct raw_field *f = raw_get(r, tag);

	if (!f)
		return;
	r->n--;
	memmove(f, f + 1, (size_t)(r->v + r->n - f) * sizeof *f);
}

void
raw_append(struct raw *r, const struct raw_field *f)
{
	*ARR_ADD(r) = *f;
}

void
raw_encode(const struct raw *r, struct buf *out)
{
	size_t room = r->n * 2 * VARINT_MAX;
	uint8_t *p;

	for (size_t i = 0; i < r->n; i++)
		room += r->v[i].text ? r->v[i].s.n : 0;
	buf_room(out, room);
	p = (uint8_t *)out->p + out->n;
	for (size_t i = 0; i < r->n; i++) {
		const struct raw_field *f = &r->v[i];

		p = varint_write(p, (uint64_t)f->tag << 1 | f->text);
		p = varint_write(p, f->text ? f->s.n : zigzag(f->i));
		if (f->text && f->s.n)
			memcpy(p, f->s.p, f->s.n);
		p += f->text ? f->s.n : 0;
	}
	out->n = (size_t)((char *)p - out->p);
	*p = '\0';
}

static const char *
raw_read(const uint8_t **p, const uint8_t *end, struct raw_field *f)
{
	uint64_t head, v;

	if (!varint_get(p, end, &head) || !varint_get(p, end, &v))
		return "cut off";
	if (head >> 1 > UINT16_MAX)
		return "of an impossible tag";
	*f = (struct raw_field){.tag = (uint16_t)(head >> 1), .text = head & 1};
	if (!f->text) {
		f->i = unzigzag(v);
		return NULL;
	}
	if (v > (uint64_t)(end - *p))
		return "cut off";
	f->s = (struct str){(const char *)*p, (size_t)v};
	*p += v;
	return NULL;
}

int
raw_decode(struct raw *r, struct str bytes, struct err *e)
{
	const uint8_t *from = (const uint8_t *)bytes.p, *p = from;
	const uint8_t *end = bytes.n ? from + bytes.n : from;
	const char *bad = NULL;

	raw_reset(r);
	while (p < end) {
		const uint8_t *start = p;
		struct raw_field f;

		bad = raw_read(&p, end, &f);
		if (!bad && r->n > 0 && r->v[r->n - 1].tag >= f.tag)
			bad = "out of order";
		if (bad) {
			raw_reset(r);
			return err_set(e, ERR_DAMAGED,
				"record: field at byte %zu is %s",
				(size_t)(start - from), bad);
		}
		*ARR_ADD(r) = f;
	}
	return 0;
}

void
raw_reset(struct raw *r)
{
	r->n = 0;
}

void
raw_free(struct raw *r)
{
	ARR_FREE(r);
}
