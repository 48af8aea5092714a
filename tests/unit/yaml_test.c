#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <time.h>

#include <cmocka.h>

#include "conf/bind.h"
#include "conf/policy.h"

#define COUNT(v) (sizeof(v) / sizeof *(v))

/* Faults as lines, the way they are shown. */
static struct buf
fault_lines(const struct faults *f)
{
	struct buf out = {0};
	char line[2048];

	for (size_t i = 0; i < f->list.n; i++) {
		err_text(&f->list.v[i], line, sizeof line);
		buf_cstr(&out, line);
		buf_char(&out, '\n');
	}
	return out;
}

static void
expect_faults(struct str text, const char *want)
{
	struct arena a = {0};
	struct faults f = {0};
	struct yaml_node *root;
	struct buf got;
	int rc = yaml_parse(&a, text, "f.yaml", &root, &f);

	faults_sort(&f);
	got = fault_lines(&f);
	buf_char(&got, '\0');
	assert_string_equal(got.p, want);
	assert_int_equal(rc, *want ? ERR_DATA : ERR_OK);
	buf_free(&got);
	faults_free(&f);
	arena_free(&a);
}

/* The tree in one line: kinds, keys, positions. */
static void
draw(const struct yaml_node *n, struct buf *out)
{
	const struct yaml_node *c;
	const char *open = n->kind == YAML_LIST ? "[" : "{";

	if (n->key.p)
		buf_fmt(out, "%.*s@%d:%d=", STR_F(n->key), n->key_at.line,
			n->key_at.col);
	if (n->kind == YAML_TEXT) {
		buf_fmt(out, "%s'%.*s'@%d:%d-%d:%d", n->quoted ? "q" : "",
			STR_F(n->text), n->at.line, n->at.col, n->end.line,
			n->end.col);
		return;
	}
	buf_cstr(out, n->flow ? "~" : "");
	buf_cstr(out, open);
	for (c = n->first; c; c = c->next) {
		draw(c, out);
		buf_cstr(out, c->next ? " " : "");
	}
	buf_cstr(out, n->kind == YAML_LIST ? "]" : "}");
}

static void
expect_tree(struct str text, const char *want)
{
	struct arena a = {0};
	struct faults f = {0};
	struct yaml_node *root;
	struct buf got = {0};

	assert_int_equal(yaml_parse(&a, text, "f", &root, &f), ERR_OK);
	draw(root, &got);
	assert_string_equal(got.p, want);
	buf_free(&got);
	faults_free(&f);
	arena_free(&a);
}

static void
test_tree(void **state)
{
	(void)state;
	expect_tree(STR(""), "{}");
	expect_tree(STR("# only words\n\n"), "{}");
	expect_tree(STR("a: b\n"), "{a@1:1='b'@1:4-1:5}");
	expect_tree(STR("a:\n  - b\n  - {c: 'd e'}\n"),
		"{a@1:1=['b'@2:5-2:6 ~{c@3:6=q'd e'@3:9-3:14}]}");
	expect_tree(STR("a:\nb: \"\"\n"),
		"{a@1:1=''@1:3-1:3 b@2:1=q''@2:4-2:6}");
	expect_tree(STR("a: [x,\n y]\n"),
		"{a@1:1=~['x'@1:5-1:6 'y'@2:2-2:3]}");
	expect_tree(STR("\xc3\xa4: \xc3\xb6 # x\nc: d"),
		"{\xc3\xa4@1:1='\xc3\xb6'@1:4-1:5 c@2:1='d'@2:4-2:5}");
	expect_tree(STR("\xef\xbb\xbf" "a: b\r\nc: d\r\n"),
		"{a@1:1='b'@1:4-1:5 c@2:1='d'@2:4-2:5}");
	expect_tree(STR("a: |\n  x\n  y\nb: 1\n"),
		"{a@1:1=q'x\ny\n'@1:4-4:1 b@4:1='1'@4:4-4:5}");
	expect_tree(STR("---\na: b\n...\n"), "{a@2:1='b'@2:4-2:5}");
}

