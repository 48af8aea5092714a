/* filters.h - filters beside naive answers: a row is a filter in both
 * syntaxes and a predicate over things that says what it should mean. */
#ifndef UNIT_FILTERS_H
#define UNIT_FILTERS_H

#include "things.h"

enum { FILTER_WORDS = 6 };

/* What a record should be: the filter's three answers. */
enum answer { NO, YES, APART };

typedef enum answer predicate(const struct things *s, const struct thing *t);

/* The words and the expression mean the same. Without flags the open filter is
 * left out, and archived records are. ALL: it is not meant to divide them. */
enum { OPEN = 1, WHOLE = 2, ALL = 4 };

struct filter_row {
	const char *words[FILTER_WORDS];
	const char *expr;
	predicate *holds;
	int flags;
};

int filter_compile(struct things *s, const char *const *words,
	const char *expr, bool no_open, struct query **q, struct err *e);
/* The same, failing the test where it fails. */
struct query *filter_compiled(struct things *s, const char *const *words,
	const char *expr, bool no_open);
/* Every filter equals its predicate on every record and counts those apart,
 * reads no field it does not want, and is true of some records only. */
void filters_check(struct things *s, const struct filter_row *rows, size_t n);

/* Setup and teardown of a group of tests: *state is a struct things. */
int things_setup(void **state);
int things_teardown(void **state);

/* Parts of predicates; what is unset is in nothing. */
bool folded_same(struct str a, const char *z);
bool folded_has(struct str a, const char *z);
/* Of a text that is set, as folded: below 0, 0 or above. */
int folded_order(struct str a, const char *z);
bool within(int64_t v, int64_t lo, int64_t hi);
bool word_in(struct str set, const char *word);
/* An amount against lo to hi of a currency, unset counting as euros. */
enum answer amount_in(const struct thing *t, int64_t v, const char *code,
	int64_t lo, int64_t hi);
enum answer answer_not(enum answer a);
enum answer answer_both(enum answer a, enum answer b);
enum answer answer_either(enum answer a, enum answer b);
bool dec_at_least(int64_t v, int64_t hundredths);
/* First or last microsecond of a day in the things' zone. */
int64_t day_edge(const struct things *s, int64_t day, bool end);
/* Days by days, instants by the zone's day they fall on. */
bool due_in(const struct things *s, const struct thing *t, int64_t lo,
	int64_t hi);
int64_t squad_of(const struct things *s, const struct thing *t);
bool below_squad(const struct things *s, int64_t squad, int64_t top);

#define HOLDS(name, condition)                                                 \
	static enum answer name(const struct things *s, const struct thing *t) \
	{                                                                      \
		(void)s;                                                       \
		(void)t;                                                       \
		return (enum answer)(condition);                               \
	}
#define LO (INT64_MIN + 1)
#define HI INT64_MAX
#define DAY(y, m, d) day_of(y, m, d)
#define MONEY(lo, hi) amount_in(t, t->amount, "EUR", lo, hi)

#endif
