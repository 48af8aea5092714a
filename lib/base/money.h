/*
 * money.h - amounts as integers of the currency's minor unit, never a float.
 *
 * An amount is an int64_t of minor units (NUM_NULL when unset) beside a
 * currency kept once per record. The table holds every active and withdrawn
 * code of ISO 4217 with its exponent (JPY 0, EUR 2, KWD 3, CLF 4).
 *
 * A code has one row and one exponent for ever, because stored amounts are
 * read by it. A code that is in use anywhere is active, even where some country
 * gave it up or its name changed (EUR, RON, TRY); a code withdrawn more than
 * once (ANG, HRK, VEF, ZWD) carries its last name. The standard's list of
 * withdrawn codes gives no minor units: those that were listed without one
 * while in use keep 0 (ITL, ESP, TRL and the like), the dinar YDD its 3, units
 * of account have none, and all others have 2, which can hold whatever was ever
 * paid in them. Names are as the standard has them.
 */
#ifndef BASE_MONEY_H
#define BASE_MONEY_H

#include "base/num.h"

struct currency {
	char code[4];
	int8_t exponent; /* digits after the point; -1: no minor unit (XAU),
			  * whose amounts are whole units */
	bool withdrawn;
	const char *name;
};

/* By code, upper case only; NULL when there is none. */
const struct currency *currency_find(struct str code);
/* The nearest code for "did you mean", in any case of letters; NULL when none
 * is near. Active codes come before withdrawn ones. */
const struct currency *currency_near(struct str code);
/* All of them, ascending by code, ended by an empty code. */
const struct currency *currency_all(void);

/* "1234.50", "-3", at most the exponent's digits after the point; "1234.5" is
 * accepted, "1.505 EUR" and "1.5 JPY" are errors (ERR_DATA), as is "1,234". */
int money_parse(struct str s, const struct currency *c, int64_t *minor,
	struct err *e);
/* "12000EUR", "12000 EUR", "EUR 12000" or a bare number: *c is set to the
 * written currency, else to fallback (an error where fallback is NULL). An
 * error leaves *c and *minor as they were. */
int money_parse_any(struct str s, const struct currency *fallback,
	const struct currency **c, int64_t *minor, struct err *e);
/* The same for a price, an exact decimal (num.h) that may be finer. A bare
 * number without a fallback is a price of no currency: *c is NULL. */
int price_parse_any(struct str s, const struct currency *fallback,
	const struct currency **c, int64_t *dec, struct err *e);
/* With the minor digits at least, and more where it has more: "1200.00",
 * "0.0045"; c NULL: as a number. */
void price_print(int64_t dec, const struct currency *c, struct buf *out);
/* For people: thousands parted by a comma. */
void price_print_grouped(int64_t dec, const struct currency *c,
	struct buf *out);
/* A price as an amount, half away from zero, and the way back. */
int price_minor(int64_t dec, const struct currency *c, int64_t *minor,
	struct err *e);
int minor_price(int64_t minor, const struct currency *c, int64_t *dec,
	struct err *e);
/* Always with the full number of minor digits: "1200.00". Null prints
 * nothing, here and below. */
void money_print(int64_t minor, const struct currency *c, struct buf *out);
/* For people: thousands parted by a comma, "1,200.00". */
void money_print_grouped(int64_t minor, const struct currency *c,
	struct buf *out);

/* Checked: ERR_DATA "amount too large" on overflow; neither side may be
 * null. */
int money_too_large(struct err *e);
static inline int
money_add(int64_t a, int64_t b, int64_t *out, struct err *e)
{
	int64_t sum;

	if (__builtin_add_overflow(a, b, &sum) || sum == NUM_NULL)
		return money_too_large(e);
	*out = sum;
	return ERR_OK;
}
static inline int
money_sub(int64_t a, int64_t b, int64_t *out, struct err *e)
{
	int64_t rest;

	if (__builtin_sub_overflow(a, b, &rest) || rest == NUM_NULL)
		return money_too_large(e);
	*out = rest;
	return ERR_OK;
}
/* minor * bp / 10000, half away from zero. The weighted value of a deal:
 * rounded per deal, then summed (DOMAIN.md, Money). */
int money_weigh(int64_t minor, int64_t basis_points, int64_t *out,
	struct err *e);

#endif
