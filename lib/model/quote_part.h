/* quote_part.h - what the files of quotes share. Private to model/. */
#ifndef MODEL_QUOTE_PART_H
#define MODEL_QUOTE_PART_H

#include "model/quote.h"

/* Look the price of a line's product up. */
int quote_line_price(struct model *m, const struct quote *q, struct line *l,
	struct err *e);

/* What a new quote does not say is said by its deal, account and policy. */
int quote_begin(struct model *m, struct quote *q, struct err *e);

/* Who we are, and what is granted with the rules that we may approve added;
 * ERR_DATA where there is none of these. */
int quote_approver(struct model *m, const struct quote *q, int64_t *rep,
	struct str *granted, struct err *e);
/* Whether every rule that asks is granted; one that is no longer in the policy
 * needs nobody. */
bool quote_granted(const struct model *m, const struct quote *q);
/* What a rule on single lines asks an approval for, in words: "line 3 is 62.5
 * percent off"; null where none does. */
int quote_asking_line(struct model *m, const struct quote *q,
	struct str *why, struct err *e);
/* Compute the document, keep it and what is rendered of it, and set hash. */
int quote_archive(struct model *m, struct quote *q, struct err *e);

/* A quote as it is to be saved, and what it recurred by before. */
struct quote_change {
	struct quote *quote;
	int64_t recurring;
};

/* Say which of a deal's quotes is primary, and let the amount follow it. A
 * changed quote (NULL: none) is saved by the way. */
int quote_settle_deal(struct model *m, int64_t deal,
	const struct quote_change *change, struct err *e);

#endif
