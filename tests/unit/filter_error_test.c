#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "filters.h"

enum { ROUNDS = 4000 };

static const struct wrong {
	const char *word, *expr;
	int code, line, col;
	const char *msg, *hint;
} wrongs[] = {
	{"stag:lead", NULL, ERR_USAGE, 1, 1, "'stag': no such field of things",
		"did you mean 'stage'?"},
	{"secret:x", NULL, ERR_USAGE, 1, 1, "'secret': no such field", NULL},
	{"zzz:x", NULL, ERR_USAGE, 1, 1, "'zzz': no such field",
		"try: pipe thing list --list-columns"},
	{"size:tiny", NULL, ERR_USAGE, 1, 6, "size: no such word 'tiny'",
		NULL},
	{"size:small,larg", NULL, ERR_USAGE, 1, 12, "size: no such word",
		"did you mean 'large'?"},
	{"not:size:tiny", NULL, ERR_USAGE, 1, 10, "size: ", NULL},
	{"amount:x", NULL, ERR_USAGE, 1, 8, "amount: 'x': not an amount",
		NULL},
	{"amount:1..x", NULL, ERR_USAGE, 1, 11, "amount: 'x'", NULL},
	{"amount:1EUR..2USD", NULL, ERR_USAGE, 1, 14,
		"a range in two currencies", NULL},
	{"amount:10EUX", NULL, ERR_USAGE, 1, 8, "unknown currency", NULL},
	{"amount:1.005", NULL, ERR_USAGE, 1, 8, "amount: ", NULL},
	{"count:1.5", NULL, ERR_USAGE, 1, 7, "count: ", NULL},
	{"count:~1", NULL, ERR_USAGE, 1, 8, "'~' looks into text only", NULL},
	{"close:soon", NULL, ERR_USAGE, 1, 7, "close: 'soon'", NULL},
	{"close:10/11/2026", NULL, ERR_USAGE, 1, 7, "close: ", "or"},
	{"seen:now-ish", NULL, ERR_USAGE, 1, 6, "seen: ", NULL},
	{"due_at:1..", NULL, ERR_USAGE, 1, 8, "due_at: ", NULL},
	{"hot:maybe", NULL, ERR_USAGE, 1, 5, "hot: ", NULL},
	{"owner:zoe", NULL, ERR_NO, 1, 7, "owner: zoe: no such record", NULL},
	{"owner.nam:x", NULL, ERR_USAGE, 1, 1, "'nam': no such field of pers",
		"did you mean 'name'?"},
	{"owner.squad.key:x", NULL, ERR_USAGE, 1, 1, "only one reference deep",
		NULL},
	{"about.name:x", NULL, ERR_USAGE, 1, 1, "about does not refer to one",
		NULL},
	{"squad:north", NULL, ERR_NO, 1, 7, "north: no such record", NULL},
	{"amount:10..5", NULL, ERR_USAGE, 1, 8,
		"the range ends before it begins", "try: 5..10"},
	{"kind:a..b", NULL, ERR_USAGE, 1, 6, "these words have no order",
		NULL},
	{"stage=lead", NULL, ERR_USAGE, 1, 1, "'stage=lead': not a filter w",
		"try: stage:VALUE, or -e 'stage=lead'"},
	{"name:~", NULL, ERR_USAGE, 1, 7, "nothing to look for", NULL},
	{"name:\"a", NULL, ERR_USAGE, 1, 6, "the quote is not closed", NULL},
	{"name:\"a\"b", NULL, ERR_USAGE, 1, 9, "expected a comma", NULL},
	{"name:\"\"", NULL, ERR_USAGE, 1, 6, "name: no value", NULL},
	{"tag:\"a,b\"", NULL, ERR_USAGE, 1, 5, "one word at a time", NULL},
	{"", NULL, ERR_USAGE, 1, 1, "an empty filter word", NULL},
	{"not:", NULL, ERR_USAGE, 1, 5, "an empty filter word", NULL},
	{"@", NULL, ERR_USAGE, 1, 1, "'@': no such filter", NULL},
	{"@bigg", NULL, ERR_USAGE, 1, 1, "'@bigg': no such filter", NULL},
	{"@loop", NULL, ERR_USAGE, 1, 9, "filters nest too deep", NULL},
	{"@wide", NULL, ERR_USAGE, 1, 1, "the filter is too large", NULL},
	{"@wrong", NULL, ERR_USAGE, 1, 14, "size: no such word 'tiny'", NULL},
	{"name:\xff", NULL, ERR_USAGE, 1, 6, "invalid UTF-8", NULL},
	{"name:\xc3\xa9,size:,\"", NULL, ERR_USAGE, 1, 14, "quote", NULL},
	{NULL, "", ERR_USAGE, 1, 1, "expected a field at the end", NULL},
	{NULL, "  ", ERR_USAGE, 1, 3, "expected a field at the end", NULL},
	{NULL, "stage", ERR_USAGE, 1, 6, "expected a comparison such as "
		"'= value' at the end", NULL},
	{NULL, "stage =", ERR_USAGE, 1, 8, "expected a value at the end",
		NULL},
	{NULL, "stage = = lead", ERR_USAGE, 1, 9, "expected a value, not '='",
		NULL},
	{NULL, "stage = lead lead", ERR_USAGE, 1, 14,
		"expected 'and' or 'or', not 'lead'", NULL},
	{NULL, "stage = lead and", ERR_USAGE, 1, 17, "expected a field", NULL},
	{NULL, "stage = and", ERR_USAGE, 1, 9, "expected a value, not 'and'",
		NULL},
	{NULL, "(stage = lead", ERR_USAGE, 1, 14,
		"expected 'and', 'or' or ')' at the end", NULL},
	{NULL, "stage = lead)", ERR_USAGE, 1, 13, "expected 'and' or 'or'",
		NULL},
	{NULL, "stage in lead", ERR_USAGE, 1, 10, "expected '('", NULL},
	{NULL, "stage in (lead", ERR_USAGE, 1, 15, "expected ',' or ')'",
		NULL},
	{NULL, "stage in ()", ERR_USAGE, 1, 11, "expected a value", NULL},
	{NULL, "stage not = lead", ERR_USAGE, 1, 11, "expected 'in'", NULL},
	{NULL, "stage ! lead", ERR_USAGE, 1, 7, "'!': no operator", NULL},
	{NULL, "name = \"x", ERR_USAGE, 1, 8, "the quote is not closed", NULL},
	{NULL, "hot and\n  size = tiny", ERR_USAGE, 2, 10, "size: ", NULL},
	{NULL, "name ~ \"\xc3\xa4\xc3\xb6\" and sise = small", ERR_USAGE, 1,
		17, "'sise': no such field", "did you mean 'size'?"},
	{NULL, "owner < anna", ERR_USAGE, 1, 9, "owner: has no order", NULL},
	{NULL, "hot > no", ERR_USAGE, 1, 7, "hot: has no order", NULL},
	{NULL, "tag > a", ERR_USAGE, 1, 7, "tag: has no order", NULL},
	{NULL, "kind > new", ERR_USAGE, 1, 8, "no order", NULL},
	{NULL, "stage > retired", ERR_USAGE, 1, 9, "stage: ", NULL},
	{NULL, "count < null", ERR_USAGE, 1, 9, "null goes with = and !=",
		NULL},
	{NULL, "squad < emea", ERR_USAGE, 1, 9, "has no order", NULL},
	{NULL, "@none or hot", ERR_USAGE, 1, 1, "'@none': no such filter",
		NULL},
	{NULL, "hot or @wrong", ERR_USAGE, 1, 14, "size: no such word", NULL},
	{NULL, "hot and \xc3(", ERR_USAGE, 1, 9, "invalid UTF-8", NULL},
};

