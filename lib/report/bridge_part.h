/* bridge_part.h - a bridge being made, for its files. Private to report/.
 *
 * bridge_side.c looks at the store as of each view, bridge_class.c says in
 * which bucket a deal is, bridge.c adds them up. */
#ifndef REPORT_BRIDGE_PART_H
#define REPORT_BRIDGE_PART_H

#include "model/team_tree.h"
#include "report/bridge.h"
#include "report/worth.h"

/* A deal as it is at a view. */
struct snap {
	bool exists, archived, listed; /* listed: it is in the side's scope */
	enum stage_type kind;
	enum category category;
	struct str pipeline, stage;
	int64_t owner, close, created;
	int64_t amount; /* in `own`, or NUM_NULL */
	const struct currency *own;
	int64_t value;  /* in `money`; 0: none, or no rate */
	const struct currency *money;
	bool bare, unrated;
};

struct pair {
	int64_t id;
	struct snap a, b;
	int64_t a_by_b; /* a's amount at b's rate; NUM_NULL: the same, or
			 * there is none */
};

/* A node of either tree; by kind and id, so that names may change. */
struct joint {
	enum node_kind kind;
	int64_t id;
	struct str name, title;
	int depth;
	bool within; /* the team asked for */
};

struct side {
	struct view view;
	struct model *m;
	struct period window;
	struct tree tree;
	size_t *joint; /* by place in the tree: place among the joints */
	bool *inside;  /* the same: it is of the team asked for */
	struct forecast figures;
	struct query *filter;
	struct exchange *exchange;
};

struct bridge_work {
	struct model *m;
	struct arena *a;
	const struct bridge_spec *spec;
	struct bridge *out;
	struct side from, to;
	ARR(struct pair) pairs; /* by id */
	ARR(struct joint) joints;
	ARR(const struct currency *) money;
	struct bridge_row *grid; /* joints times money */
};

/* Look at both views: sides, pairs, joints. */
int sides_look(struct bridge_work *w, struct err *e);
/* Whether a deal as it is in s counts at a joint by the side's tree, calendar
 * and stages. */
bool side_counts(const struct side *side, const struct snap *s, size_t joint);
/* Whether its owner is at or below a joint in the side's tree. */
bool side_owns(const struct side *side, int64_t owner, size_t joint);
/* The bucket at a joint at which it is in a, in b, or both. */
enum bucket pair_bucket(const struct bridge_work *w, const struct pair *p,
	size_t joint, bool in_a, bool in_b);

/* Has it no value, or no rate, on a side it is listed on? */
static inline bool
pair_bare(const struct pair *p)
{
	return (p->a.listed && p->a.bare) || (p->b.listed && p->b.bare);
}

static inline bool
pair_unrated(const struct pair *p)
{
	return (p->a.listed && p->a.unrated) || (p->b.listed && p->b.unrated);
}

#endif
