#include "transfer/map_part.h"

static struct str
word_at(const char *list, size_t i)
{
	struct str rest = str_of(list), word = STR_NULL;

	do
		str_split(&rest, ',', &word);
	while (i-- > 0);
	return word;
}

static int
form_of(struct str word, const char *list, int n)
{
	for (int i = 0; i < n; i++)
		if (word.p && str_eq(word, word_at(list, (size_t)i)))
			return i + 1;
	return 0;
}

enum date_form
date_form_of(struct str word)
{
	return (enum date_form)form_of(word, DATE_FORMS, DATE_EXCEL);
}

enum number_form
number_form_of(struct str word)
{
	return (enum number_form)form_of(word, NUMBER_FORMS, NUMBER_EU);
}

enum case_form
case_form_of(struct str word)
{
	return (enum case_form)form_of(word, CASE_FORMS, CASE_KEY);
}

/* ---- pieces ------------------------------------------------------------- */

bool
map_is_mapping(struct map_reader *r, const struct yaml_node *n,
	const char *what)
{
	if (n->kind != YAML_MAP && !yaml_empty(n))
		bind_fault(&r->b, n->at, "%s", what);
	return n->kind == YAML_MAP;
}

struct str
map_text(struct map_reader *r, const struct yaml_node *n)
{
	if (n->kind == YAML_TEXT)
		return yaml_empty(n) ? STR_NULL
				     : arena_str(r->b.arena, n->text);
	bind_fault(&r->b, n->at, "one text is needed");
	return STR_NULL;
}

bool
map_flag(struct map_reader *r, const struct yaml_node *n)
{
	struct str text = map_text(r, n), q = fault_quote(text);

	if (text.p && !str_is(text, "true") && !str_is(text, "false"))
		bind_fault(&r->b, n->at, "true or false is needed, not '%.*s'",
			STR_F(q));
	return str_is(text, "true");
}

void
map_words(struct map_reader *r, const struct yaml_node *n,
	struct map_words *out)
{
	struct str text;

	if (n->kind == YAML_LIST) {
		for (const struct yaml_node *c = n->first; c; c = c->next) {
			text = c->kind == YAML_TEXT
				? arena_str(r->b.arena, c->text)
				: map_text(r, c);
			if (text.p)
				*ARR_ADD(&out->list) = text;
		}
		return;
	}
	text = map_text(r, n);
	if (text.p)
		*ARR_ADD(&out->list) = text;
}

struct str
map_choice(struct map_reader *r, const struct yaml_node *n,
	const char *choices)
{
	struct str text = map_text(r, n), rest = str_of(choices), word;
	struct str q = fault_quote(text);
	struct near near = near_to(text);

	if (!text.p)
		return STR_NULL;
	while (str_split(&rest, ',', &word)) {
		if (str_eq(word, text))
			return word;
		near_try(&near, word);
	}
	if (near.best.p)
		bind_fault(&r->b, n->at, "unknown word '%.*s'%s", STR_F(q),
			near_advice(&near));
	else
		bind_fault(&r->b, n->at, "unknown word '%.*s' (one of %s)",
			STR_F(q), choices);
	return STR_NULL;
}

void
map_keys(struct map_reader *r, const struct yaml_node *n,
	const struct map_key *keys, void *out)
{
	for (const struct yaml_node *c = n->first; c; c = c->next) {
		struct near near = near_to(c->key);
		struct str q = fault_quote(c->key);
		const struct map_key *k = keys;

		for (; k->name && !str_is(c->key, k->name); k++)
			near_try(&near, str_of(k->name));
		if (k->name)
			k->read(r, c, out);
		else
			bind_fault(&r->b, c->key_at, "unknown key '%.*s'%s",
				STR_F(q), near_advice(&near));
	}
}

/* ---- the keys of a map -------------------------------------------------- */

typedef const struct yaml_node node;

static void
key_entity(struct map_reader *r, node *n, void *out)
{
	struct import_map *m = out;

	m->entity = map_text(r, n);
	m->entity_at = n->at;
}

static void
key_format(struct map_reader *r, node *n, void *out)
{
	((struct import_map *)out)->format =
		map_choice(r, n, "csv,json,ndjson");
}

static void
key_delimiter(struct map_reader *r, node *n, void *out)
{
	struct str s = map_text(r, n);

	if (str_is(s, "tab"))
		s = STR("\t");
	if (s.p && s.n != 1)
		bind_fault(&r->b, n->at, "one character is needed, or tab");
	else
		((struct import_map *)out)->delimiter = s;
}

static void
key_encoding(struct map_reader *r, node *n, void *out)
{
	struct str s = map_text(r, n);
	struct err e;

	if (s.p && encoding_parse(s, &((struct import_map *)out)->encoding, &e))
		bind_fault(&r->b, n->at, "%s", e.msg);
}

static void
key_header(struct map_reader *r, node *n, void *out)
{
	((struct import_map *)out)->headless = !map_flag(r, n);
}

