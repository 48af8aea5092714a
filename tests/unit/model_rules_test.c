/* Names and how they are resolved, parents, domains, activities, defaults. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "model/account.h"
#include "model/product.h"
#include "model/rep.h"
#include "model/team.h"
#include "shop.h"

static int64_t
account(struct shop *s, const char *name, const char *domain)
{
	struct account *a = shop_new(s, E_ACCOUNT);

	shop_set(s, E_ACCOUNT, a, "name", name);
	shop_set(s, E_ACCOUNT, a, "domain", domain);
	return shop_save(s, E_ACCOUNT, a);
}

static int64_t
resolve(struct shop *s, int entity, const char *text)
{
	int64_t id = 0;

	shop_must(s, model_resolve(&s->m, model_entity(&s->m, entity),
		str_of(text), &id, &s->e));
	return id;
}

static int
unresolved(struct shop *s, int entity, const char *text)
{
	int64_t id;

	return model_resolve(&s->m, model_entity(&s->m, entity),
		str_of(text), &id, &s->e);
}

IN_SHOP(names)
{
	int64_t acme = account(s, "Acme GmbH", "acme.example");
	struct account *a = shop_get(s, E_ACCOUNT, acme);
	const struct entity *en;
	struct buf b = {0};
	int64_t id;

	shop_set(s, E_ACCOUNT, a, "ext", "hubspot:998");
	shop_save(s, E_ACCOUNT, a);
	assert_int_equal(resolve(s, E_ACCOUNT, "1"), acme);
	assert_int_equal(resolve(s, E_ACCOUNT, "account/1"), acme);
	assert_int_equal(resolve(s, E_ACCOUNT, "acme gmbh"), acme);
	assert_int_equal(resolve(s, E_ACCOUNT, "ACME.example"), acme);
	assert_int_equal(resolve(s, E_ACCOUNT, "eve@acme.example"), acme);
	assert_int_equal(resolve(s, E_ACCOUNT, "ext:hubspot:998"), acme);
	assert_int_equal(resolve(s, E_REP, "Anna"), s->anna);
	assert_int_equal(resolve(s, E_REP, "anna ek"), s->anna);
	assert_int_equal(resolve(s, E_REP, "rep/anna"), s->anna);
	assert_int_equal(resolve(s, E_REP, "me"), s->bert);
	assert_int_equal(resolve(s, E_TEAM, "team/dach"), s->dach);
	shop_must(s, model_resolve_any(&s->m, STR("rep/anna"), &en, &id,
		&s->e));
	assert_int_equal(en->number, E_REP);
	assert_int_equal(id, s->anna);
	shop_must(s, model_resolve_any(&s->m, STR("ext:hubspot:998"), &en,
		&id, &s->e));
	assert_int_equal(en->number, E_ACCOUNT);
	model_ref_text(&s->m, model_entity(&s->m, E_REP), s->anna, &b);
	buf_char(&b, ' ');
	model_ref_text(&s->m, model_entity(&s->m, E_ACCOUNT), acme, &b);
	assert_text(buf_view(&b), "rep/anna account/1");
	buf_free(&b);
}

IN_SHOP(no_such_name)
{
	const struct entity *en;
	int64_t id;

	shop_refused(s, unresolved(s, E_DEAL, "42"), ERR_NO,
		"42: no such deal", NULL);
	shop_refused(s, unresolved(s, E_DEAL, "99999999999999999999"),
		ERR_NO, "no such deal", NULL);
	shop_refused(s, unresolved(s, E_DEAL, "0"), ERR_NO, "no such deal",
		NULL);
	shop_refused(s, unresolved(s, E_ACCOUNT, "acme"), ERR_NO,
		"acme: no such account", NULL);
	shop_refused(s, unresolved(s, E_REP, "ana"), ERR_NO,
		"ana: no such rep", "did you mean 'anna'", NULL);
	shop_refused(s, unresolved(s, E_REP, "team/emea"), ERR_USAGE,
		"team/emea: is no rep", NULL);
	shop_refused(s, unresolved(s, E_REP, "ext:a:1"), ERR_NO,
		"ext:a:1: no such rep", NULL);
	shop_refused(s, unresolved(s, E_REP, "rep/"), ERR_USAGE, "missing",
		NULL);
	shop_refused(s, model_resolve_any(&s->m, STR("42"), &en, &id, &s->e),
		ERR_USAGE, "deal/42", NULL);
	s->m.me = STR("zoe");
	shop_refused(s, unresolved(s, E_REP, "me"), ERR_USAGE,
		"no rep 'zoe'", "pipe config set me", NULL);
	s->m.me = STR_NULL;
	shop_refused(s, unresolved(s, E_REP, "me"), ERR_USAGE,
		"not known which rep", NULL);
}

IN_SHOP(ambiguous_names)
{
	const int n = 7;

	for (int i = 0; i < n; i++)
		account(s, "Acme", NULL);
	shop_refused(s, unresolved(s, E_ACCOUNT, "acme"), ERR_USAGE,
		"acme: 7 accounts go by that", "account/1 Acme, ",
		"account/5 Acme and 2 more", NULL);
	for (int i = 1; i < n; i++) {
		struct account *a = shop_get(s, E_ACCOUNT, i);

		a->common.archived = 1;
		shop_save(s, E_ACCOUNT, a);
	}
	assert_int_equal(resolve(s, E_ACCOUNT, "acme"), n);
}

/* The archived go by their names only where no live record does. */
IN_SHOP(archived_names)
{
	struct rep *r = shop_get(s, E_REP, s->anna);

	r->common.archived = 1;
	shop_save(s, E_REP, r);
	assert_int_equal(resolve(s, E_REP, "anna"), s->anna);
}

