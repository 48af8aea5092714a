#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "base/utf8.h"
#include "in/json.h"

#define COUNT(a) (sizeof(a) / sizeof *(a))

static const char *const marks[] = {
	[JS_OBJECT] = "{",
	[JS_OBJECT_END] = "}",
	[JS_ARRAY] = "[",
	[JS_ARRAY_END] = "]",
	[JS_KEY] = ":",
	[JS_STRING] = "'",
	[JS_NUMBER] = "#",
	[JS_TRUE] = "T",
	[JS_FALSE] = "F",
	[JS_NULL] = "N",
};

/* All tokens in one line, `{:a #1 }`; an error ends it: `!line:col msg`. */
static void
show_tokens(struct str text, enum json_mode mode, struct buf *out)
{
	struct json j;
	struct err e;
	int code;

	json_open(&j, "f", text, mode);
	while (!(code = json_next(&j, &e)) && j.kind != JS_END) {
		buf_cstr(out, out->n ? " " : "");
		buf_cstr(out, marks[j.kind]);
		if (j.kind == JS_KEY || j.kind == JS_STRING ||
			j.kind == JS_NUMBER)
			buf_str(out, j.text);
	}
	if (code) {
		assert_int_equal(code, ERR_DATA);
		assert_string_equal(e.file, "f");
		buf_fmt(out, "%s!%d:%d %s", out->n ? " " : "", e.line, e.col,
			e.msg);
	} else {
		assert_int_equal(j.depth, 0);
	}
	json_close(&j);
}

struct sample {
	struct str text;
	const char *tokens;
};

static const struct sample accepted[] = {
	{STR("[]"), "[ ]"},
	{STR("{}"), "{ }"},
	{STR(" \t\r\n[ \t\r\n] \t\r\n"), "[ ]"},
	{STR("null"), "N"},
	{STR("true"), "T"},
	{STR(" false "), "F"},
	{STR("\"\""), "'"},
	{STR("\"a\""), "'a"},
	{STR("0"), "#0"},
	{STR("-0"), "#-0"},
	{STR("10"), "#10"},
	{STR("-1"), "#-1"},
	{STR("12.10"), "#12.10"},
	{STR("0.0"), "#0.0"},
	{STR("1e5"), "#1e5"},
	{STR("1E+05"), "#1E+05"},
	{STR("0e-0"), "#0e-0"},
	{STR("-1.50e10"), "#-1.50e10"},
	{STR("123456789012345678901234567890"),
		"#123456789012345678901234567890"},
	{STR("1e999"), "#1e999"},
	{STR("0.00000000000000000000000000000000001"),
		"#0.00000000000000000000000000000000001"},
	{STR("[1,2,3]"), "[ #1 #2 #3 ]"},
	{STR("[1 , 2\n,3 ]"), "[ #1 #2 #3 ]"},
	{STR("[[],[[]],{}]"), "[ [ ] [ [ ] ] { } ]"},
	{STR("[null,true,false,\"x\",0]"), "[ N T F 'x #0 ]"},
	{STR("{\"a\":1}"), "{ :a #1 }"},
	{STR("{ \"a\" : 1 , \"b\" : [ ] }"), "{ :a #1 :b [ ] }"},
	{STR("{\"a\":{\"a\":{\"a\":null}}}"), "{ :a { :a { :a N } } }"},
	{STR("[{\"a\":1},{\"a\":2}]"), "[ { :a #1 } { :a #2 } ]"},
	{STR("{\"\":0}"), "{ : #0 }"},
	{STR("{\"a\":1,\"A\":2,\"a \":3}"), "{ :a #1 :A #2 :a  #3 }"},
	{STR("{\"a\":{\"b\":1},\"b\":{\"a\":1}}"),
		"{ :a { :b #1 } :b { :a #1 } }"},
	{STR("\"\\\"\\\\\\/\\b\\f\\n\\r\\t\""), "'\"\\/\b\f\n\r\t"},
	{STR("\"\\u0041\\u00e5\\u20AC\""), "'A\xc3\xa5\xe2\x82\xac"},
	{STR("\"\\uD83D\\uDE00\""), "'\xf0\x9f\x98\x80"},
	{STR("\"\\ud800\\udc00\\udbff\\udfff\""),
		"'\xf0\x90\x80\x80\xf4\x8f\xbf\xbf"},
	{STR("\"\\uFFFF\\uFDD0\""), "'\xef\xbf\xbf\xef\xb7\x90"},
	{STR("\"\\\\u0041\""), "'\\u0041"},
	{STR("\"\\u001b\\u007f\""), "'\x1b\x7f"},
	{STR("\"\x7f\""), "'\x7f"},
	{STR("\"\xc3\xa5\xe2\x82\xac\xf0\x9f\x98\x80\""),
		"'\xc3\xa5\xe2\x82\xac\xf0\x9f\x98\x80"},
	{STR("\"\xe2\x80\xa8\xe2\x80\xa9\""), "'\xe2\x80\xa8\xe2\x80\xa9"},
	{STR("\"// no # comment /* here */\""), "'// no # comment /* here */"},
	{STR("\"12345678\""), "'12345678"},
	{STR("\"1234567\\n12345678\""), "'1234567\n12345678"},
	{STR("{\"\\u0061\":1,\"\\n\":2}"), "{ :a #1 :\n #2 }"},
	{STR("[0\n]"), "[ #0 ]"},
	{STR("[-0e+1]"), "[ #-0e+1 ]"},
	{STR("\"\\u000A\""), "'\n"},
};