static void
mistakes_are_named_where_they_stand(void **state)
{
	const char *list[2] = {NULL};
	const struct wrong *w;
	struct query *q;
	struct err e;
	char why[2048];
	int code;

	for (size_t i = 0; i < sizeof wrongs / sizeof *wrongs; i++) {
		w = &wrongs[i];
		list[0] = w->word;
		code = filter_compile(*state, w->word ? list : NULL, w->expr, true,
			&q, &e);
		err_text(&e, why, sizeof why);
		if (code != w->code || e.line != w->line || e.col != w->col ||
			!strstr(e.msg, w->msg) || q ||
			(w->hint && !strstr(e.hint, w->hint)))
			fail_msg("%s: %d %s (%s)", w->word ? w->word : w->expr,
				code, why, e.hint);
		if (w->expr && !strchr(w->expr, '@'))
			assert_string_equal(e.file, "-e");
	}
}

static void
errors_name_their_source(void **state)
{
	static const char *const words[] = {"size:tiny", NULL};
	static const char *const named[] = {"@wrong", NULL};
	struct query *q;
	struct err e;

	filter_compile(*state, words, NULL, true, &q, &e);
	assert_string_equal(e.file, "size:tiny");
	filter_compile(*state, named, NULL, true, &q, &e);
	assert_string_equal(e.file, "@wrong");
}

