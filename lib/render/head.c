/* The letter's head: who sells, who buys, what it is about. */
#include "render/sheet.h"

enum { GAP = PT(24), LABEL = PT(92) };

/* Name, address and how to reach them, one beneath the other. */
static void
put_party(struct sheet *s, const struct paper_party *p, int x, int width,
	enum face face)
{
	enum ink ink = face == FACE_SMALL ? INK_FAINT : INK_TEXT;
	struct str *lines;
	size_t n = wording_party(&s->wording, p, &lines);
	int top = 0;

	for (size_t i = 0; i < n; i++) {
		bool name = i == 0 && p->name.n;

		top = sheet_text(s, name ? FACE_STRONG : face,
			name ? INK_TEXT : ink, lines[i], x, width, top);
	}
}

static void
put_facts(struct sheet *s, int x, int width)
{
	struct wording_fact facts[WORDING_FACTS];
	size_t n = wording_facts(&s->wording, facts);
	int beside = LABEL + PT(6), top = 0;

	s->page.where = "facts";
	for (size_t i = 0; i < n; i++) {
		int low, lower;

		if (facts[i].label == WORD_SUBJECT)
			continue; /* below the title */
		low = sheet_text(s, FACE_SMALL, INK_FAINT,
			wording_word(&s->wording, facts[i].label), x, LABEL,
			top + PT(1));
		lower = sheet_text(s, FACE_BODY, INK_TEXT, facts[i].value,
			x + beside, width - beside, top);
		top = (low > lower ? low : lower) + PT(1);
	}
}

static void
put_title(struct sheet *s)
{
	const struct paper *p = s->paper;
	struct str title = wording_title(&s->wording);
	struct row *r;

	s->page.where = "title";
	sheet_row(s, PT(30));
	sheet_text(s, FACE_TITLE, INK_ACCENT, title, 0, s->page.room, 0);
	if (p->draft) {
		sheet_row(s, 0);
		sheet_text(s, FACE_PART, INK_ALARM,
			wording_word(&s->wording, WORD_DRAFT), 0, s->page.room,
			0);
	}
	if (p->name.n) {
		sheet_row(s, PT(2));
		s->page.where = "name";
		sheet_text(s, FACE_PART, INK_TEXT, p->name, 0, s->page.room,
			0);
	}
	r = sheet_row(s, 0);
	r->height = PT(6);
	s->page.where = "introduction";
	if (s->page.style->look.introduction.n) {
		sheet_row(s, PT(8));
		sheet_text(s, FACE_BODY, INK_TEXT,
			s->page.style->look.introduction, 0, s->page.room, 0);
	}
}

void
sheet_head(struct sheet *s)
{
	struct page *g = &s->page;
	int half = (g->room - GAP) / 2, facts = half + GAP;
	int logo = g->logo ? g->logo_width + GAP : 0;
	struct row *r = sheet_row(s, 0);

	r->logo = true;
	g->where = "seller";
	if (facts < logo)
		logo = facts;
	put_party(s, &s->paper->seller, logo ? facts : 0,
		logo ? g->room - facts : g->room, FACE_SMALL);
	r = &s->rows.v[s->rows.n - 1];
	if (r->height < g->logo_height)
		r->height = g->logo_height;
	r->height += PT(9);
	r->line = PT(3) / 2;
	r->ink = INK_ACCENT;
	sheet_row(s, PT(24));
	g->where = "buyer";
	put_party(s, &s->paper->buyer, 0, half, FACE_BODY);
	put_facts(s, facts, g->room - facts);
	put_title(s);
}
