/* One page that needs nothing else, and prints on A4. */
#include "base/base64.h"
#include "out/markup.h"
#include "paper/paper_part.h"

const char paper_html_style[] =
	"@page{size:A4;margin:18mm 16mm 20mm}\n"
	"*{box-sizing:border-box}\n"
	"body{font:10pt/1.45 \"Helvetica Neue\",Arial,sans-serif;color:#1b1f24;"
	"max-width:178mm;margin:2em auto;padding:0 1em}\n"
	"header{display:flex;justify-content:space-between;gap:2em}\n"
	"header p{margin:0}\n"
	".seller{text-align:end;color:#555c66;font-size:9pt}\n"
	".logo{max-width:60mm;max-height:20mm;margin-bottom:1.5em}\n"
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
	"th{text-align:start;font-weight:600;font-size:8.5pt;color:#555c66;"
	"border-bottom:1.5pt solid #1b1f24;padding:.35em .5em}\n"
	"td{padding:.45em .5em;border-bottom:.5pt solid #d5d9df;"
	"vertical-align:top}\n"
	"tr{break-inside:avoid}\n"
	".n{text-align:right;white-space:nowrap}\n"
	".aside td{color:#555c66}\n"
	".part td{font-weight:600;padding-top:1em}\n"
	"small{display:block;color:#555c66;font-size:8.5pt}\n"
	".sums{width:auto;min-width:55%;margin-block:1em 0;"
	"margin-inline:auto 0;"
	"break-inside:avoid}\n"
	".sums td{border:0;padding:.2em .5em}\n"
	".sums tr+.part td{padding-top:1em}\n"
	".sums .total td{font-weight:600;border-top:.75pt solid #1b1f24;"
	"border-bottom:.75pt solid #1b1f24}\n"
	".notes{white-space:pre-line;margin-top:2em}\n"
	".introduction{white-space:pre-line;margin-bottom:2em}\n"
	"footer{white-space:pre-line;margin-top:3em;padding-top:.7em;"
	"border-top:.5pt solid #d5d9df;color:#555c66;font-size:8pt;"
	"overflow-wrap:anywhere}\n"
	"@media print{body{margin:0;padding:0;max-width:none}}\n";

/* In a page from right to left, what goes its own way is told apart. */
static void
put_apart(const struct wording *w, struct str text, struct buf *out)
{
	bool apart = w->language->rtl && text.n;

	buf_cstr(out, apart ? "<bdi>" : "");
	html_text(text.p ? text : STR(""), out);
	buf_cstr(out, apart ? "</bdi>" : "");
}

/* Within the page, which needs nothing else. */
static void
put_logo(const struct paper_look *look, struct buf *out)
{
	if (!look->logo.n)
		return;
	buf_cstr(out, "<p><img class=\"logo\" alt=\"\" "
		"src=\"data:image/png;base64,");
	base64_print(look->logo, out);
	buf_cstr(out, "\"></p>\n");
}

static void
put_party(const struct wording *w, const char *kind,
	const struct paper_party *p, struct buf *out)
{
	struct str *lines;
	size_t n = wording_party(w, p, &lines);

	buf_fmt(out, "<p class=\"%s\">", kind);
	for (size_t i = 0; i < n; i++) {
		buf_cstr(out, i ? "<br>\n" : "<b>");
		put_apart(w, lines[i], out);
		buf_cstr(out, i ? "" : "</b>");
	}
	buf_cstr(out, "</p>\n");
}

static void
put_facts(const struct wording *w, struct buf *out)
{
	struct wording_fact facts[WORDING_FACTS];
	size_t n = wording_facts(w, facts);

	buf_cstr(out, "<dl>\n");
	for (size_t i = 0; i < n; i++) {
		buf_fmt(out, "<dt>%.*s</dt><dd>",
			STR_F(wording_word(w, facts[i].label)));
		put_apart(w, facts[i].value, out);
		buf_cstr(out, "</dd>\n");
	}
	buf_cstr(out, "</dl>\n");
}

/* ---- lines --------------------------------------------------------------- */

static void
put_figure(const struct wording *w, struct str figure, struct buf *out)
{
	buf_cstr(out, "<td class=\"n\">");
	put_apart(w, figure, out);
	buf_cstr(out, "</td>");
}

static void
put_item(const struct wording *w, size_t i, struct buf *out)
{
	struct str small = wording_join(
		w, wording_aside(w, i), " \xc2\xb7 ", wording_line_tax(w, i));

	buf_cstr(out, "<td>");
	put_apart(w, w->paper->lines[i].text, out);
	if (small.n) {
		buf_cstr(out, "<small>");
		html_text(small, out);
		buf_cstr(out, "</small>");
	}
	buf_cstr(out, "</td>");
}

static void
put_line(const struct wording *w, size_t i, struct buf *out)
{
	const struct doc_line *l = &w->paper->doc->lines[i];

	buf_fmt(out, "<tr%s><td class=\"n\">%lld</td>",
		l->choice == DOC_FIRM ? "" : " class=\"aside\"",
		(long long)w->paper->lines[i].position);
	put_item(w, i, out);
	put_figure(w, wording_quantity(w, i), out);
	put_figure(w, wording_price(w, l->price), out);
	put_figure(w, wording_discount(w, i), out);
	put_figure(w, wording_amount(w, i), out);
	buf_cstr(out, "</tr>\n");
}

