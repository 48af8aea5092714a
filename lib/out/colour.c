#include "base/num.h"
#include "out/colour.h"

static const char *const codes[] = {
	[STYLE_NONE] = "",
	[STYLE_DIM] = "\x1b[2m",
	[STYLE_BOLD] = "\x1b[1m",
	[STYLE_GOOD] = "\x1b[32m",
	[STYLE_WARN] = "\x1b[33m",
	[STYLE_BAD] = "\x1b[31m",
	[STYLE_HEAD] = "\x1b[1m",
};
const char colour_off[] = "\x1b[0m";

static const char *const words[] = {
	[COLOUR_AUTO] = "auto",
	[COLOUR_ALWAYS] = "always",
	[COLOUR_NEVER] = "never",
};

int
colour_parse(struct str word, const char *whose, enum colour_when *out,
	struct err *e)
{
	for (int i = COLOUR_AUTO; i <= COLOUR_NEVER; i++) {
		if (str_is(word, words[i])) {
			*out = (enum colour_when)i;
			return ERR_OK;
		}
	}
	return err_set(e, ERR_USAGE,
		"%s: '%.*s' is none of auto, always, never", whose,
		STR_SHORT(word));
}

static bool
is_set(const char *v)
{
	return v && *v;
}

static bool
terminal_can(const struct colour_case *c)
{
	return c->terminal && is_set(c->term) && strcmp(c->term, "dumb");
}

bool
colour_wanted(const struct colour_case *c)
{
	if (c->option == COLOUR_ALWAYS || c->option == COLOUR_NEVER)
		return c->option == COLOUR_ALWAYS;
	if (is_set(c->no_color))
		return false;
	if (is_set(c->clicolor_force) && strcmp(c->clicolor_force, "0"))
		return true;
	if (is_set(c->clicolor))
		return strcmp(c->clicolor, "0") && terminal_can(c);
	if (c->option == COLOUR_UNSET && c->config == COLOUR_ALWAYS)
		return true;
	if (c->option == COLOUR_UNSET && c->config == COLOUR_NEVER)
		return false;
	return terminal_can(c);
}

const char *
colour_on(enum style style)
{
	return codes[style];
}
