/* Documents with known figures: worked out by hand, or by the thread named. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "doc/doc.h"

static struct arena arena;
static struct err err;

static int64_t
dec(const char *text)
{
	int64_t v;

	assert_int_equal(dec_parse(str_of(text), &v, &err), 0);
	return v;
}

static struct doc_line
line(const char *quantity, const char *price)
{
	return (struct doc_line){
		.quantity = dec(quantity),
		.price = dec(price),
		.percent = NUM_NULL,
		.off = NUM_NULL,
		.cost = NUM_NULL,
		.list = NUM_NULL,
		.taxes = 1,
	};
}

static struct doc_tax
vat(const char *rate)
{
	return (struct doc_tax){.name = STR("VAT"), .category = STR("S"),
		.rate = dec(rate)};
}

static struct doc
doc(const char *currency, const struct doc_tax *taxes, size_t ntaxes,
	struct doc_line *lines, size_t nlines)
{
	return (struct doc){
		.money = currency_find(str_of(currency)),
		.percent = NUM_NULL,
		.off = NUM_NULL,
		.taxes = taxes,
		.ntaxes = ntaxes,
		.lines = lines,
		.nlines = nlines,
	};
}

static void
compute(struct doc *d)
{
	if (doc_compute(d, &arena, &err))
		fail_msg("%s", err.msg);
}

/* SuiteCRM/SuiteCRM#1776: a price of 2,500.00 with 8 % in it must be
 * expressible, though its net price has no end. */
static void
test_gross_target(void **state)
{
	struct doc_tax t = vat("8");
	struct doc_line l = line("1", "2500.00");
	struct doc d = doc("EUR", &t, 1, &l, 1);

	(void)state;
	d.inclusive = true;
	compute(&d);
	assert_int_equal(d.whole.total, 250000);
	assert_int_equal(d.whole.tax, 18519); /* 185.185... */
	assert_int_equal(d.whole.net, 231481);
	/* and without it, by a unit price finer than a cent */
	d.inclusive = false;
	l = line("100", "2314.81481481");
	compute(&d);
	assert_int_equal(d.whole.net, 23148148);
	assert_int_equal(d.whole.total, 25000000);
}

/* SuiteCRM/SuiteCRM#10811: 9.5 x 124.75 = 1,185.125, once rounded, in line
 * and total alike. */
static void
test_line_rounding(void **state)
{
	static const struct {
		enum rounding rule;
		int64_t net;
	} rules[] = {{ROUND_HALF_UP, 118513}, {ROUND_HALF_EVEN, 118512},
		{ROUND_HALF_DOWN, 118512}, {ROUND_DOWN, 118512}};
	struct doc_line l = line("9.5", "124.75");
	struct doc d = doc("EUR", NULL, 0, &l, 1);

	(void)state;
	l.taxes = 0;
	for (size_t i = 0; i < 4; i++) {
		d.rounding = rules[i].rule;
		compute(&d);
		assert_int_equal(l.gross, rules[i].net);
		assert_int_equal(l.net, rules[i].net);
		assert_int_equal(d.whole.total, rules[i].net);
	}
}

/* Dolibarr/dolibarr#39044: three pieces at 5.55, 20 % in it, cost 16.65, and
 * nothing that looks like a discount. */
static void
test_inclusive(void **state)
{
	struct doc_tax t = vat("20");
	struct doc_line l = line("3", "5.55");
	struct doc d = doc("EUR", &t, 1, &l, 1);

	(void)state;
	d.inclusive = true;
	for (int mode = 0; mode < 2; mode++) {
		d.mode = (enum doc_mode)mode;
		compute(&d);
		assert_int_equal(l.discount, 0);
		assert_int_equal(d.whole.total, 1665);
		assert_int_equal(d.whole.tax, 278); /* 2.775 */
		assert_int_equal(d.whole.net, 1387);
	}
}

/* Ten lines of 0.10 at 19 %: 0.20 by line, 0.19 by document. */
static void
test_modes(void **state)
{
	struct doc_tax t = vat("19");
	struct doc_line l[10];
	struct doc d = doc("EUR", &t, 1, l, 10);
	int64_t sum = 0;

	(void)state;
	for (size_t i = 0; i < 10; i++)
		l[i] = line("1", "0.10");
	d.mode = DOC_BY_LINE;
	compute(&d);
	assert_int_equal(d.whole.tax, 20);
	d.mode = DOC_BY_DOCUMENT;
	compute(&d);
	assert_int_equal(d.whole.tax, 19);
	for (size_t i = 0; i < 10; i++)
		sum += l[i].tax;
	assert_int_equal(sum, 19);
}

