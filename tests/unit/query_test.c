#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include <cmocka.h>

#include "base/utf8.h"
#include "things.h"

enum { WORDS = 6, ROUNDS = 4000 };

/* What a record should be: as the filter's three answers. */
enum answer { NO, YES, APART };

typedef enum answer predicate(const struct things *s, const struct thing *t);

static int
setup(void **state)
{
	struct things *s = calloc(1, sizeof *s);

	if (!s)
		return -1;
	things_make(s);
	*state = s;
	return 0;
}

static int
teardown(void **state)
{
	things_free(*state);
	free(*state);
	return 0;
}

static bool
folded_same(struct str a, const char *z)
{
	struct buf x = {0}, y = {0};
	bool same;

	if (!a.p)
		return false;
	text_fold(a, &x);
	text_fold(str_of(z), &y);
	same = x.n == y.n && (!x.n || memcmp(x.p, y.p, x.n) == 0);
	buf_free(&x);
	buf_free(&y);
	return same;
}

static bool
folded_has(struct str a, const char *z)
{
	struct buf x = {0}, y = {0};
	bool has;

	if (!a.p)
		return false;
	text_fold(a, &x);
	text_fold(str_of(z), &y);
	has = x.n >= y.n && memmem(x.p ? x.p : "", x.n, y.p, y.n);
	buf_free(&x);
	buf_free(&y);
	return has;
}

/* As folded text, below 0, 0 or above; the text is set. */
static int
folded_order(struct str a, const char *z)
{
	struct buf x = {0}, y = {0};
	int c;

	text_fold(a, &x);
	text_fold(str_of(z), &y);
	c = str_cmp((struct str){x.p ? x.p : "", x.n}, buf_view(&y));
	buf_free(&x);
	buf_free(&y);
	return c;
}

static bool
in(int64_t v, int64_t lo, int64_t hi)
{
	return v != NUM_NULL && lo <= v && v <= hi;
}

static bool
word_in(struct str set, const char *word)
{
	struct str part;

	while (str_split(&set, ',', &part))
		if (folded_same(part, word))
			return true;
	return false;
}

/* An amount against lo to hi of a currency, unset counting as euros. */
static enum answer
amount_in(const struct thing *t, int64_t v, const char *code, int64_t lo,
	int64_t hi)
{
	if (v == NUM_NULL)
		return NO;
	if (!str_is(t->currency.p ? t->currency : STR("EUR"), code))
		return APART;
	return lo <= v && v <= hi ? YES : NO;
}

static enum answer
inverse(enum answer a)
{
	return a == APART ? APART : a == YES ? NO : YES;
}

static enum answer
both(enum answer a, enum answer b)
{
	return a == NO || b == NO ? NO : a == APART || b == APART ? APART : YES;
}

static enum answer
either(enum answer a, enum answer b)
{
	return inverse(both(inverse(a), inverse(b)));
}

static bool
dec_at_least(int64_t v, int64_t hundredths)
{
	int64_t m, n;

	if (v == NUM_NULL)
		return false;
	m = dec_mantissa(v);
	n = hundredths;
	for (int i = dec_scale(v); i < 4; i++)
		m *= 10;
	return m >= n * 100;
}

static int64_t
instant(const struct things *s, int64_t day, bool end)
{
	return end ? zone_day_end(s->cal.zone, day)
		: zone_day_start(s->cal.zone, day);
}

/* Days by days, instants by the zone's day they fall on. */
static bool
due_in(const struct things *s, const struct thing *t, int64_t lo, int64_t hi)
{
	if (t->due == NUM_NULL)
		return false;
	if (when_is_day(t->due))
		return in(when_day(t->due), lo, hi);
	return in(zone_day(s->cal.zone, when_instant(t->due)), lo, hi);
}

static int64_t
squad_of(const struct things *s, const struct thing *t)
{
	const struct person *p = things_owner(s, t);

	return p ? p->squad : NUM_NULL;
}

static bool
below_squad(const struct things *s, int64_t squad, int64_t top)
{
	while (squad != NUM_NULL && squad != top)
		squad = s->squads[squad].parent;
	return squad == top;
}

#define HOLDS(name, condition)                                                 \
	static enum answer name(const struct things *s, const struct thing *t) \
	{                                                                      \
		(void)s;                                                       \
		(void)t;                                                       \
		return (enum answer)(condition);                               \
	}
