/* Plain text, 78 columns at most where texts allow. */
#include "base/utf8.h"
#include "paper/paper_part.h"

enum { PAGE = 78 };

static void
fill(struct buf *out, char c, size_t n)
{
	buf_fill(out, c, n);
}

static void
put_left(struct buf *out, struct str s, size_t width)
{
	size_t w = text_width(s);

	buf_str(out, s);
	if (w < width)
		fill(out, ' ', width - w);
}

static void
put_right(struct buf *out, struct str s, size_t width)
{
	size_t w = text_width(s);

	if (w < width)
		fill(out, ' ', width - w);
	buf_str(out, s);
}

/* Seller and buyer, one beneath the other. */
static void
put_party(struct buf *out, const struct paper_party *p, struct arena *a)
{
	struct str lines[PARTY_LINES];
	size_t n = paper_party(p, a, lines);

	for (size_t i = 0; i < n; i++)
		buf_fmt(out, "%.*s\n", STR_F(lines[i]));
	if (n)
		buf_char(out, '\n');
}

static void
put_facts(const struct paper *p, struct arena *a, struct buf *out)
{
	struct paper_fact facts[PAPER_FACTS];
	size_t n = paper_facts(p, a, facts);

	for (size_t i = 0; i < n; i++) {
		put_left(out, str_of(facts[i].label), 16);
		buf_fmt(out, "%.*s\n", STR_F(facts[i].value));
	}
	buf_char(out, '\n');
}

/* Words up to the width; what is left over goes below. */
static void
wrap(struct buf *out, struct str text, size_t indent, size_t width)
{
	bool first = true;
	size_t room = width;
	struct str word;

	while (text.p && str_split(&text, ' ', &word)) {
		size_t w = text_width(word);

		if (!first && w + 1 > room) {
			buf_char(out, '\n');
			fill(out, ' ', indent);
			room = width;
		} else if (!first) {
			buf_char(out, ' ');
			room--;
		}
		buf_str(out, word);
		room -= w < room ? w : room;
		first = false;
	}
}

static void
put_line(const struct paper *p, size_t i, struct arena *a, struct buf *out)
{
	enum { TEXT = 34, QUANTITY = 10, PRICE = 14, AMOUNT = 14, AT = 5 };
	const struct doc_line *l = &p->doc->lines[i];
	const struct paper_line *t = &p->lines[i];
	struct buf b = {0}, title = {0};
	bool wide;

	buf_str(&title, t->text);
	paper_remark(l, &b);
	if (b.n)
		buf_fmt(&title, " (%s)", b.p);
	wide = text_width(buf_view(&title)) > TEXT;
	put_right(out, str_of(arena_fmt(a, "%lld", (long long)t->position)),
		3);
	buf_cstr(out, "  ");
	if (wide) {
		wrap(out, buf_view(&title), AT, PAGE - AT);
		buf_char(out, '\n');
		fill(out, ' ', AT + TEXT);
	} else {
		put_left(out, buf_view(&title), TEXT);
	}
	buf_reset(&b);
	dec_print(l->quantity, &b);
	put_right(out, buf_view(&b), QUANTITY);
	buf_reset(&b);
	paper_price(p, l->price, &b);
	put_right(out, buf_view(&b), PRICE);
	buf_reset(&b);
	paper_money(p, l->gross, &b);
	put_right(out, buf_view(&b), AMOUNT + 1);
	buf_char(out, '\n');
	buf_reset(&b);
	paper_discount(p, l, &b);
	if (l->discount) {
		struct buf off = {0};

		fill(out, ' ', AT);
		buf_reset(&title);
		buf_fmt(&title, "discount %s", b.p);
		put_left(out, buf_view(&title), TEXT + QUANTITY + PRICE);
		paper_money(p, -l->discount, &off);
		put_right(out, buf_view(&off), AMOUNT + 1);
		buf_char(out, '\n');
		buf_free(&off);
	}
	buf_free(&b);
	buf_free(&title);
}

static void
put_sums(const struct paper *p, struct arena *a, struct buf *out)
{
	enum { AMOUNT = 16 };
	struct paper_sum *v;
	size_t n = paper_sums(p, a, &v);

	for (size_t i = 0; i < n; i++) {
		struct buf b = {0};

		put_left(out, v[i].label, PAGE - AMOUNT);
		paper_money(p, v[i].amount, &b);
		put_right(out, buf_view(&b), AMOUNT);
		buf_char(out, '\n');
		buf_free(&b);
		if (v[i].strong && i + 1 < n)
			buf_char(out, '\n');
	}
}

static void
put_block(struct buf *out, struct str text)
{
	if (text.n)
		buf_fmt(out, "\n%.*s\n", STR_F(text));
}

void
paper_text(const struct paper *p, struct buf *out)
{
	struct arena a = {0};
	struct buf title = {0};

	put_party(out, &p->seller, &a);
	put_party(out, &p->buyer, &a);
	paper_title(p, &title);
	if (p->draft)
		buf_cstr(&title, " (draft)");
	buf_fmt(out, "%s\n", title.p);
	fill(out, '=', text_width(buf_view(&title)));
	buf_cstr(out, "\n\n");
	put_facts(p, &a, out);
	buf_cstr(out, "  #  ");
	put_left(out, STR("item"), 34);
	put_right(out, STR("quantity"), 10);
	put_right(out, STR("price"), 14);
	put_right(out, STR("amount"), 15);
	buf_char(out, '\n');
	fill(out, '-', PAGE);
	buf_char(out, '\n');
	for (size_t i = 0; i < p->doc->nlines; i++)
		put_line(p, i, &a, out);
	fill(out, '-', PAGE);
	buf_char(out, '\n');
	put_sums(p, &a, out);
	if (p->doc->inclusive)
		put_block(out, STR("Prices include taxes."));
	put_block(out, p->notes);
	put_block(out, p->footer);
	if (p->hash.n)
		buf_fmt(out, "\nSHA-256 %.*s\n", STR_F(p->hash));
	buf_free(&title);
	arena_free(&a);
}
