/* The letter's head: who sells, who buys, what it is about. */
#include "render/sheet.h"

enum { GAP = PT(24), LABEL = PT(92) };

static int
put(struct sheet *s, struct str text, int x, int width, int top)
{
	return sheet_text(s, FACE_SMALL, INK_FAINT, text, x, width, top);
}

/* Name, address and how to reach them, one beneath the other. */
static void
put_party(struct sheet *s, const struct paper_party *p, int x, int width,
	enum face face)
{
	struct str vat = p->vat_id.n ? sheet_join(s,
		sheet_word(s, WORD_VAT_ID), " ", p->vat_id) : STR_NULL;
	const struct str lines[] = {p->contact, p->street,
		sheet_join(s, p->postal, " ", p->city),
		sheet_join(s, p->region, " ", p->country), vat, p->phone,
		p->email, p->website, p->bank};
	enum ink ink = face == FACE_SMALL ? INK_FAINT : INK_TEXT;
	int top = sheet_text(s, FACE_STRONG, INK_TEXT, p->name, x, width, 0);

	for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
		top = sheet_text(s, face, ink, lines[i], x, width, top);
}

static int
put_fact(struct sheet *s, enum paper_word label, struct str value, int x,
	int width, int top)
{
	int low, lower;

	if (!value.n)
		return top;
	low = put(s, sheet_word(s, label), x, LABEL, top + PT(1));
	lower = sheet_text(s, FACE_BODY, INK_TEXT, value, x + LABEL + PT(6),
		width - LABEL - PT(6), top);
	return (low > lower ? low : lower) + PT(1);
}

static void
put_facts(struct sheet *s, int x, int width)
{
	const struct paper *p = s->paper;
	struct str days = STR_NULL;
	int top = 0;

	if (p->terms == 0)
		days = sheet_word(s, WORD_AT_ONCE);
	else if (p->terms != NUM_NULL)
		days = paper_word(s->language, WORD_DAYS, &s->arena,
			str_of(arena_fmt(&s->arena, "%lld",
				(long long)p->terms)), STR_NULL);
	s->page.where = "facts";
	top = put_fact(s, WORD_DATE, sheet_day(s, p->day), x, width, top);
	top = put_fact(s, WORD_VALID, sheet_day(s, p->valid_until), x, width,
		top);
	top = put_fact(s, WORD_PAYMENT, days, x, width, top);
	top = put_fact(s, WORD_CONTACT, p->owner, x, width, top);
	top = put_fact(s, WORD_EMAIL, p->owner_email, x, width, top);
	put_fact(s, WORD_CURRENCY, str_of(p->doc->money->code), x, width, top);
}

static void
put_title(struct sheet *s)
{
	const struct paper *p = s->paper;
	struct str title = sheet_title(s);
	struct row *r;

	s->page.where = "title";
	sheet_row(s, PT(30));
	sheet_text(s, FACE_TITLE, INK_ACCENT, title, 0, s->page.room, 0);
	if (p->draft) {
		sheet_row(s, 0);
		sheet_text(s, FACE_PART, INK_ALARM, sheet_word(s, WORD_DRAFT),
			0, s->page.room, 0);
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
	if (s->page.style->introduction.n) {
		sheet_row(s, PT(8));
		sheet_text(s, FACE_BODY, INK_TEXT,
			s->page.style->introduction, 0, s->page.room, 0);
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
