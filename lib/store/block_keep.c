/* Columns after their rows: at the end of a transaction those of the blocks in
 * which a row came, went or changed, and all of a block that has got full. */
#include "store/block.h"

enum { BITS = BLOCK_ROWS / 8 };

/* What the touched rows of a block have now under a tag. */
struct fresh {
	uint16_t tag;
	bool text;  /* some have a text */
	int64_t *v; /* by row */
};

struct tags {
	ARR(uint16_t) list;
};

struct keep {
	struct tx *t;
	struct err *e;
	struct block old;
	bool found; /* it had columns before; else all rows count as touched */
	unsigned char touched[BITS], there[BITS];
	ARR(struct fresh) fresh; /* by tag */
	struct tags tags, texts; /* of the block from now on */
	uint16_t title;	    /* tag of the texts that have a column; 0: none */
	struct str *titles; /* of the touched rows */
	bool named;	    /* it has such a column from now on */
	struct buf key, val;
	struct arena arena;
	int64_t all[BLOCK_ROWS];
};

void
block_touch(struct tx *t, int entity, int64_t id)
{
	uint64_t row = (uint64_t)id - 1;

	while (t->touched[entity].n <= row / 8)
		*ARR_ADD(&t->touched[entity]) = 0;
	t->touched[entity].v[row / 8] |= (unsigned char)(1U << row % 8);
}

static bool
is_touched(const struct keep *k, unsigned row)
{
	return k->touched[row / 8] >> row % 8 & 1;
}

/* ---- what rows have ------------------------------------------------------ */

/* *at: where the last one stood, whose tag is below. */
static struct fresh *
fresh_of(struct keep *k, uint16_t tag, size_t *at)
{
	struct fresh *f;

	while (*at < k->fresh.n && k->fresh.v[*at].tag < tag)
		++*at;
	if (*at < k->fresh.n && k->fresh.v[*at].tag == tag)
		return &k->fresh.v[*at];
	ARR_ADD(&k->fresh);
	f = &k->fresh.v[*at];
	memmove(f + 1, f, (k->fresh.n - 1 - *at) * sizeof *f);
	*f = (struct fresh){.tag = tag};
	f->v = arena_array(&k->arena, BLOCK_ROWS, sizeof *f->v);
	for (int i = 0; i < BLOCK_ROWS; i++)
		f->v[i] = NUM_NULL;
	return f;
}

static int
row_take(struct keep *k, unsigned row, struct str image)
{
	struct raw *raw = &k->t->raw_new;
	struct image_head head;
	struct str fields;
	size_t at = 0;
	int rc = image_open(image, &head, &fields, k->e);

	if (rc == 0)
		rc = raw_decode(raw, fields, k->e);
	if (rc)
		return rc;
	fresh_of(k, TAG_CREATED, &at)->v[row] = head.created;
	for (size_t i = 0; i < raw->n; i++) {
		struct fresh *f = fresh_of(k, raw->v[i].tag, &at);

		if (raw->v[i].text && raw->v[i].tag == k->title)
			k->titles[row] = arena_str(&k->arena, raw->v[i].s);
		f->text |= raw->v[i].text;
		f->v[row] = raw->v[i].text ? NUM_NULL : raw->v[i].i;
	}
	return 0;
}

/* Of a block without columns: all rows there are. */
static int
rows_walk(struct keep *k)
{
	int64_t first = block_first(k->old.number);
	struct tab_cursor c;
	struct str key, image;
	int rc = tab_open(k->t, TAB_ROWS + k->old.entity, &c, k->e);

	if (rc)
		return rc;
	for (rc = tab_seek(&c, KV_AT, key_one(&k->key, (uint64_t)first), &key,
		     &image, k->e);
		rc == 0; rc = tab_step(&c, 1, &key, &image, k->e)) {
		uint64_t row = key_get_u64(key.p) - (uint64_t)first;

		if (row >= BLOCK_ROWS)
			break;
		k->there[row / 8] |= (unsigned char)(1U << row % 8);
		rc = row_take(k, (unsigned)row, image);
		if (rc)
			break;
	}
	tab_close(&c);
	return rc == ERR_NO ? 0 : rc;
}

static int
rows_take(struct keep *k)
{
	uint64_t first = (uint64_t)block_first(k->old.number);
	struct str image;
	int rc = 0;

	for (unsigned row = 0; rc == 0 && row < BLOCK_ROWS; row++) {
		unsigned char bit = (unsigned char)(1U << row % 8);

		if (!is_touched(k, row))
			continue;
		k->there[row / 8] &= (unsigned char)~bit;
		rc = tab_get(k->t, TAB_ROWS + k->old.entity,
			key_one(&k->key, first + row), &image, k->e);
		if (rc == 0) {
			k->there[row / 8] |= bit;
			rc = row_take(k, row, image);
		} else if (rc == ERR_NO) {
			rc = 0;
		}
	}
	return rc;
}

/* ---- what columns have --------------------------------------------------- */

static bool
differs(const struct keep *k, const struct column *c, const struct fresh *f)
{
	for (unsigned row = 0; row < BLOCK_ROWS; row++)
		if (is_touched(k, row) && column_get(c, row) !=
			(f ? f->v[row] : NUM_NULL))
			return true;
	return false;
}

/* The values from now on; false: all are unset. */
static bool
merge(struct keep *k, const struct column *c, const struct fresh *f)
{
	bool set = false;

	for (unsigned row = 0; row < BLOCK_ROWS; row++) {
		k->all[row] = !is_touched(k, row) ? column_get(c, row)
			: f ? f->v[row] : NUM_NULL;
		set = set || k->all[row] != NUM_NULL;
	}
	return set;
}