#define LO (INT64_MIN + 1)
#define HI INT64_MAX
#define DAY(y, m, d) day_of(y, m, d)
#define MONEY(lo, hi) amount_in(t, t->amount, "EUR", lo, hi)

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
HOLDS(not_from_10000, inverse(MONEY(1000000, HI)))
HOLDS(band, MONEY(100000, 500000))
HOLDS(dollars, amount_in(t, t->amount, "USD", 100000, HI))
HOLDS(yen, amount_in(t, t->amount, "JPY", LO, 500000))
HOLDS(dollar_band, amount_in(t, t->amount, "USD", 100000, 500000))
HOLDS(two_moneys, t->amount == NUM_NULL ? NO
	: amount_in(t, t->amount, "JPY", 0, 0) != APART ? APART
	: either(MONEY(1000000, HI),
		amount_in(t, t->amount, "USD", 1500000, HI)) == YES)
HOLDS(amount_unset, t->amount == NUM_NULL)
HOLDS(amount_set, t->amount != NUM_NULL)
HOLDS(anna_or_10000, either(t->owner == 1 ? YES : NO, MONEY(1000000, HI)))
HOLDS(anna_and_10000, both(t->owner == 1 ? YES : NO, MONEY(1000000, HI)))
HOLDS(fee_and_amount, both(amount_in(t, t->fee, "EUR", LO, 5000),
	MONEY(500000, HI)))
HOLDS(count_7, t->count == 7)
HOLDS(count_band, in(t->count, -5, 5))
HOLDS(count_parts, in(t->count, LO, -40) || in(t->count, 40, HI) ||
	t->count == 0)
HOLDS(count_not_7, t->count != 7)
HOLDS(count_below, in(t->count, LO, -1))
HOLDS(chance_half, t->chance != NUM_NULL && t->chance >= 5000)
HOLDS(chance_12, in(t->chance, 1250, 2500))
HOLDS(weight_from, dec_at_least(t->weight, 125))
HOLDS(weight_below, t->weight != NUM_NULL && !dec_at_least(t->weight, 125))
HOLDS(weight_band, dec_at_least(t->weight, -50) &&
	!dec_at_least(t->weight, 1000))
HOLDS(close_today, t->close == s->cal.today)
HOLDS(close_quarter, in(t->close, LO, DAY(2026, 12, 31)))
HOLDS(close_2026q4, in(t->close, DAY(2026, 10, 1), DAY(2026, 12, 31)))
HOLDS(close_not_2026, !in(t->close, DAY(2026, 1, 1), DAY(2026, 12, 31)))
HOLDS(close_after_q4, in(t->close, DAY(2027, 1, 1), HI))
HOLDS(close_before_q4, in(t->close, LO, DAY(2026, 9, 30)))
HOLDS(close_two, in(t->close, DAY(2026, 2, 1), DAY(2026, 2, 28)) ||
	in(t->close, DAY(2026, 3, 30), DAY(2026, 4, 5)))
HOLDS(close_unset, t->close == NUM_NULL)
HOLDS(seen_today, in(t->seen, instant(s, s->cal.today, false),
	instant(s, s->cal.today, true)))
HOLDS(seen_before, in(t->seen, LO, instant(s, s->cal.today, false) - 1))
HOLDS(seen_until, in(t->seen, LO, instant(s, s->cal.today, true)))
HOLDS(seen_since, in(t->seen, s->cal.now, HI))
HOLDS(seen_month, in(t->seen, instant(s, DAY(2026, 9, 1), false),
	instant(s, DAY(2026, 9, 30), true)))
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
HOLDS(id_small, in(t->common.id, LO, 99))
HOLDS(rev_3, t->common.rev == 3)
HOLDS(created_2025, in(t->common.created,
	instant(s, DAY(2025, 1, 1), false),
	instant(s, DAY(2025, 12, 31), true)))
HOLDS(big, both(MONEY(1000000, HI), folded_has(t->name, "a b") ||
	folded_same(t->name, "acme") ? YES : NO))
HOLDS(late, both(both(in(t->close, LO, s->cal.today - 1) ? YES : NO,
	is_open(s, t)), big(s, t)))
