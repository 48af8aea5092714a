#include "base/utf8.h"
#include "cli/inside.h"
#include "cli/suggest.h"

/* ---- rows -------------------------------------------------------------- */

const struct option *
option_row(const struct verb *v, struct str name)
{
	for (const struct option *o = v->options; o && o->name; o++)
		if (str_is(name, o->name))
			return o;
	for (size_t i = 0; i < common_count; i++)
		if (common_holds(&common_options[i], v->mode) &&
			str_is(name, common_options[i].row.name))
			return &common_options[i].row;
	return NULL;
}

const struct option *
option_letter(const struct verb *v, char letter)
{
	for (const struct option *o = v->options; o && o->name; o++)
		if (o->letter == letter)
			return o;
	for (size_t i = 0; i < common_count; i++)
		if (common_holds(&common_options[i], v->mode) &&
			common_options[i].row.letter == letter)
			return &common_options[i].row;
	return NULL;
}

const struct field *
option_field(const struct entity *en, struct str name)
{
	char snake[128];

	if (!en || name.n >= sizeof snake)
		return NULL;
	for (size_t i = 0; i < name.n; i++)
		snake[i] = name.p[i] == '-' ? '_' : name.p[i];
	return entity_field(en, (struct str){snake, name.n});
}

void
option_name(const char *field, struct buf *out)
{
	buf_cstr(out, "--");
	for (; *field; field++)
		buf_char(out, *field == '_' ? '-' : *field);
}

static const char *
dashed(struct cli *c, const char *field)
{
	struct buf b = {0};
	char *name;

	option_name(field, &b);
	name = arena_cstr(&c->arena, buf_view(&b));
	buf_free(&b);
	return name;
}

/* ---- what cannot be ---------------------------------------------------- */

static int
usage(const struct cli *c, struct err *e)
{
	struct buf name = {0};

	spoken_name(c->program, &name);
	if (!e->hint[0])
		err_hint(e, "try: %s%s%s --help", name.p,
			c->verb->name ? " " : "",
			c->verb->name ? c->verb->name : "");
	buf_free(&name);
	return ERR_USAGE;
}

int
option_unknown(const struct cli *c, struct str name, struct err *e)
{
	struct arena *a = c->model.arena;
	struct suggest s = {.word = name};
	const struct entity *en = c->entity;

	if (str_starts(name, "no-"))
		s.word = str_cut(name, 3, name.n);
	for (const struct option *o = c->verb->options; o && o->name; o++)
		suggest_try(&s, arena_fmt(a, "%s", o->name));
	for (size_t i = 0; i < common_count; i++)
		if (common_holds(&common_options[i], c->verb->mode))
			suggest_try(&s, common_options[i].row.name);
	if (en && (c->verb->mode & VERB_FIELDS))
		for (size_t i = 0; i < en->nfields; i++)
			if (field_is_settable(&en->fields[i]))
				suggest_try(&s, dashed((struct cli *)c,
					en->fields[i].name) + 2);
	for (size_t i = 0; i < s.n; i++)
		s.best[i].name = arena_fmt(a, "--%s", s.best[i].name);
	err_set(e, ERR_USAGE, "--%.*s: unknown option", STR_SHORT(name));
	suggest_hint(&s, e);
	return usage(c, e);
}

static int
check_text(struct str s, const struct option *row, struct err *e)
{
	size_t at = utf8_valid(s);

	if (at == s.n || (row && row->complete &&
		(!strcmp(row->complete, "file") ||
			!strcmp(row->complete, "dir"))))
		return ERR_OK;
	return err_set(e, ERR_USAGE, "'%.*s': invalid UTF-8 at byte offset %zu",
		STR_SHORT(s), at);
}

/* ---- argv -------------------------------------------------------------- */

struct walk {
	struct cli *c;
	int argc, at;
	char **argv;
	struct err *e;
};

