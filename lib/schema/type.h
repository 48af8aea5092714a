/* type.h - one row per type: how its values are read, written, compared and
 * ordered. Adding a type is one row and its functions in one file. */
#ifndef SCHEMA_TYPE_H
#define SCHEMA_TYPE_H

#include "base/money.h"
#include "base/period.h"
#include "schema/field.h"

struct entity;

/*
 * What reading and writing values needs to know from outside. Filled by the
 * model; tests may leave callbacks NULL (then any word is a choice and
 * references are plain ids).
 */
struct scope {
	struct arena *arena;	       /* parsed text is copied here */
	const struct calendar *cal;
	const struct currency *base;   /* for amounts without a currency */
	/* The words allowed for an enum with "@name" choices, NULL-terminated;
	 * rec is the record as far as it is known (may be NULL). NULL: any. */
	const struct choice *(*choices)(const struct scope *,
		const struct field *, const void *rec);
	/* "42", "anna", "ext:hubspot:998", "me", an e-mail, a unique name ->
	 * id of entity number `ref`; ambiguous is ERR_USAGE with candidates. */
	int (*ref_parse)(const struct scope *, int ref, struct str text,
		int64_t *id, struct err *e);
	/* The name it goes by (rep/anna prints "anna"), else the id. */
	void (*ref_print)(const struct scope *, int ref, int64_t id,
		struct buf *out);
	/* Entity number of "deal", 0 if unknown; and the way back. */
	int (*entity_number)(const struct scope *, struct str name);
	const char *(*entity_name)(const struct scope *, int number);
	void *ctx; /* the callbacks' own */
};

struct choice {
	const char *word; /* the id that is stored; NULL ends the list */
	const char *help; /* display name or description, may be NULL */
};

enum json_kind { JSON_STRING, JSON_NUMBER, JSON_BOOL, JSON_LIST };

struct type {
	const char *name;
	bool text;	     /* struct str, else int64_t */
	bool right;	     /* right-aligned in tables */
	bool summable;	     /* --sum, and statistics */
	uint8_t width;	     /* preferred columns */
	enum json_kind json; /* references: JSON_NUMBER where printed as id */
	const char *example; /* for help: "1200.50", "2026-10-01, +2w, eoq" */
	/* Text to value. `money` is the currency an amount is in (NULL: base).
	 * ERR_DATA for a bad value, ERR_USAGE for an unknown word; messages
	 * begin with the field's name. An empty text is an error: clearing is
	 * the caller's business. */
	int (*parse)(const struct scope *, const struct field *,
		struct str text, const struct currency *money, const void *rec,
		union val *out, struct err *e);
	/* Value to its one machine form: parse(print(x)) = x. Unset prints
	 * nothing. */
	void (*print)(const struct scope *, const struct field *, union val v,
		const struct currency *money, struct buf *out);
	/* Total order; unset values sort last whatever the direction, which
	 * is the caller's business too. */
	int (*compare)(const struct field *, union val a, union val b);
	/* Order-preserving key bytes for an index, at most KEY_MAX, appended.
	 * Numbers are 8 bytes, highest first, sign bit flipped; a decimal is
	 * two such, its whole part and the rest in units of the finest scale.
	 * Text is folded unless F_EXACT; what is then longer than 256 bytes is
	 * cut there and a hash of 16 appended: equal texts have equal keys,
	 * but beyond the cut keys are in no order. */
	void (*key)(const struct field *, union val v, struct buf *out);
};

enum { KEY_MAX = 272 };

const struct type *type_row(int type_id);
const struct type *field_type(const struct field *f);

/* Whether values are in the record's currency: amounts and prices. */
static inline bool
type_is_money(int type_id)
{
	return type_id == T_MONEY || type_id == T_PRICE;
}

/* In minor units of its currency: an amount, or a price that is no finer;
 * NUM_NULL for anything else. */
int64_t value_minor(const struct field *f, union val v,
	const struct currency *money);

/* Convenience over the row. */
int value_parse(const struct scope *, const struct field *, struct str text,
	const struct currency *money, const void *rec, union val *out,
	struct err *e);
void value_print(const struct scope *, const struct field *, union val v,
	const struct currency *money, struct buf *out);

/* T_WHEN: a day keeps its civil day, an instant its microsecond; both order
 * by their UTC time, a day counting as its midnight. */
int64_t when_of_day(int64_t day);
int64_t when_of_instant(int64_t instant);
bool when_is_day(int64_t when);
int64_t when_day(int64_t when);		/* only if when_is_day */
int64_t when_instant(int64_t when);	/* only if not */

/* T_ANYREF: entity number in the top byte, id below. */
int64_t anyref_make(int entity, int64_t id);
int anyref_entity(int64_t ref);
int64_t anyref_id(int64_t ref);

/* T_SET: merge "+a,-b,c" into a sorted set (plain words add; the last mention
 * of a word counts). A set without words is null. Errors do not name a field.
 * Reading a T_SET takes plain words only. */
int set_edit(struct arena *a, struct str old, struct str edit,
	struct str *out, struct err *e);
bool set_has(struct str set, struct str word);

#endif
