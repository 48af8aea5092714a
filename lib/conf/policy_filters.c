#include "conf/name.h"
#include "conf/policy_rows.h"

/* Bounds that keep the check of a hostile text cheap. */
enum { FILTERS_MAX = 100, FILTER_BYTES = 1000 };

struct filters {
	struct binding *b;
	const struct schema *schema;
	const struct policy_source *source;
	const struct entity *deal;
	struct map above; /* "deal/stale" or "stale", of those before */
};

/* Filter words, and what holds them: "filter 'stale'". */
struct phrase {
	const char *noun;
	struct str name;
	const struct str *words;
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
	for (size_t i = 1; i < s->n; i++) {
		e = schema_entity(s, (int)i);
		if (e && entity_has(c, e, name))
			return true;
	}
	return false;
}

static void
check_field_word(const struct filters *c, const struct phrase *f,
	const struct entity *e, struct str name)
{
	struct near near = near_to(name);
	struct str q = fault_quote(name);

	if (name_known(c, e, name))
		return;
	for (size_t i = 0; e && i < e->nfields; i++)
		if (!(e->fields[i].flags & F_HIDDEN))
			near_try(&near, str_of(e->fields[i].name));
	bind_fault(c->b, bind_where(c->b, f->words),
		"%s '%.*s': unknown field '%.*s'%s", f->noun,
		STR_F(fault_quote(f->name)), STR_F(q), near_advice(&near));
}

static struct str
above_key(const char *entity, struct str name, struct buf *key)
{
	buf_reset(key);
	buf_fmt(key, "%s/", entity);
	buf_str(key, name);
	return buf_view(key);
}

static void
check_named(const struct filters *c, const struct phrase *f,
	const struct entity *e, struct str name)
{
	struct near near = near_to(name);
	struct buf key = {0};
	bool found = map_get(&c->above, name) != NULL ||
		(e && map_get(&c->above, above_key(e->name, name, &key)));

	for (size_t i = 0; !found && i < c->above.n; i++) {
		struct str k = c->above.v[i].key;
		size_t slash = str_find(k, '/');

		if (slash == k.n)
			near_try(&near, k);
		else if (e && str_is(str_cut(k, 0, slash), e->name))
			near_try(&near, str_cut(k, slash + 1, k.n));
	}
	if (!found)
		bind_fault(c->b, bind_where(c->b, f->words),
			"%s '%.*s': no filter '@%.*s' above it%s", f->noun,
			STR_F(fault_quote(f->name)), STR_F(fault_quote(name)),
			near_advice(&near));
	buf_free(&key);
}

static void
check_word(const struct filters *c, const struct phrase *f,
	const struct entity *e, struct str word)
{
	struct str name;

	while (str_starts(word, "not:"))
		word = str_cut(word, 4, word.n);
	if (str_starts(word, "@")) {
		check_named(c, f, e, str_cut(word, 1, word.n));
		return;
	}
	name = str_cut(word, 0, str_find(word, ':'));
	if (name.n == word.n)
		return;
	name = str_cut(name, 0, str_find(name, '.'));
	if (name_valid(name, false))
		check_field_word(c, f, e, name);
}

static void
check_words(const struct filters *c, const struct phrase *f,
	const struct entity *e)
{
	struct str rest = *f->words, word;

	if (rest.n > FILTER_BYTES) {
		bind_fault(c->b, bind_where(c->b, f->words),
			"%s '%.*s': longer than %d bytes", f->noun,
			STR_F(fault_quote(f->name)), FILTER_BYTES);
		return;
	}
	while (!faults_full(c->b->faults) && filter_word(&rest, &word))
		check_word(c, f, e, word);
}

static void
check_name(const struct filters *c, const char *noun, const struct str *name)
{
	if (name->p && !name_valid(*name, true))
		bind_fault(c->b, bind_where(c->b, name),
			"%s '%.*s': use small letters, digits, '-' and "
			"'_', a letter first", noun,
			STR_F(fault_quote(*name)));
}

static void
check_filter(struct filters *c, const struct named_filter *f)
{
	const struct phrase words = {"filter", f->name, &f->filter};
	const struct entity *e = NULL;
	struct buf key = {0};

	check_name(c, "filter", &f->name);
	if (f->entity.p)
		e = name_check_entity(c->b, c->schema, "filters",
			&f->entity);
	if (e || !f->entity.p)
		check_words(c, &words, e);
	if (bind_identity(&named_filter_rows, f, &key))
		map_put(&c->above, buf_view(&key), NULL);
	buf_free(&key);
}

static void
check_segment(struct filters *c, const struct segment *s)
{
	const struct phrase words = {"segment", s->name, &s->filter};
	struct buf key = {0};

	check_name(c, "segment", &s->name);
	check_words(c, &words, c->deal);
	if (s->name.p)
		map_put(&c->above, above_key("deal", s->name, &key), NULL);
	buf_free(&key);
}

/* @name has to mean one thing. */
static void
check_meanings(const struct filters *c, const struct policy *p)
{
	for (size_t i = 0; i < p->nsegments && i < FILTERS_MAX; i++)
		for (size_t k = 0; k < p->nfilters && k < FILTERS_MAX; k++) {
			const struct named_filter *f = &p->filters[k];

			if (!f->name.p || !str_eq(f->name,
					p->segments[i].name) ||
				(f->entity.p && !str_is(f->entity, "deal")))
				continue;
			bind_fault(c->b, bind_where(c->b,
				&p->segments[i].name), "segment '%.*s': a "
				"filter of deals has that name",
				STR_F(fault_quote(f->name)));
		}
}

static void
check_count(const struct filters *c, const char *name, size_t n,
	const void *member)
{
	if (n > FILTERS_MAX)
		bind_fault(c->b, bind_where(c->b, member),
			"too many %s: more than %d", name, FILTERS_MAX);
}

/* Segments come first, whatever the order of the text: filters may use them. */
void
policy_check_filters(struct binding *b, const struct schema *schema,
	const struct policy_source *s)
{
	struct filters c = {.b = b, .schema = schema, .source = s,
		.deal = schema_find(schema, STR("deal"))};
	const struct policy *p = &s->policy;

	check_count(&c, "segments", p->nsegments, &p->segments);
	check_count(&c, "filters", p->nfilters, &p->filters);
	for (size_t i = 0; i < p->nsegments && i < FILTERS_MAX; i++)
		check_segment(&c, &p->segments[i]);
	for (size_t i = 0; i < p->nfilters && i < FILTERS_MAX; i++)
		check_filter(&c, &p->filters[i]);
	check_meanings(&c, p);
	for (size_t i = 0; i < p->nforecasts && i < FILTERS_MAX; i++)
		check_words(&c, &(struct phrase){"forecast",
			p->forecasts[i].id, &p->forecasts[i].filter}, c.deal);
	map_free(&c.above);
}
