#include "conf/name.h"
#include "conf/policy_rows.h"

enum {
	PERCENT_ALL = 10000,
	MONTHS = 12,
	DOMAIN_MAX = 253,
	STAGES_MAX = 100, /* of a pipeline; and as many pipelines */
};

/* `any` and `null` mean something to filters. */
void
policy_check_id(struct binding *b, const struct str *id)
{
	struct str q = fault_quote(*id);

	if (!id->p)
		return;
	if (!name_valid(*id, true))
		bind_fault(b, bind_where(b, id),
			"id '%.*s': use small letters, digits, '-' and '_', "
			"a letter first",
			STR_F(q));
	else if (str_is(*id, "any") || str_is(*id, "null"))
		bind_fault(b, bind_where(b, id),
			"id '%.*s': a word of filters", STR_F(q));
}

const struct currency *
policy_check_currency(struct binding *b, const struct str *code)
{
	const struct currency *c = currency_find(*code), *near;
	struct pos at = bind_where(b, code);
	struct str q = fault_quote(*code);

	if (c || !code->p)
		return c;
	near = currency_near(*code);
	bind_fault(b, at, "unknown currency '%.*s'%s%s%s", STR_F(q),
		near ? " (did you mean '" : "", near ? near->code : "",
		near ? "'?)" : "");
	return NULL;
}

static void
check_currency(struct binding *b, const struct policy *p)
{
	const struct currency *c = policy_check_currency(b, &p->currency);

	if (c && c->exponent < 0)
		bind_fault(b, bind_where(b, &p->currency),
			"currency '%.*s' has no minor unit",
			STR_F(fault_quote(p->currency)));
}

/* A year of weeks has to end on a weekday, one of months on none. */
static void
check_weeks(struct binding *b, const struct policy *p)
{
	bool weeks = p->pattern.p && !str_is(p->pattern, "month");

	if (weeks && !p->week_ends.p)
		bind_fault(b, bind_where(b, &p->pattern), "pattern: years of "
			"weeks need week_ends, the weekday they end on");
	if (!weeks && p->week_ends.p)
		bind_fault(b, bind_where(b, &p->week_ends), "week_ends: is of "
			"use with a pattern of weeks only, as 4-4-5");
	if (!weeks && p->year_ends.p)
		bind_fault(b, bind_where(b, &p->year_ends), "year_ends: is of "
			"use with a pattern of weeks only, as 4-4-5");
}

static void
check_calendar(struct binding *b, const struct policy *p)
{
	const struct zone *z;
	struct err e = {0}, *fault;

	if (p->zone.p && zone_load(b->arena, p->zone, &z, &e)) {
		fault = bind_fault(b, bind_where(b, &p->zone), "%s", e.msg);
		if (fault && e.hint[0])
			err_hint(fault, "%s", e.hint);
	}
	if (p->fiscal_month < 1 || p->fiscal_month > MONTHS)
		bind_fault(b, bind_where(b, &p->fiscal_month),
			"fiscal_year_start: a month from 1 to 12 is needed");
	check_weeks(b, p);
}

/* Then what is unset has its fault already. */
static bool
was_written(const struct binding *b, const void *member)
{
	struct pos at = bind_where(b, member);

	return at.line > 1 || at.col > 1;
}

static void
check_probability(struct binding *b, const struct stage *s)
{
	struct pos at = bind_where(b, &s->probability);

	if (s->kind == STAGE_WON && s->probability != PERCENT_ALL)
		bind_fault(b, at, "probability: a won stage has 100");
	else if (s->kind == STAGE_LOST && s->probability != 0)
		bind_fault(b, at, "probability: a lost stage has 0");
	else if (s->kind == STAGE_OPEN && s->probability == NUM_NULL &&
		!was_written(b, &s->probability))
		bind_fault(b, bind_item(b, s),
			"stage: 'probability' is missing");
	else if (s->probability != NUM_NULL &&
		(s->probability < 0 || s->probability > PERCENT_ALL))
		bind_fault(b, at, "probability: 0 to 100 is needed");
}

static void
check_category(struct binding *b, const struct stage *s)
{
	static const struct {
		const char *category, *fault;
	} fixed[] = {
		[STAGE_WON] = {"closed", "category: a won stage is closed"},
		[STAGE_LOST] = {"omitted", "category: a lost stage is omitted"},
	};
	struct pos at = bind_where(b, &s->category);

	if (s->kind == STAGE_OPEN && str_is(s->category, "closed"))
		bind_fault(b, at, "category: an open stage is not closed");
	if (s->kind != STAGE_OPEN &&
		!str_is(s->category, fixed[s->kind].category))
		bind_fault(b, at, "%s", fixed[s->kind].fault);
}

static void
check_rotten(struct binding *b, const struct stage *s)
{
	struct pos at = bind_where(b, &s->rotten_after);

	if (s->rotten_after == NUM_NULL)
		return;
	if (s->kind != STAGE_OPEN)
		bind_fault(b, at, "rotten_after: only open stages rot");
	else if (s->rotten_after < 1 || s->rotten_after > INT32_MAX)
		bind_fault(b, at, "rotten_after: days, 1 or more");
}

static bool
is_custom(const struct policy_source *s, const char *entity, struct str name)
{
	for (size_t i = 0; i < s->ncustom; i++)
		if (str_is(s->custom[i].entity, entity) &&
			str_eq(s->custom[i].name, name))
			return true;
	return false;
}

