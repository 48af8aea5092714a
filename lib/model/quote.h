/*
 * quote.h - what is offered: a quote, its lines, and what was sent of it.
 *
 * A quote goes through draft, pending and approved (where a rule asks for an
 * approval), sent, accepted or rejected. Its versions are views of one record:
 * `revise` counts version up and goes back to draft, and version n is the
 * quote and its lines as they stood before that. What it offers can be changed
 * in a draft only; a change takes an approval back. Expiry is computed and
 * never written over a status.
 *
 * Figures of quote and lines are made by model_settle at the end of every
 * operation that touched one of them, however it did; those of a quote that
 * is not a draft any more stay as they were.
 */
#ifndef MODEL_QUOTE_H
#define MODEL_QUOTE_H

#include "doc/doc.h"
#include "model/deal.h"

/* Tags are part of the store's format: never reuse one. */
enum quote_tag {
	QUOTE_NUMBER = 32,
	QUOTE_VERSION,
	QUOTE_DEAL,
	QUOTE_ACCOUNT,
	QUOTE_CONTACT,
	QUOTE_OWNER,
	QUOTE_STATUS,
	QUOTE_PRIMARY,
	QUOTE_SERIAL,
	QUOTE_NAME,
	/* what is offered */
	QUOTE_CURRENCY = 48,
	QUOTE_DAY,
	QUOTE_VALID_UNTIL,
	QUOTE_TERMS,
	QUOTE_DISCOUNT,
	QUOTE_DISCOUNT_AMOUNT,
	QUOTE_PRICES,
	QUOTE_TAX_BY,
	QUOTE_ROUNDING,
	QUOTE_NOTES,
	QUOTE_LANGUAGE,
	/* what became of it */
	QUOTE_SENT = 72,
	QUOTE_DECIDED,
	QUOTE_ACCEPTED_BY,
	QUOTE_REASON,
	QUOTE_HASH,
	QUOTE_ASKED,
	QUOTE_APPROVED_BY,
	QUOTE_REVISED_FROM,
	QUOTE_GRANTED,
	/* figures */
	QUOTE_NET = 88,
	QUOTE_TAX,
	QUOTE_TOTAL,
	QUOTE_RECURRING,
	QUOTE_MARGIN,
	QUOTE_MARGIN_RATE,
	QUOTE_OFF,
	QUOTE_OFF_RATE,
	QUOTE_VARIANCE,
	QUOTE_LINES,
	/* derived */
	QUOTE_EXPIRED = 104,
};

struct quote {
	struct common common;
	struct str number, name;
	int64_t version, serial;
	int64_t deal, account, contact, owner;
	struct str status;
	int64_t primary;
	struct str currency;
	int64_t day;		/* of the document; taxes go by it */
	int64_t valid_until;
	int64_t terms;		/* payment days */
	int64_t discount;	/* basis points */
	int64_t discount_amount;
	struct str prices, tax_by, rounding, notes, language;
	int64_t sent, decided;	/* instants */
	struct str accepted_by, reason;
	struct str hash;	/* of the computed document, as sent */
	struct str asked;	/* set: approval rules that ask */
	struct str granted;	/* set: those of them that somebody approved */
	int64_t approved_by;	/* rep who approved the last of them */
	int64_t net, tax, total;
	int64_t recurring;	/* net, a month */
	int64_t margin, margin_rate; /* of net; unset unless all lines have a
				 * cost */
	int64_t off, off_rate;	/* discounts and what prices are below list:
				 * of the list value */
	int64_t variance;	/* gross - list value, before discounts */
	int64_t lines;		/* that count */
	int64_t expired;	/* derived */
};

/* Tags are part of the store's format: never reuse one. */
enum line_tag {
	LINE_QUOTE = 32,
	LINE_POSITION,
	LINE_PRODUCT,
	LINE_TEXT,
	LINE_QUANTITY,
	LINE_UNIT,
	LINE_PRICE,
	LINE_DISCOUNT,
	LINE_DISCOUNT_AMOUNT,
	LINE_TAX,
	LINE_INTERVAL,
	LINE_CHOICE,
	LINE_COST,
	LINE_LIST,
	LINE_CURRENCY,
	LINE_PRICE_BY = 56,
	LINE_PRICE_ENTRY,
	LINE_RATES,
	LINE_NET,
	LINE_TAX_AMOUNT,
	LINE_TOTAL,
	LINE_MARGIN,
	LINE_VARIANCE,
};

