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
 * not the count. Stores of formats 1 and 2 have an entry for each cell, under
 * the whole key.
 */
#include "base/varint.h"
#include "store/rollup.h"

enum { RUN_BITS = 3, RUN = 1 << RUN_BITS, KEYED = 2 };

static size_t
tags_n(const uint16_t *tags)
{
	size_t n = 0;

	while (tags[n])
		n++;
	return n;
}

/* ---- keys -------------------------------------------------------------- */

void
cell_key(const struct entity *en, const uint64_t *words, struct buf *key)
{
	size_t n = tags_n(en->rollup->by);

	buf_reset(key);
	buf_char(key, (char)en->number);
	for (size_t i = 0; i < n; i++)
		key_u64(key, words[i]);
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

int
cells_open(struct cell_reader *r, struct tx *t, const struct entity *en,
	struct str key, struct str val, struct err *e)
{
	*r = (struct cell_reader){
		.t = t,
		.en = en,
		.n = tags_n(en->rollup->by),
		.sums = tags_n(en->rollup->sums),
		.text = shape_of(t->st, en)->by_text,
		.p = (const uint8_t *)val.p,
		.end = (const uint8_t *)val.p + val.n,
	};
	r->single = key.n == 1 + 8 * r->n;
	if (!r->single && key.n != 1 + 8 * KEYED)
		return damaged(e, "a roll-up key is of another length");
	for (size_t i = 0; i < (r->single ? r->n : KEYED); i++)
		r->words[i] = key_get_u64(key.p + 1 + 8 * i);
	if (!r->single)
		r->words[1] <<= RUN_BITS;
	for (size_t i = 0; i < r->n; i++)
		r->known[i] = ~r->words[i];
	return 0;
}

/* Of several bytes, mostly. */
static inline bool
get_signed(struct cell_reader *r, int64_t *out)
{
	uint64_t u;

	if ((r->end - r->p < 8 || !varint_get_word(&r->p, &u)) &&
		!varint_get(&r->p, r->end, &u))
		return false;
	*out = unzigzag(u);
	return true;
}

static bool
single_next(struct cell_reader *r)
{
	struct rollup_cell *c = &r->cell;

	if (!get_signed(r, &c->count))
		return false;
	for (size_t i = 0; i < r->sums; i++)
		if (!get_signed(r, &c->sums[i]) || !get_signed(r, &c->set[i]))
			return false;
	return r->p == r->end;
}

static bool
packed_next(struct cell_reader *r)
{
	struct rollup_cell *c = &r->cell;
	unsigned bits;

	if (*r->p >= RUN)
		return false;
	r->words[1] = (r->words[1] & ~(uint64_t)(RUN - 1)) | *r->p++;
	for (size_t i = KEYED; i < r->n; i++)
		if (!varint_get(&r->p, r->end, &r->words[i]))
			return false;
	if (!get_signed(r, &c->count) || r->p == r->end)
		return false;
	bits = *r->p++;
	for (size_t i = 0; i < r->sums; i++) {
		bool any = bits >> i & 1;

		c->sums[i] = 0;
		c->set[i] = any ? c->count : 0;
		if (any && !get_signed(r, &c->sums[i]))
			return false;
		if (bits >> (ROLLUP_SUMS + i) & 1 &&
			!get_signed(r, &c->set[i]))
			return false;
	}
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

static int
by_text(struct tx *t, uint64_t word, struct str *out, struct err *e)
{
	*out = STR_NULL;
	if (word && word - 1 < t->words.n)
		*out = t->words.v[word - 1];
	return !word || out->p ? 0 : word_text(t, word, out, e);
}

/* Most have most words of the one before. */
int
cells_by(struct cell_reader *r, struct err *e)
{
	int rc = 0;

	for (size_t i = 0; rc == 0 && i < r->n; i++) {
		uint64_t v = r->words[i];

		if (v == r->known[i])
			continue;
		r->known[i] = v;
		if (r->text >> i & 1)
			rc = by_text(r->t, v, &r->cell.by[i].s, e);
		else
			r->cell.by[i].i = (int64_t)(v ^ UINT64_C(1) << 63);
	}
	return rc;
}
