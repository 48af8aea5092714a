#include "conf/policy_rows.h"

#define ROWS(v) (v), sizeof(v) / sizeof *(v)
#define CATEGORIES "omitted,pipeline,best_case,most_likely,commit,closed"
#define STATUS_TYPES                                                           \
	"new,working,nurturing,qualified,converted,disqualified"

const char *const status_types[] = {"new", "working", "nurturing",
	"qualified", "converted", "disqualified", NULL};
const char *const activity_builtin[] = {"call", "email", "meeting", "task",
	"note", "visit", NULL};

#define AT(type, member) .at = offsetof(struct type, member)

static const struct field stage_fields[] = {
	{.tag = 1, .name = "id", .type = T_LINE, AT(stage, id),
		.flags = F_REQUIRED | F_UNIQUE | F_NAME},
	{.tag = 2, .name = "name", .type = T_LINE, AT(stage, name),
		.flags = F_NAME},
	{.tag = 3, .name = "type", .type = T_ENUM, AT(stage, type),
		.choices = "open,won,lost"},
	{.tag = 4, .name = "probability", .type = T_PERCENT,
		AT(stage, probability)},
	{.tag = 5, .name = "category", .type = T_ENUM, AT(stage, category),
		.choices = CATEGORIES},
	{.tag = 6, .name = "rotten_after", .type = T_INT,
		AT(stage, rotten_after)},
	{.tag = 7, .name = "exit", .type = T_TEXT, AT(stage, exit)},
};

static const struct bind_part stage_parts[] = {
	{.tag = 8, .name = "requires", .noun = "field", .shape = BIND_SET,
		AT(stage, requires)},
};

static const struct bind stage_rows = {
	.fields = stage_fields,
	.nfields = sizeof stage_fields / sizeof *stage_fields,
	.parts = stage_parts,
	.nparts = 1,
	.size = sizeof(struct stage),
};

static const struct field pipeline_fields[] = {
	{.tag = 1, .name = "id", .type = T_LINE, AT(pipeline, id),
		.flags = F_REQUIRED | F_UNIQUE | F_NAME},
	{.tag = 2, .name = "name", .type = T_LINE, AT(pipeline, name),
		.flags = F_NAME},
};

static const struct bind_part pipeline_parts[] = {
	{.tag = 3, .name = "stages", .noun = "stage", .shape = BIND_ITEMS,
		.flags = F_REQUIRED, AT(pipeline, stages),
		.count = offsetof(struct pipeline, nstages),
		.item = &stage_rows},
};

static const struct bind pipeline_rows = {
	.fields = pipeline_fields,
	.nfields = 2,
	.parts = pipeline_parts,
	.nparts = 1,
	.size = sizeof(struct pipeline),
};

/* The last row is of lead statuses only. */
static const struct field word_fields[] = {
	{.tag = 1, .name = "id", .type = T_LINE, AT(word, id),
		.flags = F_REQUIRED | F_UNIQUE | F_NAME},
	{.tag = 2, .name = "name", .type = T_LINE, AT(word, name),
		.flags = F_NAME},
	{.tag = 3, .name = "type", .type = T_ENUM, AT(word, type),
		.choices = STATUS_TYPES},
};

static const struct bind word_rows = {
	.fields = word_fields, .nfields = 2, .size = sizeof(struct word)};
static const struct bind status_rows = {
	.fields = word_fields, .nfields = 3, .size = sizeof(struct word)};

static const struct field custom_fields[] = {
	{.tag = 1, .name = "entity", .type = T_LINE, AT(custom_field, entity),
		.flags = F_SYSTEM | F_UNIQUE},
	{.tag = 2, .name = "name", .type = T_LINE, AT(custom_field, name),
		.flags = F_REQUIRED | F_UNIQUE | F_NAME},
	{.tag = 3, .name = "type", .type = T_LINE, AT(custom_field, type)},
	{.tag = 4, .name = "ref", .type = T_LINE, AT(custom_field, ref)},
	{.tag = 5, .name = "help", .type = T_LINE, AT(custom_field, help)},
	{.tag = 6, .name = "required", .type = T_BOOL,
		AT(custom_field, required)},
	{.tag = 7, .name = "question", .type = T_BOOL,
		AT(custom_field, question), .flags = F_SYSTEM},
	{.tag = 8, .name = "tag", .type = T_INT, AT(custom_field, tag),
		.flags = F_SYSTEM | F_HIDDEN},
	{.tag = 9, .name = "ref_number", .type = T_INT,
		AT(custom_field, ref_number), .flags = F_SYSTEM | F_HIDDEN},
};

