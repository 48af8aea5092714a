/*
 * language.h - the languages documents speak: words, figures and days.
 *
 * Amounts, numbers and days are those of the document in other clothes: the
 * digits stay. Languages are rows of a table; adding one is adding a row.
 */
#ifndef PAPER_LANGUAGE_H
#define PAPER_LANGUAGE_H

#include "base/arena.h"
#include "base/money.h"

enum paper_word {
	WORD_QUOTE,	  /* "Quote" */
	WORD_VERSION,	  /* "version {n}" */
	WORD_DRAFT,
	WORD_SUBJECT, WORD_DATE, WORD_VALID, WORD_PAYMENT,
	WORD_DAYS,	  /* "within {n} days" */
	WORD_AT_ONCE,	  /* what is due in no days */
	WORD_CONTACT, WORD_EMAIL, WORD_CURRENCY, WORD_VAT_ID,
	WORD_ITEM, WORD_QUANTITY, WORD_PRICE, WORD_TAX, WORD_AMOUNT,
	WORD_DISCOUNT, WORD_OPTIONAL, WORD_ALTERNATIVE,
	WORD_ONCE, WORD_MONTH, WORD_YEAR,
	WORD_SUM, WORD_NET, WORD_TOTAL,
	WORD_WHOLE,	  /* once, and the first of what recurs */
	WORD_FORWARD, WORD_BROUGHT, /* what is carried over pages */
	WORD_PAGE,	  /* "Page {n} of {m}" */
	WORD_INCLUSIVE,	  /* a sentence */
	WORD_ACCEPTANCE, WORD_PLACE, WORD_SIGNATURE,
	WORD_HASH,
	PAPER_WORD_COUNT
};

struct paper_language {
	const char *code;  /* ISO 639-1 */
	const char *tag;   /* with its script, as fonts tell them; or NULL */
	const char *date;  /* "D MMMM YYYY", "DD.MM.YYYY"; M is a number, MMMM
			    * an English name */
	const char *group; /* between thousands */
	const char *point;
	const char *percent; /* behind the number, with its blank */
	bool rtl;	   /* written from right to left */
	const char *words[PAPER_WORD_COUNT];
};

/* Their codes, in the table's order: a field's choices. */
#define PAPER_LANGUAGES "en,de,fr,es,it,pt,nl,pl,cs,sv,el,ru,ar,he,zh,ja"

/* By code; NULL when there is none. */
const struct paper_language *paper_language_find(struct str code);
/* All of them, ended by a row without code. */
const struct paper_language *paper_language_all(void);

/* The word of a row, in the arena where `n` or `m` (either may be null) stand
 * in it. */
struct str paper_word(const struct paper_language *l, enum paper_word w,
	struct arena *a, struct str n, struct str m);
/* "-1234.50", in the one strict form, as people of the language write it. */
void paper_figure(const struct paper_language *l, struct str number,
	struct buf *out);
void paper_day(const struct paper_language *l, int64_t day, struct buf *out);

#endif
