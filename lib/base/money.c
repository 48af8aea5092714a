#include "base/money.h"

enum {
	BASIS = 10000,
	PLACES_MAX = 4,
	AMOUNT_MAX = 40, /* sign, digits, point and separators */
};

static size_t
places_of(const struct currency *c)
{
	return c->exponent > 0 ? (size_t)c->exponent : 0;
}

static int
not_amount(struct str s, struct err *e)
{
	err_set(e, ERR_DATA, "'%.*s': not an amount", STR_SHORT(s));
	return err_hint(e, "write it like 1234.50 or 1234.50EUR: a point, no "
			   "separators of thousands");
}

static int
too_fine(struct str s, const struct currency *c, struct err *e)
{
	if (!places_of(c))
		return err_set(e, ERR_DATA,
			"'%.*s': %s has no digits after the point",
			STR_SHORT(s), c->code);
	return err_set(e, ERR_DATA,
		"'%.*s': %s has %zu digits after the point", STR_SHORT(s),
		c->code, places_of(c));
}

int
money_parse(struct str s, const struct currency *c, int64_t *minor,
	struct err *e)
{
	size_t places = places_of(c);
	struct num_text t;
	struct str zeros;
	uint64_t u = 0;

	if (!num_scan(s, &t))
		return not_amount(s, e);
	if (t.fraction.n > places)
		return too_fine(s, c, e);
	zeros = str_cut(STR("0000"), 0, places - t.fraction.n);
	if (!num_gather(t.whole, &u) || !num_gather(t.fraction, &u) ||
		!num_gather(zeros, &u))
		return err_set(e, ERR_DATA, "'%.*s': amount too large",
			STR_SHORT(s));
	*minor = t.negative ? -(int64_t)u : (int64_t)u;
	return ERR_OK;
}

