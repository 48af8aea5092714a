#include <ctype.h>

#include "cli/inside.h"

enum { LEFT = 30, PAGE = 79 };

void
spoken_name(const struct program *p, struct buf *out)
{
	struct str name = str_of(p->name);
	size_t dash = str_find(name, '-');

	buf_str(out, str_cut(name, 0, dash));
	if (dash < name.n)
		buf_fmt(out, " %s", p->name + dash + 1);
}

/* Words up to the page's edge, further lines below the first. */
static void
wrap(struct buf *out, struct str text)
{
	size_t room = PAGE - LEFT;

	while (text.n > room) {
		size_t at = room;

		while (at > 0 && text.p[at] != ' ')
			at--;
		if (!at)
			break;
		buf_str(out, str_cut(text, 0, at));
		buf_char(out, '\n');
		buf_fill(out, ' ', LEFT);
		text = str_cut(text, at + 1, text.n);
	}
	buf_str(out, text);
	buf_char(out, '\n');
}

/* Two columns; the right one on its own line where the left is long. */
static void
pair(struct buf *out, struct str left, const char *right)
{
	buf_cstr(out, "  ");
	buf_str(out, left);
	if (left.n + 4 > LEFT) {
		buf_char(out, '\n');
		buf_fill(out, ' ', LEFT);
	} else {
		buf_fill(out, ' ', LEFT - 2 - left.n);
	}
	wrap(out, str_of(right));
}

static void
option_line(struct buf *out, const struct option *o)
{
	struct buf left = {0};

	if (o->letter)
		buf_fmt(&left, "-%c, ", o->letter);
	buf_fmt(&left, "--%s", o->name);
	if (o->arg)
		buf_fmt(&left, o->kind == OPT_MAYBE ? "[=%s]" : " %s", o->arg);
	pair(out, buf_view(&left), o->help);
	buf_free(&left);
}

static void
upper(struct buf *out, const char *word)
{
	for (; *word; word++)
		buf_char(out, (char)toupper((unsigned char)*word));
}

static void
field_arg(struct cli *c, const struct field *f, struct buf *out)
{
	const struct schema *s = model_builtin(&c->arena);
	const struct entity *ref = f->ref ? schema_entity(s, f->ref) : NULL;

	if (f->type == T_REF && ref)
		upper(out, ref->name);
	else if (f->type == T_ENUM && f->choices && f->choices[0] == '@')
		upper(out, f->choices + 1);
	else
		upper(out, f->type == T_ENUM ? "word" : field_type(f)->name);
}

static void
add_choices(struct buf *out, struct str choices)
{
	const char *before = out->n ? ": " : "";
	struct str word;

	while (choices.n && str_split(&choices, ',', &word)) {
		buf_cstr(out, before);
		buf_str(out, word);
		before = ", ";
	}
}

static void
field_line(struct cli *c, struct buf *out, const struct field *f)
{
	struct buf left = {0}, right = {0};

	option_name(f->name, &left);
	buf_char(&left, ' ');
	field_arg(c, f, &left);
	buf_cstr(&right, f->help ? f->help : "");
	if (f->type == T_ENUM && f->choices && f->choices[0] != '@')
		add_choices(&right, str_of(f->choices));
	if (f->flags & F_REQUIRED)
		buf_cstr(&right, right.n ? " (required)" : "required");
	pair(out, buf_view(&left), right.p);
	buf_free(&left);
	buf_free(&right);
}

static void
field_lines(struct cli *c, struct buf *out)
{
	int number = c->verb->entity ? c->verb->entity : c->program->entity;
	const struct entity *en = number
		? schema_entity(model_builtin(&c->arena), number) : NULL;

	if (!en || !(c->verb->mode & VERB_FIELDS))
		return;
	buf_fmt(out, "\nfields of %s %s, besides those in pipe.yaml "
		"(--no-FIELD clears):\n", strchr("aeiou", *en->name) ? "an"
		: "a", en->name);
	for (size_t i = 0; i < en->nfields; i++)
		if (field_is_settable(&en->fields[i]))
			field_line(c, out, &en->fields[i]);
}

