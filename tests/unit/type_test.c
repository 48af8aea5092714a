/* What types take, and what they refuse, in which words. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "values.h"

static const struct choice stages[] = {{"lead", NULL}, {"proposal", NULL},
	{"negotiation", NULL}, {NULL, NULL}};

static const struct choice *
choices(const struct scope *s, const struct field *f, const void *rec)
{
	(void)s;
	(void)rec;
	return strcmp(f->choices, "@stage") == 0 ? stages : NULL;
}

static int
ref_parse(const struct scope *s, int ref, struct str text, int64_t *id,
	struct err *e)
{
	(void)s;
	if (ref == 2 && str_is(text, "anna")) {
		*id = 7;
		return ERR_OK;
	}
	if (str_is(text, "ext:hubspot:a/b")) {
		*id = 9;
		return ERR_OK;
	}
	return num_parse(text, 1, 99, id, e)
		? err_set(e, ERR_NO, "%.*s: no such record", STR_F(text))
		: ERR_OK;
}

static void
ref_print(const struct scope *s, int ref, int64_t id, struct buf *out)
{
	(void)s;
	if (ref == 2 && id == 7)
		buf_cstr(out, "anna");
	else
		buf_int(out, id);
}

static void
named(struct values *v)
{
	values_begin(v);
	v->scope.choices = choices;
	v->scope.ref_parse = ref_parse;
	v->scope.ref_print = ref_print;
}

static const struct bad {
	int type;
	const char *choices, *text;
	enum err_code code;
	const char *msg, *hint; /* hint "": none; NULL: any */
} bads[] = {
	{T_LINE, NULL, "", ERR_DATA, "f: no value", ""},
	{T_LINE, NULL, " \t ", ERR_DATA, "f: no value", ""},
	{T_LINE, NULL, "\u00a0", ERR_DATA, "f: nothing but blanks", ""},
	{T_LINE, NULL, "  a\x1b[2J", ERR_DATA,
		"f: control character \\x1b at byte offset 3", ""},
	{T_LINE, NULL, "a\nb", ERR_DATA, NULL, ""},
	{T_LINE, NULL, "a\xff", ERR_DATA,
		"f: invalid UTF-8 \\xff at byte offset 1", ""},
	{T_INT, NULL, "12x", ERR_DATA, "f: '12x': not a whole number", NULL},
	{T_INT, NULL, "9223372036854775808", ERR_DATA,
		"f: '9223372036854775808': number too large", ""},
	{T_INT, NULL, "1.5", ERR_DATA, "f: '1.5': not a whole number", NULL},
	{T_MONEY, NULL, "1,234", ERR_DATA, "f: '1,234': not an amount", NULL},
	{T_MONEY, NULL, "1.505", ERR_DATA,
		"f: '1.505': EUR has 2 digits after the point", ""},
	{T_MONEY, NULL, "12000USD", ERR_DATA,
		"f: '12000USD': the record's currency is EUR",
		"a record has one currency for all its money: give the "
		"amount in EUR, or change its currency"},
	{T_MONEY, NULL, "5 EUX", ERR_DATA, "f: 'EUX': unknown currency",
		NULL},
	{T_PERCENT, NULL, "12.555", ERR_DATA, "f: '12.555': a percentage "
		"has at most 2 digits after the point", ""},
	{T_PERCENT, NULL, "%", ERR_DATA, "f: '%': not a percentage",
		"write it like 25 or 12.5"},
	{T_PERCENT, NULL, "25%%", ERR_DATA, "f: '25%%': not a percentage",
		"write it like 25 or 12.5"},
	{T_PERCENT, NULL, "92233720368547758.08", ERR_DATA,
		"f: '92233720368547758.08': number too large", ""},
	{T_PRICE, NULL, "1,234", ERR_DATA, "f: '1,234': not an amount", NULL},
	{T_PRICE, NULL, "0.0045USD", ERR_DATA,
		"f: '0.0045USD': the record's currency is EUR", NULL},
	{T_DECIMAL, NULL, "1e3", ERR_DATA, "f: '1e3': not a number", NULL},
	{T_DECIMAL, NULL, "0.0000000000000001", ERR_DATA,
		"f: '0.0000000000000001': too many digits", ""},
	{T_DAY, NULL, "01/02/2026", ERR_USAGE, NULL, NULL},
	{T_DAY, NULL, "2026-02-30", ERR_USAGE, NULL, NULL},
	{T_INSTANT, NULL, "2026-10-01T24:00:00Z", ERR_USAGE, NULL, NULL},
	{T_WHEN, NULL, "2026-10-01T09:60:00Z", ERR_USAGE, NULL, NULL},
	{T_BOOL, NULL, "on", ERR_DATA, "f: 'on': neither yes nor no",
		"write yes or no"},
	{T_ENUM, "@stage", "negotation", ERR_USAGE,
		"f: no such word 'negotation'",
		"did you mean 'negotiation'?"},
	{T_ENUM, "@stage", "PROPOSAL", ERR_USAGE,
		"f: no such word 'PROPOSAL'", "did you mean 'proposal'?"},
	{T_ENUM, "low,high", "medium", ERR_USAGE,
		"f: no such word 'medium'", "one of low, high"},
	{T_ENUM, "only", "medium", ERR_USAGE, "f: no such word 'medium'",
		"there is only 'only'"},
	{T_ENUM, "a,b,c,d,e,f,g,h,i,j,k,l,m", "medium", ERR_USAGE,
		"f: no such word 'medium'", ""},
	{T_ENUM, NULL, "a\u202e", ERR_DATA, NULL, ""},
	{T_REF, NULL, "berta", ERR_NO, "f: berta: no such record", ""},
	{T_ANYREF, NULL, "42", ERR_USAGE, "f: '42': of which entity",
		"write it before, as in deal/42"},
	{T_ANYREF, NULL, "ext:hubspot:998", ERR_USAGE,
		"f: 'ext:hubspot:998': of which entity",
		"write it before, as in deal/ext:hubspot:998"},
	{T_ANYREF, NULL, "ext:hubspot:a/b", ERR_USAGE, NULL,
		"write it before, as in deal/ext:hubspot:a/b"},
	{T_ANYREF, NULL, "dael/42", ERR_USAGE, "f: no such entity 'dael'",
		"did you mean 'deal'?"},
	{T_ANYREF, NULL, "deal/", ERR_USAGE, "f: 'deal/': of which record",
		""},
	{T_ANYREF, NULL, "/42", ERR_USAGE, "f: no such entity ''", ""},
	{T_ANYREF, NULL, "deal/x", ERR_NO, "f: x: no such record", ""},
	{T_SET, NULL, "a,,b", ERR_DATA, "f: a word is empty", ""},
	{T_SET, NULL, "a,+b", ERR_DATA,
		"f: '+b': a word cannot begin with '+'", ""},
	{T_SET, NULL, "a,-b", ERR_DATA,
		"f: '-b': a word cannot begin with '-'", ""},
	{T_SET, NULL, "a,b\u200bc", ERR_DATA, NULL, ""},
	{T_EMAIL, NULL, "ada", ERR_DATA, "f: 'ada': there is no @", ""},
	{T_EMAIL, NULL, "a@b@c.example", ERR_DATA,
		"f: 'a@b@c.example': there is more than one @", ""},
	{T_EMAIL, NULL, "@b.example", ERR_DATA,
		"f: '@b.example': there is nothing before the @", ""},
	{T_EMAIL, NULL, "a@", ERR_DATA, "f: 'a@': there is no domain", ""},
	{T_EMAIL, NULL, "a@b", ERR_DATA,
		"f: 'a@b': the domain has no dot", ""},
	{T_EMAIL, NULL, "a@b..example", ERR_DATA,
		"f: 'a@b..example': the domain has an empty part", ""},
	{T_EMAIL, NULL, "a@-b.example", ERR_DATA, "f: 'a@-b.example': a part "
		"of the domain begins or ends with '-'", ""},
	{T_EMAIL, NULL, "a@b_c.example", ERR_DATA, "f: 'a@b_c.example': the "
		"domain has a character it cannot have", ""},
	{T_EMAIL, NULL, "a@10.0.0.1", ERR_DATA,
		"f: 'a@10.0.0.1': the domain ends in no name", ""},
	{T_EMAIL, NULL, "a..b@c.example", ERR_DATA,
		"f: 'a..b@c.example': a dot before the @ stands alone", ""},
	{T_EMAIL, NULL, "a b@c.example", ERR_DATA,
		"f: 'a b@c.example': there is a blank in it", ""},
	{T_EMAIL, NULL, "a\u00a0b@c.example", ERR_DATA,
		"f: 'a\u00a0b@c.example': there is a blank in it", ""},
	{T_EMAIL, NULL, "Ada <ada@b.example>", ERR_DATA, NULL,
		"write the address alone, without the name"},
	{T_URL, NULL, "ftp://b.example", ERR_DATA,
		"f: 'ftp://b.example': only http and https are taken", ""},
	{T_URL, NULL, "javascript:alert(1)", ERR_DATA, NULL, ""},
	{T_URL, NULL, "https://b.example@evil.example", ERR_DATA,
		"f: 'https://b.example@evil.example': there is a name or "
		"password in it", ""},
	{T_URL, NULL, "b.example:0", ERR_DATA, "f: 'b.example:0': the port "
		"is not a number from 1 to 65535", ""},
	{T_URL, NULL, "https://", ERR_DATA,
		"f: 'https://': there is no domain", ""},
	{T_URL, NULL, "b.example/a b", ERR_DATA,
		"f: 'b.example/a b': there is a blank in it", ""},
	{T_URL, NULL, "example", ERR_DATA,
		"f: 'example': the domain has no dot", ""},
	{T_PHONE, NULL, "12", ERR_DATA, "f: '12': there are too few digits",
		""},
	{T_PHONE, NULL, "call me", ERR_DATA, "f: 'call me': there is a "
		"character that is in no number", ""},
	{T_PHONE, NULL, "030+49", ERR_DATA,
		"f: '030+49': '+' stands behind a digit", ""},
	{T_PHONE, NULL, "030 12345 ext", ERR_DATA, NULL, ""},
	{T_COUNTRY, NULL, "UK", ERR_DATA, "f: 'UK': no such country",
		"did you mean 'GB' (United Kingdom)?"},
	{T_COUNTRY, NULL, "germany", ERR_DATA, "f: 'germany': no such country",
		"did you mean 'DE' (Germany)?"},
	{T_COUNTRY, NULL, "Swedn", ERR_DATA, "f: 'Swedn': no such country",
		"did you mean 'SE' (Sweden)?"},
	{T_COUNTRY, NULL, "XL", ERR_DATA, "f: 'XL': no such country",
		"countries are the two letters of ISO 3166, such as DE"},
	{T_CURRENCY, NULL, "EUX", ERR_DATA, "f: 'EUX': unknown currency",
		NULL},
	{T_CURRENCY, NULL, "shells", ERR_DATA,
		"f: 'shells': unknown currency", NULL},
};

