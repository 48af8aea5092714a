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

/* For "%.*s" in messages: as STR_F, but at most 60 bytes of a user's text, so
 * that the problem named after it is never cut off. */
#define STR_SHORT(s) (s).n < 60 ? (int)(s).n : 60, (s).p ? (s).p : ""

/* The whole text as an integer within [min, max]; never NUM_NULL. */
int num_parse(struct str s, int64_t min, int64_t max, int64_t *out,
	struct err *e);

/*
 * An exact decimal in one int64_t: mantissa * 16 + scale, normalised (no
 * trailing zeros after the point), so equal numbers are equal integers.
 * |mantissa| < 2^59 (17 digits and more), scale 0 to 15. 12.50 is 125 * 16 + 1.
 */
enum { DEC_SCALE_MAX = 15 };
/* ERR_DATA where it does not fit, or scale is not within 0 to 15 once trailing
 * zeros are taken off. No function below accepts NUM_NULL, but for dec_print,
 * which prints nothing for it. */
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
/* a * b / c likewise, however large the product; 0 < c < 2^127. */
int num_ratio(int64_t a, unsigned __int128 b, unsigned __int128 c,
	int64_t *out, struct err *e);
/* a * dec rounded half away from zero to an integer. */
int num_muldec(int64_t a, int64_t dec, int64_t *out, struct err *e);

/* What readers and writers of numbers share. A text taken apart: digits on
 * both sides of the point; fraction is null where there is no point. */
struct num_text {
	bool negative;
	struct str whole, fraction;
};
/* False when the text is not in the strict form. */
bool num_scan(struct str s, struct num_text *out);
/* Append digits to *u: u * 10^n + digits. False past INT64_MAX. */
bool num_gather(struct str digits, uint64_t *u);
/* Write u in decimal so that it ends before `end`; yields its first digit. At
 * most 20 bytes. */
char *num_write(uint64_t u, char *end);

/* |v| of any v. */
static inline uint64_t
num_abs(int64_t v)
{
	return v < 0 ? 0 - (uint64_t)v : (uint64_t)v;
}

/* a / b rounded down, b > 0. */
static inline int64_t
num_floor_div(int64_t a, int64_t b)
{
	return a / b - (a % b < 0);
}

/* Two digits of v (0 to 99) at `at`; yields the place after them. */
static inline char *
num_pair(char *at, int v)
{
	at[0] = (char)('0' + v / 10);
	at[1] = (char)('0' + v % 10);
	return at + 2;
}

#endif