IN_SHOP(login)
{
	struct rep *r = shop_get(s, E_REP, s->anna);
	int64_t me;

	shop_set(s, E_REP, r, "login", "aek");
	shop_save(s, E_REP, r);
	s->m.login = STR("aek");
	shop_must(s, model_me(&s->m, &me, &s->e));
	assert_int_equal(me, s->bert);
	s->m.me = STR_NULL;
	shop_must(s, model_me(&s->m, &me, &s->e));
	assert_int_equal(me, s->anna);
	s->m.login = STR("nobody");
	shop_must(s, model_me(&s->m, &me, &s->e));
	assert_int_equal(me, NUM_NULL);
}

IN_SHOP(keys)
{
	static const char *const bad[] = {"two words", "a/b", "a,b", "a:b",
		"42", "me", "total", "unassigned", "undated", "-x", "@x"};
	struct product *p;
	struct rep *r;

	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		r = shop_new(s, E_REP);
		shop_set(s, E_REP, r, "handle", bad[i]);
		shop_refused(s, shop_try(s, E_REP, r), ERR_DATA,
			"this handle", bad[i], NULL);
	}
	r = shop_new(s, E_REP);
	shop_set(s, E_REP, r, "handle", "ANNA");
	shop_refused(s, shop_try(s, E_REP, r), ERR_DATA, "rep/1 already",
		NULL);
	p = shop_new(s, E_PRODUCT);
	shop_set(s, E_PRODUCT, p, "sku", "GTX-PRO");
	shop_set(s, E_PRODUCT, p, "name", "GTX Pro");
	shop_set(s, E_PRODUCT, p, "price", "4821");
	shop_save(s, E_PRODUCT, p);
	assert_text(p->currency, "EUR");
	assert_int_equal(p->active, 1);
	assert_int_equal(resolve(s, E_PRODUCT, "gtx pro"), p->common.id);
}

