#include "query/tree.h"

enum { NAMED_COST = 8 }; /* of DEPTH_MAX, for each filter in a filter */

static bool
is_name(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
		(c >= '0' && c <= '9') || c == '_' || c == '-' || c == '.';
}

/* Length of the name a word begins with, 0 for none. */
static size_t
name_length(struct str w)
{
	size_t n = 0;

	while (n < w.n && is_name(w.p[n]))
		n++;
	return n && (w.p[0] | 0x20) >= 'a' && (w.p[0] | 0x20) <= 'z' ? n : 0;
}

/* Take one alternative off *rest: up to a comma that stands in no quotes. */
static int
alternative_next(const struct source *s, struct str *rest, enum cmp *cmp,
	struct operand *o)
{
	size_t at;
	int code;

	*cmp = rest->n && rest->p[0] == '~' ? CMP_HAS : CMP_EQ;
	if (*cmp == CMP_HAS)
		*rest = str_cut(*rest, 1, rest->n);
	*o = (struct operand){.typed = *rest};
	if (rest->n && rest->p[0] == '"') {
		o->quoted = true;
		code = source_quoted(s, rest, &o->text);
		if (code)
			return code;
		if (rest->n && rest->p[0] != ',')
			return source_fail(s, *rest, "expected a comma here");
	}
	at = str_find(*rest, ',');
	if (!o->quoted)
		o->text = str_cut(*rest, 0, at);
	*rest = at == rest->n ? STR_NULL : str_cut(*rest, at + 1, rest->n);
	return ERR_OK;
}

static int
values_parse(const struct source *s, struct node *all,
	const struct subject *sub, struct str values)
{
	struct node *any;
	struct operand o;
	enum cmp cmp;
	int code = ERR_OK;

	if (str_is(values, "any"))
		return ERR_OK;
	any = tree_add(s, all, NODE_OR);
	while (!code && values.p) {
		code = alternative_next(s, &values, &cmp, &o);
		if (code)
			return code;
		if (!o.text.n && !o.quoted && cmp == CMP_EQ)
			code = test_add_null(s, any, sub);
		else
			code = test_add(s, any, sub, cmp, o);
	}
	return code;
}

/* "stage=won", where "stage:won" was meant. */
static int
not_sign(const struct source *s, struct str word)
{
	size_t n = name_length(word);
	struct path path;
	struct err ignored;

	if (!n || n == word.n || !strchr("=<>!~", word.p[n]))
		return ERR_OK;
	if (path_resolve(s->q->env, s->q->entity, str_cut(word, 0, n), &path,
		&ignored))
		return ERR_OK;
	source_fail(s, word, "not a filter word");
	return err_hint(s->e, "try: %.*s:VALUE, or -e '%.*s'", (int)n, word.p,
		STR_SHORT(word));
}

static int
bare_field(const struct source *s, struct node *any, unsigned tag,
	struct operand o)
{
	struct subject sub = {.path.entity = s->q->entity};

	sub.path.base = sub.path.leaf = tag ? entity_tag(s->q->entity, tag)
		: NULL;
	if (!sub.path.leaf || !field_type(sub.path.leaf)->text)
		return ERR_OK;
	return test_add(s, any, &sub, CMP_HAS, o);
}

/* A bare word is looked for in what a record is called. */
static int
bare_parse(const struct source *s, struct node *all, struct str word,
	bool no_bare)
{
	struct operand o = {.text = word, .typed = word};
	const struct entity *en = s->q->entity;
	struct str rest = word;
	struct node *any;
	int code;

	if (no_bare) {
		source_fail(s, word, "not a filter word");
		return err_hint(s->e, "write FIELD:VALUE, such as tag:x; "
			"a bare word selects nothing to be changed");
	}
	code = not_sign(s, word);
	if (!code && word.n && word.p[0] == '"')
		code = source_quoted(s, &rest, &o.text);
	if (code)
		return code;
	any = tree_add(s, all, NODE_OR);
	code = bare_field(s, any, en->title, o);
	if (!code && en->key != en->title)
		code = bare_field(s, any, en->key, o);
	if (!code && !any->kids)
		return source_fail(s, word, "no names to search here");
	return code;
}

int
named_parse(const struct source *s, struct node *all, struct str term)
{
	const struct query_env *env = s->q->env;
	struct str name = str_cut(term, 1, term.n);
	struct source in = *s;

	in.file = source_name(env->scope->arena, term);
	in.depth += NAMED_COST;
	in.text = env->named ? env->named(env->ctx, s->q->entity, name)
		: STR_NULL;
	if (!in.text.p)
		return source_fail(s, term, "no such filter");
	if (in.depth > DEPTH_MAX)
		return source_fail(s, term,
			"filters named in filters nest too deep");
	if (source_count(s))
		return ERR_USAGE;
	return words_parse(&in, all);
}

int
word_parse(const struct source *s, struct node *all, struct str word,
	bool no_bare)
{
	struct subject sub;
	bool not = false;
	size_t n;
	int code;

	for (; str_starts(word, "not:"); not = !not)
		word = str_cut(word, 4, word.n);
	if (not)
		all = tree_add(s, all, NODE_NOT);
	if (!all)
		return ERR_USAGE;
	all = tree_add(s, all, NODE_AND);
	if (!word.n)
		return source_fail(s, word, "an empty filter word");
	if (word.p[0] == '@')
		return named_parse(s, all, word);
	n = name_length(word);
	if (!n || n == word.n || word.p[n] != ':')
		return bare_parse(s, all, word, no_bare);
	code = subject_find(s, str_cut(word, 0, n), &sub);
	if (code)
		return code;
	return values_parse(s, all, &sub, str_cut(word, n + 1, word.n));
}

/* Where the word at the front ends: at a blank that stands in no quotes. */
static size_t
word_end(struct str s)
{
	bool quoted = false;
	size_t i;

	for (i = 0; i < s.n && (quoted || !lex_blank(s.p[i])); i++) {
		if (s.p[i] == '"')
			quoted = !quoted;
		else if (quoted && s.p[i] == '\\' && i + 1 < s.n)
			i++;
	}
	return i;
}

int
words_parse(const struct source *s, struct node *all)
{
	struct str rest = s->text;
	int code = source_check(s);
	size_t n;

	while (!code) {
		while (rest.n && lex_blank(rest.p[0]))
			rest = str_cut(rest, 1, rest.n);
		if (!rest.n)
			break;
		n = word_end(rest);
		code = word_parse(s, all, str_cut(rest, 0, n), false);
		rest = str_cut(rest, n, rest.n);
	}
	return code;
}
