#include "base/varint.h"
#include "store/tx.h"

enum { HEAD_NUMBERS = 4 };

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
	uint8_t *p;

	buf_room(out, 4 * VARINT_MAX);
	p = (uint8_t *)out->p + out->n;
	p = varint_write(p, h->rev);
	p = varint_write(p, zigzag(h->created));
	p = varint_write(p, (uint64_t)h->updated - (uint64_t)h->created);
	p = varint_write(p, h->last);
	out->n = (size_t)((char *)p - out->p);
	raw_encode(raw, out);
}

/* ---- bytes to record ----------------------------------------------------- */

static int
word_set(struct tx *t, uint64_t id, char *at, struct err *e)
{
	struct str text;
	int rc = word_text(t, id, &text, e);

	memcpy(at, &text, sizeof text);
	return rc;
}

/* Words that were asked for before are there. */
static inline int
slot_word(struct tx *t, uint64_t id, char *at, struct err *e)
{
	if (id - 1 >= t->words.n || !t->words.v[id - 1].p)
		return word_set(t, id, at, e);
	memcpy(at, &t->words.v[id - 1], sizeof(struct str));
	return 0;
}

static int
other_kind(struct err *e)
{
	return damaged(e, "a field has a value of another kind");
}

static inline int
slot_text(enum slot_kind kind, struct str v, char *at, struct err *e)
{
	if (kind == SLOT_INT)
		return other_kind(e);
	memcpy(at, &v, sizeof v);
	return 0;
}

static inline int
slot_number(struct tx *t, enum slot_kind kind, int64_t v, char *at,
	struct err *e)
{
	switch (kind) {
	case SLOT_NONE: break;
	case SLOT_INT: memcpy(at, &v, sizeof v); break;
	case SLOT_TEXT: return other_kind(e);
	case SLOT_WORD: return slot_word(t, (uint64_t)v, at, e);
	}
	return 0;
}

int
slot_fill(struct tx *t, const struct entity *en, const struct slot *slot,
	int64_t v, void *rec, struct err *e)
{
	char *at = (char *)rec + slot->at;
	const char *blank = (const char *)en->blank + slot->at;

	if (v == NUM_NULL) {
		memcpy(at, blank, slot->kind == SLOT_INT ? sizeof(int64_t)
							 : sizeof(struct str));
		return 0;
	}
	if (slot->kind == SLOT_WORD)
		return slot_word(t, (uint64_t)v, at, e);
	memcpy(at, &v, sizeof v);
	return 0;
}

static int
unreadable(struct err *e)
{
	return damaged(e, "a row cannot be read");
}

/* Fields up to the last that is read; tags ascend. */
static int
fields_decode(struct tx *t, const struct slots *slots, struct str fields,
	char *rec, struct err *e)
{
	const uint8_t *p = (const uint8_t *)fields.p, *end = p + fields.n;
	const struct slot *slot;
	uint64_t tagged, n;
	int rc = 0;

	while (p < end) {
		if (!(p = varint_next(p, end, &tagged)))
			return unreadable(e);
		if (tagged >> 1 >= slots->n)
			break;
		if (!(p = varint_next(p, end, &n)))
			return unreadable(e);
		slot = &slots->v[tagged >> 1];
		if (tagged & 1) {
			if (n > (uint64_t)(end - p))
				return unreadable(e);
			if (slot->kind != SLOT_NONE)
				rc = slot_text(slot->kind,
					(struct str){(const char *)p, n},
					rec + slot->at, e);
			p += n;
		} else {
			rc = slot_number(t, slot->kind, unzigzag(n),
				rec + slot->at, e);
		}
		if (rc)
			return rc;
	}
	return 0;
}

/* What stands before the fields. */
static int
head_decode(struct str bytes, struct common *c, struct str *fields,
	struct err *e)
{
	struct image_head h;
	int rc = image_open(bytes, &h, fields, e);

	if (rc)
		return rc;
	c->rev = (int64_t)h.rev;
	c->created = h.created;
	c->updated = h.updated;
	return 0;
}

static int
head_skip(struct str bytes, struct str *fields, struct err *e)
{
	const uint8_t *p = (const uint8_t *)bytes.p, *end = p + bytes.n;

	p = varint_skip(p, end, HEAD_NUMBERS);
	*fields = (struct str){(const char *)p, p ? (size_t)(end - p) : 0};
	return p ? 0 : damaged(e, "a row is too short");
}

int
image_decode(struct tx *t, const struct entity *en, int64_t id,
	struct str bytes, void *rec, struct err *e)
{
	struct common *c = rec;
	struct str fields;
	int rc;