static void
key_skip(struct map_reader *r, node *n, void *out)
{
	struct str s = map_text(r, n);
	struct err e;

	if (s.p && num_parse(s, 0, 1000000,
		&((struct import_map *)out)->skip, &e))
		bind_fault(&r->b, n->at, "%s", e.msg);
}

static void
key_ragged(struct map_reader *r, node *n, void *out)
{
	struct str s = map_choice(r, n, "refuse,pad");

	((struct import_map *)out)->ragged =
		str_is(s, "pad") ? RAGGED_PAD : RAGGED_REFUSE;
}

static void
key_stop(struct map_reader *r, node *n, void *out)
{
	((struct import_map *)out)->stop_at_blank = map_flag(r, n);
}

static void
key_date(struct map_reader *r, node *n, void *out)
{
	((struct import_map *)out)->date = map_choice(r, n, DATE_FORMS);
}

static void
key_number(struct map_reader *r, node *n, void *out)
{
	((struct import_map *)out)->number = map_choice(r, n, NUMBER_FORMS);
}

static void
key_ext(struct map_reader *r, node *n, void *out)
{
	((struct import_map *)out)->key_source = map_text(r, n);
}

static void
key_column(struct map_reader *r, node *n, void *out)
{
	((struct import_map *)out)->key_column = map_text(r, n);
}

static void
key_key(struct map_reader *r, node *n, void *out)
{
	static const struct map_key parts[] = {
		{"ext", key_ext}, {"column", key_column}, {NULL, NULL}};
	struct import_map *m = out;

	m->key_at = n->at;
	if (n->kind != YAML_MAP) {
		m->key_field = map_text(r, n);
		m->no_key = str_is(m->key_field, "none");
		return;
	}
	map_keys(r, n, parts, m);
	if (!m->key_source.n || !m->key_column.n)
		bind_fault(&r->b, n->at, "key: ext and column are needed");
	for (size_t i = 0; i < m->key_source.n; i++)
		if (strchr(":, ", m->key_source.p[i])) {
			bind_fault(&r->b, n->at, "key: a source has neither "
				"':' nor ',' nor a blank");
			break;
		}
}

static void
key_columns(struct map_reader *r, node *n, void *out)
{
	map_columns(r, n, &((struct import_map *)out)->columns);
}

static void
key_constants(struct map_reader *r, node *n, void *out)
{
	map_constants(r, n, &((struct import_map *)out)->set);
}

static void
key_set(struct map_reader *r, node *n, void *out)
{
	map_set(r, n, &((struct import_map *)out)->set);
}

static void
key_ignore(struct map_reader *r, node *n, void *out)
{
	map_words(r, n, &((struct import_map *)out)->ignore);
}

static void
key_create(struct map_reader *r, node *n, void *out)
{
	((struct import_map *)out)->refuse_new = !map_flag(r, n);
}

static void
key_at(struct map_reader *r, node *n, void *out)
{
	struct import_map *m = out;

	m->at = map_text(r, n);
	m->at_at = n->at;
}

static const struct map_key keys[] = {
	{"entity", key_entity},	      {"format", key_format},
	{"delimiter", key_delimiter}, {"encoding", key_encoding},
	{"header", key_header},	      {"skip", key_skip},
	{"ragged", key_ragged},	      {"stop_at_blank", key_stop},
	{"date", key_date},	      {"number", key_number},
	{"key", key_key},	      {"columns", key_columns},
	{"constants", key_constants}, {"set", key_set},
	{"ignore", key_ignore},	      {"create", key_create},
	{"at", key_at},		      {"history", map_history},
	{NULL, NULL},
};

int
map_parse(struct arena *a, struct str yaml, const char *file,
	struct import_map **out, struct faults *faults, struct err *e)
{
	struct map_reader r = {.b = {.arena = a, .file = file,
		.faults = faults}};
	struct yaml_node *root = NULL;

	r.map = arena_alloc(a, sizeof *r.map);
	r.map->file = file;
	r.map->faults = faults;
	yaml_parse(a, yaml, file, &root, faults);
	if (root && root->kind != YAML_MAP)
		bind_fault(&r.b, root->at, "keys and values are needed");
	else if (root)
		map_keys(&r, root, keys, r.map);
	if (r.map->at.p && (r.map->steps.n || r.map->changes))
		bind_fault(&r.b, r.map->at_at,
			"at and history: rows are dated one way");
	bind_free(&r.b);
	*out = r.map;
	faults_sort(faults);
	return faults_first(faults, e);
}

static void
values_end(struct map_values *v)
{
	ARR_FREE(&v->list);
}

void
map_end(struct import_map *m)
{
	values_end(&m->columns);
	values_end(&m->set);
	ARR_FREE(&m->ignore.list);
	for (size_t i = 0; i < m->steps.n; i++) {
		struct map_step *s = &m->steps.v[i];

		for (size_t k = 0; k < s->when.n; k++)
			ARR_FREE(&s->when.v[k].any.list);
		ARR_FREE(&s->when);
		values_end(&s->set);
		values_end(&s->deal);
	}
	ARR_FREE(&m->steps);
	if (m->changes) {
		values_end(&m->changes->fields);
		ARR_FREE(&m->changes->ignore.list);
	}
}
