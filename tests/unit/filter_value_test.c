#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "filters.h"

HOLDS(none, NO)
HOLDS(owner_anna, t->owner == 1)
HOLDS(owner_two, t->owner == 1 || t->owner == 4)
HOLDS(owner_not_anna, t->owner != 1)
HOLDS(no_owner, t->owner == NUM_NULL)
HOLDS(anna_or_unset, t->owner == NUM_NULL || t->owner == 1)
HOLDS(owner_called, things_owner(s, t) &&
	folded_has(things_owner(s, t)->name, "AN"))
HOLDS(owner_named, things_owner(s, t) &&
	folded_same(things_owner(s, t)->name, "JAN DOE"))
HOLDS(owner_active, things_owner(s, t) && things_owner(s, t)->active == 1)
HOLDS(owner_not_active, !(things_owner(s, t) &&
	things_owner(s, t)->active == 1))
HOLDS(owner_unnamed, !things_owner(s, t))
HOLDS(squad_emea, below_squad(s, squad_of(s, t), 2))
HOLDS(squad_exact, squad_of(s, t) == 2)
HOLDS(squad_two, below_squad(s, squad_of(s, t), 3) ||
	below_squad(s, squad_of(s, t), 4))
HOLDS(squad_none, squad_of(s, t) == NUM_NULL)
HOLDS(squad_not_world, !below_squad(s, squad_of(s, t), 1))
HOLDS(from_10000, MONEY(1000000, HI))
HOLDS(below_10000, MONEY(LO, 999999))
HOLDS(above_10000, MONEY(1000001, HI))
HOLDS(to_10000, MONEY(LO, 1000000))
HOLDS(not_from_10000, answer_not(MONEY(1000000, HI)))
HOLDS(band, MONEY(100000, 500000))
HOLDS(dollars, amount_in(t, t->amount, "USD", 100000, HI))
HOLDS(yen, amount_in(t, t->amount, "JPY", LO, 500000))
HOLDS(dollar_band, amount_in(t, t->amount, "USD", 100000, 500000))
HOLDS(two_moneys, t->amount == NUM_NULL ? NO
	: amount_in(t, t->amount, "JPY", 0, 0) != APART ? APART
	: answer_either(MONEY(1000000, HI),
		amount_in(t, t->amount, "USD", 1500000, HI)) == YES)
HOLDS(amount_unset, t->amount == NUM_NULL)
HOLDS(amount_set, t->amount != NUM_NULL)
HOLDS(anna_or_10000, answer_either(t->owner == 1 ? YES : NO,
	MONEY(1000000, HI)))
HOLDS(anna_and_10000, answer_both(t->owner == 1 ? YES : NO, MONEY(1000000, HI)))
HOLDS(fee_and_amount, answer_both(amount_in(t, t->fee, "EUR", LO, 5000),
	MONEY(500000, HI)))
HOLDS(count_7, t->count == 7)
HOLDS(count_band, within(t->count, -5, 5))
HOLDS(count_parts, within(t->count, LO, -40) || within(t->count, 40, HI) ||
	t->count == 0)
HOLDS(count_not_7, t->count != 7)
HOLDS(count_below, within(t->count, LO, -1))
HOLDS(chance_half, t->chance != NUM_NULL && t->chance >= 5000)
HOLDS(chance_12, within(t->chance, 1250, 2500))
HOLDS(weight_from, dec_at_least(t->weight, 125))
HOLDS(weight_below, t->weight != NUM_NULL && !dec_at_least(t->weight, 125))
HOLDS(weight_band, dec_at_least(t->weight, -50) &&
	!dec_at_least(t->weight, 1000))
HOLDS(close_today, t->close == s->cal.today)
HOLDS(close_quarter, within(t->close, LO, DAY(2026, 12, 31)))
HOLDS(close_2026q4, within(t->close, DAY(2026, 10, 1), DAY(2026, 12, 31)))
HOLDS(close_not_2026, !within(t->close, DAY(2026, 1, 1), DAY(2026, 12, 31)))
HOLDS(close_after_q4, within(t->close, DAY(2027, 1, 1), HI))
HOLDS(close_before_q4, within(t->close, LO, DAY(2026, 9, 30)))
HOLDS(close_two, within(t->close, DAY(2026, 2, 1), DAY(2026, 2, 28)) ||
	within(t->close, DAY(2026, 3, 30), DAY(2026, 4, 5)))
