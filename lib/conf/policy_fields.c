#include "base/utf8.h"
#include "conf/name.h"
#include "conf/policy_rows.h"

enum { FIELDS_MAX = 500 };

/* What every command's options, or the words of a filter, already mean. Names
 * in no_ are the options that clear a field. */
static const char *const reserved[] = {"C", "all", "and", "any", "as_of",
	"as_recorded", "at", "color", "columns", "count", "csv", "dir",
	"dry_run", "exec_path", "exit_code", "expr", "ext", "false", "format",
	"format_version", "from", "group", "header", "help", "hooks", "ids",
	"if_rev", "in", "json", "keep_going", "limit", "list_columns",
	"lock_timeout", "mail_each", "mail_to", "me", "message", "not", "now",
	"null", "once", "or", "pager", "quiet", "send", "sort", "spreadsheet",
	"sum", "tag", "template", "timeline", "true", "upsert", "verbose",
	"version", NULL};

static bool
is_reserved(struct str name)
{
	for (const char *const *r = reserved; *r; r++)
		if (str_is(name, *r))
			return true;
	return str_is(name, "no") || str_starts(name, "no_");
}

static void
check_name(struct binding *b, const struct entity *e,
	const struct custom_field *f)
{
	struct pos at = bind_where(b, &f->name);
	struct str q = fault_quote(f->name);

	if (!f->name.p)
		return;
	if (!name_valid(f->name, false))
		bind_fault(b, at,
			"name '%.*s': use small letters, digits and '_', a "
			"letter first", STR_F(q));
	else if (is_reserved(f->name))
		bind_fault(b, at, "name '%.*s': has a meaning of its own "
			"on the command line", STR_F(q));
	else if (e && entity_field(e, f->name))
		bind_fault(b, at, "name '%.*s': %s has this field already",
			STR_F(q), e->name);
}

static int
type_named(struct str name)
{
	int t = 0;

	while (t < T_COUNT && !str_is(name, type_row(t)->name))
		t++;
	return t;
}

static void
unknown_type(struct binding *b, const struct custom_field *f)
{
	struct near near = near_to(f->type);
	struct str q = fault_quote(f->type);

	for (int t = 0; t < T_COUNT; t++)
		near_try(&near, str_of(type_row(t)->name));
	bind_fault(b, bind_where(b, &f->type), "unknown type '%.*s'%s",
		STR_F(q), near_advice(&near));
}

static void
check_ref(struct binding *b, const struct schema *schema,
	struct custom_field *f, int type)
{
	const struct entity *e;

	if (type != T_REF && f->ref.p) {
		bind_fault(b, bind_where(b, &f->ref),
			"ref: only for type %s", type_row(T_REF)->name);
		return;
	}
	if (type != T_REF)
		return;
	if (!f->ref.p) {
		bind_fault(b, bind_where(b, &f->type),
			"type %s: 'ref' is missing, the entity referred to",
			type_row(T_REF)->name);
		return;
	}
	e = name_check_entity(b, schema, "ref", &f->ref);
	f->ref_number = e ? e->number : NUM_NULL;
}

/* Two words that differ in case only are one to a filter. */
static void
check_twin_choices(struct binding *b, const struct custom_field *f)
{
	struct str rest = f->choices, word, q;
	struct buf folded = {0};
	struct map seen = {0};
	bool added;

	for (size_t i = 0; str_split(&rest, ',', &word); i++) {
		buf_reset(&folded);
		text_fold(word, &folded);
		map_put(&seen, buf_view(&folded), &added);
		q = fault_quote(word);
		if (!added)
			bind_fault(b, bind_word(b, &f->choices, i),
				"choice '%.*s': differs from another in case "
				"only", STR_F(q));
	}
	map_free(&seen);
	buf_free(&folded);
}

static void
check_choices(struct binding *b, const struct custom_field *f, int type)
{
	const char *name = type_row(T_ENUM)->name;

	if (type == T_ENUM && !f->choices.p)
		bind_fault(b, bind_where(b, &f->type),
			"type %s: 'choices' is missing", name);
	else if (type != T_ENUM && f->choices.p)
		bind_fault(b, bind_where(b, &f->choices),
			"choices: only for type %s", name);
	else if (f->choices.p)
		check_twin_choices(b, f);
}

static void
check_field(struct binding *b, const struct schema *schema,
	const struct entity *e, struct custom_field *f)
{
	int type = type_named(f->type);

	check_name(b, e, f);
	if (type == T_COUNT) {
		unknown_type(b, f);
		return;
	}
	check_ref(b, schema, f, type);
	check_choices(b, f, type);
}

static void
check_question_twin(struct binding *b, const struct policy_source *s,
	const struct custom_field *f)
{
	for (size_t i = 0; i < s->nquestions; i++)
		if (f->name.p && str_is(f->entity, "lead") &&
			str_eq(f->name, s->questions[i].name))
			bind_fault(b, bind_where(b, &f->name),
				"field 'lead/%.*s' is a question already, on "
				"line %d", STR_F(fault_quote(f->name)),
				bind_where(b, &s->questions[i].name).line);
}

void
policy_check_fields(struct binding *b, const struct schema *schema,
	struct policy_source *s)
{
	const struct entity *lead = name_entity(schema, STR("lead"));
	const struct entity *e = NULL;
	struct custom_field *f;

	if (s->nquestions + s->ncustom > FIELDS_MAX) {
		bind_fault(b, bind_where(b, s->ncustom ? &s->custom
						       : &s->questions),
			"too many custom fields: more than %d", FIELDS_MAX);
		return;
	}
	f = s->questions;
	for (size_t i = 0; i < s->nquestions; i++, f++)
		check_field(b, schema, lead, f);
	f = s->custom;
	for (size_t i = 0; i < s->ncustom; i++, f++) {
		if (i == 0 || !str_eq(f->entity, f[-1].entity))
			e = name_check_entity(b, schema, "fields",
				&f->entity);
		check_field(b, schema, e, f);
		check_question_twin(b, s, f);
	}
}