static int
take_value(struct walk *w, struct given *g, struct str attached)
{
	const struct option *row = g->row;

	if (attached.p) {
		g->value = attached;
	} else if (w->at < w->argc) {
		g->value = str_of(w->argv[w->at++]);
	} else {
		err_set(w->e, ERR_USAGE, "--%.*s: needs a value%s%s",
			STR_SHORT(g->name), row && row->arg ? ", " : "",
			row && row->arg ? row->arg : "");
		return usage(w->c, w->e);
	}
	if (check_text(g->value, row, w->e))
		return ERR_USAGE;
	if (!row || row->kind != OPT_INT)
		return ERR_OK;
	if (num_parse(g->value, 0, INT64_MAX, &g->number, w->e) == ERR_OK)
		return ERR_OK;
	err_set(w->e, ERR_USAGE, "--%s: '%.*s' is no whole number", row->name,
		STR_SHORT(g->value));
	return usage(w->c, w->e);
}

static int
take_row(struct walk *w, struct given *g, struct str attached)
{
	switch (g->row->kind) {
	case OPT_FLAG:
		if (!attached.p)
			return ERR_OK;
		err_set(w->e, ERR_USAGE, "--%s: takes no value", g->row->name);
		return usage(w->c, w->e);
	case OPT_MAYBE:
		g->value = attached.p ? attached : STR("");
		return check_text(g->value, g->row, w->e);
	case OPT_TEXT:
	case OPT_INT:
	case OPT_MANY: return take_value(w, g, attached);
	}
	return ERR_OK;
}

static int
take_long(struct walk *w, struct str name)
{
	struct given *g = ARR_ADD(&w->c->private->given);
	size_t eq = str_find(name, '=');
	struct str attached = STR_NULL;

	if (eq < name.n) {
		attached = str_cut(name, eq + 1, name.n);
		name = str_cut(name, 0, eq);
	}
	if (check_text(name, NULL, w->e))
		return ERR_USAGE;
	g->name = name;
	g->row = option_row(w->c->verb, name);
	if (g->row)
		return take_row(w, g, attached);
	if (!(w->c->verb->mode & VERB_FIELDS))
		return option_unknown(w->c, name, w->e);
	g->clear = str_starts(name, "no-") && !attached.p;
	if (!g->clear)
		return take_value(w, g, attached);
	g->name = str_cut(name, 3, name.n);
	return ERR_OK;
}

static int
take_letter(struct walk *w, struct str arg)
{
	const struct option *row = option_letter(w->c->verb, arg.p[1]);
	struct given *g;

	if (row && arg.n == 2) {
		g = ARR_ADD(&w->c->private->given);
		g->row = row;
		g->name = str_of(row->name);
		return take_row(w, g, STR_NULL);
	}
	err_set(w->e, ERR_USAGE, "%.*s: unknown option", STR_SHORT(arg));
	if (row && row->kind == OPT_FLAG)
		err_hint(w->e, "letters stand alone: -%c", row->letter);
	else if (row)
		err_hint(w->e, "the value stands apart: -%c %.*s", row->letter,
			(int)arg.n - 2, arg.p + 2);
	return usage(w->c, w->e);
}

static int
take_bare(struct walk *w, struct str arg, bool literal)
{
	struct bare *b = ARR_ADD(&w->c->private->words);

	*b = (struct bare){arg, literal};
	return check_text(arg, NULL, w->e);
}

/* "-1m" is a day, no option. */
static bool
is_option(struct str arg)
{
	return arg.n > 1 && arg.p[0] == '-' &&
		(arg.n == 2 || arg.p[1] < '1' || arg.p[1] > '9');
}

int
options_parse(struct cli *c, int argc, char **argv, struct err *e)
{
	struct walk w = {.c = c, .argc = argc, .argv = argv, .e = e};
	bool ended = false;
	int rc = ERR_OK;

	while (rc == ERR_OK && w.at < argc) {
		struct str arg = str_of(argv[w.at++]);

		if (!ended && str_is(arg, "--"))
			ended = true;
		else if (ended || !is_option(arg))
			rc = take_bare(&w, arg, ended);
		else if (arg.p[1] == '-')
			rc = take_long(&w, str_cut(arg, 2, arg.n));
		else
			rc = take_letter(&w, arg);
		if (rc == ERR_OK && cli_flag(c, "help"))
			break;
	}
	c->nargs = c->private->words.n;
	c->args = arena_array(&c->arena, c->nargs + 1, sizeof *c->args);
	for (size_t i = 0; i < c->nargs; i++)
		c->args[i] = c->private->words.v[i].text;
	return rc;
}

