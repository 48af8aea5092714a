#include <strings.h>

#include "base/utf8.h"
#include "model/account.h"
#include "model/rule.h"
#include "paper/language.h"

#define AT(member) offsetof(struct account, member)

static const struct field fields[] = {
	FIELDS_COMMON,
	{.tag = ACCOUNT_NAME, .name = "name", .type = T_LINE,
		.flags = F_REQUIRED | F_INDEX | F_WORD | F_NAME,
		.at = AT(name), .help = "company name"},
	{.tag = ACCOUNT_DOMAIN, .name = "domain", .type = T_LINE,
		.flags = F_INDEX | F_NAME, .at = AT(domain),
		.help = "internet domain that identifies it"},
	{.tag = ACCOUNT_INDUSTRY, .name = "industry", .type = T_LINE,
		.flags = F_DICT, .at = AT(industry), .help = "industry"},
	{.tag = ACCOUNT_OWNER, .name = "owner", .type = T_REF, .ref = E_REP,
		.at = AT(owner), .help = "rep who looks after it"},
	{.tag = ACCOUNT_PARENT, .name = "parent", .type = T_REF,
		.ref = E_ACCOUNT, .flags = F_INDEX, .at = AT(parent),
		.help = "account it belongs to"},
	{.tag = ACCOUNT_EMPLOYEES, .name = "employees", .type = T_INT,
		.at = AT(employees), .help = "number of employees"},
	{.tag = ACCOUNT_REVENUE, .name = "revenue", .type = T_MONEY,
		.at = AT(revenue), .help = "revenue of a year"},
	{.tag = ACCOUNT_CURRENCY, .name = "currency", .type = T_CURRENCY,
		.flags = F_DICT, .at = AT(currency),
		.help = "currency it deals in"},
	{.tag = ACCOUNT_TERMS, .name = "terms", .type = T_INT,
		.at = AT(terms), .help = "payment days"},
	{.tag = ACCOUNT_VAT_ID, .name = "vat_id", .type = T_LINE,
		.at = AT(vat_id), .help = "value added tax number"},
	{.tag = ACCOUNT_PHONE, .name = "phone", .type = T_PHONE,
		.at = AT(phone), .help = "telephone"},
	{.tag = ACCOUNT_EMAIL, .name = "email", .type = T_EMAIL,
		.at = AT(email), .help = "e-mail address"},
	{.tag = ACCOUNT_WEBSITE, .name = "website", .type = T_URL,
		.at = AT(website), .help = "web address"},
	{.tag = ACCOUNT_STREET, .name = "street", .type = T_TEXT,
		.at = AT(street), .help = "street address"},
	{.tag = ACCOUNT_CITY, .name = "city", .type = T_LINE,
		.flags = F_DICT, .at = AT(city), .help = "city"},
	{.tag = ACCOUNT_REGION, .name = "region", .type = T_LINE,
		.flags = F_DICT, .at = AT(region), .help = "state or region"},
	{.tag = ACCOUNT_POSTAL, .name = "postal", .type = T_LINE,
		.at = AT(postal), .help = "postal code"},
	{.tag = ACCOUNT_COUNTRY, .name = "country", .type = T_COUNTRY,
		.flags = F_DICT, .at = AT(country), .help = "country"},
	{.tag = ACCOUNT_LANGUAGE, .name = "language", .type = T_ENUM,
		.flags = F_DICT, .choices = PAPER_LANGUAGES,
		.at = AT(language), .help = "language of its documents"},
	{.tag = ACCOUNT_SOURCE, .name = "source", .type = T_ENUM,
		.flags = F_DICT, .choices = "@source", .at = AT(source),
		.help = "how it came in"},
	{.tag = ACCOUNT_DESCRIPTION, .name = "description", .type = T_TEXT,
		.at = AT(description), .help = "description"},
	FIELDS_COMMON_END,
};

static bool
domain_char(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' ||
		c == '.' || (unsigned char)c >= 0x80;
}

