#include "values.h"

#include "base/utf8.h"

enum { DEAL = 6, REP = 2, POINTS = 40 };

static const char *
entity_name(const struct scope *s, int number)
{
	(void)s;
	return number == DEAL ? "deal" : number == REP ? "rep" : NULL;
}

static int
entity_number(const struct scope *s, struct str name)
{
	(void)s;
	return str_is(name, "deal") ? DEAL : str_is(name, "rep") ? REP : 0;
}

void
values_begin(struct values *v)
{
	struct err e;

	*v = (struct values){.seed = 1};
	v->eur = currency_find(STR("EUR"));
	v->usd = currency_find(STR("USD"));
	v->jpy = currency_find(STR("JPY"));
	v->cal.fiscal_month = 1;
	v->cal.today = day_of(2026, 10, 15);
	v->cal.now = v->cal.today * US_PER_DAY + 9 * 3600 * US_PER_SECOND;
	if (zone_load(&v->arena, STR("UTC"), &v->cal.zone, &e))
		die_oom();
	v->scope = (struct scope){
		.arena = &v->arena,
		.cal = &v->cal,
		.base = v->usd,
		.entity_number = entity_number,
		.entity_name = entity_name,
	};
}

void
values_end(struct values *v)
{
	arena_free(&v->arena);
}

uint64_t
values_next(struct values *v)
{
	uint64_t z = v->seed += UINT64_C(0x9e3779b97f4a7c15);

	z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
	z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
	return z ^ (z >> 31);
}

uint64_t
values_below(struct values *v, uint64_t n)
{
	return values_next(v) % n;
}

int64_t
values_any(struct values *v)
{
	unsigned bits = (unsigned)values_below(v, 64);
	int64_t i = (int64_t)(values_next(v) & ((UINT64_C(1) << bits) - 1));

	return values_below(v, 2) ? -i : i;
}

/* ASCII mostly; now and then letters that fold, combine or are wide. */
static uint32_t
point(struct values *v)
{
	static const uint32_t odd[] = {0xe9, 0xc9, 0xdf, 0x1e9e, 0x130, 0x131,
		0x3a3, 0x3c2, 0x3c3, 0x301, 0x323, 0x410, 0x430, 0xfb01,
		0x1f0, 0x345, 0x1e96, 0xac00, 0x4e2d, 0x1f600, 0x202e};
	uint64_t n = values_below(v, 8);

	if (n == 0)
		return odd[values_below(v, sizeof odd / sizeof *odd)];
	if (n == 1)
		return (uint32_t)values_below(v, 0xd800);
	if (n < 5)
		return (uint32_t) "abAB"[values_below(v, 4)];
	return (uint32_t)(' ' + values_below(v, 95));
}

static struct str
random_text(struct values *v, const struct field *f)
{
	bool body = f->type == T_TEXT;
	bool name = f->type == T_ENUM || (f->flags & F_NAME);
	struct str clean = STR_NULL;
	struct err e;

	while (clean.n == 0) {
		uint64_t points = 1 + values_below(v, POINTS);
		struct buf b = {0};

		for (uint64_t i = 0; i < points; i++) {
			char bytes[4];
			size_t n = utf8_write(bytes, point(v));

			buf_add(&b, bytes, n);
			if (body && values_below(v, 8) == 0)
				buf_char(&b, "\n\t"[values_below(v, 2)]);
		}
		if (text_clean(buf_view(&b), body ? TEXT_BODY
				: name ? TEXT_NAME : TEXT_LINE,
			    &v->arena, &clean, &e))
			clean = STR_NULL;
		buf_free(&b);
	}
	return clean;
}

static struct str
random_set(struct values *v)
{
	struct str set = STR_NULL;
	struct err e;

	for (uint64_t n = 1 + values_below(v, 6); n; n--) {
		char word[3] = {(char)('a' + values_below(v, 3)),
			(char)('A' + values_below(v, 60)), '\0'};
		struct str more;

		if (!set_edit(&v->arena, set, str_of(word), &more, &e))
			set = more;
	}
	return set.p ? set : STR("a");
}

