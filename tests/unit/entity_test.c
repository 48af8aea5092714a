#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "schema/entity.h"

enum { E_SHIP = 3, E_PORT = 5, SHIP_NAME = TAG_OWN, SHIP_PRICE,
	SHIP_CURRENCY, SHIP_SEEN, SHIP_AGE, SHIP_SECRET, SHIP_HARBOUR };

struct ship {
	struct common c;
	struct str name, currency;
	int64_t price, seen, age, secret, port;
	char odd; /* so that what lies behind has to be aligned */
};

#define AT(member) offsetof(struct ship, member)

static const struct field fields[] = {
	FIELDS_COMMON,
	{.tag = SHIP_NAME, .name = "name", .type = T_LINE,
		.flags = F_REQUIRED | F_NAME, .at = AT(name)},
	{.tag = SHIP_PRICE, .name = "price", .type = T_MONEY,
		.at = AT(price)},
	{.tag = SHIP_CURRENCY, .name = "currency", .type = T_CURRENCY,
		.at = AT(currency)},
	{.tag = SHIP_SEEN, .name = "last_seen", .type = T_INSTANT,
		.flags = F_KEPT, .at = AT(seen)},
	{.tag = SHIP_AGE, .name = "age", .type = T_INT, .flags = F_DERIVED,
		.at = AT(age)},
	{.tag = SHIP_SECRET, .name = "nane", .type = T_INT,
		.flags = F_HIDDEN, .at = AT(secret)},
	{.tag = SHIP_HARBOUR, .name = "port", .type = T_REF, .ref = E_PORT,
		.at = AT(port)},
	FIELDS_COMMON_END,
};

enum { FIELDS = sizeof fields / sizeof *fields };

static const struct entity ship_entity = {
	.number = E_SHIP,
	.name = "ship",
	.plural = "ships",
	.fields = fields,
	.nfields = FIELDS,
	.size = sizeof(struct ship),
	.currency = SHIP_CURRENCY,
};

static const struct entity port_entity = {
	.number = E_PORT,
	.name = "port",
	.plural = "ports",
	.fields = fields,
	.nfields = 1,
	.size = sizeof(struct common),
};

static const struct field custom[] = {
	{.tag = TAG_CUSTOM + 9, .name = "colour", .type = T_ENUM,
		.choices = "red,green", .flags = F_CUSTOM},
	{.tag = TAG_CUSTOM, .name = "tonnage", .type = T_DECIMAL,
		.flags = F_CUSTOM},
	{.tag = TAG_CUSTOM + 1, .name = "flags", .type = T_SET,
		.flags = F_CUSTOM},
};

struct fixture {
	struct arena arena;
	struct schema schema;
	const struct entity *ship, *port;
};

static void
begin(struct fixture *x)
{
	*x = (struct fixture){0};
	schema_add(&x->schema, &x->arena, &ship_entity, custom, 3);
	schema_add(&x->schema, &x->arena, &port_entity, NULL, 0);
	x->ship = schema_entity(&x->schema, E_SHIP);
	x->port = schema_entity(&x->schema, E_PORT);
}

static void
entities_are_found_by_number_and_name(void **state)
{
	struct fixture x;

	(void)state;
	begin(&x);
	assert_string_equal(x.ship->name, "ship");
	assert_string_equal(x.port->name, "port");
	assert_int_equal(x.schema.n, E_PORT + 1);
	assert_ptr_equal(schema_find(&x.schema, STR("ship")), x.ship);
	assert_ptr_equal(schema_find(&x.schema, STR("ships")), x.ship);
	assert_null(schema_find(&x.schema, STR("shi")));
	assert_null(schema_find(&x.schema, STR("")));
	for (int i = -1; i < 70; i++)
		assert_int_equal(schema_entity(&x.schema, i) != NULL,
			i == E_SHIP || i == E_PORT);
	arena_free(&x.arena);
}

static void
custom_fields_lie_behind_the_struct(void **state)
{
	struct fixture x;
	size_t at = sizeof(struct ship);

	(void)state;
	begin(&x);
	assert_int_equal(x.ship->nfields, FIELDS + 3);
	for (size_t i = FIELDS; i < x.ship->nfields; i++) {
		const struct field *f = &x.ship->fields[i];

		assert_string_equal(f->name, custom[i - FIELDS].name);
		assert_true(f->at >= at);
		assert_int_equal(f->at % 8, 0);
		at = f->at + (field_type(f)->text ? sizeof(struct str)
						  : sizeof(int64_t));
	}
	assert_int_equal(x.ship->size, at);
	assert_int_equal(x.port->size, sizeof(struct common));
	assert_ptr_equal(x.port->fields, fields);
	arena_free(&x.arena);
}

