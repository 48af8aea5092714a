/* Columns after their rows: at the end of a transaction those of the blocks in
 * which a row came, went or changed, and all of a block that has got full. */
#include "store/block_part.h"

/* Bits for the rows from a block on, before those there are. */
static void
touched_before(struct buf *bits, uint64_t blocks)
{
	size_t n = (size_t)blocks * BITS, had = bits->n;

	buf_fill(bits, '\0', n);
	memmove(bits->p + n, bits->p, had);
	memset(bits->p, 0, n);
}

void
block_touch(struct tx *t, int entity, int64_t id)
{
	struct buf *bits = &t->touched[entity];
	uint64_t block = block_of(id), from = t->touched_from[entity];
	uint64_t row;

	if (!bits->n)
		from = block;
	else if (block < from)
		touched_before(bits, from - block);
	from = block < from ? block : from;
	t->touched_from[entity] = from;
	row = (uint64_t)(id - block_first(from));
	if (bits->n <= row / 8)
		buf_fill(bits, '\0', ((size_t)(block - from) + 1) * BITS -
			bits->n);
	bits->p[row / 8] = (char)(bits->p[row / 8] | 1 << row % 8);
}

static void
titles_open(struct keep *k)
{
	const struct entity *en =
		schema_entity(k->t->st->schema, k->old.entity);

	k->title = en ? en->title : 0;
	k->titles = arena_array(&k->arena, BLOCK_ROWS, sizeof *k->titles);
}

static int
block_keep(struct keep *k, const unsigned char *touched)
{
	struct str lists;
	int rc;

	arena_reset(&k->arena);
	rc = block_open(k->t, k->old.entity, k->old.number, &k->old, k->e);
	if (rc && rc != ERR_NO)
		return rc;
	k->fresh.n = k->tags.list.n = k->texts.list.n = 0;
	k->found = rc == 0;
	memset(k->touched, 0xff, BITS);
	memset(k->there, 0, BITS);
	if (k->found) {
		memcpy(k->touched, touched, BITS);
		memcpy(k->there, k->old.bits.p, BITS);
		lists = arena_str(&k->arena, k->old.tags);
		k->old.tags = lists;
		k->old.texts = arena_str(&k->arena, k->old.texts);
		k->old.named = arena_str(&k->arena, k->old.named);
	}
	titles_open(k);
	rc = k->found ? rows_take(k) : rows_walk(k);
	return rc ? rc : columns_write(k);
}

static int
entity_flush(struct keep *k, int entity)
{
	const struct buf *all = &k->t->touched[entity];
	uint64_t from = k->t->touched_from[entity];
	const char *bits = all->p;
	int rc = 0;

	for (uint64_t n = from; rc == 0 && n < from + all->n / BITS; n++) {
		size_t i = 0;

		if (!block_is_full(k->t, entity, n))
			break;
		while (i < BITS && !bits[i])
			i++;
		k->old = (struct block){.entity = entity, .number = n};
		if (i < BITS)
			rc = block_keep(k, (const unsigned char *)bits);
		bits += BITS;
	}
	return rc;
}

static void
keep_free(struct keep *k)
{
	ARR_FREE(&k->fresh);
	ARR_FREE(&k->tags.list);
	ARR_FREE(&k->texts.list);
	buf_free(&k->key);
	buf_free(&k->val);
	arena_free(&k->arena);
}

int
block_flush(struct tx *t, struct err *e)
{
	struct keep *k = NULL;
	int rc = 0;

	for (int i = 0; rc == 0 && i < 64; i++) {
		if (!t->touched[i].n || !block_is_full(t, i, 0))
			continue;
		if (!k)
			k = arena_alloc(&t->arena, sizeof *k);
		k->t = t;
		k->e = e;
		rc = entity_flush(k, i);
	}
	if (!k)
		return rc;
	keep_free(k);
	return rc;
}

/* ---- are they? ----------------------------------------------------------- */

/* Every value there is stands in its column, and in no other. */
static int
columns_check(struct keep *k, bool *same)
{
	size_t n = k->old.tags.n / 2, at = 0;
	struct column c;
	int rc = 0;

	for (size_t i = 0; rc == 0 && *same && i < k->fresh.n; i++) {
		const struct fresh *f = &k->fresh.v[i];

		rc = block_column(k->t, &k->old, f->tag, &c, k->e);
		if (rc)
			return rc;
		*same = !column_differs(k, &c, f) &&
			(!f->text || !block_has(&k->old, f->tag));
		at += at < n && block_tag(k->old.tags, at) == f->tag;
	}
	*same = *same && at == n;
	return rc;
}

static int
titles_check(struct keep *k, bool *same)
{
	bool has = k->title && block_has_text(&k->old, k->title), changed;
	struct text_column c;
	int rc = has ? block_text(k->t, &k->old, k->title, &c, k->e) : 0;

	*same = *same && k->old.named.n == (has ? 2 : 0);
	if (rc || !has)
		return rc;
	titles_merge(k, &c, true, &changed);
	*same = *same && !changed;
	return 0;
}

int
block_check(struct tx *t, int entity, uint64_t number, bool *same,
	size_t *columns, struct err *e)
{
	struct keep *k = arena_alloc(&t->arena, sizeof *k);
	int rc = block_open(t, entity, number, &k->old, e);

	if (rc)
		return rc;
	k->t = t;
	k->e = e;
	memset(k->touched, 0xff, BITS);
	titles_open(k);
	rc = rows_walk(k);
	*same = memcmp(k->there, k->old.bits.p, BITS) == 0;
	*columns = k->old.tags.n / 2 + k->old.named.n / 2;
	if (rc == 0)
		rc = columns_check(k, same);
	if (rc == 0)
		rc = titles_check(k, same);
	keep_free(k);
	return rc;
}
