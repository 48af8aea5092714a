/* A walk over all records: rows merged with what the view changes. Rows come
 * from the table one by one or, of what columns hold, from blocks. */
#include "store/block.h"

/* What a walk gives of a record, and whether columns have it all. */
struct part {
	struct selection sel;
	struct derive_env env; /* asking for what is wanted */
	bool columns;
	struct column *v; /* of the block at hand, by sel.clear */
	struct text_column title;
	struct column created;
};

struct scan {
	struct tx *t;
	const struct entity *en;
	struct part first, rest;
	bool two;	   /* rest is more than first */
	bool now;
	/* rows */
	struct tab_cursor c;
	bool used;	   /* the row is done with */
	struct str val;	   /* of the row the cursor stands on */
	int64_t row;	   /* its id, or of the block's; INT64_MAX: none */
	uint64_t number;   /* the block it is in */
	struct block block;
	bool in_block;	   /* else the cursor stands on it */
	unsigned given, whole; /* records of this block, and those asked for
				  whole */
	unsigned next;	   /* row of the block to go on at */
	uint64_t met;	   /* rows */
	/* what the view changes */
	const int64_t *ids;
	size_t n, at;
	/* the record at hand */
	int64_t id;
	struct str image;  /* null: it is a row of the block */
	struct buf key;
	struct arena arena;
	void *rec;
};

/* ---- opening ------------------------------------------------------------- */

static void
part_open(struct scan *s, const uint16_t *want, struct part *p)
{
	shape_select(shape_of(s->t->st, s->en), want, &s->arena, &p->sel);
	if (s->t->st->env)
		p->env = *s->t->st->env;
	p->env.want = p->sel.want;
	p->columns = !s->t->write && !p->sel.whole && !p->sel.versions;
	for (size_t i = 0; p->columns && i < p->sel.nclear; i++)
		p->columns = p->sel.clear[i].kind != SLOT_TEXT ||
			p->sel.tags[i] == s->en->title;
	if (p->columns)
		p->v = arena_array(&s->arena, p->sel.nclear + 1, sizeof *p->v);
}

/* In its own arena. */
static struct scan *
scan_new(struct tx *t, const struct entity *en)
{
	struct arena a = {0};
	struct scan *s = arena_alloc(&a, sizeof *s);

	s->t = t;
	s->en = en;
	s->now = view_is_now(t);
	s->used = true;
	/* behind a block before the first */
	s->in_block = true;
	s->number = UINT64_MAX;
	s->next = BLOCK_ROWS;
	s->arena = a;
	return s;
}

static int
scan_begin(struct scan *s, struct scan **out, struct err *e)
{
	const struct entity *en = s->en;
	struct tx *t = s->t;
	int rc;

	s->rec = record_new(en, &s->arena);
	rc = overlay_ids(t, en->number, &s->ids, &s->n, e);
	if (rc == 0)
		rc = tab_open_walk(t, TAB_ROWS + en->number, &s->c, e);
	if (rc)
		scan_close(s);
	else
		*out = s;
	return rc;
}

int
scan_sift(struct tx *t, const struct entity *en, const uint16_t *first,
	const uint16_t *want, struct scan **out, struct err *e)
{
	struct scan *s = scan_new(t, en);

	s->two = true;
	part_open(s, first, &s->first);
	part_open(s, want, &s->rest);
	return scan_begin(s, out, e);
}

int
scan_open(struct tx *t, const struct entity *en, const uint16_t *want,
	struct scan **out, struct err *e)
{
	struct scan *s = scan_new(t, en);

	part_open(s, want, &s->first);
	return scan_begin(s, out, e);
}

void
scan_close(struct scan *s)
{
	struct arena a = s->arena;

	tab_close(&s->c);
	buf_free(&s->key);
	arena_free(&a);
}

/* ---- rows ---------------------------------------------------------------- */

/* The columns of a part for the block at hand. *has false: they are not all
 * there. */
