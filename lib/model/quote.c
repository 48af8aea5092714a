/* The rows of a quote, what is computed of it, and its rules. */
#include "model/quote.h"
#include "model/account.h"
#include "model/registry.h"
#include "model/rule.h"
#include "paper/language.h"

#define AT(member) offsetof(struct quote, member)
#define FIGURE .type = T_MONEY, .flags = F_SYSTEM
#define STATUSES "draft,pending,approved,sent,accepted,rejected"
#define OF(...) .needs = (const uint16_t[]){__VA_ARGS__, 0}

static const struct field fields[] = {
	FIELDS_COMMON,
	{.tag = QUOTE_NUMBER, .name = "number", .type = T_LINE,
		.flags = F_REQUIRED | F_UNIQUE | F_INDEX | F_NAME | F_FIXED,
		.at = AT(number), .help = "number it goes by"},
	{.tag = QUOTE_VERSION, .name = "version", .type = T_INT,
		.flags = F_SYSTEM, .at = AT(version), .help = "version"},
	{.tag = QUOTE_NAME, .name = "name", .type = T_LINE, .flags = F_NAME,
		.at = AT(name), .help = "what it is about"},
	{.tag = QUOTE_DEAL, .name = "deal", .type = T_REF, .ref = E_DEAL,
		.flags = F_INDEX | F_WORD, .at = AT(deal),
		.help = "deal it is made for"},
	{.tag = QUOTE_ACCOUNT, .name = "account", .type = T_REF,
		.ref = E_ACCOUNT, .flags = F_INDEX, .at = AT(account),
		.help = "account it is for"},
	{.tag = QUOTE_CONTACT, .name = "contact", .type = T_REF,
		.ref = E_CONTACT, .flags = F_INDEX, .at = AT(contact),
		.help = "person it goes to"},
	{.tag = QUOTE_OWNER, .name = "owner", .type = T_REF, .ref = E_REP,
		.flags = F_INDEX, .at = AT(owner), .help = "rep who makes it"},
	{.tag = QUOTE_STATUS, .name = "status", .type = T_ENUM,
		.flags = F_SYSTEM | F_DICT, .choices = STATUSES,
		.at = AT(status), .help = "how far it is"},
	{.tag = QUOTE_PRIMARY, .name = "primary", .type = T_BOOL,
		.at = AT(primary), .help = "the one its deal goes by"},
	{.tag = QUOTE_CURRENCY, .name = "currency", .type = T_CURRENCY,
		.flags = F_DICT, .at = AT(currency),
		.help = "currency of its money"},
	{.tag = QUOTE_NET, .name = "net", FIGURE, .at = AT(net),
		.help = "without taxes"},
	{.tag = QUOTE_TAX, .name = "tax", FIGURE, .at = AT(tax),
		.help = "taxes"},
	{.tag = QUOTE_TOTAL, .name = "total", FIGURE, .at = AT(total),
		.help = "what is paid once, and the first of what recurs"},
	{.tag = QUOTE_RECURRING, .name = "recurring", FIGURE,
		.at = AT(recurring), .help = "net money a month"},
	{.tag = QUOTE_DAY, .name = "day", .type = T_DAY, .at = AT(day),
		.help = "day of the document, which taxes go by"},
	{.tag = QUOTE_VALID_UNTIL, .name = "valid_until", .type = T_DAY,
		.at = AT(valid_until), .help = "last day it is good for"},
	{.tag = QUOTE_EXPIRED, .name = "expired", .type = T_BOOL,
		.flags = F_DERIVED, OF(QUOTE_STATUS, QUOTE_VALID_UNTIL),
		.at = AT(expired), .help = "undecided, and that day is past"},
	{.tag = QUOTE_TERMS, .name = "terms", .type = T_INT, .at = AT(terms),
		.help = "days to pay in"},
	{.tag = QUOTE_DISCOUNT, .name = "discount", .type = T_PERCENT,
		.at = AT(discount), .help = "off all lines, percent"},
	{.tag = QUOTE_DISCOUNT_AMOUNT, .name = "discount_amount",
		.type = T_MONEY, .at = AT(discount_amount),
		.help = "off all lines, money"},
	{.tag = QUOTE_PRICES, .name = "prices", .type = T_ENUM,
		.flags = F_DICT, .choices = "exclusive,inclusive",
		.at = AT(prices), .help = "without taxes, or with them"},
	{.tag = QUOTE_TAX_BY, .name = "tax_by", .type = T_ENUM,
		.flags = F_DICT, .choices = "document,line", .at = AT(tax_by),
		.help = "what a tax is computed on"},
	{.tag = QUOTE_ROUNDING, .name = "rounding", .type = T_ENUM,
		.flags = F_DICT, .choices = ROUNDINGS, .at = AT(rounding),
		.help = "rule of rounding"},
	{.tag = QUOTE_NOTES, .name = "notes", .type = T_TEXT,
		.at = AT(notes), .help = "text for the customer"},
	{.tag = QUOTE_LANGUAGE, .name = "language", .type = T_ENUM,
		.flags = F_DICT, .choices = PAPER_LANGUAGES,
		.at = AT(language), .help = "language of the document"},
	{.tag = QUOTE_OFF, .name = "off", FIGURE, .at = AT(off),
		.help = "below the list value, in all"},
	{.tag = QUOTE_OFF_RATE, .name = "off_rate", .type = T_PERCENT,
		.flags = F_SYSTEM, .at = AT(off_rate),
		.help = "the same, of the list value"},
	{.tag = QUOTE_VARIANCE, .name = "variance", FIGURE,
		.at = AT(variance), .help = "prices against list prices"},
	{.tag = QUOTE_MARGIN, .name = "margin", FIGURE, .at = AT(margin),
		.help = "net less cost, where all lines have one"},
	{.tag = QUOTE_MARGIN_RATE, .name = "margin_rate", .type = T_PERCENT,
		.flags = F_SYSTEM, .at = AT(margin_rate),
		.help = "margin of net"},
	{.tag = QUOTE_LINES, .name = "lines", .type = T_INT,
		.flags = F_SYSTEM, .at = AT(lines),
		.help = "lines that count"},
	{.tag = QUOTE_ASKED, .name = "asked", .type = T_SET,
		.flags = F_SYSTEM, .at = AT(asked),
		.help = "rules that ask for an approval"},
	{.tag = QUOTE_APPROVED_BY, .name = "approved_by", .type = T_REF,
		.ref = E_REP, .flags = F_SYSTEM, .at = AT(approved_by),
		.help = "rep who approved it"},
	{.tag = QUOTE_SENT, .name = "sent", .type = T_INSTANT,
		.flags = F_SYSTEM, .at = AT(sent),
		.help = "instant it was sent"},
	{.tag = QUOTE_HASH, .name = "hash", .type = T_LINE,
		.flags = F_SYSTEM | F_INDEX | F_EXACT, .at = AT(hash),
		.help = "SHA-256 of the document as sent"},
	{.tag = QUOTE_DECIDED, .name = "decided", .type = T_INSTANT,
		.flags = F_SYSTEM, .at = AT(decided),
		.help = "instant it was accepted or rejected"},
	{.tag = QUOTE_ACCEPTED_BY, .name = "accepted_by", .type = T_LINE,
		.flags = F_SYSTEM | F_NAME, .at = AT(accepted_by),
		.help = "who accepted it"},
	{.tag = QUOTE_REASON, .name = "reason", .type = T_LINE,
		.flags = F_SYSTEM | F_NAME, .at = AT(reason),
		.help = "why it was declined or rejected"},
	{.tag = QUOTE_SERIAL, .name = "serial", .type = T_INT,
		.flags = F_SYSTEM | F_HIDDEN, .at = AT(serial),
		.help = "count in its series"},
	FIELDS_COMMON_END,
};

