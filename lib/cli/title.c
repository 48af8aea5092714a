/* What a page or message is called. */
#include <ctype.h>
#include <stdarg.h>
#include <stdio.h>

#include "cli/inside.h"

void
cli_title(struct cli *c, const char *fmt, ...)
{
	char text[256];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(text, sizeof text, fmt, ap);
	va_end(ap);
	c->private->title = arena_str(&c->arena, str_of(text));
}

/* "Deals stage:demo", "Explain won 2026Q4 rep/anna": what was typed. */
static void
title_typed(const struct cli *c, struct buf *out)
{
	const struct program *p = c->program;
	const char *dash = strchr(p->name, '-');
	bool list = (c->verb->mode & VERB_LIST) && c->entity;

	buf_cstr(out, list ? c->entity->plural : dash ? dash + 1 : p->name);
	*out->p = (char)toupper((unsigned char)*out->p);
	if (!list && c->verb->name)
		buf_fmt(out, " %s", c->verb->name);
	for (size_t i = 0; i < c->nargs; i++)
		buf_fmt(out, " %.*s", STR_F(c->args[i]));
}

struct str
title_settle(struct cli *c)
{
	struct buf b = {0};

	if (c->private->title.p)
		return c->private->title;
	title_typed(c, &b);
	c->private->title = arena_str(&c->arena, buf_view(&b));
	buf_free(&b);
	return c->private->title;
}