static int
part_columns(struct scan *s, struct part *p, bool *has, struct err *e)
{
	int rc = 0;

	for (size_t i = 0; *has && i < p->sel.nclear; i++)
		*has = p->sel.clear[i].kind == SLOT_TEXT
			? block_has_text(&s->block, p->sel.tags[i])
			: block_has(&s->block, p->sel.tags[i]);
	for (size_t i = 0; *has && rc == 0 && i < p->sel.nclear; i++)
		rc = p->sel.clear[i].kind == SLOT_TEXT
			? block_text(s->t, &s->block, p->sel.tags[i],
				  &p->title, e)
			: block_column(s->t, &s->block, p->sel.tags[i],
				  &p->v[i], e);
	if (*has && rc == 0 && p->sel.created)
		rc = block_column(s->t, &s->block, TAG_CREATED, &p->created,
			e);
	return rc;
}

/* Whether a block is best read by its columns, ready to be then. Where most
 * of its neighbour's rows were wanted whole, rows are cheaper. */
static int
block_enter(struct scan *s, uint64_t number, struct err *e)
{
	bool dense = s->two && !s->rest.columns && s->whole * 4 > s->given;
	bool has = true;
	int rc;

	s->number = number;
	s->given = s->whole = 0;
	s->in_block = false;
	if (!s->first.columns || dense)
		return 0;
	rc = block_open(s->t, s->en->number, number, &s->block, e);
	if (rc)
		return rc == ERR_NO ? 0 : rc;
	rc = part_columns(s, &s->first, &has, e);
	s->in_block = has;
	s->next = 0;
	if (rc == 0 && s->two && s->rest.columns) {
		has = s->in_block;
		rc = part_columns(s, &s->rest, &has, e);
		s->in_block = has;
	}
	return rc;
}

/* Put the cursor on the first row from an id on. */
static int
rows_seek(struct scan *s, int64_t id, struct err *e)
{
	struct str key = STR_NULL, from = key_one(&s->key, (uint64_t)id);
	int rc = id == 1 ? tab_seek(&s->c, KV_FIRST, STR(""), &key, &s->val, e)
		: tab_seek(&s->c, KV_AT, from, &key, &s->val, e);

	s->row = rc ? INT64_MAX : (int64_t)key_get_u64(key.p);
	return rc == ERR_NO ? 0 : rc;
}

static int
rows_step(struct scan *s, struct err *e)
{
	struct str key;
	int rc = tab_step(&s->c, 1, &key, &s->val, e);

	s->row = rc ? INT64_MAX : (int64_t)key_get_u64(key.p);
	return rc == ERR_NO ? 0 : rc;
}

static bool
block_step(struct scan *s)
{
	unsigned row = block_next(&s->block, s->next);

	s->next = row + 1;
	s->row = block_first(s->number) + row;
	return row < BLOCK_ROWS;
}

/* Into the block behind this one, or the cursor on the first row behind. */
static int
block_leave(struct scan *s, struct err *e)
{
	int rc = block_enter(s, s->number + 1, e);

	return rc || s->in_block ? rc
		: rows_seek(s, block_first(s->number), e);
}

/* Where the cursor or the block at hand goes on. The cursor may come to a row
 * many blocks on. */
static int
source_settle(struct scan *s, struct err *e)
{
	int rc = 0;

	while (rc == 0) {
		if (s->in_block && block_step(s))
			return 0;
		if (s->in_block)
			rc = block_leave(s, e);
		else if (s->row != INT64_MAX && block_of(s->row) != s->number)
			rc = block_enter(s, block_of(s->row), e);
		else
			return 0;
	}
	return rc;
}

/* On to the next row. */
static inline int
source_step(struct scan *s, struct err *e)
{
	int rc;

	if (s->in_block || s->row == INT64_MAX)
		return source_settle(s, e);
	rc = rows_step(s, e);
	return rc || block_of(s->row) == s->number ? rc
						   : source_settle(s, e);
}