static void
test_entry_and_empty(void **state)
{
	struct arena a = {0};
	struct faults f = {0};
	struct yaml_node *root;

	(void)state;
	yaml_parse(&a, STR("a:\nb: ''\nc: ~\n"), "f", &root, &f);
	assert_true(yaml_empty(yaml_entry(root, "a")));
	assert_false(yaml_empty(yaml_entry(root, "b")));
	assert_false(yaml_empty(yaml_entry(root, "c")));
	assert_null(yaml_entry(root, "d"));
	assert_int_equal(root->n, 3);
	arena_free(&a);
}

static void
test_offset(void **state)
{
	struct str t = STR("\xef\xbb\xbf" "ab\r\n\xc3\xa4" "c\rd\n");
	static const struct {
		struct pos at;
		size_t want;
	} rows[] = {{{1, 1}, 3}, {{1, 2}, 4}, {{1, 3}, 5}, {{1, 9}, 5},
		{{2, 1}, 7}, {{2, 2}, 9}, {{2, 3}, 10}, {{3, 1}, 11},
		{{4, 1}, 13}, {{9, 9}, 13}};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++)
		assert_int_equal(yaml_offset(t, rows[i].at), rows[i].want);
}

static void
test_refused(void **state)
{
	static const struct {
		struct str text;
		const char *want;
	} rows[] = {
		{STR("a: &x 1\nb: *x\nc: [*x, 2]\n"),
			"f.yaml:1:4: anchors (&x) are not supported\n"
			"f.yaml:2:4: aliases (*x) are not supported\n"
			"f.yaml:3:5: aliases (*x) are not supported\n"},
		{STR("a: &a [*a]\n"),
			"f.yaml:1:4: anchors (&a) are not supported\n"
			"f.yaml:1:8: aliases (*a) are not supported\n"},
		{STR("a: &m {b: 1}\n"),
			"f.yaml:1:4: anchors (&m) are not supported\n"},
		{STR("*a : b\n"),
			"f.yaml:1:1: aliases (*a) are not supported\n"},
		{STR("a: !!str 1\nb: !!python/object:os.system x\n"),
			"f.yaml:1:4: tags (!) are not supported\n"
			"f.yaml:2:4: tags (!) are not supported\n"},
		{STR("a: ! x\nb: !t [1]\nc: !t {d: 1}\n"),
			"f.yaml:1:4: tags (!) are not supported\n"
			"f.yaml:2:4: tags (!) are not supported\n"
			"f.yaml:3:4: tags (!) are not supported\n"},
		{STR("a: 1\nb: 2\na: 3\n"),
			"f.yaml:3:1: key 'a' given twice, first on line 1\n"},
		{STR("x: {a: 1, 'a': 2}\ny: {a: 1}\n"),
			"f.yaml:1:11: key 'a' given twice, first on line 1\n"},
		{STR("a: 1\n<<: {b: 2}\n"), "f.yaml:2:1: merge keys (<<) are "
			"not supported\n"},
		{STR("'<<': 1\n"), ""},
		{STR("a: 1\n---\nb: 2\n"), "f.yaml:2:1: a second document "
			"(---) is not supported\n"},
		{STR("a: 1\n...\n---\nb: 2\n"), "f.yaml:3:1: a second "
			"document (---) is not supported\n"},
		{STR("? [a]\n: b\n"),
			"f.yaml:1:3: a key must be a single text\n"},
		{STR("{{a: b}: c}\n"),
			"f.yaml:1:2: a key must be a single text\n"},
		{STR("%YAML 1.1\n---\na: 1\n"),
			"f.yaml:1:1: a directive (%) is not supported\n"},
		{STR("a: 1\n...\n%TAG ! b\n"),
			"f.yaml:3:1: a directive (%) is not supported\n"},
		{STR("\xff\xfe" "a\0"),
			"f.yaml:1:1: UTF-16 text: only UTF-8 is read\n"},
		{STR("\xfe\xff" "\0a"),
			"f.yaml:1:1: UTF-16 text: only UTF-8 is read\n"},
		{STR("a: 1\nb: \xc3\xa4\xff\n"),
			"f.yaml:2:5: byte 0xff is not valid UTF-8\n"},
		{STR("a: \xc0\xaf\n"),
			"f.yaml:1:4: byte 0xc0 is not valid UTF-8\n"},
		{STR("a: \xed\xa0\x80\n"),
			"f.yaml:1:4: byte 0xed is not valid UTF-8\n"},
		{STR("a: b\0\n"),
			"f.yaml:1:5: byte 0x00 is not valid UTF-8\n"},
		{STR("a: \x1b[31m\n"),
			"f.yaml:1:4: character U+001B is not allowed\n"},
		{STR("a: \x7f\n"),
			"f.yaml:1:4: character U+007F is not allowed\n"},
		{STR("a: x\xc2\x85y\n"),
			"f.yaml:1:5: character U+0085 is not allowed\n"},
		{STR("a: x\xe2\x80\xa8y\n"),
			"f.yaml:1:5: character U+2028 is not allowed\n"},
		{STR("a: x\xef\xbb\xbfy\n"),
			"f.yaml:1:5: character U+FEFF is not allowed\n"},
		{STR("a: x\xef\xbf\xbfy\n"),
			"f.yaml:1:5: character U+FFFF is not allowed\n"},
		{STR("a:\n\tb: 1\n"),
			"f.yaml:2:1: a tab cannot indent, use blanks\n"},
		{STR("a: [1\nb: 2\n"),
			"f.yaml:2:2: did not find expected ',' or ']', while "
			"parsing a flow sequence from line 1\n"},
		{STR("a: 'b\n"),
			"f.yaml:2:1: found unexpected end of stream, while "
			"scanning a quoted scalar from line 1\n"},
		{STR("a: b: c\n"), "f.yaml:1:5: mapping values are not "
			"allowed in this context\n"},
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++)
		expect_faults(rows[i].text, rows[i].want);
}