/* 10.00 off three equal lines, and off the two that are no option. */
static void
test_shares(void **state)
{
	struct doc_line l[3] = {line("1", "10"), line("1", "10"),
		line("1", "10")};
	struct doc d = doc("EUR", NULL, 0, l, 3);

	(void)state;
	for (size_t i = 0; i < 3; i++)
		l[i].taxes = 0;
	d.off = 1000;
	compute(&d);
	assert_int_equal(l[0].share, 334);
	assert_int_equal(l[1].share, 333);
	assert_int_equal(l[2].share, 333);
	assert_int_equal(d.whole.discount, 1000);
	assert_int_equal(d.whole.net, 2000);
	l[2].choice = DOC_OPTIONAL;
	compute(&d);
	assert_int_equal(l[0].share, 500);
	assert_int_equal(l[2].share, 0);
	assert_int_equal(l[2].net, 1000);
	assert_int_equal(d.whole.net, 1000);
}

/* Canada: two taxes on one line, one of them on another. */
static void
test_several(void **state)
{
	struct doc_tax t[2] = {
		{.name = STR("GST"), .rate = dec("5")},
		{.name = STR("QST"), .rate = dec("9.975")},
	};
	struct doc_line l[2] = {line("1", "100"), line("1", "50")};
	struct doc d = doc("CAD", t, 2, l, 2);

	(void)state;
	l[0].taxes = 3;
	compute(&d);
	assert_int_equal(d.whole.taxes[0].base, 15000);
	assert_int_equal(d.whole.taxes[0].tax, 750);
	assert_int_equal(d.whole.taxes[1].base, 10000);
	assert_int_equal(d.whole.taxes[1].tax, 998);
	assert_int_equal(l[0].tax, 1498);
	assert_int_equal(d.whole.total, 16748);
}

static void
test_parts(void **state)
{
	struct doc_tax t = vat("19");
	struct doc_line l[3] = {line("1", "1000"), line("5", "20"),
		line("1", "240")};
	struct doc d = doc("EUR", &t, 1, l, 3);

	(void)state;
	l[1].interval = DOC_MONTH;
	l[2].interval = DOC_YEAR;
	l[1].cost = dec("12.5");
	l[1].list = dec("25");
	compute(&d);
	assert_int_equal(d.parts[DOC_ONCE].total, 119000);
	assert_int_equal(d.parts[DOC_MONTH].total, 11900);
	assert_int_equal(d.parts[DOC_YEAR].tax, 4560);
	assert_int_equal(d.whole.net, 134000);
	assert_int_equal(l[1].margin, 3750);
	assert_int_equal(l[1].variance, -2500);
	assert_int_equal(l[0].margin, NUM_NULL);
	assert_false(d.costed);
}

static void
refused(struct doc *d, const char *says)
{
	assert_int_equal(doc_compute(d, &arena, &err), ERR_DATA);
	if (!strstr(err.msg, says))
		fail_msg("says '%s', not '%s'", err.msg, says);
}

static void
test_refused(void **state)
{
	struct doc_line l = line("999999999999", "9999999999.99");
	struct doc d = doc("EUR", NULL, 0, &l, 1);

	(void)state;
	l.taxes = 0;
	refused(&d, "line 1: amount too large");
	l = line("1", "1");
	l.taxes = 0;
	l.percent = 1000;
	l.off = 10;
	refused(&d, "line 1: discount is a percentage or an amount");
	l.percent = l.off = NUM_NULL;
	l.choice = DOC_ALTERNATIVE;
	d.off = 5;
	refused(&d, "nothing to take the discount off");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_gross_target),
		cmocka_unit_test(test_line_rounding),
		cmocka_unit_test(test_inclusive),
		cmocka_unit_test(test_modes),
		cmocka_unit_test(test_shares),
		cmocka_unit_test(test_several),
		cmocka_unit_test(test_parts),
		cmocka_unit_test(test_refused),
	};
	int rc = cmocka_run_group_tests(tests, NULL, NULL);

	arena_free(&arena);
	return rc;
}
