#include "conf/name.h"
#include "conf/policy_rows.h"

/* Bounds that keep the check of a hostile text cheap. */
enum { FILTERS_MAX = 100, FILTER_BYTES = 1000 };

struct filters {
	struct binding *b;
	const struct schema *schema;
	const struct policy_source *source;
	struct map above; /* "deal/stale" or "stale", of those before */
};

static bool
any_named(const struct custom_field *f, size_t n, const char *entity,
	struct str name)
{
	for (size_t i = 0; i < n; i++)
		if (str_is(f[i].entity, entity) && str_eq(f[i].name, name))
			return true;
	return false;
}

static bool
entity_has(const struct filters *c, const struct entity *e, struct str name)
{
	const struct policy_source *s = c->source;

	return entity_field(e, name) ||
		any_named(s->custom, s->ncustom, e->name, name) ||
		any_named(s->questions, s->nquestions, e->name, name);
}

/* A field of the entity, or of one it refers to: team: of a deal is that of
 * its owner. */
static bool
entity_reaches(const struct filters *c, const struct entity *e,
	struct str name)
{
	const struct entity *to;

	if (entity_has(c, e, name))
		return true;
	for (size_t i = 0; i < e->nfields; i++) {
		to = e->fields[i].type == T_REF
			? schema_entity(c->schema, e->fields[i].ref)
			: NULL;
		if (to && entity_has(c, to, name))
			return true;
	}
	return false;
}

static bool
name_known(const struct filters *c, const struct entity *e, struct str name)
{
	const struct schema *s = c->schema;

	if (e)
		return entity_reaches(c, e, name);
	for (size_t i = 1; i < s->n; i++)
		if (s->entities[i].name &&
			entity_has(c, &s->entities[i], name))
			return true;
	return false;
}

static void
check_field_word(const struct filters *c, const struct named_filter *f,
	const struct entity *e, struct str name)
{
	struct near near = near_to(name);
	struct str q = fault_quote(name);

	if (name_known(c, e, name))
		return;
	for (size_t i = 0; e && i < e->nfields; i++)
		if (!(e->fields[i].flags & F_HIDDEN))
			near_try(&near, str_of(e->fields[i].name));
	bind_fault(c->b, bind_where(c->b, &f->filter),
		"filter '%.*s': unknown field '%.*s'%s",
		STR_F(fault_quote(f->name)), STR_F(q), near_advice(&near));
}

static bool
filter_above(const struct filters *c, const struct named_filter *f,
	struct str name)
{
	struct buf key = {0};
	bool found = map_get(&c->above, name) != NULL;

	if (!found && f->entity.p) {
		buf_str(&key, f->entity);
		buf_char(&key, '/');
		buf_str(&key, name);
		found = map_get(&c->above, buf_view(&key)) != NULL;
	}
	buf_free(&key);
	return found;
}

static void
check_word(const struct filters *c, const struct named_filter *f,
	const struct entity *e, struct str word)
{
	struct str name;

	while (str_starts(word, "not:"))
		word = str_cut(word, 4, word.n);
	if (str_starts(word, "@")) {
		word = str_cut(word, 1, word.n);
		if (!filter_above(c, f, word))
			bind_fault(c->b, bind_where(c->b, &f->filter),
				"filter '%.*s': no filter '@%.*s' above it",
				STR_F(fault_quote(f->name)),
				STR_F(fault_quote(word)));
		return;
	}
	name = str_cut(word, 0, str_find(word, ':'));
	if (name.n == word.n)
		return;
	name = str_cut(name, 0, str_find(name, '.'));
	if (name_valid(name, false))
		check_field_word(c, f, e, name);
}

/* The end of a word: a blank outside quotes. */
static size_t
word_end(struct str text)
{
	char quote = 0;
	size_t i;

	for (i = 0; i < text.n; i++) {
		char ch = text.p[i];

		if (quote)
			quote = ch == quote ? 0 : quote;
		else if (ch == '\'' || ch == '"')
			quote = ch;
		else if (ch == ' ' || ch == '\t')
			break;
	}
	return i;
}

static void
check_words(const struct filters *c, const struct named_filter *f,
	const struct entity *e)
{
	struct str rest = str_trim(f->filter);
	size_t end;

	while (rest.n && !faults_full(c->b->faults)) {
		end = word_end(rest);
		check_word(c, f, e, str_cut(rest, 0, end));
		rest = str_trim(str_cut(rest, end, rest.n));
	}
}

static void
check_filter(struct filters *c, const struct named_filter *f)
{
	const struct entity *e = NULL;
	struct buf key = {0};

	if (f->name.p && !name_valid(f->name, true))
		bind_fault(c->b, bind_where(c->b, &f->name),
			"filter '%.*s': use small letters, digits, '-' and "
			"'_', a letter first", STR_F(fault_quote(f->name)));
	if (f->filter.n > FILTER_BYTES) {
		bind_fault(c->b, bind_where(c->b, &f->filter),
			"filter '%.*s': longer than %d bytes",
			STR_F(fault_quote(f->name)), FILTER_BYTES);
		return;
	}
	if (f->entity.p)
		e = name_check_entity(c->b, c->schema, "filters",
			&f->entity);
	if (e || !f->entity.p)
		check_words(c, f, e);
	if (bind_identity(&named_filter_rows, f, &key))
		map_put(&c->above, buf_view(&key), NULL);
	buf_free(&key);
}

void
policy_check_filters(struct binding *b, const struct schema *schema,
	const struct policy_source *s)
{
	struct filters c = {.b = b, .schema = schema, .source = s};
	const struct policy *p = &s->policy;

	if (p->nfilters > FILTERS_MAX)
		bind_fault(b, bind_where(b, &p->filters),
			"too many filters: more than %d", FILTERS_MAX);
	for (size_t i = 0; i < p->nfilters && i < FILTERS_MAX; i++)
		check_filter(&c, &p->filters[i]);
	map_free(&c.above);
}