/* What is refused is left out; the rest is there for further checks. */
static void
test_rest_remains(void **state)
{
	struct arena a = {0};
	struct faults f = {0};
	struct yaml_node *root;
	struct buf got = {0};

	(void)state;
	assert_int_equal(yaml_parse(&a, STR("a: *x\n? {k: v}\n: w\nb: [1, *y, "
		"2]\n<<: 3\nb: 4\nc: !t 5\n"), "f", &root, &f), ERR_DATA);
	draw(root, &got);
	assert_string_equal(got.p,
		"{b@4:1=~['1'@4:5-4:6 '2'@4:12-4:13] c@7:1='5'@7:4-7:8}");
	assert_int_equal(f.list.n, 6);
	buf_free(&got);
	faults_free(&f);
	arena_free(&a);
}

static void
test_depth(void **state)
{
	struct buf t = {0};
	char want[128];

	(void)state;
	for (int depth = YAML_DEPTH - 1; depth <= YAML_DEPTH; depth++) {
		buf_reset(&t);
		buf_cstr(&t, "a: ");
		buf_fill(&t, '[', (size_t)depth);
		buf_fill(&t, ']', (size_t)depth);
		snprintf(want, sizeof want, "%s", "");
		if (depth == YAML_DEPTH)
			snprintf(want, sizeof want, "f.yaml:1:35: nested more "
				"than 32 levels deep\n");
		expect_faults(buf_view(&t), want);
	}
	buf_free(&t);
}

static void
test_faults_bounded(void **state)
{
	struct arena a = {0};
	struct faults f = {0};
	struct yaml_node *root;
	struct buf t = {0};

	(void)state;
	for (int i = 0; i < 1000; i++)
		buf_fmt(&t, "a%d: *x\n", i);
	assert_int_equal(yaml_parse(&a, buf_view(&t), "f", &root, &f),
		ERR_DATA);
	assert_int_equal(f.list.n, FAULTS_MAX);
	assert_int_equal(f.list.v[99].line, 100);
	buf_free(&t);
	faults_free(&f);
	arena_free(&a);
}

