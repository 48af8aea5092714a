#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "filters.h"

HOLDS(all, YES)
HOLDS(none, NO)
HOLDS(is_open, str_is(t->status, "open"))
HOLDS(is_archived, t->common.archived == 1)
HOLDS(is_live, t->common.archived == 0)
HOLDS(negotiation, str_is(t->stage, "negotiation"))
HOLDS(two_stages, str_is(t->stage, "lead") || str_is(t->stage, "closing"))
HOLDS(no_stage, !t->stage.p)
HOLDS(lead_or_unset, !t->stage.p || str_is(t->stage, "lead"))
HOLDS(from_proposal, str_is(t->stage, "proposal") ||
	str_is(t->stage, "negotiation") || str_is(t->stage, "closing"))
HOLDS(after_proposal, str_is(t->stage, "negotiation") ||
	str_is(t->stage, "closing"))
HOLDS(below_large, str_is(t->size, "small") || str_is(t->size, "medium"))
HOLDS(size_has, folded_has(t->size, "m"))
HOLDS(kind_renewal, str_is(t->kind, "Renewal"))
HOLDS(kind_not_new, !str_is(t->kind, "new"))
HOLDS(tag_cold, word_in(t->common.tag, "cold"))
HOLDS(tag_not_cold, !word_in(t->common.tag, "cold"))
HOLDS(tag_umlaut, word_in(t->common.tag, "\xc3\xbc" "ber"))
HOLDS(tag_has, folded_has(t->common.tag, "col"))
HOLDS(tag_none, !t->common.tag.p)
HOLDS(ext_sf, set_has(t->common.ext, STR("sf:9")))
HOLDS(name_acme, folded_has(t->name, "acme"))
HOLDS(name_is_acme, folded_same(t->name, "acme"))
HOLDS(name_strasse, folded_same(t->name, "Strasse"))
HOLDS(name_angstrom, folded_same(t->name, "\xc3\x85NGSTR\xc3\x96M"))
HOLDS(name_two, folded_has(t->name, "acme") || folded_same(t->name, "zebra"))
HOLDS(name_quoted, folded_has(t->name, "acme a b"))
HOLDS(name_corp, folded_has(t->name, "globex") && folded_has(t->name,
	"corporation"))
HOLDS(name_below, t->name.p && folded_order(t->name, "b") < 0)
HOLDS(name_band, t->name.p && folded_order(t->name, "acme") >= 0 &&
	folded_order(t->name, "h") <= 0)
HOLDS(name_unlike, !folded_has(t->name, "acme"))
HOLDS(note_comma, folded_same(t->note, "a,b"))
HOLDS(code_exact, str_is(t->code, "k-7"))
HOLDS(code_has, folded_has(t->code, "K-7"))
HOLDS(mail_ada, folded_same(t->email, "ADA@acme.example"))
HOLDS(mail_globex, folded_has(t->email, "@globex"))
HOLDS(url_acme, folded_same(t->url, "https://acme.example/a"))
HOLDS(phone_us, folded_has(t->phone, "+1 212"))
HOLDS(country_de, str_is(t->country, "DE") || str_is(t->country, "JP"))
HOLDS(money_usd, str_is(t->currency, "USD"))
HOLDS(big, answer_both(MONEY(1000000, HI), folded_has(t->name, "a b") ||
	folded_same(t->name, "acme") ? YES : NO))
HOLDS(late, answer_both(answer_both(big(s, t), is_open(s, t)),
	within(t->close, LO, s->cal.today - 1) ? YES : NO))
HOLDS(not_late, answer_not(late(s, t)))
HOLDS(deep, t->count == 1 || (t->count == 2 && (t->hot == 1 ||
	(t->hot == 0 && (t->owner == 1 || t->owner == 2)))))
HOLDS(mixed, str_is(t->stage, "lead") || (t->hot == 1 && t->count != 3))

