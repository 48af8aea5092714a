/* How a column is to be read: forms of days and numbers, words, references. */
#include "transfer/guess_part.h"

const char *
date_form_name(enum date_form form)
{
	static const char *const names[] = {"", "iso", "dmy", "mdy", "ymd"};

	return names[form];
}

static void
note_date(const struct column_look *c, struct note *n)
{
	bool sure;
	enum date_form form = look_date(c, &sure);

	if (form == DATE_UNSAID)
		buf_cstr(&n->open, "its dates are of no known form");
	else if (form != DATE_ISO)
		buf_fmt(&n->said, ", date: %s", date_form_name(form));
	if (!sure)
		buf_cstr(&n->open, "or mdy: no day above 12 tells");
}

static void
note_number(const struct column_look *c, struct note *n)
{
	static const char *const names[] = {"", "plain", "us", "eu"};
	bool sure;
	enum number_form form = look_number(c, &sure);

	if (form == NUMBER_UNSAID && c->cells)
		buf_cstr(&n->open, "its numbers are of no known form");
	else if (form > NUMBER_PLAIN)
		buf_fmt(&n->said, ", number: %s", names[form]);
	if (!sure)
		buf_cstr(&n->open, "or eu: nothing tells them apart");
}

/* The word of a list that a cell means. */
static struct str
meant(const struct choice *list, struct str cell)
{
	struct buf want = {0}, have = {0};
	struct str found = STR_NULL;

	rows_fold(cell, &want);
	for (; list && list->word && !found.p; list++) {
		buf_reset(&have);
		rows_fold(str_of(list->word), &have);
		if (str_eq(buf_view(&want), buf_view(&have)))
			found = str_of(list->word);
		buf_reset(&have);
		if (list->help)
			rows_fold(str_of(list->help), &have);
		if (!found.p && have.n &&
			str_eq(buf_view(&want), buf_view(&have)))
			found = str_of(list->word);
	}
	buf_free(&want);
	buf_free(&have);
	return found;
}

static void
note_words(struct model *m, const struct column_look *c, struct note *n)
{
	const struct choice *list = m->scope.choices(&m->scope, c->field,
		NULL);
	size_t said = 0, unknown = 0;

	for (size_t i = 0; list && i < c->words.n; i++) {
		struct str cell = c->words.v[i].key, word = meant(list, cell);

		if (!word.p) {
			buf_cstr(&n->open, unknown++ ? ", "
				: "words to be given a meaning: ");
			yaml_quote(cell, true, &n->open);
			continue;
		}
		if (str_eq(word, cell))
			continue;
		buf_cstr(&n->said, said++ ? ", " : ", values: {");
		yaml_quote(cell, true, &n->said);
		buf_cstr(&n->said, ": ");
		yaml_quote(word, true, &n->said);
	}
	if (said)
		buf_char(&n->said, '}');
}

static void
note_ref(struct model *m, const struct field *f, struct note *n)
{
	const struct entity *en = model_entity(m, f->ref);
	const struct field *title = entity_tag(en, en->title);

	if (!title || !(title->flags & F_INDEX))
		return;
	buf_cstr(&n->said, ", ref: {by: name, create: true}");
	buf_cstr(&n->open, "makes what is missing");
}

void
note_field(struct model *m, const struct entity *en,
	const struct column_look *c, struct note *n)
{
	const struct field *f = c->field;

	if (f->type == T_DAY || f->type == T_INSTANT || f->type == T_WHEN)
		note_date(c, n);
	else if (f->type == T_INT || type_is_money(f->type) ||
		f->type == T_PERCENT || f->type == T_DECIMAL)
		note_number(c, n);
	else if (f->type == T_ENUM)
		note_words(m, c, n);
	else if (f->type == T_REF)
		note_ref(m, f, n);
	else if (f->tag == en->key)
		buf_cstr(&n->said, ", case: key");
}