HOLDS(not_late, inverse(late(s, t)))
HOLDS(deep, t->count == 1 || (t->count == 2 && (t->hot == 1 ||
	(t->hot == 0 && (t->owner == 1 || t->owner == 2)))))
HOLDS(mixed, str_is(t->stage, "lead") || (t->hot == 1 && t->count != 3))

/* The words and the expression mean the same. Without flags the open filter is
 * left out, and archived records are. */
enum { OPEN = 1, WHOLE = 2 };

static const struct row {
	const char *words[WORDS];
	const char *expr;
	predicate *holds;
	int flags;
} rows[] = {
	{{NULL}, NULL, is_open, OPEN},
	{{NULL}, NULL, all, 0},
	{{"status:any"}, NULL, all, OPEN},
	{{"stage:any"}, NULL, all, OPEN},
	{{"archived:any", "status:any"}, NULL, all, OPEN | WHOLE},
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
	{{NULL}, "count > 9223372036854775807", none, 0},
	{{NULL}, "count < -9223372036854775807", none, 0},
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
	{{"id:..99"}, "id < 100", id_small, 0},
	{{"rev:3"}, "rev = 3", rev_3, 0},
	{{"created:2025"}, "created = last-year", created_2025, 0},
	{{"@big"}, "@big", big, 0},
	{{"@late"}, "@late and status in (open)", late, 0},
	{{"not:@late"}, "not @late", not_late, 0},
	{{"@nothing"}, "@nothing", all, 0},
	{{NULL}, "count = 1 or (count = 2 and (hot or (hot = no and "
		"(owner = anna or owner = bert))))", deep, 0},
	{{NULL}, "stage = lead or hot and count not in (3)", mixed, 0},
	{{NULL}, "not (not stage = lead and not (hot and not count = 3))",
		mixed, 0},
};

static int
compile(struct things *s, const char *const *words, const char *expr,
	bool no_open, struct query **q, struct err *e)
{
	struct str list[WORDS], text = str_of(expr);
	struct query_spec spec = {.words = list, .exprs = &text,
		.nexprs = expr != NULL, .no_open = no_open};

	for (; words && words[spec.nwords]; spec.nwords++)
		list[spec.nwords] = str_of(words[spec.nwords]);
	*e = (struct err){0};
	return query_compile(&s->env, things_entity(s, E_THING), &spec, q, e);
}

static struct query *
compiled(struct things *s, const char *const *words, const char *expr,
	bool no_open)
{
	struct query *q;
	struct err e;
	char why[2048];

	if (compile(s, words, expr, no_open, &q, &e)) {
		err_text(&e, why, sizeof why);
		fail_msg("%s", why);
	}
	return q;
}

static void
compare(struct things *s, const struct row *r, const char *const *words,
	const char *expr)
{
	struct query *q = compiled(s, words, expr, !(r->flags & OPEN));
	const char *what = expr ? expr : words[0] ? words[0] : "nothing";
	uint64_t apart = 0;
	enum answer want;
	struct err e;
	bool match;

	for (size_t i = 0; i < s->n; i++) {
		want = r->holds(s, &s->v[i]);
		if (s->v[i].common.archived && !(r->flags & WHOLE))
			want = NO;
		apart += want == APART;
		assert_int_equal(query_match(q, &s->v[i], &match, &e), 0);
		if (match != (want == YES))
			fail_msg("%s: record %zu should be %d", what, i, want);
	}
	if (query_apart(q) != apart)
		fail_msg("%s: %d apart, not %d", what, (int)query_apart(q),
			(int)apart);
	query_end(q);
}

static void
filters_equal_the_naive_answer(void **state)
{
	const struct row *r;

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		r = &rows[i];
		if (r->words[0] || !r->expr)
			compare(*state, r, r->words, NULL);
		if (r->expr)
			compare(*state, r, NULL, r->expr);
	}
}

/* Every row but those for nothing and everything divides the records, so that
 * none of the comparisons above is empty. */
static void
filters_divide_the_records(void **state)
{
	struct things *s = *state;
	const struct row *r;
	size_t yes;

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		r = &rows[i];
		yes = 0;
		for (size_t k = 0; k < s->n; k++)
			yes += r->holds(s, &s->v[k]) == YES;
		if (r->holds != all && r->holds != none &&
			(yes == 0 || yes == s->n))
			fail_msg("row %zu holds for %zu", i, yes);
	}
}

