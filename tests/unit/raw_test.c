#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "base/varint.h"
#include "schema/raw.h"

enum { ROUNDS = 20000, TAGS = 40 };

static uint64_t
next(uint64_t *seed)
{
	uint64_t z = *seed += UINT64_C(0x9e3779b97f4a7c15);

	z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
	z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
	return z ^ (z >> 31);
}

static uint64_t
any_size(uint64_t *seed)
{
	return next(seed) >> next(seed) % 64;
}

static struct raw
decoded(const struct buf *b)
{
	struct raw r = {0};
	struct err e;

	assert_int_equal(raw_decode(&r, buf_view(b), &e), 0);
	return r;
}

static void
numbers_take_as_few_bytes_as_they_need(void **state)
{
	static const struct {
		uint64_t v;
		size_t n;
	} rows[] = {{0, 1}, {1, 1}, {127, 1}, {128, 2}, {16383, 2},
		{16384, 3}, {UINT32_MAX, 5}, {(UINT64_C(1) << 56) - 1, 8},
		{UINT64_C(1) << 56, 9}, {INT64_MAX, 9},
		{UINT64_C(1) << 63, 10}, {UINT64_MAX, 10}};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct buf b = {0};
		const uint8_t *p, *end;
		uint64_t v = 77;

		varint_put(&b, rows[i].v);
		assert_int_equal(b.n, rows[i].n);
		for (size_t cut = 0; cut < b.n; cut++) {
			p = (const uint8_t *)b.p;
			assert_false(varint_get(&p, p + cut, &v));
			assert_ptr_equal(p, b.p);
			assert_int_equal(v, 77);
			assert_null(varint_next(p, p + cut, &v));
			assert_null(varint_skip(p, p + cut, 1));
		}
		p = (const uint8_t *)b.p;
		end = p + b.n;
		assert_true(varint_get(&p, end, &v));
		assert_ptr_equal(p, end);
		assert_true(v == rows[i].v);
		v = 77;
		assert_ptr_equal(varint_next((const uint8_t *)b.p, end, &v),
			end);
		assert_true(v == rows[i].v);
		assert_ptr_equal(varint_skip((const uint8_t *)b.p, end, 1),
			end);
		/* with more behind it */
		buf_fill(&b, i % 2 ? '\xff' : '\0', 8);
		p = (const uint8_t *)b.p;
		assert_true(varint_get(&p, p + b.n, &v));
		assert_ptr_equal(p, b.p + rows[i].n);
		assert_true(v == rows[i].v);
		buf_free(&b);
	}
}

static void
numbers_have_one_form(void **state)
{
	static const struct str bad[] = {STR("\x80\0"), STR("\xff\0"),
		STR("\x80\x80\0"), STR("\x80"), STR(""),
		STR("\xff\xff\xff\xff\xff\xff\xff\xff\xff\x02"),
		STR("\xff\xff\xff\xff\xff\xff\xff\xff\xff\x7f"),
		STR("\xff\xff\xff\xff\xff\xff\xff\xff\xff\x81"),
		STR("\x80\x80\x80\x80\x80\x80\x80\x80\x80\x80\x01"),
		STR("\x80\0\1\1\1\1\1\1\1"),
		STR("\xff\x80\x80\x80\x80\x80\x80\0\1\1\1")};

	(void)state;
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		const uint8_t *p = (const uint8_t *)bad[i].p;
		uint64_t v;

		assert_false(varint_get(&p, p + bad[i].n, &v));
		assert_null(varint_next(p, p + bad[i].n, &v));
	}
}