/* ---- hostile texts, each through the whole of policy_parse ------------- */

static void
repeat(struct buf *t, const char *piece, size_t n)
{
	for (size_t i = 0; i < n; i++)
		buf_cstr(t, piece);
}

static void
number(struct buf *t, const char *before, const char *after, int n)
{
	for (int i = 0; i < n; i++)
		buf_fmt(t, "%s%d%s", before, i, after);
}

/* head, then `piece` many times or numbered pieces, then tail. */
static const struct hostile {
	const char *name, *head, *piece, *after, *tail;
	int n;
} hostile[] = {
	{"nested lists", "a: ", "[", NULL, "", 80000},
	{"nested mappings", "", "{", NULL, "", 80000},
	{"nested blocks", "", "- ", NULL, "", 400000},
	{"nested keys", "", "? ", NULL, "", 400000},
	{"colons", "a", ": a", NULL, "\n", 200000},
	{"closing brackets", "a: ", "]", NULL, "", 500000},
	{"anchors", "", "a: &x", " 1\n", "", 60000},
	{"laughs", "a: &a [x,x,x,x]\nb: &b [*a,*a,*a,*a]\n",
		"- [*b,*b,*b,*b]\n", NULL, "", 40000},
	{"cycle", "a: &a [*a]\n", "", NULL, "", 1},
	{"tag directives", "", "%TAG !a", "! b\n", "---\na: 1\n", 40000},
	{"late tag directives", "a: 1\n...\n", "%TAG !a", "! b\n",
		"---\na: 1\n", 40000},
	{"many keys", "", "k", ": 1\n", "", 49000},
	{"too many keys", "", "k", ": 1\n", "", 75000},
	{"few keys", "", "k", ": 1\n", "", 19000},
	{"one key", "", "same: 1\n", NULL, "", 49000},
	{"keys in braces", "{", "k", ": 1, ", "z: 1}", 45000},
	{"long plain text", "a: ", "x", NULL, "\n", 1000000},
	{"many lines", "a: ", "x\n ", NULL, "\n", 300000},
	{"escapes", "a: \"", "\\n", NULL, "\"", 500000},
	{"quotes", "a: '", "''", NULL, "'", 400000},
	{"comments", "", "#\n", NULL, "", 500000},
	{"one comment", "#", "x", NULL, "\n", 1000000},
	{"carriage returns", "", "\r", NULL, "", 1000000},
	{"tabs", "", "\t", NULL, "", 1000000},
	{"documents", "", "--- a\n", NULL, "", 100000},
	{"exclamation marks", "a: ", "!", NULL, "", 500000},
	{"combining marks", "currency: EUR\nlose_reasons: [{id: x, name: \"e",
		"\xcc\x81", NULL, "\"}]\n", 400000},
	{"many words", "lose_reasons: [", "w", ", ", "z]\n", 95000},
	{"many domains", "public_mail_domains: [", "w", ".xx, ", "z.xx]\n",
		90000},
	{"many stages", "pipelines:\n  - id: p\n    stages:\n",
		"      - {id: s", "}\n", "", 20000},
	{"many fields", "fields:\n  deal:\n", "    - {name: f",
		", type: lne}\n", "", 9000},
	{"many choices", "fields: {deal: [{name: f, type: enum, choices: [",
		"w", ", ", "z]}]}\n", 90000},
	{"unbalanced quotes", "filters: {a: \"", "x:' y:\\\" ", NULL, "\"}\n",
		80000},
};

static long
cpu_us(void)
{
	struct timespec t;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return t.tv_sec * 1000000 + t.tv_nsec / 1000;
}

static long
hostile_us(const struct buf *t, const struct schema *s)
{
	struct arena a = {0};
	struct faults f = {0};
	struct policy *p;
	struct err e;
	long from = cpu_us(), us;

	assert_int_equal(policy_parse(&a, buf_view(t), "f", s, &p, &f, &e),
		ERR_DATA);
	us = cpu_us() - from;
	assert_null(p);
	assert_true(f.list.n > 0 && f.list.n <= FAULTS_MAX);
	faults_free(&f);
	arena_free(&a);
	return us;
}

