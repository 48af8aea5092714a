#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "query/sort.h"
#include "filters.h"

enum { KEYS = 4 };

/* A key the naive way: is it unset, and how do two values order? */
struct naive {
	const char *name;
	bool (*null)(const struct things *, const struct thing *);
	int (*cmp)(const struct things *, const struct thing *,
		const struct thing *);
};

static int
int_cmp(int64_t a, int64_t b)
{
	return a < b ? -1 : a > b;
}

static __int128
hundredths(int64_t mantissa, int places, int to)
{
	__int128 v = mantissa;

	for (; places < to; places++)
		v *= 10;
	return v;
}

static __int128
amount(const struct thing *t)
{
	return hundredths(t->amount, str_is(t->currency, "JPY") ? 0 : 2, 4);
}

static int
place(struct str word, const char *const *words)
{
	int i = 0;

	while (words[i] && !str_is(word, words[i]))
		i++;
	return i;
}

static struct str
owner_name(const struct things *s, const struct thing *t)
{
	const struct person *p = things_owner(s, t);

	return p ? p->name : STR_NULL;
}

/* "nobody" has a handle, but no record. */
static struct str
handle(const struct things *s, const struct thing *t)
{
	return t->owner == PERSONS ? STR("nobody") : s->persons[t->owner].handle;
}

static const char *const stages[] = {"lead", "proposal", "negotiation",
	"closing", NULL};
static const char *const sizes[] = {"small", "medium", "large", NULL};

#define KEY(key, unset, order)                                                 \
	static bool key##_null(const struct things *s, const struct thing *t)  \
	{                                                                      \
		(void)s;                                                       \
		(void)t;                                                       \
		return unset;                                                  \
	}                                                                      \
	static int key##_cmp(const struct things *s, const struct thing *t,    \
		const struct thing *u)                                         \
	{                                                                      \
		(void)s;                                                       \
		return order;                                                  \
	}
#define INT_KEY(key) KEY(key, t->key == NUM_NULL, int_cmp(t->key, u->key))
#define TEXT_KEY(key) KEY(key, !t->key.p, things_text_cmp(t->key, u->key))

INT_KEY(count)
INT_KEY(close)
INT_KEY(seen)
INT_KEY(due)
INT_KEY(hot)
INT_KEY(chance)
INT_KEY(parent)
INT_KEY(about)
TEXT_KEY(name)
TEXT_KEY(email)
TEXT_KEY(kind)
KEY(id, false, int_cmp(t->common.id, u->common.id))
KEY(code, !t->code.p, str_cmp(t->code, u->code))
KEY(tag, !t->common.tag.p, things_text_cmp(t->common.tag, u->common.tag))
KEY(amount, t->amount == NUM_NULL, (amount(t) > amount(u)) -
	(amount(t) < amount(u)))
KEY(weight, t->weight == NUM_NULL, dec_cmp(t->weight, u->weight))
KEY(size, !t->size.p, place(t->size, sizes) - place(u->size, sizes))
KEY(stage, !t->stage.p, place(t->stage, stages) - place(u->stage, stages))
KEY(owner, t->owner == NUM_NULL, things_text_cmp(handle(s, t), handle(s, u)))
KEY(owner_name, !owner_name(s, t).p,
	things_text_cmp(owner_name(s, t), owner_name(s, u)))

#define NAIVE(key) {#key, key##_null, key##_cmp}

static const struct naive naives[] = {
	NAIVE(count), NAIVE(close), NAIVE(seen), NAIVE(hot), NAIVE(chance),
	NAIVE(parent), NAIVE(about), NAIVE(name), NAIVE(email), NAIVE(kind),
	NAIVE(id), NAIVE(code), NAIVE(tag), NAIVE(amount), NAIVE(weight),
	NAIVE(size), NAIVE(stage), NAIVE(owner),
	{"due_at", due_null, due_cmp},
	{"owner.name", owner_name_null, owner_name_cmp},
};

static const char *const sorts[] = {"", "id", "-id", "count", "-count",
	"close", "-close", "seen", "-due_at", "due_at", "hot", "-hot,count",
	"chance", "parent,-count", "-about", "name", "-name", "email,-name",
	"kind,code", "-code", "tag,-close", "amount", "-amount", "weight",
	"-weight", "size,-amount", "-size,close,name", "stage", "-stage",
	"stage,-amount", "owner", "-owner", "owner,count", "owner.name",
	"-owner.name,-id", "hot,size,stage,-weight"};

