#include "report/exchange.h"

/* A currency without a rate. */
struct lack {
	const struct currency *of;
	struct lack *next; /* by code */
};

struct exchange {
	struct arena *a;
	struct model *m;
	struct rates *rates;
	enum rate_policy policy;
	const struct currency *to;
	int64_t clock_day; /* whatever the view */
	struct rate_used used;
	struct str plan; /* of RATE_PLAN */
	int64_t max_age; /* days, of the market's rates */
	struct lack *lacks;
};

int
exchange_open(struct model *m, struct arena *a,
	const struct forecast_spec *spec, struct exchange **out,
	struct err *e)
{
	struct exchange *x;
	int rc;

	*out = NULL;
	if (!spec->currency || !measure_money(spec->measure))
		return 0;
	x = arena_alloc(a, sizeof *x);
	x->a = a;
	x->m = m;
	x->plan = spec->plan;
	x->max_age = m->policy->rate_max_age;
	x->policy = spec->rates;
	x->to = spec->currency;
	x->clock_day = zone_day(m->cal.zone, m->now);
	rc = rates_open(m, a,
		spec->rates == RATE_PLAN ? spec->plan : STR_NULL,
		m->policy->rate_max_age, &x->rates, e);
	if (rc == 0 && x->policy == RATE_TODAY)
		rc = rates_load_now(x->rates, e);
	*out = x;
	return rc;
}

static void
note_lack(struct exchange *x, const struct currency *of)
{
	struct lack **at = &x->lacks, *one;

	while (*at && strcmp((*at)->of->code, of->code) < 0)
		at = &(*at)->next;
	if (*at && (*at)->of == of)
		return;
	one = arena_alloc(x->a, sizeof *one);
	*one = (struct lack){.of = of, .next = *at};
	*at = one;
}

static int
convert(struct exchange *x, int64_t day, int64_t amount,
	const struct currency *from, int64_t *out, struct err *e)
{
	int rc;

	x->used = (struct rate_used){.day = NUM_NULL};
	rc = rates_convert(x->rates, amount, from, x->to, day, out, &x->used,
		e);
	if (rc != ERR_NO)
		return rc;
	note_lack(x, from);
	*out = NUM_NULL;
	return 0;
}

static int64_t
no_later(int64_t day, int64_t today)
{
	return day == NUM_NULL || day > today ? today : day;
}

static int64_t
close_day(const struct exchange *x, const struct deal *d,
	enum stage_type kind)
{
	if (kind == STAGE_OPEN || d->closed == NUM_NULL)
		return d->close;
	return zone_day(x->m->cal.zone, d->closed);
}

static int64_t
amount_day(const struct exchange *x, const struct deal *d)
{
	int64_t at = d->amount_since == NUM_NULL ? d->common.created
						 : d->amount_since;

	return zone_day(x->m->cal.zone, at);
}

int
exchange_deal(struct exchange *x, const struct deal *d,
	enum stage_type kind, int64_t amount, const struct currency *from,
	int64_t *out, struct err *e)
{
	int64_t today = x->m->cal.today, day = today;

	switch (x->policy) {
	case RATE_CLOSE:
		day = no_later(close_day(x, d, kind), today);
		break;
	case RATE_DEAL: day = amount_day(x, d); break;
	case RATE_ASOF: break;
	case RATE_TODAY: day = x->clock_day; break;
	case RATE_PLAN:
		day = close_day(x, d, kind);
		if (day == NUM_NULL)
			day = today;
		break;
	}
	return convert(x, day, amount, from, out, e);
}

int
exchange_day(struct exchange *x, int64_t day, int64_t amount,
	const struct currency *from, int64_t *out, struct err *e)
{
	if (x->policy == RATE_TODAY)
		day = x->clock_day;
	else if (x->policy != RATE_PLAN)
		day = no_later(day, x->m->cal.today);
	return convert(x, day, amount, from, out, e);
}

const struct currency *
exchange_to(const struct exchange *x)
{
	return x->to;
}

const struct rate_used *
exchange_used(const struct exchange *x)
{
	return &x->used;
}

void
exchange_lacks(const struct exchange *x, struct buf *out)
{
	if (!x->lacks)
		return;
	buf_cstr(out, "no rate of ");
	for (const struct lack *l = x->lacks; l; l = l->next)
		buf_fmt(out, "%s%s", l == x->lacks ? "" : ", ", l->of->code);
	buf_fmt(out, " in %s", x->to->code);
	if (x->policy == RATE_PLAN)
		buf_fmt(out, " in plan:%.*s", STR_F(x->plan));
	else if (x->max_age)
		buf_fmt(out, " on some days, nor in %lld day%s before",
			(long long)x->max_age, x->max_age == 1 ? "" : "s");
	else
		buf_cstr(out, " on some days");
	buf_char(out, '\n');
}

void
exchange_digest(const struct exchange *x, char out[65])
{
	rates_digest(x->rates, out);
}