/* Example lines that show the verb; all of them for none. */
static void
example_lines(const struct program *p, const struct verb *v, struct buf *out)
{
	struct str rest = str_of(p->examples), line;
	struct buf shown = {0}, call = {0};

	spoken_name(p, &call);
	buf_fmt(&call, " %s", v && v->name ? v->name : "");
	while (rest.p && str_split(&rest, '\n', &line)) {
		line = str_trim(line);
		if (!line.n || (v && v->name && !memmem(line.p, line.n,
			call.p, call.n)))
			continue;
		buf_cstr(&shown, "  ");
		buf_str(&shown, line);
		buf_char(&shown, '\n');
	}
	if (shown.n)
		buf_fmt(out, "\nexamples:\n%s", shown.p);
	buf_free(&shown);
	buf_free(&call);
}

static void
common_lines(struct buf *out, unsigned mode)
{
	for (size_t i = 0; i < common_count; i++)
		if (common_holds(&common_options[i], mode))
			option_line(out, &common_options[i].row);
}

static void
pointer_line(const struct program *p, struct buf *out)
{
	struct str name = str_of(p->name);
	size_t dash = str_find(name, '-');

	buf_fmt(out, "\nexit status: 0 done, 1 the answer is no, 2 usage, "
		"3 bad data,\n4 look or try again, 5 system, 6 partial, "
		"7 store damaged;\nmore in: pipe help %s\n",
		dash < name.n ? p->name + dash + 1 : p->name);
}

static void
verb_lines(const struct program *p, struct buf *out)
{
	struct buf left = {0};

	for (size_t i = 0; p->verbs[i]; i++) {
		const struct verb *v = p->verbs[i];

		if (!v->name || (v->mode & VERB_HIDDEN))
			continue;
		buf_reset(&left);
		buf_fmt(&left, "%s %s", v->name,
			v->synopsis ? v->synopsis : "");
		pair(out, str_trim(buf_view(&left)), v->summary);
	}
	buf_free(&left);
}

void
help_verb(struct cli *c, struct buf *out)
{
	const struct verb *v = c->verb;

	buf_cstr(out, "usage: ");
	spoken_name(c->program, out);
	if (v->name)
		buf_fmt(out, " %s", v->name);
	if (v->synopsis && *v->synopsis)
		buf_fmt(out, " %s", v->synopsis);
	buf_fmt(out, " [OPTION]...\n\n%s\n",
		v->summary ? v->summary : c->program->summary);
	example_lines(c->program, v, out);
	if (!v->name && c->program->verbs[1]) {
		buf_cstr(out, "\ncommands:\n");
		verb_lines(c->program, out);
	}
	buf_cstr(out, "\noptions:\n");
	for (const struct option *o = v->options; o && o->name; o++)
		option_line(out, o);
	common_lines(out, v->mode);
	field_lines(c, out);
	pointer_line(c->program, out);
}

void
help_program(struct cli *c, struct buf *out)
{
	const struct program *p = c->program;

	buf_cstr(out, "usage: ");
	spoken_name(p, out);
	buf_fmt(out, " COMMAND [ARGUMENT]... [OPTION]...\n\n%s\n",
		p->summary);
	example_lines(p, NULL, out);
	buf_cstr(out, "\ncommands:\n");
	verb_lines(p, out);
	buf_cstr(out, "\noptions of every command:\n");
	common_lines(out, 0);
	pointer_line(p, out);
}

void
help_short(const struct program *p, struct buf *out)
{
	buf_cstr(out, "usage: ");
	spoken_name(p, out);
	buf_cstr(out, " COMMAND [ARGUMENT]... [OPTION]...\n");
	verb_lines(p, out);
}
