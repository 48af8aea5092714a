/* The rules of deals. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "model/contact.h"
#include "shop.h"

static struct deal *
again(struct shop *s, const struct deal *d)
{
	return shop_get(s, E_DEAL, d->common.id);
}

static int64_t
contact(struct shop *s)
{
	struct contact *c = shop_new(s, E_CONTACT);

	shop_set(s, E_CONTACT, c, "name", "Ada Byron");
	return shop_save(s, E_CONTACT, c);
}

IN_SHOP(defaults)
{
	struct deal *d = shop_new(s, E_DEAL);

	shop_set(s, E_DEAL, d, "name", "Plain");
	shop_save(s, E_DEAL, d);
	d = again(s, d);
	assert_text(d->pipeline, "default");
	assert_text(d->stage, "first");
	assert_text(d->status, "open");
	assert_text(d->currency, "EUR");
	assert_int_equal(d->owner, s->bert);
	assert_int_equal(d->probability, 1000);
	assert_text(d->probability_by, "stage");
	assert_text(d->category, "pipeline");
	assert_text(d->category_by, "stage");
	assert_int_equal(d->amount, NUM_NULL);
	assert_int_equal(d->weighted, NUM_NULL);
	assert_int_equal(d->period, PERIOD_UNDATED);
	assert_int_equal(d->pushes, 0);
	assert_int_equal(d->slip, 0);
	assert_int_equal(d->stage_since, s->m.at);
	assert_int_equal(d->closed, NUM_NULL);
}

IN_SHOP(first_stage_of_the_pipeline_given)
{
	struct deal *d = shop_new(s, E_DEAL);

	shop_set(s, E_DEAL, d, "name", "Renewal");
	shop_set(s, E_DEAL, d, "pipeline", "renewals");
	shop_save(s, E_DEAL, d);
	assert_text(d->stage, "due");
	assert_int_equal(d->probability, 9000);
}

IN_SHOP(refusal_names_all)
{
	struct deal *d = shop_new(s, E_DEAL);

	shop_set(s, E_DEAL, d, "name", "Bare");
	shop_save(s, E_DEAL, d);
	shop_refused(s, deal_move(&s->m, d, STR("offer"), &s->how, &s->e),
		ERR_DATA,
		"1: stage offer requires amount, close, contact, region_code; "
		"to leave first: they talk to us",
		"try: pipe deal set 1 --amount AMOUNT --close CLOSE --contact "
		"CONTACT --region-code REGION_CODE", NULL);
	assert_text(again(s, d)->stage, "first");
	shop_refused(s, deal_move(&s->m, d, STR("offre"), &s->how, &s->e),
		ERR_USAGE, "did you mean 'offer'", NULL);
}

IN_SHOP(refusal_on_add)
{
	struct deal *d = shop_new(s, E_DEAL);

	shop_set(s, E_DEAL, d, "name", "Eager");
	shop_set(s, E_DEAL, d, "stage", "offer");
	shop_set(s, E_DEAL, d, "amount", "5");
	shop_refused(s, shop_try(s, E_DEAL, d), ERR_DATA,
		"Eager: stage offer requires close, contact, region_code",
		"--close CLOSE", NULL);
	assert_null(strstr(s->e.msg, "to leave"));
}

IN_SHOP(fields_and_move_in_one)
{
	struct deal *d = shop_deal(s);

	shop_later(s, 3);
	d->contact = contact(s);
	shop_set(s, E_DEAL, d, "region_code", "north");
	shop_must(s, deal_move(&s->m, d, STR("offer"), &s->how, &s->e));
	assert_int_equal(s->how, SAVED_UPDATED);
	d = again(s, d);
	assert_text(d->stage, "offer");
	assert_int_equal(d->probability, 4000);
	assert_int_equal(d->weighted, 40000);
	assert_text(d->category, "best_case");
	assert_int_equal(d->stage_since, s->m.at);
	assert_int_equal(d->common.rev, 2);
	shop_must(s, deal_move(&s->m, d, STR("offer"), &s->how, &s->e));
	assert_int_equal(s->how, SAVED_UNCHANGED);
}

IN_SHOP(set_stage_is_a_move)
{
	struct deal *d = shop_deal(s);

	shop_set(s, E_DEAL, d, "stage", "offer");
	shop_refused(s, shop_try(s, E_DEAL, d), ERR_DATA,
		"requires contact, region_code", NULL);
	d = again(s, d);
	shop_set(s, E_DEAL, d, "stage", "terms");
	shop_save(s, E_DEAL, d);
	assert_int_equal(again(s, d)->probability, 8000);
	shop_set(s, E_DEAL, d, "stage", NULL);
	shop_refused(s, shop_try(s, E_DEAL, d), ERR_DATA, "stage", NULL);
}

IN_SHOP(who_set_the_probability)
{
	struct deal *d = shop_deal(s);

	shop_set(s, E_DEAL, d, "probability", "25");
	shop_save(s, E_DEAL, d);
	d = again(s, d);
	assert_int_equal(d->probability, 2500);
	assert_text(d->probability_by, "person");
	assert_text(d->category_by, "stage");
	shop_set(s, E_DEAL, d, "probability", NULL);
	shop_save(s, E_DEAL, d);
	d = again(s, d);
	assert_int_equal(d->probability, 1000);
	assert_text(d->probability_by, "stage");
	shop_set(s, E_DEAL, d, "probability", "10");
	shop_save(s, E_DEAL, d);
	d = again(s, d);
	assert_text(d->probability_by, "person");
	shop_set(s, E_DEAL, d, "category", "commit");
	shop_save(s, E_DEAL, d);
	assert_text(again(s, d)->category_by, "person");
}

IN_SHOP(a_move_brings_the_stages_own)
{
	struct deal *d = shop_deal(s);

	shop_set(s, E_DEAL, d, "probability", "25");
	shop_set(s, E_DEAL, d, "category", "omitted");
	shop_save(s, E_DEAL, d);
	d = again(s, d);
	shop_must(s, deal_move(&s->m, d, STR("terms"), &s->how, &s->e));
	d = again(s, d);
	assert_int_equal(d->probability, 8000);
	assert_text(d->probability_by, "stage");
	assert_text(d->category, "commit");
	assert_text(d->category_by, "stage");
}

/* Given with the move it wins, even where it was the same before. */
IN_SHOP(given_with_the_move_wins)
{
	struct deal *d = shop_deal(s);

	shop_set(s, E_DEAL, d, "probability", "25");
	shop_save(s, E_DEAL, d);
	d = again(s, d);
	shop_set(s, E_DEAL, d, "probability", "25");
	shop_must(s, deal_move(&s->m, d, STR("terms"), &s->how, &s->e));
	d = again(s, d);
	assert_text(d->stage, "terms");
	assert_int_equal(d->probability, 2500);
	assert_text(d->probability_by, "person");
	assert_text(d->category, "commit");
}