IN_SHOP(parents)
{
	struct team *t = shop_get(s, E_TEAM, s->emea);
	struct account *a;
	int64_t one, two, three;

	shop_set(s, E_TEAM, t, "parent", "dach");
	shop_refused(s, shop_try(s, E_TEAM, t), ERR_DATA,
		"emea: would be a part of itself", NULL);
	t = shop_get(s, E_TEAM, s->dach);
	t->parent = s->dach;
	shop_refused(s, shop_try(s, E_TEAM, t), ERR_DATA, "part of itself",
		NULL);
	one = account(s, "One", NULL);
	two = account(s, "Two", NULL);
	three = account(s, "Three", NULL);
	a = shop_get(s, E_ACCOUNT, two);
	a->parent = one;
	shop_save(s, E_ACCOUNT, a);
	a = shop_get(s, E_ACCOUNT, three);
	a->parent = two;
	shop_save(s, E_ACCOUNT, a);
	a = shop_get(s, E_ACCOUNT, one);
	a->parent = three;
	shop_refused(s, shop_try(s, E_ACCOUNT, a), ERR_DATA,
		"1: would be a part of itself", NULL);
	a->parent = 99;
	shop_refused(s, shop_try(s, E_ACCOUNT, a), ERR_DATA,
		"no such account", NULL);
}

IN_SHOP(domains)
{
	static const struct {
		const char *text, *domain;
	} rows[] = {
		{"https://www.Acme.example:8080/shop?x=1", "acme.example"},
		{"ada@mail.acme.example", "mail.acme.example"},
		{"acme.example.", "acme.example"},
		{"WWW.acme.example", "acme.example"},
		{"www.example", "www.example"},
		{"http://user@acme.example", "acme.example"},
		{"b\xc3\xbc" "cher.example", "b\xc3\xbc" "cher.example"},
		{"acme", NULL}, {"", NULL}, {"a..b", NULL}, {".a.b", NULL},
		{"not a.domain", NULL}, {"https://", NULL}, {"-a.b", NULL},
	};
	struct account *a;

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		assert_text(domain_of(str_of(rows[i].text), &s->arena),
			rows[i].domain);
	a = shop_get(s, E_ACCOUNT, account(s, "Acme", "HTTP://Acme.Example"));
	assert_text(a->domain, "acme.example");
	shop_set(s, E_ACCOUNT, a, "domain", "gmail.com");
	shop_refused(s, shop_try(s, E_ACCOUNT, a), ERR_DATA,
		"gmail.com: a public mail domain", NULL);
	shop_set(s, E_ACCOUNT, a, "domain", "nonsense");
	shop_refused(s, shop_try(s, E_ACCOUNT, a), ERR_DATA, "nonsense",
		NULL);
	a = shop_new(s, E_ACCOUNT);
	shop_set(s, E_ACCOUNT, a, "name", "Bolt");
	shop_set(s, E_ACCOUNT, a, "website", "https://www.bolt.example/");
	shop_save(s, E_ACCOUNT, a);
	assert_text(a->domain, "bolt.example");
	shop_set(s, E_ACCOUNT, a, "domain", NULL);
	shop_save(s, E_ACCOUNT, a);
	assert_text(a->domain, NULL);
}

IN_SHOP(builtin)
{
	const struct schema *all = model_builtin(&s->arena);

	for (int i = 1; i < E_END; i++) {
		const struct entity *en = schema_entity(all, i);
		unsigned last = 0;

		if (!en)
			continue; /* a number not given yet */
		assert_int_equal(en->number, i);
		assert_true(!en->title || entity_tag(en, en->title));
		for (unsigned tag = 1; tag < TAG_CUSTOM; tag++) {
			size_t n = 0;

			for (size_t f = 0; f < en->nfields; f++)
				n += en->fields[f].tag == tag;
			assert_true(n <= 1);
			last = n ? tag : last;
		}
		assert_true(last >= TAG_OWN);
		assert_string_equal(en->fields[0].name, "id");
	}
	assert_null(entity_field(schema_entity(all, E_DEAL),
		STR("region_code")));
	assert_non_null(entity_field(model_entity(&s->m, E_DEAL),
		STR("region_code")));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(names),
		cmocka_unit_test(no_such_name),
		cmocka_unit_test(ambiguous_names),
		cmocka_unit_test(archived_names),
		cmocka_unit_test(login),
		cmocka_unit_test(keys),
		cmocka_unit_test(parents),
		cmocka_unit_test(domains),
		cmocka_unit_test(builtin),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
