#include <inttypes.h>

#include "base/num.h"

enum { TEN_MAX = 15 };

static const int64_t DEC_LIMIT = INT64_C(1) << 59;

static const int64_t tens[TEN_MAX + 1] = {
	INT64_C(1),
	INT64_C(10),
	INT64_C(100),
	INT64_C(1000),
	INT64_C(10000),
	INT64_C(100000),
	INT64_C(1000000),
	INT64_C(10000000),
	INT64_C(100000000),
	INT64_C(1000000000),
	INT64_C(10000000000),
	INT64_C(100000000000),
	INT64_C(1000000000000),
	INT64_C(10000000000000),
	INT64_C(100000000000000),
	INT64_C(1000000000000000),
};

_Static_assert((int)TEN_MAX >= (int)DEC_SCALE_MAX, "powers of ten too few");

static size_t
digits_from(struct str s, size_t at)
{
	while (at < s.n && s.p[at] >= '0' && s.p[at] <= '9')
		at++;
	return at;
}

bool
num_scan(struct str s, struct num_text *out)
{
	size_t from, point, end;

	*out = (struct num_text){.negative = s.n && s.p[0] == '-'};
	from = out->negative;
	point = digits_from(s, from);
	if (point == from)
		return false;
	out->whole = str_cut(s, from, point);
	if (point == s.n)
		return true;
	end = digits_from(s, point + 1);
	if (s.p[point] != '.' || end != s.n || end == point + 1)
		return false;
	out->fraction = str_cut(s, point + 1, end);
	return true;
}

bool
num_gather(struct str digits, uint64_t *u)
{
	int64_t v = (int64_t)*u;

	for (size_t i = 0; i < digits.n; i++)
		if (__builtin_mul_overflow(v, 10, &v) ||
			__builtin_add_overflow(v, digits.p[i] - '0', &v))
			return false;
	*u = (uint64_t)v;
	return true;
}

/* Both digits of 0 to 99. */
static const char pairs[] =
	"00010203040506070809101112131415161718192021222324"
	"25262728293031323334353637383940414243444546474849"
	"50515253545556575859606162636465666768697071727374"
	"75767778798081828384858687888990919293949596979899";

char *
num_write(uint64_t u, char *end)
{
	while (u >= 100) {
		end -= 2;
		memcpy(end, pairs + 2 * (u % 100), 2);
		u /= 100;
	}
	if (u >= 10) {
		end -= 2;
		memcpy(end, pairs + 2 * u, 2);
	} else {
		*--end = (char)('0' + u);
	}
	return end;
}

static int
too_large(struct err *e)
{
	return err_set(e, ERR_DATA, "number too large");
}

int
num_parse(struct str s, int64_t min, int64_t max, int64_t *out, struct err *e)
{
	struct num_text t;
	uint64_t u = 0;
	int64_t v;

	if (!num_scan(s, &t) || t.fraction.p)
		return err_set(e, ERR_DATA, "'%.*s': not a whole number",
			STR_SHORT(s));
	if (!num_gather(t.whole, &u))
		return err_set(e, ERR_DATA, "'%.*s': number too large",
			STR_SHORT(s));
	v = t.negative ? -(int64_t)u : (int64_t)u;
	if (v < min || v > max)
		return err_set(e, ERR_DATA,
			"'%.*s': must be within %" PRId64 " and %" PRId64,
			STR_SHORT(s), min, max);
	*out = v;
	return ERR_OK;
}

static int
dec_fit(__int128 mantissa, int scale, int64_t *out, struct err *e)
{
	while (scale > 0 && mantissa % 10 == 0) {
		mantissa /= 10;
		scale--;
	}
	if (scale < 0 || scale > DEC_SCALE_MAX || mantissa >= DEC_LIMIT ||
		mantissa <= -DEC_LIMIT)
		return err_set(e, ERR_DATA, "too many digits");
	*out = (int64_t)mantissa * 16 + scale;
	return ERR_OK;
}

int
dec_make(int64_t mantissa, int scale, int64_t *out, struct err *e)
{
	return dec_fit(mantissa, scale, out, e);
}

int64_t
dec_mantissa(int64_t dec)
{
	return num_floor_div(dec, 16);
}

int
dec_scale(int64_t dec)
{
	return (int)(dec & 15);
}

int
dec_parse(struct str s, int64_t *out, struct err *e)
{
	struct num_text t;
	uint64_t u = 0;
	int64_t v;

	if (!num_scan(s, &t)) {
		err_set(e, ERR_DATA, "'%.*s': not a number", STR_SHORT(s));
		return err_hint(e, "write it like 1234.5: a point, no "
				   "separators of thousands");
	}
	while (t.fraction.n && t.fraction.p[t.fraction.n - 1] == '0')
		t.fraction.n--;
	if (t.fraction.n <= DEC_SCALE_MAX && num_gather(t.whole, &u) &&
		num_gather(t.fraction, &u) && u < (uint64_t)DEC_LIMIT) {
		v = t.negative ? -(int64_t)u : (int64_t)u;
		return dec_fit(v, (int)t.fraction.n, out, e);
	}
	return err_set(e, ERR_DATA, "'%.*s': too many digits", STR_SHORT(s));
}

