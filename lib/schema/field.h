/*
 * field.h - a field is declared once, in one row.
 *
 * The schema layer describes records: which fields an entity has, of which
 * type, where they lie in its C struct and what is done with them. Option
 * parsing, validation, storage, filters, sorts, columns, JSON, import, the
 * log, completion and help all read these rows. The layer knows base/ and no
 * particular entity.
 *
 * In memory every field is one of two things: an int64_t (numbers, money,
 * days, instants, references, booleans; NUM_NULL when unset) or a struct str
 * (everything textual, enums included; p == NULL when unset). type_row() says
 * which.
 */
#ifndef SCHEMA_FIELD_H
#define SCHEMA_FIELD_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"

enum type_id {
	T_LINE,	    /* one line of text */
	T_TEXT,	    /* text of several lines */
	T_INT,	    /* integer */
	T_MONEY,    /* minor units in the record's currency */
	T_PERCENT,  /* basis points, written as a percentage: 25, 12.5; any
		       size and sign, limits are the entity's business */
	T_DECIMAL,  /* exact decimal, see dec_make() in base/num.h */
	T_DAY,	    /* civil day */
	T_INSTANT,  /* microseconds, UTC */
	T_WHEN,	    /* a day or an instant, see when_of_day() in type.h */
	T_BOOL,	    /* 0 or 1, written yes and no */
	T_ENUM,	    /* a word of a list, kept as its text id */
	T_REF,	    /* id of a record of the entity in .ref */
	T_ANYREF,   /* any record, "deal/42": anyref_make() in type.h */
	T_SET,	    /* words joined by ',', sorted, no duplicates */
	T_EMAIL,
	T_URL,
	T_PHONE,
	T_COUNTRY,  /* ISO 3166 alpha-2, upper case */
	T_CURRENCY, /* ISO 4217 code */
	T_PRICE,    /* exact decimal in the record's currency, finer than its
		       minor unit where need be */
	T_COUNT,    /* the number of types */
};

enum field_flag {
	F_REQUIRED = 1 << 0, /* a record without it is refused */
	F_DERIVED = 1 << 1,  /* computed on reading, never stored */
	F_KEPT = 1 << 2,     /* folded from events and kept in the row */
	F_SYSTEM = 1 << 3,   /* a stored fact only rules set, not an option */
	F_DICT = 1 << 4,     /* repeating text: stored through the dictionary */
	F_INDEX = 1 << 5,    /* has an index */
	F_UNIQUE = 1 << 6,   /* indexed, and no two live records share it */
	F_EXACT = 1 << 7,    /* index and compare by exact bytes, no folding */
	F_WORD = 1 << 8,     /* the bare argument of `add` */
	F_HIDDEN = 1 << 9,   /* for the machinery only, never shown */
	F_NAME = 1 << 10,    /* name rule: no bidi or invisible characters */
	F_FIXED = 1 << 11,   /* may be given to `add` only, not changed later */
	F_CUSTOM = 1 << 12,  /* declared in pipe.yaml */
	F_TOUCH = 1 << 13,   /* kept: the last instant something touched it */
};

/*
 * choices: where an enum's words come from. "@name" is a list the policy
 * provides ("@stage", "@lose_reason"); otherwise the words themselves, comma
 * separated ("low,high"); NULL: any word.
 */
struct field {
	uint16_t tag;	  /* small, never reused; 1-31 are the common ones,
			     256 and up are custom fields */
	uint16_t at;	  /* offset in the record's struct */
	uint16_t width;	  /* preferred columns in a table, 0: the type's */
	uint8_t type;	  /* enum type_id */
	uint8_t ref;	  /* T_REF: number of the entity referred to */
	uint32_t flags;	  /* enum field_flag */
	const char *name; /* snake_case; options write '-' for '_' */
	const char *choices;
	const char *help; /* a few words, lower case, no full stop */
	const uint16_t *needs; /* derived: tags of the stored fields it is
			     made of, 0 ends; NULL: of any */
};

/* A field's value: which member counts is the type's `text` flag. */
union val {
	int64_t i;
	struct str s;
};

union val field_get(const struct field *f, const void *rec);
void field_set(const struct field *f, void *rec, union val v);
bool field_is_null(const struct field *f, const void *rec);
void field_clear(const struct field *f, void *rec);
bool field_same(const struct field *f, const void *a, const void *b);
/* A fact: written by an event (neither derived nor kept). */
bool field_is_fact(const struct field *f);
/* A text that is kept to the byte, as a document that was sent: neither cleaned
 * nor bounded but by its entity's rules. */
bool field_is_verbatim(const struct field *f);
/* May be given by an option of `add` or `set`. */
bool field_is_settable(const struct field *f);

#endif
