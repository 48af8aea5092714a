/*
 * group.h - quick sums: `--group owner,close:month --sum amount,weighted`.
 *
 * A key is a field, one reference deep too; a day or instant takes a bucket
 * (:day :week :month :quarter :year, the last three fiscal); a set is one
 * value. Sums are exact and of the record's own summable fields. Sums of money
 * never cross currencies: the currency is then a key, and a column unless it
 * is one already. Groups come in the order of their keys, unset last.
 */
#ifndef QUERY_GROUP_H
#define QUERY_GROUP_H

#include "query/query.h"

enum group_part { GROUP_KEY, GROUP_CURRENCY, GROUP_COUNT, GROUP_SUM };
enum bucket { BUCKET_NONE, BUCKET_DAY, BUCKET_WEEK, BUCKET_MONTH,
	BUCKET_QUARTER, BUCKET_YEAR };

struct group_col {
	enum group_part part;
	const char *name;	    /* "owner", "close_month", "count" */
	const struct field *field;  /* of keys and sums, else NULL */
	enum bucket bucket;
	size_t at;		    /* index into keys or sums */
};

struct group_row {
	const union val *keys;	      /* a bucket's is its first day */
	const struct currency *money; /* NULL where no money is summed */
	int64_t count;
	const int64_t *sums;	      /* NUM_NULL where nothing was set */
};

struct groups;

/* `keys` and `sums` as typed, null for none. The count is a column where
 * `count` is set or nothing is summed. ERR_USAGE for an unknown field, a
 * bucket of something else than time, a sum of what has none. */
int group_compile(const struct query_env *env, const struct entity *en,
	struct str keys, struct str sums, bool count, struct groups **g,
	struct err *e);
void group_wants(const struct groups *g, struct want *w);
int group_add(struct groups *g, const void *rec, struct err *e);
/* No records give no groups. ERR_DATA when a sum is too large. Both live in
 * the scope's arena. */
int group_rows(struct groups *g, const struct group_row **rows, size_t *n,
	struct err *e);
const struct group_col *group_cols(const struct groups *g, size_t *n);
/* One cell as text, nothing for unset: value_print, or a bucket's label. */
void group_print(const struct groups *g, const struct group_col *c,
	const struct group_row *r, struct buf *out);
/* Free what is not in the arena. */
void group_free(struct groups *g);

#endif
