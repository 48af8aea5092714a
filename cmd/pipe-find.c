/* pipe-find: search names, e-mails, domains and numbers of all records. */
#include "cli/report.h"
#include "report/find.h"

enum { REF, ENTITY, TITLE, FIELD, VALUE, NCOLS };

static const struct column columns[NCOLS] = {
	[REF] = {.name = "ref", .keep = true},
	[ENTITY] = {.name = "entity"},
	[TITLE] = {.name = "title", .width = 32},
	[FIELD] = {.name = "field"},
	[VALUE] = {.name = "value"},
};

static int
print(struct cli *c, const struct findings *f, size_t n, struct err *e)
{
	struct report *r;
	int rc = report_open(&r, c, columns, NCOLS, REPORT_ALL, e);

	if (rc)
		return rc;
	for (size_t i = 0; i < n; i++) {
		const struct finding *one = &f->v[i];

		report_cstr(r, REF, cli_ref(c, one->entity, one->id));
		report_cstr(r, ENTITY, one->entity->name);
		report_text(r, TITLE, one->title);
		report_cstr(r, FIELD, one->field->name);
		report_text(r, VALUE, one->value);
		report_row(r);
	}
	return report_close(r, 0, e);
}

static int
find_run(struct cli *c, struct err *e)
{
	struct find_spec spec = {
		.words = c->args,
		.nwords = c->nargs,
		.archived = cli_flag(c, "archived"),
	};
	struct findings f;
	int64_t limit = 0;
	size_t n;
	int rc = find_make(&c->model, &c->arena, &spec, &f, e);

	if (rc)
		return rc;
	cli_int(c, "limit", &limit);
	n = limit && (uint64_t)limit < f.n ? (size_t)limit : f.n;
	rc = print(c, &f, n, e);
	if (rc == 0 && n < f.n)
		cli_say(c, "%zu more, all by -n 0", f.n - n);
	if (rc == 0 && !f.n && cli_flag(c, "exit-code"))
		return ERR_NO;
	return rc;
}

static const struct option options[] = {
	{"limit", 'n', OPT_INT, "N", "no more than the N best, 0: all", NULL},
	{"archived", 0, OPT_FLAG, NULL, "archived records too", NULL},
	{"exit-code", 0, OPT_FLAG, NULL, "status 1 when nothing is found",
		NULL},
	{0},
};

static const struct verb find_verb = {
	.summary = "search names, e-mails, domains and numbers",
	.synopsis = "WORD...",
	.options = options,
	.mode = VERB_SCAN | VERB_VIEW | VERB_REPORT | VERB_PAGE,
	.run = find_run,
};

static const struct program program = {
	.name = "pipe-find",
	.summary = "search names, e-mails, domains and numbers of all records",
	.verbs = (const struct verb *const[]){&find_verb, NULL},
	.examples = "pipe find acme\n"
		"pipe find ada@analytical.example\n"
		"pipe find +49 30 901820 -F tsv | cut -f1\n",
};

int
main(int argc, char **argv)
{
	return cli_main(&program, argc, argv);
}