static const struct filter_row rows[] = {
	{{NULL}, NULL, is_open, OPEN},
	{{NULL}, NULL, all, ALL},
	{{"status:any"}, NULL, all, OPEN | ALL},
	{{"stage:any"}, NULL, all, OPEN | ALL},
	{{"archived:any", "status:any"}, NULL, all, OPEN | WHOLE | ALL},
	{{"archived:yes"}, NULL, is_archived, WHOLE},
	{{NULL}, "archived in (no)", is_live, WHOLE},
	{{"owner:any"}, NULL, is_open, OPEN},
	{{"stage:negotiation"}, "stage = negotiation", negotiation, 0},
	{{"stage:lead,closing"}, "stage in (lead, closing)", two_stages, 0},
	{{"stage:"}, "stage = null", no_stage, 0},
	{{"stage:lead,"}, "stage in (lead, null)", lead_or_unset, 0},
	{{"stage:proposal.."}, "stage >= proposal", from_proposal, 0},
	{{NULL}, "stage > proposal", after_proposal, 0},
	{{"size:..medium"}, "size < large", below_large, 0},
	{{"size:~M"}, "size ~ \"M\"", size_has, 0},
	{{"kind:Renewal"}, "kind = 'Renewal'", kind_renewal, 0},
	{{"not:kind:new"}, "kind != new", kind_not_new, 0},
	{{"tag:cold"}, "tag = COLD", tag_cold, 0},
	{{"not:tag:cold"}, "tag != cold", tag_not_cold, 0},
	{{"tag:\xc3\x9c" "BER"}, NULL, tag_umlaut, 0},
	{{"tag:~col"}, "tag ~ col", tag_has, 0},
	{{"tag:"}, NULL, tag_none, 0},
	{{"ext:sf:9"}, "ext = sf:9", ext_sf, 0},
	{{"name:~acme"}, "name ~ ACME", name_acme, 0},
	{{"name:Acme"}, "name = 'ACME'", name_is_acme, 0},
	{{"name:strasse"}, "name = stra\xc3\x9f" "e", name_strasse, 0},
	{{"name:\xc3\xa5ngstr\xc3\xb6m"}, NULL, name_angstrom, 0},
	{{"name:~acme,zebra"}, "name ~ acme or name = zebra", name_two, 0},
	{{"name:~\"acme a b\""}, "name ~ \"Acme A B\"", name_quoted, 0},
	{{"acme"}, NULL, name_acme, 0},
	{{"globex", "corporation"}, "name ~ globex and name ~ corporation",
		name_corp, 0},
	{{"not:acme"}, "name !~ acme", name_unlike, 0},
	{{NULL}, "name < b", name_below, 0},
	{{"name:acme..h"}, "name >= acme and name <= h", name_band, 0},
	{{"name:\"a\\\\b\\\"c\""}, "name = 'a\\\\b\"c'", none, ALL},
	{{"note:\"a,b\""}, "note = 'A,b'", note_comma, 0},
	{{"code:k-7"}, "code = k-7", code_exact, 0},
	{{"code:~K-7"}, "code ~ k-7", code_has, 0},
	{{"email:ada@ACME.example"}, "email = ada@acme.example", mail_ada, 0},
	{{"email:~@globex"}, "email ~ '@globex'", mail_globex, 0},
	{{"url:https://acme.example/a"}, "url = https://acme.example/a",
		url_acme, 0},
	{{"phone:~+1 212"}, NULL, phone_us, 0},
	{{"country:de,jp"}, "country in (DE, JP)", country_de, 0},
	{{"currency:usd"}, "currency = USD", money_usd, 0},
	{{"@big"}, "@big", big, 0},
	{{"@late"}, "@late and status in (open)", late, 0},
	{{"not:@late"}, "not @late", not_late, 0},
	{{"@nothing"}, "@nothing", all, ALL},
	{{NULL}, "count = 1 or (count = 2 and (hot or (hot = no and "
		"(owner = anna or owner = bert))))", deep, 0},
	{{NULL}, "stage = lead or hot and count not in (3)", mixed, 0},
	{{NULL}, "not (not stage = lead and not (hot and not count = 3))",
		mixed, 0},
};

static void
filters_of_text_equal_naive_answers(void **state)
{
	filters_check(*state, rows, sizeof rows / sizeof *rows);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(filters_of_text_equal_naive_answers),
	};

	return cmocka_run_group_tests(tests, things_setup, things_teardown);
}