static const struct wrong {
	const char *word, *expr;
	int code, line, col;
	const char *msg, *hint;
} wrongs[] = {
	{"stag:lead", NULL, ERR_USAGE, 1, 1, "'stag': no such field of things",
		"did you mean 'stage'?"},
	{"secret:x", NULL, ERR_USAGE, 1, 1, "'secret': no such field", NULL},
	{"zzz:x", NULL, ERR_USAGE, 1, 1, "'zzz': no such field",
		"try: --list-columns"},
	{"size:tiny", NULL, ERR_USAGE, 1, 6, "size: no such word 'tiny'",
		NULL},
	{"size:small,larg", NULL, ERR_USAGE, 1, 12, "size: no such word",
		"did you mean 'large'?"},
	{"not:size:tiny", NULL, ERR_USAGE, 1, 10, "size: ", NULL},
	{"amount:x", NULL, ERR_USAGE, 1, 8, "amount: 'x': not an amount",
		NULL},
	{"amount:1..x", NULL, ERR_USAGE, 1, 11, "amount: 'x'", NULL},
	{"amount:1EUR..2USD", NULL, ERR_USAGE, 1, 14,
		"a range in two currencies", NULL},
	{"amount:10EUX", NULL, ERR_USAGE, 1, 8, "unknown currency", NULL},
	{"amount:1.005", NULL, ERR_USAGE, 1, 8, "amount: ", NULL},
	{"count:1.5", NULL, ERR_USAGE, 1, 7, "count: ", NULL},
	{"count:~1", NULL, ERR_USAGE, 1, 8, "'~' looks into text only", NULL},
	{"close:soon", NULL, ERR_USAGE, 1, 7, "close: 'soon'", NULL},
	{"close:10/11/2026", NULL, ERR_USAGE, 1, 7, "close: ", "or"},
	{"seen:now-ish", NULL, ERR_USAGE, 1, 6, "seen: ", NULL},
	{"due_at:1..", NULL, ERR_USAGE, 1, 8, "due_at: ", NULL},
	{"hot:maybe", NULL, ERR_USAGE, 1, 5, "hot: ", NULL},
	{"owner:zoe", NULL, ERR_NO, 1, 7, "owner: zoe: no such record", NULL},
	{"owner.nam:x", NULL, ERR_USAGE, 1, 1, "'nam': no such field of pers",
		"did you mean 'name'?"},
	{"owner.squad.key:x", NULL, ERR_USAGE, 1, 1, "only one reference deep",
		NULL},
	{"about.name:x", NULL, ERR_USAGE, 1, 1, "about does not refer to one",
		NULL},
	{"squad:north", NULL, ERR_NO, 1, 7, "north: no such record", NULL},
	{"kind:a..b", NULL, ERR_USAGE, 1, 6, "these words have no order",
		NULL},
	{"stage=lead", NULL, ERR_USAGE, 1, 1, "'stage=lead': not a filter w",
		"try: stage:VALUE, or -e 'stage=lead'"},
	{"name:~", NULL, ERR_USAGE, 1, 7, "nothing to look for", NULL},
	{"name:\"a", NULL, ERR_USAGE, 1, 6, "the quote is not closed", NULL},
	{"name:\"a\"b", NULL, ERR_USAGE, 1, 9, "expected a comma", NULL},
	{"name:\"\"", NULL, ERR_USAGE, 1, 6, "name: no value", NULL},
	{"tag:\"a,b\"", NULL, ERR_USAGE, 1, 5, "one word at a time", NULL},
	{"", NULL, ERR_USAGE, 1, 1, "an empty filter word", NULL},
	{"not:", NULL, ERR_USAGE, 1, 5, "an empty filter word", NULL},
	{"@", NULL, ERR_USAGE, 1, 1, "'@': no such filter", NULL},
	{"@bigg", NULL, ERR_USAGE, 1, 1, "'@bigg': no such filter", NULL},
	{"@loop", NULL, ERR_USAGE, 1, 9, "filters nest too deep", NULL},
	{"@wide", NULL, ERR_USAGE, 1, 1, "the filter is too large", NULL},
	{"@wrong", NULL, ERR_USAGE, 1, 14, "size: no such word 'tiny'", NULL},
	{"name:\xff", NULL, ERR_USAGE, 1, 6, "invalid UTF-8", NULL},
	{"name:\xc3\xa9,size:,\"", NULL, ERR_USAGE, 1, 14, "quote", NULL},
	{NULL, "", ERR_USAGE, 1, 1, "expected a field at the end", NULL},
	{NULL, "  ", ERR_USAGE, 1, 3, "expected a field at the end", NULL},
	{NULL, "stage", ERR_USAGE, 1, 6, "expected a comparison", NULL},
	{NULL, "stage =", ERR_USAGE, 1, 8, "expected a value at the end",
		NULL},
	{NULL, "stage = = lead", ERR_USAGE, 1, 9, "expected a value, not '='",
		NULL},
	{NULL, "stage = lead lead", ERR_USAGE, 1, 14,
		"expected 'and' or 'or', not 'lead'", NULL},
	{NULL, "stage = lead and", ERR_USAGE, 1, 17, "expected a field", NULL},
	{NULL, "stage = and", ERR_USAGE, 1, 9, "expected a value, not 'and'",
		NULL},
	{NULL, "(stage = lead", ERR_USAGE, 1, 14,
		"expected 'and', 'or' or ')' at the end", NULL},
	{NULL, "stage = lead)", ERR_USAGE, 1, 13, "expected 'and' or 'or'",
		NULL},
	{NULL, "stage in lead", ERR_USAGE, 1, 10, "expected '('", NULL},
	{NULL, "stage in (lead", ERR_USAGE, 1, 15, "expected ',' or ')'",
		NULL},
	{NULL, "stage in ()", ERR_USAGE, 1, 11, "expected a value", NULL},
	{NULL, "stage not = lead", ERR_USAGE, 1, 11, "expected 'in'", NULL},
	{NULL, "stage ! lead", ERR_USAGE, 1, 7, "'!': no operator", NULL},
	{NULL, "name = \"x", ERR_USAGE, 1, 8, "the quote is not closed", NULL},
	{NULL, "hot and\n  size = tiny", ERR_USAGE, 2, 10, "size: ", NULL},
	{NULL, "name ~ \"\xc3\xa4\xc3\xb6\" and sise = small", ERR_USAGE, 1,
		17, "'sise': no such field", "did you mean 'size'?"},
	{NULL, "owner < anna", ERR_USAGE, 1, 9, "owner: has no order", NULL},
	{NULL, "hot > no", ERR_USAGE, 1, 7, "hot: has no order", NULL},
	{NULL, "tag > a", ERR_USAGE, 1, 7, "tag: has no order", NULL},
	{NULL, "kind > new", ERR_USAGE, 1, 8, "no order", NULL},
	{NULL, "stage > retired", ERR_USAGE, 1, 9, "stage: ", NULL},
	{NULL, "count < null", ERR_USAGE, 1, 9, "null goes with = and !=",
		NULL},
	{NULL, "squad < emea", ERR_USAGE, 1, 9, "has no order", NULL},
	{NULL, "@none or hot", ERR_USAGE, 1, 1, "'@none': no such filter",
		NULL},
	{NULL, "hot or @wrong", ERR_USAGE, 1, 14, "size: no such word", NULL},
	{NULL, "hot and \xc3(", ERR_USAGE, 1, 9, "invalid UTF-8", NULL},
};

