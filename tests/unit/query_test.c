#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "filters.h"

static void
bare_words_do_not_select_changes(void **state)
{
	struct things *s = *state;
	struct str word = STR("acme");
	struct query_spec spec = {.words = &word, .nwords = 1,
		.no_bare = true};
	struct query *q;
	struct err e = {0};

	assert_int_equal(query_compile(&s->env, things_entity(s, E_THING),
		&spec, &q, &e), ERR_USAGE);
	assert_non_null(strstr(e.msg, "'acme': not a filter word"));
	word = STR("name:acme");
	assert_int_equal(query_compile(&s->env, things_entity(s, E_THING),
		&spec, &q, &e), ERR_OK);
	assert_true(query_selects(q));
	query_end(q);
	spec.nwords = 0;
	assert_int_equal(query_compile(&s->env, things_entity(s, E_THING),
		&spec, &q, &e), ERR_OK);
	assert_false(query_selects(q));
	query_end(q);
}

/* An entity with neither title nor key text has nothing to search. */
static void
bare_words_look_into_title_and_key(void **state)
{
	struct things *s = *state;
	struct entity plain = *things_entity(s, E_PERSON);
	struct str word = STR("NA D");
	struct query_spec spec = {.words = &word, .nwords = 1};
	struct query *q;
	struct err e = {0};
	bool match;

	assert_int_equal(query_compile(&s->env, &plain, &spec, &q, &e), 0);
	assert_int_equal(query_match(q, &s->persons[1], &match, &e), 0);
	assert_true(match);
	query_match(q, &s->persons[4], &match, &e);
	assert_false(match);
	query_end(q);
	word = STR("DORA-L");
	assert_int_equal(query_compile(&s->env, &plain, &spec, &q, &e), 0);
	query_match(q, &s->persons[4], &match, &e);
	assert_true(match);
	query_end(q);
	plain.title = plain.key = 0;
	assert_int_equal(query_compile(&s->env, &plain, &spec, &q, &e),
		ERR_USAGE);
	assert_non_null(strstr(e.msg, "no names to search"));
}

static void
wants_name_every_tag_read(void **state)
{
	static const char *const words[] = {"squad:emea", "amount:1..", NULL};
	static const uint16_t tags[] = {48, 40, 55, 35, TAG_ARCHIVED};
	struct query *q = filter_compiled(*state, words, NULL, false);
	struct want w = {0};

	query_wants(q, &w);
	assert_int_equal(w.tags.n, 6);
	for (size_t i = 0; i < 5; i++)
		assert_int_equal(w.tags.v[i], tags[i]);
	assert_int_equal(w.tags.v[5], 0);
	want_add(&w, 40);
	assert_int_equal(w.tags.n, 6);
	ARR_FREE(&w.tags);
	query_end(q);
}

static const struct hint {
	const char *word, *expr;
	const char *field; /* NULL: none */
	const char *text;  /* NULL: the number */
	int64_t number;
} hints[] = {
	{"owner:anna", NULL, "owner", NULL, 1},
	{"count:7", NULL, "count", NULL, 7},
	{"code:K-7", NULL, "code", "K-7", 0},
	{"status:won", NULL, "status", "won", 0},
	{"name:Acme", NULL, "name", "acme", 0},
	{"ext:sf:9", NULL, "ext", "sf:9", 0},
	{NULL, "count = 7 and ext = sf:9 and owner = anna", "ext", "sf:9", 0},
	{NULL, "(hot and (owner = bert))", "owner", NULL, 2},
	{NULL, "owner = anna or hot", NULL, NULL, 0},
	{NULL, "not owner = anna", NULL, NULL, 0},
	{"owner:anna,bert", NULL, NULL, NULL, 0},
	{"owner:anna,anna", NULL, "owner", NULL, 1},
	{"owner:", NULL, NULL, NULL, 0},
	{"owner.squad:emea", NULL, NULL, NULL, 0},
	{"count:7..8", NULL, NULL, NULL, 0},
	{"name:~acme", NULL, NULL, NULL, 0},
	{"name:a..", NULL, NULL, NULL, 0},
	{"amount:7", NULL, NULL, NULL, 0},
};

static void
indexes_are_found(void **state)
{
	const char *list[2] = {NULL};
	const struct field *f;
	struct query *q;
	union val v;

	for (size_t i = 0; i < sizeof hints / sizeof *hints; i++) {
		list[0] = hints[i].word;
		q = filter_compiled(*state, list, hints[i].expr, true);
		assert_int_equal(query_index(q, &f, &v),
			hints[i].field != NULL);
		if (hints[i].field)
			assert_string_equal(f->name, hints[i].field);
		if (hints[i].text)
			assert_true(str_is(v.s, hints[i].text));
		else if (hints[i].field)
			assert_int_equal(v.i, hints[i].number);
		query_end(q);
	}
}