static struct str
random_pick(struct values *v, const char *const *list, size_t n)
{
	return str_of(list[values_below(v, n)]);
}

static int64_t
random_instant(struct values *v)
{
	uint64_t days = (uint64_t)(DAY_MAX - DAY_MIN) + 1;
	int64_t day = DAY_MIN + (int64_t)values_below(v, days);

	if (values_below(v, 4) == 0)
		return day * US_PER_DAY;
	return day * US_PER_DAY + (int64_t)values_below(v, US_PER_DAY);
}

static int64_t
random_number(struct values *v, int type)
{
	int64_t n = 0;
	struct err e;

	switch ((enum type_id)type) {
	case T_DECIMAL: case T_PRICE:
		while (dec_make(values_any(v), (int)values_below(v, 16), &n,
			&e))
			;
		return n;
	case T_DAY: return num_floor_div(random_instant(v), US_PER_DAY);
	case T_INSTANT: return random_instant(v);
	case T_WHEN:
		n = random_instant(v);
		return n % US_PER_DAY == 0 && values_below(v, 2)
			? when_of_day(num_floor_div(n, US_PER_DAY))
			: when_of_instant(n);
	case T_BOOL: return (int64_t)values_below(v, 2);
	case T_REF: return 1 + (int64_t)(values_next(v) >> 8) / 2;
	case T_ANYREF:
		return anyref_make(values_below(v, 2) ? DEAL : REP,
			1 + (int64_t)(values_next(v) >> 8) / 2);
	case T_LINE: case T_TEXT: case T_INT: case T_MONEY: case T_PERCENT:
	case T_ENUM: case T_SET: case T_EMAIL: case T_URL: case T_PHONE:
	case T_COUNTRY: case T_CURRENCY: case T_COUNT: break;
	}
	return values_any(v);
}

union val
values_random(struct values *v, const struct field *f)
{
	static const char *const emails[] = {"a@b.example", "A@B.example",
		"o'brien+x@mail-1.example", "j.r@b.example",
		"a@\u00fc.example"};
	static const char *const urls[] = {"b.example", "https://b.example",
		"HTTP://B.example/?q=1#x", "http://localhost:8080/"};
	static const char *const phones[] = {"+49 30 901820",
		"(030) 90-18.20 x12", "555/1234", "112", "+1 555 1234 EXT. 7"};
	static const char *const countries[] = {"NO", "DE", "AX", "ZW"};
	static const char *const currencies[] = {"EUR", "JPY", "XAU", "DEM"};

	if (!field_type(f)->text)
		return (union val){.i = random_number(v, f->type)};
	switch ((enum type_id)f->type) {
	case T_SET: return (union val){.s = random_set(v)};
	case T_EMAIL: return (union val){.s = random_pick(v, emails, 5)};
	case T_URL: return (union val){.s = random_pick(v, urls, 4)};
	case T_PHONE: return (union val){.s = random_pick(v, phones, 5)};
	case T_COUNTRY: return (union val){.s = random_pick(v, countries, 4)};
	case T_CURRENCY:
		return (union val){.s = random_pick(v, currencies, 4)};
	case T_LINE: case T_TEXT: case T_ENUM: case T_INT: case T_MONEY:
	case T_PERCENT: case T_DECIMAL: case T_DAY: case T_INSTANT:
	case T_WHEN: case T_BOOL: case T_REF: case T_ANYREF: case T_PRICE:
	case T_COUNT: break;
	}
	return (union val){.s = random_text(v, f)};
}

int
values_parse(struct values *v, const struct field *f, struct str text,
	union val *out, struct err *e)
{
	return value_parse(&v->scope, f, text, v->eur, NULL, out, e);
}

struct str
values_print(struct values *v, const struct field *f, union val val)
{
	struct buf b = {0};
	struct str text;

	value_print(&v->scope, f, val, v->eur, &b);
	text = b.p ? arena_str(&v->arena, buf_view(&b)) : STR_NULL;
	buf_free(&b);
	return text;
}

bool
values_same(const struct field *f, union val a, union val b)
{
	return field_type(f)->text ? str_eq(a.s, b.s) : a.i == b.i;
}
