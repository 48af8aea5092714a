#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "query/sort.h"
#include "filters.h"

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

/* Numbers at the ends of what fits, among which the first words are equal. */
static void
extremes_keep_their_order(void **state)
{
	static const int64_t amounts[] = {INT64_MIN + 1, INT64_MIN + 2,
		-INT64_C(461168601842738791), -1, 0, 1,
		INT64_C(461168601842738790), INT64_C(461168601842738791),
		INT64_MAX - 1, INT64_MAX, NUM_NULL};
	enum { N = sizeof amounts / sizeof *amounts };
	static const char *const texts[] = {"amount", "count", "-amount",
		"-count", "close,-amount"};
	struct things *s = *state;
	struct thing v[N];
	struct sorter *sorter;
	const uint64_t *rows;
	struct err e;
	size_t n, at;

	for (size_t k = 0; k < 5; k++) {
		sorter = sorter_new(compiled(s, texts[k]), 0);
		for (size_t i = 0; i < N; i++) {
			at = i * 7 % N;
			record_clear(things_entity(s, E_THING), &v[at]);
			v[at].common.id = (int64_t)at + 1;
			v[at].amount = v[at].count = amounts[at];
			sorter_add(sorter, &v[at], at, NULL, &e);
		}
		rows = sorter_rows(sorter, &n);
		assert_int_equal(n, N);
		assert_int_equal(rows[N - 1], N - 1);
		for (size_t i = 0; i < N - 1; i++)
			assert_int_equal(rows[i], k < 2 ? i : N - 2 - i);
		sorter_free(sorter);
	}
}

static int64_t
decimal(const char *text)
{
	struct err e;
	int64_t v;

	assert_int_equal(dec_parse(str_of(text), &v, &e), 0);
	return v;
}

static void
close_decimals_keep_their_order(void **state)
{
	static const char *const texts[] = {"-57646075230342348", "-9999999999",
		"-1.000000000000001", "-1", "-0.999999999999999", "0",
		"0.000000000000001", "0.000000000000002", "0.000000001",
		"4611686018", "4611686019", "4611686020.5",
		"57646075230342348"};
	enum { N = sizeof texts / sizeof *texts };
	struct things *s = *state;
	struct thing one = s->v[0];
	struct sorter *sorter = sorter_new(compiled(s, "weight"), 0);
	struct sorter *few = sorter_new(compiled(s, "-weight"), 3);
	const uint64_t *rows;
	struct err e;
	size_t n, at;

	for (size_t round = 0; round < 4; round++) {
		for (size_t i = 0; i < N; i++) {
			at = i * 5 % N;
			one.common.id = (int64_t)(round * N + i);
			one.weight = decimal(texts[at]);
			sorter_add(sorter, &one, at, NULL, &e);
			sorter_add(few, &one, at, NULL, &e);
		}
	}
	rows = sorter_rows(sorter, &n);
	assert_int_equal(n, 4 * N);
	for (size_t i = 0; i < n; i++)
		assert_int_equal(rows[i], i / 4);
	rows = sorter_rows(few, &n);
	assert_int_equal(n, 3);
	for (size_t i = 0; i < n; i++)
		assert_int_equal(rows[i], N - 1);
	sorter_free(sorter);
	sorter_free(few);
}

/* Many more rows than are sorted by hand, with few values and with many. */
static void
many_rows_are_sorted(void **state)
{
	enum { N = 100000 };
	struct things *s = *state;
	struct sorter *sorter = sorter_new(compiled(s, "-count,seen"), 0);
	static int64_t count[N], seen[N];
	struct thing one = s->v[0];
	const uint64_t *rows;
	uint64_t seed = 5;
	struct err e;
	size_t n, a, b;

	for (size_t i = 0; i < N; i++) {
		count[i] = (int64_t)(things_random(&seed) % 40) - 20;
		seen[i] = (int64_t)(things_random(&seed) >> 14);
		one.common.id = (int64_t)i + 1;
		one.count = count[i];
		one.seen = seen[i];
		sorter_add(sorter, &one, i, NULL, &e);
	}
	rows = sorter_rows(sorter, &n);
	assert_int_equal(n, N);
	for (size_t i = 1; i < n; i++) {
		a = rows[i - 1];
		b = rows[i];
		assert_true(count[a] > count[b] || (count[a] == count[b] &&
			(seen[a] < seen[b] || (seen[a] == seen[b] && a < b))));
	}
	sorter_free(sorter);
}

static void
wrong_keys_are_told(void **state)
{
	static const struct {
		const char *text, *msg;
	} wrong[] = {
		{"amont", "'amont': no such field of things"},
		{"id,,name", "'id,,name': a sort key is empty"},
		{"-", "'-': a sort key is empty"},
		{"id,", "a sort key is empty"},
		{"--id", "'-id': no such field"},
		{"secret", "'secret': no such field"},
		{"name.x", "name does not refer to one kind of record"},
		{"id,id,id,id,id,id,id,id,id,id,id,id,id,id,id,id,id,id,id,id,"
		 "id,id,id,id,id,id,id,id,id,id,id,id,id", "more than 32 keys"},
	};
	struct things *s = *state;
	struct sort *sort;
	struct err e;

	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
		assert_int_equal(sort_compile(&s->env, things_entity(s,
			E_THING), str_of(wrong[i].text), &sort, &e),
			ERR_USAGE);
		assert_non_null(strstr(e.msg, wrong[i].msg));
	}
}

static void
wants_and_failures(void **state)
{
	static const uint16_t tags[] = {TAG_ID, 40, 55, 48, 0};
	struct things *s = *state;
	struct sort *sort = compiled(s, "-amount,owner.name");
	struct sorter *sorter = sorter_new(sort, 0);
	struct thing one = s->v[0];
	struct want w = {0};
	struct err e;
	size_t n;

	sort_wants(sort, &w);
	assert_int_equal(w.tags.n, 5);
	assert_memory_equal(w.tags.v, tags, sizeof tags);
	ARR_FREE(&w.tags);
	one.owner = 1;
	s->fetch_fails = ERR_DAMAGED;
	assert_int_equal(sorter_add(sorter, &one, 0, NULL, &e), ERR_DAMAGED);
	s->fetch_fails = 0;
	sorter_rows(sorter, &n);
	assert_int_equal(n, 0);
	sorter_free(sorter);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(extremes_keep_their_order),
		cmocka_unit_test(close_decimals_keep_their_order),
		cmocka_unit_test(many_rows_are_sorted),
		cmocka_unit_test(wrong_keys_are_told),
		cmocka_unit_test(wants_and_failures),
	};

	return cmocka_run_group_tests(tests, things_setup, things_teardown);
}
