#include "query/tree.h"

/* Every id that is meant by one; only what was typed counts for COUNT_MAX. */
static int
grown_add(const struct source *s, struct node *any, const struct subject *sub,
	int64_t id)
{
	struct query_ids ids = {0};
	struct span sp = {.has_lo = true, .has_hi = true};
	size_t count = s->q->count;
	int code;

	code = sub->word.grow(s->q->env->ctx, id, &ids, s->e);
	for (size_t i = 0; !code && i < ids.list.n; i++) {
		sp.lo.i = sp.hi.i = ids.list.v[i];
		s->q->count = count;
		code = span_add(s, any, &sub->path, TEST_INT, &sp);
	}
	ARR_FREE(&ids.list);
	return code;
}

static size_t
word_place(const struct str *words, size_t n, struct str word)
{
	size_t i = 0;

	while (i < n && !str_eq(words[i], word))
		i++;
	return i;
}

/* An order of words: all those that lie within. */
static int
words_add(const struct source *s, struct node *any, const struct subject *sub,
	struct operand o, const struct span *from)
{
	const struct field *f = sub->path.leaf;
	struct span sp = {.has_lo = true, .has_hi = true};
	size_t n, lo = 0, hi;
	const struct str *words = enum_words(s->q->env, f, &n);
	int code = ERR_OK;

	hi = n;
	if (from->has_lo)
		lo = word_place(words, n, from->lo.s) + from->lo_out;
	if (from->has_hi)
		hi = word_place(words, n, from->hi.s) + !from->hi_out;
	if (!n || lo > n || hi > n)
		return source_fail(s, o.typed, "these words have no order");
	if (from->has_lo && from->has_hi && lo >= hi)
		return source_fail(s, o.typed, "the range ends before it "
			"begins");
	for (size_t i = lo; !code && i < hi; i++) {
		sp.lo.s = sp.hi.s = words[i];
		code = span_add(s, any, &sub->path, TEST_WORD, &sp);
	}
	return code;
}

static void
span_cut(struct span *sp, enum cmp cmp)
{
	sp->has_lo = cmp != CMP_LT && cmp != CMP_LE;
	sp->has_hi = cmp != CMP_GT && cmp != CMP_GE;
	sp->lo_out = cmp == CMP_GT;
	sp->hi_out = cmp == CMP_LT;
	if (cmp == CMP_LT) {
		sp->hi = sp->lo;
		sp->day_hi = sp->day_lo;
	}
	if (cmp == CMP_GT) {
		sp->lo = sp->hi;
		sp->day_lo = sp->day_hi;
	}
}

static bool
has_code(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if ((s.p[i] | 0x20) >= 'a' && (s.p[i] | 0x20) <= 'z')
			return true;
	return false;
}

/* "lo..hi": an amount without currency takes the one of the other end. */
static int
span_range(const struct source *s, const struct subject *sub,
	struct operand ends[2], struct span *out)
{
	struct span sp[2] = {0};
	bool late = has_code(ends[1].text) && !has_code(ends[0].text);
	int code, at;

	for (int i = 0; i < 2; i++) {
		at = late ? 1 - i : i;
		if (!ends[at].text.n)
			continue;
		sp[at].money = sp[1 - at].money;
		code = span_parse(s, sub, ends[at], at ? CMP_LE : CMP_GE,
			&sp[at]);
		if (code)
			return code;
	}
	if (sp[0].has_lo && sp[1].has_lo && sp[0].money != sp[1].money)
		return source_fail(s, ends[1].typed,
			"a range in two currencies");
	*out = sp[1];
	out->has_hi = sp[1].has_lo;
	out->has_lo = sp[0].has_lo;
	out->lo = sp[0].lo;
	out->day_lo = sp[0].day_lo;
	if (!out->money)
		out->money = sp[0].money;
	return ERR_OK;
}

static size_t
range_dots(struct operand o)
{
	const char *p = o.quoted || o.text.n < 2 ? NULL
		: memmem(o.text.p, o.text.n, "..", 2);

	return p ? (size_t)(p - o.text.p) : o.text.n;
}

/* Every value that is set. */
static int
test_add_set(const struct source *s, struct node *any,
	const struct subject *sub)
{
	struct node *not = tree_add(s, any, NODE_NOT);

	return not ? test_add_null(s, not, sub) : ERR_USAGE;
}

static int
range_fail(const struct source *s, struct operand o, const struct operand *e)
{
	source_fail(s, o.typed, "the range ends before it begins");
	return err_hint(s->e, "try: %.*s..%.*s", STR_SHORT(e[1].text),
		STR_SHORT(e[0].text));
}

static int
range_add(const struct source *s, struct node *any, const struct subject *sub,
	struct operand o, size_t dots)
{
	struct operand ends[2] = {
		{.text = str_cut(o.text, 0, dots)},
		{.text = str_cut(o.text, dots + 2, o.text.n)},
	};
	struct span sp;
	int code;

	ends[0].typed = ends[0].text;
	ends[1].typed = ends[1].text;
	code = span_range(s, sub, ends, &sp);
	if (code)
		return code;
	if (span_reversed(sub->path.leaf, &sp, ends))
		return range_fail(s, o, ends);
	if (sub->path.leaf->type == T_ENUM)
		return words_add(s, any, sub, o, &sp);
	return span_add(s, any, &sub->path, span_kind(sub->path.leaf), &sp);
}

/* What a reference contains is looked for in the title of its record. */
static int
has_add(const struct source *s, struct node *any, const struct subject *sub,
	struct operand o)
{
	struct path path = sub->path;
	struct span sp = {.has_lo = true};

	if (!o.text.n)
		return source_fail(s, o.typed, "nothing to look for");
	if (path.leaf->type == T_REF && !path.deep) {
		path.deep = true;
		path.entity = schema_entity(s->q->env->schema, path.base->ref);
		path.leaf = path.entity ? entity_tag(path.entity,
			path.entity->title ? path.entity->title
			: path.entity->key) : NULL;
	}
	if (!path.leaf || !field_type(path.leaf)->text)
		return source_fail(s, o.typed, "'~' looks into text only");
	sp.lo.s = source_folded(s, o.text);
	return span_add(s, any, &path, TEST_HAS, &sp);
}

int
test_add(const struct source *s, struct node *any, const struct subject *sub,
	enum cmp cmp, struct operand o)
{
	const struct field *f = sub->path.leaf;
	bool ordered = span_ordered(f);
	size_t dots = ordered && cmp == CMP_EQ ? range_dots(o) : o.text.n;
	struct span sp = {0};
	int code;

	if (cmp == CMP_HAS)
		return has_add(s, any, sub, o);
	if (cmp == CMP_EQ && !o.quoted && str_is(o.text, ".."))
		return test_add_set(s, any, sub);
	if (dots < o.text.n)
		return range_add(s, any, sub, o, dots);
	if (cmp != CMP_EQ && !ordered) {
		err_set(s->e, ERR_USAGE, "%s: has no order", f->name);
		return source_point(s, o.typed.p);
	}
	code = span_parse(s, sub, o, cmp, &sp);
	if (code)
		return code;
	if (sub->word.grow)
		return grown_add(s, any, sub, sp.lo.i);
	span_cut(&sp, cmp);
	if (f->type == T_ENUM && cmp != CMP_EQ)
		return words_add(s, any, sub, o, &sp);
	return span_add(s, any, &sub->path, span_kind(f), &sp);
}
