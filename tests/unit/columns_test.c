#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "query/columns.h"
#include "filters.h"

static void
names_of(const struct columns *c, struct buf *out)
{
	buf_reset(out);
	buf_cstr(out, "");
	for (size_t i = 0; i < c->n; i++)
		buf_fmt(out, "%s%s", i ? "," : "", c->v[i].name);
}

static const struct {
	const char *text, *def, *want;
} good[] = {
	{NULL, NULL, "id,name,stage,amount,close"},
	{NULL, "name,owner", "name,owner"},
	{"name", NULL, "name"},
	{"id, name ,due-at", NULL, "id,name,due_at"},
	{"owner.name,owner,owner.squad,parent.parent", NULL,
		"owner.name,owner,owner.squad,parent.parent"},
	{"+owner,-close", NULL, "id,name,stage,amount,owner"},
	{"-id", "id,name", "name"},
	{"+name,+name", NULL, "id,name,stage,amount,close"},
	{"-close,+close", NULL, "id,name,stage,amount,close"},
	{"-name,+owner.name", "name,code", "code,owner.name"},
	{"+due-at", "id", "id,due_at"},
};

static void
columns_are_chosen(void **state)
{
	struct things *s = *state;
	struct buf names = {0};
	struct columns c;
	struct err e;

	for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
		assert_int_equal(columns_parse(&s->env, things_entity(s,
			E_THING), str_of(good[i].text), good[i].def, &c, &e),
			0);
		names_of(&c, &names);
		assert_string_equal(names.p, good[i].want);
	}
	buf_free(&names);
}

static size_t
visible(const struct entity *en)
{
	size_t n = 0;

	for (size_t i = 0; i < en->nfields; i++)
		n += !(en->fields[i].flags & F_HIDDEN);
	return n;
}

static void
all_is_every_visible_field(void **state)
{
	struct things *s = *state;
	const struct entity *en = things_entity(s, E_THING);
	struct columns c;
	struct err e;

	assert_int_equal(columns_parse(&s->env, en, STR("all"), NULL, &c, &e),
		0);
	assert_int_equal(c.n, visible(en));
	for (size_t i = 0; i < c.n; i++)
		assert_string_not_equal(c.v[i].name, "secret");
	assert_int_equal(columns_parse(&s->env, en, STR("+all"), NULL, &c,
		&e), 0);
	assert_int_equal(c.n, visible(en));
	assert_string_equal(c.v[2].name, "stage");
	assert_int_equal(columns_parse(&s->env, en, STR("owner.name,all"),
		NULL, &c, &e), 0);
	assert_int_equal(c.n, visible(en) + 1);
}

static const struct {
	const char *text, *msg, *hint;
} wrong[] = {
	{"nam", "'nam': no such field of things", "did you mean 'name'?"},
	{"+nam", "'nam': no such field of things", "did you mean 'name'?"},
	{"-nam", "'nam': no such field of things", "did you mean 'name'?"},
	{"owner.nme", "'nme': no such field of persons",
		"did you mean 'name'?"},
	{"", "a column name is empty", ""},
	{"id,", "a column name is empty", ""},
	{"+", "a column name is empty", ""},
	{"id,name,id", "'id': a column given twice", ""},
	{"due_at,due-at", "'due_at': a column given twice", ""},
	{"-owner", "'owner': not among the columns", ""},
	{"id,+owner", "'+owner': either name the columns or", ""},
	{"+owner,id", "'id': either name the columns or", ""},
	{"-id,-name,-stage,-amount,-close", "no columns are left", ""},
	{"-all", "'all': no such field", ""},
	{"secret", "'secret': no such field", ""},
	{"name.x", "name does not refer to one kind of record", ""},
};

static void
mistakes_are_told(void **state)
{
	struct things *s = *state;
	struct columns c;
	struct err e;

	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
		assert_int_equal(columns_parse(&s->env, things_entity(s,
			E_THING), str_of(wrong[i].text), NULL, &c, &e),
			ERR_USAGE);
		if (!strstr(e.msg, wrong[i].msg) ||
			!strstr(e.hint, wrong[i].hint))
			fail_msg("%s: %s (%s)", wrong[i].text, e.msg, e.hint);
	}
}

