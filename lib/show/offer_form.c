/* How documents leave: as bytes, in a file, in a message. */
#include "base/io.h"
#include "paper/wording.h"
#include "show/offer_part.h"

int
offer_form(struct cli *c, struct offer_form *out, struct err *e)
{
	struct str word = cli_text(c, "format");

	*out = (struct offer_form){
		.pdf = str_is(word, "pdf"),
		.mail = cli_flag(c, "mail-to"),
		.format = PAPER_TEXT,
		.out = cli_text(c, "out"),
	};
	if (word.p && !out->pdf && !paper_format_find(word, &out->format))
		return err_set(e, ERR_USAGE, "--format: '%.*s' is none of "
			DOCUMENT_WORDS, STR_SHORT(word));
	if (cli_flag(c, "mail-each"))
		return err_set(e, ERR_USAGE, "--mail-each: a quote goes to "
			"whom --mail-to names");
	if (out->mail && word.p && !out->pdf)
		return err_set(e, ERR_USAGE, "--format %.*s: a message has "
			"text and page, and with pdf that too",
			STR_SHORT(word));
	if (out->mail && out->out.p)
		return err_set(e, ERR_USAGE, "--out: a message goes to "
			"standard output, or with --send to its receivers");
	return 0;
}

int
offer_put(struct cli *c, const struct offer_form *f, struct str bytes,
	struct err *e)
{
	int rc;

	if (!f->out.p) {
		out_add(&c->out, bytes);
		return 0;
	}
	rc = io_write_out(arena_cstr(&c->arena, f->out), bytes, e);
	if (rc == 0)
		cli_say(c, "%.*s: written", STR_SHORT(f->out));
	return rc;
}

/* ---- messages ------------------------------------------------------------ */

static bool
in_name(char ch)
{
	return (ch >= 'a' && ch <= 'z') || (ch >= 'A' && ch <= 'Z') ||
		(ch >= '0' && ch <= '9') || ch == '.' || ch == '_';
}

/* A number is of any letters and signs, the name of a file is not. */
static struct str
file_name(struct cli *c, const struct quote *q)
{
	enum { MOST = 40 };
	struct buf b = {0};
	struct str name;

	for (size_t i = 0; i < q->number.n && b.n < MOST; i++) {
		if (in_name(q->number.p[i]))
			buf_char(&b, q->number.p[i]);
		else if (b.n && b.p[b.n - 1] != '-')
			buf_char(&b, '-');
	}
	if (!b.n)
		buf_cstr(&b, "quote");
	if (q->version > 1)
		buf_fmt(&b, "-v%lld", (long long)q->version);
	buf_cstr(&b, q->sent == NUM_NULL ? "-draft.pdf" : ".pdf");
	name = arena_str(&c->arena, buf_view(&b));
	buf_free(&b);
	return name;
}

int
offer_letter_head(struct cli *c, const struct quote *q,
	struct offer_letter *out, struct err *e)
{
	struct paper p = {.number = q->number, .version = q->version};
	struct wording w = {.paper = &p, .arena = &c->arena};
	struct paper_look look;
	int rc = offer_dress(c, q->language, &look, e);

	if (rc)
		return rc;
	w.language = look.language;
	out->title = wording_title(&w);
	if (q->sent == NUM_NULL)
		out->title = str_of(arena_fmt(&c->arena, "%.*s (%.*s)",
			STR_F(out->title),
			STR_F(wording_word(&w, WORD_DRAFT))));
	out->title = wording_join(&w, out->title, ": ", q->name);
	out->file = file_name(c, q);
	return 0;
}

void
offer_letter_print(struct cli *c, const struct offer_letter *l)
{
	cli_title(c, "%.*s", STR_F(l->title));
	out_add(&c->out, l->text);
	cli_mail_page(c, l->page);
	if (l->pdf.p)
		cli_mail_file(c, l->file, "application/pdf", l->pdf);
}
