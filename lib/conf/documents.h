/*
 * documents.h - what pipe.yaml says of quotes: taxes, numbers, who approves,
 * defaults, and who sells. Part of policy.h.
 */
#ifndef CONF_DOCUMENTS_H
#define CONF_DOCUMENTS_H

#include "schema/entity.h"

/* One rate of a tax class; unset conditions hold for everyone. */
struct tax_rate {
	struct str name;	/* "VAT": rates of a name exclude each other */
	int64_t rate;		/* percent, exact decimal */
	struct str country, region; /* of the customer */
	int64_t vat_id;		/* 1: only of customers that have one */
	int64_t from, to;	/* days, both inclusive; NUM_NULL: open */
	struct str category;	/* S Z E AE K G O L M B of UNTDID 5305 */
	struct str reason, text; /* why nothing is due: code, and words */
};

struct tax_class {
	struct str id, name;
	struct tax_rate *rates;
	size_t nrates;
};

/* Numbers of an entity's documents: "Q-{n}", "AN{year}-{n:4}". */
struct number_series {
	struct str entity, pattern;
};

/* What asks for an approval: any of the conditions that are set. */
struct approval_rule {
	struct str id;
	int64_t discount_above, margin_below; /* basis points */
	int64_t line_discount_above, line_margin_below; /* of any line */
	int64_t total_above; /* exact decimal, in the base currency */
	int64_t terms_above; /* payment days */
	struct str by; /* set: handles, team/KEY, manager (of the owner's
			  team) */
};

struct document_policy {
	struct str prices;     /* exclusive, inclusive */
	struct str tax_by;     /* document, line */
	struct str rounding;   /* half_up half_even half_down down */
	struct str deal_amount; /* total, net: of a primary quote */
	int64_t valid, terms;  /* days */
	struct str tax; /* class of lines whose product has none; null: none */
};

struct seller {
	struct str name, street, city, region, postal, country, vat_id, phone,
		email, website, bank, footer;
};

struct policy;

const struct tax_class *policy_tax_class(const struct policy *p,
	struct str id);

/* Whom a document is for and when, as far as taxes go. */
struct tax_case {
	struct str country, region; /* null country: the seller's */
	bool vat_id;
	int64_t day;
};
/* The rates of a class that hold in a case: of each name the one with the
 * narrowest conditions (a region, then a country, then a VAT number), in order
 * of the policy. The array is in the arena. */
size_t tax_rates_of(const struct policy *p, struct arena *a,
	const struct tax_class *k, const struct tax_case *when,
	const struct tax_rate ***out);

/* The nth number of a series in a year, appended. */
void series_number(struct str pattern, int64_t n, int year, struct buf *out);
/* The pattern of an entity's numbers: the policy's, else "Q-{n}". */
struct str policy_series(const struct policy *p, const char *entity);

#endif
