#include "schema/type_part.h"

enum { PERCENT_PLACES = 2, PERCENT_ONE = 100 };

int
int_read(const struct input *in, union val *out, struct err *e)
{
	return num_parse(in->text, -INT64_MAX, INT64_MAX, &out->i, e);
}

void
int_write(const struct input *in, union val v, struct buf *out)
{
	(void)in;
	buf_int(out, v.i);
}

int
int_compare(const struct field *f, union val a, union val b)
{
	(void)f;
	return (a.i > b.i) - (a.i < b.i);
}

static void
key_put(int64_t v, struct buf *out)
{
	uint64_t u = (uint64_t)v ^ UINT64_C(1) << 63;
	uint8_t bytes[8];

	for (int i = 0; i < 8; i++)
		bytes[i] = (uint8_t)(u >> (56 - 8 * i));
	buf_add(out, bytes, sizeof bytes);
}

void
int_key(const struct field *f, union val v, struct buf *out)
{
	(void)f;
	key_put(v.i, out);
}

static const struct currency *
input_currency(const struct input *in)
{
	return in->money ? in->money : in->scope->base;
}

/* What was written is to be in the record's own currency. */
static int
in_own(const struct input *in, const struct currency *own,
	const struct currency *written, struct err *e)
{
	if (written == own)
		return ERR_OK;
	if (!own)
		return err_set(e, ERR_DATA,
			"'%.*s': there is no currency to keep it in",
			STR_SHORT(in->text));
	err_set(e, ERR_DATA, "'%.*s': the record's currency is %s",
		STR_SHORT(in->text), own->code);
	return err_hint(e, "a record has one currency for all its money: "
			   "give the amount in %s, or change its currency",
		own->code);
}

int
money_read(const struct input *in, union val *out, struct err *e)
{
	const struct currency *own = input_currency(in), *written = NULL;
	int rc = money_parse_any(in->text, own, &written, &out->i, e);

	return rc ? rc : in_own(in, own, written, e);
}

int
price_read(const struct input *in, union val *out, struct err *e)
{
	const struct currency *own = input_currency(in), *written = NULL;
	int rc = price_parse_any(in->text, own, &written, &out->i, e);

	return rc ? rc : in_own(in, own, written, e);
}

void
price_write(const struct input *in, union val v, struct buf *out)
{
	price_print(v.i, input_currency(in), out);
}

void
money_write(const struct input *in, union val v, struct buf *out)
{
	const struct currency *c = input_currency(in);

	if (c)
		money_print(v.i, c, out);
	else
		buf_int(out, v.i);
}

static int
not_percent(struct str s, struct err *e)
{
	err_set(e, ERR_DATA, "'%.*s': not a percentage", STR_SHORT(s));
	return err_hint(e, "write it like 25 or 12.5");
}

int64_t
value_minor(const struct field *f, union val v, const struct currency *money)
{
	int64_t minor, back;
	struct err unused;

	if (f->type == T_MONEY)
		return v.i;
	if (f->type != T_PRICE || v.i == NUM_NULL || !money ||
		price_minor(v.i, money, &minor, &unused) ||
		minor_price(minor, money, &back, &unused) || back != v.i)
		return NUM_NULL;
	return minor;
}

int
percent_read(const struct input *in, union val *out, struct err *e)
{
	struct str s = in->text, zeros;
	struct num_text t;
	uint64_t u = 0;

	if (str_ends(s, "%"))
		s = str_trim(str_cut(s, 0, s.n - 1));
	if (!num_scan(s, &t))
		return not_percent(in->text, e);
	while (t.fraction.n && t.fraction.p[t.fraction.n - 1] == '0')
		t.fraction.n--;
	if (t.fraction.n > PERCENT_PLACES)
		return err_set(e, ERR_DATA,
			"'%.*s': a percentage has at most %d digits after the "
			"point", STR_SHORT(in->text), PERCENT_PLACES);
	zeros = str_cut(STR("00"), t.fraction.n, PERCENT_PLACES);
	if (!num_gather(t.whole, &u) || !num_gather(t.fraction, &u) ||
		!num_gather(zeros, &u))
		return err_set(e, ERR_DATA, "'%.*s': number too large",
			STR_SHORT(in->text));
	out->i = t.negative ? -(int64_t)u : (int64_t)u;
	return ERR_OK;
}

void
percent_write(const struct input *in, union val v, struct buf *out)
{
	uint64_t u = num_abs(v.i), rest = u % PERCENT_ONE;

	(void)in;
	if (v.i < 0)
		buf_char(out, '-');
	buf_int(out, (int64_t)(u / PERCENT_ONE));
	if (rest == 0)
		return;
	buf_char(out, '.');
	buf_char(out, (char)('0' + rest / 10));
	if (rest % 10)
		buf_char(out, (char)('0' + rest % 10));
}

int
decimal_read(const struct input *in, union val *out, struct err *e)
{
	return dec_parse(in->text, &out->i, e);
}

void
decimal_write(const struct input *in, union val v, struct buf *out)
{
	(void)in;
	dec_print(v.i, out);
}

int
decimal_compare(const struct field *f, union val a, union val b)
{
	(void)f;
	return dec_cmp(a.i, b.i);
}

/* The whole part, then the rest in units of the finest scale: two integers of
 * the number's sign. */
void
decimal_key(const struct field *f, union val v, struct buf *out)
{
	int64_t mantissa = dec_mantissa(v.i), one = 1, unit = 1;
	int scale = dec_scale(v.i);

	(void)f;
	for (int i = 0; i < DEC_SCALE_MAX; i++)
		*(i < scale ? &one : &unit) *= 10;
	key_put(mantissa / one, out);
	key_put(mantissa % one * unit, out);
}