struct plan {
	const struct things *things;
	struct {
		const struct naive *key;
		bool desc;
	} keys[KEYS];
	size_t n;
};

static void
plan_make(struct plan *p, const struct things *s, const char *text)
{
	struct str rest = *text ? str_of(text) : STR_NULL, name;

	*p = (struct plan){.things = s};
	while (str_split(&rest, ',', &name)) {
		p->keys[p->n].desc = str_starts(name, "-");
		name = str_cut(name, p->keys[p->n].desc, name.n);
		for (size_t i = 0; i < sizeof naives / sizeof *naives; i++)
			if (str_is(name, naives[i].name))
				p->keys[p->n].key = &naives[i];
		assert_non_null(p->keys[p->n].key);
		p->n++;
	}
}

static int
naive_cmp(const void *a, const void *b, void *arg)
{
	const struct thing *t = *(const struct thing *const *)a;
	const struct thing *u = *(const struct thing *const *)b;
	const struct plan *p = arg;
	bool x, y;
	int c;

	for (size_t i = 0; i < p->n; i++) {
		x = p->keys[i].key->null(p->things, t);
		y = p->keys[i].key->null(p->things, u);
		if (x || y) {
			if (x != y)
				return x - y;
			continue;
		}
		c = p->keys[i].key->cmp(p->things, t, u);
		if (c)
			return p->keys[i].desc ? -c : c;
	}
	return int_cmp(t->common.id, u->common.id);
}

static struct sort *
compiled(struct things *s, const char *text)
{
	struct sort *sort;
	struct err e = {0};

	if (sort_compile(&s->env, things_entity(s, E_THING), str_of(text),
		&sort, &e))
		fail_msg("%s: %s", text, e.msg);
	return sort;
}

/* The rows of n things in the order they stand in `v`. */
static void
check(struct things *s, const char *text, const struct thing **v,
	const struct thing **want, size_t limit)
{
	static bool dropped[THINGS * 2 + 2];
	struct sorter *sorter = sorter_new(compiled(s, text), limit);
	size_t n, expected = limit && limit < s->n ? limit : s->n;
	const uint64_t *rows;
	struct err e;
	bool kept;

	memset(dropped, 0, sizeof dropped);
	for (size_t i = 0; i < s->n; i++) {
		assert_int_equal(sorter_add(sorter, v[i],
			(uint64_t)v[i]->common.id, &kept, &e), 0);
		dropped[v[i]->common.id] = !kept;
	}
	rows = sorter_rows(sorter, &n);
	assert_int_equal(n, expected);
	for (size_t i = 0; i < n; i++) {
		if ((int64_t)rows[i] != want[i]->common.id)
			fail_msg("%s, %zu of them: place %zu", text, limit, i);
		assert_false(dropped[rows[i]]);
	}
	sorter_free(sorter);
}

static void
shuffle(const struct thing **v, size_t n)
{
	const struct thing *one;
	uint64_t seed = 11;
	size_t k;

	for (size_t i = n; i > 1; i--) {
		k = things_random(&seed) % i;
		one = v[k];
		v[k] = v[i - 1];
		v[i - 1] = one;
	}
}

static void
sorts_equal_the_naive_order(void **state)
{
	static const size_t limits[] = {0, 1, 20, 999, 2999, 3001, 5000};
	static const struct thing *v[THINGS], *want[THINGS];
	struct things *s = *state;
	struct plan plan;

	for (size_t k = 0; k < sizeof sorts / sizeof *sorts; k++) {
		for (size_t i = 0; i < s->n; i++)
			v[i] = want[i] = &s->v[i];
		plan_make(&plan, s, sorts[k]);
		qsort_r(want, s->n, sizeof *want, naive_cmp, &plan);
		for (size_t i = 0; i < sizeof limits / sizeof *limits; i++)
			check(s, sorts[k], v, want, limits[i]);
		shuffle(v, s->n);
		check(s, sorts[k], v, want, 0);
		check(s, sorts[k], v, want, 20);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(sorts_equal_the_naive_order),
	};

	return cmocka_run_group_tests(tests, things_setup, things_teardown);
}