struct line {
	struct common common;
	int64_t quote, position, product;
	struct str text;
	int64_t quantity;	/* exact decimal */
	struct str unit;
	int64_t price;		/* exact decimal, of one */
	int64_t discount, discount_amount;
	struct str tax;		/* class */
	struct str interval;	/* month, year; unset: once */
	struct str choice;	/* optional, alternative; unset: it counts */
	int64_t cost, list;	/* exact decimals, of one */
	struct str currency;	/* the quote's */
	struct str price_by;	/* explicit customer segment book list */
	int64_t price_entry;	/* price of a book */
	struct str rates;	/* taxes on it: quote_rates_text() */
	int64_t net, tax_amount, total, margin, variance;
};

/* What was sent, as it was sent. Tags are part of the store's format. */
enum document_tag {
	DOCUMENT_QUOTE = 32,
	DOCUMENT_VERSION,
	DOCUMENT_FORMAT,
	DOCUMENT_HASH,
	DOCUMENT_DIGEST,
	DOCUMENT_TEMPLATE,
	DOCUMENT_BODY,
};

struct document {
	struct common common;
	int64_t quote, version;
	struct str format;   /* json text markdown html pdf */
	struct str hash;     /* of the computed document: SHA-256 of json */
	struct str digest;   /* of the bytes, SHA-256 in hexadecimal */
	struct str template; /* digest of what it was rendered by */
	struct str body;     /* the bytes; a PDF's in base64 */
};
#define DOCUMENT_WORDS PAPER_WORDS ",pdf"

extern const struct entity quote_entity, line_entity, document_entity;

/* A quote with its live lines, in order of position. */
struct quote_sheet {
	struct quote *quote;
	struct line **lines;
	size_t n;
	struct doc doc; /* computed; its lines are those above */
};
/* At the transaction's view; in the model's arena. */
int quote_load(struct model *m, int64_t id, struct quote_sheet *out,
	struct err *e);
/* Compute out->doc from the records alone. */
int quote_compute(struct model *m, struct quote_sheet *s, struct err *e);


/* Whether the figures that are kept, of the quote and its lines, are those
 * that follow from them. */
int quote_figures_hold(struct model *m, int64_t id, bool *hold,
	struct err *e);

/* The view in which a version stood last; ERR_NO where there is none. */
int quote_version_view(struct model *m, int64_t id, int64_t version,
	struct view *out, struct err *e);
/* "Q-12@3", "quote/Q-12", "7": *version is NUM_NULL where none is named. */
int quote_resolve(struct model *m, struct str text, int64_t *id,
	int64_t *version, struct err *e);

/* The steps of its life, each saved at m->at. ERR_DATA where it is not in a
 * state for it, with the reason. */
int quote_submit(struct model *m, struct quote *q, enum saved *how,
	struct err *e);
int quote_approve(struct model *m, struct quote *q, enum saved *how,
	struct err *e);
int quote_decline(struct model *m, struct quote *q, struct str reason,
	enum saved *how, struct err *e);
int quote_send(struct model *m, struct quote *q, enum saved *how,
	struct err *e);
int quote_accept(struct model *m, struct quote *q, struct str by,
	enum saved *how, struct err *e);
int quote_reject(struct model *m, struct quote *q, struct str reason,
	enum saved *how, struct err *e);
int quote_revise(struct model *m, struct quote *q, enum saved *how,
	struct err *e);
/* A new draft with the lines of another, for a deal (NUM_NULL: its own). */
int quote_clone(struct model *m, const struct quote *q, int64_t deal,
	int64_t *id, struct err *e);

/* What was archived of a version in a format; ERR_NO. */
int quote_document(struct model *m, int64_t quote, int64_t version,
	struct str format, struct document **out, struct err *e);
/* The bytes that a document is, in the arena: ERR_DAMAGED where they have not
 * got its digest. */
int document_bytes(const struct document *d, struct arena *a,
	struct str *out, struct err *e);
/* Keep a PDF with the version that is just being sent (quote_send), made of
 * its JSON; `template` is the digest of what it was made by. */
int quote_keep_pdf(struct model *m, const struct quote *q, struct str pdf,
	struct str template, struct err *e);

/* Private to model/. */

/* A quote is to be settled; offer: a line of it changed. */
void quote_touched(struct model *m, int64_t id, bool offer);
/* ERR_DATA when what it offers cannot be changed. */
int quote_check_draft(struct model *m, int64_t id, struct err *e);
/* A quote is taken from a deal, which is to be settled as well. */
void quote_left(struct model *m, int64_t id, int64_t deal);
/* It is for somebody else or of another day: prices are looked up again. */
void quote_repriced(struct model *m, int64_t id);
/* Of the deal's quotes the primary one is to be settled; ERR_DATA: none is. */
int quote_deal_asks(struct model *m, int64_t deal, struct err *e);
/* The approval rules that ask, as a set; the sheet is computed. */
int quote_rules(struct model *m, const struct quote_sheet *s,
	struct str *asked, struct err *e);

#endif
