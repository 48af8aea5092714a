#include <stdlib.h>
#include <unistd.h>

#include "cli/inside.h"
#include "out/colour.h"
#include "out/width.h"

enum { FORMAT_VERSION = 1 };

static int
settle_color(struct cli *c, struct err *e)
{
	struct colour_case k = {
		.no_color = getenv("NO_COLOR"),
		.clicolor_force = getenv("CLICOLOR_FORCE"),
		.clicolor = getenv("CLICOLOR"),
		.term = getenv("TERM"),
		.terminal = c->tty,
	};
	struct str given = cli_text(c, "color");

	if (given.p && colour_parse(given, "--color", &k.option, e))
		return ERR_USAGE;
	if (c->user->color.p &&
		colour_parse(c->user->color, "color", &k.config, e))
		return ERR_USAGE;
	c->color = colour_wanted(&k);
	return ERR_OK;
}

/* The formats asked for, each with the option that asks. */
static int
format_given(struct cli *c, enum format *out, struct err *e)
{
	static const struct {
		const char *name;
		enum format format;
	} shorts[] = {
		{"json", FORMAT_JSON},
		{"csv", FORMAT_CSV},
		{"template", FORMAT_TEMPLATE},
		{"ids", FORMAT_IDS},
	};
	const struct given *own = options_find(c, "format");
	bool ours = own && option_row(&(struct verb){.mode = VERB_LIST},
		own->name) == own->row;
	struct str name = ours ? own->value : STR_NULL;
	const char *by = name.p ? "format" : NULL;

	*out = FORMAT_AUTO;
	if (name.p && format_parse(name, out, e))
		return ERR_USAGE;
	for (size_t i = 0; i < sizeof shorts / sizeof *shorts; i++) {
		const struct given *g = options_find(c, shorts[i].name);

		if (!g || (*out == shorts[i].format && by))
			continue;
		/* a verb's own option may have the name */
		if (option_row(&(struct verb){.mode = VERB_LIST}, g->name) !=
			g->row)
			continue;
		if (by)
			return err_set(e, ERR_USAGE, "--%s and --%s: only one "
				"of them can be", by, shorts[i].name);
		by = shorts[i].name;
		*out = shorts[i].format;
	}
	return ERR_OK;
}

static int
format_version(const struct cli *c, struct err *e)
{
	int64_t n;

	if (!cli_int(c, "format-version", &n) || n == FORMAT_VERSION)
		return ERR_OK;
	return err_set(e, n < FORMAT_VERSION ? ERR_TOO_OLD : ERR_TOO_NEW,
		"--format-version: %lld: this program writes version %d",
		(long long)n, FORMAT_VERSION);
}

/* The locale alone tells whether there is more than ASCII to draw with. */
static bool
locale_is_utf8(void)
{
	static const char *const names[] = {"LC_ALL", "LC_CTYPE", "LANG"};
	const char *v = NULL;

	for (size_t i = 0; i < 3 && !(v && *v); i++)
		v = getenv(names[i]);
	return v && (strcasestr(v, "utf-8") || strcasestr(v, "utf8"));
}

static int
settle_chart(struct cli *c, struct writer_options *d, struct err *e)
{
	d->chart = cli_flag(c, "chart");
	d->ascii = !locale_is_utf8();
	if (d->chart && !format_for_people(c->format))
		return err_set(e, ERR_USAGE, "--chart: is for people, and not "
			"with this format");
	if (c->format != FORMAT_SVG || (c->verb->mode & VERB_DRAW))
		return ERR_OK;
	return err_set(e, ERR_USAGE, "--format svg: there is nothing here to "
		"draw");
}

static int
settle_format(struct cli *c, struct err *e)
{
	struct writer_options *d = &c->private->dress;

	if (format_given(c, &c->format, e))
		return ERR_USAGE;
	if (c->format == FORMAT_TEMPLATE && !cli_text(c, "template").p)
		return err_set(e, ERR_USAGE, "--format template: say which by "
			"--template TEXT");
	if (c->format == FORMAT_AUTO)
		c->format = (c->verb->mode & VERB_REPORT) || c->tty
			? FORMAT_TABLE : FORMAT_TSV;
	*d = (struct writer_options){
		.format = c->format,
		.header = cli_flag(c, "header"),
		.no_header = cli_flag(c, "no-header"),
		.null_end = cli_flag(c, "null"),
		.spreadsheet = cli_flag(c, "spreadsheet"),
		.color = c->color,
		.dress = c->tty,
		.width = c->width,
	};
	if (d->header && d->no_header)
		return err_set(e, ERR_USAGE, "--header and --no-header: only "
			"one of them can be");
	if (c->format == FORMAT_TEMPLATE)
		d->template = arena_cstr(&c->arena, cli_text(c, "template"));
	return settle_chart(c, d, e) ? ERR_USAGE : format_version(c, e);
}

int
dress_settle(struct cli *c, struct err *e)
{
	c->tty = isatty(STDOUT_FILENO);
	c->width = width_choose(getenv("COLUMNS"),
		width_terminal(STDOUT_FILENO));
	if (settle_color(c, e))
		return (int)e->code;
	return settle_format(c, e);
}

struct dress
cli_dress(const struct cli *c)
{
	return (struct dress){
		.color = c->color,
		.terminal = c->tty,
		.width = c->tty ? c->width : 0,
	};
}

int
cli_writer(struct cli *c, struct writer **w, const struct column *columns,
	size_t n, struct err *e)
{
	struct writer_options o = c->private->dress;
	struct buf day = {0};
	int rc;

	if (o.html || (format_for_people(o.format) &&
		o.format != FORMAT_TABLE)) {
		o.title = title_settle(c);
		day_print(c->model.cal.today, &day);
		o.subtitle = buf_view(&day);
	}
	rc = writer_open(w, &o, columns, n, &c->out, e);
	buf_free(&day);
	return rc;
}

int
cli_writer_close(struct cli *c, struct writer *w, struct err *e)
{
	return writer_close(w, &c->note, e);
}
