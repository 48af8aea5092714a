/* tree.h - the parsed filter, and what the files of this layer share. */
#ifndef QUERY_TREE_H
#define QUERY_TREE_H

#include "query/query.h"

/* How deep parentheses, `not` and filters named in filters may go; how many
 * values and negations one query may hold. */
enum { DEPTH_MAX = 64, COUNT_MAX = 1000 };

/* APART: the answer hangs on an amount in another currency. It is neither yes
 * nor no, and stays so under `not`. */
enum truth { TRUTH_NO, TRUTH_YES, TRUTH_APART };

enum test_kind {
	TEST_NULL,  /* is unset */
	TEST_INT,   /* in one of the ranges */
	TEST_MONEY, /* within a span of its currency */
	TEST_DEC,   /* within a span, by dec_cmp */
	TEST_WHEN,  /* within a span: days by days, instants by instants */
	TEST_TEXT,  /* within a span of folded text */
	TEST_WORD,  /* exactly one of the words (spans' lo) */
	TEST_SET,   /* has one of the words (spans' lo) */
	TEST_HAS,   /* contains one of the folded texts (spans' lo) */
};

/* Values that are meant, both ends included unless told; an end that is not
 * set is open. Integers always have both. */
struct span {
	struct span *next;
	union val lo, hi;
	int64_t day_lo, day_hi; /* TEST_WHEN: of days; lo, hi: of instants */
	const struct currency *money;
	bool has_lo, has_hi;
	bool lo_out, hi_out; /* the end itself is not meant */
};

struct range {
	int64_t lo, hi;
};

/* Alternatives about one field. */
struct test {
	struct path path;
	enum test_kind kind;
	bool exact;		      /* text compares by bytes */
	bool text;		      /* the leaf's value is one */
	struct span *spans;
	struct range *ranges;	      /* TEST_INT: ascending, apart */
	size_t n;
	const struct field *currency; /* TEST_MONEY: of path.entity, or NULL */
};

enum node_kind { NODE_AND, NODE_OR, NODE_NOT, NODE_TEST };

/* An AND of nothing is true, an OR of nothing false. */
struct node {
	enum node_kind kind;
	struct node *kids, *last, *next;
	struct test *test;
};

struct query {
	const struct query_env *env;
	const struct entity *entity;
	struct node *root;
	ARR(uint16_t) mentioned;		/* tags of its own fields */
	ARR(const struct currency *) currencies; /* that amounts are in */
	struct str base;			/* code of the base currency */
	size_t count;		/* towards COUNT_MAX */
	bool selects;
	bool no_unset;		/* as in query_spec */
	bool foreign;		/* the match met a currency not in the list */
	uint64_t apart;
	struct buf scratch;
};

/* ---- parsing ---------------------------------------------------------- */

/* A text being parsed, for errors that point into it. */
struct source {
	struct query *q;
	const char *file; /* "-e", "@stale", or what source_name gives */
	struct str text;
	int depth;
	struct err *e;
};

/* A filter word as the file of its errors: cut where it is long. */
const char *source_name(struct arena *a, struct str word);
/* Say where in the source `at` is, unless the error knows; returns its code. */
int source_point(const struct source *s, const char *at);
/* A part that names what is wrong at `at`: ERR_USAGE "'part': problem". */
int source_fail(const struct source *s, struct str part, const char *problem);
/* ERR_USAGE where the text is no UTF-8. */
int source_check(const struct source *s);
/* Take the quoted text that *rest begins with off it; the backslash guards a
 * quote and itself. */
int source_quoted(const struct source *s, struct str *rest, struct str *out);

/* A name to the left of a value. */
struct subject {
	struct path path;
	struct query_word word; /* grow is NULL where it is a plain field */
	struct str name;
};

enum cmp { CMP_EQ, CMP_LT, CMP_LE, CMP_GT, CMP_GE, CMP_HAS };

enum token_kind { TOK_END, TOK_WORD, TOK_QUOTED, TOK_OPEN, TOK_CLOSE,
	TOK_COMMA, TOK_CMP };

struct token {
	enum token_kind kind;
	struct str text;  /* of a quoted one, what stands in the quotes */
	struct str typed; /* as it stands in the source */
	enum cmp cmp;
	bool negated;	  /* != and !~ */
};

/* The next token of an expression, taken off *rest. */
int lex_next(const struct source *s, struct str *rest, struct token *out);
bool lex_blank(char c);

/* One operand. A quoted one is neither a range nor a keyword. */
struct operand {
	struct str text;
	struct str typed; /* as it stands in the source */
	bool quoted;
};

/* One more towards COUNT_MAX; ERR_USAGE past it. */
int source_count(const struct source *s);
/* A new node below `parent` (NULL: none). Only a NODE_NOT may fail: NULL and an
 * error past COUNT_MAX. */
struct node *tree_add(const struct source *s, struct node *parent,
	enum node_kind kind);
/* Add a span to the test of its kind among the alternatives; integers and
 * amounts have both ends closed there. */
int span_add(const struct source *s, struct node *any, const struct path *path,
	enum test_kind kind, const struct span *from);
void tree_append(struct node *parent, struct node *kid);
/* Find the field a name stands for and note that it was mentioned. */
int subject_find(const struct source *s, struct str name, struct subject *out);
/* Add the test `subject cmp operand` to an OR of alternatives. */
int test_add(const struct source *s, struct node *any,
	const struct subject *sub, enum cmp cmp, struct operand o);
int test_add_null(const struct source *s, struct node *any,
	const struct subject *sub);
/* The values an operand means for a field, as a closed span; out->money is the
 * currency of a bare amount (NULL: base), and then the one written. */
int span_parse(const struct source *s, const struct subject *sub,
	struct operand o, enum cmp cmp, struct span *out);
/* A range that ends before it begins, whatever the day: its ends as typed. */
bool span_reversed(const struct field *f, const struct span *sp,
	const struct operand ends[2]);
enum test_kind span_kind(const struct field *f);
/* Has its type < and ranges? */
bool span_ordered(const struct field *f);
/* Folded, in the arena. */
struct str source_folded(const struct source *s, struct str text);
/* A term @name: its filter's words below `all`. */
int named_parse(const struct source *s, struct node *all, struct str term);
/* All the words of a text, separated by blanks. */
int words_parse(const struct source *s, struct node *all);
/* One filter word; no_bare: it must not be a bare one. */
int word_parse(const struct source *s, struct node *all, struct str word,
	bool no_bare);
/* A whole -e expression. */
int expr_parse(const struct source *s, struct node *all);

/* ---- shared ----------------------------------------------------------- */

/* The record a path's leaf is in: rec itself, or what its base names; NULL
 * where there is none. */
int path_record(const struct query_env *env, const struct path *p,
	const void *rec, const void **out, struct err *e);
/* The words of an enum in their order, in the arena; *n is 0 where any word
 * goes. */
const struct str *enum_words(const struct query_env *env,
	const struct field *f, size_t *n);

static inline int64_t
field_int(const struct field *f, const void *rec)
{
	int64_t v;

	memcpy(&v, (const char *)rec + f->at, sizeof v);
	return v;
}

static inline struct str
field_text(const struct field *f, const void *rec)
{
	struct str v;

	memcpy(&v, (const char *)rec + f->at, sizeof v);
	return v;
}

#endif