	record_clear(en, rec);
	c->id = id;
	rc = head_decode(bytes, c, &fields, e);
	return rc ? rc : fields_decode(t, &shape_of(t->st, en)->all, fields,
		rec, e);
}

int
image_select(struct tx *t, const struct entity *en,
	const struct selection *sel, int64_t id, struct str bytes, void *rec,
	struct err *e)
{
	const char *blank = en->blank;
	struct common *c = rec;
	struct str fields;
	int rc;

	if (sel->whole)
		return image_decode(t, en, id, bytes, rec, e);
	for (size_t i = 0; i < sel->nruns; i++)
		memcpy((char *)rec + sel->runs[i].at, blank + sel->runs[i].at,
			sel->runs[i].n);
	c->id = id;
	rc = sel->created || sel->versions
		? head_decode(bytes, c, &fields, e)
		: head_skip(bytes, &fields, e);
	return rc ? rc : fields_decode(t, &sel->slots, fields, rec, e);
}

int
raw_to_record(struct tx *t, const struct entity *en, const struct raw *raw,
	void *rec, struct err *e)
{
	const struct slots *all = &shape_of(t->st, en)->all;
	int rc = 0;

	record_clear(en, rec);
	for (size_t i = 0; rc == 0 && i < raw->n; i++) {
		const struct raw_field *r = &raw->v[i];
		struct slot slot = {0};

		if (r->tag < all->n)
			slot = all->v[r->tag];
		if (slot.kind == SLOT_NONE)
			continue;
		rc = r->text ? slot_text(slot.kind, r->s, (char *)rec + slot.at,
				       e)
			     : slot_number(t, slot.kind, r->i,
				       (char *)rec + slot.at, e);
	}
	return rc;
}

/* ---- record to raw ------------------------------------------------------- */

/* *set false: the record has no value there. */
static int
stored_value(struct tx *t, const struct stored *s, const void *rec,
	struct raw_field *out, bool *set, struct err *e)
{
	const char *at = (const char *)rec + s->at;
	uint64_t word;
	int rc;

	*out = (struct raw_field){.tag = s->tag};
	if (s->kind == SLOT_INT) {
		memcpy(&out->i, at, sizeof out->i);
		*set = out->i != NUM_NULL &&
			(s->tag != TAG_ARCHIVED || out->i != 0);
		return 0;
	}
	memcpy(&out->s, at, sizeof out->s);
	*set = out->s.p != NULL;
	out->text = s->kind == SLOT_TEXT;
	if (!*set || out->text)
		return 0;
	rc = word_id(t, out->s, &word, e);
	out->i = (int64_t)word;
	out->s = STR_NULL;
	return rc;
}

static bool
is_other(const struct shape *s, unsigned tag)
{
	const struct field *f = entity_tag(s->en, tag);

	return !f || !field_is_fact(f);
}

int
image_facts(struct tx *t, const struct entity *en, const void *rec,
	const struct raw *old, struct raw *out, struct err *e)
{
	const struct shape *shape = shape_of(t->st, en);
	struct raw_field one;
	size_t at = 0;
	bool set;
	int rc = 0;

	raw_reset(out);
	for (size_t i = 0; rc == 0 && i < shape->nstored; i++) {
		const struct stored *s = &shape->stored[i];

		if (!s->fact)
			continue;
		for (; at < old->n && old->v[at].tag < s->tag; at++)
			if (is_other(shape, old->v[at].tag))
				raw_append(out, &old->v[at]);
		rc = stored_value(t, s, rec, &one, &set, e);
		if (rc == 0 && set)
			raw_append(out, &one);
	}
	for (; at < old->n; at++)
		if (is_other(shape, old->v[at].tag))
			raw_append(out, &old->v[at]);
	return rc;
}

int
image_kept(struct tx *t, const struct entity *en, const void *rec,
	struct raw *raw, struct err *e)
{
	const struct shape *shape = shape_of(t->st, en);
	struct raw_field one;
	bool set;
	int rc = 0;

	for (size_t i = 0; rc == 0 && i < shape->nstored; i++) {
		const struct stored *s = &shape->stored[i];

		if (s->fact)
			continue;
		rc = stored_value(t, s, rec, &one, &set, e);
		if (rc || !set)
			raw_unset(raw, s->tag);
		else if (one.text)
			raw_set_str(raw, s->tag, one.s);
		else
			raw_set_int(raw, s->tag, one.i);
	}
	return rc;
}
