/* Activities and notes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "model/account.h"
#include "model/activity.h"
#include "model/lead.h"
#include "shop.h"

static int64_t
account(struct shop *s, const char *name, const char *domain)
{
	struct account *a = shop_new(s, E_ACCOUNT);

	shop_set(s, E_ACCOUNT, a, "name", name);
	shop_set(s, E_ACCOUNT, a, "domain", domain);
	return shop_save(s, E_ACCOUNT, a);
}

static struct note
note(int entity, int64_t id, const char *text)
{
	return (struct note){
		.about = anyref_make(entity, id),
		.text = str_of(text),
		.next = NUM_NULL,
	};
}

IN_SHOP(notes)
{
	struct deal *d = shop_deal(s);
	struct note n = note(E_DEAL, d->common.id,
		" called twice\nshe is away until Monday\n");
	struct activity *a;
	int64_t id;

	n.type = STR("call");
	n.next = shop_day("2026-10-19");
	n.next_step = STR("call again");
	shop_must(s, activity_note(&s->m, &n, &id, &s->e));
	a = shop_get(s, E_ACTIVITY, id);
	assert_text(a->type, "call");
	assert_text(a->subject, "called twice");
	assert_text(a->body, "called twice\nshe is away until Monday");
	assert_int_equal(a->done, s->m.at);
	assert_int_equal(a->owner, s->bert);
	d = shop_get(s, E_DEAL, d->common.id);
	assert_int_equal(d->next, shop_day("2026-10-19"));
	assert_text(d->next_step, "call again");
	assert_int_equal(d->touched, s->m.at);
	assert_int_equal(d->common.rev, 2);
	n = note(E_DEAL, d->common.id, "plain");
	shop_must(s, activity_note(&s->m, &n, &id, &s->e));
	a = shop_get(s, E_ACTIVITY, id);
	assert_text(a->type, "note");
	assert_text(a->body, NULL);
	d = shop_get(s, E_DEAL, d->common.id);
	assert_int_equal(d->common.rev, 2);
}

IN_SHOP(notes_elsewhere)
{
	struct lead *l = shop_new(s, E_LEAD);
	struct note n;
	int64_t id;

	shop_set(s, E_LEAD, l, "name", "Ada");
	n = note(E_LEAD, shop_save(s, E_LEAD, l), "asleep");
	n.next = shop_day("2027-01-01");
	shop_must(s, activity_note(&s->m, &n, &id, &s->e));
	l = shop_get(s, E_LEAD, l->common.id);
	assert_int_equal(l->wake, n.next);
	n.next_step = STR("wake");
	shop_refused(s, activity_note(&s->m, &n, &id, &s->e), ERR_USAGE,
		"lead/1: a lead has a wake-up day", NULL);
	n = note(E_ACCOUNT, account(s, "Acme", NULL), "well");
	shop_must(s, activity_note(&s->m, &n, &id, &s->e));
	n.next = shop_day("2027-01-01");
	shop_refused(s, activity_note(&s->m, &n, &id, &s->e), ERR_USAGE,
		"account/1: only deals and leads", NULL);
	n = note(E_ACCOUNT, 1, " \n ");
	shop_refused(s, activity_note(&s->m, &n, &id, &s->e), ERR_USAGE,
		"empty", NULL);
	n = note(E_ACCOUNT, 1, "x");
	n.type = STR("calll");
	shop_refused(s, activity_note(&s->m, &n, &id, &s->e), ERR_USAGE,
		"did you mean 'call'", NULL);
}

/* A subject ends between words, and never inside a character. */
IN_SHOP(long_notes)
{
	struct deal *d = shop_deal(s);
	struct buf words = {0}, solid = {0};
	struct activity *a;
	struct note n;
	int64_t id;

	for (int i = 0; i < 40; i++) {
		buf_cstr(&words, "word ");
		buf_cstr(&solid, "\xc3\xa4\xc3\xb6\xc3\xbc");
	}
	n = note(E_DEAL, d->common.id, words.p);
	shop_must(s, activity_note(&s->m, &n, &id, &s->e));
	a = shop_get(s, E_ACTIVITY, id);
	assert_int_equal(a->subject.n, 119);
	assert_int_equal(a->body.n, words.n - 1);
	buf_reset(&words);
	buf_cstr(&words, "x");
	buf_str(&words, buf_view(&solid));
	n = note(E_DEAL, d->common.id, words.p);
	shop_must(s, activity_note(&s->m, &n, &id, &s->e));
	a = shop_get(s, E_ACTIVITY, id);
	assert_int_equal(a->subject.n, 119);
	buf_free(&words);
	buf_free(&solid);
}

IN_SHOP(activities)
{
	struct activity *a = shop_new(s, E_ACTIVITY);

	assert_text(a->type, "task");
	shop_set(s, E_ACTIVITY, a, "subject", "Call Ada");
	shop_set(s, E_ACTIVITY, a, "due", "+2d");
	shop_save(s, E_ACTIVITY, a);
	shop_later(s, 2);
	shop_must(s, activity_done(&s->m, a, STR("no answer"), &s->how,
		&s->e));
	assert_int_equal(a->done, s->m.at);
	shop_later(s, 1);
	shop_must(s, activity_done(&s->m, a, STR_NULL, &s->how, &s->e));
	assert_int_equal(s->how, SAVED_UNCHANGED);
	a = shop_get(s, E_ACTIVITY, a->common.id);
	assert_text(a->outcome, "no answer");
	a->done = s->m.now + 1;
	shop_refused(s, shop_try(s, E_ACTIVITY, a), ERR_DATA,
		"1: done lies in the future", NULL);
	a = shop_new(s, E_ACTIVITY);
	shop_set(s, E_ACTIVITY, a, "subject", "x");
	a->minutes = -1;
	shop_refused(s, shop_try(s, E_ACTIVITY, a), ERR_DATA, "minutes",
		NULL);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(notes),
		cmocka_unit_test(notes_elsewhere),
		cmocka_unit_test(long_notes),
		cmocka_unit_test(activities),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