IN_SHOP(win_keeps_close)
{
	struct deal *d = shop_deal(s);

	shop_later(s, 20);
	shop_must(s, deal_win(&s->m, d, &s->how, &s->e));
	d = again(s, d);
	assert_text(d->stage, "won");
	assert_text(d->status, "won");
	assert_int_equal(d->closed, s->m.at);
	assert_int_equal(d->close, shop_day("2026-11-30"));
	assert_int_equal(d->probability, 10000);
	assert_text(d->category, "closed");
	assert_int_equal(d->period, month_index(shop_day("2026-11-04")));
	assert_int_equal(d->idle, NUM_NULL);
	assert_int_equal(d->rotten, 0);
	assert_int_equal(d->age, 20);
	shop_later(s, 5);
	assert_int_equal(again(s, d)->age, 20);
	shop_must(s, deal_win(&s->m, d, &s->how, &s->e));
	assert_int_equal(s->how, SAVED_UNCHANGED);
}

IN_SHOP(win_requires_too)
{
	struct deal *d = shop_new(s, E_DEAL);

	shop_set(s, E_DEAL, d, "name", "Free");
	shop_save(s, E_DEAL, d);
	shop_refused(s, deal_win(&s->m, d, &s->how, &s->e), ERR_DATA,
		"stage won requires amount", "they talk to us", NULL);
}

IN_SHOP(lose_wants_a_reason)
{
	struct deal *d = shop_deal(s);

	shop_refused(s, deal_lose(&s->m, d, STR_NULL, &s->how, &s->e),
		ERR_DATA, "stage lost requires reason", "--reason REASON",
		NULL);
	d = again(s, d);
	shop_refused(s, deal_lose(&s->m, d, STR("prize"), &s->how, &s->e),
		ERR_USAGE, "did you mean 'price'", NULL);
	shop_must(s, deal_lose(&s->m, d, STR("price"), &s->how, &s->e));
	d = again(s, d);
	assert_text(d->status, "lost");
	assert_text(d->reason, "price");
	assert_int_equal(d->probability, 0);
	assert_text(d->category, "omitted");
	assert_int_equal(d->closed, s->m.at);
}

