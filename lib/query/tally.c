#include <stdlib.h>

#include "query/group_part.h"

static int64_t
time_day(const struct groups *g, const struct field *f, int64_t v)
{
	const struct zone *z = group_calendar(g)->zone;

	if (f->type == T_DAY)
		return v;
	if (f->type == T_WHEN && when_is_day(v))
		return when_day(v);
	if (f->type == T_WHEN)
		v = when_instant(v);
	return z ? zone_day(z, v) : num_floor_div(v, US_PER_DAY);
}

/* The first day of what a time falls into. */
static int64_t
bucket_first(struct groups *g, size_t k, int64_t v)
{
	enum period_unit unit;
	struct period p;
	int64_t day, *known;
	bool added;

	if (v == NUM_NULL)
		return v;
	day = time_day(g, g->keys.v[k].path.leaf, v);
	if (!day_in_range(day))
		return NUM_NULL;
	if (!bucket_unit(g->buckets[k], &unit))
		return day;
	known = map_put_u64(&g->days[k], (uint64_t)day, &added);
	if (added) {
		period_of(day, unit, group_calendar(g), &p);
		*known = p.from;
	}
	return *known;
}

static void
bytes_add(struct buf *b, bool text, union val v)
{
	uint64_t n = v.s.p ? v.s.n : UINT64_MAX;

	if (!text) {
		buf_add(b, &v.i, sizeof v.i);
		return;
	}
	buf_add(b, &n, sizeof n);
	buf_str(b, v.s);
}

static bool
key_is_text(const struct groups *g, size_t k)
{
	return field_type(g->keys.v[k].path.leaf)->text;
}

static void
tally_start(struct groups *g, struct tally *t, const union val *keys,
	const struct currency *money)
{
	struct arena *a = g->env->scope->arena;

	t->money = money;
	t->keys = arena_array(a, g->keys.n, sizeof *t->keys);
	t->sums = arena_array(a, g->nsums, sizeof *t->sums);
	t->set = arena_array(a, g->nsums, sizeof *t->set);
	for (size_t k = 0; k < g->keys.n; k++) {
		t->keys[k] = keys[k];
		if (key_is_text(g, k))
			t->keys[k].s = arena_str(a, keys[k].s);
	}
}

/* The tally of these keys, a new one where there is none. */
static struct tally *
tally_of(struct groups *g, const union val *keys, const struct currency *money)
{
	struct tally *t;
	int64_t *at;
	bool added;

	buf_reset(&g->bytes);
	buf_add(&g->bytes, &money, sizeof money);
	for (size_t k = 0; k < g->keys.n; k++)
		bytes_add(&g->bytes, key_is_text(g, k), keys[k]);
	at = map_put(&g->found, buf_view(&g->bytes), &added);
	if (!added)
		return &g->tallies.v[*at];
	*at = (int64_t)g->tallies.n;
	t = ARR_ADD(&g->tallies);
	tally_start(g, t, keys, money);
	return t;
}

static int
too_large(const struct field *f, struct err *e)
{
	return err_set(e, ERR_DATA, "the sum of %s is too large", f->name);
}

static int
tally_sum(struct tally *t, size_t i, const struct field *f, const void *rec,
	struct err *e)
{
	int64_t v = field_get(f, rec).i;
	__int128 x = v;

	if (v == NUM_NULL)
		return ERR_OK;
	if (f->type == T_DECIMAL) {
		x = dec_mantissa(v);
		for (int s = dec_scale(v); s < DEC_SCALE_MAX; s++)
			x *= 10;
	}
	t->set[i] = true;
	if (__builtin_add_overflow(t->sums[i], x, &t->sums[i]))
		return too_large(f, e);
	return ERR_OK;
}

int
group_add(struct groups *g, const void *rec, struct err *e)
{
	const struct currency *money = NULL;
	union val keys[KEYS_MAX];
	struct tally *t;
	int code = ERR_OK;

	for (size_t k = 0; k < g->keys.n; k++) {
		code = path_value(g->env, &g->keys.v[k].path, rec, &keys[k],
			NULL, e);
		if (code)
			return code;
		if (g->buckets[k])
			keys[k].i = bucket_first(g, k, keys[k].i);
	}
	if (g->money)
		money = record_currency(g->entity, rec, g->env->scope->base);
	t = tally_of(g, keys, money);
	t->count++;
	for (size_t i = 0; !code && i < g->nsums; i++)
		code = tally_sum(t, i, g->sums[i], rec, e);
	return code;
}

