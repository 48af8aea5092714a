#include "cli/inside.h"

/* ---- what queries ask for ---------------------------------------------- */

static struct str
env_named(void *ctx, const struct entity *en, struct str name)
{
	const struct cli *c = ctx;
	struct str words = policy_filter(c->model.policy, en->name, name);

	return words.p || !c->private->asked ? words
		: policy_filter(c->private->asked, en->name, name);
}

static const char *
env_lifts(void *ctx, const struct entity *en)
{
	(void)ctx;
	return model_lifts(en);
}

/* The records below one, by a reference to its own kind, itself included. */
static int
env_grow(void *ctx, int64_t id, struct query_ids *ids, struct err *e)
{
	struct cli *c = ctx;
	const struct entity *en = c->private->grown;
	const struct field *up = NULL;
	size_t at = ids->list.n;
	int rc = ERR_OK;

	for (size_t i = 0; !up && i < en->nfields; i++)
		if (en->fields[i].type == T_REF &&
			en->fields[i].ref == en->number)
			up = &en->fields[i];
	*ARR_ADD(&ids->list) = id;
	for (; rc == ERR_OK && up && at < ids->list.n; at++) {
		const uint16_t want[] = {up->tag, 0};
		struct scan *s;
		const void *rec;

		rc = scan_open(c->model.tx, en, want, &s, e);
		if (rc)
			return rc;
		while ((rc = scan_next(s, &rec, e)) == ERR_OK)
			if (field_get(up, rec).i == ids->list.v[at])
				*ARR_ADD(&ids->list) =
					((const struct common *)rec)->id;
		scan_close(s);
		rc = rc == ERR_NO ? ERR_OK : rc;
	}
	return rc;
}

/* "team" where there is no such field: that of the first record referred to
 * which has one. */
static bool
env_word(void *ctx, const struct entity *en, struct str name,
	struct query_word *out)
{
	struct cli *c = ctx;
	const struct entity *kind = schema_find(&c->model.schema, name);

	if (!kind || entity_field(en, name))
		return false;
	for (size_t i = 0; i < en->nfields; i++) {
		const struct field *f = &en->fields[i], *leaf;
		const struct entity *ref = f->type == T_REF
			? model_entity(&c->model, f->ref) : NULL;

		leaf = ref && ref != en ? entity_field(ref, name) : NULL;
		if (!leaf || leaf->type != T_REF || leaf->ref != kind->number)
			continue;
		c->private->grown = kind;
		out->path = arena_fmt(&c->arena, "%s.%s", f->name, leaf->name);
		out->grow = env_grow;
		return true;
	}
	return false;
}

static int
env_fetch(void *ctx, int entity, int64_t id, const void **rec, struct err *e)
{
	struct cli *c = ctx;
	int64_t *known = map_get_u64(&c->private->records,
		(uint64_t)anyref_make(entity, id));
	void *made = NULL;
	int rc;

	if (known) {
		*rec = (const void *)(intptr_t)*known;
		return *rec ? ERR_OK : ERR_NO;
	}
	rc = model_shown(&c->model, model_entity(&c->model, entity), id,
		&c->arena, &made, e);
	if (rc && rc != ERR_NO)
		return rc;
	*map_put_u64(&c->private->records, (uint64_t)anyref_make(entity, id),
		NULL) = (int64_t)(intptr_t)made;
	*rec = made;
	return rc;
}

const struct query_env *
cli_query_env(struct cli *c)
{
	c->private->env = (struct query_env){
		.schema = &c->model.schema,
		.scope = &c->model.scope,
		.named = env_named,
		.word = env_word,
		.lifts = env_lifts,
		.fetch = env_fetch,
		.ctx = c,
	};
	return &c->private->env;
}

/* ---- walking what is meant --------------------------------------------- */

typedef int each_fn(void *, const void *rec, struct err *);

static int
test_and_give(struct query *q, const void *rec, each_fn *fn, void *arg,
	struct err *e)
{
	bool match;
	int rc = query_match(q, rec, &match, e);

	return rc || !match ? rc : fn(arg, rec, e);
}

static int
by_index(struct cli *c, const struct entity *en, struct query *q,
	const struct field *f, union val v, each_fn *fn, void *arg,
	struct err *e)
{
	struct ids found = {0};
	void *rec = record_new(en, &c->arena);
	int rc = tx_find(c->model.tx, en, f, v, &found, e);

	for (size_t i = 0; rc == ERR_OK && i < found.list.n; i++) {
		rc = tx_get(c->model.tx, en, found.list.v[i], rec, e);
		if (rc == ERR_OK)
			rc = test_and_give(q, rec, fn, arg, e);
	}
	ARR_FREE(&found.list);
	return rc;
}

static int
each_scanned(struct query *q, struct scan *s, each_fn *fn, void *arg,
	struct err *e)
{
	const void *rec;
	bool match;
	int rc;

	while ((rc = scan_next(s, &rec, e)) == ERR_OK) {
		rc = query_match(q, rec, &match, e);
		if (rc == ERR_OK && match)
			rc = scan_whole(s, e);
		if (rc == ERR_OK && match)
			rc = fn(arg, rec, e);
		if (rc)
			return rc;
	}
	return rc == ERR_NO ? ERR_OK : rc;
}

int
select_each(struct cli *c, const struct entity *en, struct query *q,
	const struct want *want, each_fn *fn, void *arg, struct err *e)
{
	const struct field *f;
	struct want first = {0};
	struct scan *s;
	union val v;
	int rc;

	if (query_index(q, &f, &v))
		return by_index(c, en, q, f, v, fn, arg, e);
	want_add(&first, TAG_ID);
	query_wants(q, &first);
	rc = scan_sift(c->model.tx, en, first.tags.v,
		want ? want->tags.v : NULL, &s, e);
	if (rc == ERR_OK) {
		rc = each_scanned(q, s, fn, arg, e);
		scan_close(s);
	}
	ARR_FREE(&first.tags);
	return rc;
}

void
select_note_apart(struct cli *c, const struct entity *en,
	const struct query *q)
{
	uint64_t n = query_apart(q);

	if (n)
		cli_say(c, "%llu %s left apart: their amount is in another "
			"currency than the one asked for",
			(unsigned long long)n,
			n == 1 ? en->name : en->plural);
}
