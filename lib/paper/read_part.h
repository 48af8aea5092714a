/* read_part.h - values of a document, in the order they have to come. Private
 * to paper/read*.c. */
#ifndef PAPER_READ_PART_H
#define PAPER_READ_PART_H

#include "in/json.h"
#include "paper/paper_part.h"
#include "paper/read.h"

/* The first failure stays in rc, and nothing is read after it. */
struct reader {
	struct json j;
	struct arena *a;
	struct err *e;
	int rc;
};

/* Each takes the key that has to come, and its value. What may be null is
 * STR_NULL or NUM_NULL then; a figure and a decimal may not. */
void read_text(struct reader *r, const char *key, struct str *out);
void read_int(struct reader *r, const char *key, int64_t min, int64_t max,
	int64_t *out);
int64_t read_figure(struct reader *r, const char *key);
int64_t read_decimal(struct reader *r, const char *key);
void read_day(struct reader *r, const char *key, int64_t *out);
/* One of some words, ended by NULL: which. */
int read_word(struct reader *r, const char *key, const char *const *words);

/* With a key of NULL the text's outermost object. */
void read_object(struct reader *r, const char *key);
void read_object_end(struct reader *r);
void read_array(struct reader *r, const char *key);
/* Whether another object of the array stands there; its brace is read. `n`
 * were before it, `most` there may be. */
bool read_member(struct reader *r, size_t n, size_t most);
/* Numbers below n, as bits. */
uint64_t read_bits(struct reader *r, const char *key, size_t n);
/* Nothing may follow. */
void read_end(struct reader *r);
/* The token's key has a problem. */
void read_fail(struct reader *r, const char *key, const char *problem);

#endif
