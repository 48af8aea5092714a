/*
 * figure.h - a figure that somebody gives: for a period's days, in a measure,
 * as money or as a number. What quotas, adjustments and submissions share.
 */
#ifndef MODEL_FIGURE_H
#define MODEL_FIGURE_H

#include "model/model.h"

#define FIGURE_MEASURES "amount,quantity,count,recurring"

struct figure {
	struct str period;   /* the label, canonical: "2026Q4"; null: none */
	int64_t from, to;    /* its days, half open */
	struct str measure;  /* amount quantity count recurring */
	int64_t value;	     /* amount and recurring: minor units */
	struct str currency; /* of value; null for numbers */
	int64_t number;	     /* quantity and count: exact decimal */
};

/* Whether a measure is money (value and currency) or a number. */
bool figure_is_money(struct str measure);
/* Measure and currency of a new one. */
void figure_defaults(struct model *m, struct figure *f);
/* For a period, with label and days, in the measure amount; no value yet. */
void figure_for(struct model *m, const struct period *p, struct figure *f);
/* The value of the measure from text: "250000", "250000EUR" (the currency
 * written becomes the figure's) or, for numbers, "12.5". A bare amount is in
 * `currency`, else in `fallback`; one written otherwise than `currency` is
 * ERR_USAGE. */
int figure_read(struct model *m, struct figure *f, struct str value,
	struct str currency, const struct currency *fallback, struct err *e);

/* The same holder's: days, measure and currency. */
bool figure_same_key(const struct figure *a, const struct figure *b);
bool figure_same_value(const struct figure *a, const struct figure *b);

/* ---- for the check hooks ------------------------------------------------ */

/* "quota/1: WHY", or the holder's or deal's name for a new record. */
int figure_refuse(struct model *m, const struct entity *en, int64_t id,
	int64_t holder, const char *why, struct err *e);
/* The label in its canonical form, and the days it stands for; what was so
 * `before` (may be NULL) stays. */
int figure_period(struct model *m, const struct figure *before,
	struct figure *f, struct err *e);
/* Why money and number do not go with the measure, NULL where they do; the
 * currency of a number is taken off. */
const char *figure_fault(struct figure *f);

#endif
