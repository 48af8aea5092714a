/* References: found once by name, key or external id, and made on request. */
#include "transfer/part.h"

int
find_live(struct run *r, const struct entity *en, const struct field *f,
	struct str value, int64_t *id, struct err *e)
{
	const struct field *archived = entity_tag(en, TAG_ARCHIVED);
	struct arena a = {0};
	struct ids ids = {0};
	size_t live = 0;
	int rc = tx_find(r->m->tx, en, f, (union val){.s = value}, &ids, e);

	*id = 0;
	for (size_t i = 0; rc == 0 && i < ids.list.n; i++) {
		void *rec = record_new(en, &a);

		rc = tx_get(r->m->tx, en, ids.list.v[i], rec, e);
		if (rc == 0 && field_get(archived, rec).i != 1) {
			*id = ids.list.v[i];
			live++;
		}
	}
	ARR_FREE(&ids.list);
	arena_free(&a);
	if (rc == 0 && live > 1)
		rc = err_set(e, ERR_USAGE, "%zu %s have the %s '%.*s'", live,
			en->plural, f->name, STR_SHORT(value));
	return rc;
}

int
record_blank(struct run *r, const struct entity *en, struct arena *a,
	void **rec, struct err *e)
{
	const struct field *owner = entity_field(en, STR("owner"));

	*rec = record_new(en, a);
	if (model_defaults(r->m, en, *rec, e))
		return (int)e->code;
	if (owner)
		field_clear(owner, *rec);
	return 0;
}

/* Every field the new record is called by is made of the text. */
static int
fill_new(struct run *r, const struct target *t, struct str text, void *rec,
	struct err *e)
{
	const struct entity *en = t->ref;
	const struct field *title = entity_tag(en, en->title);
	const struct field *key = entity_tag(en, en->key);
	union val v;
	int rc = 0;

	if (title && t->ref_by != title) {
		rc = value_parse(&r->scope, title, text, NULL, rec, &v, e);
		if (rc == 0)
			model_assign(r->m, rec, title, &v);
	}
	if (rc == 0 && key && t->ref_by != key) {
		buf_reset(&r->text2);
		cell_letters(text, CASE_KEY, &r->text2);
		rc = value_parse(&r->scope, key, buf_view(&r->text2), NULL,
			rec, &v, e);
		if (rc == 0)
			model_assign(r->m, rec, key, &v);
	}
	return rc;
}

static int
make(struct run *r, const struct target *t, struct str text, union val by,
	int64_t at, int64_t *id, struct err *e)
{
	struct said said = r->m->said;
	int64_t before = r->m->at;
	enum saved how;
	void *rec;
	int rc = record_blank(r, t->ref, &r->row, &rec, e);

	if (rc == 0)
		rc = fill_new(r, t, text, rec, e);
	if (rc)
		return rc;
	model_assign(r->m, rec, t->ref_by, &by);
	r->m->at = at;
	rc = model_save(r->m, t->ref, rec, &how, e);
	r->m->at = before;
	r->m->said = said;
	if (rc)
		return rc;
	*id = ((struct common *)rec)->id;
	r->saves++;
	r->im->counts.made[t->ref->number]++;
	return 0;
}

static int
look(struct run *r, const struct target *t, struct str text, int64_t at,
	int64_t *id, struct err *e)
{
	union val v;
	int rc;

	if (!t->ref_by)
		return model_resolve(r->m, t->ref, text, id, e);
	buf_reset(&r->text2);
	if (t->ref_source.p)
		buf_fmt(&r->text2, "%.*s:", STR_F(t->ref_source));
	buf_str(&r->text2, text);
	rc = value_parse(&r->scope, t->ref_by, buf_view(&r->text2), NULL,
		NULL, &v, e);
	if (rc == 0)
		rc = find_live(r, t->ref, t->ref_by, v.s, id, e);
	if (rc || *id)
		return rc;
	if (t->ref_create)
		return make(r, t, text, v, at, id, e);
	return err_set(e, ERR_NO, "%.*s: no such %s", STR_SHORT(text),
		t->ref->name);
}

int
ref_find(struct run *r, const struct target *t, struct str text, int64_t at,
	int64_t *id, struct err *e)
{
	int64_t *known = map_get(t->cache, text);
	struct err why;
	int rc;

	if (known) {
		*id = *known;
		return 0;
	}
	rc = look(r, t, text, at, id, e);
	if (rc == 0) {
		*map_put(t->cache, text, NULL) = *id;
		return 0;
	}
	why = *e;
	err_set(e, (enum err_code)rc, "%s: %s", t->field->name, why.msg);
	return err_hint(e, "%s", why.hint);
}
