/* offer_part.h - what the files of offers share. Private to show/. */
#ifndef SHOW_OFFER_PART_H
#define SHOW_OFFER_PART_H

#include "show/offer.h"

/* How a document is to leave, by --format, --lang, --out and --mail-to. */
struct offer_form {
	bool pdf, mail;
	enum paper_format format; /* where it is no PDF */
	struct str out;		  /* file, null: none */
};
int offer_form(struct cli *c, struct offer_form *out, struct err *e);
/* Its bytes into the file of --out, else on standard output. */
int offer_put(struct cli *c, const struct offer_form *f, struct str bytes,
	struct err *e);

/* How the store's documents look; NULL: it does not say. In the arena. */
int offer_look(struct cli *c, const struct look **out, struct err *e);
/* The look of a document in the language of --lang, else in the one given,
 * else in that of the templates. ERR_USAGE: --lang is none. */
int offer_dress(struct cli *c, struct str language, struct paper_look *out,
	struct err *e);
/* The document of a quote at the transaction's view: of a version that was sent
 * the archived bytes, or with --lang the archived document in that language;
 * else rendered now. In the arena. */
int offer_document(struct cli *c, int64_t id, enum paper_format f,
	struct str *out, struct err *e);
/* What was archived of the version a quote is, in the arena; ERR_NO where that
 * format was not. */
int offer_kept(struct cli *c, const struct quote *q, struct str format,
	struct str *out, struct err *e);

/* A document in JSON as PDF, in the arena. pipe-render makes it, while no
 * transaction runs; what went wrong it has said itself, and `e` is empty. */
struct offer_source {
	struct str json;
	struct str language; /* unless --lang gives one; null: the templates' */
	bool draft;
};
int offer_pdf(struct cli *c, const struct offer_source *s, struct str *out,
	struct err *e);
/* ERR_SYSTEM where pipe-render is not there; else what it makes PDFs by, the
 * store's templates, as a digest. */
int offer_pdf_by(struct cli *c, struct str *digest, struct err *e);

/* A quote as a message. */
struct offer_letter {
	struct str title; /* "Quote Q-1, version 2: Platform" */
	struct str file;  /* the PDF's name: "Q-1-v2.pdf" */
	struct str text, page;
	struct str pdf;	  /* null: none */
};
/* Title, in the document's language, and name of the file. */
int offer_letter_head(struct cli *c, const struct quote *q,
	struct offer_letter *out, struct err *e);
/* As what the verb prints, under --mail-to. */
void offer_letter_print(struct cli *c, const struct offer_letter *l);

#endif
