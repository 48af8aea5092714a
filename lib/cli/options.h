/* options.h - from argv to options and words, by rows. Private to cli/. */
#ifndef CLI_OPTIONS_H
#define CLI_OPTIONS_H

#include "cli/program.h"

/* An option as it was given. */
struct given {
	const struct option *row; /* NULL: taken for a field's */
	struct str name;	  /* without dashes, as typed */
	struct str value;	  /* null where there is none */
	bool clear;		  /* --no-FIELD */
	int64_t number;		  /* OPT_INT */
};

struct bare {
	struct str text;
	bool literal; /* behind "--": a "-" is no standard input */
};

/* The common options; a row holds for verbs that have any of `modes` (0: all).
 * Ended by a row without a name. */
struct common_option {
	struct option row;
	unsigned modes;
};
extern const struct common_option common_options[];
extern const size_t common_count;
bool common_holds(const struct common_option *o, unsigned mode);

/* Take argv apart by the rows of the verb, the common ones and, where the verb
 * takes fields, whatever else there is. ERR_USAGE. */
int options_parse(struct cli *c, int argc, char **argv, struct err *e);
/* Options taken for fields' must be some: ERR_USAGE with the nearest. */
int options_check_fields(const struct cli *c, const struct entity *en,
	struct err *e);
/* The last of that name given, or NULL. */
const struct given *options_find(const struct cli *c, const char *name);
/* "pipe deal add --bogus": unknown word with its nearest neighbours. */
int option_unknown(const struct cli *c, struct str name, struct err *e);
/* A row by long name or letter among verb's and common ones. */
const struct option *option_row(const struct verb *v, struct str name);
const struct option *option_letter(const struct verb *v, char letter);
/* The first bare argument: where the verb's name stands. 0: there is none. */
int options_verb_at(const struct program *p, int argc, char **argv);
/* A field by its option's name, '-' for '_'. */
const struct field *option_field(const struct entity *en, struct str name);
void option_name(const char *field, struct buf *out); /* "--next-step" */

#endif
