/* group_part.h - a grouping's inside, for group.c and tally.c. */
#ifndef QUERY_GROUP_PART_H
#define QUERY_GROUP_PART_H

#include "query/group.h"
#include "query/key.h"

/* A group being summed; decimals are kept as units of DEC_SCALE_MAX. */
struct tally {
	union val *keys;
	const struct currency *money;
	int64_t count;
	__int128 *sums;
	bool *set;
};

struct groups {
	const struct query_env *env;
	const struct entity *entity;
	struct keys keys;
	enum bucket buckets[KEYS_MAX];
	struct map days[KEYS_MAX]; /* day to its bucket's first */
	const struct field *sums[KEYS_MAX];
	size_t nsums;
	bool money;
	struct group_col *cols;
	size_t ncols;
	struct map found;	   /* bytes of the keys to index of tally */
	ARR(struct tally) tallies;
	struct buf bytes;
	struct packer packer;
};

/* The calendar's, or one of civil years in UTC. */
const struct calendar *group_calendar(const struct groups *g);
bool bucket_unit(enum bucket b, enum period_unit *unit);

#endif
