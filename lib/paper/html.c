/* One page that needs nothing else, and prints on A4. */
#include "out/markup.h"
#include "paper/paper_part.h"

const char paper_html_style[] =
	"@page{size:A4;margin:18mm 16mm 20mm}\n"
	"*{box-sizing:border-box}\n"
	"body{font:10pt/1.45 \"Helvetica Neue\",Arial,sans-serif;color:#1b1f24;"
	"max-width:178mm;margin:2em auto;padding:0 1em}\n"
	"header{display:flex;justify-content:space-between;gap:2em}\n"
	"header p{margin:0}\n"
	".seller{text-align:right;color:#555c66;font-size:9pt}\n"
	".seller b,.buyer b{color:#1b1f24;font-size:11pt}\n"
	"h1{font-size:20pt;font-weight:600;margin:1.6em 0 .5em;"
	"letter-spacing:-.01em}\n"
	".draft{color:#b3261e;font-weight:400}\n"
	"dl{display:grid;grid-template-columns:max-content 1fr;gap:.1em 1.5em;"
	"margin:0 0 1.6em}\n"
	"dt{color:#555c66}\n"
	"dd{margin:0}\n"
	"table{width:100%;border-collapse:collapse;"
	"font-variant-numeric:tabular-nums}\n"
	"thead{display:table-header-group}\n"
	"th{text-align:left;font-weight:600;font-size:8.5pt;color:#555c66;"
	"border-bottom:1.5pt solid #1b1f24;padding:.35em .5em}\n"
	"td{padding:.45em .5em;border-bottom:.5pt solid #d5d9df;"
	"vertical-align:top}\n"
	"tr{break-inside:avoid}\n"
	".n{text-align:right;white-space:nowrap}\n"
	".aside td{color:#555c66}\n"
	"small{display:block;color:#555c66;font-size:8.5pt}\n"
	".sums{width:auto;min-width:55%;margin:1em 0 0 auto;"
	"break-inside:avoid}\n"
	".sums td{border:0;padding:.2em .5em}\n"
	".sums .total td{font-weight:600;border-top:.75pt solid #1b1f24;"
	"border-bottom:.75pt solid #1b1f24}\n"
	".notes{white-space:pre-line;margin-top:2em}\n"
	"footer{white-space:pre-line;margin-top:3em;padding-top:.7em;"
	"border-top:.5pt solid #d5d9df;color:#555c66;font-size:8pt;"
	"overflow-wrap:anywhere}\n"
	"@media print{body{margin:0;padding:0;max-width:none}}\n";

static void
put_party(struct buf *out, const char *kind, const struct paper_party *p,
	struct arena *a)
{
	struct str lines[PARTY_LINES];
	size_t n = paper_party(p, a, lines);

	buf_fmt(out, "<p class=\"%s\">", kind);
	for (size_t i = 0; i < n; i++) {
		buf_cstr(out, i ? "<br>\n" : "<b>");
		html_text(lines[i], out);
		buf_cstr(out, i ? "" : "</b>");
	}
	buf_cstr(out, "</p>\n");
}

static void
put_facts(const struct paper *p, struct arena *a, struct buf *out)
{
	struct paper_fact facts[PAPER_FACTS];
	size_t n = paper_facts(p, a, facts);

	buf_cstr(out, "<dl>\n");
	for (size_t i = 0; i < n; i++) {
		buf_fmt(out, "<dt>%s</dt><dd>", facts[i].label);
		html_text(facts[i].value, out);
		buf_cstr(out, "</dd>\n");
	}
	buf_cstr(out, "</dl>\n");
}

static void
put_number(struct buf *out, const struct buf *b)
{
	buf_cstr(out, "<td class=\"n\">");
	html_text(b->n ? buf_view(b) : STR(""), out);
	buf_cstr(out, "</td>");
}

static void
put_item(const struct paper_line *t, const struct doc_line *l,
	struct buf *out)
{
	struct buf remark = {0};

	buf_cstr(out, "<td>");
	html_text(t->text, out);
	if (t->sku.n)
		buf_fmt(&remark, "%.*s", STR_F(t->sku));
	if (l->choice != DOC_FIRM || l->interval != DOC_ONCE) {
		buf_cstr(&remark, remark.n ? " \xc2\xb7 " : "");
		paper_remark(l, &remark);
	}
	if (remark.n) {
		buf_cstr(out, "<small>");
		html_text(buf_view(&remark), out);
		buf_cstr(out, "</small>");
	}
	buf_cstr(out, "</td>");
	buf_free(&remark);
}