static bool
is_decided(const struct quote *q)
{
	return str_is(q->status, "accepted") || str_is(q->status, "rejected");
}

static void
quote_derive(const struct derive_env *env, void *rec)
{
	struct quote *q = rec;

	q->expired = !is_decided(q) && q->valid_until != NUM_NULL &&
		env->cal->today > q->valid_until;
}

/* ---- a new one ----------------------------------------------------------- */

/* The last one's count in the series of this year, 0: none. */
static int
last_serial(struct model *m, const struct entity *en, struct str pattern,
	int year, int64_t *serial, struct err *e)
{
	struct buf want = {0};
	int rc = 0;

	*serial = 0;
	for (int64_t id = tx_last_id(m->tx, en); rc == 0 && id > 0 && !*serial;
		id--) {
		struct quote *q = record_new(en, m->arena);

		rc = tx_get(m->tx, en, id, q, e);
		if (rc == ERR_NO) {
			rc = 0;
			continue;
		}
		if (rc || q->serial == NUM_NULL)
			continue;
		buf_reset(&want);
		series_number(pattern, q->serial, year, &want);
		if (str_eq(q->number, buf_view(&want)))
			*serial = q->serial;
	}
	buf_free(&want);
	return rc;
}

/* The next number of the series that nobody has. */
static int
number_next(struct model *m, struct quote *q, struct err *e)
{
	const struct entity *en = model_entity(m, E_QUOTE);
	struct str pattern = policy_series(m->policy, "quote");
	int64_t day = zone_day(m->cal.zone, m->at);
	struct ids ids = {0};
	struct buf text = {0};
	int year = day_split(day).year, rc;

	rc = last_serial(m, en, pattern, year, &q->serial, e);
	while (rc == 0) {
		buf_reset(&text);
		series_number(pattern, ++q->serial, year, &text);
		rc = tx_find(m->tx, en, entity_tag(en, QUOTE_NUMBER),
			(union val){.s = buf_view(&text)}, &ids, e);
		if (rc == 0 && !ids.list.n)
			break;
	}
	q->number = arena_str(m->arena, buf_view(&text));
	ARR_FREE(&ids.list);
	buf_free(&text);
	return rc;
}