static int
sum_end(const struct field *f, __int128 v, int64_t *out, struct err *e)
{
	int scale = f->type == T_DECIMAL ? DEC_SCALE_MAX : 0;
	struct err ignored;

	for (; scale && v % 10 == 0; scale--)
		v /= 10;
	if (v > INT64_MAX || v < -INT64_MAX)
		return too_large(f, e);
	*out = (int64_t)v;
	if (f->type == T_DECIMAL && dec_make(*out, scale, out, &ignored))
		return too_large(f, e);
	return ERR_OK;
}

static int
row_end(const struct groups *g, const struct tally *t, struct group_row *r,
	struct err *e)
{
	int64_t *sums = arena_array(g->env->scope->arena, g->nsums,
		sizeof *sums);
	int code = ERR_OK;

	for (size_t i = 0; !code && i < g->nsums; i++) {
		sums[i] = NUM_NULL;
		if (t->set[i])
			code = sum_end(g->sums[i], t->sums[i], &sums[i], e);
	}
	*r = (struct group_row){.keys = t->keys, .money = t->money,
		.count = t->count, .sums = sums};
	return code;
}

/* In place of an id: the currency, then which group came first. */
static uint64_t
tie_word(const struct tally *t, size_t i)
{
	uint64_t word = 0;

	for (int k = 0; k < 3; k++)
		word = word << 8 |
			(t->money ? (unsigned char)t->money->code[k] : 0);
	return word << 40 | i;
}

static void
tallies_pack(struct groups *g, struct rows *rows)
{
	struct arena *a = g->env->scope->arena;
	struct buf text = {0};
	struct tally *t;
	struct str kept;
	uint64_t *row, *to;

	for (size_t i = 0; i < g->tallies.n; i++) {
		t = &g->tallies.v[i];
		row = rows_at(rows, i);
		row[ROW_HANDLE] = i;
		row[ROW_ID] = tie_word(t, i);
		for (size_t k = 0; k < g->keys.n; k++) {
			to = row + ROW_KEYS + g->keys.v[k].at;
			key_pack(&g->keys, k, &g->packer, t->keys[k], NULL,
				&text, to);
			if (g->keys.v[k].form != KEY_TEXT || !to[1])
				continue;
			kept = arena_str(a, (struct str){
				(const char *)(uintptr_t)to[1], to[2]});
			to[1] = (uint64_t)(uintptr_t)kept.p;
		}
	}
	buf_free(&text);
}

int
group_rows(struct groups *g, const struct group_row **rows, size_t *n,
	struct err *e)
{
	struct arena *a = g->env->scope->arena;
	struct rows packed = {.keys = &g->keys, .inexact = g->packer.inexact,
		.stride = ROW_KEYS + g->keys.words, .shuffled = true};
	struct group_row *out = arena_array(a, g->tallies.n, sizeof *out);
	size_t *index = arena_array(a, g->tallies.n, sizeof *index);
	int code = ERR_OK;

	packed.v = arena_array(a, g->tallies.n * packed.stride,
		sizeof *packed.v);
	tallies_pack(g, &packed);
	for (size_t i = 0; i < g->tallies.n; i++)
		index[i] = i;
	rows_sort(&packed, index, g->tallies.n);
	for (size_t i = 0; !code && i < g->tallies.n; i++)
		code = row_end(g, &g->tallies.v[index[i]], &out[i], e);
	*rows = out;
	*n = g->tallies.n;
	return code;
}

void
group_free(struct groups *g)
{
	if (!g)
		return;
	for (size_t k = 0; k < KEYS_MAX; k++)
		map_free(&g->days[k]);
	map_free(&g->found);
	ARR_FREE(&g->tallies);
	buf_free(&g->bytes);
	packer_free(&g->packer);
}
