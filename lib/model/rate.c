#include "model/rate.h"
#include "base/hash.h"
#include "model/registry.h"
#include "model/rule.h"

#define AT(member) offsetof(struct rate, member)

enum { CODES = 26 * 26 * 26, PLAN_BITS = 12, PAIR_BITS = 29, DAY_BITS = 22,
	PLAN_MAX = 40 };

_Static_assert(CODES * CODES < INT64_C(1) << PAIR_BITS, "pairs too many");
_Static_assert(DAY_MAX - DAY_MIN < INT64_C(1) << DAY_BITS, "days too many");

/* Beyond these no pair of currencies was ever quoted for long. */
#define RATE_MOST  INT64_C(1000000000)
#define RATE_LEAST "0.000000001"

static const struct field fields[] = {
	FIELDS_COMMON,
	{.tag = RATE_BASE, .name = "base", .type = T_CURRENCY,
		.flags = F_REQUIRED | F_DICT | F_FIXED, .at = AT(base),
		.help = "currency of which one unit is priced"},
	{.tag = RATE_CURRENCY, .name = "currency", .type = T_CURRENCY,
		.flags = F_REQUIRED | F_DICT | F_FIXED, .at = AT(currency),
		.help = "currency it is priced in"},
	{.tag = RATE_DAY, .name = "day", .type = T_DAY,
		.flags = F_REQUIRED | F_FIXED, .at = AT(day),
		.help = "day it is of"},
	{.tag = RATE_RATE, .name = "rate", .type = T_DECIMAL,
		.flags = F_REQUIRED, .at = AT(rate),
		.help = "units of currency for one of base"},
	{.tag = RATE_TABLE, .name = "plan", .type = T_LINE,
		.flags = F_DICT | F_FIXED, .at = AT(plan),
		.help = "table it stands in, if not the market's"},
	{.tag = RATE_SOURCE, .name = "source", .type = T_LINE,
		.flags = F_DICT, .at = AT(source), .help = "who says so"},
	{.tag = RATE_SERIES, .name = "series", .type = T_INT,
		.flags = F_DERIVED | F_HIDDEN | F_INDEX, .at = AT(series),
		.needs = (const uint16_t[]){RATE_TABLE, RATE_BASE,
			RATE_CURRENCY, 0},
		.help = "table and pair it is of"},
	{.tag = RATE_KEY, .name = "key", .type = T_INT,
		.flags = F_DERIVED | F_HIDDEN | F_INDEX, .at = AT(key),
		.needs = (const uint16_t[]){RATE_TABLE, RATE_BASE,
			RATE_CURRENCY, RATE_DAY, 0},
		.help = "series and day"},
	FIELDS_COMMON_END,
};

/* ---- what it goes by ----------------------------------------------------- */

static int64_t
code_number(struct str code)
{
	int64_t n = 0;

	if (code.n != 3)
		return NUM_NULL;
	for (size_t i = 0; i < 3; i++) {
		if (code.p[i] < 'A' || code.p[i] > 'Z')
			return NUM_NULL;
		n = n * 26 + code.p[i] - 'A';
	}
	return n;
}

int64_t
rate_series(struct str plan, struct str base, struct str currency)
{
	int64_t b = code_number(base), c = code_number(currency), table = 0;

	if (b == NUM_NULL || c == NUM_NULL)
		return NUM_NULL;
	if (plan.p)
		table = (int64_t)(hash64(plan.p, plan.n, 0) &
			((1 << PLAN_BITS) - 1));
	return table << PAIR_BITS | (b * CODES + c);
}

static int64_t
key_of(int64_t series, int64_t day)
{
	if (series == NUM_NULL || !day_in_range(day))
		return NUM_NULL;
	return series << DAY_BITS | (day - DAY_MIN);
}

bool
rate_is_of(const struct rate *r, struct str plan, struct str base,
	struct str currency)
{
	return str_eq(r->plan, plan) && str_eq(r->base, base) &&
		str_eq(r->currency, currency);
}

static void
rate_derive(const struct derive_env *env, void *rec)
{
	struct rate *r = rec;

	(void)env;
	r->series = rate_series(r->plan, r->base, r->currency);
	r->key = key_of(r->series, r->day);
}

/* The record, other than `like` itself, that goes by the same key; of several
 * the live one, else the last. *out NULL: there is none. */
static int
find(struct model *m, const struct rate *like, struct rate **out,
	struct err *e)
{
	const struct entity *en = model_entity(m, E_RATE);
	int64_t key = key_of(rate_series(like->plan, like->base,
		like->currency), like->day);
	struct ids ids = {0};
	void *rec;
	int rc;

	*out = NULL;
	if (key == NUM_NULL)
		return 0;
	rc = tx_find(m->tx, en, entity_tag(en, RATE_KEY),
		(union val){.i = key}, &ids, e);
	for (size_t i = 0; rc == 0 && i < ids.list.n; i++) {
		struct rate *r;

		if (ids.list.v[i] == like->common.id)
			continue;
		rc = model_get(m, en, ids.list.v[i], &rec, e);
		r = rec;
		if (rc == 0 && r->day == like->day && rate_is_of(r,
			like->plan, like->base, like->currency) &&
			(!*out || (*out)->common.archived == 1))
			*out = r;
	}
	ARR_FREE(&ids.list);
	return rc;
}

