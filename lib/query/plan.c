#include "query/tree.h"

static void
node_wants(const struct query *q, const struct node *n, struct want *w)
{
	if (n->test)
		want_path(w, q->entity, &n->test->path);
	for (const struct node *k = n->kids; k; k = k->next)
		node_wants(q, k, w);
}

void
query_wants(const struct query *q, struct want *w)
{
	node_wants(q, q->root, w);
}

/* The one value a test asks for, where it asks for one. */
static bool
test_single(const struct test *t, union val *v)
{
	const struct span *sp = t->spans;

	switch (t->kind) {
	case TEST_INT:
		v->i = t->n ? t->ranges[0].lo : 0;
		return t->n == 1 && t->ranges[0].hi == v->i;
	case TEST_TEXT: case TEST_WORD: case TEST_SET:
		if (!sp || sp->next || !sp->has_lo || !sp->has_hi)
			return false;
		v->s = sp->lo.s;
		return str_eq(sp->lo.s, sp->hi.s);
	case TEST_NULL: case TEST_MONEY: case TEST_DEC: case TEST_WHEN:
	case TEST_HAS:
		break;
	}
	return false;
}

/* A unique field is the better one. */
static void
node_index(const struct node *n, const struct field **f, union val *v)
{
	const struct field *own;
	union val one;

	if (n->kind == NODE_AND)
		for (const struct node *k = n->kids; k; k = k->next)
			node_index(k, f, v);
	if (n->kind != NODE_TEST || n->test->path.deep)
		return;
	own = n->test->path.leaf;
	if (!(own->flags & (F_INDEX | F_UNIQUE)) ||
		(*f && !(own->flags & F_UNIQUE)) ||
		!test_single(n->test, &one))
		return;
	*f = own;
	*v = one;
}

bool
query_index(const struct query *q, const struct field **f, union val *v)
{
	*f = NULL;
	node_index(q->root, f, v);
	return *f;
}
