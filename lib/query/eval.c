#include "base/utf8.h"
#include "query/tree.h"

static bool
in_ranges(const struct range *v, size_t n, int64_t x)
{
	size_t lo = 0, mid;

	while (n > 1) {
		mid = n / 2;
		lo += v[lo + mid].lo <= x ? mid : 0;
		n -= mid;
	}
	return n && v[lo].lo <= x && x <= v[lo].hi;
}

static bool
span_when(const struct span *sp, int64_t when)
{
	int64_t x;

	if (when_is_day(when)) {
		x = when_day(when);
		return sp->day_lo <= x && x <= sp->day_hi;
	}
	x = when_instant(when);
	return sp->lo.i <= x && x <= sp->hi.i;
}

static bool
span_holds(const struct span *sp, int lo, int hi)
{
	return (!sp->has_lo || (sp->lo_out ? lo > 0 : lo >= 0)) &&
		(!sp->has_hi || (sp->hi_out ? hi < 0 : hi <= 0));
}

static bool
span_dec(const struct span *sp, int64_t x)
{
	return span_holds(sp, sp->has_lo ? dec_cmp(x, sp->lo.i) : 0,
		sp->has_hi ? dec_cmp(x, sp->hi.i) : 0);
}

static bool
is_ascii(struct str s)
{
	unsigned char all = 0;

	for (size_t i = 0; i < s.n; i++)
		all |= (unsigned char)s.p[i];
	return all < 0x80;
}

/* ASCII text against a folded one, as str_cmp would compare it folded. */
static int
ascii_cmp(struct str s, struct str folded)
{
	size_t n = s.n < folded.n ? s.n : folded.n;
	unsigned char a, b;

	for (size_t i = 0; i < n; i++) {
		a = (unsigned char)s.p[i];
		b = (unsigned char)folded.p[i];
		if (a >= 'A' && a <= 'Z')
			a |= 0x20;
		if (a != b)
			return a < b ? -1 : 1;
	}
	return (s.n > folded.n) - (s.n < folded.n);
}

static struct str
fold(struct query *q, struct str s)
{
	buf_reset(&q->scratch);
	text_fold(s, &q->scratch);
	return q->scratch.p ? buf_view(&q->scratch) : STR("");
}

static bool
test_text(struct query *q, const struct test *t, struct str v)
{
	bool bytes = t->exact || !is_ascii(v);
	const struct span *sp;
	int lo, hi;

	if (bytes && !t->exact)
		v = fold(q, v);
	for (sp = t->spans; sp; sp = sp->next) {
		lo = !sp->has_lo ? 0 : bytes ? str_cmp(v, sp->lo.s)
			: ascii_cmp(v, sp->lo.s);
		hi = !sp->has_hi ? 0 : bytes ? str_cmp(v, sp->hi.s)
			: ascii_cmp(v, sp->hi.s);
		if (span_holds(sp, lo, hi))
			return true;
	}
	return false;
}

static bool
test_set(struct query *q, const struct test *t, struct str v)
{
	struct str word;

	while (str_split(&v, ',', &word))
		if (test_text(q, t, word))
			return true;
	return false;
}

static bool
test_word(const struct test *t, struct str v)
{
	for (const struct span *sp = t->spans; sp; sp = sp->next)
		if (str_eq(v, sp->lo.s))
			return true;
	return false;
}

static bool
test_has(const struct test *t, struct str v)
{
	for (const struct span *sp = t->spans; sp; sp = sp->next)
		if (text_has(v, sp->lo.s))
			return true;
	return false;
}

static bool
is_code(struct str s, const struct currency *c)
{
	return s.n == 3 && memcmp(s.p, c->code, 3) == 0;
}

/* An amount is compared with those of its own currency only. */
static enum truth
test_money(struct query *q, const struct test *t, const void *rec, int64_t v)
{
	struct str code = t->currency ? field_text(t->currency, rec) : STR_NULL;
	bool own = false;

	if (!code.p)
		code = q->base;
	for (const struct span *sp = t->spans; sp; sp = sp->next) {
		if (!is_code(code, sp->money))
			continue;
		if (sp->lo.i <= v && v <= sp->hi.i)
			return TRUTH_YES;
		own = true;
	}
	if (own)
		return TRUTH_NO;
	for (size_t i = 0; i < q->currencies.n; i++)
		own = own || is_code(code, q->currencies.v[i]);
	q->foreign = q->foreign || !own;
	return TRUTH_APART;
}

