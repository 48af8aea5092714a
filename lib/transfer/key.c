/* Which record a row is about. */
#include "base/hash.h"
#include "transfer/part.h"

/* Letters, digits and the like, which are as a set keeps them. */
static bool
is_plain(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if (s.p[i] <= ' ' || s.p[i] == ',' || s.p[i] == 0x7f)
			return false;
	return true;
}

/* "source:key", as a set keeps it. */
static int
ext_word(struct run *r, struct str source, struct str text, struct str *out,
	struct err *e)
{
	const struct field *f = entity_tag(r->entity, TAG_EXT);
	union val v;
	int rc;

	buf_reset(&r->text);
	buf_str(&r->text, source);
	buf_char(&r->text, ':');
	buf_str(&r->text, str_trim(text));
	if (is_plain(buf_view(&r->text))) {
		*out = arena_str(&r->row, buf_view(&r->text));
		return 0;
	}
	if (str_find(text, ',') < text.n)
		return err_set(e, ERR_DATA, "'%.*s': an external id has no "
			"','", STR_SHORT(text));
	rc = value_parse(&r->scope, f, buf_view(&r->text), NULL, NULL, &v, e);
	*out = v.s;
	return rc;
}

/* A record of its own for the row, which may be changed. */
static int
load(struct run *r, int64_t id, struct entry *en, struct err *e)
{
	void *rec = record_new(r->entity, &r->row);
	int rc = tx_get(r->m->tx, r->entity, id, rec, e);

	if (rc)
		return rc;
	en->rec = record_copy(r->entity, rec, &r->row);
	en->found = true;
	return 0;
}

static int
fresh(struct run *r, struct entry *en, struct err *e)
{
	if (r->plan.refuse_new)
		return err_set(e, ERR_NO, "no %s goes by this",
			r->entity->name);
	en->rec = record_new(r->entity, &r->row);
	memcpy(en->rec, r->blank, r->entity->size);
	return 0;
}

static int
by_value(struct run *r, const struct field *f, struct str value,
	struct entry *en, struct err *e)
{
	int64_t id;
	int rc = find_live(r, r->entity, f, value, &id, e);

	return rc ? rc : id ? load(r, id, en, e) : fresh(r, en, e);
}

/* An external id is one record's for good: where none is live, the archived one
 * that has it is meant, the latest of several. */
static int
find_gone(struct run *r, struct str value, int64_t *id, struct err *e)
{
	const struct field *f = entity_tag(r->entity, TAG_EXT);
	struct ids ids = {0};
	int rc = tx_find(r->m->tx, r->entity, f, (union val){.s = value},
		&ids, e);

	for (size_t i = 0; rc == 0 && i < ids.list.n; i++)
		*id = ids.list.v[i] > *id ? ids.list.v[i] : *id;
	ARR_FREE(&ids.list);
	return rc;
}

static int
by_ext_word(struct run *r, struct str value, struct entry *en, struct err *e)
{
	int64_t id;
	int rc = find_live(r, r->entity, entity_tag(r->entity, TAG_EXT),
		value, &id, e);

	if (rc == 0 && !id) {
		rc = find_gone(r, value, &id, e);
		en->gone = id != 0;
	}
	return rc ? rc : id ? load(r, id, en, e) : fresh(r, en, e);
}

static int
by_target(struct run *r, const struct target *t, struct entry *en,
	struct err *e)
{
	const struct about about = {r->entity,
		record_new(r->entity, &r->row), r->at};
	struct given g;
	struct str rest, word;
	int64_t id = 0;
	int rc = value_read(r, t, value_text(r, t), &about, &g, e);

	if (rc)
		return rc;
	if (!g.has)
		return err_set(e, ERR_DATA, "%s is empty: which %s is meant",
			t->field->name, r->entity->name);
	if (t->field->type != T_SET)
		return by_value(r, t->field, g.v.s, en, e);
	rest = g.v.s;
	while (rc == 0 && id == 0 && str_split(&rest, ',', &word))
		rc = find_live(r, r->entity, t->field, word, &id, e);
	for (rest = g.v.s; rc == 0 && id == 0 && t->field->tag == TAG_EXT &&
		str_split(&rest, ',', &word);) {
		rc = find_gone(r, word, &id, e);
		en->gone = id != 0;
	}
	return rc ? rc : id ? load(r, id, en, e) : fresh(r, en, e);
}

/* ---- by id -------------------------------------------------------------- */

/* An id means something in one store only: the instant of creation, where it
 * is known, has to be the same. */
static int
check_created(struct run *r, int64_t id, const struct entry *en,
	struct err *e)
{
	const struct common *c = en->rec;
	struct str text = r->plan.created_column == ROW_NONE
		? STR_NULL : r->rows.cells[r->plan.created_column];
	int64_t created;

	if (!text.n || instant_parse(text, NULL, &created, e) ||
		created == c->created)
		return 0;
	err_set(e, ERR_DATA, "%lld: is another %s here, created at another "
		"instant", (long long)id, r->entity->name);
	return err_hint(e, "this file is of another store: leave the id out to "
		"add its records, or replay a whole export");
}