/* What the deal knows already. */
static int
fill_from_deal(struct model *m, struct quote *q, struct err *e)
{
	const struct deal *d;
	void *rec;
	int rc = q->deal == NUM_NULL ? 0
		: model_get(m, model_entity(m, E_DEAL), q->deal, &rec, e);

	if (rc || q->deal == NUM_NULL)
		return rc;
	d = rec;
	if (q->account == NUM_NULL)
		q->account = d->account;
	if (q->contact == NUM_NULL)
		q->contact = d->contact;
	if (d->owner != NUM_NULL && !rule_said(m, q, QUOTE_OWNER))
		q->owner = d->owner;
	if (!q->currency.p)
		q->currency = d->currency;
	return 0;
}

/* What the account has agreed to. */
static int
fill_from_account(struct model *m, struct quote *q, struct err *e)
{
	const struct account *a;
	void *rec;
	int rc = q->account == NUM_NULL ? 0
		: model_get(m, model_entity(m, E_ACCOUNT), q->account, &rec,
			e);

	if (rc || q->account == NUM_NULL)
		return rc;
	a = rec;
	if (q->terms == NUM_NULL)
		q->terms = a->terms;
	if (!q->language.p)
		q->language = a->language;
	return 0;
}

static int
fill_new(struct model *m, struct quote *q, struct err *e)
{
	const struct document_policy *p = &m->policy->documents;
	int rc = fill_from_deal(m, q, e);

	if (rc == 0)
		rc = fill_from_account(m, q, e);
	if (q->terms == NUM_NULL)
		q->terms = p->terms;
	if (!q->currency.p)
		q->currency = str_of(m->policy->base->code);
	if (!q->prices.p)
		q->prices = p->prices;
	if (!q->tax_by.p)
		q->tax_by = p->tax_by;
	if (!q->rounding.p)
		q->rounding = p->rounding;
	if (q->version == NUM_NULL)
		q->version = 1;
	if (!q->status.p)
		q->status = STR("draft");
	if (q->valid_until == NUM_NULL)
		q->valid_until = zone_day(m->cal.zone, m->at) + p->valid;
	if (rc == 0 && !q->number.p)
		rc = number_next(m, q, e);
	return rc;
}

/* ---- changes ------------------------------------------------------------- */

/* What is offered: to be changed in a draft only. Its language does not change
 * what an approval was given for. */
static bool
is_offer(const struct field *f)
{
	return (f->tag >= QUOTE_CURRENCY && f->tag < QUOTE_SENT &&
		       f->tag != QUOTE_LANGUAGE) ||
		f->tag == QUOTE_DEAL || f->tag == QUOTE_ACCOUNT ||
		f->tag == QUOTE_CONTACT;
}