static void
refusals_are_told_in_words(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof bads / sizeof *bads; i++) {
		const struct bad *b = &bads[i];
		struct field f = {.name = "f", .type = (uint8_t)b->type,
			.choices = b->choices};
		union val x = {.i = 77};
		struct err e = {0};
		struct values v;

		named(&v);
		if (!values_parse(&v, &f, str_of(b->text), &x, &e))
			fail_msg("'%s' was taken", b->text);
		assert_int_equal(e.code, b->code);
		assert_int_equal(x.i, 77);
		assert_true(str_starts(str_of(e.msg), "f: "));
		if (b->msg)
			assert_string_equal(e.msg, b->msg);
		if (b->hint)
			assert_string_equal(e.hint, b->hint);
		values_end(&v);
	}
}

static const struct good {
	int type;
	const char *choices, *text, *printed;
} goods[] = {
	{T_LINE, NULL, "  Acme \u00a0", "Acme"},
	{T_LINE, NULL, "e\u0301", "\u00e9"},
	{T_TEXT, NULL, "a\r\nb\tc", "a\nb\tc"},
	{T_INT, NULL, " 42 ", "42"},
	{T_MONEY, NULL, "EUR 12000", "12000.00"},
	{T_MONEY, NULL, "-3.5", "-3.50"},
	{T_PRICE, NULL, "EUR 0.0045", "0.0045"},
	{T_PRICE, NULL, "12.5", "12.50"},
	{T_PERCENT, NULL, "12.5 %", "12.5"},
	{T_PERCENT, NULL, "12.500", "12.5"},
	{T_PERCENT, NULL, "-0.05", "-0.05"},
	{T_PERCENT, NULL, "150", "150"},
	{T_PERCENT, NULL, "92233720368547758.07%", "92233720368547758.07"},
	{T_WHEN, NULL, "fri", "2026-10-16"},
	{T_INSTANT, NULL, "2026-10-01T09:00:00.000001Z",
		"2026-10-01T09:00:00.000001Z"},
	{T_ENUM, "@stage", "negotiation", "negotiation"},
	{T_ENUM, "@nothing", "whatever", "whatever"},
	{T_ENUM, "low, high", "high", "high"},
	{T_REF, NULL, "42", "42"},
	{T_ANYREF, NULL, "rep/anna", "rep/anna"},
	{T_ANYREF, NULL, "rep/7", "rep/anna"},
	{T_ANYREF, NULL, "deal/ext:hubspot:a/b", "deal/9"},
	{T_SET, NULL, "b, a ,b,key account", "a,b,key account"},
	{T_EMAIL, NULL, "O'Brien+x@Mail-1.Example", "O'Brien+x@Mail-1.Example"},
	{T_EMAIL, NULL, "j\u00f6rg@m\u00fcller.example",
		"j\u00f6rg@m\u00fcller.example"},
	{T_URL, NULL, "HTTPS://B.example:8443/a?b=c@d#e",
		"HTTPS://B.example:8443/a?b=c@d#e"},
	{T_URL, NULL, "http://localhost", "http://localhost"},
	{T_PHONE, NULL, "+49 (0)30 / 90.18-20 ext. 12",
		"+49 (0)30 / 90.18-20 ext. 12"},
	{T_PHONE, NULL, "(+49) 30 9018 X7", "(+49) 30 9018 X7"},
	{T_COUNTRY, NULL, "gb", "GB"},
	{T_CURRENCY, NULL, "eur", "EUR"},
};

static void
good_texts_are_taken(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof goods / sizeof *goods; i++) {
		const struct good *g = &goods[i];
		struct field f = {.name = "f", .type = (uint8_t)g->type,
			.ref = 6, .choices = g->choices};
		struct err e = {0};
		struct values v;
		union val x;

		named(&v);
		if (values_parse(&v, &f, str_of(g->text), &x, &e))
			fail_msg("'%s': %s", g->text, e.msg);
		if (!str_is(values_print(&v, &f, x), g->printed))
			fail_msg("'%s' is printed as '%.*s'", g->text,
				STR_F(values_print(&v, &f, x)));
		values_end(&v);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(refusals_are_told_in_words),
		cmocka_unit_test(good_texts_are_taken),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
