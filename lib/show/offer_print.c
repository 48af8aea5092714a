/* `quote render`: to standard output, a file, a message or pipe-render. */
#include <errno.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/io.h"
#include "cli/child.h"
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

/* ---- PDF: another program's ---------------------------------------------- */

struct pdf_job {
	struct str json;
	bool draft;
};

static int
read_json(struct cli *c, struct err *e)
{
	struct pdf_job *j = c->state;
	int64_t id;
	void *rec;
	int rc = offer_at(c, c->args[0], &id, e);

	if (rc == 0)
		rc = model_get(&c->model, model_entity(&c->model, E_QUOTE), id,
			&rec, e);
	if (rc)
		return rc;
	j->draft = ((const struct quote *)rec)->sent == NUM_NULL;
	return offer_document(c, c->args[0], PAPER_JSON, &j->json, e);
}

static char **
pdf_words(struct cli *c, const struct pdf_job *j)
{
	static const char *const passed[] = {"dir", "out", "lang"};
	enum { PASSED = sizeof passed / sizeof *passed };
	char **argv = arena_array(&c->arena, PASSED + 5, sizeof *argv);
	struct dispatch d;
	const char *program;
	size_t n = 1;

	dispatch_open(&d, &c->arena, NULL);
	program = dispatch_find(&d, "render");
	if (program)
		argv[0] = arena_fmt(&c->arena, "%s", program);
	for (size_t i = 0; i < PASSED; i++)
		if (cli_text(c, passed[i]).p)
			argv[n++] = arena_fmt(&c->arena, "--%s=%.*s",
				passed[i], STR_F(cli_text(c, passed[i])));
	if (j->draft)
		argv[n++] = arena_fmt(&c->arena, "--draft");
	if (c->quiet)
		argv[n++] = arena_fmt(&c->arena, "--quiet");
	argv[n++] = arena_fmt(&c->arena, "-");
	return argv;
}

/* The transaction has ended. What went wrong the child has said. */
static int
run_render(char **argv, struct str json, struct err *e)
{
	static const enum err_code codes[] = {ERR_OK, ERR_NO, ERR_USAGE,
		ERR_DATA, ERR_AGAIN, ERR_SYSTEM};
	enum { CODES = sizeof codes / sizeof *codes };
	int status = 0, rc = child_feed(argv, json, "document", &status, e);

	if (rc)
		return rc;
	if (!WIFEXITED(status) || WEXITSTATUS(status) >= CODES)
		return err_set(e, ERR_SYSTEM, "pipe-render: broke off");
	e->msg[0] = '\0';
	return codes[WEXITSTATUS(status)];
}

static int
render_pdf(struct cli *c, struct err *e)
{
	struct pdf_job j = {0};
	char **argv;
	int rc;

	if (cli_flag(c, "mail-to"))
		return err_set(e, ERR_USAGE, "--format pdf: a message has "
			"text and a page");
	c->state = &j;
	rc = cli_read(c, read_json, e);
	c->state = NULL;
	if (rc)
		return rc;
	argv = pdf_words(c, &j);
	if (argv[0])
		return run_render(argv, j.json, e);
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
	if (str_is(cli_text(c, "format"), "pdf"))
		return render_pdf(c, e);
	if (cli_text(c, "lang").p)
		return err_set(e, ERR_USAGE, "--lang: goes with --format pdf");
	return cli_read(c, render_bytes, e);
}
