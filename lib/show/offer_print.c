/* `quote render`: to standard output, a file, a message or pipe-render. */
#include "base/io.h"
#include "cli/dispatch.h"
#include "show/offer.h"

/* A message has the page beside the text. */
static int
render_page(struct cli *c, struct err *e)
{
	struct str page;
	int rc;

	if (!cli_flag(c, "mail-to"))
		return 0;
	cli_title(c, "Quote %.*s", STR_F(c->args[0]));
	rc = offer_document(c, c->args[0], PAPER_HTML, &page, e);
	if (rc == 0)
		cli_mail_page(c, page);
	return rc;
}

/* PDF is another program's, with the options that concern it. */
static int
render_pdf(struct cli *c, struct err *e)
{
	static const struct {
		const char *name, *option;
	} passed[] = {{"dir", "-C"}, {"now", "--now"}, {"out", "--out"},
		{"as-of", "--as-of"}, {"as-recorded", "--as-recorded"}};
	struct dispatch d;
	char *argv[2 * sizeof passed / sizeof *passed + 5];
	size_t n = 1;

	if (cli_flag(c, "mail-to"))
		return err_set(e, ERR_USAGE, "--format pdf: a message has "
			"text and a page");
	for (size_t i = 0; i < sizeof passed / sizeof *passed; i++) {
		if (!cli_text(c, passed[i].name).p)
			continue;
		argv[n++] = arena_fmt(&c->arena, "%s", passed[i].option);
		argv[n++] = arena_cstr(&c->arena, cli_text(c,
			passed[i].name));
	}
	if (c->quiet)
		argv[n++] = arena_fmt(&c->arena, "--quiet");
	argv[n++] = arena_fmt(&c->arena, "--");
	argv[n++] = arena_cstr(&c->arena, c->args[0]);
	argv[n] = NULL;
	dispatch_open(&d, &c->arena, NULL);
	if (dispatch_exec(&d, "render", argv, e) != ERR_NO)
		return (int)e->code;
	err_set(e, ERR_SYSTEM, "pipe-render: is not there");
	return err_hint(e, "it was built without pango and cairo; html prints "
		"on A4");
}

static int
render_bytes(struct cli *c, struct err *e)
{
	struct str word = cli_text(c, "format"), to = cli_text(c, "out");
	enum paper_format f = PAPER_TEXT;
	struct str bytes;
	int rc;

	if (word.p && !paper_format_find(word, &f))
		return err_set(e, ERR_USAGE, "--format: '%.*s' is none of "
			PAPER_WORDS ",pdf", STR_SHORT(word));
	if (cli_flag(c, "mail-each"))
		return err_set(e, ERR_USAGE, "--mail-each: a quote goes to "
			"whom --mail-to names");
	rc = offer_document(c, c->args[0], f, &bytes, e);
	if (rc == 0)
		rc = render_page(c, e);
	if (rc)
		return rc;
	if (!to.p) {
		out_add(&c->out, bytes);
		return 0;
	}
	rc = io_write_file(arena_cstr(&c->arena, to), bytes, 0666, e);
	if (rc == 0)
		cli_say(c, "%.*s: written", STR_SHORT(to));
	return rc;
}

int
offer_render(struct cli *c, struct err *e)
{
	if (c->nargs != 1) {
		err_set(e, ERR_USAGE, "one quote is needed");
		return err_hint(e, "try: pipe quote render Q-12 -F html");
	}
	return str_is(cli_text(c, "format"), "pdf") ? render_pdf(c, e)
		: cli_read(c, render_bytes, e);
}
