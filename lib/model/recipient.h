/* recipient.h - whom a message is for: a rep, or who leads a team. */
#ifndef MODEL_RECIPIENT_H
#define MODEL_RECIPIENT_H

#include "model/model.h"

struct recipient {
	int entity;	 /* E_REP, E_TEAM */
	int64_t id;
	struct str ref;	 /* "rep/anna", "team/emea" */
	struct str key;	 /* "anna", "emea" */
	struct str name; /* of the person, null: none is known */
	struct str email; /* the rep's own or the manager's; null: none */
	struct str lacks; /* where there is none, what it would need */
};

/* Reps who are active, or teams, by key, none of them archived, as they are at
 * the view. */
int recipient_list(struct model *m, struct arena *a, int entity,
	struct recipient **out, size_t *n, struct err *e);
/* A rep, whatever became of them. */
int recipient_rep(struct model *m, struct arena *a, int64_t rep,
	struct recipient *out, struct err *e);

#endif
