/*
 * Cells of the roll-up as they are kept: packed, those of a first field and of
 * RUN neighbours of the second in one value, so that a report reads few.
 *
 *	key	entity, word of the first field, word of the second / RUN
 *	value	a cell after the other, in order of their words:
 *		second word % RUN, the other words, the count, a byte of two
 *		bits for each sum, the sums
 *
 * A field's word is its number with the sign turned, so that keys sort, or the
 * dictionary's for a text (0: unset). The bits say which sums there are, and
 * behind which of these stands in how many records it was set, where that is
 * not the count. Sums over spans of the first field are kept the same way, by
 * the first number of theirs, behind another first byte: a report of quarters
 * reads a third. Stores of formats 1 and 2 have an entry for each cell, under
 * the whole key.
 */
#include "base/varint.h"
#include "store/rollup.h"

enum { RUN_BITS = 3, RUN = 1 << RUN_BITS, SUMS = (1 << ROLLUP_SUMS) - 1,
	SPANNED = 0x40 }; /* entities have lower numbers */

#define HEAD_LONG UINT32_MAX

static size_t
tags_n(const uint16_t *tags)
{
	size_t n = 0;

	while (tags[n])
		n++;
	return n;
}

/* ---- keys -------------------------------------------------------------- */

const struct entity *
cell_entity(struct tx *t, struct str key)
{
	return schema_entity(t->st->schema, (uint8_t)(key.p[0] & ~SPANNED));
}

struct str
cell_span(const struct entity *en, struct str key, struct buf *b)
{
	int64_t span = en->rollup->span;
	int64_t number = key_get_signed(key_get_u64(key.p + 1));

	buf_reset(b);
	buf_char(b, (char)(key.p[0] | SPANNED));
	key_u64(b, key_signed(num_floor_div(number, span) * span));
	buf_add(b, key.p + 1 + 8, key.n - 1 - 8);
	return buf_view(b);
}

void
cell_words(const struct entity *en, struct str key, uint64_t *words)
{
	size_t n = tags_n(en->rollup->by);

	for (size_t i = 0; i < n; i++)
		words[i] = key_get_u64(key.p + 1 + 8 * i);
}

struct str
cell_pack(struct buf *b, struct str key)
{
	buf_reset(b);
	buf_add(b, key.p, 1 + 8);
	key_u64(b, key_get_u64(key.p + 1 + 8) >> RUN_BITS);
	return buf_view(b);
}

bool
cell_same_pack(struct str a, struct str b)
{
	return memcmp(a.p, b.p, 1 + 8) == 0 &&
		key_get_u64(a.p + 1 + 8) >> RUN_BITS ==
		key_get_u64(b.p + 1 + 8) >> RUN_BITS;
}

/* ---- writing ----------------------------------------------------------- */

static unsigned
bits_of(const struct rollup_cell *c, size_t sums)
{
	unsigned bits = 0;

	for (size_t i = 0; i < sums; i++) {
		if (!c->sums[i] && !c->set[i])
			continue;
		bits |= 1U << i;
		if (c->set[i] != c->count)
			bits |= 1U << (ROLLUP_SUMS + i);
	}
	return bits;
}

void
cell_put(const struct entity *en, const uint64_t *words,
	const struct rollup_cell *c, struct buf *b)
{
	size_t n = tags_n(en->rollup->by), sums = tags_n(en->rollup->sums);
	unsigned bits = bits_of(c, sums);

	buf_char(b, (char)(words[1] & (RUN - 1)));
	for (size_t i = KEYED; i < n; i++)
		varint_put(b, words[i]);
	varint_put(b, zigzag(c->count));
	buf_char(b, (char)bits);
	for (size_t i = 0; i < sums; i++) {
		if (bits >> i & 1)
			varint_put(b, zigzag(c->sums[i]));
		if (bits >> (ROLLUP_SUMS + i) & 1)
			varint_put(b, zigzag(c->set[i]));
	}
}

/* ---- reading ----------------------------------------------------------- */

void
cells_of(struct cell_reader *r, struct tx *t, const struct entity *en,
	bool spans)
{
	static const uint8_t ones[sizeof r->bytes] = {0xff, 0xff, 0xff, 0xff};

	r->t = t;
	r->en = en;
	r->first = (char)(spans ? en->number | SPANNED : en->number);
	r->n = tags_n(en->rollup->by);
	r->sums = tags_n(en->rollup->sums);
	r->text = shape_of(t->st, en)->by_text;
	r->cell = (struct rollup_cell){0};
	memset(r->words, 0, sizeof r->words);
	r->known = HEAD_LONG;
	r->mask = 0;
	memcpy(&r->mask, ones, r->n - KEYED);
	memset(r->heads.bytes, 0xff, sizeof r->heads.bytes);
}

int
cells_open(struct cell_reader *r, struct str key, struct str val,
	struct err *e)
{
	r->single = key.n == 1 + 8 * r->n;
	if (!r->single && key.n != 1 + 8 * KEYED)
		return damaged(e, "a roll-up key is of another length");
	r->p = (const uint8_t *)val.p;
	r->end = r->p + val.n;
	for (size_t i = 0; i < (r->single ? r->n : KEYED); i++)
		r->words[i] = key_get_u64(key.p + 1 + 8 * i);
	if (!r->single)
		r->words[1] <<= RUN_BITS;
	r->bytes = HEAD_LONG;
	return 0;
}

