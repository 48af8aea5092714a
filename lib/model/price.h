/*
 * price.h - price books and the prices in them, and which one holds.
 *
 * A book is a customer's, a segment's (accounts with a tag) or everybody's, in
 * one currency, for a span of days. Its prices are of a product from a
 * quantity on. Looked for in this order: the customer's book, a segment's
 * book, a book of everybody, the list price of the product; in each the latest
 * to begin, and of a book the highest quantity reached.
 */
#ifndef MODEL_PRICE_H
#define MODEL_PRICE_H

#include "model/model.h"

/* Tags are part of the store's format: never reuse one. */
enum pricebook_tag {
	PRICEBOOK_NAME = 32,
	PRICEBOOK_CURRENCY,
	PRICEBOOK_ACCOUNT,
	PRICEBOOK_SEGMENT,
	PRICEBOOK_FROM,
	PRICEBOOK_UNTIL,
	PRICEBOOK_DESCRIPTION,
};

struct pricebook {
	struct common common;
	struct str name, currency;
	int64_t account;	/* the customer's, or unset */
	struct str segment;	/* tag of accounts, or null */
	int64_t valid_from, valid_until; /* days, inclusive, or unset */
	struct str description;
};

enum price_tag {
	PRICE_PRICEBOOK = 32,
	PRICE_PRODUCT,
	PRICE_PRICE,
	PRICE_CURRENCY,
	PRICE_MIN_QUANTITY,
};

struct price {
	struct common common;
	int64_t pricebook, product;
	int64_t price;		/* exact decimal, of one */
	struct str currency;	/* the book's */
	int64_t min_quantity;	/* exact decimal */
};

extern const struct entity pricebook_entity, price_entity;

struct price_case {
	int64_t product, account; /* account may be NUM_NULL */
	int64_t quantity;	  /* exact decimal */
	struct str currency;
	int64_t day;
};
struct price_found {
	int64_t price;	  /* NUM_NULL: there is none */
	struct str by;	  /* customer, segment, book, list */
	int64_t entry;	  /* price, or NUM_NULL */
	int64_t pricebook;
	int64_t min_quantity;
};
int price_find(struct model *m, const struct price_case *when,
	struct price_found *out, struct err *e);

#endif