static void
custom_fields_are_aligned(void **state)
{
	struct entity odd = ship_entity;
	struct schema s = {0};
	struct arena a = {0};

	(void)state;
	odd.size = AT(odd) + 1;
	schema_add(&s, &a, &odd, custom, 3);
	assert_int_equal(entity_tag(schema_entity(&s, E_SHIP),
				 TAG_CUSTOM + 9)->at, sizeof(struct ship));
	arena_free(&a);
}

static void
fields_are_found_by_tag_and_name(void **state)
{
	struct fixture x;

	(void)state;
	begin(&x);
	for (size_t i = 0; i < x.ship->nfields; i++) {
		const struct field *f = &x.ship->fields[i];

		assert_ptr_equal(entity_tag(x.ship, f->tag), f);
		assert_ptr_equal(entity_field(x.ship, str_of(f->name)), f);
	}
	assert_int_equal(x.ship->ntags, TAG_CUSTOM + 10);
	assert_null(entity_tag(x.ship, 0));
	assert_null(entity_tag(x.ship, TAG_CUSTOM + 10));
	assert_null(entity_tag(x.ship, 1u << 30));
	assert_ptr_equal(entity_tag(&ship_entity, SHIP_PRICE), &fields[2]);
	assert_null(entity_tag(&ship_entity, TAG_CUSTOM));
	assert_ptr_equal(entity_field(x.ship, STR("last-seen")),
		entity_tag(x.ship, SHIP_SEEN));
	assert_null(entity_field(x.ship, STR("last")));
	assert_null(entity_field(x.ship, STR("")));
	arena_free(&x.arena);
}

static void
near_names_are_found(void **state)
{
	static const struct {
		const char *typed, *meant;
	} rows[] = {{"pirce", "price"}, {"colours", "colour"},
		{"Currency", "currency"}, {"nam", "name"}, {"nanee", "name"},
		{"zzz", NULL}, {"", NULL}, {"whatever-this-is", NULL}};
	struct fixture x;

	(void)state;
	begin(&x);
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		const struct field *f = entity_near(x.ship,
			str_of(rows[i].typed));

		assert_int_equal(f != NULL, rows[i].meant != NULL);
		if (f)
			assert_string_equal(f->name, rows[i].meant);
	}
	arena_free(&x.arena);
}

static void
check_cleared(const struct entity *e, const void *rec)
{
	const struct common *c = rec;

	for (size_t i = 0; i < e->nfields; i++) {
		const struct field *f = &e->fields[i];

		if (f->tag == TAG_ID || f->tag == TAG_ARCHIVED)
			assert_int_equal(field_get(f, rec).i, 0);
		else
			assert_true(field_is_null(f, rec));
	}
	assert_int_equal(c->id, 0);
	assert_int_equal(c->archived, 0);
}

static void
records_begin_unset(void **state)
{
	struct fixture x;
	struct ship plain;
	void *rec;

	(void)state;
	begin(&x);
	rec = record_new(x.ship, &x.arena);
	check_cleared(x.ship, rec);
	memset(rec, 0x5a, x.ship->size);
	record_clear(x.ship, rec);
	check_cleared(x.ship, rec);
	memset(&plain, 0x5a, sizeof plain);
	record_clear(&ship_entity, &plain);
	check_cleared(&ship_entity, &plain);
	assert_int_equal(plain.odd, 0);
	arena_free(&x.arena);
}

static void
values_are_set_got_and_compared(void **state)
{
	struct fixture x;
	void *a, *b;

	(void)state;
	begin(&x);
	a = record_new(x.ship, &x.arena);
	b = record_new(x.ship, &x.arena);
	for (size_t i = 0; i < x.ship->nfields; i++) {
		const struct field *f = &x.ship->fields[i];
		bool text = field_type(f)->text;
		union val v = {.s = STR("text")};

		if (!text)
			v.i = 1000 + (int64_t)i;
		assert_true(field_same(f, a, b));
		field_set(f, a, v);
		assert_false(field_same(f, a, b));
		assert_false(field_is_null(f, a));
		field_set(f, b, v);
		assert_true(field_same(f, a, b));
	}
	for (size_t i = 0; i < x.ship->nfields; i++) {
		const struct field *f = &x.ship->fields[i];

		if (field_type(f)->text)
			assert_true(str_is(field_get(f, a).s, "text"));
		else
			assert_int_equal(field_get(f, a).i, 1000 + i);
		field_clear(f, a);
		assert_true(field_is_null(f, a));
	}
	field_set(entity_tag(x.ship, SHIP_NAME), b, (union val){.s = STR("")});
	assert_false(field_same(entity_tag(x.ship, SHIP_NAME), a, b));
	arena_free(&x.arena);
}