int
options_check_fields(const struct cli *c, const struct entity *en,
	struct err *e)
{
	for (size_t i = 0; i < c->private->given.n; i++) {
		const struct given *g = &c->private->given.v[i];
		const struct field *f = option_field(en, g->name);

		if (g->row || (f && field_is_settable(f)))
			continue;
		if (!f || (f->flags & F_HIDDEN))
			return option_unknown(c, g->name, e);
		err_set(e, ERR_USAGE, "--%.*s: follows from other fields, "
			"it cannot be set", STR_SHORT(g->name));
		return usage(c, e);
	}
	return ERR_OK;
}

/* Whether an argument takes the next one with it, as far as can be told before
 * the verb is known. */
static bool
takes_next(const struct program *p, struct str arg)
{
	const struct option *row = NULL;
	bool letter = arg.n == 2 && arg.p[1] != '-';
	struct str name = arg.n > 2 ? str_cut(arg, 2, arg.n) : STR_NULL;

	if (!is_option(arg) || str_find(arg, '=') < arg.n)
		return false;
	for (size_t i = 0; !row && i < common_count; i++)
		if (letter ? common_options[i].row.letter == arg.p[1]
			   : str_is(name, common_options[i].row.name))
			row = &common_options[i].row;
	for (size_t i = 0; !row && p->verbs[i]; i++)
		row = letter ? option_letter(p->verbs[i], arg.p[1])
			     : option_row(p->verbs[i], name);
	if (row)
		return row->kind == OPT_TEXT || row->kind == OPT_INT ||
			row->kind == OPT_MANY;
	return p->entity && !letter && !str_starts(name, "no-");
}

int
options_verb_at(const struct program *p, int argc, char **argv)
{
	for (int i = 1; i < argc; i++) {
		struct str arg = str_of(argv[i]);

		if (str_is(arg, "--"))
			return i + 1 < argc ? i + 1 : 0;
		if (takes_next(p, arg))
			i++;
		else if (!is_option(arg))
			return i;
	}
	return 0;
}

/* ---- asking ------------------------------------------------------------ */

const struct given *
options_find(const struct cli *c, const char *name)
{
	for (size_t i = c->private->given.n; i > 0; i--) {
		const struct given *g = &c->private->given.v[i - 1];

		if (g->row && !strcmp(g->row->name, name))
			return g;
	}
	return NULL;
}

/* The same of a field's option, '-' and '_' being one, where there is no row
 * of that name. */
static const struct given *
value_find(const struct cli *c, const char *name)
{
	const struct given *g = options_find(c, name);

	for (size_t i = c->private->given.n; !g && i > 0; i--) {
		const struct given *each = &c->private->given.v[i - 1];
		size_t k = 0;

		while (!each->row && k < each->name.n && name[k] &&
			(each->name.p[k] == name[k] ||
				(each->name.p[k] == '_' && name[k] == '-')))
			k++;
		if (!each->row && k == each->name.n && !name[k])
			g = each;
	}
	return g;
}

bool
cli_flag(const struct cli *c, const char *name)
{
	return value_find(c, name) != NULL;
}

struct str
cli_text(const struct cli *c, const char *name)
{
	const struct given *g = value_find(c, name);

	return g ? g->value : STR_NULL;
}

bool
cli_int(const struct cli *c, const char *name, int64_t *out)
{
	const struct given *g = options_find(c, name);

	if (g)
		*out = g->number;
	return g != NULL;
}

size_t
cli_many(const struct cli *c, const char *name, struct str *const **v)
{
	struct cli_private *p = c->private;
	struct str **list = arena_array(c->model.arena, p->given.n + 1,
		sizeof *list);
	size_t n = 0;

	for (size_t i = 0; i < p->given.n; i++)
		if (p->given.v[i].row &&
			!strcmp(p->given.v[i].row->name, name))
			list[n++] = &p->given.v[i].value;
	*v = list;
	return n;
}
