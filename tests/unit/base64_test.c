/* Base64: the published values, every length and byte there and back, and what
 * is not the one text of some bytes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/base64.h"

static void
published(void **state)
{
	static const struct {
		const char *bytes, *text;
	} rows[] = {{"", ""}, {"f", "Zg=="}, {"fo", "Zm8="}, {"foo", "Zm9v"},
		{"foob", "Zm9vYg=="}, {"fooba", "Zm9vYmE="},
		{"foobar", "Zm9vYmFy"}};
	struct buf b = {0};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		buf_reset(&b);
		base64_print(str_of(rows[i].bytes), &b);
		assert_int_equal(b.n, strlen(rows[i].text));
		assert_memory_equal(b.n ? b.p : "", rows[i].text, b.n);
	}
	buf_free(&b);
}

static void
there_and_back(void **state)
{
	char bytes[600];
	struct buf text = {0}, back = {0};

	(void)state;
	for (size_t i = 0; i < sizeof bytes; i++)
		bytes[i] = (char)(i * 167 + i / 256);
	for (size_t n = 0; n <= sizeof bytes; n++) {
		struct str s = {bytes + sizeof bytes - n, n};

		buf_reset(&text);
		buf_reset(&back);
		base64_print(s, &text);
		assert_int_equal(text.n, (n + 2) / 3 * 4);
		assert_true(base64_parse(text.n ? buf_view(&text) : STR(""),
			&back));
		assert_int_equal(back.n, n);
		if (n)
			assert_memory_equal(back.p, s.p, n);
	}
	buf_free(&text);
	buf_free(&back);
}

static void
refused(void **state)
{
	static const char *const rows[] = {"Z", "Zg", "Zg=", "Zg==\n", "Zg== ",
		"=", "====", "Z===", "=g==", "Zg=a", "Zh==", "Zm9=", "Zm-v",
		"Zm_v", "Zm9v Zm9v", "Zg==Zm9v", "Zm8=Zm9v", "Zm\xc3\xa4"};
	struct buf b = {0};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		assert_false(base64_parse(str_of(rows[i]), &b));
	assert_false(base64_parse((struct str){"Zm\0v", 4}, &b));
	buf_free(&b);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(published),
		cmocka_unit_test(there_and_back),
		cmocka_unit_test(refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