static void
copies_own_their_texts(void **state)
{
	char name[] = "Endeavour", colour[] = "red";
	const struct field *f;
	struct arena other = {0};
	struct ship *s, *copy;
	struct fixture x;

	(void)state;
	begin(&x);
	f = entity_field(x.ship, STR("colour"));
	s = record_new(x.ship, &x.arena);
	s->c.id = 7;
	s->name = str_of(name);
	field_set(f, s, (union val){.s = str_of(colour)});
	copy = record_copy(x.ship, s, &other);
	for (size_t i = 0; i < x.ship->nfields; i++)
		assert_true(field_same(&x.ship->fields[i], s, copy));
	memset(name, 'x', sizeof name - 1);
	memset(colour, 'x', sizeof colour - 1);
	arena_free(&x.arena);
	begin(&x);
	f = entity_field(x.ship, STR("colour"));
	assert_int_equal(copy->c.id, 7);
	assert_true(str_is(copy->name, "Endeavour"));
	assert_true(str_is(field_get(f, copy).s, "red"));
	assert_null(copy->currency.p);
	arena_free(&other);
	arena_free(&x.arena);
}

static void
money_is_in_the_currency_of_the_record(void **state)
{
	const struct currency *eur = currency_find(STR("EUR"));
	struct fixture x;
	struct ship *s;

	(void)state;
	begin(&x);
	s = record_new(x.ship, &x.arena);
	assert_ptr_equal(record_currency(x.ship, s, eur), eur);
	s->currency = STR("JPY");
	assert_string_equal(record_currency(x.ship, s, eur)->code, "JPY");
	s->currency = STR("???");
	assert_ptr_equal(record_currency(x.ship, s, eur), eur);
	assert_ptr_equal(record_currency(x.port, s, eur), eur);
	arena_free(&x.arena);
}

static void
flags_say_who_may_write(void **state)
{
	static const struct {
		uint32_t flags;
		bool fact, settable;
	} rows[] = {{0, true, true}, {F_REQUIRED | F_INDEX, true, true},
		{F_DERIVED, false, false}, {F_KEPT, false, false},
		{F_KEPT | F_TOUCH, false, false}, {F_SYSTEM, true, false},
		{F_HIDDEN, true, false}, {F_FIXED, true, true},
		{F_CUSTOM, true, true}};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct field f = {.name = "f", .flags = rows[i].flags};

		assert_int_equal(field_is_fact(&f), rows[i].fact);
		assert_int_equal(field_is_settable(&f), rows[i].settable);
	}
}

static void
custom_fields_beyond_the_limit_stay_out(void **state)
{
	static struct field many[ENTITY_CUSTOM_MAX + 1];
	const struct entity *e;
	struct schema s = {0};
	struct arena a = {0};
	void *rec;

	(void)state;
	for (size_t i = 0; i <= ENTITY_CUSTOM_MAX; i++)
		many[i] = (struct field){.tag = (uint16_t)(TAG_CUSTOM + i),
			.name = "many", .type = T_LINE};
	schema_add(&s, &a, &ship_entity, many, ENTITY_CUSTOM_MAX + 1);
	e = schema_entity(&s, E_SHIP);
	assert_int_equal(e->nfields, FIELDS + ENTITY_CUSTOM_MAX);
	rec = record_new(e, &a);
	check_cleared(e, rec);
	assert_null(entity_tag(e, TAG_CUSTOM + ENTITY_CUSTOM_MAX));
	arena_free(&a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(entities_are_found_by_number_and_name),
		cmocka_unit_test(custom_fields_lie_behind_the_struct),
		cmocka_unit_test(custom_fields_are_aligned),
		cmocka_unit_test(fields_are_found_by_tag_and_name),
		cmocka_unit_test(near_names_are_found),
		cmocka_unit_test(records_begin_unset),
		cmocka_unit_test(values_are_set_got_and_compared),
		cmocka_unit_test(copies_own_their_texts),
		cmocka_unit_test(money_is_in_the_currency_of_the_record),
		cmocka_unit_test(flags_say_who_may_write),
		cmocka_unit_test(custom_fields_beyond_the_limit_stay_out),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
