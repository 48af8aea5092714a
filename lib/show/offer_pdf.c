/* PDF, which is another program's. */
#include <sys/wait.h>
#include <unistd.h>

#include "base/hash.h"
#include "base/io.h"
#include "cli/child.h"
#include "cli/dispatch.h"
#include "show/offer_part.h"

enum { TEMPLATE_BYTES = 4 * 1024 * 1024 };

static int
find_program(struct cli *c, const char **out, struct err *e)
{
	struct dispatch d;

	dispatch_open(&d, &c->arena, NULL);
	*out = dispatch_find(&d, "render");
	if (*out)
		return 0;
	err_set(e, ERR_SYSTEM, "pipe-render: is not there");
	return err_hint(e, "it was built without pango and cairo; html prints "
		"on A4");
}

static char **
words_for(struct cli *c, const char *program, const struct offer_source *s)
{
	enum { WORDS = 6 };
	char **argv = arena_array(&c->arena, WORDS, sizeof *argv);
	struct str dir = cli_text(c, "dir"), lang = cli_text(c, "lang");
	size_t n = 0;

	argv[n++] = arena_fmt(&c->arena, "%s", program);
	if (dir.p)
		argv[n++] = arena_fmt(&c->arena, "--dir=%.*s", STR_F(dir));
	if (!lang.p)
		lang = s->language;
	if (lang.p)
		argv[n++] = arena_fmt(&c->arena, "--lang=%.*s", STR_F(lang));
	if (s->draft)
		argv[n++] = arena_fmt(&c->arena, "--draft");
	argv[n++] = arena_fmt(&c->arena, "-");
	return argv;
}

int
offer_pdf(struct cli *c, const struct offer_source *s, struct str *out,
	struct err *e)
{
	static const enum err_code codes[] = {ERR_OK, ERR_NO, ERR_USAGE,
		ERR_DATA, ERR_AGAIN, ERR_SYSTEM};
	enum { CODES = sizeof codes / sizeof *codes };
	struct buf pdf = {0};
	const char *program;
	int status = 0, rc = find_program(c, &program, e);

	if (rc == 0)
		rc = child_feed(words_for(c, program, s), s->json,
			"document", &pdf, &status, e);
	if (rc == 0)
		*out = arena_str(&c->arena, pdf.p ? buf_view(&pdf) : STR(""));
	buf_free(&pdf);
	if (rc)
		return rc;
	if (!WIFEXITED(status) || WEXITSTATUS(status) >= CODES ||
		(WEXITSTATUS(status) == 0 && !str_starts(*out, "%PDF-")))
		return err_set(e, ERR_SYSTEM, "pipe-render: broke off");
	e->msg[0] = '\0';
	return codes[WEXITSTATUS(status)];
}

/* "logo.png DIGEST", where there is one. */
static int
add_file(struct cli *c, const char *dir, const char *name, struct buf *to,
	struct err *e)
{
	const char *path = path_join(&c->arena, path_join(&c->arena, dir,
		"templates"), name);
	struct buf file = {0};
	int rc;

	if (access(path, F_OK) != 0)
		return 0;
	rc = io_read_file(path, TEMPLATE_BYTES, &file, e);
	if (rc == 0)
		buf_fmt(to, "%s %.*s\n", name, STR_F(sha_text(&c->arena,
			file.p ? buf_view(&file) : STR(""))));
	buf_free(&file);
	return rc;
}

int
offer_pdf_by(struct cli *c, struct str *digest, struct err *e)
{
	struct buf by = {0};
	const char *program, *dir;
	int rc = find_program(c, &program, e);

	if (rc == 0)
		rc = cli_dir(c, &dir, e);
	if (rc == 0)
		rc = add_file(c, dir, "template.yaml", &by, e);
	if (rc == 0)
		rc = add_file(c, dir, "logo.png", &by, e);
	if (rc == 0)
		*digest = sha_text(&c->arena,
			by.n ? buf_view(&by) : STR(""));
	buf_free(&by);
	return rc;
}
