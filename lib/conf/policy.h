/*
 * policy.h - what pipe.yaml says: pipelines and stages, word lists, custom
 * fields, filters and segments, forecast types, calendar, currency, limits.
 *
 * The conf layer binds YAML to structs through field rows, and knows nothing
 * of the store. A policy is adopted by `pipe config apply`; the adopted one is
 * kept compiled in the store, so that no other command parses YAML. Version 1
 * holds from the beginning of time, later ones from their adoption.
 */
#ifndef CONF_POLICY_H
#define CONF_POLICY_H

#include "conf/documents.h"
#include "conf/fault.h"
#include "schema/entity.h"

enum stage_type { STAGE_OPEN, STAGE_WON, STAGE_LOST };

struct stage {
	struct str id, name;
	struct str type;       /* open, won, lost */
	int64_t probability;   /* basis points; won 10000, lost 0 */
	struct str category;   /* omitted pipeline best_case most_likely commit
				  closed */
	int64_t rotten_after;  /* days, NUM_NULL: never */
	struct str requires;   /* set of deal field names */
	struct str exit;       /* criteria to leave it, text */
	enum stage_type kind;  /* of type */
	int order;	       /* position in its pipeline, for sorting */
};

struct pipeline {
	struct str id, name;
	struct stage *stages;
	size_t nstages;
};

/* A word of a list: lead statuses, lose reasons, activity types, sources. */
struct word {
	struct str id, name;
	struct str type; /* lead statuses: new working nurturing qualified
			    converted disqualified; else null */
};

struct words {
	struct word *v;
	size_t n;
};

struct custom_field {
	struct str entity;   /* "deal" */
	struct str name, type, choices, help, ref;
	int64_t required;    /* 0 or 1 */
	int64_t question;    /* 1: a qualification question of leads */
	int64_t tag;	     /* 256 and up, from the store's name table
				("deal.region"); policy_parse numbers them
				provisionally, the adopting caller sets them
				before it compiles */
	int64_t ref_number;  /* of the entity in ref */
};

struct named_filter {
	struct str name;     /* used as @name */
	struct str entity;   /* may be null: any */
	struct str filter;   /* filter words */
};

/* A filter of deals that quotas may be of. It is used as @name too, in filters
 * above or below it; it may itself use the segments above it. */
struct segment {
	struct str name, filter;
};

/* What a forecast may be asked for by name: values of the options of the same
 * names, null where it says nothing. */
struct forecast_type {
	struct str id, name;
	struct str measure; /* amount quantity count recurring */
	struct str date;    /* close created closed */
	struct str filter;  /* filter words of deals */
	struct str rollup;  /* single cumulative */
	struct str currency;
	struct str rates;   /* close deal asof today plan:NAME; null without
			       a currency */
};

struct policy {
	int64_t version;     /* set by who loads it; not compiled */
	struct str currency; /* base currency */
	struct str zone;
	int64_t fiscal_month;
	struct str pattern;   /* month (or null) 4-4-5 4-5-4 5-4-4 */
	struct str week_ends; /* weekday a year of weeks ends on */
	struct str year_ends; /* last (or null), nearest */
	struct pipeline *pipelines;
	size_t npipelines;
	struct words lead_statuses, lose_reasons, disqualify_reasons,
		activity_types, sources;
	struct custom_field *fields; /* qualification questions first */
	size_t nfields;
	struct named_filter *filters;
	size_t nfilters;
	struct str *mail_domains; /* public ones: never identify an account */
	size_t nmail_domains;
	struct segment *segments;
	size_t nsegments;
	struct forecast_type *forecasts;
	size_t nforecasts;
	int64_t rate_max_age;	  /* days a rate counts after its own, >= 0 */
	int64_t call_stale_after; /* days a call is good for, >= 0 */
	struct tax_class *taxes;
	size_t ntaxes;
	struct number_series *series;
	size_t nseries;
	struct approval_rule *approvals;
	size_t napprovals;
	struct document_policy documents;
	struct seller seller;
	/* loaded from the above */
	const struct currency *base;
	const struct zone *tz;
};

/* Parse and validate YAML. All faults at once, each with file:line:column and
 * the nearest valid word where one is near; ERR_DATA when there is any.
 * `schema` holds the built-in entities: requires, custom names and filters are
 * checked against them. Text is copied into the arena. */
int policy_parse(struct arena *a, struct str yaml, const char *file,
	const struct schema *schema, struct policy **out,
	struct faults *faults, struct err *e);
/* The compiled form and back; the bytes are stable for equal policies. */
void policy_compile(const struct policy *p, struct buf *out);
int policy_load(struct arena *a, struct str compiled, struct policy **out,
	struct err *e);
/* The commented text `pipe init` writes. Values are already validated. */
void policy_default_yaml(struct buf *out, struct str currency,
	struct str zone, int fiscal_month);

/* The shape of a policy's calendar: all of *out but today and now. */
void policy_calendar(const struct policy *p, struct calendar *out);
/* Whether a day lies in the same windows by both, and an instant on the same
 * day. */
bool policy_same_calendar(const struct policy *a, const struct policy *b);
const struct pipeline *policy_pipeline(const struct policy *p, struct str id);
/* The stage of a pipeline; NULL when unknown. */
const struct stage *policy_stage(const struct policy *p, struct str pipeline,
	struct str id);
const struct stage *pipeline_stage(const struct pipeline *l, struct str id);
const struct word *words_find(const struct words *w, struct str id);
/* The words of @name for an entity, be it a filter or a segment; null when
 * there is none. */
struct str policy_filter(const struct policy *p, const char *entity,
	struct str name);
const struct forecast_type *policy_forecast(const struct policy *p,
	struct str id);
/* The next word of a filter: words end at a blank that is not between double
 * quotes, as in filters everywhere. False when there is none. */
bool filter_word(struct str *rest, struct str *word);
/* The words of a field's "@list" choices ("@stage" needs the pipeline), ended
 * by a NULL word; NULL for an unknown list. */
const struct choice *policy_choices(const struct policy *p, struct arena *a,
	const char *list, struct str pipeline);
/* Field rows for the custom fields of an entity, in the arena. */
const struct field *policy_custom_fields(const struct policy *p,
	struct arena *a, const char *entity, size_t *n);

/* Every key and value, in one order: "limits.rate_max_age". The texts are in
 * the arena. */
void policy_each(const struct policy *p, struct arena *a,
	void (*fn)(void *, const char *key, struct str value), void *ctx);

/* What a new policy would do to the one in force, one line each, for `config
 * apply` to show: "stage default/demo: probability 50 -> 60". */
void policy_diff(const struct policy *old, const struct policy *new,
	struct buf *lines);

#endif