static int
by_number(struct run *r, struct str text, struct entry *en, struct err *e)
{
	int64_t id;
	int rc = num_parse(text, 1, INT64_C(1) << 55, &id, e);

	if (rc)
		return rc;
	rc = load(r, id, en, e);
	if (rc == 0)
		return check_created(r, id, en, e);
	if (rc != ERR_NO)
		return rc;
	if (tx_last_id(r->m->tx, r->entity) + 1 != id) {
		err_set(e, ERR_NO, "%lld: no such %s", (long long)id,
			r->entity->name);
		return err_hint(e, "leave the id out to add records");
	}
	en->id = id;
	return fresh(r, en, e);
}

/* ---- by content --------------------------------------------------------- */

static void
add_text(uint64_t *h, struct str text, uint64_t mark)
{
	if (text.p)
		text = str_trim(text);
	if (text.n)
		*h = hash64(text.p, text.n, *h + mark);
}

/* What is imported of the row, by field: columns may change places. */
static uint64_t
content(struct run *r)
{
	const struct plan *p = &r->plan;
	uint64_t h = 0;

	for (size_t i = 0; i < p->base.n; i++)
		add_text(&h, value_text(r, &p->base.v[i]),
			p->base.v[i].field->tag);
	for (size_t i = 0; i < p->nsteps; i++) {
		const struct plan_step *s = &p->steps[i];

		add_text(&h, r->rows.cells[s->at], UINT16_MAX + i);
		for (size_t k = 0; k < s->set.n; k++)
			add_text(&h, value_text(r, &s->set.v[k]),
				s->set.v[k].field->tag);
	}
	return h;
}

static int
by_content(struct run *r, struct entry *en, struct err *e)
{
	uint64_t h = content(r);
	int64_t *times;
	int rc;

	times = map_put_u64(&r->contents, h, NULL);
	buf_reset(&r->text2);
	buf_fmt(&r->text2, "%016llx", (unsigned long long)h);
	if (++*times > 1)
		buf_fmt(&r->text2, "-%lld", (long long)*times);
	rc = ext_word(r, STR("row"), buf_view(&r->text2), &en->ext, e);
	if (rc == 0)
		rc = by_ext_word(r, en->ext, en, e);
	en->leave = en->found && !en->gone;
	return rc;
}

/* What rm took out is not found by its key, which may be another's now. A row
 * of our own exports is about it still: id and instant of creation agree. */
static int
by_birth(struct run *r, struct entry *en, struct err *e)
{
	const struct plan *p = &r->plan;
	struct entry gone = *en;
	const struct common *c;
	struct err ignored;
	int64_t id, created;
	int rc;

	if (en->found || p->id_column == ROW_NONE ||
		p->created_column == ROW_NONE ||
		num_parse(r->rows.cells[p->id_column], 1, INT64_C(1) << 55,
			&id, &ignored) ||
		instant_parse(r->rows.cells[p->created_column], NULL, &created,
			&ignored))
		return 0;
	rc = load(r, id, &gone, e);
	if (rc)
		return rc == ERR_NO ? 0 : rc;
	c = gone.rec;
	if (c->archived && c->created == created)
		*en = gone;
	return 0;
}

static struct str
target_cell(struct run *r, const struct target *t)
{
	return t ? value_text(r, t) : STR_NULL;
}

static int
by_any(struct run *r, struct entry *en, struct err *e)
{
	const struct plan *p = &r->plan;
	const struct target *t = target_cell(r, p->ext_target).n
		? p->ext_target : p->key_target;

	if (target_cell(r, t).n) {
		int rc = by_target(r, t, en, e);

		return rc ? rc : by_birth(r, en, e);
	}
	if (p->id_column != ROW_NONE && r->rows.cells[p->id_column].n)
		return by_number(r, r->rows.cells[p->id_column], en, e);
	return by_content(r, en, e);
}

static int
by_ext(struct run *r, struct entry *en, struct err *e)
{
	struct str cell = r->rows.cells[r->plan.key_column];
	int rc;

	if (!cell.n)
		return err_set(e, ERR_DATA, "the key is empty");
	rc = ext_word(r, r->plan.key_source, cell, &en->ext, e);
	return rc ? rc : by_ext_word(r, en->ext, en, e);
}

int
entry_find(struct run *r, struct entry *en, struct err *e)
{
	switch (r->plan.key) {
	case KEY_NONE:
		return fresh(r, en, e);
	case KEY_EXT:
		return by_ext(r, en, e);
	case KEY_FIELD:
		return by_target(r, r->plan.key_target, en, e);
	case KEY_NUMBER:
		if (!r->rows.cells[r->plan.id_column].n)
			return err_set(e, ERR_DATA, "the id is empty");
		return by_number(r, r->rows.cells[r->plan.id_column], en, e);
	case KEY_ANY:
		return by_any(r, en, e);
	}
	return 0;
}

int
key_text(struct run *r, struct str *out, struct err *e)
{
	struct str cell = STR_NULL;

	if (r->plan.key == KEY_EXT)
		cell = r->rows.cells[r->plan.key_column];
	else if (r->plan.key == KEY_NUMBER)
		cell = r->rows.cells[r->plan.id_column];
	else if (r->plan.key_target)
		cell = value_text(r, r->plan.key_target);
	*out = cell.n ? str_trim(cell) : STR_NULL;
	return cell.n ? 0 : err_set(e, ERR_DATA, "the key is empty");
}