static void
put_row(const struct paper *p, size_t i, struct buf *out)
{
	const struct doc_line *l = &p->doc->lines[i];
	const struct paper_line *t = &p->lines[i];
	struct buf b = {0};

	buf_fmt(out, "<tr%s><td class=\"n\">%lld</td>", l->choice == DOC_FIRM
		? "" : " class=\"aside\"", (long long)t->position);
	put_item(t, l, out);
	dec_print(l->quantity, &b);
	if (t->unit.n)
		buf_fmt(&b, " %.*s", STR_F(t->unit));
	put_number(out, &b);
	buf_reset(&b);
	paper_price(p, l->price, &b);
	put_number(out, &b);
	buf_reset(&b);
	paper_discount(p, l, &b);
	put_number(out, &b);
	buf_reset(&b);
	paper_money(p, l->amount, &b);
	put_number(out, &b);
	buf_cstr(out, "</tr>\n");
	buf_free(&b);
}

static void
put_sums(const struct paper *p, struct arena *a, struct buf *out)
{
	struct paper_sum *v;
	size_t n = paper_sums(p, a, &v);

	buf_cstr(out, "<table class=\"sums\">\n");
	for (size_t i = 0; i < n; i++) {
		buf_fmt(out, "<tr%s><td>", v[i].strong ? " class=\"total\""
						      : "");
		html_text(v[i].label, out);
		buf_cstr(out, "</td><td class=\"n\">");
		paper_money(p, v[i].amount, out);
		buf_cstr(out, "</td></tr>\n");
	}
	buf_cstr(out, "</table>\n");
}

/* Lines of a text stay lines: white-space is pre-line. */
static void
put_block(struct buf *out, struct str text)
{
	struct str line;

	while (text.p && str_split(&text, '\n', &line)) {
		html_text(line, out);
		if (text.p)
			buf_char(out, '\n');
	}
}

static void
put_end(const struct paper *p, struct buf *out)
{
	if (p->doc->inclusive)
		buf_cstr(out, "<p>Prices include taxes.</p>\n");
	if (p->notes.n) {
		buf_cstr(out, "<div class=\"notes\">");
		put_block(out, p->notes);
		buf_cstr(out, "</div>\n");
	}
	if (!p->footer.n && !p->hash.n)
		return;
	buf_cstr(out, "<footer>");
	put_block(out, p->footer);
	if (p->hash.n)
		buf_fmt(out, "%sSHA-256 %.*s", p->footer.n ? "\n" : "",
			STR_F(p->hash));
	buf_cstr(out, "</footer>\n");
}

void
paper_html(const struct paper *p, struct buf *out)
{
	struct arena a = {0};
	struct buf title = {0};

	paper_title(p, &title);
	buf_cstr(out, "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n"
		"<meta charset=\"utf-8\">\n<meta name=\"viewport\" "
		"content=\"width=device-width\">\n<title>");
	html_text(buf_view(&title), out);
	buf_fmt(out, "</title>\n<style>\n%s</style>\n</head>\n<body>\n"
		"<header>\n", paper_html_style);
	put_party(out, "buyer", &p->buyer, &a);
	put_party(out, "seller", &p->seller, &a);
	buf_cstr(out, "</header>\n<h1>");
	html_text(buf_view(&title), out);
	buf_cstr(out, p->draft ? " <span class=\"draft\">draft</span></h1>\n"
			       : "</h1>\n");
	put_facts(p, &a, out);
	buf_cstr(out, "<table>\n<thead><tr><th class=\"n\">#</th>"
		"<th>Item</th><th class=\"n\">Quantity</th>"
		"<th class=\"n\">Price</th><th class=\"n\">Discount</th>"
		"<th class=\"n\">Amount</th></tr></thead>\n<tbody>\n");
	for (size_t i = 0; i < p->doc->nlines; i++)
		put_row(p, i, out);
	buf_cstr(out, "</tbody>\n</table>\n");
	put_sums(p, &a, out);
	put_end(p, out);
	buf_cstr(out, "</body>\n</html>\n");
	buf_free(&title);
	arena_free(&a);
}