static const struct sample refused[] = {
	{STR(""), "!1:1 unexpected end: expected a value"},
	{STR("  \n "), "!2:2 unexpected end: expected a value"},
	{STR("["), "[ !1:2 unexpected end: expected a value"},
	{STR("[1"), "[ #1 !1:3 unexpected end: expected a comma or ]"},
	{STR("[1,"), "[ #1 !1:4 unexpected end: expected a value"},
	{STR("[1,]"), "[ #1 !1:4 unexpected ]: expected a value"},
	{STR("[,1]"), "[ !1:2 unexpected ,: expected a value"},
	{STR("[1,,2]"), "[ #1 !1:4 unexpected ,: expected a value"},
	{STR("[1 2]"), "[ #1 !1:4 unexpected 2: expected a comma or ]"},
	{STR("[1}"), "[ #1 !1:3 unexpected }: expected a comma or ]"},
	{STR("]"), "!1:1 unexpected ]: expected a value"},
	{STR("}"), "!1:1 unexpected }: expected a value"},
	{STR("[]]"), "[ ] !1:3 unexpected ]: expected the end of the text"},
	{STR("[][]"), "[ ] !1:3 unexpected [: expected the end of the text"},
	{STR("{} x"), "{ } !1:4 unexpected x: expected the end of the text"},
	{STR("1 2"), "#1 !1:3 unexpected 2: expected the end of the text"},
	{STR("{"), "{ !1:2 unexpected end: expected a key in double quotes"},
	{STR("{\"a\""), "{ !1:5 unexpected end: expected a colon"},
	{STR("{\"a\":"), "{ :a !1:6 unexpected end: expected a value"},
	{STR("{\"a\":1"),
		"{ :a #1 !1:7 unexpected end: expected a comma "
		"or }"},
	{STR("{\"a\":1,}"),
		"{ :a #1 !1:8 unexpected }: expected a key in "
		"double quotes"},
	{STR("{,}"), "{ !1:2 unexpected ,: expected a key in double quotes"},
	{STR("{\"a\"}"), "{ !1:5 unexpected }: expected a colon"},
	{STR("{\"a\",1}"), "{ !1:5 unexpected ,: expected a colon"},
	{STR("{\"a\"::1}"), "{ :a !1:6 unexpected :: expected a value"},
	{STR("{\"a\":}"), "{ :a !1:6 unexpected }: expected a value"},
	{STR("{\"a\":1 \"b\":2}"),
		"{ :a #1 !1:8 unexpected \": expected a "
		"comma or }"},
	{STR("{\"a\":1]"), "{ :a #1 !1:7 unexpected ]: expected a comma or }"},
	{STR("{a:1}"), "{ !1:2 unexpected a: expected a key in double quotes"},
	{STR("{'a':1}"),
		"{ !1:2 unexpected ': expected a key in double "
		"quotes"},
	{STR("{1:1}"), "{ !1:2 unexpected 1: expected a key in double quotes"},
	{STR("{null:1}"),
		"{ !1:2 unexpected n: expected a key in double "
		"quotes"},
	{STR("{[]:1}"), "{ !1:2 unexpected [: expected a key in double quotes"},
	{STR("['a']"), "[ !1:2 unexpected ': expected a value"},
	{STR("NaN"), "!1:1 unexpected N: expected a value"},
	{STR("[Infinity]"), "[ !1:2 unexpected I: expected a value"},
	{STR("[-Infinity]"), "[ !1:3 unexpected I: expected a digit"},
	{STR("nul"), "!1:4 unexpected end: expected null"},
	{STR("nulL"), "!1:4 unexpected L: expected null"},
	{STR("True"), "!1:1 unexpected T: expected a value"},
	{STR("truex"), "!1:5 unexpected x: expected the end of the word"},
	{STR("[true\"a\"]"),
		"[ !1:6 unexpected \": expected the end of the "
		"word"},
	{STR("+1"), "!1:1 unexpected +: expected a value"},
	{STR(".5"), "!1:1 unexpected .: expected a value"},
	{STR("-"), "!1:2 unexpected end: expected a digit"},
	{STR("--1"), "!1:2 unexpected -: expected a digit"},
	{STR("- 1"), "!1:2 unexpected  : expected a digit"},
	{STR("01"), "!1:2 unexpected 1: expected the end of the number"},
	{STR("-012"), "!1:3 unexpected 1: expected the end of the number"},
	{STR("1."), "!1:3 unexpected end: expected a digit after the point"},
	{STR("[1.]"), "[ !1:4 unexpected ]: expected a digit after the point"},
	{STR("1.e1"), "!1:3 unexpected e: expected a digit after the point"},
	{STR("1e"), "!1:3 unexpected end: expected a digit in the exponent"},
	{STR("1e+"), "!1:4 unexpected end: expected a digit in the exponent"},
	{STR("1e1.5"), "!1:4 unexpected .: expected the end of the number"},
	{STR("1.2.3"), "!1:4 unexpected .: expected the end of the number"},
	{STR("0x10"), "!1:2 unexpected x: expected the end of the number"},
	{STR("1_000"), "!1:2 unexpected _: expected the end of the number"},
	{STR("1,5"), "#1 !1:2 unexpected ,: expected the end of the text"},
	{STR("1a"), "!1:2 unexpected a: expected the end of the number"},
	{STR("1\"a\""), "!1:2 unexpected \": expected the end of the number"},
	{STR("\xef\xbc\x91"),
		"!1:1 unexpected \xef\xbc\x91: expected a "
		"value"},
	{STR("\xef\xbb\xbf{}"), "!1:1 unexpected <U+FEFF>: expected a value"},
	{STR("[\xc2\xa0]"), "[ !1:2 unexpected \xc2\xa0: expected a value"},
	{STR("[\f]"), "[ !1:2 unexpected \\x0c: expected a value"},
	{STR("[\0]"), "[ !1:2 unexpected \\x00: expected a value"},
	{STR("\xff"), "!1:1 unexpected \\xff: expected a value"},
	{STR("// x\n1"), "!1:1 unexpected /: expected a value"},
	{STR("[1/**/]"),
		"[ !1:3 unexpected /: expected the end of the "
		"number"},
	{STR("\""), "!1:1 string is never closed"},
	{STR("[\"a"), "[ !1:2 string is never closed"},
	{STR("\"a\\\""), "!1:1 string is never closed"},
	{STR("\"a\\"), "!1:1 string is never closed"},
	{STR("\"a\nb\""), "!1:3 line break within a string"},
	{STR("\"a\\\nb\""), "!1:4 line break within a string"},
	{STR("\"a\tb\""), "!1:3 control character within a string"},
	{STR("\"a\0b\""), "!1:3 control character within a string"},
	{STR("\"\x1f\""), "!1:2 control character within a string"},
	{STR("\"\\x41\""), "!1:2 no such escape"},
	{STR("\"ok\\'\""), "!1:4 no such escape"},
	{STR("\"\\a\""), "!1:2 no such escape"},
	{STR("\"\\U0041\""), "!1:2 no such escape"},
	{STR("\"\\ \""), "!1:2 no such escape"},
	{STR("\"\\u\""), "!1:2 \\u needs four hexadecimal digits"},
	{STR("\"\\u00g0\""), "!1:2 \\u needs four hexadecimal digits"},
	{STR("\"\\u004\""), "!1:2 \\u needs four hexadecimal digits"},
	{STR("\"\\u+041\""), "!1:2 \\u needs four hexadecimal digits"},
	{STR("\"\\u0000\""), "!1:2 NUL is not allowed in text"},
	{STR("\"\\ud800\""), "!1:2 half of a surrogate pair"},
	{STR("\"\\udc00\""), "!1:2 half of a surrogate pair"},
	{STR("\"\\ud83dx\""), "!1:2 half of a surrogate pair"},
	{STR("\"\\ud83d\\n\""), "!1:2 half of a surrogate pair"},
	{STR("\"\\ud83d\\u0041\""), "!1:2 half of a surrogate pair"},
	{STR("\"\\ud83d\\ud83d\""), "!1:2 half of a surrogate pair"},
	{STR("\"\\ude00\\ud83d\""), "!1:2 half of a surrogate pair"},
	{STR("\"\\udc00\\udc00\""), "!1:2 half of a surrogate pair"},
	{STR("\"\\ud83d\\u\""), "!1:2 half of a surrogate pair"},
	{STR("\"a\\ud83d\\ude0\""), "!1:3 half of a surrogate pair"},
	{STR("\"\xe5\""), "!1:2 invalid UTF-8 within a string"},
	{STR("\"\xc3\xa5\xc0\x80\""), "!1:3 invalid UTF-8 within a string"},
	{STR("\"\xed\xa0\x80\""), "!1:2 invalid UTF-8 within a string"},
	{STR("\"\xf4\x90\x80\x80\""), "!1:2 invalid UTF-8 within a string"},
	{STR("\"\xe2\x82\""), "!1:2 invalid UTF-8 within a string"},
	{STR("{\"a\":1,\"a\":1}"), "{ :a #1 !1:8 \"a\": the same key twice"},
	{STR("{\"a\":1,\"\\u0061\":1}"),
		"{ :a #1 !1:8 \"a\": the same key twice"},
	{STR("{\"\":1,\n \"\":1}"), "{ : #1 !2:2 \"\": the same key twice"},
	{STR("{\"x\":{\"a\":1,\"b\":{},\"a\":1}}"),
		"{ :x { :a #1 :b { } !1:20 \"a\": the same key twice"},
	{STR("[\n  {\"a\": 1},\r\n  {\"b\": \"\xc3\xa5\", c}\n]"),
		"[ { :a #1 } { :b '\xc3\xa5 !3:14 unexpected c: expected a "
		"key in double quotes"},
};

