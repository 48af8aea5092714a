/* The tree of teams and reps. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "model/rep.h"
#include "model/team.h"
#include "model/team_tree.h"
#include "shop.h"

static struct tree
build(struct shop *s, const struct tree_spec *spec)
{
	struct tree t;

	shop_must(s, tree_build(&s->m, &s->arena, spec, &t, &s->e));
	return t;
}

static void
assert_tree(const struct tree *t, const char *expected)
{
	struct buf b = {0};

	for (size_t i = 0; i < t->n; i++) {
		buf_fill(&b, '>', (size_t)t->v[i].depth);
		buf_str(&b, t->v[i].name);
		buf_char(&b, ' ');
	}
	assert_string_equal(b.p, expected);
	buf_free(&b);
}

static int64_t
rep(struct shop *s, const char *handle, const char *team)
{
	struct rep *r = shop_new(s, E_REP);

	shop_set(s, E_REP, r, "handle", handle);
	if (team)
		shop_set(s, E_REP, r, "team", team);
	return shop_save(s, E_REP, r);
}

IN_SHOP(order)
{
	struct tree_spec spec = {0};
	int64_t carl = rep(s, "carl", NULL);
	struct tree t;

	rep(s, "abel", "dach");
	t = build(s, &spec);
	assert_tree(&t, "total >team/emea >>team/dach >>>rep/abel >>>rep/bert "
		">>rep/anna >rep/carl >unassigned ");
	assert_int_equal(tree_of_rep(&t, carl), 6);
	assert_int_equal(tree_of_rep(&t, NUM_NULL), t.unassigned);
	assert_int_equal(tree_of_rep(&t, 99), TREE_NONE);
	assert_int_equal(tree_of_team(&t, s->dach), 2);
	assert_int_equal(tree_of_holder(&t, anyref_make(E_TEAM, s->emea)), 1);
	assert_int_equal(tree_of_holder(&t, anyref_make(E_REP, s->anna)), 5);
	assert_true(tree_within(&t, tree_of_rep(&t, s->bert), 1));
	assert_true(tree_within(&t, tree_of_rep(&t, s->bert), 0));
	assert_true(tree_within(&t, 2, 2));
	assert_false(tree_within(&t, tree_of_rep(&t, s->anna), 2));
	assert_false(tree_within(&t, tree_of_rep(&t, carl), 1));
	assert_int_equal(t.v[2].parent, 1);
	assert_int_equal(t.v[5].parent, 1);
	assert_text(t.v[5].title, "Anna Ek");
}

IN_SHOP(archived)
{
	struct tree_spec spec = {0};
	struct team *dach = shop_get(s, E_TEAM, s->dach);
	struct rep *bert = shop_get(s, E_REP, s->bert);
	struct tree t;

	bert->common.archived = 1;
	shop_save(s, E_REP, bert);
	t = build(s, &spec);
	assert_tree(&t, "total >team/emea >>team/dach >>rep/anna "
		">unassigned ");
	dach->common.archived = 1;
	shop_save(s, E_TEAM, dach);
	t = build(s, &spec);
	assert_tree(&t, "total >team/emea >>rep/anna >unassigned ");
	spec.owners = &s->bert;
	spec.nowners = 1;
	t = build(s, &spec);
	assert_tree(&t, "total >team/emea >>team/dach >>>rep/bert >>rep/anna "
		">unassigned ");
	spec = (struct tree_spec){.archived = true};
	t = build(s, &spec);
	assert_int_equal(t.n, 6);
}

/* ---- over time: the tree of T -------------------------------------------- */

static void
at(struct shop *s, struct model *m, struct tx *t, int64_t days)
{
	struct view v = {s->m.at + days * US_PER_DAY, OP_NOW};

	tx_set_view(t, v);
	shop_must(s, model_load(m, &s->arena, s->st, t, s->m.now, STR_NULL,
		&s->e));
}

IN_SHOP(moving)
{
	struct rep *bert = shop_get(s, E_REP, s->bert);
	struct team *t = shop_get(s, E_TEAM, s->dach);

	shop_later(s, 10);
	bert->team = s->emea;
	shop_save(s, E_REP, bert);
	shop_later(s, 10);
	rep(s, "dora", "dach");
	t->parent = NUM_NULL;
	shop_save(s, E_TEAM, t);
}

/* She can be shown, but not asked for. */
static void
younger(struct shop *s)
{
	const struct entity *en = model_entity(&s->m, E_REP);
	struct buf b = {0};
	int64_t id;

	model_ref_text(&s->m, en, 3, &b);
	assert_text(buf_view(&b), "rep/dora");
	buf_free(&b);
	shop_refused(s, model_resolve(&s->m, en, STR("3"), &id, &s->e),
		ERR_NO, "3: no such rep at that time", NULL);
	shop_refused(s, model_resolve(&s->m, en, STR("dora"), &id, &s->e),
		ERR_NO, "dora: no such rep", NULL);
	shop_refused(s, model_resolve(&s->m, en, STR("4"), &id, &s->e),
		ERR_NO, "4: no such rep", NULL);
}

static void
views(struct shop *s, struct tx *t)
{
	const int64_t owners[] = {NUM_NULL, 3}; /* dora, not there before */
	struct tree_spec spec = {0};
	struct model now = s->m;
	struct tree tree;

	at(s, &s->m, t, 0);
	tree = build(s, &spec);
	assert_tree(&tree, "total >team/dach >>rep/dora >team/emea >>rep/anna "
		">>rep/bert >unassigned ");
	s->m = now;
	at(s, &s->m, t, -15);
	tree = build(s, &spec);
	assert_tree(&tree, "total >team/emea >>team/dach >>>rep/bert "
		">>rep/anna >unassigned ");
	spec = (struct tree_spec){.owners = owners, .nowners = 2};
	tree = build(s, &spec);
	assert_tree(&tree, "total >team/emea >>team/dach >>>rep/bert "
		">>>rep/dora >>rep/anna >unassigned ");
	younger(s);
	s->m = now;
	at(s, &s->m, t, -5);
	spec = (struct tree_spec){0};
	tree = build(s, &spec);
	assert_tree(&tree, "total >team/emea >>team/dach >>rep/anna "
		">>rep/bert >unassigned ");
	s->m = now;
}

static void
moving_seen(void **state)
{
	(void)state;
	shop_run_then(moving_steps, views);
}

/* Changes entered out of their order can close a ring at some T. */
IN_SHOP(ring)
{
	struct team *emea, *dach = shop_get(s, E_TEAM, s->dach);
	int64_t start = s->m.at;

	shop_later(s, 30);
	dach->parent = NUM_NULL;
	shop_save(s, E_TEAM, dach);
	s->m.at = start + 20 * US_PER_DAY;
	emea = shop_get(s, E_TEAM, s->emea);
	emea->parent = s->dach;
	shop_save(s, E_TEAM, emea);
}

static void
ring_views(struct shop *s, struct tx *t)
{
	struct tree_spec spec = {0};
	struct model now = s->m;
	struct tree tree;

	at(s, &s->m, t, 5);
	tree = build(s, &spec);
	assert_tree(&tree, "total >team/emea >>team/dach >>>rep/bert "
		">>rep/anna >unassigned ");
	s->m = now;
}

static void
ring_seen(void **state)
{
	(void)state;
	shop_run_then(ring_steps, ring_views);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(order),
		cmocka_unit_test(archived),
		cmocka_unit_test(moving),
		cmocka_unit_test(moving_seen),
		cmocka_unit_test(ring),
		cmocka_unit_test(ring_seen),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
