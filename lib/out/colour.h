/* colour.h - whether there is colour, and what a style looks like. */
#ifndef OUT_COLOUR_H
#define OUT_COLOUR_H

#include "base/buf.h"
#include "base/err.h"
#include "out/writer.h"

enum colour_when { COLOUR_UNSET, COLOUR_AUTO, COLOUR_ALWAYS, COLOUR_NEVER };

/* What the decision rests on, all of it given by the caller. Of the texts of
 * the environment NULL and "" are both unset. */
struct colour_case {
	enum colour_when option; /* --color */
	enum colour_when config; /* the person's configuration */
	const char *no_color, *clicolor_force, *clicolor, *term;
	bool terminal;		 /* the stream is one */
};

/* auto, always, never; ERR_USAGE beginning with `whose` for another word. */
int colour_parse(struct str word, const char *whose, enum colour_when *out,
	struct err *e);
/* The option where it says always or never; then NO_COLOR (none), then
 * CLICOLOR_FORCE (colour unless 0), then CLICOLOR (0: none; else as the
 * terminal can); then the configuration, unless the option was a plain auto;
 * at last colour on a terminal whose TERM is neither unset nor dumb. */
bool colour_wanted(const struct colour_case *c);

/* What switches a style on, "" for none; colour_off ends any. */
const char *colour_on(enum style style);
extern const char colour_off[];

#endif
