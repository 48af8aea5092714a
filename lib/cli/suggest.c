#include "base/buf.h"
#include "cli/suggest.h"

/* How far a word may be from what was typed to be worth naming. */
static int
tolerance(struct str word)
{
	return word.n < 3 ? 1 : word.n < 8 ? 2 : 3;
}

static int
nearness(struct str word, struct str candidate)
{
	int d = str_distance(word, candidate);

	if (candidate.n > word.n && word.n > 1 &&
		memcmp(candidate.p, word.p, word.n) == 0)
		return 0;
	return d <= tolerance(word) && (size_t)d < candidate.n ? d : -1;
}

void
suggest_try(struct suggest *s, const char *candidate)
{
	int d = nearness(s->word, str_of(candidate));
	size_t at = s->n, max = sizeof s->best / sizeof *s->best;

	if (d < 0)
		return;
	for (size_t i = 0; i < s->n; i++)
		if (!strcmp(s->best[i].name, candidate))
			return;
	while (at > 0 && s->best[at - 1].distance > d)
		at--;
	if (at == max)
		return;
	if (s->n < max)
		s->n++;
	for (size_t i = s->n - 1; i > at; i--)
		s->best[i] = s->best[i - 1];
	s->best[at].name = candidate;
	s->best[at].distance = d;
}

int
suggest_hint(const struct suggest *s, struct err *e)
{
	struct buf b = {0};

	for (size_t i = 0; i < s->n; i++) {
		if (i)
			buf_cstr(&b, i + 1 < s->n ? ", " : " or ");
		buf_fmt(&b, "'%s'", s->best[i].name);
	}
	if (s->n)
		err_hint(e, "did you mean %s?", b.p);
	buf_free(&b);
	return (int)e->code;
}