static const struct sample streams[] = {
	{STR(""), ""},
	{STR(" \n\n"), ""},
	{STR("{}\n{}\n"), "{ } { }"},
	{STR("{}{}[]\"a\"\"b\""), "{ } { } [ ] 'a 'b"},
	{STR("1 2\n3"), "#1 #2 #3"},
	{STR("{\"a\":1}\r\n\r\n{\"a\":1}\r\n"), "{ :a #1 } { :a #1 }"},
	{STR("{\n\"a\"\n:\n1\n}\n{}"), "{ :a #1 } { }"},
	{STR("{},{}"), "{ } !1:3 unexpected ,: expected a value"},
	{STR("{}\n}"), "{ } !2:1 unexpected }: expected a value"},
	{STR("{}\n{\"a\":01}"),
		"{ } { :a !2:7 unexpected 1: expected the end of the number"},
	{STR("1\"a\""), "!1:2 unexpected \": expected the end of the number"},
};

static void
run(const struct sample *samples, size_t n, enum json_mode mode)
{
	for (size_t i = 0; i < n; i++) {
		struct str s = samples[i].text;
		char *text = malloc(s.n + !s.n);
		struct buf b = {0};

		memcpy(text, s.p, s.n);
		show_tokens((struct str){text, s.n}, mode, &b);
		assert_string_equal(buf_view(&b).p, samples[i].tokens);
		buf_free(&b);
		free(text);
	}
}