static void
put_lines(const struct wording *w, struct buf *out)
{
	static const enum paper_word heads[] = {
		WORD_QUANTITY, WORD_PRICE, WORD_DISCOUNT, WORD_AMOUNT};
	const struct doc *d = w->paper->doc;
	bool apart = wording_apart(d);

	buf_fmt(out, "<table>\n<thead><tr><th class=\"n\">#</th><th>%.*s</th>",
		STR_F(wording_word(w, WORD_ITEM)));
	for (size_t i = 0; i < sizeof heads / sizeof *heads; i++)
		buf_fmt(out, "<th class=\"n\">%.*s</th>",
			STR_F(wording_word(w, heads[i])));
	buf_cstr(out, "</tr></thead>\n<tbody>\n");
	for (int k = 0; k < DOC_INTERVALS; k++) {
		enum doc_interval at = (enum doc_interval)k;

		if (apart && wording_has(d, at))
			buf_fmt(out,
				"<tr class=\"part\"><td></td>"
				"<td colspan=\"5\">%.*s</td></tr>\n",
				STR_F(wording_word(w, wording_heading(at))));
		for (size_t i = 0; i < d->nlines; i++)
			if (d->lines[i].interval == at)
				put_line(w, i, out);
	}
	buf_cstr(out, "</tbody>\n</table>\n");
}

static void
put_sums(const struct wording *w, struct buf *out)
{
	struct wording_sum *v;
	size_t n = wording_all_sums(w, &v);

	buf_cstr(out, "<table class=\"sums\">\n");
	for (size_t i = 0; i < n; i++) {
		bool heads = v[i].amount == NUM_NULL;

		buf_fmt(out, "<tr%s><td%s>",
			heads                ? " class=\"part\""
				: v[i].total ? " class=\"total\""
					     : "",
			heads ? " colspan=\"2\"" : "");
		html_text(v[i].label, out);
		buf_cstr(out, "</td>");
		if (!heads)
			put_figure(w, wording_money(w, v[i].amount), out);
		buf_cstr(out, "</tr>\n");
	}
	buf_cstr(out, "</table>\n");
}

/* ---- around them --------------------------------------------------------- */

/* Lines of a text stay lines: white-space is pre-line. */
static void
put_block(const char *kind, struct str text, struct buf *out)
{
	struct str line;

	if (!text.n)
		return;
	buf_fmt(out, "<div class=\"%s\" dir=\"auto\">", kind);
	while (text.p && str_split(&text, '\n', &line)) {
		html_text(line, out);
		buf_cstr(out, text.p ? "\n" : "");
	}
	buf_cstr(out, "</div>\n");
}

static void
put_end(const struct wording *w, const struct paper_look *look, struct buf *out)
{
	const struct paper *p = w->paper;

	if (p->doc->inclusive)
		buf_fmt(out, "<p>%.*s</p>\n",
			STR_F(wording_word(w, WORD_INCLUSIVE)));
	put_block("notes", p->notes, out);
	put_block("notes", look->closing, out);
	if (!p->footer.n && !p->hash.n)
		return;
	buf_cstr(out, "<footer>");
	put_block("imprint", p->footer, out);
	if (p->hash.n)
		buf_fmt(out, "%.*s\n%.*s", STR_F(wording_word(w, WORD_HASH)),
			STR_F(p->hash));
	buf_cstr(out, "</footer>\n");
}

static void
put_head(
	const struct wording *w, const struct paper_look *look, struct buf *out)
{
	const struct paper_language *l = w->language;
	struct str title = wording_title(w);

	buf_fmt(out,
		"<!DOCTYPE html>\n<html lang=\"%s\"%s>\n<head>\n"
		"<meta charset=\"utf-8\">\n<meta name=\"viewport\" "
		"content=\"width=device-width\">\n<title>",
		l->tag ? l->tag : l->code, l->rtl ? " dir=\"rtl\"" : "");
	html_text(title, out);
	buf_fmt(out, "</title>\n<style>\n%s", paper_html_style);
	if (look->accent.n)
		buf_fmt(out, "h1,thead th{color:%.*s;border-color:%.*s}\n",
			STR_F(look->accent), STR_F(look->accent));
	buf_cstr(out, "</style>\n</head>\n<body>\n");
	put_logo(look, out);
	buf_cstr(out, "<header>\n");
	put_party(w, "buyer", &w->paper->buyer, out);
	put_party(w, "seller", &w->paper->seller, out);
	buf_cstr(out, "</header>\n<h1>");
	html_text(title, out);
	if (w->paper->draft)
		buf_fmt(out, " <span class=\"draft\">%.*s</span>",
			STR_F(wording_word(w, WORD_DRAFT)));
	buf_cstr(out, "</h1>\n");
}

void
paper_html(
	const struct wording *w, const struct paper_look *look, struct buf *out)
{
	put_head(w, look, out);
	put_facts(w, out);
	put_block("introduction", look->introduction, out);
	put_lines(w, out);
	put_sums(w, out);
	put_end(w, look, out);
	buf_cstr(out, "</body>\n</html>\n");
}