IN_SHOP(reopen_to_the_last_open_stage)
{
	struct deal *d = shop_deal(s);

	shop_refused(s, deal_reopen(&s->m, d, STR_NULL, &s->how, &s->e),
		ERR_DATA, "1: is open", NULL);
	shop_must(s, deal_move(&s->m, d, STR("terms"), &s->how, &s->e));
	shop_must(s, deal_lose(&s->m, d, STR("price"), &s->how, &s->e));
	shop_must(s, deal_win(&s->m, d, &s->how, &s->e));
	assert_text(again(s, d)->reason, NULL);
	d = again(s, d);
	shop_later(s, 1);
	shop_must(s, deal_reopen(&s->m, d, STR_NULL, &s->how, &s->e));
	d = again(s, d);
	assert_text(d->stage, "terms");
	assert_int_equal(d->closed, NUM_NULL);
	assert_int_equal(d->probability, 8000);
	assert_int_equal(d->stage_since, s->m.at);
	shop_must(s, deal_win(&s->m, d, &s->how, &s->e));
	shop_refused(s, deal_reopen(&s->m, d, STR("lost"), &s->how, &s->e),
		ERR_DATA, "no open stage", NULL);
	d = again(s, d);
	shop_must(s, deal_reopen(&s->m, d, STR("first"), &s->how, &s->e));
	assert_text(again(s, d)->stage, "first");
}

IN_SHOP(reopen_what_began_closed)
{
	struct deal *d = shop_new(s, E_DEAL);

	shop_set(s, E_DEAL, d, "name", "Old");
	shop_set(s, E_DEAL, d, "stage", "won");
	shop_set(s, E_DEAL, d, "amount", "7");
	shop_save(s, E_DEAL, d);
	assert_int_equal(d->closed, s->m.at);
	shop_must(s, deal_reopen(&s->m, d, STR_NULL, &s->how, &s->e));
	assert_text(again(s, d)->stage, "first");
}

IN_SHOP(advance)
{
	struct deal *d = shop_deal(s);

	shop_refused(s, deal_advance(&s->m, d, &s->how, &s->e), ERR_DATA,
		"stage offer requires contact, region_code", NULL);
	d = again(s, d);
	d->contact = contact(s);
	shop_set(s, E_DEAL, d, "region_code", "south");
	shop_must(s, deal_advance(&s->m, d, &s->how, &s->e));
	assert_text(d->stage, "offer");
	shop_must(s, deal_advance(&s->m, d, &s->how, &s->e));
	assert_text(d->stage, "terms");
	shop_refused(s, deal_advance(&s->m, d, &s->how, &s->e), ERR_DATA,
		"no open stage comes after terms", "pipe deal win 1", NULL);
	shop_must(s, deal_win(&s->m, d, &s->how, &s->e));
	shop_refused(s, deal_advance(&s->m, d, &s->how, &s->e), ERR_DATA,
		"1: is won", NULL);
}

IN_SHOP(another_pipeline)
{
	struct deal *d = shop_deal(s);

	shop_set(s, E_DEAL, d, "pipeline", "renewals");
	shop_refused(s, shop_try(s, E_DEAL, d), ERR_USAGE,
		"pipeline renewals has no stage 'first'", "--stage due", NULL);
	shop_set(s, E_DEAL, d, "stage", "due");
	shop_save(s, E_DEAL, d);
	assert_int_equal(again(s, d)->probability, 9000);
	shop_must(s, deal_lose(&s->m, d, STR("price"), &s->how, &s->e));
	assert_text(again(s, d)->stage, "churned");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(defaults),
		cmocka_unit_test(first_stage_of_the_pipeline_given),
		cmocka_unit_test(refusal_names_all),
		cmocka_unit_test(refusal_on_add),
		cmocka_unit_test(fields_and_move_in_one),
		cmocka_unit_test(set_stage_is_a_move),
		cmocka_unit_test(who_set_the_probability),
		cmocka_unit_test(a_move_brings_the_stages_own),
		cmocka_unit_test(given_with_the_move_wins),
		cmocka_unit_test(win_keeps_close),
		cmocka_unit_test(win_requires_too),
		cmocka_unit_test(lose_wants_a_reason),
		cmocka_unit_test(reopen_to_the_last_open_stage),
		cmocka_unit_test(reopen_what_began_closed),
		cmocka_unit_test(advance),
		cmocka_unit_test(another_pipeline),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