static void
test_accepted(void **state)
{
	(void)state;
	run(accepted, COUNT(accepted), JSON_ONE);
	run(accepted, COUNT(accepted), JSON_STREAM);
}

static void
test_refused(void **state)
{
	(void)state;
	run(refused, COUNT(refused), JSON_ONE);
}

static void
test_streams(void **state)
{
	(void)state;
	run(streams, COUNT(streams), JSON_STREAM);
}

/* No beginning of a document that has to end is a document. */
static void
test_cut_short(void **state)
{
	struct str whole = STR("{\"a\": [1.5e3, true, null, \"x\\u00e5\\n\"], "
			       "\"b\": {\"c\": -0.1}, \"d\": false}");

	(void)state;
	for (size_t n = 0; n <= whole.n; n++) {
		char *text = malloc(n + !n);
		struct buf b = {0};

		memcpy(text, whole.p, n);
		show_tokens((struct str){text, n}, JSON_ONE, &b);
		if ((strchr(b.p, '!') == NULL) != (n == whole.n))
			fail_msg("%zu bytes: %s", n, b.p);
		buf_free(&b);
		free(text);
	}
}

static void
test_depth(void **state)
{
	struct buf text = {0}, out = {0};

	(void)state;
	buf_fill(&text, '[', JSON_DEPTH_MAX);
	buf_fill(&text, ']', JSON_DEPTH_MAX);
	show_tokens(buf_view(&text), JSON_ONE, &out);
	assert_null(strchr(out.p, '!'));
	buf_reset(&text);
	buf_reset(&out);
	buf_fill(&text, '[', 100000);
	show_tokens(buf_view(&text), JSON_ONE, &out);
	assert_non_null(strstr(out.p, "!1:33 nested more than 32 levels deep"));
	buf_free(&text);
	buf_free(&out);
}

