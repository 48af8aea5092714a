/* The rows of a quote, what is computed of it, and its rules. */
#include "model/quote_part.h"
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
	{.tag = QUOTE_GRANTED, .name = "granted", .type = T_SET,
		.flags = F_SYSTEM, .at = AT(granted),
		.help = "rules it was approved for"},
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

/* ---- changes ------------------------------------------------------------- */

/* What is offered is offered on live deals, to live accounts. */
static int
check_live(struct model *m, const struct quote *before, const struct quote *q,
	struct err *e)
{
	static const struct {
		uint16_t tag;
		int entity;
	} refs[] = {{QUOTE_DEAL, E_DEAL}, {QUOTE_ACCOUNT, E_ACCOUNT}};
	const struct entity *en = model_entity(m, E_QUOTE);
	int rc = 0;

	for (size_t i = 0; rc == 0 && i < sizeof refs / sizeof *refs; i++) {
		const struct field *f = entity_tag(en, refs[i].tag);
		const struct entity *of = model_entity(m, refs[i].entity);
		void *rec;

		if (field_is_null(f, q) || (before && field_same(f, before, q)))
			continue;
		rc = model_get(m, of, field_get(f, q).i, &rec, e);
		if (rc == 0)
			rc = model_live(m, of, rec, e);
	}
	return rc;
}

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
	return err_hint(e, str_is(q->status, "accepted")
		? "for another quote: pipe quote clone %.*s"
		: "for another version: pipe quote revise %.*s",
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
	if (before->account != q->account || before->day != q->day)
		quote_repriced(m, q->common.id);
	if (same)
		return str_eq(before->language, q->language) ? 0
			: quote_check_draft(m, q->common.id, e);
	if (!str_eq(before->currency, q->currency) && before->lines > 0)
		return err_set(e, ERR_DATA, "%.*s: has lines in %.*s",
			STR_SHORT(q->number), STR_F(before->currency));
	if (str_is(q->status, "pending") || str_is(q->status, "approved")) {
		q->status = STR("draft");
		q->granted = STR_NULL;
		q->approved_by = NUM_NULL;
	}
	return quote_check_draft(m, q->common.id, e);
}

static int
quote_check(void *ctx, const void *before, void *after, struct err *e)
{
	struct model *m = ctx;
	struct quote *q = after;
	int rc = before ? check_offer(m, before, q, e) : quote_begin(m, q, e);

	if (rc == 0 && !m->settling && !m->importing)
		rc = check_live(m, before, q, e);
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