int
quote_check_draft(struct model *m, int64_t id, struct err *e)
{
	const struct quote *q;
	void *rec;
	int rc;

	if (m->settling)
		return 0;
	rc = model_get(m, model_entity(m, E_QUOTE), id, &rec, e);
	if (rc)
		return rc;
	q = rec;
	if (!is_decided(q) && !str_is(q->status, "sent"))
		return 0;
	err_set(e, ERR_DATA, "%.*s: is %.*s, version %lld stays as it is",
		STR_SHORT(q->number), STR_F(q->status),
		(long long)q->version);
	return err_hint(e, "for another version: pipe quote revise %.*s",
		STR_SHORT(q->number));
}

/* One discount or the other, the one given last. */
static int
check_discount(struct model *m, struct quote *q, struct err *e)
{
	enum { ALL = 10000 };

	if (q->discount != NUM_NULL && q->discount_amount != NUM_NULL) {
		if (rule_said(m, q, QUOTE_DISCOUNT) ==
			rule_said(m, q, QUOTE_DISCOUNT_AMOUNT))
			return err_set(e, ERR_DATA, "%.*s: discount is a "
				"percentage or an amount, not both",
				STR_SHORT(q->number));
		if (rule_said(m, q, QUOTE_DISCOUNT))
			q->discount_amount = NUM_NULL;
		else
			q->discount = NUM_NULL;
	}
	if (q->discount != NUM_NULL && (q->discount < 0 || q->discount > ALL))
		return err_set(e, ERR_DATA, "%.*s: discount is not within 0 "
			"and 100 percent", STR_SHORT(q->number));
	return 0;
}

static int
check_offer(struct model *m, const struct quote *before, struct quote *q,
	struct err *e)
{
	const struct entity *en = model_entity(m, E_QUOTE);
	bool same = true;

	for (size_t i = 0; i < en->nfields; i++)
		same &= !is_offer(&en->fields[i]) ||
			field_same(&en->fields[i], before, q);
	if (m->settling || !str_eq(before->status, q->status))
		return 0;
	if (before->deal != q->deal && before->deal != NUM_NULL) {
		quote_left(m, q->common.id, before->deal);
		if (!rule_said(m, q, QUOTE_PRIMARY))
			q->primary = NUM_NULL;
	}
	if (same)
		return str_eq(before->language, q->language) ? 0
			: quote_check_draft(m, q->common.id, e);
	if (!str_eq(before->currency, q->currency) && before->lines > 0)
		return err_set(e, ERR_DATA, "%.*s: has lines in %.*s",
			STR_SHORT(q->number), STR_F(before->currency));
	if (str_is(q->status, "pending") || str_is(q->status, "approved")) {
		q->status = STR("draft");
		q->approved_by = NUM_NULL;
	}
	return quote_check_draft(m, q->common.id, e);
}

static int
quote_check(void *ctx, const void *before, void *after, struct err *e)
{
	struct model *m = ctx;
	struct quote *q = after;
	int rc = before ? check_offer(m, before, q, e) : fill_new(m, q, e);

	if (rc == 0)
		rc = rule_key("number", q->number, e);
	if (rc == 0 && str_find(q->number, '@') < q->number.n)
		rc = err_set(e, ERR_DATA, "%.*s: a number has no '@'",
			STR_SHORT(q->number));
	if (rc == 0)
		rc = check_discount(m, q, e);
	if (rc == 0)
		rc = rule_positive(m, model_entity(m, E_QUOTE), QUOTE_TERMS,
			q, e);
	return rc;
}

const struct entity quote_entity = {
	.number = E_QUOTE,
	.name = "quote",
	.plural = "quotes",
	.summary = "what is offered",
	.fields = fields,
	.nfields = sizeof fields / sizeof *fields,
	.size = sizeof(struct quote),
	.key = QUOTE_NUMBER,
	.title = QUOTE_NAME,
	.currency = QUOTE_CURRENCY,
	.columns = "number,version,deal,account.name,status,total,currency,"
		"valid_until,expired,owner",
	.derive = quote_derive,
	.check = quote_check,
};