/* Many keys: none twice is fine, any one twice is found, wherever it is. */
static void
test_many_keys(void **state)
{
	static const int again[] = {-1, 0, 5, 31, 32, 33, 1500};

	(void)state;
	for (size_t i = 0; i < COUNT(again); i++) {
		struct buf text = {0}, out = {0};

		buf_char(&text, '{');
		for (int k = 0; k < 2000; k++)
			buf_fmt(&text, "\"k%d\":{\"k%d\":0},", k, k);
		buf_fmt(&text, "\"k%d\":0}", again[i]);
		show_tokens(buf_view(&text), JSON_ONE, &out);
		assert_int_equal(strstr(out.p, "the same key twice") == NULL,
			again[i] < 0);
		buf_free(&text);
		buf_free(&out);
	}
}

/* The first key again after any number of others. */
static void
test_key_counts(void **state)
{
	(void)state;
	for (int n = 1; n < 80; n++) {
		struct buf text = {0}, out = {0};

		buf_char(&text, '{');
		for (int k = 0; k < n; k++)
			buf_fmt(&text, "\"k%d\":0,", k);
		buf_cstr(&text, "\"k0\":0}");
		show_tokens(buf_view(&text), JSON_ONE, &out);
		assert_non_null(strstr(out.p, "\"k0\": the same key twice"));
		buf_free(&text);
		buf_free(&out);
	}
}