static void
check_required(struct binding *b, const struct entity *deal,
	const struct policy_source *s, struct pos at, struct str word)
{
	const struct field *f = entity_field(deal, word);
	struct near near = near_to(word);
	struct str q = fault_quote(word);

	if (faults_full(b->faults) || (f && str_is(word, f->name)) ||
		is_custom(s, "deal", word))
		return;
	for (size_t i = 0; i < deal->nfields; i++)
		if (!(deal->fields[i].flags & F_HIDDEN))
			near_try(&near, str_of(deal->fields[i].name));
	for (size_t i = 0; i < s->ncustom; i++)
		if (str_is(s->custom[i].entity, "deal") && s->custom[i].name.p)
			near_try(&near, s->custom[i].name);
	bind_fault(b, at, "requires: unknown deal field '%.*s'%s", STR_F(q),
		near_advice(&near));
}

static void
check_stage(struct binding *b, const struct entity *deal,
	const struct policy_source *src, const struct stage *s)
{
	struct str rest = s->requires, word;

	policy_check_id(b, &s->id);
	check_probability(b, s);
	check_category(b, s);
	check_rotten(b, s);
	for (size_t i = 0; deal && str_split(&rest, ',', &word); i++)
		check_required(b, deal, src, bind_word(b, &s->requires, i),
			word);
}

/* How many stages are open, won and lost. */
static void
check_kinds(struct binding *b, const struct pipeline *l, const size_t of[3])
{
	struct str q = fault_quote(l->id);

	if (!l->nstages)
		return;
	if (!of[STAGE_OPEN])
		bind_fault(b, bind_where(b, &l->stages),
			"pipeline '%.*s': no open stage", STR_F(q));
	if (of[STAGE_WON] != 1)
		bind_fault(b, bind_where(b, &l->stages),
			"pipeline '%.*s': one stage of type won is needed, "
			"not %zu", STR_F(q), of[STAGE_WON]);
	if (!of[STAGE_LOST])
		bind_fault(b, bind_where(b, &l->stages),
			"pipeline '%.*s': no stage of type lost", STR_F(q));
}

static void
check_pipeline(struct binding *b, const struct entity *deal,
	const struct policy_source *src, const struct pipeline *l)
{
	size_t of[3] = {0};

	policy_check_id(b, &l->id);
	if (l->nstages > STAGES_MAX) {
		bind_fault(b, bind_where(b, &l->stages),
			"too many stages: more than %d", STAGES_MAX);
		return;
	}
	for (size_t i = 0; i < l->nstages; i++) {
		of[l->stages[i].kind]++;
		check_stage(b, deal, src, &l->stages[i]);
	}
	check_kinds(b, l, of);
}

static void
check_words(struct binding *b, const struct words *w)
{
	for (size_t i = 0; i < w->n; i++)
		policy_check_id(b, &w->v[i].id);
}

static void
check_statuses(struct binding *b, const struct words *w)
{
	const char *const *t = status_types;
	bool found;

	check_words(b, w);
	for (size_t i = 0; i < w->n; i++)
		if (w->v[i].id.p && !w->v[i].type.p &&
			!was_written(b, &w->v[i].type))
			bind_fault(b, bind_item(b, &w->v[i]),
				"lead status: 'type' is missing");
	for (; w->n && *t; t++) {
		found = false;
		for (size_t i = 0; i < w->n; i++)
			found = found || str_is(w->v[i].type, *t);
		if (!found)
			bind_fault(b, bind_where(b, &w->v),
				"lead_statuses: none of type %s", *t);
	}
}

static bool
domain_valid(struct str d)
{
	bool dot = false;

	for (size_t i = 0; i < d.n; i++) {
		char c = d.p[i];

		if (c == '.' && (i == 0 || i + 1 == d.n || d.p[i - 1] == '.'))
			return false;
		dot = dot || c == '.';
		if (!(c >= 'a' && c <= 'z') && !(c >= '0' && c <= '9') &&
			c != '.' && c != '-' && (unsigned char)c < 0x80)
			return false;
	}
	return dot && d.n <= DOMAIN_MAX;
}

static void
check_domains(struct binding *b, const struct policy *p)
{
	for (size_t i = 0; i < p->nmail_domains; i++) {
		struct str q = fault_quote(p->mail_domains[i]);

		if (!domain_valid(p->mail_domains[i]))
			bind_fault(b, bind_where(b, &p->mail_domains[i]),
				"'%.*s' is no mail domain in small letters",
				STR_F(q));
	}
}

void
policy_check(struct binding *b, const struct schema *schema,
	struct policy_source *s)
{
	const struct entity *deal = schema_find(schema, STR("deal"));
	const struct policy *p = &s->policy;

	check_currency(b, p);
	check_calendar(b, p);
	if (p->npipelines > STAGES_MAX)
		bind_fault(b, bind_where(b, &p->pipelines),
			"too many pipelines: more than %d", STAGES_MAX);
	for (size_t i = 0; i < p->npipelines && i < STAGES_MAX; i++)
		check_pipeline(b, deal, s, &p->pipelines[i]);
	check_statuses(b, &p->lead_statuses);
	check_words(b, &p->lose_reasons);
	check_words(b, &p->disqualify_reasons);
	check_words(b, &p->activity_types);
	check_words(b, &p->sources);
	check_domains(b, p);
	policy_check_fields(b, schema, s);
	policy_check_filters(b, schema, s);
	policy_check_forecasts(b, p);
	policy_check_documents(b, schema, p);
}
