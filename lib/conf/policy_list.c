/* What a policy says, as keys and values. */
#include "conf/policy.h"

struct listing {
	struct arena *arena;
	void (*fn)(void *, const char *key, struct str value);
	void *ctx;
};

static void
say(const struct listing *l, const char *key, struct str value)
{
	if (value.p)
		l->fn(l->ctx, key, value);
}

static void
say_int(const struct listing *l, const char *key, int64_t v)
{
	say(l, key, str_of(arena_fmt(l->arena, "%lld", (long long)v)));
}

/* "filters.stale" */
static void
say_of(const struct listing *l, const char *section, struct str name,
	struct str value)
{
	say(l, arena_fmt(l->arena, "%s.%.*s", section, STR_F(name)), value);
}

static void
say_words(const struct listing *l, const char *key, const struct words *words)
{
	struct buf b = {0};

	for (size_t i = 0; i < words->n; i++)
		buf_fmt(&b, "%s%.*s", i ? "," : "", STR_F(words->v[i].id));
	say(l, key, arena_str(l->arena, buf_view(&b)));
	buf_free(&b);
}

static void
say_pipelines(const struct listing *l, const struct policy *p)
{
	for (size_t i = 0; i < p->npipelines; i++) {
		const struct pipeline *of = &p->pipelines[i];
		struct buf b = {0};

		for (size_t j = 0; j < of->nstages; j++)
			buf_fmt(&b, "%s%.*s", j ? "," : "",
				STR_F(of->stages[j].id));
		say_of(l, "pipelines", of->id,
			arena_str(l->arena, buf_view(&b)));
		buf_free(&b);
	}
}

/* A type by the options it stands for. */
static void
say_forecast(const struct listing *l, const struct forecast_type *f)
{
	const struct {
		const char *option;
		struct str value;
	} said[] = {
		{"measure", f->measure}, {"date", f->date},
		{"filter", f->filter}, {"rollup", f->rollup},
		{"currency", f->currency}, {"rates", f->rates},
	};

	say_of(l, "forecasts", f->id, f->name);
	for (size_t i = 0; i < sizeof said / sizeof *said; i++)
		say(l, arena_fmt(l->arena, "forecasts.%.*s.%s", STR_F(f->id),
			said[i].option), said[i].value);
}

static void
say_lists(const struct listing *l, const struct policy *p)
{
	say_words(l, "lead_statuses", &p->lead_statuses);
	say_words(l, "lose_reasons", &p->lose_reasons);
	say_words(l, "disqualify_reasons", &p->disqualify_reasons);
	say_words(l, "activity_types", &p->activity_types);
	say_words(l, "sources", &p->sources);
}

void
policy_each(const struct policy *p, struct arena *a,
	void (*fn)(void *, const char *key, struct str value), void *ctx)
{
	const struct listing l = {a, fn, ctx};

	say(&l, "currency", p->currency);
	say(&l, "zone", p->zone);
	say_int(&l, "fiscal_year_start", p->fiscal_month);
	say(&l, "pattern", p->pattern.p ? p->pattern : STR("month"));
	say_pipelines(&l, p);
	say_lists(&l, p);
	for (size_t i = 0; i < p->nfields; i++)
		say_of(&l, arena_fmt(a, "fields.%.*s",
			STR_F(p->fields[i].entity)), p->fields[i].name,
			p->fields[i].type);
	for (size_t i = 0; i < p->nfilters; i++)
		say_of(&l, "filters", p->filters[i].name,
			p->filters[i].filter);
	for (size_t i = 0; i < p->nsegments; i++)
		say_of(&l, "segments", p->segments[i].name,
			p->segments[i].filter);
	for (size_t i = 0; i < p->nforecasts; i++)
		say_forecast(&l, &p->forecasts[i]);
	say_int(&l, "limits.rate_max_age", p->rate_max_age);
	say_int(&l, "limits.call_stale_after", p->call_stale_after);
}