/* Every byte at every place of a string: only those that may stand there. */
static void
test_every_byte(void **state)
{
	(void)state;
	for (size_t at = 1; at < 20; at++)
		for (int c = 0; c < 256; c++) {
			char text[] = "\"..................x\"";
			struct str s = {text, sizeof text - 1};
			bool good = c >= 0x20 && c < 0x80 && c != '"' &&
				c != '\\';
			struct buf out = {0};

			text[at] = (char)c;
			show_tokens(s, JSON_ONE, &out);
			if (good != (out.n == s.n - 1 && out.p[0] == '\''))
				fail_msg("%02x at %zu: %s", c, at, out.p);
			buf_free(&out);
		}
}

static void
test_limits(void **state)
{
	struct buf text = {0}, out = {0};

	(void)state;
	buf_char(&text, '"');
	buf_fill(&text, 'x', JSON_STRING_MAX);
	buf_char(&text, '"');
	show_tokens(buf_view(&text), JSON_ONE, &out);
	assert_int_equal(out.n, JSON_STRING_MAX + 1);
	buf_reset(&out);
	text.p[text.n - 1] = 'x';
	buf_char(&text, '"');
	show_tokens(buf_view(&text), JSON_ONE, &out);
	assert_string_equal(out.p, "!1:1 string is larger than 16 MiB");
	buf_reset(&text);
	buf_reset(&out);
	buf_char(&text, '{');
	for (int k = 0; k <= JSON_FIELDS_MAX; k++)
		buf_fmt(&text, "\"%d\":0,", k);
	show_tokens(buf_view(&text), JSON_ONE, &out);
	assert_non_null(strstr(out.p, "more than 100000 keys in an object"));
	buf_free(&text);
	buf_free(&out);
}

static void
test_skip(void **state)
{
	struct json j;
	struct err e;
	struct str raw;

	(void)state;
	json_open(&j, "f", STR("[ {\"a\": [1, {}] } , \"x\" ,[],2]"), JSON_ONE);
	json_next(&j, &e);
	json_next(&j, &e);
	assert_int_equal(json_skip(&j, &raw, &e), ERR_OK);
	assert_true(str_is(raw, "{\"a\": [1, {}] }"));
	json_next(&j, &e);
	assert_int_equal(json_skip(&j, &raw, &e), ERR_OK);
	assert_true(str_is(raw, "\"x\""));
	json_next(&j, &e);
	assert_int_equal(json_skip(&j, NULL, &e), ERR_OK);
	assert_int_equal(json_next(&j, &e), ERR_OK);
	assert_int_equal(j.kind, JS_NUMBER);
	json_close(&j);
	json_open(&j, "f", STR("[[1,]]"), JSON_ONE);
	json_next(&j, &e);
	json_next(&j, &e);
	assert_int_equal(json_skip(&j, &raw, &e), ERR_DATA);
	json_close(&j);
}

/* Records as `{key=text ...}`, lists as `key=<a b>`, and errors. */
static void
show_records(struct str text, bool raw, bool recover, struct buf *out)
{
	struct arena a = {0};
	struct json j;
	struct json_record r;
	struct err e;
	bool more = true;

	json_open(&j, "f", text, JSON_STREAM);
	while (more) {
		if (json_record(&j, raw, &a, &r, &more, &e)) {
			buf_fmt(out, "!%d:%d %s", e.line, e.col, e.msg);
			more = recover && json_recover(&j);
			continue;
		}
		buf_cstr(out, more ? "{" : "");
		for (size_t i = 0; more && i < r.n; i++) {
			struct json_field *f = &r.v[i];
			bool list = f->kind == JS_LIST;

			assert_non_null(f->text.p);
			buf_fmt(out, i ? " %.*s=%s" : "%.*s=%s", STR_F(f->key),
				list                        ? "<"
					: f->kind == JS_RAW ? "~"
							    : marks[f->kind]);
			for (size_t k = 0; k < f->nlist; k++)
				buf_fmt(out, k ? " %.*s" : "%.*s",
					STR_F(f->list[k]));
			buf_str(out, list ? STR(">") : f->text);
		}
		buf_cstr(out, more ? "}" : "");
	}
	json_close(&j);
	arena_free(&a);
}