/* 50 ms is for an idle machine; a busy one may take twice that. What these
 * texts would cost without the limits is seconds. */
#if defined(__has_feature)
#define HAS_ASAN __has_feature(address_sanitizer)
#else
#define HAS_ASAN 0
#endif
#if defined(__SANITIZE_ADDRESS__) || !defined(__OPTIMIZE__) || HAS_ASAN
enum { SLACK = 20, CHECK_MEMORY = 0 };
#else
enum { SLACK = 2, CHECK_MEMORY = 1 };
#endif

enum { LIMIT_US = 50 * 1000, LIMIT_KB = 32 * 1024, TRIES = 8 };

static void
fake_schema(struct schema *s, struct arena *a)
{
	static const struct field fields[] = {FIELDS_COMMON,
		{.tag = 32, .name = "amount", .type = T_MONEY,
			.at = sizeof(struct common)},
		FIELDS_COMMON_END};
	static const struct entity deal = {.number = 1, .name = "deal",
		.plural = "deals", .fields = fields, .nfields = COUNT(fields),
		.size = sizeof(struct common) + 8};

	schema_add(s, a, &deal, NULL, 0);
}

static void
test_hostile(void **state)
{
	struct arena a = {0};
	struct schema s = {0};
	struct rusage before, after;
	struct buf t = {0};
	const struct hostile *h;
	long us;

	(void)state;
	fake_schema(&s, &a);
	buf_room(&t, YAML_BYTES);
	getrusage(RUSAGE_SELF, &before);
	for (h = hostile; h < hostile + COUNT(hostile); h++) {
		int tries = TRIES;

		buf_reset(&t);
		buf_cstr(&t, h->head);
		if (h->after)
			number(&t, h->piece, h->after, h->n);
		else
			repeat(&t, h->piece, (size_t)h->n);
		buf_cstr(&t, h->tail);
		assert_true(t.n <= YAML_BYTES);
		do
			us = hostile_us(&t, &s);
		while (us >= (long)LIMIT_US * SLACK && --tries);
		if (us >= (long)LIMIT_US * SLACK)
			fail_msg("%s: %ld us", h->name, us);
	}
	getrusage(RUSAGE_SELF, &after);
	if (CHECK_MEMORY)
		assert_true(after.ru_maxrss - before.ru_maxrss < LIMIT_KB);
	buf_free(&t);
	arena_free(&a);
}

static void
test_too_many(void **state)
{
	struct buf t = {0};

	(void)state;
	number(&t, "k", ": 1\n", YAML_KEYS);
	expect_faults(buf_view(&t), "");
	buf_cstr(&t, "k: 1\n");
	expect_faults(buf_view(&t), "f.yaml:20001:1: too many keys: more than "
		"20000\n");
	buf_reset(&t);
	repeat(&t, "- a\n", YAML_EVENTS - 5);
	expect_faults(buf_view(&t), "");
	buf_cstr(&t, "- a\n");
	expect_faults(buf_view(&t), "f.yaml:99997:1: too many parts: more "
		"than 100000\n");
	buf_free(&t);
}

static void
test_too_large(void **state)
{
	struct buf t = {0};

	(void)state;
	buf_fill(&t, '#', YAML_BYTES + 1);
	expect_faults(buf_view(&t),
		"f.yaml:1:1: too large: more than 1048576 bytes\n");
	t.n--;
	expect_faults(buf_view(&t), "");
	buf_free(&t);
}

/* ---- what a text means is the row's business --------------------------- */

struct probe {
	int64_t number;
	struct str text;
};

