/* The two hashes against published values and against libmd's own. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <sha2.h>

#include "base/hash.h"

static void
hex_of(struct sha *s, char out[65])
{
	uint8_t digest[SHA_BYTES];

	sha_end(s, digest);
	sha_hex(digest, out);
}

static void
known_digests(void **state)
{
	static const struct {
		const char *text, *digest;
	} rows[] = {
		{"", "e3b0c44298fc1c149afbf4c8996fb924"
			"27ae41e4649b934ca495991b7852b855"},
		{"abc", "ba7816bf8f01cfea414140de5dae2223"
			"b00361a396177a9cb410ff61f20015ad"},
		{"abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
			"248d6a61d20638b8e5c026930c3e6039"
			"a33ce45964ff2167f6ecedd419db06c1"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct sha s;
		char hex[65];

		sha_init(&s);
		sha_add(&s, rows[i].text, strlen(rows[i].text));
		hex_of(&s, hex);
		assert_string_equal(hex, rows[i].digest);
	}
}

/* Any length, in any pieces. */
static void
pieces(void **state)
{
	uint8_t bytes[600], own[SHA_BYTES], other[SHA_BYTES];
	SHA2_CTX ctx;
	unsigned seed = 7;

	(void)state;
	for (size_t n = 0; n < 2 * sizeof bytes; n++) {
		size_t size = n / 2, at = 0, part;
		struct sha s;

		sha_init(&s);
		for (size_t i = 0; i < size; i++)
			bytes[i] = (uint8_t)rand_r(&seed);
		for (; at < size; at += part) {
			part = 1 + (size_t)rand_r(&seed) % 140;
			if (part > size - at)
				part = size - at;
			sha_add(&s, bytes + at, part);
		}
		sha_end(&s, own);
		SHA256Init(&ctx);
		SHA256Update(&ctx, bytes, size);
		SHA256Final(other, &ctx);
		assert_memory_equal(own, other, SHA_BYTES);
	}
}

static void
damage_hash(void **state)
{
	(void)state;
	assert_true(hash64("", 0, 0) == 0xef46db3751d8e999u);
	assert_true(hash64("a", 1, 0) == 0xd24ec4f1a98c6e5bu);
	assert_true(hash64("abc", 3, 0) == 0x44bc2cf5ad770999u);
	assert_true(hash64("abc", 3, 0) != hash64("abc", 3, 1));
	for (uint64_t seed = 0; seed < 100; seed++)
		assert_true(hash64_word("8 bytes.", seed) ==
			hash64("8 bytes.", 8, seed));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(known_digests),
		cmocka_unit_test(pieces),
		cmocka_unit_test(damage_hash),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