static void
mistakes_are_named_where_they_stand(void **state)
{
	const char *list[2] = {NULL};
	const struct wrong *w;
	struct query *q;
	struct err e;
	char why[2048];
	int code;

	for (size_t i = 0; i < sizeof wrongs / sizeof *wrongs; i++) {
		w = &wrongs[i];
		list[0] = w->word;
		code = compile(*state, w->word ? list : NULL, w->expr, true,
			&q, &e);
		err_text(&e, why, sizeof why);
		if (code != w->code || e.line != w->line || e.col != w->col ||
			!strstr(e.msg, w->msg) || q ||
			(w->hint && !strstr(e.hint, w->hint)))
			fail_msg("%s: %d %s (%s)", w->word ? w->word : w->expr,
				code, why, e.hint);
		if (w->expr && !strchr(w->expr, '@'))
			assert_string_equal(e.file, "-e");
	}
}

static void
errors_name_their_source(void **state)
{
	static const char *const words[] = {"size:tiny", NULL};
	static const char *const named[] = {"@wrong", NULL};
	struct query *q;
	struct err e;

	compile(*state, words, NULL, true, &q, &e);
	assert_string_equal(e.file, "size:tiny");
	compile(*state, named, NULL, true, &q, &e);
	assert_string_equal(e.file, "@wrong");
}

