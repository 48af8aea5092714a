/*
 * type_part.h - what the files of the types share. Private to the layer.
 *
 * A type's own part is small: read a text that is not empty, write a value
 * that is not unset. type.c does around it what holds for all of them.
 */
#ifndef SCHEMA_TYPE_PART_H
#define SCHEMA_TYPE_PART_H

#include "base/utf8.h"
#include "schema/nearest.h"
#include "schema/type.h"

/* What is read or written, and the circumstances. */
struct input {
	const struct scope *scope;
	const struct field *field;
	struct str text;  /* without blanks at the ends */
	struct str whole; /* as it was given; offsets count from here */
	const struct currency *money; /* the record's, NULL: the base one */
	const void *rec;
};

enum {
	TEXT_BYTES = 64 * 1024, /* the longest text of a field */
	KEY_TEXT = 256,		/* bytes of a text in a key, */
	KEY_HASH = 16,		/* and of the hash of a longer one */
};

/* Ids fit below the entity's number, see anyref_make(). */
#define ID_MAX ((INT64_C(1) << 56) - 1)

/* Readers: err_set without the field's name, which type.c puts before it. */
int line_read(const struct input *, union val *, struct err *);
int set_read(const struct input *, union val *, struct err *);
int int_read(const struct input *, union val *, struct err *);
int money_read(const struct input *, union val *, struct err *);
int price_read(const struct input *, union val *, struct err *);
int percent_read(const struct input *, union val *, struct err *);
int decimal_read(const struct input *, union val *, struct err *);
int day_value_read(const struct input *, union val *, struct err *);
int instant_read(const struct input *, union val *, struct err *);
int when_read(const struct input *, union val *, struct err *);
int bool_read(const struct input *, union val *, struct err *);
int enum_read(const struct input *, union val *, struct err *);
int country_read(const struct input *, union val *, struct err *);
int currency_read(const struct input *, union val *, struct err *);
int ref_read(const struct input *, union val *, struct err *);
int anyref_read(const struct input *, union val *, struct err *);
int email_read(const struct input *, union val *, struct err *);
int url_read(const struct input *, union val *, struct err *);
int phone_read(const struct input *, union val *, struct err *);

void line_write(const struct input *, union val, struct buf *);
void int_write(const struct input *, union val, struct buf *);
void money_write(const struct input *, union val, struct buf *);
void price_write(const struct input *, union val, struct buf *);
void percent_write(const struct input *, union val, struct buf *);
void decimal_write(const struct input *, union val, struct buf *);
void day_write(const struct input *, union val, struct buf *);
void instant_write(const struct input *, union val, struct buf *);
void when_write(const struct input *, union val, struct buf *);
void bool_write(const struct input *, union val, struct buf *);
void ref_write(const struct input *, union val, struct buf *);
void anyref_write(const struct input *, union val, struct buf *);

int int_compare(const struct field *, union val a, union val b);
int decimal_compare(const struct field *, union val a, union val b);
int line_compare(const struct field *, union val a, union val b);
void int_key(const struct field *, union val, struct buf *);
void decimal_key(const struct field *, union val, struct buf *);
void line_key(const struct field *, union val, struct buf *);

/* The input's text by a rule into the scope's arena: not empty, at most
 * TEXT_BYTES. */
int input_clean(const struct input *, enum text_rule, struct str *out,
	struct err *);

#endif