static int
column_keep(struct keep *k, uint16_t tag, const struct fresh *f)
{
	struct column c = COLUMN_UNSET;
	bool had, has;
	int rc = k->found ? block_column(k->t, &k->old, tag, &c, k->e) : 0;

	if (rc)
		return rc;
	had = has = c.width == 0 || c.codes;
	if (differs(k, &c, f)) {
		struct str key;

		has = merge(k, &c, f);
		key = column_key(&k->key, k->old.entity, k->old.number, tag);
		buf_reset(&k->val);
		if (has)
			column_encode(k->all, &k->val);
		if (has)
			rc = tab_put(k->t, TAB_COLUMNS, key,
				buf_view(&k->val),
				had ? TAB_REPLACE : TAB_FRESH, k->e);
		else
			rc = tab_del(k->t, TAB_COLUMNS, key, k->e);
	}
	if (has)
		*ARR_ADD(&k->tags.list) = tag;
	return rc;
}

/* What the rows are called, from now on; false: no row is called anything. */
static bool
titles_merge(struct keep *k, const struct text_column *c, bool had,
	bool *changed)
{
	bool any = false;

	*changed = !had;
	for (unsigned row = 0; row < BLOCK_ROWS; row++) {
		struct str old = had ? text_column_get(c, row) : STR_NULL;

		if (!is_touched(k, row))
			k->titles[row] = old;
		else if (!str_eq(k->titles[row], old) ||
			!k->titles[row].p != !old.p)
			*changed = true;
		any = any || k->titles[row].p;
	}
	return any;
}

static int
titles_keep(struct keep *k)
{
	bool had = k->found && block_has_text(&k->old, k->title), changed;
	struct text_column c = {0};
	struct str key;
	int rc = had ? block_text(k->t, &k->old, k->title, &c, k->e) : 0;

	k->named = had;
	if (rc || !k->title || (k->found && !had))
		return rc;
	k->named = titles_merge(k, &c, had, &changed);
	buf_reset(&k->val);
	k->named = k->named && text_column_encode(k->titles, &k->val);
	key = text_column_key(&k->key, k->old.entity, k->old.number,
		k->title);
	if (k->named && changed)
		return tab_put(k->t, TAB_COLUMNS, key, buf_view(&k->val),
			had ? TAB_REPLACE : TAB_FRESH, k->e);
	return had && !k->named ? tab_del(k->t, TAB_COLUMNS, key, k->e) : 0;
}

/* All columns there were, and all there are values for, by tag. */
static int
columns_keep(struct keep *k)
{
	size_t n = k->old.tags.n / 2, i = 0, j = 0;
	ARR(uint16_t) had = {0};
	int rc = 0;

	for (i = 0; i < n; i++)
		*ARR_ADD(&had) = block_tag(k->old.tags, i);
	for (i = 0; rc == 0 && (i < n || j < k->fresh.n);) {
		const struct fresh *f = j < k->fresh.n ? &k->fresh.v[j] : NULL;
		uint16_t tag = i < n && (!f || had.v[i] < f->tag)
			? had.v[i] : f->tag;

		f = f && f->tag == tag ? f : NULL;
		rc = column_keep(k, tag, f);
		i += i < n && had.v[i] == tag;
		j += f != NULL;
	}
	ARR_FREE(&had);
	return rc;
}

/* A text once there stays noted. */
static void
texts_keep(struct keep *k)
{
	size_t n = k->old.texts.n / 2, i = 0, j = 0;

	while (i < n || j < k->fresh.n) {
		unsigned a = i < n ? block_tag(k->old.texts, i) : UINT32_MAX;
		unsigned b = j < k->fresh.n ? k->fresh.v[j].tag : UINT32_MAX;

		if (a <= b || k->fresh.v[j].text)
			*ARR_ADD(&k->texts.list) = (uint16_t)(a < b ? a : b);
		i += a <= b;
		j += b <= a;
	}
}

static void
tags_write(struct buf *b, const struct tags *tags)
{
	buf_add(b, tags->list.v, tags->list.n * sizeof *tags->list.v);
}

static int
block_write(struct keep *k)
{
	const uint16_t n[2] = {(uint16_t)k->tags.list.n,
		(uint16_t)k->texts.list.n};

	buf_reset(&k->val);
	buf_add(&k->val, k->there, BITS);
	buf_add(&k->val, n, sizeof n);
	tags_write(&k->val, &k->tags);
	tags_write(&k->val, &k->texts);
	if (k->named)
		buf_add(&k->val, &k->title, sizeof k->title);
	return tab_put(k->t, TAB_COLUMNS,
		column_key(&k->key, k->old.entity, k->old.number, 0),
		buf_view(&k->val), k->found ? TAB_REPLACE : TAB_FRESH, k->e);
}

/* ---- all of it ----------------------------------------------------------- */

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
	texts_keep(k);
	if (rc == 0)
		rc = columns_keep(k);
	if (rc == 0)
		rc = titles_keep(k);
	return rc ? rc : block_write(k);
}

static int
entity_flush(struct keep *k, int entity)
{
	const unsigned char *v = k->t->touched[entity].v;
	size_t n = k->t->touched[entity].n;
	unsigned char bits[BITS];
	int rc = 0;

	for (uint64_t at = 0; rc == 0 && at * BITS < n; at++) {
		size_t rest = n - at * BITS, i = 0;

		if (!block_is_full(k->t, entity, at))
			break;
		memset(bits, 0, BITS);
		memcpy(bits, v + at * BITS, rest < BITS ? rest : BITS);
		while (i < BITS && !bits[i])
			i++;
		if (i == BITS)
			continue;
		k->old = (struct block){.entity = entity, .number = at};
		rc = block_keep(k, bits);
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
		*same = !differs(k, &c, f) &&
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
