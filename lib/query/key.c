#include "query/key.h"
#include "query/tree.h"

static enum key_form
form_of(const struct keys *ks, const struct field *f, bool *named)
{
	const struct entity *en;

	*named = false;
	if (f->type == T_REF && ks->env->scope->ref_print) {
		en = schema_entity(ks->env->schema, f->ref);
		*named = en && en->key;
	}
	if (*named || field_type(f)->text)
		return KEY_TEXT;
	return type_is_money(f->type) || f->type == T_DECIMAL ? KEY_NUMBER
		: KEY_INT;
}

int
keys_add(struct keys *ks, const struct path *path, bool desc, struct err *e)
{
	struct key *k;

	if (ks->n == KEYS_MAX)
		return err_set(e, ERR_USAGE, "more than %d keys", KEYS_MAX);
	k = &ks->v[ks->n++];
	k->path = *path;
	k->desc = desc;
	k->form = form_of(ks, path->leaf, &k->named);
	k->at = ks->words;
	ks->words += k->form == KEY_INT ? 1 : 3;
	if (path->leaf->type == T_ENUM)
		k->words = enum_words(ks->env, path->leaf, &k->nwords);
	return ERR_OK;
}

static int
text_cmp(const struct key *key, const uint64_t *a, const uint64_t *b)
{
	struct str s = {(const char *)(uintptr_t)a[1], a[2]};
	struct str t = {(const char *)(uintptr_t)b[1], b[2]};
	int c;

	if (!s.p || !t.p)
		return !s.p - !t.p;
	c = str_cmp(s, t);
	return key->desc ? -c : c;
}

static int
number_cmp(const struct key *key, const uint64_t *a, const uint64_t *b)
{
	__int128 x = key_scaled((int64_t)a[1], DEC_SCALE_MAX - (int64_t)a[2]);
	__int128 y = key_scaled((int64_t)b[1], DEC_SCALE_MAX - (int64_t)b[2]);
	int c = (x > y) - (x < y);

	return key->desc ? -c : c;
}

int
key_cmp(const struct key *key, const uint64_t *a, const uint64_t *b)
{
	if (a[0] != b[0])
		return a[0] < b[0] ? -1 : 1;
	switch (key->form) {
	case KEY_INT: return 0;
	case KEY_TEXT: return text_cmp(key, a, b);
	case KEY_NUMBER: break;
	}
	return number_cmp(key, a, b);
}

int
keys_cmp(const struct keys *ks, size_t k, const uint64_t *a,
	const uint64_t *b)
{
	int c = 0;

	for (; !c && k < ks->n; k++)
		c = key_cmp(&ks->v[k], a + ks->v[k].at, b + ks->v[k].at);
	return c;
}
