#include "base/utf8.h"
#include "query/key.h"
#include "query/tree.h"

static const uint64_t UNSET = UINT64_MAX;
static const uint64_t SIGN = UINT64_C(1) << 63;

/* How many digits after the point the first word of a number keeps, and how
 * large it may get there. */
enum { MONEY_PLACES = 4, DECIMAL_PLACES = 9 };
static const int64_t APPROX_MAX = INT64_C(1) << 62;

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

static void
number_pack(struct packer *p, size_t k, int64_t mantissa, int scale,
	int places, uint64_t *to)
{
	__int128 v = key_scaled(mantissa, places - scale);
	int64_t one = (int64_t)key_scaled(1, scale - places);
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

/* record_currency, which most often is what it was for the record before. */
static const struct currency *
currency_of(struct packer *p, const struct keys *ks, const struct entity *en,
	const void *rec)
{
	const struct field *f = entity_tag(en, en->currency);
	struct str code = f ? field_text(f, rec) : STR_NULL;

	if (!code.p)
		return ks->env->scope->base;
	if (!p->last || code.n != 3 || memcmp(code.p, p->last->code, 3) != 0)
		p->last = record_currency(en, rec, ks->env->scope->base);
	return p->last;
}

int
key_pack_record(const struct keys *ks, size_t k, struct packer *p,
	const void *rec, struct buf *text, uint64_t *to, struct err *e)
{
	const struct path *path = &ks->v[k].path;
	const struct currency *money = NULL;
	union val v;
	int code;

	code = path_value(ks->env, path, rec, &v, path->deep ? &money : NULL,
		e);
	if (code)
		return code;
	if (!path->deep && path->leaf->type == T_MONEY)
		money = currency_of(p, ks, path->entity, rec);
	key_pack(ks, k, p, v, money, text, to);
	return ERR_OK;
}