HOLDS(close_unset, t->close == NUM_NULL)
HOLDS(seen_today, within(t->seen, day_edge(s, s->cal.today, false),
	day_edge(s, s->cal.today, true)))
HOLDS(seen_before, within(t->seen, LO, day_edge(s, s->cal.today, false) - 1))
HOLDS(seen_until, within(t->seen, LO, day_edge(s, s->cal.today, true)))
HOLDS(seen_since, within(t->seen, s->cal.now, HI))
HOLDS(seen_month, within(t->seen, day_edge(s, DAY(2026, 9, 1), false),
	day_edge(s, DAY(2026, 9, 30), true)))
HOLDS(due_today, due_in(s, t, s->cal.today, s->cal.today))
HOLDS(due_until, due_in(s, t, LO, s->cal.today))
HOLDS(due_before, due_in(s, t, LO, s->cal.today - 1))
HOLDS(due_month, due_in(s, t, DAY(2026, 10, 1), DAY(2026, 10, 31)))
HOLDS(due_clock, t->due != NUM_NULL && (when_is_day(t->due)
	? when_day(t->due) <= s->cal.today
	: when_instant(t->due) <= s->cal.now))
HOLDS(hot, t->hot == 1)
HOLDS(not_hot, t->hot != 1)
HOLDS(cold_flag, t->hot == 0)
HOLDS(parent_7, t->parent == 7)
HOLDS(parent_hot, t->parent != NUM_NULL && t->parent % 2 &&
	t->parent < 2 * THINGS && s->v[t->parent / 2].hot == 1)
HOLDS(parent_parent, t->parent != NUM_NULL && t->parent % 2 &&
	t->parent < 2 * THINGS &&
	s->v[t->parent / 2].parent != NUM_NULL)
HOLDS(about_anna, t->about == anyref_make(E_PERSON, 1))
HOLDS(id_small, within(t->common.id, LO, 99))
HOLDS(rev_3, t->common.rev == 3)
HOLDS(created_2025, within(t->common.created,
	day_edge(s, DAY(2025, 1, 1), false),
	day_edge(s, DAY(2025, 12, 31), true)))

