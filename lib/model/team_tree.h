/*
 * team_tree.h - the sales organisation as forecasts print it: a total, teams
 * with their teams and reps, and what nobody owns.
 *
 * Made of the teams and reps at the view, so that the tree of T holds for
 * earlier wins also (HISTORY.md 19). Nodes stand in print order: parents
 * before children, teams before reps, both by key, `unassigned` last; a
 * subtree is the run of nodes from `i` up to `end`.
 */
#ifndef MODEL_TEAM_TREE_H
#define MODEL_TEAM_TREE_H

#include "model/model.h"

enum node_kind { NODE_TOTAL, NODE_TEAM, NODE_REP, NODE_UNASSIGNED };

struct tree_node {
	enum node_kind kind;
	int64_t id;	  /* of the team or rep, else NUM_NULL */
	struct str name;  /* "team/emea", "rep/anna", "total" */
	struct str title; /* "Anna Ek", may be null */
	size_t parent;	  /* 0 for the total itself too */
	size_t end;	  /* one past the last node below */
	int depth;	  /* 0: the total */
};

struct tree {
	struct tree_node *v; /* v[0] is the total */
	size_t n;
	size_t unassigned;   /* its place */
	/* by id: place of the node, 0 where there is none */
	size_t *rep_at, *team_at;
	size_t reps, teams;  /* lengths of these */
};

/* Who stands in the tree. */
struct tree_spec {
	/* Owners that have figures, in any order: they are in, though archived
	 * or younger than the view, and so are the teams above them. */
	const int64_t *owners;
	size_t nowners;
	bool archived; /* every archived team and rep too */
};

/* Everything is in the arena. A rep without a team hangs under the total, as
 * do teams that changes of different instants have closed to a ring. */
int tree_build(struct model *m, struct arena *a, const struct tree_spec *spec,
	struct tree *out, struct err *e);

enum { TREE_NONE = 0 };
/* The node of a rep, of the unassigned for NUM_NULL; TREE_NONE. */
size_t tree_of_rep(const struct tree *t, int64_t rep);
size_t tree_of_team(const struct tree *t, int64_t team);
/* The node of a holder of quotas, anyref_make(). */
size_t tree_of_holder(const struct tree *t, int64_t holder);
/* Whether `node` is `top` or stands below it. */
bool tree_within(const struct tree *t, size_t node, size_t top);

#endif