static const struct {
	const char *text;
	bool raw;
	const char *records;
} records[] = {
	{"", false, ""},
	{"[]", false, ""},
	{"[ ]\n", false, ""},
	{"{}", false, "{}"},
	{"[{}]", false, "{}"},
	{"{\"a\":1}\n{\"b\":null}\n", false, "{a=#1}{b=N}"},
	{"[{\"a\":1},\n{\"b\":true}]\n", false, "{a=#1}{b=T}"},
	{"{\"name\":\"\\u00c5ke \\\"X\\\"\",\"n\":12.50,\"ok\":false}", false,
		"{name='\xc3\x85ke \"X\" n=#12.50 ok=F}"},
	{"{\"\\u0061\":\"\\u0062\",\"\\u0063\":\"\\u0064\"}", false,
		"{a='b c='d}"},
	{"{\"t\":[\"x\",\"\\u0079\",3]}", false, "{t=<x y 3>}"},
	{"{\"t\":[],\"u\":[\"\"]}", false, "{t=<> u=<>}"},
	{"{\"a\":{\"b\":1}}", false, "!1:6 a: nested objects are not accepted"},
	{"{\"a\":{\"b\": [1]} ,\"c\":2}", true, "{a=~{\"b\": [1]} c=#2}"},
	{"{\"a\":[[1], 2]}", true, "{a=~[[1], 2]}"},
	{"{\"a\":[1,{\"b\":[]},3],\"c\":[4]}", true,
		"{a=~[1,{\"b\":[]},3] c=<4>}"},
	{"{\"a\":[1,null]}", true, "{a=~[1,null]}"},
	{"{\"a\":[1,null]}", false,
		"!1:9 a: a list may hold only strings and numbers"},
	{"{\"a\":[[]]}", false,
		"!1:7 a: a list may hold only strings and numbers"},
	{"{\"a\":[1,{]}", true,
		"!1:10 unexpected ]: expected a key in double quotes"},
	{"1", false, "!1:1 expected an object"},
	{"\"a\"", false, "!1:1 expected an object"},
	{"[1]", false, "!1:2 expected an object"},
	{"[[]]", false, "!1:2 expected an object"},
	{"{}\n[]", false, "{}!2:1 expected an object"},
	{"[{}]\n{}", false, "{}!2:1 expected nothing after the array"},
	{"[]\n[]", false, "!2:1 expected nothing after the array"},
	{"[{}", false, "{}!1:4 unexpected end: expected a comma or ]"},
	{"{\"a\":1", false, "!1:7 unexpected end: expected a comma or }"},
};

static void
test_records(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(records); i++) {
		struct buf b = {0};

		show_records(
			str_of(records[i].text), records[i].raw, false, &b);
		assert_string_equal(buf_view(&b).p, records[i].records);
		buf_free(&b);
	}
}

static const struct {
	const char *text, *records;
} recoveries[] = {
	{"{\"a\":1}\n{\"a\":}\n{\"a\":3}\n",
		"{a=#1}!2:6 unexpected }: expected a value{a=#3}"},
	{"{\"a\":\"x\n{\"a\":2}\n", "!1:8 line break within a string{a=#2}"},
	{"{\"a\":1\n{\"a\":2}\n{\"a\":3}",
		"!2:1 unexpected {: expected a comma or }{a=#2}{a=#3}"},
	{"{\"a\":{\"b\":[1]}, \"c\":2}\n{\"a\":2}",
		"!1:6 a: nested objects are not accepted{a=#2}"},
	{"[{\"a\":[{}]},{\"a\":2}]",
		"!1:8 a: a list may hold only strings and numbers{a=#2}"},
	{"[1,{\"a\":2},[3],{\"a\":4}]",
		"!1:2 expected an object{a=#2}"
		"!1:12 expected an object{a=#4}"},
	{"[{\"a\":1},{\"a\":},{\"a\":3}]",
		"{a=#1}!1:15 unexpected }: expected a value"},
	{"{\"a\":1,\"a\":2}\n{}", "!1:8 \"a\": the same key twice{}"},
	{"{\"a\":", "!1:6 unexpected end: expected a value"},
	{"x\n[\n{}",
		"!1:1 unexpected x: expected a value"
		"!2:1 expected an object{}"},
};