void
dec_print(int64_t dec, struct buf *out)
{
	char text[48], *end = text + sizeof text, *p;
	size_t scale = (size_t)dec_scale(dec);
	int64_t mantissa = dec_mantissa(dec);

	if (dec == NUM_NULL)
		return;
	p = num_write(num_abs(mantissa), end);
	while ((size_t)(end - p) < scale + 1)
		*--p = '0';
	if (scale) {
		memmove(p - 1, p, (size_t)(end - p) - scale);
		p--;
		end[-(ptrdiff_t)scale - 1] = '.';
	}
	if (mantissa < 0)
		*--p = '-';
	buf_add(out, p, (size_t)(end - p));
}

/* The mantissas of a and b at their greater scale, which is returned. */
static int
dec_align(int64_t a, int64_t b, __int128 *x, __int128 *y)
{
	int sa = dec_scale(a), sb = dec_scale(b);

	*x = (__int128)dec_mantissa(a) * (sa < sb ? tens[sb - sa] : 1);
	*y = (__int128)dec_mantissa(b) * (sb < sa ? tens[sa - sb] : 1);
	return sa > sb ? sa : sb;
}

int
dec_cmp(int64_t a, int64_t b)
{
	__int128 x, y;

	dec_align(a, b, &x, &y);
	return (x > y) - (x < y);
}

int
dec_add(int64_t a, int64_t b, int64_t *out, struct err *e)
{
	__int128 x, y;
	int scale = dec_align(a, b, &x, &y);

	return dec_fit(x + y, scale, out, e);
}

int
dec_mul(int64_t a, int64_t b, int64_t *out, struct err *e)
{
	__int128 product = (__int128)dec_mantissa(a) * dec_mantissa(b);

	return dec_fit(product, dec_scale(a) + dec_scale(b), out, e);
}

int
num_muldiv(int64_t a, int64_t b, int64_t c, int64_t *out, struct err *e)
{
	__int128 product = (__int128)a * b, q;
	int64_t r;

	if (c <= 0)
		return err_set(e, ERR_DATA, "division by zero or less");
	q = product / c;
	r = (int64_t)(product - q * c);
	if (r > 0 && r >= c - r)
		q++;
	else if (r < 0 && -r >= c + r)
		q--;
	if (q > INT64_MAX || q <= INT64_MIN)
		return too_large(e);
	*out = (int64_t)q;
	return ERR_OK;
}

/* high * 2^64 + low divided by c, bit by bit; false where the quotient leaves
 * 63 bits. */
static bool
divide(unsigned __int128 high, uint64_t low, unsigned __int128 c,
	uint64_t *quotient, unsigned __int128 *rest)
{
	unsigned __int128 r = 0, q = 0;

	for (int i = 191; i >= 0; i--) {
		unsigned bit = i >= 64 ? (unsigned)(high >> (i - 64) & 1)
				       : (unsigned)(low >> i & 1);

		r = r << 1 | bit;
		if (q > INT64_MAX)
			return false;
		q = q << 1 | (r >= c);
		if (r >= c)
			r -= c;
	}
	*quotient = (uint64_t)q;
	*rest = r;
	return q <= INT64_MAX;
}

int
num_ratio(int64_t a, unsigned __int128 b, unsigned __int128 c, int64_t *out,
	struct err *e)
{
	unsigned __int128 product, rest, high;
	uint64_t n = num_abs(a), q;

	if (c == 0 || c >> 127)
		return err_set(e, ERR_DATA, "division by what is no number");
	if (!__builtin_mul_overflow((unsigned __int128)n, b, &product)) {
		if (product / c > INT64_MAX)
			return too_large(e);
		q = (uint64_t)(product / c);
		rest = product % c;
	} else {
		product = (unsigned __int128)n * (uint64_t)b;
		high = (unsigned __int128)n * (uint64_t)(b >> 64) +
			(product >> 64);
		if (!divide(high, (uint64_t)product, c, &q, &rest))
			return too_large(e);
	}
	q += rest >= c - rest;
	if (q > INT64_MAX)
		return too_large(e);
	*out = a < 0 ? -(int64_t)q : (int64_t)q;
	return ERR_OK;
}

int
num_muldec(int64_t a, int64_t dec, int64_t *out, struct err *e)
{
	return num_muldiv(a, dec_mantissa(dec), tens[dec_scale(dec)], out, e);
}
