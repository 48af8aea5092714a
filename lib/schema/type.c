#include "schema/type_part.h"

static int type_parse(const struct scope *, const struct field *, struct str,
	const struct currency *, const void *, union val *, struct err *);
static void type_print(const struct scope *, const struct field *, union val,
	const struct currency *, struct buf *);

#define ROW .parse = type_parse, .print = type_print
#define INT_ROW ROW, .compare = int_compare, .key = int_key
#define TEXT_ROW ROW, .text = true, .compare = line_compare, .key = line_key

static const struct part {
	struct type row;
	int (*read)(const struct input *, union val *, struct err *);
	void (*write)(const struct input *, union val, struct buf *);
} parts[T_COUNT] = {
	[T_LINE] = {{TEXT_ROW, .name = "line", .width = 30,
		.example = "Acme renewal"}, line_read, line_write},
	[T_TEXT] = {{TEXT_ROW, .name = "text", .width = 40,
		.example = "several lines"}, line_read, line_write},
	[T_INT] = {{INT_ROW, .name = "int", .width = 8, .right = true,
		.summable = true, .json = JSON_NUMBER, .example = "42"},
		int_read, int_write},
	[T_MONEY] = {{INT_ROW, .name = "money", .width = 14, .right = true,
		.summable = true, .example = "1200.50, 1200.50EUR"},
		money_read, money_write},
	[T_PERCENT] = {{INT_ROW, .name = "percent", .width = 6,
		.right = true, .json = JSON_NUMBER, .example = "25, 12.5"},
		percent_read, percent_write},
	[T_DECIMAL] = {{ROW, .name = "decimal", .width = 10, .right = true,
		.summable = true, .json = JSON_NUMBER, .example = "1.25",
		.compare = decimal_compare, .key = decimal_key},
		decimal_read, decimal_write},
	[T_DAY] = {{INT_ROW, .name = "day", .width = 10,
		.example = "2026-10-01, +2w, eoq"},
		day_value_read, day_write},
	[T_INSTANT] = {{INT_ROW, .name = "instant", .width = 20,
		.example = "2026-10-01T09:00:00Z, yesterday"},
		instant_read, instant_write},
	[T_WHEN] = {{INT_ROW, .name = "when", .width = 20,
		.example = "2026-10-01, fri, 2026-10-01T09:00:00Z"},
		when_read, when_write},
	[T_BOOL] = {{INT_ROW, .name = "bool", .width = 5, .json = JSON_BOOL,
		.example = "yes, no"}, bool_read, bool_write},
	[T_ENUM] = {{TEXT_ROW, .name = "enum", .width = 14,
		.example = "a word of its list"}, enum_read, line_write},
	[T_REF] = {{INT_ROW, .name = "ref", .width = 12,
		.json = JSON_NUMBER, .example = "42, anna, ext:hubspot:998"},
		ref_read, ref_write},
	[T_ANYREF] = {{INT_ROW, .name = "anyref", .width = 14,
		.example = "deal/42, rep/anna, deal/ext:hubspot:998"},
		anyref_read, anyref_write},
	[T_SET] = {{TEXT_ROW, .name = "set", .width = 16, .json = JSON_LIST,
		.example = "cold,renewal"}, set_read, line_write},
	[T_EMAIL] = {{TEXT_ROW, .name = "email", .width = 28,
		.example = "ada@analytical.example"},
		email_read, line_write},
	[T_URL] = {{TEXT_ROW, .name = "url", .width = 28,
		.example = "https://analytical.example"},
		url_read, line_write},
	[T_PHONE] = {{TEXT_ROW, .name = "phone", .width = 18,
		.example = "+49 30 901820 x12"}, phone_read, line_write},
	[T_COUNTRY] = {{TEXT_ROW, .name = "country", .width = 7,
		.example = "DE"}, country_read, line_write},
	[T_CURRENCY] = {{TEXT_ROW, .name = "currency", .width = 8,
		.example = "EUR"}, currency_read, line_write},
	[T_PRICE] = {{ROW, .name = "price", .width = 14, .right = true,
		.example = "1200.50, 0.0045EUR", .compare = decimal_compare,
		.key = decimal_key}, price_read, price_write},
};

const struct type *
type_row(int type_id)
{
	return type_id >= 0 && type_id < T_COUNT ? &parts[type_id].row : NULL;
}

const struct type *
field_type(const struct field *f)
{
	return &parts[f->type].row;
}

/* The message behind the field's name. */
static int
name_before(const struct field *f, struct err *e)
{
	struct str name = str_of(f->name);
	size_t size = sizeof e->msg, n = name.n + 2;

	if (n >= size)
		return (int)e->code;
	memmove(e->msg + n, e->msg, size - n);
	memcpy(e->msg, name.p, name.n);
	memcpy(e->msg + name.n, ": ", 2);
	e->msg[size - 1] = '\0';
	return (int)e->code;
}

static int
type_parse(const struct scope *scope, const struct field *f, struct str text,
	const struct currency *money, const void *rec, union val *out,
	struct err *e)
{
	const struct input in = {scope, f, str_trim(text), text, money, rec};
	union val v = {.s = STR_NULL};
	int rc;

	if (field_is_verbatim(f)) {
		out->s = arena_str(scope->arena, text);
		return ERR_OK;
	}
	if (in.text.n > TEXT_BYTES)
		rc = err_set(e, ERR_DATA, "longer than %d bytes", TEXT_BYTES);
	else if (in.text.n == 0)
		rc = err_set(e, ERR_DATA, "no value");
	else
		rc = parts[f->type].read(&in, &v, e);
	if (rc)
		return name_before(f, e);
	*out = v;
	return ERR_OK;
}

static void
type_print(const struct scope *scope, const struct field *f, union val v,
	const struct currency *money, struct buf *out)
{
	const struct part *p = &parts[f->type];
	const struct input in = {scope, f, STR_NULL, STR_NULL, money, NULL};

	if (p->row.text ? v.s.p != NULL : v.i != NUM_NULL)
		p->write(&in, v, out);
}

int
value_parse(const struct scope *scope, const struct field *f, struct str text,
	const struct currency *money, const void *rec, union val *out,
	struct err *e)
{
	return field_type(f)->parse(scope, f, text, money, rec, out, e);
}

void
value_print(const struct scope *scope, const struct field *f, union val v,
	const struct currency *money, struct buf *out)
{
	field_type(f)->print(scope, f, v, money, out);
}