/* Of several bytes, mostly. */
static inline bool
get_sum(const uint8_t **p, const uint8_t *end, int64_t *out)
{
	uint64_t u;

	if ((end - *p < 8 || !varint_get_word(p, &u)) &&
		!varint_get(p, end, &u))
		return false;
	*out = unzigzag(u);
	return true;
}

static inline bool
get_count(const uint8_t **p, const uint8_t *end, int64_t *out)
{
	uint64_t u;

	if (!varint_get(p, end, &u))
		return false;
	*out = unzigzag(u);
	return true;
}

static bool
single_next(struct cell_reader *r)
{
	struct rollup_cell *c = &r->cell;

	if (!get_count(&r->p, r->end, &c->count))
		return false;
	for (size_t i = 0; i < r->sums; i++)
		if (!get_sum(&r->p, r->end, &c->sums[i]) ||
			!get_count(&r->p, r->end, &c->set[i]))
			return false;
	return r->p == r->end;
}

/* The words behind the second: where each is a byte, these tell them. */
static inline bool
skip_head(struct cell_reader *r, const uint8_t **p, const uint8_t *end)
{
	uint64_t word;

	r->head = *p;
	if (end - *p >= (ptrdiff_t)sizeof r->bytes) {
		memcpy(&r->bytes, *p, sizeof r->bytes);
		r->bytes &= r->mask;
		if (!(r->bytes & UINT32_C(0x80808080))) {
			*p += r->n - KEYED;
			return true;
		}
	}
	r->bytes = HEAD_LONG;
	for (size_t i = KEYED; i < r->n; i++)
		if (!varint_get(p, end, &word))
			return false;
	return true;
}

static bool
packed_next(struct cell_reader *r)
{
	struct rollup_cell *c = &r->cell;
	const uint8_t *p = r->p, *end = r->end;
	unsigned bits, left;

	if (*p >= RUN)
		return false;
	r->words[1] = (r->words[1] & ~(uint64_t)(RUN - 1)) | *p++;
	if (!skip_head(r, &p, end) || !get_count(&p, end, &c->count) ||
		p == end)
		return false;
	bits = *p++;
	memset(c->sums, 0, sizeof c->sums);
	memset(c->set, 0, sizeof c->set);
	for (left = (bits | bits >> ROLLUP_SUMS) & SUMS; left;
		left &= left - 1) {
		int i = __builtin_ctz(left);

		if (bits >> i & 1) {
			c->set[i] = c->count;
			if (!get_sum(&p, end, &c->sums[i]))
				return false;
		}
		if (bits >> (ROLLUP_SUMS + i) & 1 &&
			!get_count(&p, end, &c->set[i]))
			return false;
	}
	r->p = p;
	return true;
}

int
cells_next(struct cell_reader *r, struct err *e)
{
	if (r->p == r->end)
		return ERR_NO;
	if (r->single ? single_next(r) : packed_next(r))
		return 0;
	return damaged(e, "a roll-up cell cannot be read");
}

const uint64_t *
cells_words(struct cell_reader *r)
{
	const uint8_t *p = r->head;

	for (size_t i = KEYED; !r->single && i < r->n; i++)
		varint_get(&p, r->end, &r->words[i]);
	return r->words;
}

struct str
cells_key(struct cell_reader *r, struct buf *key)
{
	const uint64_t *words = cells_words(r);

	buf_reset(key);
	buf_char(key, r->first);
	for (size_t i = 0; i < r->n; i++)
		key_u64(key, words[i]);
	return buf_view(key);
}

static inline int
by_text(struct tx *t, uint64_t word, struct str *out, struct err *e)
{
	*out = STR_NULL;
	if (word && word - 1 < t->words.n)
		*out = t->words.v[word - 1];
	return !word || out->p ? 0 : word_text(t, word, out, e);
}

/* Of the words behind the second. */
static int
by_head(struct cell_reader *r, struct err *e)
{
	const uint64_t *words = cells_words(r);
	union val *by = r->cell.by;
	int rc = 0;

	for (size_t i = KEYED; rc == 0 && i < r->n; i++)
		if (!(r->text >> i & 1))
			by[i].i = key_get_signed(words[i]);
		else
			rc = by_text(r->t, words[i], &by[i].s, e);
	return rc;
}

/* Most have a head that came lately. */
int
cells_by(struct cell_reader *r, struct err *e)
{
	enum { LATELY = sizeof r->heads.bytes / sizeof *r->heads.bytes };
	union val *by = r->cell.by, *kept;
	size_t at = r->bytes * UINT32_C(0x9e3779b1) / (UINT32_MAX / LATELY + 1);
	int rc = 0;

	by[0].i = key_get_signed(r->words[0]);
	by[1].i = key_get_signed(r->words[1]);
	if (r->bytes == r->known && r->bytes != HEAD_LONG)
		return 0;
	r->known = r->bytes;
	kept = r->heads.by[at];
	if (r->bytes == HEAD_LONG)
		return by_head(r, e);
	if (r->heads.bytes[at] == r->bytes) {
		memcpy(by + KEYED, kept, sizeof r->heads.by[at]);
		return 0;
	}
	rc = by_head(r, e);
	memcpy(kept, by + KEYED, sizeof r->heads.by[at]);
	r->heads.bytes[at] = rc ? HEAD_LONG : r->bytes;
	return rc;
}
