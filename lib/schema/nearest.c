#include "schema/nearest.h"

#include "base/utf8.h"

enum { WORD_BYTES = 64, SHORT_BYTES = 4 };

static struct str
folded(struct arena *a, struct str s)
{
	struct buf b = {0};
	struct str out;

	text_fold(s, &b);
	out = arena_str(a, buf_view(&b));
	buf_free(&b);
	return out;
}

struct nearest
nearest_to(struct str word)
{
	struct nearest n = {.distance = word.n <= SHORT_BYTES ? 2 : 3};

	if (word.n <= WORD_BYTES)
		n.word = folded(&n.arena, word);
	return n;
}

void
nearest_try(struct nearest *n, struct str candidate)
{
	int d;

	if (!n->word.p || candidate.n > WORD_BYTES)
		return;
	d = str_distance(n->word, folded(&n->arena, candidate));
	if (d >= n->distance || (size_t)d >= candidate.n)
		return;
	n->distance = d;
	n->best = candidate;
}

struct str
nearest_end(struct nearest *n)
{
	arena_free(&n->arena);
	n->word = STR_NULL;
	return n->best;
}

bool
nearest_hint(struct nearest *n, struct err *e)
{
	struct str best = nearest_end(n);

	if (best.p)
		err_hint(e, "did you mean '%.*s'?", STR_F(best));
	return best.p != NULL;
}
