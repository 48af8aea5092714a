/*
 * flips - a copy of a store to be damaged, and the commands that are asked
 * about it.
 *
 * Each command runs in a child over the copy. It must print what it prints of
 * the whole store, or end with status 7 (5 where no store is left); after a
 * change that went through, a list must show the change and nothing else, or
 * end with 7. Anything else is told on standard output, and counted: a
 * signal, more than five seconds, another status, another answer. What the
 * store was before its last change is counted apart: one bit of a head leads
 * back there, and nothing in the file can tell.
 */
#ifndef FLIPS_H
#define FLIPS_H

#include <stddef.h>
#include <stdint.h>

enum outcome { RIGHT, REFUSED, OLDER, WRONG, KILLED, HUNG, ODD, OUTCOMES };
extern const char *const outcome_names[OUTCOMES];

struct answer;

struct run {
	char dir[4096]; /* the copy */
	int file, out;
	const uint8_t *whole;
	size_t size;
	/* by command: of the whole store, and of that before its last change;
	 * of a list after a command that wrote */
	struct answer *good, *later, *old_good, *old_later;
	uint64_t counts[OUTCOMES];
	int told;
};

/* Does the damage again, where the copy was put back. */
typedef void damage_fn(struct run *, void *arg);

void flips_die(const char *what) __attribute__((noreturn));

/* A copy of the store in STORE.JOB, and what each command says of it; its
 * older.mdb is what data.mdb was before the last change. */
void run_open(struct run *r, const char *store, int job);

/* All commands about the copy as `damage` left it; `what` names that. The
 * copy is damaged afterwards as before. */
void run_ask(struct run *r, const char *what, damage_fn *damage, void *arg);

/* The copy is whole again. */
void run_put_back(struct run *r);

#endif
