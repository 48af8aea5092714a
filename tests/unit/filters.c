#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "base/utf8.h"
#include "filters.h"

int
things_setup(void **state)
{
	struct things *s = calloc(1, sizeof *s);

	if (!s)
		return -1;
	things_make(s);
	*state = s;
	return 0;
}

int
things_teardown(void **state)
{
	things_free(*state);
	free(*state);
	return 0;
}

bool
folded_same(struct str a, const char *z)
{
	struct buf x = {0}, y = {0};
	bool same;

	if (!a.p)
		return false;
	text_fold(a, &x);
	text_fold(str_of(z), &y);
	same = x.n == y.n && (!x.n || memcmp(x.p, y.p, x.n) == 0);
	buf_free(&x);
	buf_free(&y);
	return same;
}

bool
folded_has(struct str a, const char *z)
{
	struct buf x = {0}, y = {0};
	bool has;

	if (!a.p)
		return false;
	text_fold(a, &x);
	text_fold(str_of(z), &y);
	has = x.n >= y.n && memmem(x.p ? x.p : "", x.n, y.p, y.n);
	buf_free(&x);
	buf_free(&y);
	return has;
}

int
folded_order(struct str a, const char *z)
{
	struct buf x = {0}, y = {0};
	int c;

	text_fold(a, &x);
	text_fold(str_of(z), &y);
	c = str_cmp((struct str){x.p ? x.p : "", x.n}, buf_view(&y));
	buf_free(&x);
	buf_free(&y);
	return c;
}

bool
within(int64_t v, int64_t lo, int64_t hi)
{
	return v != NUM_NULL && lo <= v && v <= hi;
}

bool
word_in(struct str set, const char *word)
{
	struct str part;

	while (str_split(&set, ',', &part))
		if (folded_same(part, word))
			return true;
	return false;
}

enum answer
amount_in(const struct thing *t, int64_t v, const char *code, int64_t lo,
	int64_t hi)
{
	if (v == NUM_NULL)
		return NO;
	if (!str_is(t->currency.p ? t->currency : STR("EUR"), code))
		return APART;
	return lo <= v && v <= hi ? YES : NO;
}

enum answer
answer_not(enum answer a)
{
	return a == APART ? APART : a == YES ? NO : YES;
}

enum answer
answer_both(enum answer a, enum answer b)
{
	return a == NO || b == NO ? NO : a == APART || b == APART ? APART : YES;
}

enum answer
answer_either(enum answer a, enum answer b)
{
	return answer_not(answer_both(answer_not(a), answer_not(b)));
}

bool
dec_at_least(int64_t v, int64_t hundredths)
{
	int64_t m, n;

	if (v == NUM_NULL)
		return false;
	m = dec_mantissa(v);
	n = hundredths;
	for (int i = dec_scale(v); i < 4; i++)
		m *= 10;
	return m >= n * 100;
}

int64_t
day_edge(const struct things *s, int64_t day, bool end)
{
	return end ? zone_day_end(s->cal.zone, day)
		: zone_day_start(s->cal.zone, day);
}

bool
due_in(const struct things *s, const struct thing *t, int64_t lo, int64_t hi)
{
	if (t->due == NUM_NULL)
		return false;
	if (when_is_day(t->due))
		return within(when_day(t->due), lo, hi);
	return within(zone_day(s->cal.zone, when_instant(t->due)), lo, hi);
}

int64_t
squad_of(const struct things *s, const struct thing *t)
{
	const struct person *p = things_owner(s, t);

	return p ? p->squad : NUM_NULL;
}

bool
below_squad(const struct things *s, int64_t squad, int64_t top)
{
	while (squad != NUM_NULL && squad != top)
		squad = s->squads[squad].parent;
	return squad == top;
}

int
filter_compile(struct things *s, const char *const *words, const char *expr,
	bool no_open, struct query **q, struct err *e)
{
	struct str list[FILTER_WORDS], text = str_of(expr);
	struct query_spec spec = {.words = list, .exprs = &text,
		.nexprs = expr != NULL, .no_open = no_open};

	for (; words && words[spec.nwords]; spec.nwords++)
		list[spec.nwords] = str_of(words[spec.nwords]);
	*e = (struct err){0};
	return query_compile(&s->env, things_entity(s, E_THING), &spec, q, e);
}

struct query *
filter_compiled(struct things *s, const char *const *words, const char *expr,
	bool no_open)
{
	struct query *q;
	struct err e;
	char why[2048];

	if (filter_compile(s, words, expr, no_open, &q, &e)) {
		err_text(&e, why, sizeof why);
		fail_msg("%s", why);
	}
	return q;
}

static void
compare(struct things *s, const struct filter_row *r, const char *const *words,
	const char *expr)
{
	struct query *q = filter_compiled(s, words, expr, !(r->flags & OPEN));
	const char *what = expr ? expr : words[0] ? words[0] : "nothing";
	uint64_t apart = 0;
	enum answer want;
	struct err e;
	bool match;

	for (size_t i = 0; i < s->n; i++) {
		want = r->holds(s, &s->v[i]);
		if (s->v[i].common.archived && !(r->flags & WHOLE))
			want = NO;
		apart += want == APART;
		assert_int_equal(query_match(q, &s->v[i], &match, &e), 0);
		if (match != (want == YES))
			fail_msg("%s: record %zu should be %d", what, i, want);
	}
	if (query_apart(q) != apart)
		fail_msg("%s: %d apart, not %d", what, (int)query_apart(q),
			(int)apart);
	query_end(q);
}

/* Only wanted fields are read: all others hold rubbish. */
static void
spoil(const struct entity *en, const struct want *w, struct thing *t)
{
	const struct field *f;
	bool kept;

	for (size_t k = 0; k < en->nfields; k++) {
		f = &en->fields[k];
		kept = false;
		for (size_t i = 0; i < w->tags.n; i++)
			kept = kept || w->tags.v[i] == f->tag;
		if (!kept)
			memset((char *)t + f->at, 0x5a, 8);
	}
}

static void
unwanted_check(struct things *s, const struct filter_row *r)
{
	struct query *q = filter_compiled(s, r->words, r->expr, false);
	struct want w = {0};
	struct thing partial;
	struct err e;
	bool full, match;

	query_wants(q, &w);
	for (size_t i = 0; i < s->n; i += 17) {
		partial = s->v[i];
		spoil(things_entity(s, E_THING), &w, &partial);
		assert_int_equal(query_match(q, &s->v[i], &full, &e), 0);
		assert_int_equal(query_match(q, &partial, &match, &e), 0);
		assert_int_equal(full, match);
	}
	ARR_FREE(&w.tags);
	query_end(q);
}

/* So that no comparison is empty. */
static void
division_check(const struct things *s, const struct filter_row *r)
{
	const char *what = r->expr ? r->expr : r->words[0];
	size_t yes = 0;

	for (size_t i = 0; i < s->n; i++)
		yes += r->holds(s, &s->v[i]) == YES;
	if (!(r->flags & ALL) && (yes == 0 || yes == s->n))
		fail_msg("%s: holds for %zu", what, yes);
}

void
filters_check(struct things *s, const struct filter_row *rows, size_t n)
{
	const struct filter_row *r;

	for (size_t i = 0; i < n; i++) {
		r = &rows[i];
		if (r->words[0] || !r->expr)
			compare(s, r, r->words, NULL);
		if (r->expr)
			compare(s, r, NULL, r->expr);
		unwanted_check(s, r);
		division_check(s, r);
	}
}
