#include "conf/policy_rows.h"

const struct pipeline *
policy_pipeline(const struct policy *p, struct str id)
{
	for (size_t i = 0; i < p->npipelines; i++)
		if (str_eq(p->pipelines[i].id, id))
			return &p->pipelines[i];
	return NULL;
}

const struct stage *
pipeline_stage(const struct pipeline *l, struct str id)
{
	for (size_t i = 0; i < l->nstages; i++)
		if (str_eq(l->stages[i].id, id))
			return &l->stages[i];
	return NULL;
}

const struct stage *
policy_stage(const struct policy *p, struct str pipeline, struct str id)
{
	const struct pipeline *l = policy_pipeline(p, pipeline);

	return l ? pipeline_stage(l, id) : NULL;
}

const struct word *
words_find(const struct words *w, struct str id)
{
	for (size_t i = 0; i < w->n; i++)
		if (str_eq(w->v[i].id, id))
			return &w->v[i];
	return NULL;
}

struct str
policy_filter(const struct policy *p, const char *entity, struct str name)
{
	for (size_t i = 0; i < p->nfilters; i++) {
		const struct named_filter *f = &p->filters[i];

		if (str_eq(f->name, name) &&
			(!f->entity.p || str_is(f->entity, entity)))
			return f->filter;
	}
	for (size_t i = 0; !strcmp(entity, "deal") && i < p->nsegments; i++)
		if (str_eq(p->segments[i].name, name))
			return p->segments[i].filter;
	return STR_NULL;
}

static bool
is_blank(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

bool
filter_word(struct str *rest, struct str *word)
{
	bool quoted = false;
	size_t i = 0, from;

	while (i < rest->n && is_blank(rest->p[i]))
		i++;
	for (from = i; i < rest->n && (quoted || !is_blank(rest->p[i])); i++) {
		if (rest->p[i] == '"')
			quoted = !quoted;
		else if (quoted && rest->p[i] == '\\' && i + 1 < rest->n)
			i++;
	}
	*word = str_cut(*rest, from, i);
	*rest = str_cut(*rest, i, rest->n);
	return word->n > 0;
}

const struct forecast_type *
policy_forecast(const struct policy *p, struct str id)
{
	for (size_t i = 0; i < p->nforecasts; i++)
		if (str_eq(p->forecasts[i].id, id))
			return &p->forecasts[i];
	return NULL;
}

static const struct {
	const char *list;
	size_t at;
} word_lists[] = {
	{"lead_status", offsetof(struct policy, lead_statuses)},
	{"lose_reason", offsetof(struct policy, lose_reasons)},
	{"disqualify_reason", offsetof(struct policy, disqualify_reasons)},
	{"activity_type", offsetof(struct policy, activity_types)},
	{"source", offsetof(struct policy, sources)},
};

static const struct choice categories[] = {
	{"pipeline", "early; counted in the pipeline only"},
	{"best_case", "may be won in the period"},
	{"most_likely", "will probably be won in the period"},
	{"commit", "will be won in the period"},
	{"closed", "won"},
	{"omitted", "left out of the forecast"},
	{NULL, NULL},
};

static struct choice *
choices_new(struct arena *a, size_t n)
{
	return arena_array(a, n + 1, sizeof(struct choice));
}

static struct choice
choice_of(struct arena *a, struct str id, struct str name)
{
	return (struct choice){.word = arena_cstr(a, id),
		.help = name.p ? arena_cstr(a, name) : NULL};
}

static const struct choice *
word_choices(struct arena *a, const struct words *w)
{
	struct choice *v;

	if (!w->n)
		return NULL;
	v = choices_new(a, w->n);
	for (size_t i = 0; i < w->n; i++)
		v[i] = choice_of(a, w->v[i].id, w->v[i].name);
	return v;
}

static const struct choice *
pipeline_choices(struct arena *a, const struct policy *p)
{
	struct choice *v = choices_new(a, p->npipelines);

	for (size_t i = 0; i < p->npipelines; i++)
		v[i] = choice_of(a, p->pipelines[i].id, p->pipelines[i].name);
	return v;
}

static bool
stage_in_earlier(const struct policy *p, size_t pipeline, struct str id)
{
	for (size_t i = 0; i < pipeline; i++)
		if (pipeline_stage(&p->pipelines[i], id))
			return true;
	return false;
}

/* Of one pipeline, or of all, each id once. */
static const struct choice *
stage_choices(struct arena *a, const struct policy *p, struct str pipeline)
{
	const struct pipeline *l = p->pipelines;
	struct choice *v;
	size_t n = 0;

	for (size_t i = 0; i < p->npipelines; i++)
		n += l[i].nstages;
	v = choices_new(a, n);
	n = 0;
	for (size_t i = 0; i < p->npipelines; i++, l++) {
		if (pipeline.p && !str_eq(l->id, pipeline))
			continue;
		for (size_t j = 0; j < l->nstages; j++)
			if (pipeline.p ||
				!stage_in_earlier(p, i, l->stages[j].id))
				v[n++] = choice_of(a, l->stages[j].id,
					l->stages[j].name);
	}
	return v;
}

static const struct choice *
tax_choices(struct arena *a, const struct policy *p)
{
	struct choice *v = choices_new(a, p->ntaxes);

	for (size_t i = 0; i < p->ntaxes; i++)
		v[i] = choice_of(a, p->taxes[i].id, p->taxes[i].name);
	return v;
}

const struct choice *
policy_choices(const struct policy *p, struct arena *a, const char *list,
	struct str pipeline)
{
	const char *name = list[0] == '@' ? list + 1 : list;
	const char *base = (const char *)p;

	if (!strcmp(name, "stage"))
		return stage_choices(a, p, pipeline);
	if (!strcmp(name, "pipeline"))
		return pipeline_choices(a, p);
	if (!strcmp(name, "tax_class"))
		return tax_choices(a, p);
	if (!strcmp(name, "category"))
		return categories;
	for (size_t i = 0; i < sizeof word_lists / sizeof *word_lists; i++)
		if (!strcmp(name, word_lists[i].list))
			return word_choices(a, (const struct words *)(base +
				word_lists[i].at));
	return NULL;
}

static uint8_t
type_number(struct str name)
{
	uint8_t t = 0;

	while (t < T_COUNT - 1 && !str_is(name, type_row(t)->name))
		t++;
	return t;
}

static struct field
custom_row(struct arena *a, const struct custom_field *c)
{
	uint8_t type = type_number(c->type);
	uint32_t flags = F_CUSTOM;

	if (c->required == 1)
		flags |= F_REQUIRED;
	if (type == T_ENUM)
		flags |= F_DICT;
	return (struct field){
		.tag = (uint16_t)c->tag,
		.type = type,
		.ref = c->ref_number == NUM_NULL ? 0 : (uint8_t)c->ref_number,
		.flags = flags,
		.name = arena_cstr(a, c->name),
		.choices = c->choices.p ? arena_cstr(a, c->choices) : NULL,
		.help = c->help.p ? arena_cstr(a, c->help) : "",
	};
}

const struct field *
policy_custom_fields(const struct policy *p, struct arena *a,
	const char *entity, size_t *n)
{
	struct field *rows;
	size_t count = 0;

	for (size_t i = 0; i < p->nfields; i++)
		count += str_is(p->fields[i].entity, entity);
	*n = count;
	if (!count)
		return NULL;
	rows = arena_array(a, count, sizeof *rows);
	count = 0;
	for (size_t i = 0; i < p->nfields; i++)
		if (str_is(p->fields[i].entity, entity))
			rows[count++] = custom_row(a, &p->fields[i]);
	return rows;
}
