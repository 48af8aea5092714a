#include "model/figure.h"

bool
figure_is_money(struct str measure)
{
	return str_is(measure, "amount") || str_is(measure, "recurring");
}

void
figure_defaults(struct model *m, struct figure *f)
{
	if (!f->measure.p)
		f->measure = STR("amount");
	if (!f->currency.p && figure_is_money(f->measure))
		f->currency = str_of(m->policy->base->code);
}

void
figure_for(struct model *m, const struct period *p, struct figure *f)
{
	*f = (struct figure){
		.period = arena_str(m->arena, str_of(p->label)),
		.from = p->from,
		.to = p->to,
		.measure = STR("amount"),
		.value = NUM_NULL,
		.number = NUM_NULL,
	};
}

static int
read_number(struct str value, bool whole, int64_t *out, struct err *e)
{
	int rc = dec_parse(value, out, e);

	if (rc == 0 && whole && dec_scale(*out))
		return err_set(e, ERR_DATA, "%.*s: a count is a whole number",
			STR_SHORT(value));
	return rc;
}

int
figure_read(struct model *m, struct figure *f, struct str value,
	struct str currency, const struct currency *fallback, struct err *e)
{
	const struct currency *written, *key = fallback;
	int rc;

	if (!figure_is_money(f->measure))
		return read_number(value, str_is(f->measure, "count"),
			&f->number, e);
	if (!key)
		key = m->policy->base;
	if (currency.p)
		key = currency_find(currency);
	if (!key)
		return err_set(e, ERR_USAGE, "%.*s: no such currency",
			STR_SHORT(currency));
	rc = money_parse_any(value, key, &written, &f->value, e);
	if (rc)
		return rc;
	if (currency.p && written != key)
		return err_set(e, ERR_USAGE, "%.*s: the value is in %s, not "
			"%s", STR_SHORT(value), written->code, key->code);
	f->currency = str_of(written->code);
	return 0;
}

bool
figure_same_key(const struct figure *a, const struct figure *b)
{
	return a->from == b->from && a->to == b->to &&
		str_eq(a->measure, b->measure) &&
		str_eq(a->currency, b->currency);
}

bool
figure_same_value(const struct figure *a, const struct figure *b)
{
	return a->value == b->value && a->number == b->number &&
		str_eq(a->currency, b->currency);
}

int
figure_refuse(struct model *m, const struct entity *en, int64_t id,
	int64_t holder, const char *why, struct err *e)
{
	struct buf who = {0};

	if (id > 0)
		buf_fmt(&who, "%s/%lld", en->name, (long long)id);
	else if (holder != NUM_NULL)
		model_ref_text(m, model_entity(m, anyref_entity(holder)),
			anyref_id(holder), &who);
	else
		buf_cstr(&who, en->name);
	err_set(e, ERR_DATA, "%s: %s", who.p, why);
	buf_free(&who);
	return ERR_DATA;
}

int
figure_period(struct model *m, const struct figure *before, struct figure *f,
	struct err *e)
{
	struct period p;
	int rc;

	if (!f->period.p || (before && str_eq(before->period, f->period) &&
				    before->from == f->from &&
				    before->to == f->to))
		return 0;
	rc = period_parse(f->period, &m->cal, &p, e);
	if (rc)
		return rc;
	f->period = arena_str(m->arena, str_of(p.label));
	f->from = p.from;
	f->to = p.to;
	return 0;
}

const char *
figure_fault(struct figure *f)
{
	if (figure_is_money(f->measure))
		return f->value == NUM_NULL || f->number != NUM_NULL
			? "money is given by value"
			: NULL;
	if (f->number == NUM_NULL || f->value != NUM_NULL)
		return "quantities and counts are given by number";
	f->currency = STR_NULL;
	if (str_is(f->measure, "count") && dec_scale(f->number))
		return "a count is a whole number";
	return NULL;
}
