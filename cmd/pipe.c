/* pipe: finds the program that does it, and becomes that program. */
#include <stdlib.h>
#include <unistd.h>

#include "base/io.h"
#include "cli/dispatch.h"
#include "cli/tell.h"
#include "cli/version.h"

static const struct known table[] = {
	{"a store", "init", "make a store"},
	{"a store", "config", "pipe.yaml and your own settings"},
	{"a store", "schema", "entities and their fields"},
	{"a store", "check", "verify everything that is kept"},
	{"a store", "backup", "a verified copy"},
	{"the pipeline", "lead", "leads, until they qualify and convert"},
	{"the pipeline", "deal", "deals on their way through the stages"},
	{"the pipeline", "activity", "calls, mails, meetings, tasks"},
	{"the pipeline", "note", "what just happened, and the next step"},
	{"the pipeline", "agenda", "what is due, overdue, waking, rotten"},
	{"the pipeline", "board", "deals by stage, side by side"},
	{"companies and people", "account", "companies"},
	{"companies and people", "contact", "their people"},
	{"companies and people", "find", "search names, mails, numbers"},
	{"companies and people", "campaign", "what brings leads in"},
	{"what is sold", "product", "what is sold"},
	{"what is sold", "price", "prices in books, and which one holds"},
	{"what is sold", "pricebook", "price books"},
	{"what is sold", "quote", "quotes and their versions"},
	{"what is sold", "render", "documents as PDF"},
	{"what is sold", "line", "lines of quotes"},
	{"what is sold", "document", "documents as they were sent"},
	{"the figures", "forecast", "quota, won, gap and pipeline"},
	{"the figures", "diff", "what changed between two days"},
	{"the figures", "report", "which discounts win"},
	{"the figures", "trend", "figures week by week"},
	{"the figures", "verify", "make a sealed forecast again"},
	{"the figures", "adjustment", "what is said in place of figures"},
	{"the figures", "submission", "what is called for a period"},
	{"the figures", "seal", "reports as they were said"},
	{"the figures", "quota", "targets of reps and teams"},
	{"the figures", "rate", "what currencies are worth"},
	{"the figures", "team", "teams, a tree"},
	{"the figures", "rep", "reps, who own deals"},
	{"what happened", "log", "operations and their changes"},
	{"what happened", "explain", "who set values, what figures are of"},
	{"what happened", "undo", "take an operation back"},
	{"what happened", "import", "other people's files"},
	{"what happened", "export", "everything, with its history"},
};
enum { KNOWN = sizeof table / sizeof *table };

/* Options before the command hold for whatever it starts. */
static const struct global {
	const char *name, *letter, *env, *value;
} globals[] = {
	{"--dir", "-C", "PIPE_DIR", NULL},
	{"--exec-path", NULL, "PIPE_EXEC_PATH", NULL},
	{"--now", NULL, "PIPE_NOW", NULL},
	{"--lock-timeout", NULL, "PIPE_LOCK_TIMEOUT", NULL},
	{"--pager", NULL, "PIPE_PAGER", NULL},
	{"--no-pager", NULL, "PIPE_PAGER", "cat"},
};

static const struct global *
global_find(struct str arg)
{
	struct str name = str_cut(arg, 0, str_find(arg, '='));

	for (size_t i = 0; i < sizeof globals / sizeof *globals; i++)
		if (str_is(name, globals[i].name) ||
			(globals[i].letter && str_is(arg, globals[i].letter)))
			return &globals[i];
	return NULL;
}

/* Take options off until the command; *at is its place. */
static int
take_globals(int argc, char **argv, int *at, struct err *e)
{
	for (*at = 1; *at < argc && argv[*at][0] == '-'; ++*at) {
		struct str arg = str_of(argv[*at]);
		const struct global *g = global_find(arg);
		size_t eq = str_find(arg, '=');

		if (!g)
			return ERR_OK;
		if (g->value && eq < arg.n)
			return err_set(e, ERR_USAGE, "%s: takes no value",
				g->name);
		if (!g->value && eq == arg.n && ++*at == argc)
			return err_set(e, ERR_USAGE, "%s: needs a value",
				g->name);
		setenv(g->env, g->value ? g->value : eq < arg.n
				? arg.p + eq + 1 : argv[*at], 1);
	}
	return ERR_OK;
}

