/*
 * wording.h - what a document says, in its language.
 *
 * Every format says the same words, figures and days; this is where they are
 * made. All texts are in the arena.
 */
#ifndef PAPER_WORDING_H
#define PAPER_WORDING_H

#include "paper/language.h"
#include "paper/paper.h"

struct wording {
	const struct paper *paper;
	const struct paper_language *language;
	struct arena *arena;
};

/* A word that has no number in it. */
struct str wording_word(const struct wording *w, enum paper_word word);
/* Texts side by side; null and empty ones leave nothing between. */
struct str wording_join(const struct wording *w, struct str a,
	const char *between, struct str b);
/* Minor units of the document's currency; the price of one; an exact decimal;
 * a percentage; a day, null where there is none. */
struct str wording_money(const struct wording *w, int64_t v);
struct str wording_price(const struct wording *w, int64_t dec);
struct str wording_decimal(const struct wording *w, int64_t dec);
struct str wording_percent(const struct wording *w, int64_t dec);
struct str wording_day(const struct wording *w, int64_t day);

/* "Quote Q-12, version 3" */
struct str wording_title(const struct wording *w);
/* Name and address, in order; returns how many lines. */
size_t wording_party(const struct wording *w, const struct paper_party *p,
	struct str **lines);

/* What stands above the lines, and what it is called. */
struct wording_fact {
	enum paper_word label;
	struct str value;
};
enum { WORDING_FACTS = 8 };
size_t wording_facts(const struct wording *w,
	struct wording_fact out[WORDING_FACTS]);

/* ---- lines --------------------------------------------------------------- */

/* "3 pcs" */
struct str wording_quantity(const struct wording *w, size_t line);
/* In parentheses where it does not count. */
struct str wording_amount(const struct wording *w, size_t line);
/* "10%", or an amount; null without. */
struct str wording_discount(const struct wording *w, size_t line);
/* What tells products and choices apart: "GW-10 · optional"; null: nothing. */
struct str wording_aside(const struct wording *w, size_t line);
/* The rates on a line, and its tax where taxes are by line ("Tax: 12.00");
 * null: none. */
struct str wording_rates(const struct wording *w, size_t line,
	const char *between);
struct str wording_line_tax(const struct wording *w, size_t line);
/* "Discount 10%: 1,000.00 - 100.00"; null without. */
struct str wording_deduction(const struct wording *w, size_t line);

/* ---- parts --------------------------------------------------------------- */

/* Whether what recurs stands apart from what is paid once, and which intervals
 * have lines; what their part is headed by. */
bool wording_apart(const struct doc *d);
bool wording_has(const struct doc *d, enum doc_interval i);
enum paper_word wording_heading(enum doc_interval i);

/* The rows beneath the lines of a part, in order. */
struct wording_sum {
	struct str label;
	int64_t amount; /* NUM_NULL: a heading */
	bool total;
};
size_t wording_sums(const struct wording *w, const struct doc_part *part,
	struct wording_sum **out);
/* Those of every part that stands apart, with headings, and of the whole. */
size_t wording_all_sums(const struct wording *w, struct wording_sum **out);

#endif