static void
test_recover(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(recoveries); i++) {
		struct buf b = {0};

		show_records(str_of(recoveries[i].text), false, true, &b);
		assert_string_equal(buf_view(&b).p, recoveries[i].records);
		buf_free(&b);
	}
}

static uint64_t
next_random(uint64_t *seed)
{
	*seed = *seed * 6364136223846793005u + 1442695040888963407u;
	return *seed >> 33;
}

/* One character of a string, written in one of the ways there are. */
static void
point_write(struct buf *out, uint32_t c, bool escape)
{
	char bytes[4];

	if (escape && c > 0xffff)
		buf_fmt(out, "\\u%04x\\u%04X", 0xd7c0 + (c >> 10),
			0xdc00 + (c & 0x3ff));
	else if (escape || c < 0x20)
		buf_fmt(out, "\\u%04x", c);
	else if (c == '"' || c == '\\')
		buf_fmt(out, "\\%c", (int)c);
	else
		buf_add(out, bytes, utf8_write(bytes, c));
}

/* parse(print(x)) = x for strings of characters from all over. */
static void
test_round_trip(void **state)
{
	static const uint32_t pool[] = {'a', '"', '\\', '/', '\n', 1, 0x1f,
		0x7f, 0xe5, 0x20ac, 0xd7ff, 0xe000, 0xffff, 0x10000, 0x1f600,
		0x10ffff};
	uint64_t seed = 3;

	(void)state;
	for (int round = 0; round < 20000; round++) {
		struct buf text = {0}, want = {0};
		struct json j;
		struct err e;
		char bytes[4];

		buf_char(&text, '"');
		for (uint64_t n = next_random(&seed) % 20; n; n--) {
			uint32_t c = pool[next_random(&seed) % COUNT(pool)];

			point_write(&text, c, next_random(&seed) % 3 == 0);
			buf_add(&want, bytes, utf8_write(bytes, c));
		}
		buf_char(&text, '"');
		json_open(&j, "f", buf_view(&text), JSON_ONE);
		assert_int_equal(json_next(&j, &e), ERR_OK);
		assert_true(str_eq(j.text, buf_view(&want)));
		json_close(&j);
		buf_free(&text);
		buf_free(&want);
	}
}

/* Anything at all comes to an end, as records and after every error. */
static void
test_random(void **state)
{
	static const char *const pool[] = {"{", "}", "[", "]", ",", ":", "\"",
		"\"a\"", "\"b\":", "\\", "1", "-", ".5", "e", "true", "null",
		"\n", " ", "{\"a\":1}\n", "\xc3\xa5", "\xff", "\\ud83d"};
	uint64_t seed = 11;

	(void)state;
	for (int round = 0; round < 20000; round++) {
		struct buf text = {0}, out = {0};
		char *exact;

		for (uint64_t n = next_random(&seed) % 30; n; n--)
			buf_cstr(&text, pool[next_random(&seed) % COUNT(pool)]);
		exact = malloc(text.n + !text.n);
		memcpy(exact, buf_view(&text).p, text.n);
		show_records(
			(struct str){exact, text.n}, round & 1, true, &out);
		assert_true(out.n < 200 * (text.n + 1));
		buf_free(&text);
		buf_free(&out);
		free(exact);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_accepted),
		cmocka_unit_test(test_refused),
		cmocka_unit_test(test_streams),
		cmocka_unit_test(test_cut_short),
		cmocka_unit_test(test_depth),
		cmocka_unit_test(test_many_keys),
		cmocka_unit_test(test_key_counts),
		cmocka_unit_test(test_every_byte),
		cmocka_unit_test(test_limits),
		cmocka_unit_test(test_skip),
		cmocka_unit_test(test_records),
		cmocka_unit_test(test_recover),
		cmocka_unit_test(test_round_trip),
		cmocka_unit_test(test_random),
	};

	return cmocka_run_group_tests_name("json", tests, NULL, NULL);
}
