/* What the rows of a block have. */
#include "store/block_part.h"

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
int
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

int
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