static void
bare_words_do_not_select_changes(void **state)
{
	struct things *s = *state;
	struct str word = STR("acme");
	struct query_spec spec = {.words = &word, .nwords = 1,
		.no_bare = true};
	struct query *q;
	struct err e = {0};

	assert_int_equal(query_compile(&s->env, things_entity(s, E_THING),
		&spec, &q, &e), ERR_USAGE);
	assert_non_null(strstr(e.msg, "'acme': not a filter word"));
	word = STR("name:acme");
	assert_int_equal(query_compile(&s->env, things_entity(s, E_THING),
		&spec, &q, &e), ERR_OK);
	assert_true(query_selects(q));
	query_end(q);
	spec.nwords = 0;
	assert_int_equal(query_compile(&s->env, things_entity(s, E_THING),
		&spec, &q, &e), ERR_OK);
	assert_false(query_selects(q));
	query_end(q);
}

/* An entity with neither title nor key text has nothing to search. */
static void
bare_words_look_into_title_and_key(void **state)
{
	struct things *s = *state;
	struct entity plain = *things_entity(s, E_PERSON);
	struct str word = STR("NA D");
	struct query_spec spec = {.words = &word, .nwords = 1};
	struct query *q;
	struct err e = {0};
	bool match;

	assert_int_equal(query_compile(&s->env, &plain, &spec, &q, &e), 0);
	assert_int_equal(query_match(q, &s->persons[1], &match, &e), 0);
	assert_true(match);
	query_match(q, &s->persons[4], &match, &e);
	assert_false(match);
	query_end(q);
	word = STR("DORA-L");
	assert_int_equal(query_compile(&s->env, &plain, &spec, &q, &e), 0);
	query_match(q, &s->persons[4], &match, &e);
	assert_true(match);
	query_end(q);
	plain.title = plain.key = 0;
	assert_int_equal(query_compile(&s->env, &plain, &spec, &q, &e),
		ERR_USAGE);
	assert_non_null(strstr(e.msg, "no names to search"));
}

static void
nested(char *to, size_t n, const char *open, const char *close)
{
	*to = '\0';
	for (size_t i = 0; i < n; i++)
		strcat(to, open);
	strcat(to, "hot");
	for (size_t i = 0; i < n; i++)
		strcat(to, close);
}

static void
nesting_has_a_bound(void **state)
{
	static char text[4096];
	struct query *q;
	struct err e;

	nested(text, 64, "(", ")");
	assert_int_equal(compile(*state, NULL, text, true, &q, &e), 0);
	query_end(q);
	nested(text, 65, "(", ")");
	assert_int_equal(compile(*state, NULL, text, true, &q, &e), ERR_USAGE);
	assert_string_equal(e.msg, "'(': nested too deep");
	assert_int_equal(e.col, 65);
	nested(text, 65, "not ", "");
	assert_int_equal(compile(*state, NULL, text, true, &q, &e), ERR_USAGE);
	assert_int_equal(e.col, 64 * 4 + 1);
	nested(text, 200, "not:", "");
	strcpy(text + strlen(text) - 3, "hot:yes");
	assert_int_equal(compile(*state, (const char *[]){text, NULL}, NULL,
		true, &q, &e), 0);
	query_end(q);
}

static void
size_has_a_bound(void **state)
{
	static char text[16384];
	struct query *q;
	struct err e;
	size_t n;

	for (int values = 999; values <= 1001; values++) {
		n = (size_t)snprintf(text, sizeof text, "id:");
		for (int i = 1; i < values; i++)
			n += (size_t)snprintf(text + n, sizeof text - n,
				"%d,", i * 2);
		text[n - 1] = '\0';
		assert_int_equal(compile(*state, (const char *[]){text, NULL},
			NULL, true, &q, &e), values <= 1000 ? 0 : ERR_USAGE);
		query_end(q);
	}
	assert_string_equal(e.msg, "the filter is too large");
}