static int
print(struct buf *b, int fd, int code, struct err *e)
{
	struct out o;

	out_open(&o, fd);
	out_add(&o, buf_view(b));
	buf_free(b);
	return out_close(&o, e) ? (int)e->code : code;
}

static int
print_list(const struct dispatch *d, bool help, struct err *e)
{
	struct buf b = {0};

	buf_cstr(&b, "usage: pipe COMMAND [ARGUMENT]... [OPTION]...\n");
	dispatch_list(d, table, KNOWN, &b);
	buf_cstr(&b, "\nmore: pipe COMMAND --help, pipe help COMMAND, "
		"pipe help tutorial\n");
	return help ? print(&b, STDOUT_FILENO, ERR_OK, e)
		    : print(&b, STDERR_FILENO, ERR_USAGE, e);
}

/* Without a page of its own to show, what commands there are. */
static int
show_help(const struct dispatch *d, const char *topic, struct err *e)
{
	int rc = dispatch_help(d, topic, e);

	if (rc != ERR_NO || strcmp(topic, "pipe"))
		return rc;
	return print_list(d, true, e);
}

static int
complete(const struct dispatch *d, int argc, char **argv, struct err *e)
{
	struct buf b = {0};

	if (argc > 1 && dispatch_name(str_of(argv[0]))) {
		/* "--complete" takes the place of the command */
		const char *name = argv[0];

		argv[0] = argv[-1];
		dispatch_exec(d, name, argv - 1, e);
		return ERR_OK;
	}
	dispatch_complete(d, str_of(argc > 0 ? argv[0] : ""), table, KNOWN,
		&b);
	return print(&b, STDOUT_FILENO, ERR_OK, e);
}

/* An alias stands only where no program of its name does. */
static int
run_alias(const struct dispatch *d, int argc, char **argv, struct err *e)
{
	size_t n = 0;
	char **words, **all;

	if (dispatch_alias(d->arena, str_of(argv[0]), &words, e))
		return (int)e->code;
	if (!words)
		return dispatch_unknown(d, str_of(argv[0]), table, KNOWN, e);
	while (words[n])
		n++;
	all = arena_array(d->arena, n + (size_t)argc + 1, sizeof *all);
	memcpy(all, words, n * sizeof *all);
	memcpy(all + n, argv + 1, (size_t)argc * sizeof *all);
	if (dispatch_exec(d, words[0], all, e) != ERR_NO)
		return (int)e->code;
	return err_set(e, ERR_DATA, "aliases.%s: %s: unknown command",
		argv[0], words[0]);
}

static int
run(const struct dispatch *d, int argc, char **argv, struct err *e)
{
	struct buf b = {0};
	const char *first = argc ? argv[0] : NULL;

	if (!first)
		return print_list(d, false, e);
	if (!strcmp(first, "--help") || !strcmp(first, "-h"))
		return print_list(d, true, e);
	if (!strcmp(first, "--complete"))
		return complete(d, argc - 1, argv + 1, e);
	if (!strcmp(first, "--version")) {
		version_print(&b);
		return print(&b, STDOUT_FILENO, ERR_OK, e);
	}
	if (!strcmp(first, "help"))
		return show_help(d, argc > 1 ? argv[1] : "pipe", e);
	if (*first == '-') {
		err_set(e, ERR_USAGE, "%s: unknown option", first);
		return err_hint(e, "options of a command stand behind it");
	}
	if (dispatch_name(str_of(first)) &&
		dispatch_exec(d, first, argv, e) != ERR_NO)
		return (int)e->code;
	argv[0] = (char *)first;
	return run_alias(d, argc, argv, e);
}

int
main(int argc, char **argv)
{
	struct arena arena = {0};
	struct dispatch d;
	struct err e = {0};
	int at, rc = take_globals(argc, argv, &at, &e);

	dispatch_open(&d, &arena, NULL);
	if (rc == ERR_OK)
		rc = run(&d, argc - at, argv + at, &e);
	if (rc && e.msg[0])
		tell_error("pipe", &e);
	arena_free(&arena);
	return err_exit_status((enum err_code)rc);
}
