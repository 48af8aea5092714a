#include "base/utf8.h"
#include "query/tree.h"

/* A value that is not of its type is, in a filter, a mistake of usage. */
static int
value_fail(const struct source *s, const struct field *f, const char *at)
{
	struct err *e = s->e, old;
	size_t n = strlen(f->name);

	if (e->code == ERR_DATA)
		e->code = ERR_USAGE;
	if (strncmp(e->msg, f->name, n) != 0 || e->msg[n] != ':') {
		old = *e;
		err_set(e, old.code, "%s: %.900s", f->name, old.msg);
		err_hint(e, "%s", old.hint);
	}
	return source_point(s, at);
}

static int
value_plain(const struct source *s, const struct subject *sub,
	struct operand o, union val *v)
{
	const struct field *f = sub->path.leaf;
	int code;

	code = value_parse(s->q->env->scope, f, o.text, NULL, NULL, v, s->e);
	return code ? value_fail(s, f, o.typed.p) : ERR_OK;
}

static int
span_plain(const struct source *s, const struct subject *sub,
	struct operand o, enum cmp cmp, struct span *out)
{
	int code = value_plain(s, sub, o, &out->lo);

	(void)cmp;
	out->hi = out->lo;
	return code;
}

/* A period where one is written; false leaves the span alone. */
static bool
span_period(const struct source *s, struct str text, struct period *out)
{
	const struct calendar *cal = s->q->env->scope->cal;
	struct err ignored;

	return cal && !period_parse(text, cal, out, &ignored);
}

static int
span_day(const struct source *s, const struct subject *sub,
	struct operand o, enum cmp cmp, struct span *out)
{
	struct period p;

	if (!span_period(s, o.text, &p))
		return span_plain(s, sub, o, cmp, out);
	out->lo.i = p.from;
	out->hi.i = p.to - 1;
	return ERR_OK;
}

/* First and last microsecond of what is written. */
static int
span_instant(const struct source *s, const struct subject *sub,
	struct operand o, enum cmp cmp, struct span *out)
{
	const struct calendar *cal = s->q->env->scope->cal;
	struct err ignored;
	struct period p;

	if (span_period(s, o.text, &p)) {
		out->lo.i = zone_day_start(cal->zone, p.from);
		out->hi.i = zone_day_end(cal->zone, p.to - 1);
		return ERR_OK;
	}
	if (cal && !instant_word(o.text, cal, false, &out->lo.i, &ignored) &&
		!instant_word(o.text, cal, true, &out->hi.i, &ignored))
		return ERR_OK;
	return span_plain(s, sub, o, cmp, out);
}

/* The days beside it. What is written as an instant lies on a day, but no day
 * is equal to it. */
static int
span_when(const struct source *s, const struct subject *sub,
	struct operand o, enum cmp cmp, struct span *out)
{
	const struct calendar *cal = s->q->env->scope->cal;
	union val v = {.i = NUM_NULL};
	struct err ignored;
	struct period p;
	int code;

	if (span_period(s, o.text, &p)) {
		out->day_lo = p.from;
		out->day_hi = p.to - 1;
	} else if (cal && !day_word(o.text, cal, &v.i, &ignored)) {
		out->day_lo = out->day_hi = v.i;
	} else {
		code = value_plain(s, sub, o, &v);
		if (code)
			return code;
		if (when_is_day(v.i)) {
			out->day_lo = out->day_hi = when_day(v.i);
		} else {
			out->lo.i = out->hi.i = when_instant(v.i);
			out->day_lo = cal ? zone_day(cal->zone, out->lo.i)
				: num_floor_div(out->lo.i, US_PER_DAY);
			out->day_hi = out->day_lo - (cmp == CMP_EQ);
			return ERR_OK;
		}
	}
	out->lo.i = cal ? zone_day_start(cal->zone, out->day_lo)
		: out->day_lo * US_PER_DAY;
	out->hi.i = cal ? zone_day_end(cal->zone, out->day_hi)
		: (out->day_hi + 1) * US_PER_DAY - 1;
	return ERR_OK;
}

/* `out->money` is the currency on the other side of a range, if any. */
static int
span_money(const struct source *s, const struct subject *sub,
	struct operand o, enum cmp cmp, struct span *out)
{
	const struct currency *fallback = out->money ? out->money
		: s->q->env->scope->base;
	int code;

	(void)cmp;
	code = money_parse_any(o.text, fallback, &out->money, &out->lo.i, s->e);
	if (code)
		return value_fail(s, sub->path.leaf, o.typed.p);
	out->hi = out->lo;
	return ERR_OK;
}

