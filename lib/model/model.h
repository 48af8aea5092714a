/*
 * model.h - the entities and their rules, over one transaction.
 *
 * One file per entity holds its struct, its field rows and its rules (deal.c:
 * move, win, lose, reopen). The model knows the store's records and the
 * policy; it never prints and knows no argv. `struct model` is what a verb
 * works with: a transaction, the policy in force at its view, the schema with
 * custom fields merged in, and the scope in which values are read and printed.
 */
#ifndef MODEL_MODEL_H
#define MODEL_MODEL_H

#include "conf/policy.h"
#include "store/store.h"

/* Numbers are part of the store's format: never reuse one. */
enum entity_number {
	E_TEAM = 1,
	E_REP,
	E_ACCOUNT,
	E_CONTACT,
	E_LEAD,
	E_DEAL,
	E_ACTIVITY,
	E_CAMPAIGN,
	E_PRODUCT,
	E_QUOTA,
	E_END,
};

struct model {
	struct arena *arena;   /* one per invocation */
	struct store *store;
	struct tx *tx;
	struct policy *policy; /* the one in force at the view */
	struct schema schema;
	struct calendar cal;   /* today and now are T's under --as-of */
	struct scope scope;    /* scope.ctx is the model */
	struct derive_env env;
	struct str me;	       /* the person's rep handle, null if unknown */
	int64_t now;	       /* the invocation's clock */
	int64_t at;	       /* instant of changes: now, or --at */
};

/* Load the policy at tx's view, build the schema, bind the store. `now` is the
 * clock; when the view has an as_of, "now" and "today" are that instant. */
int model_load(struct model *m, struct arena *a, struct store *st,
	struct tx *tx, int64_t now, struct str me, struct err *e);
/* The built-in entities without custom fields, for config check and help. */
const struct schema *model_builtin(struct arena *a);
const struct entity *model_entity(const struct model *m, int number);

/* Resolve "42", "anna", "me", "ext:hubspot:998", an e-mail or domain, a unique
 * name. ERR_NO "42: no such deal"; ERR_USAGE with the candidates. */
int model_resolve(struct model *m, const struct entity *en, struct str text,
	int64_t *id, struct err *e);
/* "deal/42", "rep/anna", "quota/3": any record. */
int model_resolve_any(struct model *m, struct str text,
	const struct entity **en, int64_t *id, struct err *e);
/* tx_get with the message "42: no such deal" and record in the arena. */
int model_get(struct model *m, const struct entity *en, int64_t id,
	void **rec, struct err *e);
/* How a record is called: "deal/42", "rep/anna". */
void model_ref_text(struct model *m, const struct entity *en, int64_t id,
	struct buf *out);
/* Its title field ("Acme renewal"), empty where it has none. */
struct str model_title(struct model *m, const struct entity *en,
	const void *rec);

/* The rep the invocation acts for: `me`, else the rep whose login is ours,
 * else NUM_NULL. */
int model_me(struct model *m, int64_t *rep, struct err *e);

/* Fill defaults for a new record (deal: pipeline, first stage, owner,
 * currency), before the user's own values are set. */
int model_defaults(struct model *m, const struct entity *en, void *rec,
	struct err *e);
/* tx_save at m->at. */
int model_save(struct model *m, const struct entity *en, void *rec,
	enum saved *how, struct err *e);

#endif
