#include "base/varint.h"
#include "store/tx.h"

int
image_open(struct str bytes, struct image_head *h, struct str *fields,
	struct err *e)
{
	const uint8_t *p = (const uint8_t *)bytes.p, *end = p + bytes.n;
	uint64_t created, age;

	if (!varint_get(&p, end, &h->rev) || !varint_get(&p, end, &created) ||
		!varint_get(&p, end, &age) || !varint_get(&p, end, &h->last))
		return damaged(e, "a row is too short");
	h->created = unzigzag(created);
	h->updated = (int64_t)((uint64_t)h->created + age);
	*fields = (struct str){(const char *)p, (size_t)(end - p)};
	return 0;
}

void
image_encode(const struct image_head *h, const struct raw *raw,
	struct buf *out)
{
	varint_put(out, h->rev);
	varint_put(out, zigzag(h->created));
	varint_put(out, (uint64_t)h->updated - (uint64_t)h->created);
	varint_put(out, h->last);
	raw_encode(raw, out);
}

static bool
is_wanted(const uint16_t *want, unsigned tag)
{
	for (; *want; want++)
		if (*want == tag)
			return true;
	return false;
}

static int
set_value(struct tx *t, const struct field *f, uint64_t num, struct str text,
	bool is_text, void *rec, struct err *e)
{
	char *at = (char *)rec + f->at;
	bool textual = field_type(f)->text;
	int rc = 0;

	if (!textual && !is_text) {
		int64_t v = unzigzag(num);

		memcpy(at, &v, sizeof v);
	} else if (textual && is_text) {
		memcpy(at, &text, sizeof text);
	} else if (textual && (f->flags & F_DICT)) {
		rc = word_text(t, (uint64_t)unzigzag(num), &text, e);
		memcpy(at, &text, sizeof text);
	} else {
		rc = damaged(e, "field %s has a value of another kind",
			f->name);
	}
	return rc;
}

int
image_decode(struct tx *t, const struct entity *en, int64_t id,
	struct str bytes, const uint16_t *want, void *rec, struct err *e)
{
	struct common *c = rec;
	struct image_head h;
	const uint8_t *p, *end;
	struct str fields, text = STR_NULL;
	uint64_t tagged, num = 0;
	int rc = image_open(bytes, &h, &fields, e);

	record_clear(en, rec);
	c->id = id;
	c->rev = (int64_t)h.rev;
	c->created = h.created;
	c->updated = h.updated;
	p = (const uint8_t *)fields.p;
	end = p + fields.n;
	while (rc == 0 && p < end) {
		const struct field *f;

		if (!varint_get(&p, end, &tagged) ||
			!varint_get(&p, end, &num) ||
			((tagged & 1) && num > (uint64_t)(end - p)))
			return damaged(e, "%s/%lld cannot be read", en->name,
				(long long)id);
		if (tagged & 1) {
			text = (struct str){(const char *)p, num};
			p += num;
		}
		f = tagged >> 1 < en->ntags ? en->by_tag[tagged >> 1] : NULL;
		if (f && (!want || is_wanted(want, f->tag)))
			rc = set_value(t, f, num, text, tagged & 1, rec, e);
	}
	return rc;
}

static int
raw_put(struct tx *t, const struct field *f, const void *rec, struct raw *raw,
	struct err *e)
{
	union val v = field_get(f, rec);
	uint64_t word;
	int rc;

	if (field_is_null(f, rec) ||
		(f->tag == TAG_ARCHIVED && v.i == 0)) {
		raw_unset(raw, f->tag);
		return 0;
	}
	if (!field_type(f)->text) {
		raw_set_int(raw, f->tag, v.i);
		return 0;
	}
	if (!(f->flags & F_DICT)) {
		raw_set_str(raw, f->tag, v.s);
		return 0;
	}
	rc = word_id(t, v.s, &word, e);
	if (rc == 0)
		raw_set_int(raw, f->tag, (int64_t)word);
	return rc;
}

int
image_facts(struct tx *t, const struct entity *en, const void *rec,
	struct raw *raw, struct err *e)
{
	int rc = 0;

	for (size_t i = 0; rc == 0 && i < en->nfields; i++)
		if (field_is_fact(&en->fields[i]))
			rc = raw_put(t, &en->fields[i], rec, raw, e);
	return rc;
}

int
image_kept(struct tx *t, const struct entity *en, const void *rec,
	struct raw *raw, struct err *e)
{
	int rc = 0;

	for (size_t i = 0; rc == 0 && i < en->nfields; i++)
		if (en->fields[i].flags & F_KEPT)
			rc = raw_put(t, &en->fields[i], rec, raw, e);
	return rc;
}

int
raw_to_record(struct tx *t, const struct entity *en, const struct raw *raw,
	void *rec, struct err *e)
{
	int rc = 0;

	record_clear(en, rec);
	for (size_t i = 0; rc == 0 && i < raw->n; i++) {
		const struct raw_field *r = &raw->v[i];
		const struct field *f = entity_tag(en, r->tag);

		if (f)
			rc = set_value(t, f, r->text ? 0 : zigzag(r->i), r->s,
				r->text, rec, e);
	}
	return rc;
}
