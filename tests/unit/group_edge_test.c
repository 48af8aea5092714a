#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "query/group.h"
#include "filters.h"

static struct groups *
compiled(struct things *s, const char *keys, const char *sums, bool count)
{
	struct groups *g;
	struct err e = {0};

	if (group_compile(&s->env, things_entity(s, E_THING),
		*keys ? str_of(keys) : STR_NULL,
		*sums ? str_of(sums) : STR_NULL, count, &g, &e))
		fail_msg("%s: %s", keys, e.msg);
	return g;
}

/* Two records whose field at `at` is a and b. */
static int
sum_two(struct things *s, const char *sum, size_t at, int64_t a, int64_t b,
	int64_t *out, struct err *e)
{
	struct groups *g = compiled(s, "", sum, false);
	const struct group_row *rows_out;
	struct thing one = s->v[0];
	size_t n;
	int code;

	memcpy((char *)&one + at, &a, sizeof a);
	code = group_add(g, &one, e);
	memcpy((char *)&one + at, &b, sizeof b);
	code = code ? code : group_add(g, &one, e);
	memcpy((char *)&one + at, &a, sizeof a);
	code = code ? code : group_rows(g, &rows_out, &n, e);
	if (!code)
		*out = rows_out[0].sums[0];
	group_free(g);
	return code;
}

static void
sums_do_not_wrap(void **state)
{
	struct things *s = *state;
	size_t count = offsetof(struct thing, count);
	size_t weight = offsetof(struct thing, weight);
	int64_t out, most, least;
	struct err e;

	assert_int_equal(sum_two(s, "count", count, INT64_MAX, 1, &out, &e),
		ERR_DATA);
	assert_string_equal(e.msg, "the sum of count is too large");
	assert_int_equal(sum_two(s, "count", count, INT64_MIN + 1, -1, &out,
		&e), ERR_DATA);
	assert_int_equal(sum_two(s, "count", count, INT64_MAX, -1, &out, &e),
		0);
	assert_int_equal(out, INT64_MAX - 1);
	assert_int_equal(sum_two(s, "amount", offsetof(struct thing, amount),
		INT64_MAX, INT64_MAX, &out, &e), ERR_DATA);
	assert_int_equal(dec_make((INT64_C(1) << 59) - 1, 0, &most, &e), 0);
	assert_int_equal(sum_two(s, "weight", weight, most, most, &out, &e),
		ERR_DATA);
	assert_string_equal(e.msg, "the sum of weight is too large");
	assert_int_equal(dec_make(1, 15, &least, &e), 0);
	assert_int_equal(sum_two(s, "weight", weight, least, least, &out, &e),
		0);
	assert_int_equal(dec_mantissa(out), 2);
	assert_int_equal(sum_two(s, "weight", weight, most, least, &out, &e),
		ERR_DATA);
}

static void
nothing_gives_no_groups(void **state)
{
	struct groups *g = compiled(*state, "owner", "amount", true);
	const struct group_row *out;
	struct err e;
	size_t n = 1;

	assert_int_equal(group_rows(g, &out, &n, &e), 0);
	assert_int_equal(n, 0);
	group_free(g);
}

static const struct {
	const char *keys, *sums, *msg;
} wrongs[] = {
	{"ownr", "", "'ownr': no such field of things"},
	{"owner:month", "", "'owner:month': no day and no instant"},
	{"close:decade", "", "'close:decade': no such unit of time"},
	{"close:", "", "'close:': no such unit of time"},
	{"owner,", "", "a name is empty"},
	{"owner,owner", "", "'owner': two columns of this name"},
	{"owner.squad.key", "", "only one reference deep"},
	{"amount", "", "'amount': amounts make no groups"},
	{"secret", "", "'secret': no such field"},
	{"", "name", "'name': cannot be summed"},
	{"", "chance", "'chance': cannot be summed"},
	{"", "owner.quota", "only own fields of things are summed"},
	{"", "amount,amount", "'amount': two columns of this name"},
	{"count", "count", "'count': two columns of this name"},
};

static void
mistakes_are_told(void **state)
{
	struct things *s = *state;
	struct groups *g;
	struct err e;

	for (size_t i = 0; i < sizeof wrongs / sizeof *wrongs; i++) {
		assert_int_equal(group_compile(&s->env, things_entity(s,
			E_THING), *wrongs[i].keys ? str_of(wrongs[i].keys)
			: STR_NULL, *wrongs[i].sums ? str_of(wrongs[i].sums)
			: STR_NULL, false, &g, &e), ERR_USAGE);
		if (!strstr(e.msg, wrongs[i].msg))
			fail_msg("%s", e.msg);
		assert_null(g);
	}
}

static void
wants_and_failures(void **state)
{
	static const uint16_t tags[] = {48, 44, 40, 55, 0};
	struct things *s = *state;
	struct groups *g = compiled(s, "owner.squad,close:month", "amount",
		false);
	struct thing one = s->v[0];
	struct want w = {0};
	struct err e;

	group_wants(g, &w);
	assert_int_equal(w.tags.n, 5);
	assert_memory_equal(w.tags.v, tags, sizeof tags);
	ARR_FREE(&w.tags);
	one.owner = 1;
	s->fetch_fails = ERR_DAMAGED;
	assert_int_equal(group_add(g, &one, &e), ERR_DAMAGED);
	s->fetch_fails = 0;
	group_free(g);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(sums_do_not_wrap),
		cmocka_unit_test(nothing_gives_no_groups),
		cmocka_unit_test(mistakes_are_told),
		cmocka_unit_test(wants_and_failures),
	};

	return cmocka_run_group_tests(tests, things_setup, things_teardown);
}
