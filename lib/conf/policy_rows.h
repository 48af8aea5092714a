/* policy_rows.h - the inside of policy*.c: what pipe.yaml may hold, as rows,
 * and the steps between a text and a policy. */
#ifndef CONF_POLICY_ROWS_H
#define CONF_POLICY_ROWS_H

#include "conf/bind.h"
#include "conf/policy.h"

/* As written: questions and fields apart. */
struct policy_source {
	struct policy policy;
	struct custom_field *questions, *custom;
	size_t nquestions, ncustom;
};

extern const struct bind policy_source_rows; /* keys of pipe.yaml */
extern const struct bind policy_rows;	     /* struct policy, compiled */
extern const struct bind named_filter_rows;
extern const struct bind tax_class_rows, series_rows, approval_rows,
	document_rows, seller_rows;

/* The six types of a lead status, and the activity types every policy has;
 * both ended by NULL. */
extern const char *const status_types[], *const activity_builtin[];

/* Fill what was left out: names, types, categories, probabilities. */
void policy_defaults(struct arena *, struct policy_source *);
/* Faults of sense; the syntax is already known to hold. */
void policy_check(struct binding *, const struct schema *,
	struct policy_source *);
/* Its parts: custom fields and questions; filters, segments and the filters
 * of forecast types; what else forecast types say. */
void policy_check_fields(struct binding *, const struct schema *,
	struct policy_source *);
void policy_check_filters(struct binding *, const struct schema *,
	const struct policy_source *);
void policy_check_forecasts(struct binding *, const struct policy *);
/* Ids: small letters, digits, '-' and '_', and no word of filters. */
void policy_check_id(struct binding *, const struct str *id);
/* A currency by its code; a fault where there is none. */
const struct currency *policy_check_currency(struct binding *,
	const struct str *code);
/* Taxes, numbers, approvals and what else documents go by. */
void policy_check_documents(struct binding *, const struct schema *,
	const struct policy *);
/* What is not text: stage kinds and order, currency, zone, limits, and what
 * documents go by where nothing is said. */
int policy_finish(struct arena *, struct policy *, struct err *e);

#endif
