/* account.h - a company that is, was or may become a customer. */
#ifndef MODEL_ACCOUNT_H
#define MODEL_ACCOUNT_H

#include "model/model.h"

/* Tags are part of the store's format: never reuse one. */
enum account_tag {
	ACCOUNT_NAME = 32,
	ACCOUNT_DOMAIN,
	ACCOUNT_PARENT,
	ACCOUNT_OWNER,
	ACCOUNT_INDUSTRY = 40,
	ACCOUNT_EMPLOYEES,
	ACCOUNT_REVENUE,
	ACCOUNT_CURRENCY,
	ACCOUNT_TERMS,
	ACCOUNT_VAT_ID,
	ACCOUNT_SOURCE,
	ACCOUNT_DESCRIPTION,
	ACCOUNT_LANGUAGE,
	ACCOUNT_PHONE = 56,
	ACCOUNT_EMAIL,
	ACCOUNT_WEBSITE,
	ACCOUNT_STREET,
	ACCOUNT_CITY,
	ACCOUNT_REGION,
	ACCOUNT_POSTAL,
	ACCOUNT_COUNTRY,
};

struct account {
	struct common common;
	struct str name;
	struct str domain;   /* lower case, without "www." */
	int64_t parent;	     /* account */
	int64_t owner;	     /* rep */
	struct str industry;
	int64_t employees;
	int64_t revenue;     /* a year's, minor units of currency */
	struct str currency;
	int64_t terms;	     /* payment days */
	struct str vat_id, source, language;
	struct str phone, email, website;
	struct str street, city, region, postal, country;
	struct str description;
};

extern const struct entity account_entity;

/* The domain in a website, an e-mail or a bare domain: lower case, without
 * scheme, user, port, path and "www."; null when there is none in it. */
struct str domain_of(struct str text, struct arena *a);
/* Public mail domains (pipe.yaml) never identify an account. */
bool domain_is_public(const struct policy *p, struct str domain);

#endif
