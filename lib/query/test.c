#include "query/tree.h"

int
source_count(const struct source *s)
{
	if (++s->q->count <= COUNT_MAX)
		return ERR_OK;
	return source_fail(s, STR_NULL, "the filter is too large");
}

void
tree_append(struct node *parent, struct node *kid)
{
	kid->next = NULL;
	if (parent->last)
		parent->last->next = kid;
	else
		parent->kids = kid;
	parent->last = kid;
}

struct node *
tree_add(const struct source *s, struct node *parent, enum node_kind kind)
{
	struct arena *a = s->q->env->scope->arena;
	struct node *n;

	if (kind == NODE_NOT && source_count(s))
		return NULL;
	n = arena_alloc(a, sizeof *n);
	n->kind = kind;
	if (parent)
		tree_append(parent, n);
	return n;
}

/* The alternatives of one kind about one field stand in one test. */
static struct test *
test_of(const struct source *s, struct node *any, const struct path *path,
	enum test_kind kind)
{
	struct node *n;

	for (n = any->kids; n; n = n->next)
		if (n->test && n->test->kind == kind &&
			n->test->path.leaf == path->leaf)
			return n->test;
	n = tree_add(s, any, NODE_TEST);
	n->test = arena_alloc(s->q->env->scope->arena, sizeof *n->test);
	n->test->path = *path;
	n->test->kind = kind;
	n->test->exact = path->leaf->flags & F_EXACT;
	n->test->text = field_type(path->leaf)->text;
	if (kind == TEST_MONEY && path->entity->currency)
		n->test->currency = entity_tag(path->entity,
			path->entity->currency);
	return n->test;
}

static void
currency_note(struct query *q, const struct currency *c)
{
	for (size_t i = 0; i < q->currencies.n; i++)
		if (q->currencies.v[i] == c)
			return;
	*ARR_ADD(&q->currencies) = c;
}

/* Both ends given and included; lo > hi where nothing is meant. */
static void
range_close(const struct span *sp, int64_t *lo, int64_t *hi)
{
	bool none = (sp->lo_out && *lo == INT64_MAX) ||
		(sp->hi_out && *hi <= INT64_MIN + 1);

	*lo = sp->has_lo ? *lo + (sp->lo_out && !none) : INT64_MIN + 1;
	*hi = sp->has_hi ? *hi - (sp->hi_out && !none) : INT64_MAX;
	if (none) {
		*lo = 1;
		*hi = 0;
	}
}

int
span_add(const struct source *s, struct node *any, const struct path *path,
	enum test_kind kind, const struct span *from)
{
	struct test *t = test_of(s, any, path, kind);
	struct span *sp;
	int code = source_count(s);

	if (code)
		return code;
	sp = arena_alloc(s->q->env->scope->arena, sizeof *sp);
	*sp = *from;
	sp->next = t->spans;
	t->spans = sp;
	if (kind == TEST_MONEY)
		currency_note(s->q, sp->money);
	if (kind == TEST_WHEN)
		range_close(sp, &sp->day_lo, &sp->day_hi);
	if (kind == TEST_WHEN || kind == TEST_INT || kind == TEST_MONEY)
		range_close(sp, &sp->lo.i, &sp->hi.i);
	return ERR_OK;
}

int
test_add_null(const struct source *s, struct node *any,
	const struct subject *sub)
{
	test_of(s, any, &sub->path, TEST_NULL);
	return source_count(s);
}
