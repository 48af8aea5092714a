/* What the columns of a block have, from what its rows have. */
#include "store/block_part.h"

bool
column_differs(const struct keep *k, const struct column *c,
	const struct fresh *f)
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
	if (column_differs(k, &c, f)) {
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
bool
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

int
columns_write(struct keep *k)
{
	int rc;

	texts_keep(k);
	rc = columns_keep(k);
	if (rc == 0)
		rc = titles_keep(k);
	return rc ? rc : block_write(k);
}
