/*
 * num.h - strict integers and exact decimals.
 *
 * One strict form: optional '-', ASCII digits, for decimals one '.' with at
 * least one digit on both sides. No '+', no blanks, no separators of
 * thousands, no exponent. What does not fit is an error, never clipped.
 */
#ifndef BASE_NUM_H
#define BASE_NUM_H

#include <stdint.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/str.h"

/* The unset value of everything kept in an int64_t (money, days, ids, ...). */
#define NUM_NULL INT64_MIN

/* The whole text as an integer within [min, max]. */
int num_parse(struct str s, int64_t min, int64_t max, int64_t *out,
	struct err *e);

/*
 * An exact decimal in one int64_t: mantissa * 16 + scale, normalised (no
 * trailing zeros after the point), so equal numbers are equal integers.
 * |mantissa| < 2^59 (17 digits and more), scale 0 to 15. 12.50 is 125 * 16 + 1.
 */
enum { DEC_SCALE_MAX = 15 };
int dec_make(int64_t mantissa, int scale, int64_t *out, struct err *e);
int64_t dec_mantissa(int64_t dec);
int dec_scale(int64_t dec);
int dec_parse(struct str s, int64_t *out, struct err *e);
void dec_print(int64_t dec, struct buf *out);
int dec_cmp(int64_t a, int64_t b);
int dec_add(int64_t a, int64_t b, int64_t *out, struct err *e);
int dec_mul(int64_t a, int64_t b, int64_t *out, struct err *e);

/* a * b / c rounded half away from zero, through a 128-bit product; c > 0.
 * ERR_DATA when the result does not fit. */
int num_muldiv(int64_t a, int64_t b, int64_t c, int64_t *out, struct err *e);
/* a * dec rounded half away from zero to an integer. */
int num_muldec(int64_t a, int64_t dec, int64_t *out, struct err *e);

#endif
