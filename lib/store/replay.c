/*
 * A log written anew from an export: operations and events are appended as
 * they were, then every record is folded from them, so that whatever was
 * voided or purged since comes out right without being done again.
 */
#include <stdlib.h>

#include "store/save.h"

struct replay_log {
	struct tx *t;
	const struct op_spec *spec; /* of the transaction */
	struct op_spec own;	    /* of the operation at hand */
	struct map last;	    /* anyref to its last event */
	struct changes changes;
	bool begun;
};

/* ---- beginning ----------------------------------------------------------- */

static int
first_key(struct tx *t, int table, struct buf *out, struct err *e)
{
	struct tab_cursor c;
	struct str key, val;
	int rc = tab_open(t, table, &c, e);

	if (rc)
		return rc;
	rc = tab_seek(&c, KV_FIRST, STR(""), &key, &val, e);
	buf_reset(out);
	if (rc == 0)
		buf_str(out, key);
	tab_close(&c);
	return rc;
}

static int
table_empty(struct tx *t, int table, struct err *e)
{
	struct buf key = {0};
	int rc;

	while ((rc = first_key(t, table, &key, e)) == 0) {
		rc = tab_del(t, table, buf_view(&key), e);
		if (rc)
			break;
	}
	buf_free(&key);
	return rc == ERR_NO ? 0 : rc;
}

int
replay_begin(struct tx *t, struct replay_log **out, struct err *e)
{
	struct replay_log *r;
	int rc = 0;

	if (t->head.last_op || t->head.last_event) {
		err_set(e, ERR_DATA, "the store has operations already");
		return err_hint(e, "a replay needs a store just made: pipe -C "
			"DIR init");
	}
	rc = table_empty(t, TAB_POLICY, e);
	if (rc == 0)
		rc = table_empty(t, TAB_NAMES, e);
	if (rc)
		return rc;
	t->head.policies = t->head.last_name = 0;
	r = calloc(1, sizeof *r);
	if (!r)
		die_oom();
	r->t = t;
	r->spec = t->spec;
	*out = r;
	return 0;
}

void
replay_free(struct replay_log *r)
{
	if (!r)
		return;
	r->t->spec = r->spec;
	map_free(&r->last);
	arr_free(r->changes.v);
	free(r);
}

/* ---- operations ---------------------------------------------------------- */

int
replay_op(struct replay_log *r, const struct op_spec *spec,
	const struct str *words, size_t n, struct err *e)
{
	struct tx *t = r->t;
	uint64_t id;
	int rc;

	r->own = *spec;
	rc = op_begin(t, &r->own, e);
	if (rc == 0 && t->op.recorded != spec->recorded)
		return err_set(e, ERR_DATA, "operation %llu is recorded "
			"before the one before it",
			(unsigned long long)t->op.number);
	for (size_t i = 0; rc == 0 && i < n; i++) {
		rc = word_id(t, words[i], &id, e);
		if (rc == 0 && id != t->first_word + i)
			rc = err_set(e, ERR_DATA, "'%.*s': the word came "
				"before", STR_SHORT(words[i]));
	}
	r->begun = rc == 0;
	return rc;
}

int
replay_void(struct replay_log *r, uint64_t number, struct err *e)
{
	struct tx *t = r->t;
	struct numbers marks = {0};
	struct op_words w;
	struct op o;
	struct buf key = {0};
	int rc = number < t->op.number
		? op_read(t, number, &o, &w, &marks, e) : ERR_NO;

	if (rc == ERR_NO)
		rc = err_set(e, ERR_DATA, "%llu: no such operation before "
			"this one", (unsigned long long)number);
	if (rc == 0) {
		*ARR_ADD(&marks.list) = t->op.number;
		rc = op_put(t, &o, &w, &marks, e);
	}
	if (rc == 0)
		rc = tab_put(t, TAB_VOIDS, key_one(&key, number), STR(""),
			TAB_REPLACE, e);
	ARR_FREE(&marks.list);
	buf_free(&key);
	return rc;
}

int
replay_op_end(struct replay_log *r, uint8_t chain[32], struct err *e)
{
	int rc = r->begun ? op_end(r->t, e) : 0;

	r->begun = false;
	if (rc == 0)
		memcpy(chain, r->t->head.chain, SHA_BYTES);
	return rc;
}

/* ---- events -------------------------------------------------------------- */

/* A value as rows keep it: words of the dictionary by their number. */
static int
raw_side(struct tx *t, const struct field *f, const struct change *c,
	union val v, int64_t *i, struct str *s, bool *text, struct err *e)
{
	uint64_t id;
	int rc;

	*text = c->text;
	*i = v.i;
	*s = STR_NULL;
	if (!c->text)
		return 0;
	*i = 0;
	*s = v.s;
	if (!f || !(f->flags & F_DICT))
		return 0;
	rc = word_find(t, v.s, &id, e);
	if (rc == ERR_NO)
		return err_set(e, ERR_DATA, "'%.*s' is no word of the export",
			STR_SHORT(v.s));
	*text = false;
	*s = STR_NULL;
	*i = (int64_t)id;
	return rc;
}

static int
raw_changes(struct replay_log *r, const struct event *ev, struct err *e)
{
	const struct entity *en =
		schema_entity(r->t->st->schema, ev->entity);
	int rc = 0;

	r->changes.n = 0;
	for (size_t i = 0; rc == 0 && i < ev->nchanges; i++) {
		const struct change *c = &ev->changes[i];
		const struct field *f = en ? entity_tag(en, c->tag) : NULL;
		struct raw_change *to = ARR_ADD(&r->changes);

		*to = (struct raw_change){.tag = c->tag, .had = c->had,
			.has = c->has};
		if (c->had)
			rc = raw_side(r->t, f, c, c->before, &to->before_i,
				&to->before_s, &to->text, e);
		if (rc == 0 && c->has)
			rc = raw_side(r->t, f, c, c->after, &to->after_i,
				&to->after_s, &to->text, e);
	}
	return rc;
}

