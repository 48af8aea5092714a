#include "cli/program.h"

enum { ENTITY, NAME, TYPE, KIND, REQUIRED, SETTABLE, REF, CHOICES, HELP,
	NCOLS };

static const struct column columns[NCOLS] = {
	[ENTITY] = {.name = "entity", .keep = true},
	[NAME] = {.name = "name", .keep = true},
	[TYPE] = {.name = "type"},
	[KIND] = {.name = "kind"},
	[REQUIRED] = {.name = "required", .json = JSON_BOOL},
	[SETTABLE] = {.name = "settable", .json = JSON_BOOL},
	[REF] = {.name = "ref"},
	[CHOICES] = {.name = "choices", .json = JSON_LIST},
	[HELP] = {.name = "help"},
};

static struct str
yes_no(bool b)
{
	return b ? STR("yes") : STR("no");
}

/* How a field comes to its value. */
static struct str
kind(const struct field *f)
{
	if (f->flags & F_DERIVED)
		return STR("derived");
	if (f->flags & F_KEPT)
		return STR("kept");
	if (f->flags & F_SYSTEM)
		return STR("system");
	return f->flags & F_CUSTOM ? STR("custom") : STR("fact");
}

/* Every word of an enum; stages of every pipeline, each once. */
static struct str
choices(struct cli *c, const struct entity *en, const struct field *f)
{
	const struct policy *p = c->model.policy;
	struct buf b = {0};
	struct str s = STR_NULL;

	(void)en;
	if (f->type != T_ENUM || !f->choices)
		return s;
	if (f->choices[0] != '@')
		return str_of(f->choices);
	for (size_t i = 0; i < p->npipelines; i++) {
		const struct choice *list = policy_choices(p, &c->arena,
			f->choices + 1, p->pipelines[i].id);

		for (; list && list->word; list++) {
			struct str word = str_of(list->word);

			if (set_has(buf_view(&b), word))
				continue;
			if (b.n)
				buf_char(&b, ',');
			buf_str(&b, word);
		}
	}
	s = arena_str(&c->arena, buf_view(&b));
	buf_free(&b);
	return s;
}

static void
entity_rows(struct cli *c, struct writer *w, const struct entity *en)
{
	for (size_t i = 0; i < en->nfields; i++) {
		const struct field *f = &en->fields[i];
		const struct entity *to = f->type == T_REF
			? model_entity(&c->model, f->ref) : NULL;
		const struct cell cells[NCOLS] = {
			[ENTITY] = {.text = str_of(en->name)},
			[NAME] = {.text = str_of(f->name)},
			[TYPE] = {.text = str_of(field_type(f)->name)},
			[KIND] = {.text = kind(f)},
			[REQUIRED] = {.text = yes_no(f->flags & F_REQUIRED)},
			[SETTABLE] = {.text = yes_no(field_is_settable(f))},
			[REF] = {.text = to ? str_of(to->name) : STR_NULL},
			[CHOICES] = {.text = choices(c, en, f)},
			[HELP] = {.text = str_of(f->help)},
		};

		if (!(f->flags & F_HIDDEN))
			writer_row(w, cells);
	}
}

static int
schema_run(struct cli *c, struct err *e)
{
	const struct entity *only = NULL;
	struct writer *w;
	int rc;

	if (c->nargs > 1)
		return err_set(e, ERR_USAGE, "one entity at a time");
	if (c->nargs) {
		only = schema_find(&c->model.schema, c->args[0]);
		if (!only) {
			err_set(e, ERR_USAGE, "'%.*s': no such entity",
				STR_SHORT(c->args[0]));
			return err_hint(e, "pipe schema lists them");
		}
	}
	rc = cli_writer(c, &w, columns, NCOLS, e);
	if (rc)
		return rc;
	for (size_t i = 1; i < c->model.schema.n; i++) {
		const struct entity *en =
			schema_entity(&c->model.schema, (int)i);

		if (en && (!only || en == only))
			entity_rows(c, w, en);
	}
	return cli_writer_close(c, w, e);
}

static const struct option no_options[] = {{0}};

static const struct verb schema_verb = {
	.summary = "the fields of an entity, or of all",
	.synopsis = "[ENTITY]",
	.options = no_options,
	.mode = VERB_READ | VERB_VIEW | VERB_REPORT | VERB_PAGE,
	.run = schema_run,
};

static const struct program program = {
	.name = "pipe-schema",
	.summary = "what records are made of",
	.verbs = (const struct verb *const[]){&schema_verb, NULL},
	.examples = "pipe schema deal\n"
		"pipe schema lead --json | jq -r "
		"'.[] | select(.required) | .name'\n",
};

int
main(int argc, char **argv)
{
	return cli_main(&program, argc, argv);
}
