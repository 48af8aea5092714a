/* Taxes, numbers, approvals and defaults of documents: rows and faults. */
#include "conf/name.h"
#include "conf/policy_rows.h"

#define ROWS(v) .fields = (v), .nfields = sizeof(v) / sizeof *(v)
#define AT(type, member) .at = offsetof(struct type, member)
#define IN(member) .at = offsetof(struct policy, member)

enum { CLASSES_MAX = 100, RATES_MAX = 1000, DAYS_MAX = 3660 };

/* ---- rows --------------------------------------------------------------- */

static const struct field rate_fields[] = {
	{.tag = 1, .name = "name", .type = T_LINE, AT(tax_rate, name),
		.flags = F_REQUIRED | F_UNIQUE | F_NAME},
	{.tag = 2, .name = "rate", .type = T_DECIMAL, AT(tax_rate, rate),
		.flags = F_REQUIRED},
	{.tag = 3, .name = "country", .type = T_COUNTRY,
		AT(tax_rate, country), .flags = F_UNIQUE},
	{.tag = 4, .name = "region", .type = T_LINE, AT(tax_rate, region),
		.flags = F_UNIQUE},
	{.tag = 5, .name = "vat_id", .type = T_BOOL, AT(tax_rate, vat_id),
		.flags = F_UNIQUE},
	{.tag = 6, .name = "from", .type = T_DAY, AT(tax_rate, from),
		.flags = F_UNIQUE},
	{.tag = 7, .name = "to", .type = T_DAY, AT(tax_rate, to)},
	{.tag = 8, .name = "category", .type = T_ENUM,
		.choices = "S,Z,E,AE,K,G,O,L,M,B", AT(tax_rate, category)},
	{.tag = 9, .name = "reason", .type = T_LINE, AT(tax_rate, reason)},
	{.tag = 10, .name = "text", .type = T_LINE, AT(tax_rate, text)},
};

static const struct bind rate_rows = {ROWS(rate_fields),
	.size = sizeof(struct tax_rate)};

static const struct field class_fields[] = {
	{.tag = 1, .name = "id", .type = T_LINE, AT(tax_class, id),
		.flags = F_REQUIRED | F_UNIQUE | F_NAME},
	{.tag = 2, .name = "name", .type = T_LINE, AT(tax_class, name),
		.flags = F_NAME},
};

static const struct bind_part class_parts[] = {
	{.tag = 3, .name = "rates", .noun = "rate", .shape = BIND_ITEMS,
		.flags = F_REQUIRED, AT(tax_class, rates),
		.count = offsetof(struct tax_class, nrates),
		.item = &rate_rows},
};

const struct bind tax_class_rows = {ROWS(class_fields),
	.parts = class_parts, .nparts = 1, .size = sizeof(struct tax_class)};

static const struct field series_fields[] = {
	{.tag = 1, .name = "entity", .type = T_LINE, AT(number_series, entity),
		.flags = F_UNIQUE},
	{.tag = 2, .name = "pattern", .type = T_LINE,
		AT(number_series, pattern), .flags = F_NAME},
};

const struct bind series_rows = {ROWS(series_fields),
	.size = sizeof(struct number_series)};

static const struct field approval_fields[] = {
	{.tag = 1, .name = "id", .type = T_LINE, AT(approval_rule, id),
		.flags = F_REQUIRED | F_UNIQUE | F_NAME},
	{.tag = 2, .name = "discount_above", .type = T_PERCENT,
		AT(approval_rule, discount_above)},
	{.tag = 3, .name = "margin_below", .type = T_PERCENT,
		AT(approval_rule, margin_below)},
	{.tag = 4, .name = "total_above", .type = T_DECIMAL,
		AT(approval_rule, total_above)},
	{.tag = 5, .name = "terms_above", .type = T_INT,
		AT(approval_rule, terms_above)},
	{.tag = 7, .name = "line_discount_above", .type = T_PERCENT,
		AT(approval_rule, line_discount_above)},
	{.tag = 8, .name = "line_margin_below", .type = T_PERCENT,
		AT(approval_rule, line_margin_below)},
};

static const struct bind_part approval_parts[] = {
	{.tag = 6, .name = "by", .noun = "approver", .shape = BIND_SET,
		.flags = F_REQUIRED, AT(approval_rule, by)},
};

const struct bind approval_rows = {ROWS(approval_fields),
	.parts = approval_parts, .nparts = 1,
	.size = sizeof(struct approval_rule)};

static const struct field document_fields[] = {
	{.tag = 1, .name = "prices", .type = T_ENUM, IN(documents.prices),
		.choices = "exclusive,inclusive"},
	{.tag = 2, .name = "tax_by", .type = T_ENUM, IN(documents.tax_by),
		.choices = "document,line"},
	{.tag = 3, .name = "rounding", .type = T_ENUM, IN(documents.rounding),
		.choices = "half_up,half_even,half_down,down"},
	{.tag = 4, .name = "deal_amount", .type = T_ENUM,
		IN(documents.deal_amount), .choices = "total,net"},
	{.tag = 5, .name = "valid", .type = T_INT, IN(documents.valid)},
	{.tag = 6, .name = "terms", .type = T_INT, IN(documents.terms)},
	{.tag = 7, .name = "tax", .type = T_LINE, IN(documents.tax)},
};

