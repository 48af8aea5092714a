/*
 * query.h - which records a list means: filters, parsed once, tested fast.
 *
 * The query layer turns what people type (filter words, -e expressions, sort
 * keys, columns, groups) into structures resolved against the schema's rows,
 * and evaluates them on records in memory. It knows base/ and schema/; where
 * records come from is the environment's business. Two syntaxes, one tree:
 *
 *   words   stage:a,b amount:10000.. close:..eoq name:~acme not:tag:cold
 *           owner: (unset)  status:any (no constraint)  @stale  acme
 *   -e      amount >= 10000 and (owner = anna or owner = null)
 *
 * Unset values match only `= null` and `field:`, and so fail every other
 * comparison; `!=` and `!~` are exactly the negation of `=` and `~`. A day or
 * period as the value of a day or an instant means all of it. Text compares
 * folded unless F_EXACT. An enum orders as its list of words does.
 */
#ifndef QUERY_QUERY_H
#define QUERY_QUERY_H

#include "schema/entity.h"

struct query_ids {
	ARR(int64_t) list;
};

/* A word that is no field but stands for one: "team" for "owner.team". */
struct query_word {
	const char *path;
	/* Where the field is a T_REF: add every id that is meant by `id` (a
	 * team and all below it). NULL: only the id itself. */
	int (*grow)(void *ctx, int64_t id, struct query_ids *ids,
		struct err *e);
};

/* What queries need from outside. Callbacks may be NULL. */
struct query_env {
	const struct schema *schema;
	const struct scope *scope; /* its arena holds what is made here */
	/* The text (filter words) of @name; null text: there is none. */
	struct str (*named)(void *ctx, const struct entity *, struct str name);
	/* Asked before the fields, about names without a dot; false: none. */
	bool (*word)(void *ctx, const struct entity *, struct str name,
		struct query_word *out);
	/* Names of fields which, mentioned, lift the entity's open filter as
	 * its own fields do ("stage,closed"); NULL: no more. */
	const char *(*lifts)(void *ctx, const struct entity *);
	/* The record a reference names, for paths like account.name. It stays
	 * valid as long as the environment does (keep a cache). ERR_NO: there
	 * is none at the view; its fields count as unset. */
	int (*fetch)(void *ctx, int entity, int64_t id, const void **rec,
		struct err *e);
	void *ctx; /* the callbacks' own */
};

/* A field, at most one reference deep: "name", "account.name". */
struct path {
	const struct field *base;    /* of the record */
	const struct field *leaf;    /* the value's; == base unless deep */
	const struct entity *entity; /* that `leaf` belongs to */
	bool deep;		     /* leaf is a field of what base names */
};

/* By name ('-' counts as '_'). ERR_USAGE with the nearest name. */
int path_resolve(const struct query_env *env, const struct entity *en,
	struct str name, struct path *out, struct err *e);
/* The value; unset where a reference on the way is. *money (may be NULL) is
 * the currency of the record the value is from. */
int path_value(const struct query_env *env, const struct path *p,
	const void *rec, union val *v, const struct currency **money,
	struct err *e);

/* Tags a scan needs (`want` of scan_open): a set, ended by 0. All zero is
 * empty; freed with ARR_FREE(&w->tags). */
struct want {
	ARR(uint16_t) tags;
};
void want_add(struct want *w, unsigned tag);
void want_path(struct want *w, const struct entity *en, const struct path *p);

/* What was typed. All parts are ANDed. */
struct query_spec {
	const struct str *words;
	size_t nwords;
	const struct str *exprs; /* texts of -e */
	size_t nexprs;
	bool no_bare; /* a bare word is ERR_USAGE (changing verbs) */
	bool no_open; /* leave the entity's open filter out */
	bool no_unset; /* what compares with an unset field, but to tell that
			* it is unset, has no answer, negated neither */
};

struct query;

/* Parse and resolve. The entity's open filter holds unless a field it names is
 * mentioned; archived records are out unless `archived` is. ERR_USAGE with
 * file "-e" or the word, line and column; ERR_NO from references. */
int query_compile(const struct query_env *env, const struct entity *en,
	const struct query_spec *spec, struct query **q, struct err *e);
/* Free what is not in the arena. */
void query_end(struct query *q);
/* Is the record meant? Amounts compare in the currency written, else the base
 * one; a record whose answer hangs on an amount in another currency does not
 * match and is counted. */
int query_match(struct query *q, const void *rec, bool *match, struct err *e);
/* How many records query_match has so left apart. */
uint64_t query_apart(const struct query *q);
/* Was anything typed at all? Verbs that change refuse to when nothing was. */
bool query_selects(const struct query *q);
/* Add the tags query_match reads. */
void query_wants(const struct query *q, struct want *w);
/* An equality every match fulfils, on an indexed field, for tx_find: what it
 * finds holds all matches and still has to be tested. */
bool query_index(const struct query *q, const struct field **f, union val *v);

#endif