/* Labels parted by single dots, at least two of them. */
static bool
domain_valid(struct str s)
{
	struct str rest = s, label;
	size_t labels = 0;

	for (size_t i = 0; i < s.n; i++)
		if (!domain_char(s.p[i]))
			return false;
	while (str_split(&rest, '.', &label)) {
		if (!label.n || label.p[0] == '-' || str_ends(label, "-"))
			return false;
		labels++;
	}
	return labels > 1 && s.n <= 253;
}

/* What stands between "scheme://user@" and ":port/path". */
static struct str
host_of(struct str s)
{
	size_t at;

	for (at = 0; at + 2 < s.n; at++)
		if (memcmp(s.p + at, "://", 3) == 0) {
			s = str_cut(s, at + 3, s.n);
			break;
		}
	for (at = 0; at < s.n; at++)
		if (strchr("/?#", s.p[at]))
			break;
	s.n = at;
	at = str_find(s, '@');
	if (at < s.n)
		s = str_cut(s, at + 1, s.n);
	s.n = str_find(s, ':');
	return s;
}

struct str
domain_of(struct str text, struct arena *a)
{
	struct str host = host_of(str_trim(text));
	struct buf b = {0};
	struct str out = STR_NULL;

	if (!host.n)
		return STR_NULL;
	text_fold(host, &b);
	host = buf_view(&b);
	if (str_starts(host, "www.") && domain_valid(str_cut(host, 4, host.n)))
		host = str_cut(host, 4, host.n);
	if (str_ends(host, "."))
		host.n--;
	if (domain_valid(host))
		out = arena_str(a, host);
	buf_free(&b);
	return out;
}

bool
domain_is_public(const struct policy *p, struct str domain)
{
	for (size_t i = 0; i < p->nmail_domains; i++)
		if (p->mail_domains[i].n == domain.n &&
			strncasecmp(p->mail_domains[i].p, domain.p,
				domain.n) == 0)
			return true;
	return false;
}

/* A given domain in its one form. */
static int
clean_domain(struct model *m, struct account *a, struct err *e)
{
	struct str d = domain_of(a->domain, m->arena);

	if (!d.p)
		return err_set(e, ERR_DATA, "%.*s: this domain is none",
			STR_SHORT(a->domain));
	if (domain_is_public(m->policy, d))
		return err_set(e, ERR_DATA, "%.*s: a public mail domain "
			"identifies no account", STR_SHORT(d));
	a->domain = d;
	return 0;
}

/* The domain as it shall stand, from the website where it was not given. */
static int
check_domain(struct model *m, const struct account *before,
	struct account *after, struct err *e)
{
	struct str d;

	if (after->domain.p) {
		if (before && str_eq(before->domain, after->domain))
			return 0;
		return clean_domain(m, after, e);
	}
	if (!after->website.p ||
		(before && str_eq(before->website, after->website)))
		return 0;
	d = domain_of(after->website, m->arena);
	if (d.p && !domain_is_public(m->policy, d))
		after->domain = d;
	return 0;
}

static int
account_check(void *ctx, const void *before, void *after, struct err *e)
{
	const struct entity *en = model_entity(ctx, E_ACCOUNT);
	int rc = check_domain(ctx, before, after, e);

	if (rc == 0)
		rc = rule_money(ctx, en, before, after, e);
	if (rc == 0)
		rc = rule_positive(ctx, en, ACCOUNT_EMPLOYEES, after, e);
	if (rc == 0)
		rc = rule_positive(ctx, en, ACCOUNT_TERMS, after, e);
	return rc ? rc
		  : rule_parent(ctx, en, ACCOUNT_PARENT, before, after, e);
}

const struct entity account_entity = {
	.number = E_ACCOUNT,
	.name = "account",
	.plural = "accounts",
	.summary = "a company, customer or prospect",
	.fields = fields,
	.nfields = sizeof fields / sizeof *fields,
	.size = sizeof(struct account),
	.title = ACCOUNT_NAME,
	.currency = ACCOUNT_CURRENCY,
	.columns = "id,name,domain,industry,owner",
	.check = account_check,
};