static void
wants_name_every_tag_read(void **state)
{
	static const char *const words[] = {"squad:emea", "amount:1..", NULL};
	static const uint16_t tags[] = {48, 40, 55, 35, TAG_ARCHIVED};
	struct query *q = compiled(*state, words, NULL, false);
	struct want w = {0};

	query_wants(q, &w);
	assert_int_equal(w.tags.n, 6);
	for (size_t i = 0; i < 5; i++)
		assert_int_equal(w.tags.v[i], tags[i]);
	assert_int_equal(w.tags.v[5], 0);
	want_add(&w, 40);
	assert_int_equal(w.tags.n, 6);
	ARR_FREE(&w.tags);
	query_end(q);
}

/* Only wanted fields are read: all others hold rubbish. */
static void
unwanted_fields_are_not_read(void **state)
{
	struct things *s = *state;
	const struct entity *en = things_entity(s, E_THING);
	struct thing partial;
	struct want w;
	struct query *q;
	const struct field *f;
	struct err e;
	bool full, match, kept;

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		q = compiled(s, rows[i].words, rows[i].expr, false);
		w = (struct want){0};
		query_wants(q, &w);
		for (size_t r = 0; r < s->n; r += 17) {
			partial = s->v[r];
			for (size_t k = 0; k < en->nfields; k++) {
				f = &en->fields[k];
				kept = false;
				for (size_t t = 0; t < w.tags.n; t++)
					kept = kept || w.tags.v[t] == f->tag;
				if (!kept)
					memset((char *)&partial + f->at, 0x5a,
						8);
			}
			query_match(q, &s->v[r], &full, &e);
			query_match(q, &partial, &match, &e);
			assert_int_equal(full, match);
		}
		ARR_FREE(&w.tags);
		query_end(q);
	}
}

static const struct hint {
	const char *word, *expr;
	const char *field; /* NULL: none */
	const char *text;  /* NULL: the number */
	int64_t number;
} hints[] = {
	{"owner:anna", NULL, "owner", NULL, 1},
	{"count:7", NULL, "count", NULL, 7},
	{"code:K-7", NULL, "code", "K-7", 0},
	{"status:won", NULL, "status", "won", 0},
	{"name:Acme", NULL, "name", "acme", 0},
	{"ext:sf:9", NULL, "ext", "sf:9", 0},
	{NULL, "count = 7 and ext = sf:9 and owner = anna", "ext", "sf:9", 0},
	{NULL, "(hot and (owner = bert))", "owner", NULL, 2},
	{NULL, "owner = anna or hot", NULL, NULL, 0},
	{NULL, "not owner = anna", NULL, NULL, 0},
	{"owner:anna,bert", NULL, NULL, NULL, 0},
	{"owner:anna,anna", NULL, "owner", NULL, 1},
	{"owner:", NULL, NULL, NULL, 0},
	{"owner.squad:emea", NULL, NULL, NULL, 0},
	{"count:7..8", NULL, NULL, NULL, 0},
	{"name:~acme", NULL, NULL, NULL, 0},
	{"name:a..", NULL, NULL, NULL, 0},
	{"amount:7", NULL, NULL, NULL, 0},
};

static void
indexes_are_found(void **state)
{
	const char *list[2] = {NULL};
	const struct field *f;
	struct query *q;
	union val v;

	for (size_t i = 0; i < sizeof hints / sizeof *hints; i++) {
		list[0] = hints[i].word;
		q = compiled(*state, list, hints[i].expr, true);
		assert_int_equal(query_index(q, &f, &v),
			hints[i].field != NULL);
		if (hints[i].field)
			assert_string_equal(f->name, hints[i].field);
		if (hints[i].text)
			assert_true(str_is(v.s, hints[i].text));
		else if (hints[i].field)
			assert_int_equal(v.i, hints[i].number);
		query_end(q);
	}
}

static void
a_failing_fetch_is_told(void **state)
{
	struct things *s = *state;
	struct query *q = compiled(s, NULL, "owner.active", true);
	struct thing one = s->v[0];
	struct err e;
	bool match = true;

	one.owner = 1;
	one.common.archived = 0;
	s->fetch_fails = ERR_DAMAGED;
	assert_int_equal(query_match(q, &one, &match, &e), ERR_DAMAGED);
	assert_false(match);
	s->fetch_fails = 0;
	one.owner = NUM_NULL;
	s->fetched = 0;
	assert_int_equal(query_match(q, &one, &match, &e), 0);
	assert_int_equal(s->fetched, 0);
	query_end(q);
}

