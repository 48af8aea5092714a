/* Seals: kept to the byte, and never changed. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/hash.h"
#include "model/seal.h"
#include "shop.h"

static struct seal
report(struct shop *s, const char *command, const char *figures)
{
	return (struct seal){
		.command = str_of(command),
		.periods = STR("2026Q4"),
		.as_of = s->m.now,
		.as_recorded = NUM_NULL,
		.operation = 17,
		.policy = 1,
		.program = STR("0.1.0"),
		.inputs = STR("abc"),
		.figures = str_of(figures),
	};
}

static int64_t
add(struct shop *s, const struct seal *r)
{
	int64_t id;

	shop_must(s, seal_add(&s->m, r, &id, &s->e));
	return id;
}

IN_SHOP(kept)
{
	struct seal r = report(s, "2026Q4 --by rep", "abc"), *x;
	int64_t id;

	r.name = STR("q4");
	id = add(s, &r);
	x = shop_get(s, E_SEAL, id);
	assert_text(x->figures, "abc");
	assert_text(x->digest, "ba7816bf8f01cfea414140de5dae2223"
		"b00361a396177a9cb410ff61f20015ad");
	assert_int_equal(x->operation, 17);
	assert_int_equal(x->as_recorded, NUM_NULL);
	assert_int_equal(x->author, s->bert);
	assert_text(x->rates, NULL);
	shop_must(s, model_resolve(&s->m, model_entity(&s->m, E_SEAL),
		STR("q4"), &id, &s->e));
	assert_int_equal(id, x->common.id);
	shop_refused(s, seal_add(&s->m, &r, &id, &s->e), ERR_DATA, "q4", NULL);
	r.name = STR("42");
	shop_refused(s, seal_add(&s->m, &r, &id, &s->e), ERR_DATA,
		"all digits", NULL);
	r = report(s, "2026Q4", NULL);
	shop_refused(s, seal_add(&s->m, &r, &id, &s->e), ERR_DATA,
		"figures is required", NULL);
}

IN_SHOP(stays)
{
	struct seal r = report(s, "2026Q4", "line\twith tab\n"), *x;
	int64_t id = add(s, &r);

	x = shop_get(s, E_SEAL, id);
	x->figures = STR("other");
	shop_refused(s, shop_try(s, E_SEAL, x), ERR_DATA,
		"seal/1: figures: what was sealed stays as it was", NULL);
	x = shop_get(s, E_SEAL, id);
	x->operation = 18;
	shop_refused(s, shop_try(s, E_SEAL, x), ERR_DATA, "operation:", NULL);
	x = shop_get(s, E_SEAL, id);
	x->name = STR("late");
	shop_refused(s, shop_try(s, E_SEAL, x), ERR_DATA, "name:", NULL);
	x = shop_get(s, E_SEAL, id);
	shop_set(s, E_SEAL, x, "tag", "board");
	x->common.archived = 1;
	shop_save(s, E_SEAL, x);
	assert_int_equal(s->how, SAVED_UPDATED);
}

/* More than a typed text may be long. */
IN_SHOP(large)
{
	size_t n = 200 * 1000;
	char *bytes = arena_bytes(&s->arena, n);
	struct seal r = report(s, "2026Q4", "x"), *x;

	memset(bytes, 'x', n);
	r.figures = (struct str){bytes, n};
	x = shop_get(s, E_SEAL, add(s, &r));
	assert_int_equal(x->figures.n, n);
	assert_memory_equal(x->figures.p, bytes, n);
	assert_true(str_eq(x->digest, sha_text(&s->arena, x->figures)));
}

IN_SHOP(last)
{
	struct seal r = report(s, "2026Q4", "a"), *x;
	int64_t first = add(s, &r), second;

	r = report(s, "2026Q4 --by rep", "b");
	second = add(s, &r);
	shop_must(s, seal_last(&s->m, STR("2026Q4"), &x, &s->e));
	assert_int_equal(x->common.id, first);
	assert_text(x->figures, "a");
	shop_must(s, seal_last(&s->m, STR_NULL, &x, &s->e));
	assert_int_equal(x->common.id, second);
	r = report(s, "2026Q4", "c");
	add(s, &r);
	shop_must(s, seal_last(&s->m, STR("2026Q4"), &x, &s->e));
	assert_text(x->figures, "c");
	x->common.archived = 1;
	shop_save(s, E_SEAL, x);
	shop_must(s, seal_last(&s->m, STR("2026Q4"), &x, &s->e));
	assert_text(x->figures, "a");
	shop_must(s, seal_last(&s->m, STR("2026q4"), &x, &s->e));
	assert_null(x);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(kept),
		cmocka_unit_test(stays),
		cmocka_unit_test(large),
		cmocka_unit_test(last),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
