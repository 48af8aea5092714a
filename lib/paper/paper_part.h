/* paper_part.h - what the formats share. Private to paper/. */
#ifndef PAPER_PAPER_PART_H
#define PAPER_PAPER_PART_H

#include "paper/paper.h"

/* Counted up when a format's output changes. */
#define PAPER_TEMPLATE "pipe-paper 1"

void paper_json(const struct paper *p, struct buf *out);
void paper_text(const struct paper *p, struct buf *out);
void paper_markdown(const struct paper *p, struct buf *out);
void paper_html(const struct paper *p, struct buf *out);

/* ---- words.c: figures and words as people read them ---------------------- */

extern const char paper_html_style[];

/* "Quote Q-12", "Quote Q-12, version 3". */
void paper_title(const struct paper *p, struct buf *out);
/* "VAT 19%", "VAT 0% (AE, Reverse charge)". */
void paper_tax(const struct doc_tax *t, struct buf *out);
void paper_money(const struct paper *p, int64_t v, struct buf *out);
void paper_price(const struct paper *p, int64_t dec, struct buf *out);
/* A line's discount: "10%" or an amount; nothing without. */
void paper_discount(const struct paper *p, const struct doc_line *l,
	struct buf *out);
/* "once", "a month", "a year". */
const char *paper_interval(enum doc_interval i);
/* What stands behind a line's text: "optional", "a month". */
void paper_remark(const struct doc_line *l, struct buf *out);

/* Address lines, in order; at most PARTY_LINES. */
enum { PARTY_LINES = 10 };
size_t paper_party(const struct paper_party *p, struct arena *a,
	struct str lines[PARTY_LINES]);

/* The rows beneath the lines, in order: label, amount, and whether it is a
 * total. */
struct paper_sum {
	struct str label;
	int64_t amount;
	bool strong;
};
size_t paper_sums(const struct paper *p, struct arena *a,
	struct paper_sum **out);
/* Facts above the lines: label and value. */
struct paper_fact {
	const char *label;
	struct str value;
};
enum { PAPER_FACTS = 8 };
size_t paper_facts(const struct paper *p, struct arena *a,
	struct paper_fact out[PAPER_FACTS]);

#endif
