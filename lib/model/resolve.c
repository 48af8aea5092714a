/* From what people call a record to its id. */
#include <ctype.h>

#include "model/account.h"
#include "model/registry.h"
#include "model/rep.h"
#include "model/rule.h"

enum { CANDIDATES = 5, NEAR = 2 };

static bool
all_digits(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if (s.p[i] < '0' || s.p[i] > '9')
			return false;
	return s.n > 0;
}

/* Keep the live ones; where all are archived, keep all. */
static int
keep_live(struct model *m, const struct entity *en, struct ids *ids,
	struct err *e)
{
	struct arena a = {0};
	size_t n = 0;
	int rc = 0;

	for (size_t i = 0; rc == 0 && ids->list.n > 1 && i < ids->list.n;
		i++) {
		struct common *c = record_new(en, &a);

		rc = tx_get(m->tx, en, ids->list.v[i], c, e);
		if (rc == 0 && c->archived != 1) {
			int64_t id = ids->list.v[n];

			ids->list.v[n++] = ids->list.v[i];
			ids->list.v[i] = id;
		}
	}
	if (n)
		ids->list.n = n;
	arena_free(&a);
	return rc;
}

static void
candidate(struct model *m, const struct entity *en, int64_t id,
	struct buf *out)
{
	struct arena a = {0};
	struct err ignored;
	struct str title;
	void *rec = record_new(en, &a);

	if (out->n)
		buf_cstr(out, ", ");
	model_ref_text(m, en, id, out);
	if (tx_get(m->tx, en, id, rec, &ignored) == 0) {
		title = model_title(m, en, rec);
		if (title.n)
			buf_fmt(out, " %.*s", STR_SHORT(title));
	}
	arena_free(&a);
}

int
rule_ambiguous(struct model *m, const struct entity *en, struct str text,
	const struct ids *ids, struct err *e)
{
	struct buf list = {0};
	size_t n = ids->list.n;

	for (size_t i = 0; i < n && i < CANDIDATES; i++)
		candidate(m, en, ids->list.v[i], &list);
	if (n > CANDIDATES)
		buf_fmt(&list, " and %zu more", n - CANDIDATES);
	err_set(e, ERR_USAGE, "%.*s: %zu %s go by that", STR_SHORT(text), n,
		en->plural);
	err_hint(e, "which one: %s", list.p);
	buf_free(&list);
	return ERR_USAGE;
}

/* One of those found: ERR_NO without a message where there are none. */
static int
only_one(struct model *m, const struct entity *en, struct str text,
	struct ids *ids, int64_t *id, struct err *e)
{
	int rc = keep_live(m, en, ids, e);

	if (rc)
		return rc;
	if (!ids->list.n)
		return ERR_NO;
	if (ids->list.n > 1)
		return rule_ambiguous(m, en, text, ids, e);
	*id = ids->list.v[0];
	return 0;
}

static int
find_one(struct model *m, const struct entity *en, uint16_t tag,
	struct str value, struct str text, int64_t *id, struct err *e)
{
	struct ids ids = {0};
	int rc = tx_find(m->tx, en, entity_tag(en, tag),
		(union val){.s = value}, &ids, e);

	if (rc == 0)
		rc = only_one(m, en, text, &ids, id, e);
	ARR_FREE(&ids.list);
	return rc;
}

static int
by_name(struct model *m, const struct entity *en, struct str text,
	int64_t *id, struct err *e)
{
	const uint16_t *tag = registry_names(en->number);
	int rc = ERR_NO;

	for (; rc == ERR_NO && *tag; tag++) {
		struct str value = text;

		if (en->number == E_ACCOUNT && *tag == ACCOUNT_DOMAIN) {
			value = domain_of(text, m->arena);
			if (!value.p || domain_is_public(m->policy, value))
				continue;
		}
		rc = find_one(m, en, *tag, value, text, id, e);
	}
	return rc;
}

static int
by_number(struct model *m, const struct entity *en, struct str text,
	int64_t *id, struct err *e)
{
	int rc = num_parse(text, 0, INT64_MAX, id, e);

	if (rc)
		return err_set(e, ERR_NO, "%.*s: no such %s",
			STR_SHORT(text), en->name);
	return rule_exists(m, en, *id, e);
}

static int
by_me(struct model *m, int64_t *id, struct err *e)
{
	int rc = model_me(m, id, e);

	if (rc || *id != NUM_NULL)
		return rc;
	if (m->me.n)
		err_set(e, ERR_USAGE, "me: there is no rep '%.*s'",
			STR_SHORT(m->me));
	else
		err_set(e, ERR_USAGE, "me: it is not known which rep you are");
	return err_hint(e, "try: pipe config set me HANDLE");
}

