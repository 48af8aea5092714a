/*
 * map.h - how other people's files become records: the map of `pipe import`.
 *
 * The transfer layer moves records in and out: it binds a map to a file's
 * columns and an entity's rows, reads rows, finds or makes the record each is
 * about and saves what changed; and it writes all of a store out and in again.
 * It stands on the model, never prints, and knows nothing of argv.
 *
 * A map is YAML. What is not written is told from the file:
 *
 *	entity: deal
 *	format: csv			# csv, json, ndjson
 *	delimiter: ";"			# one character, or tab
 *	encoding: cp1252
 *	header: true			# false: columns are named 1, 2, 3
 *	skip: 2				# lines before the header
 *	ragged: refuse			# a row of another width: refuse, pad
 *	stop_at_blank: true		# what follows a blank line is a footer
 *	date: dmy			# of all columns: iso dmy mdy ymd excel
 *	number: eu			# of all columns: plain us eu
 *	key: {ext: maven, column: opportunity_id}
 *	columns:
 *	  close_value: amount		# column: field
 *	  opened: {field: start, date: mdy}
 *	  sales_agent: [owner, {field: name, prefix: "by "}]
 *	constants: {currency: USD}
 *	set:				# fields from elsewhere
 *	  amount: {from: product.price}
 *	  name: {parts: "{product} for {account}"}
 *	ignore: [series]		# columns nobody has to be told of
 *	create: false			# a row about no record is refused
 *
 * `key` tells which record a row is about: a field's name ("sku"), an external
 * id made of a source and a column, or `none`: every row is a new record.
 * Without it: `ext`, `id` or the entity's own key where a column gives one,
 * else an external id "row:..." made of the row's content, so that a row that
 * came in before is left alone.
 *
 * What a column's entry, and one of `set`, may say beside `field`:
 *
 *	column, text, from, parts	(in set) where the value is from
 *	date, number, case, empty	how it is read: see enums below
 *	unit: "1000000"			numbers are multiplied, exactly
 *	prefix, split			text put before; text between the
 *					words of a set
 *	values: {GTXPro: GTX Pro}	other words; "" unsets
 *	ref: {by: name, create: true}	by name, key, id, a field or
 *					ext:SOURCE; made where there is none
 *	optional: true			the file may lack the column
 *
 * History. Rows that are changes, dated by a column (as Salesforce exports
 * OpportunityHistory), say `at: CreatedDate`: all their columns hold from that
 * instant on. In wide form columns say when a step was taken:
 *
 *	history:
 *	  - at: engage_date
 *	    set: {stage: engaging, amount: {from: product.price}}
 *	  - at: close_date
 *	    when: {deal_stage: [Won]}
 *	    set: {stage: won, amount: {column: close_value}}
 *
 * A step is taken where its column is not empty and `when` holds. The first
 * one makes the record; `columns`, `constants` and `set` hold from then on,
 * but for fields that one of the row's steps sets. A step of a lead may say
 * `convert: {amount: ..., stage: won}`: fields of the deal it becomes. In long
 * form a row is one change of one field (as OpportunityFieldHistory):
 *
 *	history:
 *	  at: CreatedDate
 *	  field: Field
 *	  old: OldValue
 *	  new: NewValue
 *	  fields: {StageName: stage, Amount: {field: amount, number: us}}
 *	  ignore: [created]		# or "*": every other one
 *
 * A day is its first microsecond in the calendar's zone.
 */
#ifndef TRANSFER_MAP_H
#define TRANSFER_MAP_H

#include "conf/bind.h"
#include "in/encoding.h"

enum date_form { DATE_UNSAID, DATE_ISO, DATE_DMY, DATE_MDY, DATE_YMD,
	DATE_EXCEL /* days since 1899-12-30 */ };
enum number_form { NUMBER_UNSAID, NUMBER_PLAIN, /* 1234.50 */
	NUMBER_US, /* $1,234.50 */ NUMBER_EU /* 1.234,50 or 1 234,50 */ };
enum case_form { CASE_AS_IS, CASE_LOWER, CASE_UPPER,
	CASE_KEY /* "Anna Ek" to anna-ek, fit for a key */ };
enum ragged { RAGGED_REFUSE, RAGGED_PAD };

struct map_pair {
	struct str from, to; /* to: null or empty unsets */
};

/* One field's value: where it is from and how it is read. Of column, text,
 * from and parts one is set. */
struct map_value {
	struct str field, column, text, from, parts;
	struct str date, number, letters, empty; /* as written, or null */
	struct str prefix, split;
	struct str by;	     /* of ref */
	int64_t create;	     /* of ref: 1, 0 or NUM_NULL */
	int64_t unit;	     /* exact decimal, or NUM_NULL */
	int64_t optional;
	struct map_pair *values;
	size_t nvalues;
	struct pos at;	     /* where it is written */
	struct pos field_at, source_at;
};

struct map_values {
	ARR(struct map_value) list;
};

struct map_words {
	ARR(struct str) list;
};

struct map_when {
	struct str column;
	struct map_words any; /* one of these texts, exactly */
	struct pos at;
};

struct map_step {
	struct str at;	     /* column of the day or instant */
	struct pos at_at;
	struct str date;     /* its form, or null */
	ARR(struct map_when) when;
	struct map_values set;
	bool converts;
	struct map_values deal;
	struct pos pos;
};

struct map_long {
	struct str at, field, old, new; /* columns; old may be null */
	struct pos at_at, field_at, old_at, new_at;
	struct str date;
	struct map_values fields;	/* column: the foreign field's name */
	struct map_words ignore;
	bool ignore_others;
	struct pos pos;
};

struct import_map {
	const char *file;
	struct str entity;		/* null: not said */
	struct pos entity_at;
	struct str format, date, number;
	struct str delimiter;
	enum encoding encoding;
	bool headless, stop_at_blank;
	int64_t skip;			/* lines */
	enum ragged ragged;
	bool no_key, refuse_new;
	struct str key_field, key_source, key_column;
	struct pos key_at;
	struct map_values columns, set; /* constants are of set */
	struct map_words ignore;
	struct str at;			/* null: rows are not dated */
	struct pos at_at;
	ARR(struct map_step) steps;
	struct map_long *changes;	/* the long form, or NULL */
	struct faults *faults;		/* those map_parse was given */
};

/* Parse a map; everything of it lives in the arena. ERR_DATA when there are
 * faults. Names of fields and columns are checked by plan_make, when there is
 * a schema and a file. */
int map_parse(struct arena *a, struct str yaml, const char *file,
	struct import_map **out, struct faults *faults, struct err *e);
/* Free what is not in the arena: the arrays. */
void map_end(struct import_map *m);

/* The words of the map for forms, ended by NULL; their order is the enums'. */
enum date_form date_form_of(struct str word);
enum number_form number_form_of(struct str word);
enum case_form case_form_of(struct str word);

#endif
