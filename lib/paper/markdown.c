#include "out/markup.h"
#include "paper/paper_part.h"

static void
put_party(const struct wording *w, const struct paper_party *p, struct buf *out)
{
	struct str *lines;
	size_t n = wording_party(w, p, &lines);

	for (size_t i = 0; i < n; i++) {
		markdown_text(lines[i], true, out);
		buf_cstr(out, i + 1 < n ? "\\\n" : "\n\n");
	}
}

static void
put_cell(struct buf *out, struct str s)
{
	buf_cstr(out, "| ");
	markdown_text(s.p ? s : STR(""), false, out);
	buf_char(out, ' ');
}

static void
put_figure(const struct wording *w, struct buf *out, struct str s)
{
	buf_fmt(out, "| %.*s ", STR_F(paper_isolate(w, s)));
}

static struct str
item_text(const struct wording *w, size_t i)
{
	struct str text = w->paper->lines[i].text;
	struct str aside = wording_join(
		w, wording_aside(w, i), " \xc2\xb7 ", wording_line_tax(w, i));

	return aside.n ? str_of(arena_fmt(w->arena, "%.*s (%.*s)", STR_F(text),
				 STR_F(aside)))
		       : text;
}

static void
put_line(const struct wording *w, size_t i, struct buf *out)
{
	buf_fmt(out, "| %lld ", (long long)w->paper->lines[i].position);
	put_cell(out, item_text(w, i));
	put_cell(out, wording_quantity(w, i));
	put_figure(w, out, wording_price(w, w->paper->doc->lines[i].price));
	put_figure(w, out, wording_discount(w, i));
	put_figure(w, out, wording_amount(w, i));
	buf_cstr(out, "|\n");
}

static void
put_strong(struct buf *out, struct str text)
{
	buf_cstr(out, "| **");
	markdown_text(text, false, out);
	buf_cstr(out, "** ");
}

static void
put_lines(const struct wording *w, struct buf *out)
{
	static const enum paper_word heads[] = {WORD_ITEM, WORD_QUANTITY,
		WORD_PRICE, WORD_DISCOUNT, WORD_AMOUNT};
	const struct doc *d = w->paper->doc;
	bool apart = wording_apart(d);

	buf_cstr(out, "| # ");
	for (size_t i = 0; i < sizeof heads / sizeof *heads; i++)
		put_cell(out, wording_word(w, heads[i]));
	buf_cstr(out, "|\n| ---: | :--- | ---: | ---: | ---: | ---: |\n");
	for (int k = 0; k < DOC_INTERVALS; k++) {
		enum doc_interval at = (enum doc_interval)k;

		if (apart && wording_has(d, at)) {
			buf_cstr(out, "| ");
			put_strong(out, wording_word(w, wording_heading(at)));
			buf_cstr(out, "| | | | |\n");
		}
		for (size_t i = 0; i < d->nlines; i++)
			if (d->lines[i].interval == at)
				put_line(w, i, out);
	}
}

static void
put_sums(const struct wording *w, struct buf *out)
{
	struct wording_sum *v;
	size_t n = wording_all_sums(w, &v);

	buf_cstr(out, "\n| | |\n| :--- | ---: |\n");
	for (size_t i = 0; i < n; i++) {
		struct str amount = v[i].amount == NUM_NULL
			? STR_NULL
			: paper_isolate(w, wording_money(w, v[i].amount));

		if (!v[i].total && amount.n) {
			put_cell(out, v[i].label);
			buf_fmt(out, "| %.*s |\n", STR_F(amount));
			continue;
		}
		put_strong(out, v[i].label);
		buf_fmt(out, amount.n ? "| **%.*s** |\n" : "| %.*s|\n",
			STR_F(amount));
	}
}

static void
put_block(struct buf *out, struct str text)
{
	struct str line;

	if (!text.n)
		return;
	buf_char(out, '\n');
	while (text.p && str_split(&text, '\n', &line)) {
		markdown_text(line, true, out);
		buf_char(out, '\n');
	}
}

static void
put_head(const struct wording *w, struct buf *out)
{
	const struct paper *p = w->paper;
	struct wording_fact facts[WORDING_FACTS];
	size_t n = wording_facts(w, facts);

	put_party(w, &p->seller, out);
	put_party(w, &p->buyer, out);
	buf_cstr(out, "# ");
	markdown_text(wording_title(w), false, out);
	if (p->draft)
		buf_fmt(out, " (%.*s)", STR_F(wording_word(w, WORD_DRAFT)));
	buf_cstr(out, "\n\n");
	for (size_t i = 0; i < n; i++) {
		buf_fmt(out,
			"- %.*s: ", STR_F(wording_word(w, facts[i].label)));
		markdown_text(facts[i].value, false, out);
		buf_char(out, '\n');
	}
}

void
paper_markdown(
	const struct wording *w, const struct paper_look *look, struct buf *out)
{
	const struct paper *p = w->paper;

	put_head(w, out);
	put_block(out, look->introduction);
	buf_char(out, '\n');
	put_lines(w, out);
	put_sums(w, out);
	if (p->doc->inclusive)
		put_block(out, wording_word(w, WORD_INCLUSIVE));
	put_block(out, p->notes);
	put_block(out, look->closing);
	put_block(out, p->footer);
	if (p->hash.n)
		buf_fmt(out, "\n%.*s %.*s\n", STR_F(wording_word(w, WORD_HASH)),
			STR_F(p->hash));
}
