/*
 * seal.h - a report as it was said: the figures to the byte, and of what they
 * were made, so that it can be made again and compared. What was sealed stays:
 * a seal may be tagged or archived, nothing else of it changes.
 */
#ifndef MODEL_SEAL_H
#define MODEL_SEAL_H

#include "model/model.h"

/* Tags are part of the store's format: never reuse one. */
enum seal_tag {
	SEAL_NAME = 32,
	SEAL_COMMAND,
	SEAL_PERIODS,
	SEAL_AS_OF,
	SEAL_AS_RECORDED,
	SEAL_OPERATION,
	SEAL_POLICY,
	SEAL_RATES = 48,
	SEAL_PROGRAM,
	SEAL_INPUTS,
	SEAL_FIGURES,
	SEAL_DIGEST,
	SEAL_AUTHOR,
};

struct seal {
	struct common common;
	struct str name;       /* may be unset; else no other live one's */
	struct str command;    /* the arguments as typed: "2026Q4 --by rep" */
	struct str periods;    /* their labels, joined by ',' */
	int64_t as_of, as_recorded; /* instants of the view; the first is
				* always set, the other may be unset */
	int64_t operation;     /* the last one seen, 0: none */
	int64_t policy;	       /* its version */
	struct str rates;      /* digest of the rates used, may be unset */
	struct str program;    /* version of the program */
	struct str inputs;     /* hash of all that went in */
	struct str figures;    /* the rows, in a machine format */
	struct str digest;     /* SHA-256 of figures, in hexadecimal */
	int64_t author;	       /* rep, may be unset */
};

extern const struct entity seal_entity;

enum { SEAL_FIGURES_MAX = 16 * 1024 * 1024 };

/* Keep a report: all of *s but the common fields, digest and author is given,
 * texts as they are. ERR_DATA for figures beyond the maximum, or a name that
 * is another's. */
int seal_add(struct model *m, const struct seal *s, int64_t *id,
	struct err *e);
/* The last live one at the view that was sealed by these words; null: by any.
 * *out NULL where there is none; else in the model's arena. */
int seal_last(struct model *m, struct str command, struct seal **out,
	struct err *e);

#endif
