/*
 * paper.h - what a document prints, from one computed document.
 *
 * The paper layer puts a computed document (doc/) and the texts around it into
 * the formats that leave the house. Every format prints the same figures,
 * because none computes any. It knows base, schema, doc and out, and no store:
 * the model gathers what is to be printed.
 */
#ifndef PAPER_PAPER_H
#define PAPER_PAPER_H

#include "doc/doc.h"
#include "paper/language.h"

struct paper_party {
	struct str name, contact, street, postal, city, region, country,
		vat_id, phone, email, website, bank;
};

/* Beside each line of the document. */
struct paper_line {
	int64_t position;
	struct str sku, text, unit, tax_class;
};

struct paper {
	const char *kind;    /* "quote" */
	struct str number;
	int64_t version;
	struct str name;     /* what it is about, or null */
	bool draft;	     /* not sent yet */
	int64_t day, valid_until, terms; /* terms: days */
	struct paper_party seller, buyer;
	struct str owner, owner_email; /* who made it */
	const struct doc *doc;
	const struct paper_line *lines;
	struct str notes, footer;
	struct str hash;     /* of the document in JSON; null: a draft */
};

/* What is said around the figures, and how: never part of what is hashed. */
struct paper_look {
	const struct paper_language *language;
	struct str accent; /* "#1f4e79", of headings and rules; null: plain */
	struct str introduction, closing; /* above and below the lines */
	struct str logo; /* a PNG, or null */
};

enum paper_format { PAPER_JSON, PAPER_TEXT, PAPER_MARKDOWN, PAPER_HTML,
	PAPER_FORMATS };

/* "json,text,markdown,html": a field's choices, in enum order. */
#define PAPER_WORDS "json,text,markdown,html"
bool paper_format_find(struct str word, enum paper_format *out);
const char *paper_format_name(enum paper_format f);

/* The document, appended. JSON has neither draft nor hash, and no look,
 * which may be NULL then: what it says is what the hash is of. */
void paper_render(const struct paper *p, const struct paper_look *look,
	enum paper_format f, struct buf *out);
/* What stands for the renderer of a format in digests of templates. */
struct str paper_template(enum paper_format f);

#endif