static void
a_failing_fetch_is_told(void **state)
{
	struct things *s = *state;
	struct query *q = filter_compiled(s, NULL, "owner.active", true);
	struct thing one = s->v[0];
	struct err e;
	bool match = true;

	one.owner = 1;
	one.common.archived = 0;
	s->fetch_fails = ERR_DAMAGED;
	assert_int_equal(query_match(q, &one, &match, &e), ERR_DAMAGED);
	assert_false(match);
	s->fetch_fails = 0;
	one.owner = NUM_NULL;
	s->fetched = 0;
	assert_int_equal(query_match(q, &one, &match, &e), 0);
	assert_int_equal(s->fetched, 0);
	query_end(q);
}

/* Without a calendar days are ISO days, and those of UTC. */
static void
a_scope_can_be_bare(void **state)
{
	struct things *s = *state;
	struct things bare = *s;
	static const char *const words[] = {"due_at:..2026-10-15",
		"seen:2026-10-15", "close:2026-10-15", "owner:1", NULL};
	struct query_spec spec = {0};
	struct thing one = {0};
	struct str list[4];
	struct query *q;
	struct err e = {0};
	bool match;

	bare.scope = (struct scope){.arena = &s->arena};
	bare.env = (struct query_env){.schema = &s->schema,
		.scope = &bare.scope};
	for (; words[spec.nwords]; spec.nwords++)
		list[spec.nwords] = str_of(words[spec.nwords]);
	spec.words = list;
	assert_int_equal(query_compile(&bare.env, things_entity(s, E_THING),
		&spec, &q, &e), 0);
	record_clear(things_entity(s, E_THING), &one);
	one.status = STR("open");
	one.owner = 1;
	one.close = DAY(2026, 10, 15);
	one.seen = one.close * US_PER_DAY + US_PER_DAY - 1;
	one.due = when_of_instant(one.seen);
	query_match(q, &one, &match, &e);
	assert_int_equal(match, one.seen == one.close * US_PER_DAY +
		US_PER_DAY - 1);
	one.due = when_of_instant(one.seen + 1);
	query_match(q, &one, &match, &e);
	assert_false(match);
	query_end(q);
	list[0] = STR("amount:5");
	spec.nwords = 1;
	assert_int_equal(query_compile(&bare.env, things_entity(s, E_THING),
		&spec, &q, &e), ERR_USAGE);
	assert_non_null(strstr(e.msg, "no currency"));
}

/* Quotes guard blanks, commas, dots and, behind a backslash, themselves. */
static void
quotes_take_text_as_it_is(void **state)
{
	static const struct {
		const char *name, *word, *expr;
	} rows[] = {
		{"a\\b\"c", "name:\"a\\\\b\\\"c\"",
			"name = 'a\\b\"c'"},
		{"a,b", "name:\"A,B\"", "name in ('a,b')"},
		{"1..2", "name:\"1..2\"", "name = \"1..2\""},
		{"any", "name:\"any\"", "name = any"},
		{"null", "name:null", "name = 'null'"},
		{"~x", "name:\"~x\"", "name = \"~x\""},
		{"a b", "\"A b\"", "name ~ \"A b\""},
		{"O'Neill", "name:O'Neill", "name = O'Neill"},
		{"x\\y", "name:x\\y", "name = \"x\\y\""},
	};
	struct things *s = *state;
	struct thing one = s->v[0];
	const char *list[2] = {NULL};
	struct query *q;
	struct err e;
	bool match;

	one.common.archived = 0;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		one.name = str_of(rows[i].name);
		for (int k = 0; k < 2; k++) {
			list[0] = rows[i].word;
			q = filter_compiled(s, k ? NULL : list,
				k ? rows[i].expr : NULL, true);
			assert_int_equal(query_match(q, &one, &match, &e), 0);
			if (!match)
				fail_msg("%s", rows[i].word);
			query_end(q);
		}
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(bare_words_do_not_select_changes),
		cmocka_unit_test(bare_words_look_into_title_and_key),
		cmocka_unit_test(wants_name_every_tag_read),
		cmocka_unit_test(indexes_are_found),
		cmocka_unit_test(a_failing_fetch_is_told),
		cmocka_unit_test(a_scope_can_be_bare),
		cmocka_unit_test(quotes_take_text_as_it_is),
	};

	return cmocka_run_group_tests(tests, things_setup, things_teardown);
}
