#include "base/utf8.h"
#include "cli/complete.h"

static bool
begins(struct str s, struct str prefix)
{
	return s.n >= prefix.n &&
		(!prefix.n || !memcmp(s.p, prefix.p, prefix.n));
}

void
offer(struct completion *x, struct str head, struct str word,
	struct str help)
{
	struct buf whole = {0};
	struct str text;

	buf_str(&whole, head);
	buf_str(&whole, word);
	text = buf_view(&whole);
	if (x->offered < COMPLETE_MAX && text.n && text_plain(text) &&
		(x->any || begins(text, x->last))) {
		buf_str(&x->out, text);
		if (help.n) {
			buf_char(&x->out, '\t');
			text_show(help, &x->out);
		}
		buf_char(&x->out, '\n');
		x->offered++;
	}
	buf_free(&whole);
}

/* ---- options ----------------------------------------------------------- */

static void
offer_options(struct completion *x)
{
	struct cli *c = x->c;
	const struct entity *en = c->entity;
	const struct option *o = c->verb->options;

	x->offered = 0;
	for (; o && o->name; o++)
		offer(x, STR("--"), str_of(o->name), str_of(o->help));
	for (size_t i = 0; i < common_count; i++)
		if (common_holds(&common_options[i], c->verb->mode))
			offer(x, STR("--"),
				str_of(common_options[i].row.name),
				str_of(common_options[i].row.help));
	for (size_t i = 0; en && (c->verb->mode & VERB_FIELDS) &&
		i < en->nfields; i++) {
		struct buf name = {0};

		if (field_is_settable(&en->fields[i])) {
			option_name(en->fields[i].name, &name);
			offer(x, STR_NULL, buf_view(&name),
				str_of(en->fields[i].help));
		}
		buf_free(&name);
	}
}

static void
offer_verbs(struct completion *x)
{
	const struct verb *const *v = x->c->program->verbs;

	for (; *v; v++)
		if ((*v)->name && !((*v)->mode & VERB_HIDDEN))
			offer(x, STR_NULL, str_of((*v)->name),
				str_of((*v)->summary));
}

/* ---- where the cursor stands ------------------------------------------- */

static bool
takes_value(const struct option *row)
{
	return row && (row->kind == OPT_TEXT || row->kind == OPT_INT ||
		row->kind == OPT_MANY);
}

/* An option among the words before: does it wait for a value? */
static bool
waits(struct completion *x, struct str word)
{
	const struct verb *v = x->c->verb;

	x->row = NULL;
	x->field = STR_NULL;
	if (word.n == 2 && word.p[1] != '-') {
		x->row = option_letter(v, word.p[1]);
		return takes_value(x->row);
	}
	if (!str_starts(word, "--") || str_find(word, '=') < word.n)
		return false;
	word = str_cut(word, 2, word.n);
	x->row = option_row(v, word);
	if (x->row || !(v->mode & VERB_FIELDS) || str_starts(word, "no-"))
		return takes_value(x->row);
	x->field = word;
	return true;
}

/* Walk the words before the last: how many bare ones, and whether the last is
 * an option's value. */
static void
walk(struct completion *x, int argc, char **argv)
{
	bool waiting = false;

	for (int i = 0; i < argc; i++) {
		struct str word = str_of(argv[i]);

		if (waiting)
			waiting = false;
		else if (x->ended || word.n < 2 || *word.p != '-')
			x->bare++;
		else if (str_is(word, "--"))
			x->ended = true;
		else
			waiting = waits(x, word);
	}
	x->value = waiting;
	if (!waiting)
		x->row = NULL;
}

/* "--stage=ne": the value behind the sign. */
static void
split_attached(struct completion *x)
{
	size_t eq = str_find(x->last, '=');

	if (x->value || x->ended || !str_starts(x->last, "--") ||
		eq == x->last.n)
		return;
	x->head = str_cut(x->last, 0, eq + 1);
	waits(x, str_cut(x->last, 0, eq));
	x->value = true;
}

/* What the bare argument at the cursor is, by the verb's row. */
static struct str
bare_source(const struct completion *x)
{
	struct str rest = str_of(x->c->verb->complete), part = STR_NULL;

	for (size_t i = 0; i <= x->bare && rest.p; i++)
		str_split(&rest, ' ', &part);
	return part;
}

static int
from_store(struct cli *c, struct err *e)
{
	struct completion *x = c->state;
	struct str source;

	(void)e;
	if (!x->value && !x->ended && str_starts(x->last, "-")) {
		offer_options(x);
		return ERR_OK;
	}
	if (x->value && x->field.p) {
		complete_field(x, x->head, option_field(c->entity, x->field),
			str_cut(x->last, x->head.n, x->last.n));
		return ERR_OK;
	}
	if (!c->verb->name && !x->bare && !x->value && !x->ended)
		offer_verbs(x);
	source = x->value ? str_of(x->row ? x->row->complete : NULL)
			  : bare_source(x);
	complete_source(x, source, str_cut(x->last, x->head.n, x->last.n));
	return ERR_OK;
}

static int
find_verb(struct cli *c, int *argc, char **argv)
{
	const struct verb *first = c->program->verbs[0];
	int at = options_verb_at(c->program, *argc, argv);

	c->verb = at ? program_verb(c->program, argv[at]) : NULL;
	if (!first->name && (!c->verb || !strcmp(argv[at - 1], "--"))) {
		c->verb = first;
		return 0;
	}
	if (!c->verb)
		return at;
	memmove(argv + at, argv + at + 1, (size_t)(*argc - at) * sizeof *argv);
	--*argc;
	return 0;
}

/* Words up to the cursor come in, the last one unfinished; candidates go out.
 * Whatever fails, fails silently. */
int
complete_run(struct cli *c, int argc, char **argv)
{
	static const struct verb none = {.name = NULL};
	struct completion x = {.c = c};
	struct err e;
	int unknown;

	x.last = argc > 0 ? str_of(argv[--argc]) : STR("");
	argv--; /* its place is the program's */
	argc++;
	unknown = find_verb(c, &argc, argv);
	c->state = &x;
	c->quiet = true;
	c->now = c->private->at = clock_now();
	c->user = arena_alloc(&c->arena, sizeof *c->user);
	if (!c->verb && !unknown && !str_starts(x.last, "-")) {
		offer_verbs(&x);
	} else if (!unknown) {
		if (!c->verb)
			c->verb = &none;
		options_parse(c, argc - 1, argv + 1, &e);
		walk(&x, argc - 1, argv + 1);
		split_attached(&x);
		if (c->program->entity)
			c->entity = schema_entity(model_builtin(&c->arena),
				c->verb->entity ? c->verb->entity
						: c->program->entity);
		if (session_read(c, false, from_store, &e) && !x.out.n &&
			!x.value && str_starts(x.last, "-"))
			offer_options(&x);
	}
	if (!c->verb)
		c->verb = &none;
	buf_reset(&c->out.buf);
	out_add(&c->out, buf_view(&x.out));
	buf_free(&x.out);
	return ERR_OK;
}
