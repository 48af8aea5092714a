#include "transfer/json_out.h"
#include "transfer/raw_value.h"

static void
put_when(int64_t when, struct buf *b)
{
	if (when_is_day(when))
		day_print(when_day(when), b);
	else
		instant_print(when_instant(when), b);
}

static void
put_anyref(const struct schema *s, int64_t ref, struct buf *b)
{
	const struct entity *en = schema_entity(s, anyref_entity(ref));

	if (en)
		buf_fmt(b, "%s/%lld", en->name, (long long)anyref_id(ref));
	else
		buf_fmt(b, "%d/%lld", anyref_entity(ref),
			(long long)anyref_id(ref));
}

/* Types that are told as text; false: as a plain number. */
static bool
print(const struct schema *s, const struct field *f, int64_t v, struct buf *b)
{
	switch ((enum type_id)f->type) {
	case T_DAY:
		day_print(v, b);
		return b->n > 0;
	case T_INSTANT:
		instant_print(v, b);
		return b->n > 0;
	case T_WHEN:
		put_when(v, b);
		return b->n > 0;
	case T_DECIMAL:
	case T_PRICE:
		dec_print(v, b);
		return true;
	case T_ANYREF:
		put_anyref(s, v, b);
		return true;
	case T_LINE:
	case T_TEXT:
	case T_INT:
	case T_MONEY:
	case T_PERCENT:
	case T_BOOL:
	case T_ENUM:
	case T_REF:
	case T_SET:
	case T_EMAIL:
	case T_URL:
	case T_PHONE:
	case T_COUNTRY:
	case T_CURRENCY:
	case T_COUNT:
		break;
	}
	return false;
}

void
raw_value_put(const struct schema *s, const struct field *f, bool text,
	union val v, struct buf *out)
{
	struct buf b = {0};

	if (text)
		json_str(out, v.s);
	else if (f && f->type == T_BOOL && (v.i == 0 || v.i == 1))
		buf_cstr(out, v.i ? "true" : "false");
	else if (f && print(s, f, v.i, &b))
		json_str(out, buf_view(&b));
	else
		buf_int(out, v.i);
	buf_free(&b);
}

static int
take_when(struct str s, int64_t *out, struct err *e)
{
	int64_t v;

	if (s.n == 10 && day_parse(s, &v, e) == 0) {
		*out = when_of_day(v);
		return 0;
	}
	if (instant_parse(s, NULL, &v, e))
		return ERR_DATA;
	*out = when_of_instant(v);
	return 0;
}

static int
take_anyref(const struct schema *s, struct str text, int64_t *out,
	struct err *e)
{
	struct str rest = text, name = STR_NULL;
	const struct entity *en;
	int64_t number, id;

	str_split(&rest, '/', &name);
	en = schema_find(s, name);
	number = en ? en->number : 0;
	if (!rest.p || (!en && num_parse(name, 1, 63, &number, e)) ||
		num_parse(rest, 1, (INT64_C(1) << 56) - 1, &id, e))
		return err_set(e, ERR_DATA, "'%.*s': not like deal/42",
			STR_SHORT(text));
	*out = anyref_make((int)number, id);
	return 0;
}

static int
take_text(const struct schema *s, const struct field *f, struct str text,
	int64_t *out, struct err *e)
{
	switch ((enum type_id)f->type) {
	case T_DAY:
		return day_parse(text, out, e);
	case T_INSTANT:
		return instant_parse(text, NULL, out, e);
	case T_WHEN:
		return take_when(text, out, e);
	case T_DECIMAL:
	case T_PRICE:
		return dec_parse(text, out, e);
	case T_ANYREF:
		return take_anyref(s, text, out, e);
	case T_LINE:
	case T_TEXT:
	case T_INT:
	case T_MONEY:
	case T_PERCENT:
	case T_BOOL:
	case T_ENUM:
	case T_REF:
	case T_SET:
	case T_EMAIL:
	case T_URL:
	case T_PHONE:
	case T_COUNTRY:
	case T_CURRENCY:
	case T_COUNT:
		break;
	}
	return err_set(e, ERR_DATA, "%s: a number is needed, not '%.*s'",
		f->name, STR_SHORT(text));
}

int
raw_value_take(const struct schema *s, const struct field *f, struct json *j,
	struct arena *a, union val *v, bool *text, struct err *e)
{
	if (j->kind == JS_TRUE || j->kind == JS_FALSE) {
		*text = false;
		v->i = j->kind == JS_TRUE;
		return 0;
	}
	if (j->kind == JS_NUMBER) {
		*text = false;
		return num_parse(j->text, INT64_MIN + 1, INT64_MAX, &v->i, e);
	}
	if (j->kind != JS_STRING)
		return err_set(e, ERR_DATA, "a value is needed");
	*text = !f || field_type(f)->text;
	if (!*text)
		return take_text(s, f, j->text, &v->i, e);
	v->s = arena_str(a, j->text);
	return 0;
}