static const struct filter_row rows[] = {
	{{"owner:anna"}, "owner = me", owner_anna, 0},
	{{"owner:me,dora-louise"}, "owner in (1, dora-louise)", owner_two, 0},
	{{"not:owner:anna"}, "owner != anna", owner_not_anna, 0},
	{{"owner:"}, "owner = null", no_owner, 0},
	{{"owner:anna,"}, "owner = anna or owner = null", anna_or_unset, 0},
	{{"owner:~AN"}, "owner ~ an", owner_called, 0},
	{{"owner.name:jan doe"}, "owner.name = 'Jan Doe'", owner_named, 0},
	{{"owner.active:yes"}, "owner.active", owner_active, 0},
	{{"not:owner.active:yes"}, "not owner.active", owner_not_active, 0},
	{{"owner.name:"}, "owner.name = null", owner_unnamed, 0},
	{{"squad:emea"}, "squad = emea", squad_emea, 0},
	{{"owner.squad:emea"}, "owner.squad = emea", squad_exact, 0},
	{{"squad:apac,dach"}, "squad in (apac, dach)", squad_two, 0},
	{{"squad:"}, "squad = null", squad_none, 0},
	{{"not:squad:world"}, "squad != world", squad_not_world, 0},
	{{"amount:10000.."}, "amount >= 10000", from_10000, 0},
	{{NULL}, "amount < 10000", below_10000, 0},
	{{NULL}, "amount > 10000EUR", above_10000, 0},
	{{"amount:..10000"}, "amount <= 10000.00", to_10000, 0},
	{{"not:amount:10000.."}, "not amount >= 10000", not_from_10000, 0},
	{{"amount:1000..5000"}, "amount >= 1000 and amount <= 5000", band, 0},
	{{"amount:1000USD.."}, "amount >= 1000USD", dollars, 0},
	{{"amount:..500000JPY"}, "amount <= \"JPY 500000\"", yen, 0},
	{{"amount:1000..5000USD"}, "amount = 1000USD..5000", dollar_band, 0},
	{{"amount:10000..,15000USD.."}, "amount in (10000.., 15000USD..)",
		two_moneys, 0},
	{{"amount:"}, "amount = null", amount_unset, 0},
	{{"amount:.."}, "amount != null", amount_set, 0},
	{{NULL}, "owner = anna or amount >= 10000", anna_or_10000, 0},
	{{"owner:anna", "amount:10000.."}, "owner = anna and amount >= 10000",
		anna_and_10000, 0},
	{{"fee:..50", "amount:5000.."}, "fee <= 50 and amount >= 5000",
		fee_and_amount, 0},
	{{"count:7"}, "count = 7", count_7, 0},
	{{"count:-5..5"}, "count >= -5 and count < 6", count_band, 0},
	{{"count:..-40,40..,0"}, "count in (..-40, 0, 40..)", count_parts, 0},
	{{"not:count:7"}, "count != 7", count_not_7, 0},
	{{NULL}, "count < 0", count_below, 0},
	{{NULL}, "count > 9223372036854775807", none, ALL},
	{{NULL}, "count < -9223372036854775807", none, ALL},
	{{"chance:50.."}, "chance >= 50%", chance_half, 0},
	{{"chance:12.5..25"}, NULL, chance_12, 0},
	{{"weight:1.25.."}, "weight >= 1.250", weight_from, 0},
	{{NULL}, "weight < 1.25", weight_below, 0},
	{{"weight:-0.5..9.999"}, "weight >= -0.5 and weight < 10",
		weight_band, 0},
	{{"close:today"}, "close = today", close_today, 0},
	{{"close:..eoq"}, "close <= eoq", close_quarter, 0},
	{{"close:2026Q4"}, "close = this-quarter", close_2026q4, 0},
	{{"not:close:2026"}, "close != 2026", close_not_2026, 0},
	{{"close:2027-01-01.."}, "close > 2026Q4", close_after_q4, 0},
	{{"close:..2026-09"}, "close < 2026Q4", close_before_q4, 0},
	{{"close:2026-02,2026W14"}, NULL, close_two, 0},
	{{"close:"}, "not close != null", close_unset, 0},
	{{"seen:today"}, "seen = today", seen_today, 0},
	{{"seen:..yesterday"}, "seen < today", seen_before, 0},
	{{"seen:..today"}, "seen <= 2026-10-15", seen_until, 0},
	{{"seen:2026-10-15T15:00:00Z.."}, "seen >= 2026-10-15T11:00:00-04:00",
		seen_since, 0},
	{{"seen:last-month"}, "seen = 2026-09", seen_month, 0},
	{{"due_at:today"}, "due-at = today", due_today, 0},
	{{"due-at:..today"}, "due_at <= today", due_until, 0},
	{{"due_at:..yesterday"}, "due_at < today", due_before, 0},
	{{"due_at:this-month"}, "due_at = 2026-10", due_month, 0},
	{{NULL}, "due_at <= 2026-10-15T15:00:00Z", due_clock, 0},
	{{"hot:yes"}, "hot", hot, 0},
	{{"not:hot:yes"}, "not hot", not_hot, 0},
	{{"hot:no"}, "hot = no", cold_flag, 0},
	{{"parent:7"}, "parent = 7", parent_7, 0},
	{{"parent.hot:yes"}, "parent.hot", parent_hot, 0},
	{{"parent.parent:.."}, "parent.parent != null", parent_parent, 0},
	{{"about:person/anna"}, "about = person/1", about_anna, 0},
	{{"id:..99"}, "id < 100", id_small, 0},
	{{"rev:3"}, "rev = 3", rev_3, 0},
	{{"created:2025"}, "created = last-year", created_2025, 0},
};

static void
filters_of_values_equal_naive_answers(void **state)
{
	filters_check(*state, rows, sizeof rows / sizeof *rows);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(filters_of_values_equal_naive_answers),
	};

	return cmocka_run_group_tests(tests, things_setup, things_teardown);
}
