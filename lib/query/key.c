#include "base/utf8.h"
#include "query/key.h"
#include "query/tree.h"

static const uint64_t UNSET = UINT64_MAX;
static const uint64_t SIGN = UINT64_C(1) << 63;

/* How many digits after the point the first word of a number keeps, and how
 * large it may get there. */
enum { MONEY_PLACES = 4, DECIMAL_PLACES = 9, SCALE_FULL = 15 };
static const int64_t APPROX_MAX = INT64_C(1) << 62;

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
	return f->type == T_MONEY || f->type == T_DECIMAL ? KEY_NUMBER
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

void
packer_free(struct packer *p)
{
	for (size_t k = 0; k < KEYS_MAX; k++)
		map_free(&p->names[k]);
	ARR_FREE(&p->texts);
	arena_free(&p->arena);
}

static uint64_t
int_word(int64_t v, bool desc)
{
	uint64_t u = ((uint64_t)v ^ SIGN) - 1;

	return v == NUM_NULL ? UNSET : desc ? UNSET - 1 - u : u;
}

static __int128
scaled(int64_t mantissa, int64_t by)
{
	__int128 v = mantissa;

	for (; by > 0; by--)
		v *= 10;
	return v;
}

static void
number_pack(struct packer *p, size_t k, int64_t mantissa, int scale,
	int places, uint64_t *to)
{
	__int128 v = scaled(mantissa, places - scale);
	int64_t one = (int64_t)scaled(1, scale - places);
	bool clipped = v > APPROX_MAX || v < -APPROX_MAX;

	if (clipped)
		v = v < 0 ? -APPROX_MAX : APPROX_MAX;
	if (one > 1)
		v = num_floor_div(mantissa, one);
	p->inexact[k] = p->inexact[k] || clipped || one > 1;
	to[0] = (uint64_t)(int64_t)v ^ SIGN;
	to[1] = (uint64_t)mantissa;
	to[2] = (uint64_t)scale;
}

static uint64_t
text_head(struct str s)
{
	uint64_t head = 0;

	for (size_t i = 0; i < 8; i++)
		head = head << 8 | (i < s.n ? (unsigned char)s.p[i] : 0);
	return head;
}

static void
text_pack(struct packer *p, const struct key *key, size_t k, struct str s,
	uint64_t *to)
{
	size_t rank = 0;

	while (rank < key->nwords && !str_eq(key->words[rank], s))
		rank++;
	to[0] = key->nwords ? rank + 1 : text_head(s);
	to[1] = (uint64_t)(uintptr_t)s.p;
	to[2] = s.n;
	if (key->nwords ? rank == key->nwords : s.n > 8 || s.n == 0)
		p->inexact[k] = true;
}

/* The name a reference goes by, folded; asked for once. */
static struct str
ref_name(const struct keys *ks, size_t k, struct packer *p, int64_t id)
{
	const struct scope *sc = ks->env->scope;
	struct buf name = {0}, folded = {0};
	bool added;
	int64_t *at = map_put_u64(&p->names[k], (uint64_t)id, &added);

	if (!added)
		return p->texts.v[*at];
	*at = (int64_t)p->texts.n;
	sc->ref_print(sc, ks->v[k].path.leaf->ref, id, &name);
	buf_cstr(&folded, "");
	text_fold(buf_view(&name), &folded);
	*ARR_ADD(&p->texts) = arena_str(&p->arena, buf_view(&folded));
	buf_free(&name);
	buf_free(&folded);
	return p->texts.v[p->texts.n - 1];
}

/* Text as it orders: words of a list as they are, others folded. */
static struct str
text_of(const struct keys *ks, size_t k, struct packer *p, union val v,
	struct buf *text)
{
	const struct key *key = &ks->v[k];

	if (key->named)
		return v.i == NUM_NULL ? STR_NULL : ref_name(ks, k, p, v.i);
	if (!v.s.p)
		return v.s;
	buf_reset(text);
	buf_cstr(text, "");
	if (key->nwords || key->path.leaf->flags & F_EXACT)
		buf_str(text, v.s);
	else
		text_fold(v.s, text);
	return buf_view(text);
}

void
key_pack(const struct keys *ks, size_t k, struct packer *p, union val v,
	const struct currency *money, struct buf *text, uint64_t *to)
{
	const struct key *key = &ks->v[k];
	struct str s = STR_NULL;

	if (key->form == KEY_INT) {
		to[0] = int_word(v.i, key->desc);
		return;
	}
	if (key->form == KEY_TEXT)
		s = text_of(ks, k, p, v, text);
	to[0] = UNSET;
	to[1] = to[2] = 0;
	if (key->form == KEY_TEXT ? !s.p : v.i == NUM_NULL)
		return;
	if (key->form == KEY_TEXT)
		text_pack(p, key, k, s, to);
	else if (key->path.leaf->type == T_MONEY)
		number_pack(p, k, v.i, money && money->exponent > 0
			? money->exponent : 0, MONEY_PLACES, to);
	else
		number_pack(p, k, dec_mantissa(v.i), dec_scale(v.i),
			DECIMAL_PLACES, to);
	if (key->desc)
		to[0] = ~to[0];
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
	__int128 x = scaled((int64_t)a[1], SCALE_FULL - (int64_t)a[2]);
	__int128 y = scaled((int64_t)b[1], SCALE_FULL - (int64_t)b[2]);
	int c = (x > y) - (x < y);

	return key->desc ? -c : c;
}

static int
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