static void
numbers_survive(void **state)
{
	uint64_t seed = 1;

	(void)state;
	for (int i = 0; i < ROUNDS; i++) {
		uint64_t v = any_size(&seed), out = 0;
		struct buf b = {0};
		const uint8_t *p;

		varint_put(&b, v);
		p = (const uint8_t *)b.p;
		assert_true(varint_get(&p, p + b.n, &out));
		assert_true(out == v);
		varint_put(&b, ~v);
		varint_put(&b, v);
		p = (const uint8_t *)b.p;
		assert_true(varint_get(&p, p + b.n, &out));
		assert_true(out == v);
		assert_true(varint_get(&p, (uint8_t *)b.p + b.n, &out));
		assert_true(out == ~v);
		p = varint_next((uint8_t *)b.p, (uint8_t *)b.p + b.n, &out);
		assert_true(out == v);
		p = varint_next(p, (uint8_t *)b.p + b.n, &out);
		assert_true(out == ~v);
		assert_ptr_equal(p, varint_skip((uint8_t *)b.p,
			(uint8_t *)b.p + b.n, 2));
		assert_true(zigzag(unzigzag(v)) == v);
		buf_free(&b);
	}
	assert_int_equal(zigzag(0), 0);
	assert_int_equal(zigzag(-1), 1);
	assert_int_equal(zigzag(1), 2);
	assert_true(zigzag(INT64_MIN) == UINT64_MAX);
	assert_true(zigzag(INT64_MAX) == UINT64_MAX - 1);
	assert_true(unzigzag(UINT64_MAX) == INT64_MIN);
}

/* A plain array of what should be there. */
struct plain {
	bool set, text;
	int64_t i;
	struct str s;
};

static void
same_as_plain(const struct raw *r, const struct plain plain[TAGS])
{
	size_t n = 0;

	for (unsigned tag = 0; tag < TAGS; tag++) {
		const struct raw_field *f = raw_get(r, tag * 3);

		assert_null(raw_get(r, tag * 3 + 1));
		assert_int_equal(f != NULL, plain[tag].set);
		if (!f)
			continue;
		assert_ptr_equal(f, &r->v[n++]);
		assert_int_equal(f->tag, tag * 3);
		assert_int_equal(f->text, plain[tag].text);
		if (f->text)
			assert_true(str_eq(f->s, plain[tag].s));
		else
			assert_int_equal(f->i, plain[tag].i);
	}
	assert_int_equal(r->n, n);
}

static void
change(struct raw *r, struct plain plain[TAGS], uint64_t *seed)
{
	static const char text[] = "the quick brown fox\0jumps";
	unsigned tag = (unsigned)(next(seed) % TAGS);
	struct plain *p = &plain[tag];

	switch (next(seed) % 3) {
	case 0:
		raw_unset(r, tag * 3);
		*p = (struct plain){0};
		break;
	case 1:
		*p = (struct plain){.set = true,
			.i = (int64_t)any_size(seed)};
		raw_set_int(r, tag * 3, p->i);
		break;
	case 2:
		*p = (struct plain){.set = true, .text = true,
			.s = {text, next(seed) % sizeof text}};
		raw_set_str(r, tag * 3, p->s);
		break;
	}
}

static void
values_are_kept_by_tag_and_survive(void **state)
{
	struct plain plain[TAGS] = {0};
	struct raw r = {0}, again = {0};
	struct buf b = {0};
	uint64_t seed = 2;
	struct err e;

	(void)state;
	for (int i = 0; i < ROUNDS; i++) {
		change(&r, plain, &seed);
		same_as_plain(&r, plain);
		buf_reset(&b);
		raw_encode(&r, &b);
		assert_int_equal(raw_decode(&again, buf_view(&b), &e), 0);
		same_as_plain(&again, plain);
	}
	raw_reset(&r);
	assert_int_equal(r.n, 0);
	assert_true(r.cap > 0);
	raw_free(&r);
	assert_null(r.v);
	raw_free(&again);
	buf_free(&b);
}

static void
texts_point_into_the_bytes(void **state)
{
	struct raw r = {0}, again;
	struct buf b = {0};

	(void)state;
	raw_set_str(&r, 7, STR("Acme"));
	raw_set_str(&r, 8, STR_NULL);
	raw_set_int(&r, 65535, INT64_MIN);
	raw_encode(&r, &b);
	again = decoded(&b);
	assert_true(again.v[0].s.p >= b.p && again.v[0].s.p < b.p + b.n);
	assert_true(str_is(again.v[0].s, "Acme"));
	assert_true(str_is(again.v[1].s, ""));
	assert_int_equal(raw_get(&again, 65535)->i, INT64_MIN);
	raw_free(&r);
	raw_free(&again);
	buf_free(&b);
}

