/* Leads: their way, and conversion without duplicates. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "model/account.h"
#include "model/campaign.h"
#include "model/contact.h"
#include "model/lead.h"
#include "shop.h"

static struct lead *
lead(struct shop *s, const char *name, const char *company, const char *email)
{
	struct lead *l = shop_new(s, E_LEAD);

	shop_set(s, E_LEAD, l, "name", name);
	shop_set(s, E_LEAD, l, "company", company);
	shop_set(s, E_LEAD, l, "email", email);
	shop_save(s, E_LEAD, l);
	return shop_get(s, E_LEAD, l->common.id);
}

static struct lead *
again(struct shop *s, const struct lead *l)
{
	return shop_get(s, E_LEAD, l->common.id);
}

static int64_t
account(struct shop *s, const char *name, const char *domain)
{
	struct account *a = shop_new(s, E_ACCOUNT);

	shop_set(s, E_ACCOUNT, a, "name", name);
	shop_set(s, E_ACCOUNT, a, "domain", domain);
	return shop_save(s, E_ACCOUNT, a);
}

static int64_t
contact(struct shop *s, const char *name, const char *email, int64_t of)
{
	struct contact *c = shop_new(s, E_CONTACT);

	shop_set(s, E_CONTACT, c, "name", name);
	shop_set(s, E_CONTACT, c, "email", email);
	c->account = of;
	return shop_save(s, E_CONTACT, c);
}

static int
convert(struct shop *s, struct lead *l, struct lead_conversion *c)
{
	*c = (struct lead_conversion){NUM_NULL, NUM_NULL, .deal = NULL};
	shop_must(s, lead_deal(&s->m, l, &c->deal, &s->e));
	return lead_convert(&s->m, l, c, &s->e);
}

IN_SHOP(the_way)
{
	struct lead *l = lead(s, "Ada Byron", NULL, NULL);

	assert_text(l->status, "new");
	assert_int_equal(l->owner, s->bert);
	assert_int_equal(l->open, 1);
	shop_must(s, lead_nurture(&s->m, l, shop_day("2027-01-10"), &s->how,
		&s->e));
	l = again(s, l);
	assert_text(l->status, "nurturing");
	assert_int_equal(l->wake, shop_day("2027-01-10"));
	shop_must(s, lead_reopen(&s->m, l, &s->how, &s->e));
	l = again(s, l);
	assert_text(l->status, "working");
	assert_int_equal(l->wake, NUM_NULL);
	shop_set(s, E_LEAD, l, "budget", "yes");
	shop_must(s, lead_qualify(&s->m, l, &s->how, &s->e));
	l = again(s, l);
	assert_text(l->status, "qualified");
	shop_must(s, lead_qualify(&s->m, l, &s->how, &s->e));
	assert_int_equal(s->how, SAVED_UNCHANGED);
	shop_refused(s, lead_reopen(&s->m, l, &s->how, &s->e), ERR_DATA,
		"1: is open", NULL);
}

IN_SHOP(disqualified_and_back)
{
	struct lead *l = lead(s, "Ada Byron", NULL, NULL);

	shop_refused(s, lead_disqualify(&s->m, l, STR_NULL, &s->how, &s->e),
		ERR_DATA, "1: to disqualify requires reason", "--reason",
		NULL);
	l = again(s, l);
	shop_refused(s, lead_disqualify(&s->m, l, STR("spma"), &s->how,
		&s->e), ERR_USAGE, "did you mean 'spam'", NULL);
	shop_must(s, lead_disqualify(&s->m, l, STR("spam"), &s->how, &s->e));
	l = again(s, l);
	assert_int_equal(l->open, 0);
	assert_text(l->reason, "spam");
	shop_refused(s, lead_qualify(&s->m, l, &s->how, &s->e), ERR_DATA,
		"1: is disqualified", "pipe lead reopen 1", NULL);
	l = again(s, l);
	shop_must(s, lead_reopen(&s->m, l, &s->how, &s->e));
	l = again(s, l);
	assert_text(l->status, "working");
	assert_text(l->reason, NULL);
	assert_int_equal(l->open, 1);
}

IN_SHOP(set_status_is_no_way_around)
{
	struct lead *l = lead(s, "Ada Byron", NULL, NULL);

	shop_set(s, E_LEAD, l, "status", "converted");
	shop_refused(s, shop_try(s, E_LEAD, l), ERR_DATA,
		"only conversion", "pipe lead convert 1", NULL);
	l = again(s, l);
	shop_set(s, E_LEAD, l, "status", "disqualified");
	shop_refused(s, shop_try(s, E_LEAD, l), ERR_DATA, "requires reason",
		NULL);
	l = shop_new(s, E_LEAD);
	shop_set(s, E_LEAD, l, "name", "Late");
	shop_set(s, E_LEAD, l, "status", "converted");
	shop_refused(s, shop_try(s, E_LEAD, l), ERR_DATA,
		"Late: only conversion", NULL);
}

IN_SHOP(all_made)
{
	struct campaign *fair = shop_new(s, E_CAMPAIGN);
	struct lead *l = lead(s, "Ada Byron", "Analytical Ltd",
		"ada@Analytical.example");
	struct lead_conversion c;
	struct account *a;
	struct contact *p;

	shop_set(s, E_CAMPAIGN, fair, "name", "Fair");
	l->campaign = shop_save(s, E_CAMPAIGN, fair);
	l->owner = s->anna;
	shop_set(s, E_LEAD, l, "source", "referral");
	shop_set(s, E_LEAD, l, "title", "Countess");
	shop_must(s, convert(s, l, &c));
	assert_true(c.new_account && c.new_contact && c.unqualified);
	l = again(s, l);
	assert_text(l->status, "converted");
	assert_int_equal(l->open, 0);
	assert_int_equal(l->converted, s->m.at);
	assert_int_equal(l->account, c.account);
	assert_int_equal(l->contact, c.contact);
	assert_int_equal(l->deal, c.deal->common.id);
	a = shop_get(s, E_ACCOUNT, c.account);
	assert_text(a->name, "Analytical Ltd");
	assert_text(a->domain, "analytical.example");
	assert_int_equal(a->owner, s->anna);
	p = shop_get(s, E_CONTACT, c.contact);
	assert_text(p->name, "Ada Byron");
	assert_text(p->title, "Countess");
	assert_int_equal(p->account, c.account);
	c.deal = shop_get(s, E_DEAL, l->deal);
	assert_text(c.deal->name, "Analytical Ltd");
	assert_text(c.deal->source, "referral");
	assert_text(c.deal->stage, "first");
	assert_int_equal(c.deal->campaign, fair->common.id);
	assert_int_equal(c.deal->owner, s->anna);
	assert_int_equal(c.deal->lead, l->common.id);
	assert_int_equal(c.deal->account, c.account);
	assert_int_equal(c.deal->contact, c.contact);
	shop_refused(s, convert(s, l, &c), ERR_DATA,
		"1: is converted already", "deal/1", NULL);
	shop_refused(s, lead_reopen(&s->m, l, &s->how, &s->e), ERR_DATA,
		"is converted, and stays so", NULL);
}

IN_SHOP(found_by_mail)
{
	int64_t acme = account(s, "Acme", "acme.example");
	int64_t known = contact(s, "A. Byron", "ADA@acme.example", NUM_NULL);
	struct lead *l = lead(s, "Ada Byron", "Other name",
		"ada@acme.example");
	struct lead_conversion c;
	struct contact *p;

	shop_must(s, lead_qualify(&s->m, l, &s->how, &s->e));
	shop_must(s, convert(s, l, &c));
	assert_false(c.new_account || c.new_contact || c.unqualified);
	assert_int_equal(c.contact, known);
	assert_int_equal(c.account, acme);
	p = shop_get(s, E_CONTACT, known);
	assert_int_equal(p->account, acme);
	assert_text(p->name, "A. Byron");
}

IN_SHOP(found_by_the_contacts_account)
{
	int64_t other = account(s, "Elsewhere", NULL);
	struct lead_conversion c;
	struct lead *l;

	account(s, "Acme", "acme.example");
	contact(s, "Ada", "ada@acme.example", other);
	l = lead(s, "Ada", "Acme", "ada@acme.example");
	shop_must(s, convert(s, l, &c));
	assert_int_equal(c.account, other);
}

IN_SHOP(found_by_domain_and_name)
{
	int64_t acme = account(s, "Acme", "acme.example");
	int64_t bolt = account(s, "Bolt AB", NULL);
	struct lead *l = lead(s, "Eve", NULL, "eve@acme.example");
	struct lead_conversion c;

	shop_must(s, convert(s, l, &c));
	assert_int_equal(c.account, acme);
	assert_true(c.new_contact);
	l = lead(s, "Max", "bolt ab", "max@gmail.com");
	shop_must(s, convert(s, l, &c));
	assert_int_equal(c.account, bolt);
	l = lead(s, "Kim", NULL, NULL);
	shop_set(s, E_LEAD, l, "website", "https://www.Acme.example/shop");
	shop_must(s, convert(s, l, &c));
	assert_int_equal(c.account, acme);
}

IN_SHOP(public_mail_identifies_nobody)
{
	struct lead *l = lead(s, "Max Muster", NULL, "max@gmail.com");
	struct lead_conversion c;
	struct account *a;

	shop_must(s, convert(s, l, &c));
	a = shop_get(s, E_ACCOUNT, c.account);
	assert_text(a->name, "Max Muster");
	assert_text(a->domain, NULL);
	l = lead(s, "Eva Other", NULL, "eva@gmail.com");
	shop_must(s, convert(s, l, &c));
	assert_true(c.new_account);
}

IN_SHOP(ambiguous)
{
	struct lead *l = lead(s, "Ada", "Acme", "ada@gmx.net");
	struct lead_conversion c;
	int64_t second;

	account(s, "Acme", "one.example");
	second = account(s, "ACME", "two.example");
	shop_refused(s, convert(s, l, &c), ERR_USAGE,
		"Acme: 2 accounts go by that",
		"account/1 Acme, account/2 ACME", NULL);
	l = again(s, l);
	assert_text(l->status, "new");
	c = (struct lead_conversion){second, NUM_NULL, .deal = NULL};
	shop_must(s, lead_convert(&s->m, l, &c, &s->e));
	l = again(s, l);
	assert_int_equal(l->account, second);
	assert_int_equal(l->deal, NUM_NULL);
	shop_refused(s, convert(s, l, &c), ERR_DATA, "account/2", NULL);
}

IN_SHOP(archived_are_not_found)
{
	int64_t gone = account(s, "Acme", "acme.example");
	struct account *a = shop_get(s, E_ACCOUNT, gone);
	struct lead_conversion c;

	a->common.archived = 1;
	shop_save(s, E_ACCOUNT, a);
	shop_must(s, convert(s, lead(s, "Ada", "Acme", "ada@acme.example"),
		&c));
	assert_true(c.new_account);
	assert_int_not_equal(c.account, gone);
}

IN_SHOP(disqualified_stay_out)
{
	struct lead *l = lead(s, "Ada", "Acme", NULL);
	struct lead_conversion c;

	shop_must(s, lead_disqualify(&s->m, l, STR("spam"), &s->how, &s->e));
	shop_refused(s, convert(s, l, &c), ERR_DATA, "1: is disqualified",
		"pipe lead reopen 1", NULL);
}

IN_SHOP(the_deals_rules_hold)
{
	struct lead *l = lead(s, "Ada", "Acme", NULL);
	struct lead_conversion c = {NUM_NULL, NUM_NULL, .deal = NULL};

	shop_must(s, lead_deal(&s->m, l, &c.deal, &s->e));
	shop_set(s, E_DEAL, c.deal, "stage", "offer");
	shop_refused(s, lead_convert(&s->m, l, &c, &s->e), ERR_DATA,
		"Acme: stage offer requires amount, close, region_code",
		NULL);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_way),
		cmocka_unit_test(disqualified_and_back),
		cmocka_unit_test(set_status_is_no_way_around),
		cmocka_unit_test(all_made),
		cmocka_unit_test(found_by_mail),
		cmocka_unit_test(found_by_the_contacts_account),
		cmocka_unit_test(found_by_domain_and_name),
		cmocka_unit_test(public_mail_identifies_nobody),
		cmocka_unit_test(ambiguous),
		cmocka_unit_test(archived_are_not_found),
		cmocka_unit_test(disqualified_stay_out),
		cmocka_unit_test(the_deals_rules_hold),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
