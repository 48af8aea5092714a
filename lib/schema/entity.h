/*
 * entity.h - an entity is a row too: its fields, its struct's size, what it
 * goes by, and what the store shall keep for it (indexes by field flag, one
 * roll-up, touches), so that store/ never names a deal.
 */
#ifndef SCHEMA_ENTITY_H
#define SCHEMA_ENTITY_H

#include "schema/type.h"

/* Every record's struct begins with this. id 0 is a record not yet saved. */
struct common {
	int64_t id;
	int64_t rev;	  /* number of its events */
	int64_t created;  /* instant of its first event */
	int64_t updated;  /* instant of its last event */
	int64_t archived; /* 0 or 1, never null */
	struct str tag;
	struct str ext;	  /* external ids, "source:key,source:key" */
	int64_t claimed;  /* of an import's step that came too late: the
			   * instant it was meant for (HISTORY.md 7) */
};

/* Tags of the common fields; entities' own begin at 32. */
enum common_tag {
	TAG_ID = 1,
	TAG_REV,
	TAG_CREATED,
	TAG_UPDATED,
	TAG_ARCHIVED,
	TAG_TAG,
	TAG_EXT,
	TAG_CLAIMED,
	TAG_OWN = 32,
	TAG_CUSTOM = 256,
};

/* What computed fields depend on. policy is conf's struct policy; it travels
 * as a pointer because schema/ and store/ do not know it. */
enum { DERIVE_WORDS = 2 }; /* derived fields' tags are below 128 */

struct derive_env {
	const struct calendar *cal;
	const void *policy;
	const uint64_t *want; /* bits of the tags asked for; NULL: all */
};

/* Whether a derived field is asked for; the others may be left alone. */
static inline bool
derive_wants(const struct derive_env *env, unsigned tag)
{
	return !env->want || env->want[tag / 64] >> tag % 64 & 1;
}

enum { ROLLUP_BY = 6, ROLLUP_SUMS = 4 };

/* Sums kept per combination of fields over live (not archived) records, changed
 * by difference with every event. Fields may be derived ones, provided they do
 * not depend on the clock. Tags, 0 ends; of `by` the first two are numbers, and
 * those that follow, one at least, mostly texts. Every record counts in one
 * cell; a record whose first `by` field is unset does not count at all. With a
 * span above one the cells are also kept summed over so many numbers of the
 * first field, from its multiples on, but for decimals. */
struct rollup {
	uint16_t by[ROLLUP_BY + 1];
	uint16_t sums[ROLLUP_SUMS + 1];
	int64_t span;
};

/* A record of this entity touches the record its `ref` field (T_REF or
 * T_ANYREF, indexed) names, at the instant in its `at` field, while live:
 * the target's F_TOUCH field is the latest such instant. */
struct touch {
	uint16_t ref, at;
};

struct entity {
	uint8_t number;	      /* 1 to 63, never reused, part of the format */
	const char *name;     /* "deal" */
	const char *plural;   /* "deals" */
	const char *summary;  /* "an opportunity on its way through stages" */
	const struct field *fields; /* in display order, common ones included */
	size_t nfields;
	size_t size;	      /* of the struct, custom fields included */
	uint16_t key;	      /* field it goes by (rep/anna), 0: its id */
	uint16_t title;	      /* field that names it to people, 0 none */
	uint16_t parent;      /* field with the record it is part of, shown
				 with that one, 0 none */
	uint16_t currency;    /* field with the currency of its money, 0 none */
	const char *columns;  /* default columns of list */
	const char *open;     /* filter of a plain list ("status:open"), or 0 */
	const struct rollup *rollup;
	const struct touch *touch;
	/* Kept fields of `after`, from the record before the event (NULL when
	 * it is created) and the event's instant. */
	void (*fold)(const void *before, void *after, int64_t instant);
	/* Derived fields, those that env->want asks for. Called on every
	 * record that is read or saved. */
	void (*derive)(const struct derive_env *, void *rec);
	/* Rules across fields, before a save; before is NULL on creation. ctx
	 * is the model. May set fields of after. */
	int (*check)(void *ctx, const void *before, void *after,
		struct err *e);
	/* Filled by schema_add and, where it is first asked for,
	 * schema_entity: */
	const struct field *custom;  /* to be merged in */
	size_t ncustom;
	const struct field **by_tag; /* index by tag */
	size_t ntags;
	const void *blank;	     /* a cleared record */
};

