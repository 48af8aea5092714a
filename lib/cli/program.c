#include <errno.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli/inside.h"
#include "cli/mail.h"
#include "cli/tell.h"
#include "cli/suggest.h"
#include "cli/version.h"

/* ---- signals of a writer ----------------------------------------------- */

static const int fatal[] = {SIGINT, SIGTERM, SIGHUP};
enum { NFATAL = sizeof fatal / sizeof *fatal };

static char signal_text[2][128]; /* nothing was saved, the change was saved */
static volatile sig_atomic_t signal_saved;

static void
on_fatal(int sig)
{
	const char *text = signal_text[signal_saved];
	ssize_t ignored = write(STDERR_FILENO, text, strlen(text));

	(void)ignored;
	raise(sig); /* at its default again: held until we return */
}

static void
fatal_set(sigset_t *set)
{
	sigemptyset(set);
	for (int i = 0; i < NFATAL; i++)
		sigaddset(set, fatal[i]);
}

void
signals_watch(const char *program)
{
	struct sigaction act = {.sa_handler = on_fatal,
		.sa_flags = (int)SA_RESETHAND}, old;

	snprintf(signal_text[0], sizeof *signal_text,
		"%s: interrupted, nothing was saved\n", program);
	snprintf(signal_text[1], sizeof *signal_text,
		"%s: interrupted, the change was saved\n", program);
	for (int i = 0; i < NFATAL; i++)
		if (sigaction(fatal[i], NULL, &old) == 0 &&
			old.sa_handler != SIG_IGN)
			sigaction(fatal[i], &act, NULL);
	signal(SIGPIPE, SIG_IGN);
}

void
signals_hold(void)
{
	sigset_t set;

	fatal_set(&set);
	sigprocmask(SIG_BLOCK, &set, NULL);
}

void
signals_release(bool saved)
{
	sigset_t set;

	signal_saved = saved;
	fatal_set(&set);
	sigprocmask(SIG_UNBLOCK, &set, NULL);
}

static const struct verb no_verb = {.name = NULL};

/* ---- which verb -------------------------------------------------------- */

const struct verb *
program_verb(const struct program *p, const char *name)
{
	for (size_t i = 0; p->verbs[i]; i++)
		if (p->verbs[i]->name && !strcmp(p->verbs[i]->name, name))
			return p->verbs[i];
	return NULL;
}

static void
suggest_verbs(const struct program *p, struct suggest *s)
{
	for (size_t i = 0; p->verbs[i]; i++)
		if (p->verbs[i]->name && !(p->verbs[i]->mode & VERB_HIDDEN))
			suggest_try(s, p->verbs[i]->name);
}

/* A word that the plain verb cannot read may have been meant as another. */
static int
misread_verb(const struct cli *c, int rc, struct err *e)
{
	struct suggest s = {0};

	if (rc != ERR_USAGE || c->verb->name || !c->nargs)
		return rc;
	s.word = c->args[0];
	suggest_verbs(c->program, &s);
	suggest_hint(&s, e);
	return rc;
}

static int
unknown_verb(const struct program *p, struct str word, struct err *e)
{
	struct suggest s = {.word = word};
	struct buf name = {0};

	suggest_verbs(p, &s);
	err_set(e, ERR_USAGE, "%.*s: unknown command", STR_SHORT(word));
	suggest_hint(&s, e);
	if (e->hint[0])
		return ERR_USAGE;
	spoken_name(p, &name);
	err_hint(e, "try: %s --help", name.p);
	buf_free(&name);
	return ERR_USAGE;
}

/* Takes the verb out of argv. Where the first one has no name, it is meant by
 * any word that is no verb's name. */
static int
pick_verb(struct cli *c, int *argc, char **argv, struct err *e)
{
	const struct program *p = c->program;
	const struct verb *plain = p->verbs[0]->name ? NULL : p->verbs[0];
	int at = options_verb_at(p, *argc, argv);

	c->verb = at ? program_verb(p, argv[at]) : NULL;
	if (plain && (!c->verb || !strcmp(argv[at - 1], "--"))) {
		c->verb = plain;
		return ERR_OK;
	}
	if (!at)
		return ERR_OK;
	if (!c->verb)
		return unknown_verb(p, str_of(argv[at]), e);
	memmove(argv + at, argv + at + 1,
		(size_t)(*argc - at) * sizeof *argv);
	--*argc;
	return ERR_OK;
}

/* ---- the run ----------------------------------------------------------- */

static int
run(struct cli *c, struct err *e)
{
	unsigned mode = c->verb->mode;
	struct err inner;
	int rc = settle(c, e), sent = ERR_OK;

	trace_mark(c, "settle");
	if (rc)
		return rc;
	if (mode & VERB_WRITE)
		rc = cli_write(c, c->verb->kind, 0, c->verb->run, e);
	else if (mode & (VERB_READ | VERB_SCAN))
		rc = session_read(c, mode & VERB_SCAN, c->verb->run, e);
	else
		rc = c->verb->run(c, e);
	if (rc == ERR_OK || rc == ERR_NO)
		sent = mail_send(c, rc ? &inner : e);
	if (sent && rc)
		*e = inner;
	return sent ? sent : rc;
}

