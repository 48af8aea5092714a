#include <stdlib.h>

#include "query/tree.h"

static void
mention(struct query *q, unsigned tag)
{
	for (size_t i = 0; i < q->mentioned.n; i++)
		if (q->mentioned.v[i] == tag)
			return;
	*ARR_ADD(&q->mentioned) = (uint16_t)tag;
}

static bool
is_mentioned(const struct query *q, unsigned tag)
{
	for (size_t i = 0; i < q->mentioned.n; i++)
		if (q->mentioned.v[i] == tag)
			return true;
	return false;
}

int
subject_find(const struct source *s, struct str name, struct subject *out)
{
	const struct query_env *env = s->q->env;
	struct str path = name;
	int code;

	*out = (struct subject){.name = name};
	if (env->word && str_find(name, '.') == name.n &&
		env->word(env->ctx, s->q->entity, name, &out->word))
		path = str_of(out->word.path);
	code = path_resolve(env, s->q->entity, path, &out->path, s->e);
	if (code)
		return source_point(s, name.p);
	if (out->path.leaf->type != T_REF)
		out->word.grow = NULL;
	mention(s->q, out->path.base->tag);
	return ERR_OK;
}

static int
range_order(const void *a, const void *b)
{
	const struct range *x = a, *y = b;

	return (x->lo > y->lo) - (x->lo < y->lo);
}

/* Spans as ranges in ascending order that do not touch. */
static void
ranges_seal(struct query *q, struct test *t)
{
	struct range *v, *top;
	size_t n = 0;

	for (struct span *sp = t->spans; sp; sp = sp->next)
		n += sp->lo.i <= sp->hi.i;
	v = t->ranges = arena_array(q->env->scope->arena, n, sizeof *v);
	n = 0;
	for (struct span *sp = t->spans; sp; sp = sp->next)
		if (sp->lo.i <= sp->hi.i)
			v[n++] = (struct range){sp->lo.i, sp->hi.i};
	qsort(v, n, sizeof *v, range_order);
	for (size_t i = 0; i < n; i++) {
		top = t->n ? &v[t->n - 1] : NULL;
		if (!top || v[i].lo - 1 > top->hi)
			v[t->n++] = v[i];
		else if (v[i].hi > top->hi)
			top->hi = v[i].hi;
	}
}

/* Make it ready to be evaluated: an AND or OR of one is that one. */
static struct node *
node_seal(struct query *q, struct node *n)
{
	struct node *kids = n->kids, *next;

	if (n->kind == NODE_TEST && n->test->kind == TEST_INT)
		ranges_seal(q, n->test);
	n->kids = n->last = NULL;
	for (struct node *k = kids; k; k = next) {
		next = k->next;
		k = node_seal(q, k);
		tree_append(n, k);
	}
	if ((n->kind == NODE_AND || n->kind == NODE_OR) && n->kids &&
		!n->kids->next)
		return n->kids;
	return n;
}

static int
spec_parse(struct query *q, const struct query_spec *spec, struct err *e)
{
	struct source s = {.q = q, .e = e};
	int code = ERR_OK;

	for (size_t i = 0; !code && i < spec->nwords; i++) {
		s.text = spec->words[i];
		s.file = source_name(q->env->scope->arena, s.text);
		code = source_check(&s);
		if (!code)
			code = word_parse(&s, q->root, s.text, spec->no_bare);
	}
	s.file = "-e";
	for (size_t i = 0; !code && i < spec->nexprs; i++) {
		s.text = spec->exprs[i];
		code = expr_parse(&s, q->root);
	}
	return code;
}

/* Is a field mentioned by which the open filter is lifted? */
static bool
is_lifted(const struct query *q, const struct want *own)
{
	const struct query_env *env = q->env;
	const char *names = env->lifts ? env->lifts(env->ctx, q->entity) : NULL;
	struct str rest = str_of(names), name;
	const struct field *f;

	for (size_t i = 0; i < own->tags.n; i++)
		if (is_mentioned(q, own->tags.v[i]))
			return true;
	while (str_split(&rest, ',', &name)) {
		f = entity_field(q->entity, name);
		if (f && is_mentioned(q, f->tag))
			return true;
	}
	return false;
}

/* The entity's open filter, apart; what it mentions goes to `own`. */
static int
open_parse(struct query *q, struct node **open, struct want *own,
	struct err *e)
{
	struct source s = {.q = q, .e = e, .file = "open"};
	int code;

	s.text = str_of(q->entity->open);
	*open = tree_add(&s, NULL, NODE_AND);
	code = words_parse(&s, *open);
	for (size_t i = 0; i < q->mentioned.n; i++)
		want_add(own, q->mentioned.v[i]);
	q->mentioned.n = 0;
	return code;
}

/* What was typed, then what holds unless a word says otherwise. */
static int
parts_parse(struct query *q, const struct query_spec *spec, struct want *own,
	struct err *e)
{
	struct source live = {.q = q, .e = e, .file = "archived",
		.text = STR("archived:no")};
	struct node *open = NULL;
	int code = ERR_OK;

	if (q->entity->open && !spec->no_open)
		code = open_parse(q, &open, own, e);
	if (!code)
		code = spec_parse(q, spec, e);
	if (!code && open && !is_lifted(q, own))
		tree_append(q->root, open);
	if (!code && entity_tag(q->entity, TAG_ARCHIVED) &&
		!is_mentioned(q, TAG_ARCHIVED))
		code = word_parse(&live, q->root, live.text, true);
	return code;
}

int
query_compile(const struct query_env *env, const struct entity *en,
	const struct query_spec *spec, struct query **out, struct err *e)
{
	struct query *q = arena_alloc(env->scope->arena, sizeof *q);
	struct want own = {0};
	int code;

	q->env = env;
	q->entity = en;
	q->root = arena_alloc(env->scope->arena, sizeof *q->root);
	q->no_unset = spec->no_unset;
	q->selects = spec->nwords || spec->nexprs;
	q->base = env->scope->base ? str_of(env->scope->base->code) : STR_NULL;
	e->line = 0;
	code = parts_parse(q, spec, &own, e);
	ARR_FREE(&own.tags);
	*out = code ? NULL : q;
	if (code)
		query_end(q);
	else
		q->root = node_seal(q, q->root);
	return code;
}

void
query_end(struct query *q)
{
	if (!q)
		return;
	ARR_FREE(&q->mentioned);
	ARR_FREE(&q->currencies);
	buf_free(&q->scratch);
}

uint64_t
query_apart(const struct query *q)
{
	return q->apart;
}

bool
query_selects(const struct query *q)
{
	return q->selects;
}