static const struct bind_part custom_parts[] = {
	{.tag = 10, .name = "choices", .noun = "choice", .shape = BIND_WORDS,
		AT(custom_field, choices)},
};

static const struct bind custom_rows = {
	.fields = custom_fields,
	.nfields = sizeof custom_fields / sizeof *custom_fields,
	.parts = custom_parts,
	.nparts = 1,
	.size = sizeof(struct custom_field),
};

static const struct field filter_fields[] = {
	{.tag = 1, .name = "entity", .type = T_LINE, AT(named_filter, entity),
		.flags = F_UNIQUE},
	{.tag = 2, .name = "name", .type = T_LINE, AT(named_filter, name),
		.flags = F_UNIQUE | F_NAME},
	{.tag = 3, .name = "filter", .type = T_LINE,
		AT(named_filter, filter)},
};

const struct bind named_filter_rows = {.fields = filter_fields,
	.nfields = 3, .size = sizeof(struct named_filter)};

static const struct field segment_fields[] = {
	{.tag = 1, .name = "name", .type = T_LINE, AT(segment, name),
		.flags = F_UNIQUE | F_NAME},
	{.tag = 2, .name = "filter", .type = T_LINE, AT(segment, filter)},
};

static const struct bind segment_rows = {.fields = segment_fields,
	.nfields = 2, .size = sizeof(struct segment)};

static const struct field forecast_fields[] = {
	{.tag = 1, .name = "id", .type = T_LINE, AT(forecast_type, id),
		.flags = F_REQUIRED | F_UNIQUE | F_NAME},
	{.tag = 2, .name = "name", .type = T_LINE, AT(forecast_type, name),
		.flags = F_NAME},
	{.tag = 3, .name = "measure", .type = T_ENUM,
		AT(forecast_type, measure),
		.choices = "amount,quantity,count,recurring"},
	{.tag = 4, .name = "date", .type = T_ENUM, AT(forecast_type, date),
		.choices = "close,created,closed"},
	{.tag = 5, .name = "filter", .type = T_LINE,
		AT(forecast_type, filter)},
	{.tag = 6, .name = "rollup", .type = T_ENUM,
		AT(forecast_type, rollup), .choices = "single,cumulative"},
	{.tag = 7, .name = "currency", .type = T_LINE,
		AT(forecast_type, currency)},
	{.tag = 8, .name = "rates", .type = T_LINE,
		AT(forecast_type, rates)},
};

static const struct bind forecast_rows = {.fields = forecast_fields,
	.nfields = sizeof forecast_fields / sizeof *forecast_fields,
	.size = sizeof(struct forecast_type)};

static const struct field limit_fields[] = {
	{.tag = 1, .name = "rate_max_age", .type = T_INT,
		AT(policy, rate_max_age)},
	{.tag = 2, .name = "call_stale_after", .type = T_INT,
		AT(policy, call_stale_after)},
};

static const struct bind limit_rows = {.fields = limit_fields,
	.nfields = 2, .size = sizeof(struct policy)};

static const struct field calendar_fields[] = {
	{.tag = 1, .name = "zone", .type = T_LINE, AT(policy, zone),
		.flags = F_REQUIRED},
	{.tag = 2, .name = "fiscal_year_start", .type = T_INT,
		AT(policy, fiscal_month)},
	{.tag = 3, .name = "pattern", .type = T_ENUM, AT(policy, pattern),
		.choices = "month,4-4-5,4-5-4,5-4-4"},
	{.tag = 4, .name = "week_ends", .type = T_ENUM, AT(policy, week_ends),
		.choices = "monday,tuesday,wednesday,thursday,friday,"
			   "saturday,sunday"},
	{.tag = 5, .name = "year_ends", .type = T_ENUM, AT(policy, year_ends),
		.choices = "last,nearest"},
};

static const struct bind calendar_rows = {.fields = calendar_fields,
	.nfields = sizeof calendar_fields / sizeof *calendar_fields,
	.size = sizeof(struct policy)};