static void
nested(char *to, size_t n, const char *open, const char *close)
{
	*to = '\0';
	for (size_t i = 0; i < n; i++)
		strcat(to, open);
	strcat(to, "hot");
	for (size_t i = 0; i < n; i++)
		strcat(to, close);
}

static void
nesting_has_a_bound(void **state)
{
	static char text[4096];
	struct query *q;
	struct err e;

	nested(text, 64, "(", ")");
	assert_int_equal(filter_compile(*state, NULL, text, true, &q, &e), 0);
	query_end(q);
	nested(text, 65, "(", ")");
	assert_int_equal(filter_compile(*state, NULL, text, true, &q, &e), ERR_USAGE);
	assert_string_equal(e.msg, "'(': nested too deep");
	assert_int_equal(e.col, 65);
	nested(text, 65, "not ", "");
	assert_int_equal(filter_compile(*state, NULL, text, true, &q, &e), ERR_USAGE);
	assert_int_equal(e.col, 64 * 4 + 1);
	nested(text, 200, "not:", "");
	strcpy(text + strlen(text) - 3, "hot:yes");
	assert_int_equal(filter_compile(*state, (const char *[]){text, NULL}, NULL,
		true, &q, &e), 0);
	query_end(q);
}

static void
size_has_a_bound(void **state)
{
	static char text[16384];
	struct query *q;
	struct err e;
	size_t n;

	for (int values = 999; values <= 1001; values++) {
		n = (size_t)snprintf(text, sizeof text, "id:");
		for (int i = 1; i < values; i++)
			n += (size_t)snprintf(text + n, sizeof text - n,
				"%d,", i * 2);
		text[n - 1] = '\0';
		assert_int_equal(filter_compile(*state, (const char *[]){text, NULL},
			NULL, true, &q, &e), values <= 1000 ? 0 : ERR_USAGE);
		query_end(q);
	}
	assert_string_equal(e.msg, "the filter is too large");
}

/* Texts of bits of filters, put together without sense. */
static void
nonsense_is_survived(void **state)
{
	static const char *const bits[] = {"stage", ":", "=", "lead", "..",
		"~", "(", ")", ",", "not", "not:", " ", "and", "or", "\"",
		"'", "@", "big", "in", "null", "10", "EUR", "amount", "close",
		"2026Q4", "owner", ".", "name", "squad", "emea", "\\", "<=",
		"!", "\xc3\xa9", "\xff", "hot", "any", "due_at", "today", "-"};
	struct things *s = *state;
	uint64_t seed = 3, apart = 0;
	char text[256];
	const char *list[2] = {text, NULL};
	struct query *q;
	struct err e;
	size_t good = 0;
	bool match;

	for (int round = 0; round < ROUNDS; round++) {
		text[0] = '\0';
		for (uint64_t n = things_random(&seed) % 9; n > 0; n--)
			strcat(text, bits[things_random(&seed) %
				(sizeof bits / sizeof *bits)]);
		if (filter_compile(s, round % 2 ? list : NULL,
			round % 2 ? NULL : text, true, &q, &e)) {
			assert_true(e.code == ERR_USAGE || e.code == ERR_NO);
			assert_true(e.line >= 1 && e.col >= 1);
			continue;
		}
		good++;
		for (size_t i = 0; i < s->n; i += 300)
			assert_int_equal(query_match(q, &s->v[i], &match, &e),
				0);
		apart += query_apart(q);
		query_end(q);
	}
	assert_true(good > ROUNDS / 50);
	assert_true(apart < s->n * good);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(mistakes_are_named_where_they_stand),
		cmocka_unit_test(errors_name_their_source),
		cmocka_unit_test(nesting_has_a_bound),
		cmocka_unit_test(size_has_a_bound),
		cmocka_unit_test(nonsense_is_survived),
	};

	return cmocka_run_group_tests(tests, things_setup, things_teardown);
}
