/*
 * json.h - a pull reader of JSON tokens, as strict as RFC 8259 and stricter.
 *
 * Refused besides what the RFC refuses: the same key twice in one object, half
 * a surrogate pair, NUL (as \u0000 too), invalid UTF-8, more than 32 levels,
 * strings over 16 MiB. Numbers are checked and kept as their exact text. Every
 * error is ERR_DATA with file:line:column. After one the reader is spent,
 * unless json_recover takes it to the next record.
 */
#ifndef IN_JSON_H
#define IN_JSON_H

#include "base/map.h"
#include "in/place.h"

enum {
	JSON_DEPTH_MAX = 32,
	JSON_STRING_MAX = 16 * 1024 * 1024,
	JSON_FIELDS_MAX = 100000, /* keys in one object, members of a list */
};

enum json_mode {
	JSON_ONE,    /* one value and nothing after it */
	JSON_STREAM, /* any number of values: a line each, or just in a row */
};

enum json_token {
	JS_END, /* no more values */
	JS_OBJECT,
	JS_OBJECT_END,
	JS_ARRAY,
	JS_ARRAY_END,
	JS_KEY,
	JS_STRING,
	JS_NUMBER,
	JS_TRUE,
	JS_FALSE,
	JS_NULL,
	JS_LIST, /* only in records: strings and numbers */
	JS_RAW,  /* only in records: nested, as it stands in the text */
};

/* One key of a flat object. */
struct json_field {
	struct str key;
	struct str text;      /* STRING its meaning, NUMBER and RAW as written,
			       * else empty; never null */
	enum json_token kind; /* STRING NUMBER TRUE FALSE NULL LIST RAW */
	struct str *list;     /* the members of a LIST */
	size_t nlist;
	size_t key_at, at; /* offsets for json_at */
};

struct json_record {
	struct json_field *v;
	size_t n;
	size_t at; /* offset of its brace */
};

struct json_frame {
	bool object, begun, keyed;
	size_t first_key; /* its keys in struct json, from here on */
	uint64_t seen;    /* a bit for each key's rough hash */
	struct map many;  /* its keys, once they are many */
};

struct json {
	enum json_token kind; /* the token */
	struct str text;      /* of KEY and STRING what it means, else what
			       * is written; KEY lives until its object ends,
			       * STRING until the next one is read */
	size_t at;            /* offset of its first byte */
	int depth;            /* objects and arrays open after the token */
	/* private */
	enum json_mode mode;
	struct place place;
	struct str src;
	size_t pos;
	size_t start; /* of the value at the top */
	bool any;     /* a value was read */
	bool copied;  /* the text is not a view into src */
	bool broken;  /* a syntax error was met */
	bool array;   /* json_record is in the one array */
	struct json_frame frames[JSON_DEPTH_MAX];
	ARR(struct str) keys;
	struct arena names;
	struct buf copy;
	ARR(struct json_field) fields;
	ARR(struct str) members;
};

/* Over text, which has to stay; `name` is the file for messages. */
void json_open(
	struct json *j, const char *name, struct str text, enum json_mode mode);
int json_next(struct json *j, struct err *e);
/* After a token that begins a value: read to the value's end. *raw (may be
 * NULL) is all of it as written. */
int json_skip(struct json *j, struct str *raw, struct err *e);
/* Put the place of an offset (json.at, json_field.at) into e. Returns
 * e->code. */
int json_at(struct json *j, size_t at, struct err *e);
/* After an error: drop the record, or the line it begins on where the JSON
 * itself is broken. False where nothing follows or, within one array, where
 * there is no telling what does. */
bool json_recover(struct json *j);
void json_close(struct json *j);

/*
 * The next object of a stream, or of the one array that is all of the text;
 * *more is false at the end. Everything is a view into the text or stands in
 * the arena. A value may be an array of strings and numbers (LIST); other
 * nested values are an error, or RAW where `raw` is set.
 */
int json_record(struct json *j, bool raw, struct arena *a,
	struct json_record *r, bool *more, struct err *e);

#endif