static int
start(struct cli *c, int argc, char **argv, struct err *e)
{
	struct buf text = {0};
	int rc = pick_verb(c, &argc, argv, e);
	bool chosen = c->verb != NULL;

	if (rc)
		return rc;
	if (!chosen)
		c->verb = &no_verb;
	rc = options_parse(c, argc - 1, argv + 1, e);
	if (rc == ERR_OK && cli_flag(c, "help"))
		chosen ? help_verb(c, &text) : help_program(c, &text);
	else if (rc == ERR_OK && cli_flag(c, "version"))
		version_print(&text);
	if (text.n) {
		out_add(&c->out, buf_view(&text));
	} else if (rc == ERR_OK && !chosen) {
		help_short(c->program, &text);
		tell_lines(buf_view(&text));
		rc = ERR_USAGE;
	} else if (rc == ERR_OK) {
		rc = misread_verb(c, run(c, e), e);
	}
	buf_free(&text);
	return rc;
}

/* ---- after it ---------------------------------------------------------- */

static int
print_all(struct out *from, struct err *e)
{
	struct stat st;
	struct out to;
	void *map;

	out_open(&to, STDOUT_FILENO);
	if (from->error == EPIPE && from->live >= 0)
		out_gone();
	if (from->error)
		return err_sys(e, from->error, from->live >= 0
			? "standard output: cannot write"
			: "cannot collect output");
	if (from->fd >= 0 && fstat(from->fd, &st) == 0 && st.st_size > 0) {
		map = mmap(NULL, (size_t)st.st_size, PROT_READ, MAP_PRIVATE,
			from->fd, 0);
		if (map == MAP_FAILED)
			return err_sys(e, errno, "cannot collect output");
		out_add(&to, (struct str){map, (size_t)st.st_size});
		munmap(map, (size_t)st.st_size);
	}
	out_add(&to, buf_view(&from->buf));
	return out_close(&to, e);
}

/* What a refused change would have printed is not true. */
static bool
changes(const struct cli *c)
{
	return c->verb && (c->verb->mode & (VERB_WRITE | VERB_CHANGE));
}

static int
print_output(struct cli *c, int rc, struct err *e)
{
	struct err inner;

	signal(SIGPIPE, SIG_DFL);
	if ((rc && changes(c)) || print_all(&c->out, &inner) == ERR_OK)
		return rc;
	if (rc)
		return rc;
	*e = inner;
	if (c->private->op)
		err_set(e, inner.code, "%s; the change was saved (operation "
			"%llu)", inner.msg, (unsigned long long)c->private->op);
	return ERR_SYSTEM;
}

static int
finish(struct cli *c, int rc, struct err *e)
{
	struct cli_private *p = c->private;
	bool refused = rc && changes(c);

	if (c->verb)
		rc = print_output(c, rc, e);
	pager_wait(c);
	trace_mark(c, "print");
	tell_lines(buf_view(&p->trace));
	tell_lines(buf_view(&p->faults));
	tell_lines(buf_view(&p->notice));
	if (!c->quiet && !refused)
		tell_lines(buf_view(&c->note));
	if (rc && e->msg[0])
		tell_error(c->program->name, e);
	if (rc == ERR_OK && p->rejected)
		rc = p->kept ? ERR_PARTIAL : ERR_DATA;
	return rc;
}

static void
release(struct cli *c)
{
	struct cli_private *p = c->private;

	mail_free(c);
	buf_free(&c->out.buf);
	if (c->out.fd >= 0)
		close(c->out.fd);
	buf_free(&c->note);
	buf_free(&p->faults);
	buf_free(&p->notice);
	buf_free(&p->trace);
	buf_free(&p->input);
	if (p->from_read)
		source_close(&p->from);
	ARR_FREE(&p->given);
	ARR_FREE(&p->words);
	map_free(&p->records);
	arena_free(&c->arena);
}

int
cli_main(const struct program *p, int argc, char **argv)
{
	struct cli_private private = {0};
	struct cli c = {.program = p, .private = &private, .uid = getuid()};
	struct err e = {0};
	int rc;

	c.model.arena = &c.arena;
	trace_begin(&c);
	streams_guard();
	/* in memory, so that no transaction waits for a reader */
	out_gather(&c.out);
	rc = setuid_refuse(&e);
	if (rc == ERR_OK && argc > 1 && !strcmp(argv[1], "--complete"))
		rc = complete_run(&c, argc - 2, argv + 2);
	else if (rc == ERR_OK)
		rc = start(&c, argc, argv, &e);
	rc = finish(&c, rc, &e);
	release(&c);
	return err_exit_status((enum err_code)rc);
}

void
cli_stream(struct cli *c)
{
	if (!c->tty && !c->private->mail)
		out_live(&c->out, STDOUT_FILENO);
}

void
cli_tell(struct cli *c, const char *line)
{
	buf_fmt(&c->private->faults, "%s: %s\n", c->program->name, line);
}

void
cli_say(struct cli *c, const char *fmt, ...)
{
	va_list ap, again;
	int n;

	if (c->quiet)
		return;
	va_start(ap, fmt);
	va_copy(again, ap);
	n = vsnprintf(NULL, 0, fmt, ap);
	if (n > 0) {
		buf_room(&c->note, (size_t)n + 2);
		vsnprintf(c->note.p + c->note.n, (size_t)n + 1, fmt, again);
		c->note.n += (size_t)n;
		buf_char(&c->note, '\n');
	}
	va_end(again);
	va_end(ap);
}

void
cli_reject(struct cli *c, const struct err *why)
{
	char text[sizeof why->msg + sizeof why->file + 64];

	err_text(why, text, sizeof text);
	buf_fmt(&c->private->faults, "%s: %s\n", c->program->name, text);
	if (why->hint[0])
		buf_fmt(&c->private->faults, "  %s\n", why->hint);
	c->private->rejected++;
}

void
cli_kept(struct cli *c)
{
	c->private->kept++;
}