/* An event of which only the digest is left, which stays in the chain. */
static int
append_erased(struct replay_log *r, const struct event *ev, uint64_t prev,
	const struct event_seal *seal, struct err *e)
{
	struct tx *t = r->t;
	struct sha chain = t->sha;
	struct buf key = {0}, bytes = {0};
	struct str val;
	int rc = event_append(t, ev->kind, ev->entity, ev->id, ev->instant,
		prev, NULL, 0, e);

	t->sha = chain;
	sha_add(&t->sha, seal->bytes, SHA_BYTES);
	if (rc == 0)
		rc = event_erase(t, t->head.last_event, e);
	if (rc == 0)
		rc = tab_get(t, TAB_EVENTS, key_one(&key, t->head.last_event),
			&val, e);
	if (rc == 0) {
		buf_str(&bytes, val);
		memcpy(bytes.p + 1, seal->bytes, SHA_BYTES);
		rc = tab_put(t, TAB_EVENTS, buf_view(&key), buf_view(&bytes),
			TAB_REPLACE, e);
	}
	buf_free(&key);
	buf_free(&bytes);
	return rc;
}

static void
take_salt(struct tx *t, const struct event_seal *seal)
{
	if (seal->n != SALT_BYTES)
		return;
	memcpy(t->salts, seal->bytes, SALT_BYTES);
	t->salt_at = 0;
}

int
replay_event(struct replay_log *r, const struct event *ev,
	const struct event_seal *seal, struct err *e)
{
	struct tx *t = r->t;
	uint64_t *last_id = &t->head.last_id[ev->entity];
	uint64_t ref = (uint64_t)anyref_make(ev->entity, ev->id);
	bool added;
	int64_t *last = map_put_u64(&r->last, ref, &added);
	int rc = 0;

	if (added != (ev->kind == EVENT_CREATE) || ev->id < 1)
		return err_set(e, ERR_DATA, added
			? "the record is changed before it is made"
			: "the record is made a second time");
	if (added && (uint64_t)ev->id > *last_id)
		*last_id = (uint64_t)ev->id;
	if (ev->erased) {
		rc = append_erased(r, ev, (uint64_t)*last, seal, e);
	} else {
		rc = raw_changes(r, ev, e);
		take_salt(t, seal);
		if (rc == 0)
			rc = event_append(t, ev->kind, ev->entity, ev->id,
				ev->instant, (uint64_t)*last, r->changes.v,
				r->changes.n, e);
		t->salt_at = sizeof t->salts;
	}
	*last = (int64_t)t->head.last_event;
	return rc;
}

/* ---- rows, from the events ----------------------------------------------- */

static int
put_row(struct replay_log *r, const struct entity *en, int64_t id,
	struct str image, struct err *e)
{
	struct tx *t = r->t;
	struct arena a = {0};
	void *rec = record_new(en, &a);
	int rc = image_decode(t, en, id, image, rec, e);

	if (rc == 0 && en->derive)
		en->derive(t->st->env, rec);
	key_of(&t->key, 2, (uint64_t[]){en->number, (uint64_t)id});
	if (rc == 0)
		rc = tab_del(t, TAB_TOMBS, buf_view(&t->key), e);
	if (rc == 0)
		rc = image_replace(t, en, id, NULL, rec, image, e);
	arena_free(&a);
	return rc;
}

static int
was_erased(struct tx *t, uint64_t last, bool *out, struct err *e)
{
	struct raw_event ev;
	int rc = event_read(t, last, &ev, false, e);

	*out = rc == 0 && (ev.erased || ev.kind == EVENT_PURGE);
	return rc;
}

/* Its history hangs on a tombstone until there is a row. */
static int
fold_one(struct replay_log *r, const struct entity *en, int64_t id,
	uint64_t last, struct err *e)
{
	struct tx *t = r->t;
	struct str image;
	bool found, erased = false;
	int rc = was_erased(t, last, &erased, e);

	if (rc == 0)
		rc = tomb_put(t, en, id, erased ? TOMB_PURGED : TOMB_VOIDED,
			last, e);
	if (rc == 0)
		rc = fold_image(t, en, id, VIEW_NOW, UINT64_MAX, &image,
			&found, e);
	return rc || !found ? rc : put_row(r, en, id, image, e);
}

static int
fold_entity(struct replay_log *r, const struct entity *en, struct err *e)
{
	uint64_t n = r->t->head.last_id[en->number];
	int rc = 0;

	for (uint64_t id = 1; rc == 0 && id <= n; id++) {
		int64_t *last = map_get_u64(&r->last,
			(uint64_t)anyref_make(en->number, (int64_t)id));

		if (!last)
			return err_set(e, ERR_DATA, "%s/%llu is missing",
				en->name, (unsigned long long)id);
		rc = fold_one(r, en, (int64_t)id, (uint64_t)*last, e);
	}
	return rc;
}

/* What touches others comes last, when all that may be touched is there. */
int
replay_fold(struct replay_log *r, struct err *e)
{
	const struct schema *s = r->t->st->schema;
	int rc = 0;

	for (int touching = 0; touching < 2; touching++)
		for (size_t i = 1; rc == 0 && i < s->n; i++) {
			const struct entity *en = schema_entity(s, (int)i);

			if (en && (en->touch != NULL) == touching)
				rc = fold_entity(r, en, e);
		}
	if (rc == 0)
		r->t->adopted = r->t->unlogged = true;
	return rc;
}
