/*
 * sealing.h - a forecast kept as it was said: by what was asked (ask_command)
 * and of what it was made, so that it can be made again and compared.
 */
#ifndef SHOW_SEALING_H
#define SHOW_SEALING_H

#include "model/seal.h"
#include "show/ask.h"

/* What a forecast of now would be sealed as; texts are in the arena. */
int sealing_make(const struct ask *a, const struct forecast *f,
	struct seal *out, struct err *e);
/* SHA-256 over operation, policy, rates, program and command. */
struct str sealing_inputs(struct cli *c, const struct seal *s);
/* The last seal of what is asked; *out NULL: there is none. */
int sealing_last(const struct ask *a, struct seal **out, struct err *e);
/* Whether the figures are those of a seal. */
bool sealing_same(const struct ask *a, const struct forecast *f,
	const struct seal *s);
/* What changed since a seal, a line for each bucket of each currency. It has
 * one period. */
int sealing_since(const struct ask *a, const struct seal *s, struct buf *lines,
	struct err *e);

#endif
