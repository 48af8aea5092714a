#include "base/utf8.h"
#include "query/tree.h"

enum { NAME_MAX_BYTES = 60 };

const char *
source_name(struct arena *a, struct str word)
{
	size_t n = NAME_MAX_BYTES;

	if (word.n <= NAME_MAX_BYTES)
		return arena_cstr(a, word);
	while (n && (word.p[n] & 0xc0) == 0x80)
		n--;
	return arena_fmt(a, "%.*s...", (int)n, word.p);
}

int
source_point(const struct source *s, const char *at)
{
	int line = 1, col = 1;

	if (s->e->line)
		return (int)s->e->code;
	for (const char *p = s->text.p; p < at; p++) {
		if (*p == '\n') {
			line++;
			col = 1;
		} else if ((*p & 0xc0) != 0x80) {
			col++;
		}
	}
	return err_at(s->e, s->file, line, col);
}

int
source_fail(const struct source *s, struct str part, const char *problem)
{
	if (part.n)
		err_set(s->e, ERR_USAGE, "'%.*s': %s", STR_SHORT(part),
			problem);
	else
		err_set(s->e, ERR_USAGE, "%s", problem);
	return source_point(s, part.p ? part.p : s->text.p);
}

int
source_check(const struct source *s)
{
	size_t bad = utf8_valid(s->text);

	if (bad == s->text.n)
		return ERR_OK;
	err_set(s->e, ERR_USAGE, "invalid UTF-8 at byte offset %zu", bad);
	return source_point(s, s->text.p + bad);
}

bool
lex_blank(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

/* Where the quoted text that begins here ends, or s.n. */
static size_t
quote_end(struct str s)
{
	size_t i = 1;

	while (i < s.n && s.p[i] != s.p[0])
		i += s.p[i] == '\\' && i + 1 < s.n ? 2 : 1;
	return i;
}

int
source_quoted(const struct source *s, struct str *rest, struct str *out)
{
	const char quote = rest->p[0];
	size_t end = quote_end(*rest), n = 0;
	char *to;

	if (end == rest->n)
		return source_fail(s, str_cut(*rest, 0, 1),
			"the quote is not closed");
	to = arena_alloc(s->q->env->scope->arena, end);
	for (size_t i = 1; i < end; i++) {
		if (rest->p[i] == '\\' && (rest->p[i + 1] == quote ||
			rest->p[i + 1] == '\\'))
			i++;
		to[n++] = rest->p[i];
	}
	*out = (struct str){to, n};
	*rest = str_cut(*rest, end + 1, rest->n);
	return ERR_OK;
}

static const struct sign {
	const char *text;
	enum token_kind kind;
	enum cmp cmp;
	bool negated;
} signs[] = {
	{"(", TOK_OPEN, CMP_EQ, false},
	{")", TOK_CLOSE, CMP_EQ, false},
	{",", TOK_COMMA, CMP_EQ, false},
	{"!=", TOK_CMP, CMP_EQ, true},
	{"!~", TOK_CMP, CMP_HAS, true},
	{"<=", TOK_CMP, CMP_LE, false},
	{">=", TOK_CMP, CMP_GE, false},
	{"<", TOK_CMP, CMP_LT, false},
	{">", TOK_CMP, CMP_GT, false},
	{"=", TOK_CMP, CMP_EQ, false},
	{"~", TOK_CMP, CMP_HAS, false},
};

static bool
sign_next(struct str rest, struct token *out)
{
	for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
		if (!str_starts(rest, signs[i].text))
			continue;
		out->kind = signs[i].kind;
		out->cmp = signs[i].cmp;
		out->negated = signs[i].negated;
		out->text = str_cut(rest, 0, strlen(signs[i].text));
		return true;
	}
	return false;
}

static bool
is_word(char c)
{
	return !lex_blank(c) && !strchr("()=<>!~,", c);
}

int
lex_next(const struct source *s, struct str *rest, struct token *out)
{
	struct str from;
	int code = ERR_OK;
	size_t n = 0;

	while (rest->n && lex_blank(rest->p[0]))
		*rest = str_cut(*rest, 1, rest->n);
	from = *rest;
	*out = (struct token){.kind = TOK_END, .text = from, .typed = from};
	if (!rest->n)
		return ERR_OK;
	if (rest->p[0] == '"' || rest->p[0] == '\'') {
		out->kind = TOK_QUOTED;
		code = source_quoted(s, rest, &out->text);
	} else if (sign_next(*rest, out)) {
		*rest = str_cut(*rest, out->text.n, rest->n);
	} else {
		while (n < rest->n && is_word(rest->p[n]))
			n++;
		if (!n)
			return source_fail(s, str_cut(from, 0, 1),
				"no operator");
		out->kind = TOK_WORD;
		out->text = str_cut(*rest, 0, n);
		*rest = str_cut(*rest, n, rest->n);
	}
	out->typed = str_cut(from, 0, from.n - rest->n);
	return code;
}
