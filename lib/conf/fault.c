#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "conf/fault.h"

enum { QUOTE_MAX = 60, NEAR_SHORT = 4 };

struct err *
fault_add(struct faults *f, const char *file, struct pos at, const char *fmt,
	...)
{
	struct err *e;
	va_list ap;

	if (faults_full(f))
		return NULL;
	e = ARR_ADD(&f->list);
	err_set(e, ERR_DATA, "%s", "");
	va_start(ap, fmt);
	vsnprintf(e->msg, sizeof e->msg, fmt, ap);
	va_end(ap);
	err_at(e, file, at.line, at.col);
	return e;
}

bool
faults_full(const struct faults *f)
{
	return f->list.n >= FAULTS_MAX;
}

static int
fault_order(const void *x, const void *y)
{
	const struct err *a = x, *b = y;

	if (a->line != b->line)
		return a->line < b->line ? -1 : 1;
	return (a->col > b->col) - (a->col < b->col);
}

void
faults_sort(struct faults *f)
{
	struct err held;
	size_t j;

	for (size_t i = 1; i < f->list.n; i++) {
		held = f->list.v[i];
		for (j = i; j && fault_order(&f->list.v[j - 1], &held) > 0; j--)
			f->list.v[j] = f->list.v[j - 1];
		f->list.v[j] = held;
	}
}

int
faults_first(const struct faults *f, struct err *e)
{
	if (!f->list.n)
		return ERR_OK;
	*e = f->list.v[0];
	return ERR_DATA;
}

void
faults_free(struct faults *f)
{
	ARR_FREE(&f->list);
}

struct str
fault_quote(struct str text)
{
	size_t n = QUOTE_MAX;

	if (text.n <= QUOTE_MAX)
		return text;
	while (n && (text.p[n] & 0xc0) == 0x80)
		n--;
	return str_cut(text, 0, n);
}

struct near
near_to(struct str word)
{
	return (struct near){.word = word,
		.distance = word.n <= NEAR_SHORT ? 2 : 3};
}

void
near_try(struct near *n, struct str candidate)
{
	int d = str_distance(n->word, candidate);

	if (d >= n->distance || (size_t)d >= candidate.n)
		return;
	n->distance = d;
	n->best = candidate;
}

const char *
near_advice(struct near *n)
{
	struct str best = fault_quote(n->best);

	if (n->best.p)
		snprintf(n->advice, sizeof n->advice, " (did you mean '%.*s'?)",
			STR_F(best));
	return n->advice;
}