enum { ENTITY_CUSTOM_MAX = 1000 }; /* custom fields of one entity, at most */

/* All entities of a store, custom fields merged in. */
struct schema {
	struct entity **entities; /* by number, NULL: none; not for others */
	size_t n;		  /* one past the highest number */
	struct arena *arena;
};

/* Copy `e` into the schema, its custom fields (their `at` is assigned by
 * schema_entity, behind the struct) appended to its rows. Arena and custom
 * fields must live as long as the schema does. */
void schema_add(struct schema *s, struct arena *a, const struct entity *e,
	const struct field *custom, size_t ncustom);
/* NULL where there is none. */
const struct entity *schema_entity(const struct schema *s, int number);
/* By name or plural. */
const struct entity *schema_find(const struct schema *s, struct str name);

/* By name; '-' counts as '_', as in options. */
const struct field *entity_field(const struct entity *e, struct str name);
const struct field *entity_tag(const struct entity *e, unsigned tag);
/* Nearest field name for "did you mean", or NULL. */
const struct field *entity_near(const struct entity *e, struct str name);
/* A cleared record in the arena: every field unset, archived 0. */
void *record_new(const struct entity *e, struct arena *a);
void record_clear(const struct entity *e, void *rec);
/* Copy with all text into the arena. */
void *record_copy(const struct entity *e, const void *rec, struct arena *a);
/* The currency of a record's money, or fallback where it is unset. */
const struct currency *record_currency(const struct entity *e,
	const void *rec, const struct currency *fallback);

/* Rows of the common fields, to begin every field array with. */
#define FIELDS_COMMON                                                          \
	{.tag = TAG_ID, .name = "id", .type = T_INT, .flags = F_DERIVED,       \
		.at = offsetof(struct common, id),                             \
		.help = "number, never reused"}
#define FIELDS_COMMON_END                                                      \
	{.tag = TAG_TAG, .name = "tag", .type = T_SET,                         \
		.at = offsetof(struct common, tag), .help = "tags, +a,-b"},    \
	{.tag = TAG_EXT, .name = "ext", .type = T_SET,                         \
		.flags = F_UNIQUE | F_INDEX | F_EXACT,                         \
		.at = offsetof(struct common, ext),                            \
		.help = "external ids, source:key"},                           \
	{.tag = TAG_ARCHIVED, .name = "archived", .type = T_BOOL,              \
		.flags = F_SYSTEM, .at = offsetof(struct common, archived),    \
		.help = "taken out by rm"},                                    \
	{.tag = TAG_REV, .name = "rev", .type = T_INT, .flags = F_DERIVED,     \
		.at = offsetof(struct common, rev),                            \
		.help = "number of changes"},                                  \
	{.tag = TAG_CREATED, .name = "created", .type = T_INSTANT,             \
		.flags = F_DERIVED, .at = offsetof(struct common, created),    \
		.help = "instant of the first change"},                        \
	{.tag = TAG_CLAIMED, .name = "claimed", .type = T_INSTANT,             \
		.flags = F_SYSTEM | F_HIDDEN,                                  \
		.at = offsetof(struct common, claimed),                        \
		.help = "instant a step that came too late was meant for"},    \
	{.tag = TAG_UPDATED, .name = "updated", .type = T_INSTANT,             \
		.flags = F_DERIVED, .at = offsetof(struct common, updated),    \
		.help = "instant of the last change"}

#endif
