/* product.h - what is sold. */
#ifndef MODEL_PRODUCT_H
#define MODEL_PRODUCT_H

#include "model/model.h"

/* Tags are part of the store's format: never reuse one. */
enum product_tag {
	PRODUCT_SKU = 32,
	PRODUCT_NAME,
	PRODUCT_UNIT,
	/* 40 and 41 were price and cost in minor units */
	PRODUCT_CURRENCY = 42,
	PRODUCT_TAX,
	PRODUCT_INTERVAL,
	PRODUCT_ACTIVE = 48,
	PRODUCT_STOCKED,
	PRODUCT_DESCRIPTION,
	PRODUCT_PRICE = 56,
	PRODUCT_COST,
};

struct product {
	struct common common;
	struct str sku, name, unit;
	int64_t price, cost; /* exact decimals, in currency, of one unit */
	struct str currency;
	struct str tax;	     /* tax class */
	struct str interval; /* month, year: recurring */
	int64_t active, stocked;
	struct str description;
};

extern const struct entity product_entity;

#endif
