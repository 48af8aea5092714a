/*
 * Amounts, decimals and whole numbers from any bytes; the first says in which
 * currency a bare number is. What is read is read again the same once it is
 * printed, and an error leaves what was there.
 */
#include <stdlib.h>

#include "base/money.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
must(bool holds)
{
	if (!holds)
		abort();
}

static void
try_money(struct str text, const struct currency *fallback)
{
	const struct currency *c = NULL, *again = NULL;
	struct buf b = {0};
	struct err e = {0};
	int64_t minor = 42, same;

	if (money_parse_any(text, fallback, &c, &minor, &e)) {
		must(!c && minor == 42 && e.msg[0]);
		must(money_parse(text, fallback, &same, &e) != ERR_OK);
		return;
	}
	must(minor != NUM_NULL);
	money_print(minor, c, &b);
	must(money_parse(buf_view(&b), c, &same, &e) == ERR_OK);
	must(same == minor);
	buf_cstr(&b, c->code);
	must(money_parse_any(buf_view(&b), NULL, &again, &same, &e) == ERR_OK);
	must(again == c && same == minor);
	if (money_weigh(minor, 10000, &same, &e) == ERR_OK)
		must(same == minor);
	buf_free(&b);
}

static void
try_decimal(struct str text)
{
	struct buf b = {0};
	struct err e = {0};
	int64_t dec, same;

	if (dec_parse(text, &dec, &e)) {
		must(e.msg[0]);
		return;
	}
	must(dec_scale(dec) >= 0 && dec_scale(dec) <= DEC_SCALE_MAX);
	dec_print(dec, &b);
	must(dec_parse(buf_view(&b), &same, &e) == ERR_OK && same == dec);
	must(dec_cmp(dec, same) == 0);
	buf_free(&b);
}

static void
try_whole(struct str text)
{
	struct buf b = {0};
	struct err e = {0};
	int64_t n, same;

	if (num_parse(text, INT64_MIN + 1, INT64_MAX, &n, &e)) {
		must(e.msg[0]);
		return;
	}
	buf_int(&b, n);
	must(num_parse(buf_view(&b), n, n, &same, &e) == ERR_OK && same == n);
	buf_free(&b);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char *const codes[] = {"EUR", "JPY", "KWD", "CLF", "XAU",
		"USD", "ITL", "CHF"};
	struct str text;

	if (size < 1)
		return 0;
	text = (struct str){(const char *)data + 1, size - 1};
	try_money(text, currency_find(str_of(codes[data[0] % 8])));
	try_decimal(text);
	try_whole(text);
	return 0;
}