static const char *const scalars[] = {"yes", "no", "Yes", "NO", "y", "n",
	"on", "off", "On", "OFF", "true", "false", "True", "FALSE", "~",
	"null", "Null", "NULL", "0", "1", "-1", "-0", "+1", "00", "012",
	"0o14", "0x1F", "0b11", "1_000", "1,000", "1e3", "1E3", "1.0",
	"1.10", "1.", ".5", "-.5", ".inf", "-.INF", ".nan", "12:30",
	"190:20:30", "2001-01-01", "2001-1-1", "2001-12-14t21:59:43.10-05:00",
	"2001-12-14 21:59:43Z", "2001-01-01T00:00:00Z", "9223372036854775807",
	"9223372036854775808", "-9223372036854775808", "12.5", "100", "1e-1",
	"=", "a,b", "DE", "EUR", "a@b.example", "https://a.example",
	"+49 30 901820", "\xc3\xa9", "v1.10", "1 2", "Infinity"};

/* The row alone, without YAML, is the judge; a bool is stricter here. */
static void
check_scalar(struct arena *a, int type, const char *word)
{
	const struct field row = {.tag = 1, .name = "value",
		.type = (uint8_t)type, .ref = 1,
		.at = type_row(type)->text ? offsetof(struct probe, text)
					   : offsetof(struct probe, number)};
	const struct bind rows = {.fields = &row, .nfields = 1,
		.size = sizeof(struct probe)};
	struct faults f = {0};
	struct binding b = {.arena = a, .file = "f", .faults = &f};
	struct scope scope = {.arena = a};
	struct str text = str_of(word);
	struct yaml_node *root;
	struct probe got;
	union val want = {0};
	struct err e;
	int rc;

	assert_int_equal(yaml_parse(a, str_of(arena_fmt(a, "value: %s", word)),
		"f", &root, &f), ERR_OK);
	bind_map(&b, &rows, NULL, root, &got);
	rc = value_parse(&scope, &row, text, NULL, NULL, &want, &e);
	if (type == T_BOOL)
		rc = !str_is(text, "true") && !str_is(text, "false");
	assert_int_equal(f.list.n, rc != 0);
	assert_int_equal(field_is_null(&row, &got), rc != 0);
	if (!rc && type_row(type)->text)
		assert_true(str_eq(got.text, want.s));
	else if (!rc)
		assert_true(got.number == want.i);
	bind_free(&b);
	faults_free(&f);
}

static void
test_scalars(void **state)
{
	struct arena a = {0};

	(void)state;
	assert_true(COUNT(scalars) >= 60);
	for (int type = 0; type < T_COUNT; type++)
		for (size_t i = 0; i < COUNT(scalars); i++) {
			check_scalar(&a, type, scalars[i]);
			arena_reset(&a);
		}
	arena_free(&a);
}

/* And these must never be taken for something else. */
static void
test_scalars_known(void **state)
{
	static const struct {
		int type;
		const char *word, *text; /* text NULL: refused */
		int64_t number;
	} rows[] = {
		{T_LINE, "no", "no", 0},
		{T_LINE, "~", "~", 0},
		{T_LINE, "null", "null", 0},
		{T_LINE, "1.10", "1.10", 0},
		{T_LINE, "012", "012", 0},
		{T_LINE, "12:30", "12:30", 0},
		{T_LINE, "2001-01-01", "2001-01-01", 0},
		{T_COUNTRY, "NO", "NO", 0},
		{T_COUNTRY, "false", NULL, 0},
		{T_ENUM, "off", "off", 0},
		{T_BOOL, "true", "", 1},
		{T_BOOL, "false", "", 0},
		{T_BOOL, "yes", NULL, 0},
		{T_BOOL, "off", NULL, 0},
		{T_INT, "12:30", NULL, 0},
		{T_INT, "0x1F", NULL, 0},
		{T_INT, "1e3", NULL, 0},
		{T_INT, "true", NULL, 0},
		{T_INT, "~", NULL, 0},
		{T_PERCENT, "12.5", "", 1250},
		{T_PERCENT, ".5", NULL, 0},
	};
	struct arena a = {0};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		const struct field row = {.tag = 1, .name = "value",
			.type = (uint8_t)rows[i].type,
			.at = type_row(rows[i].type)->text
				? offsetof(struct probe, text)
				: offsetof(struct probe, number)};
		const struct bind to = {.fields = &row, .nfields = 1,
			.size = sizeof(struct probe)};
		struct faults f = {0};
		struct binding b = {.arena = &a, .file = "f", .faults = &f};
		struct yaml_node *root;
		struct probe got;

		yaml_parse(&a, str_of(arena_fmt(&a, "value: %s",
			rows[i].word)), "f", &root, &f);
		bind_map(&b, &to, NULL, root, &got);
		assert_int_equal(field_is_null(&row, &got), !rows[i].text);
		assert_int_equal(f.list.n, !rows[i].text);
		if (rows[i].text && type_row(rows[i].type)->text)
			assert_true(str_is(got.text, rows[i].text));
		else if (rows[i].text)
			assert_int_equal(got.number, rows[i].number);
		bind_free(&b);
		faults_free(&f);
	}
	arena_free(&a);
}