static void
cell_check(struct things *s, const struct columns *c, size_t at,
	const struct thing *t, const char *want, const char *code)
{
	const struct currency *money;
	const struct field *f;
	struct buf text = {0};
	union val v;
	struct err e;

	assert_int_equal(col_value(&c->v[at], &s->env, t, &v, &f, &money, &e),
		0);
	buf_cstr(&text, "");
	value_print(&s->scope, f, v, money, &text);
	assert_string_equal(text.p, want);
	assert_string_equal(money ? money->code : "", code);
	buf_free(&text);
}

static void
cells_have_value_field_and_currency(void **state)
{
	struct things *s = *state;
	struct thing one;
	struct columns c;
	struct err e;

	record_clear(things_entity(s, E_THING), &one);
	assert_int_equal(columns_parse(&s->env, things_entity(s, E_THING),
		STR("name,amount,owner,owner.name,owner.quota"), NULL, &c,
		&e), 0);
	for (size_t i = 0; i < c.n; i++)
		cell_check(s, &c, i, &one, "", i == 1 ? "EUR" : "");
	one.name = STR("x");
	one.amount = 1234;
	one.currency = STR("JPY");
	one.owner = 1;
	s->persons[1].quota = 500;
	s->persons[1].currency = STR("USD");
	cell_check(s, &c, 0, &one, "x", "");
	cell_check(s, &c, 1, &one, "1234", "JPY");
	cell_check(s, &c, 2, &one, "anna", "");
	cell_check(s, &c, 3, &one, "anna Doe", "");
	cell_check(s, &c, 4, &one, "5.00", "USD");
	one.owner = PERSONS;
	cell_check(s, &c, 2, &one, "nobody", "");
	cell_check(s, &c, 3, &one, "", "");
}

static void
the_list_describes_every_field(void **state)
{
	struct things *s = *state;
	struct col_info *v;
	size_t n, shown = 0;

	columns_list(&s->env, things_entity(s, E_THING), NULL, &v, &n);
	assert_int_equal(n, visible(things_entity(s, E_THING)));
	assert_string_equal(v[0].name, "id");
	assert_string_equal(v[1].name, "name");
	assert_string_equal(v[1].type, "line");
	assert_string_equal(v[1].help, "what it is called");
	for (size_t i = 0; i < n; i++) {
		shown += v[i].shown;
		if (strcmp(v[i].name, "owner") == 0)
			assert_string_equal(v[i].ref, "person");
		else if (strcmp(v[i].name, "parent") != 0)
			assert_null(v[i].ref);
	}
	assert_int_equal(shown, 5);
	columns_list(&s->env, things_entity(s, E_THING), "name,wrong", &v,
		&n);
	for (size_t i = 0; i < n; i++)
		assert_false(v[i].shown);
}

static void
wants_are_the_fields_own_tags(void **state)
{
	static const uint16_t tags[] = {48, 40, 55, 0};
	struct things *s = *state;
	struct want w = {0};
	struct columns c;
	struct err e;

	assert_int_equal(columns_parse(&s->env, things_entity(s, E_THING),
		STR("owner.quota,amount,owner"), NULL, &c, &e), 0);
	columns_wants(&c, things_entity(s, E_THING), &w);
	assert_int_equal(w.tags.n, 4);
	assert_memory_equal(w.tags.v, tags, sizeof tags);
	ARR_FREE(&w.tags);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(columns_are_chosen),
		cmocka_unit_test(all_is_every_visible_field),
		cmocka_unit_test(mistakes_are_told),
		cmocka_unit_test(cells_have_value_field_and_currency),
		cmocka_unit_test(the_list_describes_every_field),
		cmocka_unit_test(wants_are_the_fields_own_tags),
	};

	return cmocka_run_group_tests(tests, things_setup, things_teardown);
}
