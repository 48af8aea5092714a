#include "store/block.h"

enum { BITS = BLOCK_ROWS / 8 };

struct str
column_key(struct buf *b, int entity, uint64_t number, unsigned tag)
{
	buf_reset(b);
	buf_char(b, (char)entity);
	key_u64(b, number);
	buf_char(b, (char)(tag >> 8));
	buf_char(b, (char)(tag & 255));
	return buf_view(b);
}

struct str
text_column_key(struct buf *b, int entity, uint64_t number, unsigned tag)
{
	column_key(b, entity, number, tag);
	buf_char(b, 't');
	return buf_view(b);
}

uint16_t
block_tag(struct str tags, size_t i)
{
	uint16_t tag;

	memcpy(&tag, tags.p + 2 * i, 2);
	return tag;
}

static bool
tags_hold(struct str tags, unsigned tag)
{
	for (size_t i = 0; i < tags.n / 2; i++)
		if (block_tag(tags, i) == tag)
			return true;
	return false;
}

unsigned
block_next(const struct block *b, unsigned row)
{
	while (row < BLOCK_ROWS) {
		unsigned rest = (unsigned char)b->bits.p[row / 8] >> row % 8;

		if (rest)
			return row + (unsigned)__builtin_ctz(rest);
		row = (row / 8 + 1) * 8;
	}
	return BLOCK_ROWS;
}

static bool
block_decode(struct str val, struct block *out)
{
	uint16_t n[2];
	size_t tags = BITS + sizeof n, texts, named;

	if (val.n < tags || val.n % 2)
		return false;
	memcpy(n, val.p + BITS, sizeof n);
	texts = tags + 2 * (size_t)n[0];
	named = texts + 2 * (size_t)n[1];
	if (val.n < named)
		return false;
	out->bits = str_cut(val, 0, BITS);
	out->tags = str_cut(val, tags, texts);
	out->texts = str_cut(val, texts, named);
	out->named = str_cut(val, named, val.n);
	return true;
}

int
block_open(struct tx *t, int entity, uint64_t number, struct block *out,
	struct err *e)
{
	struct str val;
	int rc;

	if (!block_is_full(t, entity, number) || !t->head.count[TAB_COLUMNS])
		return ERR_NO;
	*out = (struct block){.entity = entity, .number = number};
	rc = tab_get(t, TAB_COLUMNS, column_key(&t->key, entity, number, 0),
		&val, e);
	if (rc == 0 && !block_decode(val, out))
		rc = damaged(e, "block %llu of table %d cannot be read",
			(unsigned long long)number, TAB_ROWS + entity);
	return rc;
}

bool
block_has(const struct block *b, unsigned tag)
{
	return !tags_hold(b->texts, tag);
}

bool
block_has_text(const struct block *b, unsigned tag)
{
	return tags_hold(b->named, tag);
}

static int
column_fail(const struct block *b, unsigned tag, int rc, struct err *e)
{
	return damaged(e, "column %u of block %llu of table %d %s", tag,
		(unsigned long long)b->number, TAB_ROWS + b->entity,
		rc == ERR_NO ? "is missing" : "cannot be read");
}

int
block_column(struct tx *t, const struct block *b, unsigned tag,
	struct column *out, struct err *e)
{
	struct str val;
	int rc;

	*out = COLUMN_UNSET;
	if (!tags_hold(b->tags, tag))
		return 0;
	rc = tab_get(t, TAB_COLUMNS,
		column_key(&t->key, b->entity, b->number, tag), &val, e);
	if (rc == ERR_NO || (rc == 0 && !column_open(val, out)))
		rc = column_fail(b, tag, rc, e);
	return rc;
}

int
block_text(struct tx *t, const struct block *b, unsigned tag,
	struct text_column *out, struct err *e)
{
	struct str val;
	int rc = tab_get(t, TAB_COLUMNS,
		text_column_key(&t->key, b->entity, b->number, tag), &val, e);

	if (rc == ERR_NO || (rc == 0 && !text_column_open(val, out)))
		rc = column_fail(b, tag, rc, e);
	return rc;
}