/* The nearest key, for entities that have one. */
static struct str
near_key(struct model *m, const struct entity *en, struct str text)
{
	const struct field *key = entity_tag(en, en->key);
	const uint16_t want[] = {en->key, 0};
	struct str best = STR_NULL;
	const void *rec;
	struct err ignored;
	struct scan *s;
	int least = NEAR + 1;

	if (!key || scan_open(m->tx, en, want, &s, &ignored))
		return STR_NULL;
	while (scan_next(s, &rec, &ignored) == 0) {
		struct str k = field_get(key, rec).s;
		int d = str_distance(k, text);

		if (d < least) {
			least = d;
			best = arena_str(m->arena, k);
		}
	}
	scan_close(s);
	return best;
}

/* A word as names have them, that no shell and no filter sees more in. */
static bool
is_plain(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if (!isalnum((unsigned char)s.p[i]) &&
			!((unsigned char)s.p[i] & 0x80))
			return false;
	return s.n > 0;
}

static int
not_found(struct model *m, const struct entity *en, struct str text,
	struct err *e)
{
	const struct field *title = entity_tag(en, en->title);
	struct str near = near_key(m, en, text);

	err_set(e, ERR_NO, "%.*s: no such %s", STR_SHORT(text), en->name);
	if (near.p)
		err_hint(e, "did you mean '%.*s'?", STR_SHORT(near));
	else if (title && title->type == T_LINE && is_plain(text))
		err_hint(e, "try: pipe %s list %s:~%.*s", en->name,
			title->name, STR_SHORT(text));
	return ERR_NO;
}

/* Take "deal/" off; a text may have a slash of its own. */
static int
strip_entity(struct model *m, const struct entity *en, struct str *text,
	struct err *e)
{
	size_t at = str_find(*text, '/');
	const struct entity *named;

	if (at == text->n)
		return 0;
	named = schema_find(&m->schema, str_cut(*text, 0, at));
	if (named && named != en)
		return err_set(e, ERR_USAGE, "%.*s: is no %s",
			STR_SHORT(*text), en->name);
	if (named)
		*text = str_cut(*text, at + 1, text->n);
	return 0;
}

int
model_resolve(struct model *m, const struct entity *en, struct str text,
	int64_t *id, struct err *e)
{
	int rc = strip_entity(m, en, &text, e);

	if (rc)
		return rc;
	if (!text.n)
		return err_set(e, ERR_USAGE, "%s: a name or number is missing",
			en->name);
	if (all_digits(text))
		return by_number(m, en, text, id, e);
	if (en->number == E_REP && str_is(text, "me"))
		return by_me(m, id, e);
	if (str_starts(text, "ext:"))
		rc = find_one(m, en, TAG_EXT, str_cut(text, 4, text.n), text,
			id, e);
	else
		rc = by_name(m, en, text, id, e);
	return rc == ERR_NO ? not_found(m, en, text, e) : rc;
}

/* The one entity that has a record with this external id. */
static int
ext_any(struct model *m, struct str text, const struct entity **en,
	int64_t *id, struct err *e)
{
	struct buf list = {0};
	int64_t found;
	size_t n = 0;
	int rc = 0;

	for (int i = 1; rc == 0 && i < E_END; i++) {
		const struct entity *each = model_entity(m, i);

		if (!each)
			continue;
		rc = find_one(m, each, TAG_EXT, str_cut(text, 4, text.n),
			text, &found, e);
		if (rc == 0) {
			*en = each;
			*id = found;
			n++;
			candidate(m, each, found, &list);
		}
		rc = rc == ERR_NO ? 0 : rc;
	}
	if (rc == 0 && n == 0)
		rc = err_set(e, ERR_NO, "%.*s: no such record",
			STR_SHORT(text));
	if (rc == 0 && n > 1) {
		err_set(e, ERR_USAGE, "%.*s: %zu records go by that",
			STR_SHORT(text), n);
		rc = err_hint(e, "which one: %s", list.p);
	}
	buf_free(&list);
	return rc;
}

int
model_resolve_any(struct model *m, struct str text, const struct entity **en,
	int64_t *id, struct err *e)
{
	size_t at = str_find(text, '/');

	if (str_starts(text, "ext:"))
		return ext_any(m, text, en, id, e);
	*en = at < text.n ? schema_find(&m->schema, str_cut(text, 0, at))
			  : NULL;
	if (*en)
		return model_resolve(m, *en, text, id, e);
	err_set(e, ERR_USAGE, "%.*s: does not say what it is of",
		STR_SHORT(text));
	return err_hint(e, "write it like deal/42, rep/anna or account/3");
}