/* Nor may a row be hidden from those parts that the cursor walks. */
static int
rows_end(struct scan *s, struct err *e)
{
	struct tx *t = s->t;
	uint64_t n = t->head.count[TAB_ROWS + s->en->number];

	if (t->write || t->checking || s->met == n)
		return 0;
	return tab_met(t, damaged(e, "%s: %llu rows, %llu were written",
		s->en->plural, (unsigned long long)s->met,
		(unsigned long long)n), e);
}

static inline int
row_next(struct scan *s, struct err *e)
{
	int rc = source_step(s, e);

	if (rc == 0 && s->row == INT64_MAX)
		return rows_end(s, e);
	s->met++;
	return rc;
}

/* ---- records ------------------------------------------------------------- */

/* The next by id, from its row or from the fold. ERR_NO at the end. */
static int
record_next(struct scan *s, struct err *e)
{
	bool found = false;
	int rc = 0;

	while (rc == 0 && !found) {
		int64_t changed = s->at < s->n ? s->ids[s->at] : INT64_MAX;

		if (s->used)
			rc = row_next(s, e);
		if (rc)
			return rc;
		s->used = s->row <= changed;
		if (s->row == INT64_MAX && changed == INT64_MAX)
			return ERR_NO;
		if (changed <= s->row) {
			s->at++;
			s->id = changed;
			rc = fold_image(s->t, s->en, changed, s->t->view,
				UINT64_MAX, &s->image, &found, e);
		} else {
			s->id = s->row;
			s->image = s->in_block ? STR_NULL : s->val;
			found = true;
		}
	}
	s->given++;
	return rc;
}

static void
slot_title(const struct slot *slot, struct str v, void *rec)
{
	memcpy((char *)rec + slot->at, &v, sizeof v);
}

static int
columns_fill(struct scan *s, const struct part *p, struct err *e)
{
	unsigned row = (unsigned)(s->id - block_first(s->number));
	const struct selection *sel = &p->sel;
	struct common *c = s->rec;
	int rc = 0;

	c->id = s->id;
	if (sel->created)
		c->created = column_get(&p->created, row);
	for (size_t i = 0; rc == 0 && i < sel->nclear; i++)
		if (sel->clear[i].kind == SLOT_TEXT)
			slot_title(&sel->clear[i],
				text_column_get(&p->title, row), s->rec);
		else
			rc = slot_fill(s->t, s->en, &sel->clear[i],
				column_get(&p->v[i], row), s->rec, e);
	return rc;
}

static int
part_fill(struct scan *s, struct part *p, struct err *e)
{
	int rc = s->image.p
		? image_select(s->t, s->en, &p->sel, s->id, s->image, s->rec, e)
		: columns_fill(s, p, e);

	if (rc == 0 && p->sel.touch && !s->now)
		rc = touch_at_view(s->t, s->en, s->id, s->rec, e);
	if (rc == 0 && p->sel.derive && s->en->derive)
		s->en->derive(&p->env, s->rec);
	return rc;
}

int
scan_next(struct scan *s, const void **rec, struct err *e)
{
	int rc = record_next(s, e);

	if (rc == 0)
		rc = part_fill(s, &s->first, e);
	if (rc == 0)
		*rec = s->rec;
	return rc;
}

int
scan_whole(struct scan *s, struct err *e)
{
	int rc = 0;

	if (!s->two)
		return 0;
	s->whole++;
	if (!s->image.p && !s->rest.columns)
		rc = tab_get(s->t, TAB_ROWS + s->en->number,
			key_one(&s->key, (uint64_t)s->id), &s->image, e);
	if (rc == ERR_NO)
		rc = damaged(e, "%s/%lld is missing", s->en->name,
			(long long)s->id);
	return rc ? rc : part_fill(s, &s->rest, e);
}