static void
bytes_are_as_documented(void **state)
{
	static const char want[] = "\x02\x01" "\x05\x02" "ab" "\x80\x04\x00";
	struct raw r = {0};
	struct buf b = {0};

	(void)state;
	raw_set_int(&r, 256, 0);
	raw_set_str(&r, 2, STR("ab"));
	raw_set_int(&r, 1, -1);
	raw_encode(&r, &b);
	assert_int_equal(b.n, sizeof want - 1);
	assert_memory_equal(b.p, want, b.n);
	raw_free(&r);
	buf_free(&b);
}

static void
malformed_bytes_are_damage(void **state)
{
	static const struct {
		struct str bytes;
		const char *msg;
	} rows[] = {
		{STR("\x02"), "record: field at byte 0 is cut off"},
		{STR("\x02\x80"), "record: field at byte 0 is cut off"},
		{STR("\x03\x02" "a"), "record: field at byte 0 is cut off"},
		{STR("\x03\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01" "a"),
			"record: field at byte 0 is cut off"},
		{STR("\x02\x00\x02\x00"),
			"record: field at byte 2 is out of order"},
		{STR("\x04\x00\x03\x00"),
			"record: field at byte 2 is out of order"},
		{STR("\x80\x80\x08\x00"),
			"record: field at byte 0 is of an impossible tag"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct raw r = {0};
		struct err e;

		raw_set_int(&r, 1, 1);
		assert_int_equal(raw_decode(&r, rows[i].bytes, &e),
			ERR_DAMAGED);
		assert_string_equal(e.msg, rows[i].msg);
		assert_int_equal(r.n, 0);
		raw_free(&r);
	}
}

/* Random and damaged bytes, at the end of an allocation of their own: either
 * refused, or the one form of what they say. */
static void
any_bytes_are_refused_or_their_one_form(void **state)
{
	struct buf out = {0};
	uint64_t seed = 3;
	size_t taken = 0;

	(void)state;
	for (int i = 0; i < ROUNDS; i++) {
		size_t n = next(&seed) % 24;
		char *p = malloc(n + 1);
		struct raw r = {0};
		struct err e;

		assert_non_null(p);
		p = realloc(p, n ? n : 1);
		assert_non_null(p);
		for (size_t k = 0; k < n; k++)
			p[k] = (char)(next(&seed) % 4 ? k + k / 2
						      : next(&seed));
		if (raw_decode(&r, (struct str){p, n}, &e) == 0) {
			buf_reset(&out);
			raw_encode(&r, &out);
			assert_int_equal(out.n, n);
			assert_memory_equal(buf_view(&out).p, p, n);
			taken += n > 0;
		} else {
			assert_int_equal(e.code, ERR_DAMAGED);
		}
		raw_free(&r);
		free(p);
	}
	assert_true(taken > 100);
	buf_free(&out);
}

static void
no_bytes_are_no_values(void **state)
{
	struct raw r = {0};
	struct err e;

	(void)state;
	assert_int_equal(raw_decode(&r, STR_NULL, &e), 0);
	assert_int_equal(raw_decode(&r, STR(""), &e), 0);
	assert_int_equal(r.n, 0);
	raw_unset(&r, 5);
	assert_null(raw_get(&r, 5));
	raw_free(&r);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(numbers_take_as_few_bytes_as_they_need),
		cmocka_unit_test(numbers_have_one_form),
		cmocka_unit_test(numbers_survive),
		cmocka_unit_test(values_are_kept_by_tag_and_survive),
		cmocka_unit_test(texts_point_into_the_bytes),
		cmocka_unit_test(bytes_are_as_documented),
		cmocka_unit_test(malformed_bytes_are_damage),
		cmocka_unit_test(any_bytes_are_refused_or_their_one_form),
		cmocka_unit_test(no_bytes_are_no_values),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
