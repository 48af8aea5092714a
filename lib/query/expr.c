#include "query/tree.h"

/*
 * or:    and { "or" and }
 * and:   not { "and" not }
 * not:   "not" not | "(" or ")" | @name | NAME test | NAME (a yes-no field)
 * test:  SIGN value | ["not"] "in" "(" value { "," value } ")"
 */
struct parser {
	struct source s;
	struct str rest;
	struct token now;
};

static int or_parse(struct parser *p, struct node *into);

static int
step(struct parser *p)
{
	return lex_next(&p->s, &p->rest, &p->now);
}

static bool
at_word(const struct parser *p, const char *word)
{
	return p->now.kind == TOK_WORD && str_is(p->now.text, word);
}

static bool
at_keyword(const struct parser *p)
{
	return at_word(p, "and") || at_word(p, "or") || at_word(p, "not");
}

static int
expected(const struct parser *p, const char *what)
{
	struct err *e = p->s.e;

	if (p->now.kind == TOK_END)
		err_set(e, ERR_USAGE, "expected %s at the end", what);
	else
		err_set(e, ERR_USAGE, "expected %s, not '%.*s'", what,
			STR_SHORT(p->now.typed));
	return source_point(&p->s, p->now.typed.p);
}

static int
value_parse_as(struct parser *p, struct node *any, const struct subject *sub,
	enum cmp cmp)
{
	struct operand o = {.text = p->now.text, .typed = p->now.typed,
		.quoted = p->now.kind == TOK_QUOTED};
	int code;

	if (at_keyword(p) ||
		(p->now.kind != TOK_WORD && p->now.kind != TOK_QUOTED))
		return expected(p, "a value");
	if (!at_word(p, "null"))
		code = test_add(&p->s, any, sub, cmp, o);
	else if (cmp == CMP_EQ)
		code = test_add_null(&p->s, any, sub);
	else
		code = source_fail(&p->s, o.typed, "null goes with = and !=");
	return code ? code : step(p);
}

static int
list_parse(struct parser *p, struct node *any, const struct subject *sub)
{
	int code = step(p);

	if (!code && p->now.kind != TOK_OPEN)
		return expected(p, "'('");
	do {
		code = code ? code : step(p);
		code = code ? code : value_parse_as(p, any, sub, CMP_EQ);
	} while (!code && p->now.kind == TOK_COMMA);
	if (!code && p->now.kind != TOK_CLOSE)
		return expected(p, "',' or ')'");
	return code ? code : step(p);
}

static int
flag_parse(struct parser *p, struct node *any, const struct subject *sub)
{
	struct operand yes = {.text = STR("yes"), .typed = sub->name};

	if (sub->path.leaf->type != T_BOOL)
		return expected(p, "a comparison such as '= value'");
	return test_add(&p->s, any, sub, CMP_EQ, yes);
}

/* Where the alternatives of a comparison go. */
static struct node *
alternatives(struct parser *p, struct node *into, bool negated)
{
	if (negated)
		into = tree_add(&p->s, into, NODE_NOT);
	return into ? tree_add(&p->s, into, NODE_OR) : NULL;
}

static int
sign_parse(struct parser *p, struct node *into, const struct subject *sub)
{
	struct node *any = alternatives(p, into, p->now.negated);
	enum cmp cmp = p->now.cmp;
	int code = any ? step(p) : ERR_USAGE;

	return code ? code : value_parse_as(p, any, sub, cmp);
}

static int
test_parse(struct parser *p, struct node *into)
{
	struct subject sub;
	struct node *any;
	bool not;
	int code = subject_find(&p->s, p->now.typed, &sub);

	code = code ? code : step(p);
	if (code)
		return code;
	if (p->now.kind == TOK_CMP)
		return sign_parse(p, into, &sub);
	not = at_word(p, "not");
	code = not ? step(p) : ERR_OK;
	if (!code && not && !at_word(p, "in"))
		return expected(p, "'in'");
	any = code ? NULL : alternatives(p, into, not);
	if (!any)
		return ERR_USAGE;
	return at_word(p, "in") ? list_parse(p, any, &sub)
		: flag_parse(p, any, &sub);
}

static int
deeper(struct parser *p)
{
	if (++p->s.depth <= DEPTH_MAX)
		return step(p);
	return source_fail(&p->s, p->now.typed, "nested too deep");
}

static int
group_parse(struct parser *p, struct node *into)
{
	int code = deeper(p);

	code = code ? code : or_parse(p, into);
	if (!code && p->now.kind != TOK_CLOSE)
		return expected(p, "'and', 'or' or ')'");
	p->s.depth--;
	return code ? code : step(p);
}

static int
not_parse(struct parser *p, struct node *into)
{
	struct node *not, *all;
	int code;

	if (p->now.kind == TOK_OPEN)
		return group_parse(p, into);
	if (at_word(p, "not")) {
		not = tree_add(&p->s, into, NODE_NOT);
		code = not ? deeper(p) : ERR_USAGE;
		code = code ? code : not_parse(p, not);
		p->s.depth--;
		return code;
	}
	if (p->now.kind != TOK_WORD || at_keyword(p))
		return expected(p, "a field");
	if (p->now.text.p[0] != '@')
		return test_parse(p, into);
	all = tree_add(&p->s, into, NODE_AND);
	code = named_parse(&p->s, all, p->now.typed);
	return code ? code : step(p);
}

/* Operands of one operator, of which there is at least one. */
static int
chain_parse(struct parser *p, struct node *into, enum node_kind kind)
{
	struct node *chain = tree_add(&p->s, into, kind);
	bool or = kind == NODE_OR;
	int code = or ? chain_parse(p, chain, NODE_AND) : not_parse(p, chain);

	while (!code && at_word(p, or ? "or" : "and")) {
		code = step(p);
		if (!code)
			code = or ? chain_parse(p, chain, NODE_AND)
				: not_parse(p, chain);
	}
	return code;
}

static int
or_parse(struct parser *p, struct node *into)
{
	return chain_parse(p, into, NODE_OR);
}

int
expr_parse(const struct source *s, struct node *all)
{
	struct parser p = {.s = *s, .rest = s->text};
	int code = source_check(s);

	code = code ? code : step(&p);
	code = code ? code : or_parse(&p, all);
	if (!code && p.now.kind != TOK_END)
		return expected(&p, "'and' or 'or'");
	return code;
}