const struct bind document_rows = {ROWS(document_fields),
	.size = sizeof(struct policy)};

static const struct field seller_fields[] = {
	{.tag = 1, .name = "name", .type = T_LINE, IN(seller.name)},
	{.tag = 2, .name = "street", .type = T_LINE, IN(seller.street)},
	{.tag = 3, .name = "city", .type = T_LINE, IN(seller.city)},
	{.tag = 4, .name = "region", .type = T_LINE, IN(seller.region)},
	{.tag = 5, .name = "postal", .type = T_LINE, IN(seller.postal)},
	{.tag = 6, .name = "country", .type = T_COUNTRY, IN(seller.country)},
	{.tag = 7, .name = "vat_id", .type = T_LINE, IN(seller.vat_id)},
	{.tag = 8, .name = "phone", .type = T_PHONE, IN(seller.phone)},
	{.tag = 9, .name = "email", .type = T_EMAIL, IN(seller.email)},
	{.tag = 10, .name = "website", .type = T_URL, IN(seller.website)},
	{.tag = 11, .name = "bank", .type = T_LINE, IN(seller.bank)},
	{.tag = 12, .name = "footer", .type = T_TEXT, IN(seller.footer)},
};

const struct bind seller_rows = {ROWS(seller_fields),
	.size = sizeof(struct policy)};

/* ---- faults ------------------------------------------------------------- */

static void
check_word(struct binding *b, const char *what, const struct str *id)
{
	struct str q = fault_quote(*id);

	if (id->p && !name_valid(*id, true))
		bind_fault(b, bind_where(b, id), "%s '%.*s': use small "
			"letters, digits, '-' and '_', a letter first", what,
			STR_F(q));
}

/* Reverse charge, exemption and the like: nothing is due, and why. */
static bool
is_without(struct str category)
{
	static const char *const words[] = {"E", "AE", "K", "G", "O"};

	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (str_is(category, words[i]))
			return true;
	return false;
}

/* Lines keep the rates they bear as one text. */
static void
check_marks(struct binding *b, const char *name, const struct str *s)
{
	if (s->p && (str_find(*s, ':') < s->n || str_find(*s, ';') < s->n))
		bind_fault(b, bind_where(b, s), "%s: ':' and ';' cannot stand "
			"here", name);
}

static void
check_rate(struct binding *b, const struct tax_rate *r)
{
	enum { RATE_TOP = 1000 };
	int64_t top = 0;
	struct err unused;
	bool none = is_without(r->category);

	check_marks(b, "name", &r->name);
	check_marks(b, "reason", &r->reason);
	check_marks(b, "text", &r->text);
	if (r->rate == NUM_NULL || dec_make(RATE_TOP, 0, &top, &unused))
		return;
	if (dec_mantissa(r->rate) < 0 || dec_cmp(r->rate, top) > 0)
		bind_fault(b, bind_where(b, &r->rate), "rate: a percentage "
			"from 0 to %d is needed", RATE_TOP);
	if ((none || str_is(r->category, "Z")) && r->rate != 0)
		bind_fault(b, bind_where(b, &r->rate), "rate: of category "
			"%.*s it is 0", STR_F(r->category));
	if (str_is(r->category, "S") && r->rate == 0)
		bind_fault(b, bind_where(b, &r->category), "category: a rate "
			"of 0 is Z, or E, AE, K, G or O with its reason");
	if (none && !r->reason.p && !r->text.p)
		bind_fault(b, bind_where(b, &r->category), "category: %.*s "
			"needs a reason (a code such as VATEX-EU-AE) or text",
			STR_F(r->category));
	if (r->region.p && !r->country.p)
		bind_fault(b, bind_where(b, &r->region), "region: needs its "
			"country");
	if (r->from != NUM_NULL && r->to != NUM_NULL && r->to < r->from)
		bind_fault(b, bind_where(b, &r->to), "to: is before from");
}

static bool
same_case(const struct tax_rate *a, const struct tax_rate *b)
{
	return a->name.p && str_eq(a->name, b->name) &&
		str_eq(a->country, b->country) &&
		str_eq(a->region, b->region) &&
		(a->vat_id == 1) == (b->vat_id == 1);
}

static bool
overlap(const struct tax_rate *a, const struct tax_rate *b)
{
	return (a->to == NUM_NULL || b->from == NUM_NULL || a->to >= b->from) &&
		(b->to == NUM_NULL || a->from == NUM_NULL || b->to >= a->from);
}

