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
	E_RATE = 11,
	E_ADJUSTMENT,
	E_SUBMISSION,
	E_SEAL,
	E_QUOTE,
	E_LINE,
	E_DOCUMENT,
	E_PRICEBOOK,
	E_PRICE,
	E_END,
};

/* Fields a person gave in the change at hand, even where they were so before:
 * "25 percent" said anew on a move is not the stage's own. */
struct said {
	const void *rec;
	uint64_t tags[4]; /* bits, of the tags below TAG_CUSTOM */
};

/* A quote whose figures are to be made anew. */
struct touched {
	int64_t id;
	bool offer;   /* a line of it changed */
	bool price;   /* prices that were looked up are to be again */
	int64_t left; /* the deal that it was taken from, or 0 */
	struct touched *next;
};

struct model_cache;
struct look;

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
	struct str login;      /* the person's login, asked for when needed */
	struct str (*ask_login)(void *ctx); /* set after model_load, or NULL */
	void *ask_ctx;
	int64_t now;	       /* the invocation's clock */
	int64_t at;	       /* instant of changes: now, or --at */
	struct said said;
	struct touched *touched;
	bool settling;	       /* figures follow, rules do not apply */
	bool importing;	       /* what comes in was decided elsewhere */
	const struct look *look; /* of documents that are sent; NULL: plain */
	struct model_cache *cache; /* names and word lists, in the arena */
};

/* Load the policy at tx's view, build the schema, bind the store. `now` is the
 * clock; when the view has an as_of, "now" and "today" are that instant. All
 * of *m is set anew, and nothing in it has to be freed but the arena. */
int model_load(struct model *m, struct arena *a, struct store *st,
	struct tx *tx, int64_t now, struct str me, struct err *e);
/* The built-in entities without custom fields, for config check and help. */
const struct schema *model_builtin(struct arena *a);
const struct entity *model_entity(const struct model *m, int number);
/* ERR_DATA, saying so, where a record is archived: what sells goes on with live
 * ones only. */
int model_live(struct model *m, const struct entity *en, const void *rec,
	struct err *e);

/* Resolve "42", "deal/42", "anna", "me", "ext:hubspot:998", an e-mail or
 * domain, a unique name (case is free). Live records come before archived
 * ones. ERR_NO "42: no such deal"; ERR_USAGE with up to five candidates. */
int model_resolve(struct model *m, const struct entity *en, struct str text,
	int64_t *id, struct err *e);
/* "deal/42", "rep/anna", "quota/3", "ext:hubspot:998": any record. */
int model_resolve_any(struct model *m, struct str text,
	const struct entity **en, int64_t *id, struct err *e);
/* tx_get with the message "42: no such deal" and record in the arena. */
int model_get(struct model *m, const struct entity *en, int64_t id,
	void **rec, struct err *e);
/* A record as references show it: at the view, or as it first was where it is
 * younger (HISTORY.md 16). ERR_NO when it never was. */
int model_shown(struct model *m, const struct entity *en, int64_t id,
	struct arena *a, void **rec, struct err *e);
/* How a record is called: "deal/42", "rep/anna". */
void model_ref_text(struct model *m, const struct entity *en, int64_t id,
	struct buf *out);
/* Fields that, mentioned in a filter, lift the entity's open filter besides
 * those it names itself ("stage,closed"); NULL: none. */
const char *model_lifts(const struct entity *en);
/* Its title field ("Acme renewal"), empty where it has none. */
struct str model_title(struct model *m, const struct entity *en,
	const void *rec);

/* The rep the invocation acts for: `me`, else the rep whose login is ours,
 * else NUM_NULL, also where no rep has that handle. */
int model_me(struct model *m, int64_t *rep, struct err *e);

/* Fill defaults for a new record (owner; deal: pipeline, currency), before the
 * user's own values are set. A deal's stage is filled on saving, when its
 * pipeline is known. */
int model_defaults(struct model *m, const struct entity *en, void *rec,
	struct err *e);
/* Set a field as a person does; v NULL clears it. To be used instead of
 * field_set for what was typed or imported: it notes that the value was given,
 * so that a percentage given with a move is not taken for the old one. */
void model_assign(struct model *m, void *rec, const struct field *f,
	const union val *v);
/* Parse a word or value for a field and assign it. ERR_USAGE, ERR_DATA. */
int model_assign_text(struct model *m, const struct entity *en, void *rec,
	uint16_t tag, struct str text, struct err *e);
/* tx_save at m->at; a new rate at its day (rate.h). */
int model_save(struct model *m, const struct entity *en, void *rec,
	enum saved *how, struct err *e);

/* At the end of an operation, before it is committed: what follows from what
 * was saved in other records (figures of quotes, the amount of a deal). */
int model_settle(struct model *m, struct err *e);

#endif
