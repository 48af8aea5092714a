/* pipe-render: documents as PDF. */
#include "base/io.h"
#include "pdf/pdf.h"
#include "show/offer.h"

static int
render_run(struct cli *c, struct err *e)
{
	struct str to = cli_text(c, "out");
	struct quote_sheet s;
	struct paper p;
	struct buf pdf = {0};
	int rc;

	if (c->nargs != 1) {
		err_set(e, ERR_USAGE, "one quote is needed");
		return err_hint(e, "try: pipe render Q-12 --out q-12.pdf");
	}
	rc = offer_paper(c, c->args[0], &s, &p, e);
	if (rc == 0)
		rc = pdf_render(&p, &pdf, e);
	if (rc == 0 && !to.p)
		out_add(&c->out, buf_view(&pdf));
	else if (rc == 0)
		rc = io_write_file(arena_cstr(&c->arena, to), buf_view(&pdf),
			0666, e);
	buf_free(&pdf);
	if (rc == 0 && to.p)
		cli_say(c, "%.*s: written", STR_SHORT(to));
	return rc;
}

static const struct option options[] = {
	{"out", 0, OPT_TEXT, "FILE", "write it there", "file"},
	{0},
};

static const struct verb render_verb = {
	.summary = "a quote as PDF; what was sent as it was sent",
	.synopsis = "QUOTE[@VERSION] [--out FILE]",
	.options = options,
	.mode = VERB_READ | VERB_VIEW,
	.run = render_run,
	.complete = "quote",
};

static const struct program program = {
	.name = "pipe-render",
	.summary = "documents as PDF",
	.entity = E_QUOTE,
	.verbs = (const struct verb *const[]){&render_verb, NULL},
	.examples =
		"pipe render Q-1 --out q-1.pdf\n"
		"pipe render Q-1@1 >as-sent.pdf\n",
};

#ifdef __SANITIZE_ADDRESS__
/* What the libraries keep until the end is theirs. */
const char *__lsan_default_suppressions(void);

const char *
__lsan_default_suppressions(void)
{
	return "leak:libfontconfig\nleak:libpango\nleak:libcairo\n"
		"leak:libglib\n";
}
#endif

int
main(int argc, char **argv)
{
	return cli_main(&program, argc, argv);
}