static bool
is_letter(char c)
{
	return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

static size_t
letters_from(struct str s, size_t at)
{
	while (at < s.n && is_letter(s.p[at]))
		at++;
	return at;
}

/* Part "12000EUR", "12000 EUR" or "EUR 12000"; code is null where only a
 * number is written. False when it is none of these. */
static bool
amount_split(struct str s, struct str *number, struct str *code)
{
	size_t at = letters_from(s, 0), blank;

	*code = STR_NULL;
	*number = s;
	if (at) {
		if (at >= s.n || s.p[at] != ' ')
			return false;
		*code = str_cut(s, 0, at);
		*number = str_cut(s, at + 1, s.n);
		return true;
	}
	while (at < s.n && !is_letter(s.p[at]))
		at++;
	if (at == s.n)
		return true;
	blank = at && s.p[at - 1] == ' ';
	*number = str_cut(s, 0, at - blank);
	*code = str_cut(s, at, s.n);
	return letters_from(s, at) == s.n;
}

static int
unknown_currency(struct str code, struct err *e)
{
	const struct currency *near = currency_near(code);

	err_set(e, ERR_DATA, "'%.*s': unknown currency", STR_SHORT(code));
	if (near)
		return err_hint(e, "did you mean '%s'?", near->code);
	return err_hint(e, "currencies are codes of ISO 4217, such as EUR");
}

/* The number written and its currency: the one named, else the fallback. */
static int
amount_parts(struct str s, const struct currency *fallback,
	const struct currency **c, struct str *number, struct err *e)
{
	struct str code;

	*c = fallback;
	if (!amount_split(s, number, &code))
		return not_amount(s, e);
	if (!code.p)
		return ERR_OK;
	*c = currency_find(code);
	return *c ? ERR_OK : unknown_currency(code, e);
}

int
money_parse_any(struct str s, const struct currency *fallback,
	const struct currency **c, int64_t *minor, struct err *e)
{
	const struct currency *found;
	struct num_text t;
	struct str number;
	int r = amount_parts(s, fallback, &found, &number, e);

	if (r)
		return r;
	if (!found && !num_scan(number, &t))
		return not_amount(s, e);
	if (!found) {
		err_set(e, ERR_DATA, "'%.*s': no currency", STR_SHORT(s));
		return err_hint(e, "write the code too, as in 12000EUR");
	}
	r = money_parse(number, found, minor, e);
	if (!r)
		*c = found;
	return r;
}

int
price_parse_any(struct str s, const struct currency *fallback,
	const struct currency **c, int64_t *dec, struct err *e)
{
	const struct currency *found;
	struct num_text t;
	struct str number;
	int r = amount_parts(s, fallback, &found, &number, e);

	if (r)
		return r;
	if (!num_scan(number, &t))
		return not_amount(s, e);
	r = dec_parse(number, dec, e);
	if (!r)
		*c = found;
	return r;
}

/* As a number, with the currency's digits behind the point at least. */
static void
price_text(int64_t dec, const struct currency *c, struct buf *out)
{
	size_t places = c ? places_of(c) : 0, has = (size_t)dec_scale(dec);

	dec_print(dec, out);
	if (!has && places)
		buf_char(out, '.');
	if (has < places)
		buf_fill(out, '0', places - has);
}

void
price_print(int64_t dec, const struct currency *c, struct buf *out)
{
	if (dec != NUM_NULL)
		price_text(dec, c, out);
}

void
price_print_grouped(int64_t dec, const struct currency *c, struct buf *out)
{
	struct buf text = {0};
	struct str rest;
	size_t whole;

	if (dec == NUM_NULL)
		return;
	price_text(dec, c, &text);
	rest = buf_view(&text);
	if (*rest.p == '-') {
		buf_char(out, '-');
		rest = str_cut(rest, 1, rest.n);
	}
	for (whole = str_find(rest, '.'); whole; whole--) {
		buf_char(out, *rest.p);
		rest = str_cut(rest, 1, rest.n);
		if (whole > 1 && whole % 3 == 1)
			buf_char(out, ',');
	}
	buf_str(out, rest);
	buf_free(&text);
}

/* Digits and point, without sign, so that they end before `end`. */
static char *
amount_write(int64_t minor, size_t places, char *end)
{
	uint64_t u = num_abs(minor);

	for (size_t i = 0; i < places; i++) {
		*--end = (char)('0' + u % 10);
		u /= 10;
	}
	if (places)
		*--end = '.';
	return num_write(u, end);
}

void
money_print(int64_t minor, const struct currency *c, struct buf *out)
{
	char text[AMOUNT_MAX], *end = text + sizeof text, *p;

	if (minor == NUM_NULL)
		return;
	p = amount_write(minor, places_of(c), end);
	if (minor < 0)
		*--p = '-';
	buf_add(out, p, (size_t)(end - p));
}

void
money_print_grouped(int64_t minor, const struct currency *c, struct buf *out)
{
	char digits[AMOUNT_MAX], *end = digits + sizeof digits, *p;
	char text[AMOUNT_MAX], *at = text;
	size_t places = places_of(c), whole;

	if (minor == NUM_NULL)
		return;
	p = amount_write(minor, places, end);
	whole = (size_t)(end - p) - (places ? places + 1 : 0);
	if (minor < 0)
		*at++ = '-';
	for (; whole; whole--) {
		*at++ = *p++;
		if (whole > 1 && whole % 3 == 1)
			*at++ = ',';
	}
	while (p < end)
		*at++ = *p++;
	buf_add(out, text, (size_t)(at - text));
}

int
money_too_large(struct err *e)
{
	return err_set(e, ERR_DATA, "amount too large");
}

int
price_minor(int64_t dec, const struct currency *c, int64_t *minor,
	struct err *e)
{
	int64_t one = 1;

	for (size_t i = places_of(c); i > 0; i--)
		one *= 10;
	return num_muldec(one, dec, minor, e) ? money_too_large(e) : ERR_OK;
}

int
minor_price(int64_t minor, const struct currency *c, int64_t *dec,
	struct err *e)
{
	return dec_make(minor, (int)places_of(c), dec, e);
}

int
money_weigh(int64_t minor, int64_t basis_points, int64_t *out, struct err *e)
{
	int64_t product, part;

	if (__builtin_mul_overflow(minor, basis_points, &product))
		return num_muldiv(minor, basis_points, BASIS, out, e)
			? money_too_large(e)
			: ERR_OK;
	part = product % BASIS;
	*out = product / BASIS + (part >= BASIS / 2) - (part <= -BASIS / 2);
	return ERR_OK;
}
