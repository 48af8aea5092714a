#include "out/markup.h"
#include "paper/paper_part.h"

static void
put_party(struct buf *out, const struct paper_party *p, struct arena *a)
{
	struct str lines[PARTY_LINES];
	size_t n = paper_party(p, a, lines);

	for (size_t i = 0; i < n; i++) {
		markdown_text(lines[i], true, out);
		buf_cstr(out, i + 1 < n ? "\\\n" : "\n\n");
	}
}

static void
put_cell(struct buf *out, struct str s)
{
	buf_cstr(out, "| ");
	markdown_text(s, false, out);
	buf_char(out, ' ');
}

static void
put_row(const struct paper *p, size_t i, struct buf *out)
{
	const struct doc_line *l = &p->doc->lines[i];
	struct buf b = {0};

	buf_int(&b, p->lines[i].position);
	put_cell(out, buf_view(&b));
	buf_reset(&b);
	buf_str(&b, p->lines[i].text);
	if (l->choice != DOC_FIRM || l->interval != DOC_ONCE) {
		buf_cstr(&b, " (");
		paper_remark(l, &b);
		buf_char(&b, ')');
	}
	put_cell(out, buf_view(&b));
	buf_reset(&b);
	dec_print(l->quantity, &b);
	put_cell(out, buf_view(&b));
	buf_reset(&b);
	paper_price(p, l->price, &b);
	put_cell(out, buf_view(&b));
	buf_reset(&b);
	paper_discount(p, l, &b);
	put_cell(out, b.n ? buf_view(&b) : STR(""));
	buf_reset(&b);
	paper_money(p, l->amount, &b);
	put_cell(out, buf_view(&b));
	buf_cstr(out, "|\n");
	buf_free(&b);
}

static void
put_sums(const struct paper *p, struct arena *a, struct buf *out)
{
	struct paper_sum *v;
	size_t n = paper_sums(p, a, &v);

	for (size_t i = 0; i < n; i++) {
		const char *mark = v[i].strong ? "**" : "";

		buf_fmt(out, "| %s", mark);
		markdown_text(v[i].label, false, out);
		buf_fmt(out, "%s | %s", mark, mark);
		paper_money(p, v[i].amount, out);
		buf_fmt(out, "%s |\n", mark);
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

void
paper_markdown(const struct paper *p, struct buf *out)
{
	struct paper_fact facts[PAPER_FACTS];
	struct arena a = {0};
	struct buf title = {0};
	size_t n = paper_facts(p, &a, facts);

	put_party(out, &p->seller, &a);
	put_party(out, &p->buyer, &a);
	paper_title(p, &title);
	buf_cstr(out, "# ");
	markdown_text(buf_view(&title), false, out);
	buf_cstr(out, p->draft ? " (draft)\n\n" : "\n\n");
	for (size_t i = 0; i < n; i++) {
		buf_fmt(out, "- %s: ", facts[i].label);
		markdown_text(facts[i].value, false, out);
		buf_char(out, '\n');
	}
	buf_cstr(out, "\n| # | item | quantity | price | discount | amount |\n"
		"| ---: | :--- | ---: | ---: | ---: | ---: |\n");
	for (size_t i = 0; i < p->doc->nlines; i++)
		put_row(p, i, out);
	buf_cstr(out, "\n| | |\n| :--- | ---: |\n");
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
