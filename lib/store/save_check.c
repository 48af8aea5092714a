/* What a record must satisfy before it is kept, whatever its entity: required
 * fields are set, references lead somewhere, unique values are free. */
#include "store/save.h"

static int
check_required(struct tx *t, const struct entity *en, const void *rec,
	struct err *e)
{
	const struct field_list *l = &shape_whole(t->st, en)->required;

	for (size_t i = 0; i < l->n; i++) {
		const struct field *f = l->v[i];

		if (field_is_null(f, rec))
			return err_set(e, ERR_DATA, "%s: %s is required",
				en->name, f->name);
	}
	return 0;
}

/* Records known to be there, a bit each. */
static bool
seen_is(const struct tx *t, int entity, int64_t id)
{
	uint64_t word = (uint64_t)id / 64;

	return word < t->seen[entity].n &&
		t->seen[entity].v[word] >> (uint64_t)id % 64 & 1;
}

void
seen_set(struct tx *t, int entity, int64_t id, bool there)
{
	uint64_t bit = UINT64_C(1) << (uint64_t)id % 64;
	uint64_t word = (uint64_t)id / 64;

	if ((uint64_t)id > t->head.last_id[entity])
		return;
	while (there && t->seen[entity].n <= word)
		*ARR_ADD(&t->seen[entity]) = 0;
	if (there)
		t->seen[entity].v[word] |= bit;
	else if (word < t->seen[entity].n)
		t->seen[entity].v[word] &= ~bit;
}

static int
check_target(struct tx *t, const struct entity *en, const struct field *f,
	int entity, int64_t id, struct err *e)
{
	const struct entity *to = schema_entity(t->st->schema, entity);
	struct str val;
	int rc = ERR_NO;

	if (to && id > 0 && seen_is(t, entity, id))
		return 0;
	if (to && id > 0)
		rc = tab_get(t, TAB_ROWS + entity,
			key_one(&t->key, (uint64_t)id), &val, e);
	if (rc == 0)
		seen_set(t, entity, id, true);
	if (rc != ERR_NO)
		return rc;
	return err_set(e, ERR_DATA, "%s: %s: no such %s: %lld", en->name,
		f->name, to ? to->name : "entity", (long long)id);
}

static int
check_refs(struct tx *t, const struct entity *en, const void *before,
	const void *rec, struct err *e)
{
	const struct field_list *l = &shape_whole(t->st, en)->refs;
	int rc = 0;

	for (size_t i = 0; rc == 0 && i < l->n; i++) {
		const struct field *f = l->v[i];
		int64_t v;

		if (field_is_null(f, rec) ||
			(before && field_same(f, before, rec)))
			continue;
		v = field_get(f, rec).i;
		if (f->type == T_REF)
			rc = check_target(t, en, f, f->ref, v, e);
		else
			rc = check_target(t, en, f, anyref_entity(v),
				anyref_id(v), e);
	}
	return rc;
}

static int
taken(const struct entity *en, const struct field *f, struct str text,
	int64_t by, struct err *e)
{
	bool ext = f->tag == TAG_EXT;

	err_set(e, ext ? ERR_AGAIN : ERR_DATA, "%s%.*s: is %s/%lld already",
		ext ? "ext:" : "", STR_F(text), en->name, (long long)by);
	return ext ? err_hint(e, "to change it: --upsert") : (int)e->code;
}

static int
check_free(struct tx *t, const struct entity *en, const struct field *f,
	struct str text, int64_t id, struct err *e)
{
	const struct field *arch = entity_tag(en, TAG_ARCHIVED);
	struct ids ids = {0};
	void *other;
	int rc = tx_find(t, en, f, (union val){.s = text}, &ids, e);

	for (size_t i = 0; rc == 0 && i < ids.list.n; i++) {
		if (ids.list.v[i] == id)
			continue;
		rc = row_now(t, en, ids.list.v[i], &t->scratch, &other, e);
		if (rc == 0 && other && field_get(arch, other).i != 1)
			rc = taken(en, f, text, ids.list.v[i], e);
	}
	ARR_FREE(&ids.list);
	return rc;
}

int
check_unique(struct tx *t, const struct entity *en, const void *before,
	const void *rec, struct err *e)
{
	const struct field_list *l = &shape_whole(t->st, en)->unique;
	const struct common *b = before, *c = rec;
	int rc = 0;

	if (c->archived == 1)
		return 0;
	for (size_t i = 0; rc == 0 && i < l->n; i++) {
		const struct field *f = l->v[i];
		struct str rest, one;

		if (field_is_null(f, rec) ||
			(b && b->archived != 1 && field_same(f, b, rec)))
			continue;
		rest = field_get(f, rec).s;
		if (f->type != T_SET)
			rc = check_free(t, en, f, rest, c->id, e);
		else
			while (rc == 0 && str_split(&rest, ',', &one))
				rc = check_free(t, en, f, one, c->id, e);
	}
	return rc;
}

int
record_check(struct tx *t, const struct entity *en, const void *before,
	const void *rec, struct err *e)
{
	int rc = check_required(t, en, rec, e);

	if (rc == 0)
		rc = check_refs(t, en, before, rec, e);
	return rc ? rc : check_unique(t, en, before, rec, e);
}
