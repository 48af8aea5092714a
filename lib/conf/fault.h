/*
 * fault.h - all that is wrong with a text, found in one reading.
 *
 * A fault is a struct err with code ERR_DATA and its place in the text. Faults
 * are gathered, not returned, so that a person sees every one of them at once;
 * after FAULTS_MAX nothing more is kept, which keeps a hostile text cheap.
 */
#ifndef CONF_FAULT_H
#define CONF_FAULT_H

#include "base/buf.h"
#include "base/err.h"
#include "base/str.h"

enum { FAULTS_MAX = 100 };

struct faults {
	ARR(struct err) list;
};

/* A place in a text, from 1; columns count characters. */
struct pos {
	int line, col;
};

/* Record one, and yield it, for err_hint; NULL when it is not kept. Overlong
 * quotations are cut by fault_quote beforehand. */
struct err *fault_add(struct faults *, const char *file, struct pos,
	const char *fmt, ...) __attribute__((format(printf, 4, 5)));
/* Nothing more is kept: time to stop looking. */
bool faults_full(const struct faults *);
/* Order by position; equal positions keep their order. */
void faults_sort(struct faults *);
/* The first one into *e and ERR_DATA; ERR_OK when there is none. */
int faults_first(const struct faults *, struct err *e);
void faults_free(struct faults *);

/* The text, cut to what fits on a line, never within a character. */
struct str fault_quote(struct str text);

/* The nearest of some words, for "did you mean". Begin with near_to, offer
 * every valid word, then read the advice: " (did you mean 'stage'?)", or ""
 * when none is near. Candidates must outlive the struct. */
struct near {
	struct str word, best;
	int distance;
	char advice[96];
};
struct near near_to(struct str word);
void near_try(struct near *, struct str candidate);
const char *near_advice(struct near *);

#endif