/* ---- writing one text ---- */

static void
check_quote(struct arena *a, struct str text, bool flow)
{
	struct buf t = {0};
	struct faults f = {0};
	struct yaml_node *root;

	buf_cstr(&t, flow ? "{k: " : "k: ");
	yaml_quote(text, flow, &t);
	buf_cstr(&t, flow ? ", l: m}\n" : "\nl: m\n");
	assert_int_equal(yaml_parse(a, buf_view(&t), "f", &root, &f), ERR_OK);
	assert_int_equal(root->n, 2);
	assert_true(str_eq(yaml_entry(root, "k")->text, text));
	buf_free(&t);
}

static void
test_quote(void **state)
{
	static const char alphabet[] = " -:#'\"{}[],&*!|>%@`?\\ab1.~=+/_";
	struct arena a = {0};
	char text[12];
	unsigned seed = 1;

	(void)state;
	for (int i = 0; i < 20000; i++) {
		size_t n = 1 + (size_t)i % sizeof text;

		for (size_t j = 0; j < n; j++) {
			seed = seed * 1103515245u + 12345u;
			text[j] = alphabet[(seed >> 16) %
				(sizeof alphabet - 1)];
		}
		check_quote(&a, (struct str){text, n}, i & 1);
		arena_reset(&a);
	}
	check_quote(&a, STR(""), false);
	check_quote(&a, STR("\xc3\xa9t\xc3\xa9"), true);
	arena_free(&a);
}

static void
test_near(void **state)
{
	static const struct {
		const char *word, *advice;
	} rows[] = {
		{"probabilty", " (did you mean 'probability'?)"},
		{"porbability", " (did you mean 'probability'?)"},
		{"exti", " (did you mean 'exit'?)"},
		{"nmae", " (did you mean 'name'?)"},
		{"colour", ""},
		{"", ""},
	};
	static const char *const words[] = {"id", "name", "exit",
		"probability", "category"};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct near n = near_to(str_of(rows[i].word));

		for (size_t j = 0; j < COUNT(words); j++)
			near_try(&n, str_of(words[j]));
		assert_string_equal(near_advice(&n), rows[i].advice);
	}
	assert_int_equal(fault_quote(STR("ab")).n, 2);
	assert_int_equal(fault_quote(STR("123456789.123456789.123456789."
		"123456789.123456789.123456789\xc3\xa9")).n, 59);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_hostile),
		cmocka_unit_test(test_tree),
		cmocka_unit_test(test_entry_and_empty),
		cmocka_unit_test(test_offset),
		cmocka_unit_test(test_refused),
		cmocka_unit_test(test_rest_remains),
		cmocka_unit_test(test_depth),
		cmocka_unit_test(test_faults_bounded),
		cmocka_unit_test(test_too_many),
		cmocka_unit_test(test_too_large),
		cmocka_unit_test(test_scalars),
		cmocka_unit_test(test_scalars_known),
		cmocka_unit_test(test_quote),
		cmocka_unit_test(test_near),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