static bool
test_spans(const struct test *t, int64_t v)
{
	for (const struct span *sp = t->spans; sp; sp = sp->next)
		if (t->kind == TEST_WHEN ? span_when(sp, v) : span_dec(sp, v))
			return true;
	return false;
}

/* Of a field that is unset. */
static enum truth
unset_truth(const struct query *q, const struct test *t)
{
	if (t->kind == TEST_NULL)
		return TRUTH_YES;
	return q->no_unset ? TRUTH_APART : TRUTH_NO;
}

static enum truth
number_truth(struct query *q, const struct test *t, const void *rec)
{
	int64_t v = field_int(t->path.leaf, rec);

	if (v == NUM_NULL)
		return unset_truth(q, t);
	if (t->kind == TEST_NULL)
		return TRUTH_NO;
	if (t->kind == TEST_INT)
		return (enum truth)in_ranges(t->ranges, t->n, v);
	if (t->kind == TEST_MONEY)
		return test_money(q, t, rec, v);
	return (enum truth)test_spans(t, v);
}

static enum truth
text_truth(struct query *q, const struct test *t, const void *rec)
{
	struct str v = field_text(t->path.leaf, rec);

	if (!v.p)
		return unset_truth(q, t);
	if (t->kind == TEST_NULL)
		return TRUTH_NO;
	if (t->kind == TEST_WORD)
		return (enum truth)test_word(t, v);
	if (t->kind == TEST_HAS)
		return (enum truth)test_has(t, v);
	if (t->kind == TEST_SET)
		return (enum truth)test_set(q, t, v);
	return (enum truth)test_text(q, t, v);
}

/* Where there is no record everything is unset. */
static int
test_eval(struct query *q, const struct test *t, const void *rec,
	enum truth *out, struct err *e)
{
	int code = ERR_OK;

	if (t->path.deep)
		code = path_record(q->env, &t->path, rec, &rec, e);
	if (code)
		return code;
	if (!rec)
		*out = unset_truth(q, t);
	else
		*out = t->text ? text_truth(q, t, rec)
			: number_truth(q, t, rec);
	return ERR_OK;
}

static int node_eval(struct query *q, const struct node *n, const void *rec,
	enum truth *out, struct err *e);

/* AND ends at the first no, OR at the first yes; else APART prevails. */
static int
chain_eval(struct query *q, const struct node *n, const void *rec,
	enum truth *out, struct err *e)
{
	enum truth end = n->kind == NODE_AND ? TRUTH_NO : TRUTH_YES, one;
	int code;

	*out = n->kind == NODE_AND ? TRUTH_YES : TRUTH_NO;
	for (const struct node *k = n->kids; k; k = k->next) {
		code = node_eval(q, k, rec, &one, e);
		if (code)
			return code;
		if (one == end || one == TRUTH_APART)
			*out = one;
		if (one == end)
			break;
	}
	return ERR_OK;
}

static int
node_eval(struct query *q, const struct node *n, const void *rec,
	enum truth *out, struct err *e)
{
	int code;

	switch (n->kind) {
	case NODE_TEST:
		return test_eval(q, n->test, rec, out, e);
	case NODE_NOT:
		code = node_eval(q, n->kids, rec, out, e);
		if (!code && *out != TRUTH_APART)
			*out = *out == TRUTH_NO ? TRUTH_YES : TRUTH_NO;
		return code;
	case NODE_AND: case NODE_OR: break;
	}
	return chain_eval(q, n, rec, out, e);
}

int
query_match(struct query *q, const void *rec, bool *match, struct err *e)
{
	enum truth answer = TRUTH_NO;
	int code;

	q->foreign = false;
	code = node_eval(q, q->root, rec, &answer, e);
	*match = !code && answer == TRUTH_YES;
	q->apart += answer == TRUTH_APART && q->foreign;
	return code;
}
