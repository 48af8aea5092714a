/* plan_part.h - what the files of the plan share. Private. */
#ifndef TRANSFER_PLAN_PART_H
#define TRANSFER_PLAN_PART_H

#include "transfer/plan.h"

struct planner {
	struct arena *arena;
	struct model *model;
	const struct entity *entity;
	const struct import_map *map; /* NULL: headers are field names */
	struct rows *rows;
	struct plan *plan;
	struct faults *faults;
	bool *used; /* by column */
	size_t nused;
};

/* A fault of the map. */
struct err *plan_fault(struct planner *p, struct pos at, const char *fmt, ...)
	__attribute__((format(printf, 3, 4)));
/* A column by name, marked as used; a fault where there is none. */
int plan_column(struct planner *p, struct str name, struct pos at);
/* The values of a list as targets of an entity, in reading order. */
void plan_targets(struct planner *p, const struct entity *en,
	const struct map_values *const *lists, size_t n, struct targets *out);
/* One value; false when it has a fault. */
bool plan_target(struct planner *p, const struct entity *en,
	const struct map_value *v, struct target *out);
/* A target of a plain cell. */
struct target target_of_cell(const struct planner *p, const struct field *f,
	int column);
/* A reference's target by what the map says of it; by null: as people call
 * it. */
bool plan_ref(struct planner *p, const struct map_value *v,
	struct target *out);
/* Currency, then by the entity's rows, paths last. */
void plan_order(const struct entity *en, struct targets *t);

void plan_key(struct planner *p);
/* Without a map: the columns that are called like fields. */
void plan_bare(struct planner *p);

#endif