static void
check_class(struct binding *b, const struct tax_class *k)
{
	check_word(b, "tax class", &k->id);
	if (k->nrates > RATES_MAX) {
		bind_fault(b, bind_where(b, &k->rates),
			"too many rates: more than %d", RATES_MAX);
		return;
	}
	for (size_t i = 0; i < k->nrates; i++) {
		check_rate(b, &k->rates[i]);
		for (size_t j = 0; j < i; j++) {
			if (!same_case(&k->rates[i], &k->rates[j]) ||
				!overlap(&k->rates[i], &k->rates[j]))
				continue;
			bind_fault(b, bind_item(b, &k->rates[i]), "rate "
				"'%.*s': holds on days of the one on line %d",
				STR_F(fault_quote(k->rates[i].name)),
				bind_item(b, &k->rates[j]).line);
			break;
		}
	}
}

static bool
series_char(char c)
{
	return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
		(c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.';
}

/* What is wrong with a pattern, NULL: nothing. */
static const char *
pattern_fault(struct str s)
{
	bool letter = false;
	size_t counts = 0;

	for (size_t i = 0; i < s.n; i++) {
		struct str rest = str_cut(s, i, s.n);

		letter |= (s.p[i] | 32) >= 'a' && (s.p[i] | 32) <= 'z';
		if (str_starts(rest, "{year}")) {
			i += STR("{year}").n - 1;
		} else if (str_starts(rest, "{n}")) {
			i += STR("{n}").n - 1;
			counts++;
		} else if (rest.n > 4 && str_starts(rest, "{n:") &&
			rest.p[3] >= '1' && rest.p[3] <= '9' &&
			rest.p[4] == '}') {
			i += STR("{n:4}").n - 1;
			counts++;
		} else if (!series_char(s.p[i])) {
			return "letters, digits, '-', '_', '.', {n}, {n:4} "
				"and {year} only";
		}
	}
	if (counts != 1)
		return "{n} is needed, once";
	return letter && s.p[0] != '-' ? NULL
		: "a letter is needed, and no '-' in front";
}

static void
check_series(struct binding *b, const struct schema *schema,
	const struct number_series *s)
{
	const struct entity *en = name_check_entity(b, schema, "series",
		&s->entity);
	const struct field *f = en ? entity_tag(en, en->key) : NULL;
	const char *fault = s->pattern.p ? pattern_fault(s->pattern) : NULL;

	if (en && (!f || strcmp(f->name, "number") != 0))
		bind_fault(b, bind_where(b, &s->entity), "series: %ss have "
			"no numbers", en->name);
	if (fault)
		bind_fault(b, bind_where(b, &s->pattern),
			"series '%.*s': %s", STR_F(fault_quote(s->pattern)),
			fault);
}

static void
check_approval(struct binding *b, const struct approval_rule *r)
{
	check_word(b, "approval", &r->id);
	if (r->discount_above == NUM_NULL && r->margin_below == NUM_NULL &&
		r->line_discount_above == NUM_NULL &&
		r->line_margin_below == NUM_NULL &&
		r->total_above == NUM_NULL && r->terms_above == NUM_NULL)
		bind_fault(b, bind_item(b, r), "approval '%.*s': one of "
			"discount_above, margin_below, line_discount_above, "
			"line_margin_below, total_above and terms_above is "
			"needed", STR_F(fault_quote(r->id)));
}

static void
check_days(struct binding *b, const char *name, const int64_t *days)
{
	if (*days != NUM_NULL && (*days < 0 || *days > DAYS_MAX))
		bind_fault(b, bind_where(b, days), "%s: days, 0 to %d, are "
			"needed", name, DAYS_MAX);
}

static void
check_class_of_lines(struct binding *b, const struct policy *p)
{
	struct str word = p->documents.tax;
	struct near near = near_to(word);

	if (!word.p)
		return;
	for (size_t i = 0; i < p->ntaxes; i++) {
		if (str_eq(p->taxes[i].id, word))
			return;
		if (p->taxes[i].id.p)
			near_try(&near, p->taxes[i].id);
	}
	bind_fault(b, bind_where(b, &p->documents.tax),
		"tax: there is no tax class '%.*s'%s",
		STR_F(fault_quote(word)), near_advice(&near));
}

void
policy_check_documents(struct binding *b, const struct schema *schema,
	const struct policy *p)
{
	if (p->ntaxes > CLASSES_MAX)
		bind_fault(b, bind_where(b, &p->taxes),
			"too many tax classes: more than %d", CLASSES_MAX);
	for (size_t i = 0; i < p->ntaxes && i < CLASSES_MAX; i++)
		check_class(b, &p->taxes[i]);
	for (size_t i = 0; i < p->nseries; i++)
		check_series(b, schema, &p->series[i]);
	for (size_t i = 0; i < p->napprovals; i++)
		check_approval(b, &p->approvals[i]);
	check_days(b, "valid", &p->documents.valid);
	check_days(b, "terms", &p->documents.terms);
	check_class_of_lines(b, p);
}
