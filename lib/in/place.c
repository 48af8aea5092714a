#include <limits.h>

#include "in/place.h"

static bool
is_break(struct str s, size_t i)
{
	return s.p[i] == '\n' ||
		(s.p[i] == '\r' && (i + 1 == s.n || s.p[i + 1] != '\n'));
}

static bool
is_start(char c)
{
	return (c & 0xc0) != 0x80;
}

void
place_open(struct place *p, const char *file, struct str text)
{
	*p = (struct place){.file = file, .text = text, .line = 1, .col = 1};
}

static void
move_forward(struct place *p, size_t at)
{
	for (size_t i = p->at; i < at; i++)
		if (is_break(p->text, i)) {
			p->line++;
			p->col = 1;
		} else {
			p->col += is_start(p->text.p[i]);
		}
	p->at = at;
}

static void
move_back(struct place *p, size_t at)
{
	size_t line = p->line, chars = 0, from;

	for (size_t i = at; i < p->at; i++) {
		p->line -= is_break(p->text, i);
		chars += is_start(p->text.p[i]);
	}
	if (p->line == line) {
		p->col -= chars;
		p->at = at;
		return;
	}
	for (from = at; from && !is_break(p->text, from - 1);)
		from--;
	p->at = from;
	p->col = 1;
	move_forward(p, at);
}

void
place_move(struct place *p, size_t at)
{
	if (at > p->text.n)
		at = p->text.n;
	if (at < p->at)
		move_back(p, at);
	else
		move_forward(p, at);
}

static int
as_int(size_t n)
{
	return n < INT_MAX ? (int)n : INT_MAX;
}

int
place_err(struct place *p, size_t at, struct err *e)
{
	place_move(p, at);
	return err_at(e, p->file, as_int(p->line), as_int(p->col));
}