/* ---- rules --------------------------------------------------------------- */

void
rate_defaults(struct model *m, void *rec)
{
	struct rate *r = rec;

	if (!r->base.p)
		r->base = str_of(m->policy->base->code);
}

static int
refuse(const struct rate *r, struct err *e, const char *why)
{
	struct buf day = {0};

	day_print(r->day, &day);
	err_set(e, ERR_DATA, "%.*s/%.*s%s%s: %s", STR_SHORT(r->base),
		STR_SHORT(r->currency), day.n ? " " : "", day.n ? day.p : "",
		why);
	buf_free(&day);
	return ERR_DATA;
}

/* A word of its own on command lines, in filters and behind "plan:". */
static bool
plan_is_word(struct str plan)
{
	if (!plan.n || plan.n > PLAN_MAX || plan.p[0] == '-')
		return false;
	for (size_t i = 0; i < plan.n; i++)
		if ((unsigned char)plan.p[i] <= ' ' ||
			strchr("/:,\"'\x7f", plan.p[i]))
			return false;
	return true;
}

static int
check_number(const struct rate *r, struct err *e)
{
	int64_t most, least;

	if (r->rate == NUM_NULL)
		return 0;
	if (dec_mantissa(r->rate) <= 0)
		return refuse(r, e, "a rate is above zero");
	if (dec_make(RATE_MOST, 0, &most, e) ||
		dec_parse(STR(RATE_LEAST), &least, e))
		return e->code;
	if (dec_cmp(r->rate, most) > 0 || dec_cmp(r->rate, least) < 0)
		return refuse(r, e, "no rate is that large or small");
	return 0;
}

static int
check_single(struct model *m, const struct rate *r, struct err *e)
{
	struct rate *other;
	int rc = find(m, r, &other, e);

	if (rc || !other || other->common.archived == 1)
		return rc;
	refuse(r, e, "there is one already");
	return err_hint(e, "it is rate/%lld; pipe rate set replaces it",
		(long long)other->common.id);
}

static int
rate_check(void *ctx, const void *before, void *after, struct err *e)
{
	struct model *m = ctx;
	const struct rate *b = before;
	struct rate *r = after;
	int rc;

	rate_defaults(m, r);
	if (r->currency.p && str_eq(r->base, r->currency))
		return refuse(r, e, "a currency has no rate in itself");
	if (r->plan.p && !plan_is_word(r->plan))
		return err_set(e, ERR_DATA, "'%.*s': the name of a plan is "
			"one word without / : and ,", STR_SHORT(r->plan));
	rc = check_number(r, e);
	if (rc || r->common.archived == 1)
		return rc;
	if (b && b->common.archived != 1 && b->day == r->day &&
		rate_is_of(b, r->plan, r->base, r->currency))
		return 0;
	return check_single(m, r, e);
}

/* ---- saving -------------------------------------------------------------- */

int
rate_instant(struct model *m, void *rec, int64_t *at, struct err *e)
{
	struct rate *r = rec, *other;
	int64_t start;
	int rc;

	*at = m->at;
	if (r->common.id || m->at != m->now || !day_in_range(r->day))
		return 0;
	start = zone_day_start(m->cal.zone, r->day);
	if (start >= m->at)
		return 0;
	/* one that was taken out and is made anew does not change the past */
	rate_defaults(m, r);
	rc = find(m, r, &other, e);
	if (rc == 0 && !other)
		*at = start;
	return rc;
}

static void
replace(struct rate *r, const struct rate_quote *q)
{
	if (q->sourced || r->rate != q->rate || r->common.archived == 1)
		r->source = q->source;
	r->rate = q->rate;
	r->common.archived = 0;
}

int
rate_set(struct model *m, const struct rate_quote *q, int64_t *id,
	enum saved *how, struct err *e)
{
	const struct entity *en = model_entity(m, E_RATE);
	struct rate *like = record_new(en, m->arena), *r;
	int rc;

	like->base = q->base;
	like->currency = q->currency;
	like->plan = q->plan;
	like->day = q->day;
	rate_defaults(m, like);
	rc = find(m, like, &r, e);
	if (rc)
		return rc;
	if (!r)
		r = like;
	replace(r, q);
	rc = model_save(m, en, r, how, e);
	*id = r->common.id;
	return rc;
}

const struct entity rate_entity = {
	.number = E_RATE,
	.name = "rate",
	.plural = "rates",
	.summary = "what a currency was worth in another on a day",
	.fields = fields,
	.nfields = sizeof fields / sizeof *fields,
	.size = sizeof(struct rate),
	.title = RATE_CURRENCY,
	.derive = rate_derive,
	.check = rate_check,
	.columns = "id,day,base,currency,rate,plan,source",
};