/* Without a calendar days are ISO days, and those of UTC. */
static void
a_scope_can_be_bare(void **state)
{
	struct things *s = *state;
	struct things bare = *s;
	static const char *const words[] = {"due_at:..2026-10-15",
		"seen:2026-10-15", "close:2026-10-15", "owner:1", NULL};
	struct query_spec spec = {0};
	struct thing one = {0};
	struct str list[4];
	struct query *q;
	struct err e = {0};
	bool match;

	bare.scope = (struct scope){.arena = &s->arena};
	bare.env = (struct query_env){.schema = &s->schema,
		.scope = &bare.scope};
	for (; words[spec.nwords]; spec.nwords++)
		list[spec.nwords] = str_of(words[spec.nwords]);
	spec.words = list;
	assert_int_equal(query_compile(&bare.env, things_entity(s, E_THING),
		&spec, &q, &e), 0);
	record_clear(things_entity(s, E_THING), &one);
	one.status = STR("open");
	one.owner = 1;
	one.close = DAY(2026, 10, 15);
	one.seen = one.close * US_PER_DAY + US_PER_DAY - 1;
	one.due = when_of_instant(one.seen);
	query_match(q, &one, &match, &e);
	assert_int_equal(match, one.seen == one.close * US_PER_DAY +
		US_PER_DAY - 1);
	one.due = when_of_instant(one.seen + 1);
	query_match(q, &one, &match, &e);
	assert_false(match);
	query_end(q);
	list[0] = STR("amount:5");
	spec.nwords = 1;
	assert_int_equal(query_compile(&bare.env, things_entity(s, E_THING),
		&spec, &q, &e), ERR_USAGE);
	assert_non_null(strstr(e.msg, "no currency"));
}

/* Texts of bits of filters, put together without sense. */
static void
nonsense_is_survived(void **state)
{
	static const char *const bits[] = {"stage", ":", "=", "lead", "..",
		"~", "(", ")", ",", "not", "not:", " ", "and", "or", "\"",
		"'", "@", "big", "in", "null", "10", "EUR", "amount", "close",
		"2026Q4", "owner", ".", "name", "squad", "emea", "\\", "<=",
		"!", "\xc3\xa9", "\xff", "hot", "any", "due_at", "today", "-"};
	struct things *s = *state;
	uint64_t seed = 3, apart = 0;
	char text[256];
	const char *list[2] = {text, NULL};
	struct query *q;
	struct err e;
	size_t good = 0;
	bool match;

	for (int round = 0; round < ROUNDS; round++) {
		text[0] = '\0';
		for (uint64_t n = things_random(&seed) % 9; n > 0; n--)
			strcat(text, bits[things_random(&seed) %
				(sizeof bits / sizeof *bits)]);
		if (compile(s, round % 2 ? list : NULL,
			round % 2 ? NULL : text, true, &q, &e)) {
			assert_true(e.code == ERR_USAGE || e.code == ERR_NO);
			assert_true(e.line >= 1 && e.col >= 1);
			continue;
		}
		good++;
		for (size_t i = 0; i < s->n; i += 300)
			assert_int_equal(query_match(q, &s->v[i], &match, &e),
				0);
		apart += query_apart(q);
		query_end(q);
	}
	assert_true(good > ROUNDS / 50);
	assert_true(apart < s->n * good);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(filters_equal_the_naive_answer),
		cmocka_unit_test(filters_divide_the_records),
		cmocka_unit_test(mistakes_are_named_where_they_stand),
		cmocka_unit_test(errors_name_their_source),
		cmocka_unit_test(bare_words_do_not_select_changes),
		cmocka_unit_test(bare_words_look_into_title_and_key),
		cmocka_unit_test(nesting_has_a_bound),
		cmocka_unit_test(size_has_a_bound),
		cmocka_unit_test(wants_name_every_tag_read),
		cmocka_unit_test(unwanted_fields_are_not_read),
		cmocka_unit_test(indexes_are_found),
		cmocka_unit_test(a_failing_fetch_is_told),
		cmocka_unit_test(a_scope_can_be_bare),
		cmocka_unit_test(nonsense_is_survived),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