static const struct field policy_fields[] = {
	{.tag = 1, .name = "currency", .type = T_LINE, AT(policy, currency),
		.flags = F_REQUIRED},
};

#define ARRAY(type, v, n)                                                      \
	.at = offsetof(struct type, v), .count = offsetof(struct type, n)
#define WORDS(key, one, member)                                                \
	.name = key, .noun = one, .shape = BIND_ITEMS,                         \
	.at = offsetof(struct policy, member.v),                               \
	.count = offsetof(struct policy, member.n)

/* The first part is of the compiled form only, the last two are of the text
 * only: what is compiled holds them merged. */
static const struct bind_part policy_parts[] = {
	{.tag = 2, .name = "fields", .noun = "field", .shape = BIND_ITEMS,
		ARRAY(policy, fields, nfields), .item = &custom_rows},
	{.tag = 3, .name = "calendar", .shape = BIND_INTO, .flags = F_REQUIRED,
		.item = &calendar_rows},
	{.tag = 4, .name = "pipelines", .noun = "pipeline",
		.shape = BIND_ITEMS, .flags = F_REQUIRED,
		ARRAY(policy, pipelines, npipelines), .item = &pipeline_rows},
	{.tag = 5, WORDS("lead_statuses", "lead status", lead_statuses),
		.flags = F_REQUIRED, .item = &status_rows},
	{.tag = 6, WORDS("lose_reasons", "lose reason", lose_reasons),
		.item = &word_rows},
	{.tag = 7,
		WORDS("disqualify_reasons", "disqualify reason",
			disqualify_reasons),
		.item = &word_rows},
	{.tag = 8, WORDS("activity_types", "activity type", activity_types),
		.item = &word_rows},
	{.tag = 9, WORDS("sources", "source", sources), .item = &word_rows},
	{.tag = 10, .name = "filters", .noun = "filter", .shape = BIND_PAIRS,
		ARRAY(policy, filters, nfilters), .item = &named_filter_rows},
	{.tag = 11, .name = "public_mail_domains",
		.noun = "public mail domain", .shape = BIND_TEXTS,
		ARRAY(policy, mail_domains, nmail_domains)},
	{.tag = 20, .name = "tax", .noun = "tax class", .shape = BIND_ITEMS,
		ARRAY(policy, taxes, ntaxes), .item = &tax_class_rows},
	{.tag = 21, .name = "series", .noun = "series", .shape = BIND_PAIRS,
		ARRAY(policy, series, nseries), .item = &series_rows},
	{.tag = 22, .name = "approvals", .noun = "approval",
		.shape = BIND_ITEMS, ARRAY(policy, approvals, napprovals),
		.item = &approval_rows},
	{.tag = 23, .name = "documents", .shape = BIND_INTO,
		.item = &document_rows},
	{.tag = 24, .name = "seller", .shape = BIND_INTO,
		.item = &seller_rows},
	{.tag = 14, .name = "segments", .noun = "segment", .shape = BIND_PAIRS,
		ARRAY(policy, segments, nsegments), .item = &segment_rows},
	{.tag = 15, .name = "forecasts", .noun = "forecast",
		.shape = BIND_ITEMS, ARRAY(policy, forecasts, nforecasts),
		.item = &forecast_rows},
	{.tag = 16, .name = "limits", .shape = BIND_INTO, .item = &limit_rows},
	{.tag = 12, .name = "qualification", .noun = "question",
		.shape = BIND_ITEMS,
		ARRAY(policy_source, questions, nquestions),
		.item = &custom_rows},
	{.tag = 13, .name = "fields", .noun = "field", .shape = BIND_GROUPS,
		ARRAY(policy_source, custom, ncustom), .item = &custom_rows},
};

enum { NPARTS = sizeof policy_parts / sizeof *policy_parts };

const struct bind policy_source_rows = {
	.fields = policy_fields,
	.nfields = 1,
	.parts = policy_parts + 1,
	.nparts = NPARTS - 1,
	.size = sizeof(struct policy_source),
};

const struct bind policy_rows = {
	.fields = policy_fields,
	.nfields = 1,
	.parts = policy_parts,
	.nparts = NPARTS - 2,
	.size = sizeof(struct policy),
};
