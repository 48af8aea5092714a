/* card_part.h - a card, and the forms it is printed in. Private to out/. */
#ifndef OUT_CARD_PART_H
#define OUT_CARD_PART_H

#include "out/card.h"
#include "out/table.h"

struct card_pair {
	struct str label, value;
	enum style style;
};

/* How the parts of a card are printed, in their order. */
struct card_form {
	void (*open)(struct card *);
	void (*title)(struct card *, struct str text);
	void (*section)(struct card *, struct str title);
	void (*pairs)(struct card *); /* all of them, one at least */
	void (*line)(struct card *, struct str text, enum style style);
	/* A table begins with its first row. */
	void (*columns)(struct card *);
	void (*row)(struct card *, const struct cell *cells);
	void (*rows_end)(struct card *);
	void (*close)(struct card *);
};

extern const struct card_form card_text, card_html, card_markdown;

struct card {
	const struct card_form *form;
	struct card_options o;
	struct out *out;
	struct arena arena;
	ARR(struct card_pair) pairs; /* not printed yet */
	const struct column *columns;
	size_t n;
	bool tabling, rows; /* columns are set; a row was printed */
	struct str section; /* its title, until something follows */
	size_t indent;
	bool any; /* something was printed */
	struct buf shown;
	struct line line;
	struct table table; /* of the text form */
};

#endif
