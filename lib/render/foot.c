/* Below the sums: notes, and where it is accepted. */
#include "render/sheet.h"

static void
add_block(struct sheet *s, const char *where, struct str text)
{
	if (!text.n)
		return;
	s->page.where = where;
	sheet_row(s, PT(16));
	sheet_text(s, FACE_BODY, INK_TEXT, text, 0, s->page.room, 0);
}

static void
add_line(struct sheet *s, int above, int x, int width)
{
	struct row *r = sheet_row(s, above);

	r->height = PT(1);
	r->line = PT(1) / 2;
	r->line_x = x;
	r->line_width = width;
	r->ink = INK_FAINT;
	r->keep = true;
}

/* Two lines to sign on, and the hash of what is signed. */
static void
add_acceptance(struct sheet *s)
{
	int gap = PT(24), wide = (s->page.room - gap) / 2;
	struct row *r;

	s->page.where = "acceptance";
	r = sheet_row(s, PT(22));
	r->keep = true;
	sheet_text(s, FACE_PART, INK_ACCENT,
		wording_word(&s->wording, WORD_ACCEPTANCE), 0, s->page.room, 0);
	add_line(s, PT(34), 0, wide);
	add_line(s, -PT(1), wide + gap, wide);
	r = sheet_row(s, PT(2));
	r->keep = true;
	sheet_text(s, FACE_SMALL, INK_FAINT,
		wording_word(&s->wording, WORD_PLACE), 0, wide, 0);
	sheet_text(s, FACE_SMALL, INK_FAINT,
		wording_word(&s->wording, WORD_SIGNATURE), wide + gap, wide, 0);
	sheet_row(s, PT(10));
	sheet_text(s, FACE_SMALL, INK_FAINT,
		str_of(arena_fmt(&s->arena, "%.*s\n%.*s",
			STR_F(wording_word(&s->wording, WORD_HASH)),
			STR_F(s->paper->hash))),
		0, s->page.room, 0);
}

void
sheet_foot(struct sheet *s)
{
	if (s->paper->doc->inclusive)
		add_block(s, "prices",
			wording_word(&s->wording, WORD_INCLUSIVE));
	add_block(s, "notes", s->paper->notes);
	add_block(s, "closing", s->page.style->look.closing);
	if (s->paper->hash.n && !s->paper->draft)
		add_acceptance(s);
}
