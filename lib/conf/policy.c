#include "conf/policy_rows.h"

enum { PERCENT_ALL = 10000, JANUARY = 1, VALID_DAYS = 30,
	TERMS_DAYS = 30 };

/* Days, where nothing is said. */
enum { RATE_MAX_AGE = 7, CALL_STALE_AFTER = 7 };

static const struct {
	const char *type, *category;
	int64_t probability;
} kinds[] = {
	[STAGE_OPEN] = {"open", "pipeline", NUM_NULL},
	[STAGE_WON] = {"won", "closed", PERCENT_ALL},
	[STAGE_LOST] = {"lost", "omitted", 0},
};

static enum stage_type
stage_kind(struct str type)
{
	if (str_is(type, kinds[STAGE_WON].type))
		return STAGE_WON;
	if (str_is(type, kinds[STAGE_LOST].type))
		return STAGE_LOST;
	return STAGE_OPEN;
}

static void
default_stage(struct stage *s, int order)
{
	s->kind = stage_kind(s->type);
	s->order = order;
	if (!s->type.p)
		s->type = str_of(kinds[s->kind].type);
	if (!s->name.p)
		s->name = s->id;
	if (!s->category.p)
		s->category = str_of(kinds[s->kind].category);
	if (s->probability == NUM_NULL)
		s->probability = kinds[s->kind].probability;
}

static void
default_pipeline(struct pipeline *l)
{
	if (!l->name.p)
		l->name = l->id;
	for (size_t i = 0; i < l->nstages; i++)
		default_stage(&l->stages[i], (int)i);
}

static void
default_words(struct words *w)
{
	for (size_t i = 0; i < w->n; i++)
		if (!w->v[i].name.p)
			w->v[i].name = w->v[i].id;
}

static void
default_statuses(struct words *w)
{
	default_words(w);
	for (size_t i = 0; i < w->n; i++)
		for (const char *const *t = status_types; *t; t++)
			if (!w->v[i].type.p && str_is(w->v[i].id, *t))
				w->v[i].type = w->v[i].id;
}

/* Those every policy has come first, unless it lists them itself. */
static void
default_activities(struct arena *a, struct words *w)
{
	struct words all = {.n = 0};
	const char *const *t = activity_builtin;
	size_t most = w->n + 8;

	default_words(w);
	all.v = arena_array(a, most, sizeof *all.v);
	for (; *t; t++) {
		struct word *to = &all.v[all.n];

		if (words_find(w, str_of(*t)))
			continue;
		to->id = to->name = str_of(*t);
		all.n++;
	}
	for (size_t i = 0; i < w->n; i++)
		all.v[all.n++] = w->v[i];
	*w = all;
}

static void
default_custom(struct custom_field *f)
{
	if (!f->type.p)
		f->type = STR("line");
	if (f->required == NUM_NULL)
		f->required = 0;
	if (f->question == NUM_NULL)
		f->question = 0;
}

void
policy_defaults(struct arena *a, struct policy_source *s)
{
	struct policy *p = &s->policy;

	if (p->fiscal_month == NUM_NULL)
		p->fiscal_month = JANUARY;
	for (size_t i = 0; i < p->npipelines; i++)
		default_pipeline(&p->pipelines[i]);
	default_statuses(&p->lead_statuses);
	default_words(&p->lose_reasons);
	default_words(&p->disqualify_reasons);
	default_words(&p->sources);
	default_activities(a, &p->activity_types);
	for (size_t i = 0; i < p->nforecasts; i++)
		if (!p->forecasts[i].name.p)
			p->forecasts[i].name = p->forecasts[i].id;
	for (size_t i = 0; i < s->nquestions; i++) {
		s->questions[i].entity = STR("lead");
		s->questions[i].question = 1;
		default_custom(&s->questions[i]);
	}
	for (size_t i = 0; i < s->ncustom; i++)
		default_custom(&s->custom[i]);
}

/* Questions first; tags are provisional, see policy.h. */
static void
merge_fields(struct arena *a, struct policy_source *s)
{
	struct policy *p = &s->policy;
	size_t n = 0;

	p->nfields = s->nquestions + s->ncustom;
	p->fields = arena_array(a, p->nfields, sizeof *p->fields);
	for (size_t i = 0; i < s->nquestions; i++)
		p->fields[n++] = s->questions[i];
	for (size_t i = 0; i < s->ncustom; i++)
		p->fields[n++] = s->custom[i];
	for (n = 0; n < p->nfields; n++)
		p->fields[n].tag = TAG_CUSTOM + (int64_t)n;
}

static void
finish_pipeline(struct pipeline *l)
{
	for (size_t i = 0; i < l->nstages; i++) {
		l->stages[i].kind = stage_kind(l->stages[i].type);
		l->stages[i].order = (int)i;
	}
}

/* A policy of before there were limits has none in its compiled form. */
static void
finish_limits(struct policy *p)
{
	if (p->rate_max_age == NUM_NULL)
		p->rate_max_age = RATE_MAX_AGE;
	if (p->call_stale_after == NUM_NULL)
		p->call_stale_after = CALL_STALE_AFTER;
}

/* Not compiled: a store of before has them as well. */
static void
default_documents(struct policy *p)
{
	struct document_policy *d = &p->documents;

	if (!d->prices.p)
		d->prices = STR("exclusive");
	if (!d->tax_by.p)
		d->tax_by = STR("document");
	if (!d->rounding.p)
		d->rounding = STR("half_up");
	if (!d->deal_amount.p)
		d->deal_amount = STR("total");
	if (d->valid == NUM_NULL)
		d->valid = VALID_DAYS;
	if (d->terms == NUM_NULL)
		d->terms = TERMS_DAYS;
	for (size_t i = 0; i < p->ntaxes; i++) {
		struct tax_class *k = &p->taxes[i];

		if (!k->name.p)
			k->name = k->id;
		for (size_t j = 0; j < k->nrates; j++)
			if (!k->rates[j].category.p)
				k->rates[j].category = k->rates[j].rate
					? STR("S") : STR("Z");
	}
}

int
policy_finish(struct arena *a, struct policy *p, struct err *e)
{
	finish_limits(p);
	for (size_t i = 0; i < p->npipelines; i++)
		finish_pipeline(&p->pipelines[i]);
	default_documents(p);
	p->base = currency_find(p->currency);
	if (!p->base)
		return err_set(e, ERR_DATA, "policy: unknown currency '%.*s'",
			STR_F(p->currency));
	return zone_load(a, p->zone, &p->tz, e);
}

int
policy_parse(struct arena *a, struct str yaml, const char *file,
	const struct schema *schema, struct policy **out,
	struct faults *faults, struct err *e)
{
	struct policy_source *s = arena_alloc(a, sizeof *s);
	struct binding b = {.arena = a, .file = file, .faults = faults};
	struct yaml_node *root;

	*out = NULL;
	yaml_parse(a, yaml, file, &root, faults);
	if (root)
		bind_map(&b, &policy_source_rows, NULL, root, s);
	if (root && !b.over) {
		policy_defaults(a, s);
		policy_check(&b, schema, s);
	}
	bind_free(&b);
	faults_sort(faults);
	if (faults_first(faults, e))
		return ERR_DATA;
	merge_fields(a, s);
	*out = &s->policy;
	return policy_finish(a, &s->policy, e);
}