struct str
source_folded(const struct source *s, struct str text)
{
	struct buf b = {0};
	struct str out;

	text_fold(text, &b);
	out = arena_str(s->q->env->scope->arena, b.p ? buf_view(&b) : STR(""));
	buf_free(&b);
	return out;
}

/* Where texts are only set in order, any text is a bound. */
static int
span_text(const struct source *s, const struct subject *sub,
	struct operand o, enum cmp cmp, struct span *out)
{
	const struct field *f = sub->path.leaf;
	struct str v = o.text;
	int code;

	if (cmp == CMP_EQ) {
		code = span_plain(s, sub, o, cmp, out);
		if (code)
			return code;
		v = out->lo.s;
	}
	out->lo.s = f->flags & F_EXACT
		? arena_str(s->q->env->scope->arena, v) : source_folded(s, v);
	out->hi = out->lo;
	return ERR_OK;
}

static int
span_word(const struct source *s, const struct subject *sub,
	struct operand o, enum cmp cmp, struct span *out)
{
	int code = span_plain(s, sub, o, cmp, out);

	if (code)
		return code;
	if (str_find(out->lo.s, ',') < out->lo.s.n)
		return source_fail(s, o.typed, "one word at a time");
	if (!(sub->path.leaf->flags & F_EXACT))
		out->lo.s = out->hi.s = source_folded(s, out->lo.s);
	return ERR_OK;
}

/* How values of a type are read and tested; `read` NULL: span_plain. */
static const struct {
	enum test_kind kind;
	bool ordered; /* has < and ranges */
	int (*read)(const struct source *, const struct subject *,
		struct operand, enum cmp, struct span *);
} types[T_COUNT] = {
	[T_LINE] = {TEST_TEXT, true, span_text},
	[T_TEXT] = {TEST_TEXT, true, span_text},
	[T_INT] = {TEST_INT, true, NULL},
	[T_MONEY] = {TEST_MONEY, true, span_money},
	[T_PERCENT] = {TEST_INT, true, NULL},
	[T_DECIMAL] = {TEST_DEC, true, NULL},
	[T_DAY] = {TEST_INT, true, span_day},
	[T_INSTANT] = {TEST_INT, true, span_instant},
	[T_WHEN] = {TEST_WHEN, true, span_when},
	[T_BOOL] = {TEST_INT, false, NULL},
	[T_ENUM] = {TEST_WORD, true, NULL},
	[T_REF] = {TEST_INT, false, NULL},
	[T_ANYREF] = {TEST_INT, false, NULL},
	[T_SET] = {TEST_SET, false, span_word},
	[T_EMAIL] = {TEST_TEXT, true, span_text},
	[T_URL] = {TEST_TEXT, true, span_text},
	[T_PHONE] = {TEST_TEXT, true, span_text},
	[T_COUNTRY] = {TEST_TEXT, true, span_text},
	[T_CURRENCY] = {TEST_TEXT, true, span_text},
	[T_PRICE] = {TEST_DEC, true, NULL},
};

enum test_kind
span_kind(const struct field *f)
{
	return types[f->type].kind;
}

bool
span_ordered(const struct field *f)
{
	return types[f->type].ordered;
}

/* Days that do not go with the clock: tomorrow..eow is empty on some day, and
 * no mistake. */
static bool
is_fixed(const struct field *f, struct str end)
{
	if (f->type != T_DAY && f->type != T_INSTANT && f->type != T_WHEN)
		return true;
	return end.n && ((end.p[0] >= '0' && end.p[0] <= '9') ||
		(end.p[0] | 0x20) == 'f');
}

bool
span_reversed(const struct field *f, const struct span *sp,
	const struct operand ends[2])
{
	if (!sp->has_lo || !sp->has_hi || !is_fixed(f, ends[0].text) ||
		!is_fixed(f, ends[1].text))
		return false;
	switch (types[f->type].kind) {
	case TEST_TEXT: return str_cmp(sp->lo.s, sp->hi.s) > 0;
	case TEST_DEC: return dec_cmp(sp->lo.i, sp->hi.i) > 0;
	case TEST_INT:
	case TEST_MONEY:
	case TEST_WHEN: return sp->lo.i > sp->hi.i;
	default: return false;
	}
}

int
span_parse(const struct source *s, const struct subject *sub,
	struct operand o, enum cmp cmp, struct span *out)
{
	const uint8_t type = sub->path.leaf->type;

	out->has_lo = out->has_hi = true;
	if (types[type].read)
		return types[type].read(s, sub, o, cmp, out);
	return span_plain(s, sub, o, cmp, out);
}
