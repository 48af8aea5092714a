/*
 * doc.h - the computation of a priced document: a quote, an order, an invoice.
 *
 * The doc layer is pure computation over exact numbers. It knows base/ and
 * neither store, policy nor paper: who calls it gathers lines and taxes, and
 * gets every figure a document prints. All that is printed is computed from
 * what is printed:
 *
 *	gross	 = quantity x price, rounded once
 *	discount = gross x percent, rounded, or the amount given
 *	amount	 = gross - discount
 *	share	 = of the document's discount, by largest remainder over amount
 *	net, tax, total = what is left, without, of and with taxes
 *
 * Prices are exclusive of taxes or inclusive. By document, a tax is computed
 * once on the sum of what it is on (EN 16931), then split over the lines by
 * largest remainder; by line, on every line. Inclusive, of an amount T under
 * rates r1..rn the ith tax is T x ri / (100 + r1 + .. + rn), and net the rest.
 *
 * What recurs stands apart from what is paid once: each interval is a part
 * with figures and taxes of its own, and the whole is their sum, once and the
 * first of each interval. Optional lines and alternatives have figures but
 * count nowhere. The negative of a document is its negative.
 */
#ifndef DOC_DOC_H
#define DOC_DOC_H

#include "base/arena.h"
#include "base/money.h"
#include "doc/round.h"

enum doc_mode { DOC_BY_DOCUMENT, DOC_BY_LINE };
enum doc_interval { DOC_ONCE, DOC_MONTH, DOC_YEAR, DOC_INTERVALS };
enum doc_choice { DOC_FIRM, DOC_OPTIONAL, DOC_ALTERNATIVE };

/* A tax of a document's table; a line names those on it by their bits. */
struct doc_tax {
	struct str name;     /* "VAT" */
	struct str category; /* S Z E AE K G O ... of UNTDID 5305 */
	struct str reason;   /* why nothing is due: VATEX-EU-AE; or null */
	struct str text;     /* the same in words, or null */
	int64_t rate;	     /* percent, exact decimal, not below zero */
};

enum { DOC_TAXES = 64 };

struct doc_line {
	int64_t quantity, price; /* exact decimals; price in whole units of
				  * the currency, for one */
	int64_t percent;	 /* discount in basis points, or NUM_NULL */
	int64_t off;		 /* discount in minor units, or NUM_NULL */
	int64_t cost, list;	 /* exact decimals for one, or NUM_NULL */
	uint64_t taxes;
	enum doc_choice choice;
	enum doc_interval interval;
	/* computed, minor units */
	int64_t gross, discount, amount, share, net, tax, total;
	int64_t margin;	  /* net - quantity x cost, or NUM_NULL */
	int64_t variance; /* gross - quantity x list, or NUM_NULL */
};

struct doc_taxed {
	int64_t base, tax;
};

struct doc_part {
	size_t lines;	   /* that count in it */
	int64_t amount;	   /* of its lines */
	int64_t discount;  /* the lines' shares of the document's */
	int64_t net, tax, total;
	struct doc_taxed *taxes; /* one for each of the table */
};

struct doc {
	const struct currency *money;
	enum rounding rounding;
	enum doc_mode mode;
	bool inclusive;
	int64_t percent, off; /* discount of the document, as a line's */
	const struct doc_tax *taxes;
	size_t ntaxes;
	struct doc_line *lines;
	size_t nlines;
	/* computed */
	struct doc_part parts[DOC_INTERVALS], whole;
	int64_t margin; /* of the lines that count and have a cost */
	bool costed;	/* all lines that count have one */
};

/* Fill what is computed. ERR_DATA for what cannot be: an amount too large, two
 * discounts on one line, a discount of nothing; the message names line and
 * problem. */
int doc_compute(struct doc *d, struct arena *a, struct err *e);

#endif
