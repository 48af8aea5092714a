/* pipe-render: a computed document as PDF. */
#include <stdlib.h>

#include "base/clock.h"
#include "base/day.h"
#include "base/io.h"
#include "model/quote_paper.h"
#include "paper/read.h"
#include "render/render.h"
#include "show/templates.h"

/* Looked into in this order, and then whatever fontconfig has. */
#define FONTS                                                                  \
	"Noto Sans,Noto Sans Arabic,Noto Sans Hebrew,DejaVu Sans,sans-serif"

struct job {
	struct cli *c;
	struct paper paper;
	const struct look *look; /* or NULL */
	struct render_style style;
};

/* ---- templates ----------------------------------------------------------- */

static int
read_templates(struct job *j, struct err *e)
{
	struct cli *c = j->c;
	const char *dir;
	int rc = templates_find(c, cli_text(c, "templates"), &dir, e);

	if (rc == 0)
		rc = templates_look(c, dir, &j->look, e);
	if (rc || !dir)
		return rc;
	j->style.logo_name = path_join(&c->arena, dir, TEMPLATE_LOGO);
	return 0;
}

/* ---- options before templates -------------------------------------------- */

static struct str
choose(const struct job *j, const char *option, struct str said)
{
	struct str given = cli_text(j->c, option);

	return given.p ? given : said;
}

static int
take_language(struct job *j, struct err *e)
{
	struct str given = cli_text(j->c, "lang");
	int rc = quote_look(j->look, given, &j->style.look, e);

	if (rc && given.p)
		e->code = ERR_USAGE;
	return rc ? (int)e->code : 0;
}

static int
take_paper(struct job *j, struct err *e)
{
	struct str paper = choose(j, "paper",
		j->look ? j->look->paper : STR_NULL);

	j->style.letter = str_is(paper, "letter");
	if (paper.p && !j->style.letter && !str_is(paper, "a4"))
		return err_set(e, ERR_USAGE, "--paper: '%.*s' is neither a4 "
			"nor letter", STR_SHORT(paper));
	return 0;
}

static int
take_accent(struct job *j, struct err *e)
{
	struct str accent = choose(j, "accent", j->style.look.accent);
	int rc = accent_parse(accent.p ? accent : STR("#1f4e79"),
		&j->style.accent, e);

	if (rc)
		e->code = ERR_USAGE;
	return e->code;
}

static int
take_logo(struct job *j, struct err *e)
{
	struct str logo = cli_text(j->c, "logo");

	if (!logo.p)
		return 0;
	j->style.logo_name = arena_cstr(&j->c->arena, logo);
	return template_file(j->c, j->style.logo_name, LOGO_BYTES, true,
		&j->style.look.logo, e);
}

/* When the PDF says it was made: never by the clock. */
static int
take_created(struct job *j, struct err *e)
{
	const char *epoch = getenv("SOURCE_DATE_EPOCH");
	struct buf b = {0};
	int64_t seconds;

	if (epoch && *epoch) {
		if (num_parse(str_of(epoch), 0, 253402300799, &seconds, e)) {
			err_set(e, ERR_USAGE, "SOURCE_DATE_EPOCH: '%s' is no "
				"number of seconds", epoch);
			return e->code;
		}
		instant_print(seconds * 1000000, &b);
	} else {
		day_print(j->paper.day, &b);
		buf_cstr(&b, "T00:00:00Z");
	}
	j->style.created = arena_cstr(&j->c->arena, buf_view(&b));
	buf_free(&b);
	return 0;
}

static int
take_style(struct job *j, struct err *e)
{
	struct str font;
	int rc = read_templates(j, e);

	if (rc == 0)
		rc = take_language(j, e);
	if (rc == 0)
		rc = take_paper(j, e);
	if (rc == 0)
		rc = take_accent(j, e);
	if (rc == 0)
		rc = take_logo(j, e);
	if (rc == 0)
		rc = take_created(j, e);
	if (rc)
		return rc;
	font = choose(j, "font", j->look ? j->look->font : STR_NULL);
	j->style.font = font.n ? arena_fmt(&j->c->arena, "%.*s," FONTS,
		STR_F(font)) : FONTS;
	return 0;
}

/* ---- in and out ---------------------------------------------------------- */

static int
write_pdf(struct cli *c, const struct buf *pdf, struct err *e)
{
	struct str to = cli_text(c, "out");
	int rc;

	if (!to.p) {
		out_add(&c->out, buf_view(pdf));
		return 0;
	}
	rc = io_write_out(arena_cstr(&c->arena, to), buf_view(pdf), e);
	if (rc == 0)
		cli_say(c, "%.*s: written", STR_SHORT(to));
	return rc;
}

static int
render_run(struct cli *c, struct err *e)
{
	struct job j = {.c = c};
	struct buf pdf = {0};
	const char *path = "-";
	struct str text;
	int rc;

	if (c->nargs > 1)
		return err_set(e, ERR_USAGE, "one document at a time");
	if (c->tty && !cli_text(c, "out").p) {
		err_set(e, ERR_USAGE, "a PDF is nothing for a terminal");
		return err_hint(e, "give --out FILE, or redirect");
	}
	if (c->nargs)
		path = arena_cstr(&c->arena, c->args[0]);
	rc = template_file(c, path, PAPER_BYTES, true, &text, e);
	if (rc == 0)
		rc = paper_read(&c->arena, path, text, &j.paper, e);
	j.paper.draft = cli_flag(c, "draft");
	if (rc == 0)
		rc = take_style(&j, e);
	if (rc == 0)
		rc = render_pdf(&j.paper, &j.style, &pdf, e);
	if (rc == 0)
		rc = write_pdf(c, &pdf, e);
	buf_free(&pdf);
	return rc;
}

static const struct option options[] = {
	{"out", 0, OPT_TEXT, "FILE", "write it there", "file"},
	{"lang", 0, OPT_TEXT, "LANGUAGE", "its words and figures: de, fr, "
		"ja...; unless given the templates' or en",
		"choices:" PAPER_LANGUAGES},
	{"paper", 0, OPT_TEXT, "PAPER", "a4, unless given, or letter",
		"choices:a4,letter"},
	{"accent", 0, OPT_TEXT, "COLOUR", "of headings and rules, such as "
		"#1f4e79", NULL},
	{"logo", 0, OPT_TEXT, "FILE", "a PNG at the head", "file"},
	{"font", 0, OPT_TEXT, "FAMILY", "the first one looked into", NULL},
	{"templates", 0, OPT_TEXT, "DIR", "instead of the store's folder "
		"templates", "dir"},
	{"draft", 0, OPT_FLAG, NULL, "marked as one, with nothing to sign",
		NULL},
	{0},
};

static const struct verb verb = {
	.summary = "a document in JSON as PDF",
	.synopsis = "[FILE|-]",
	.options = options,
	.mode = VERB_NONE | VERB_STDIN,
	.run = render_run,
	.complete = "file",
};

static const struct program program = {
	.name = "pipe-render",
	.summary = "documents as PDF",
	.verbs = (const struct verb *const[]){&verb, NULL},
	.examples =
		"pipe quote render Q-1 -F json >q-1.json\n"
		"pipe render q-1.json --lang de --out q-1.pdf\n",
};

int
main(int argc, char **argv)
{
	return cli_main(&program, argc, argv);
}
