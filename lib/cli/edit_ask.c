#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/utf8.h"
#include "cli/child.h"
#include "cli/edit.h"

enum { TEXT_MAX = 16 * 1024 * 1024 };

static int
editor_words(struct cli *c, const char *path, char ***argv, struct err *e)
{
	const char *visual = getenv("VISUAL"), *editor = getenv("EDITOR");
	const char *line = visual && *visual ? visual
		: editor && *editor ? editor : NULL;
	size_t n = 0;

	if (!line && !isatty(STDIN_FILENO))
		return err_set(e, ERR_USAGE, "edit: there is no terminal, and "
			"neither VISUAL nor EDITOR is set");
	if (child_words(&c->arena, str_of(line ? line : "vi"), argv, e))
		return ERR_USAGE;
	while ((*argv)[n])
		n++;
	if (!n)
		return err_set(e, ERR_USAGE, "edit: the editor's name is "
			"empty");
	char **all = arena_array(&c->arena, n + 2, sizeof *all);

	memcpy(all, *argv, n * sizeof *all);
	all[n] = arena_fmt(&c->arena, "%s", path);
	*argv = all;
	return ERR_OK;
}

/* A folder nobody else can enter, and the text in it. */
static int
write_file(struct cli *c, struct edit *x, struct err *e)
{
	const char *tmp = getenv("TMPDIR");
	char *dir = path_join(&c->arena, tmp && *tmp ? tmp : "/tmp",
		"pipe-edit-XXXXXX");

	if (!mkdtemp(dir))
		return err_sys(e, errno, "%s: cannot create a folder", dir);
	x->dir = dir;
	x->path = path_join(&c->arena, dir, arena_fmt(&c->arena, "%s-%lld",
		c->program->name, (long long)x->id));
	return io_write_file(x->path, buf_view(&x->before), 0600, e);
}

static int
run_editor(char **argv, struct err *e)
{
	void (*interrupt)(int) = signal(SIGINT, SIG_IGN);
	void (*quit)(int) = signal(SIGQUIT, SIG_IGN);
	int status = 0, pid = child_start(argv, -1, -1, e);

	if (pid > 0)
		child_wait(pid, &status);
	signal(SIGINT, interrupt);
	signal(SIGQUIT, quit);
	if (pid < 0)
		return (int)e->code;
	if (WIFEXITED(status) && WEXITSTATUS(status) == 0)
		return ERR_OK;
	return err_set(e, ERR_SYSTEM, "%s: the editor failed; nothing was "
		"saved", argv[0]);
}

int
cli_editor(struct cli *c, const char *path, struct err *e)
{
	char **argv;
	int rc = editor_words(c, path, &argv, e);

	return rc ? rc : run_editor(argv, e);
}

int
edit_ask(struct cli *c, struct edit *x, struct err *e)
{
	size_t bad;
	int rc = write_file(c, x, e);

	if (rc == ERR_OK)
		rc = cli_editor(c, x->path, e);
	if (rc == ERR_OK)
		rc = io_read_file(x->path, TEXT_MAX, &x->after, e);
	bad = utf8_valid(buf_view(&x->after));
	if (rc == ERR_OK && bad < x->after.n) {
		x->keep = true;
		rc = err_set(e, ERR_DATA, "%s: invalid UTF-8 at byte offset "
			"%zu", x->path, bad);
	}
	return rc;
}

void
edit_end(struct cli *c, struct edit *x)
{
	if (x->path && x->keep)
		buf_fmt(&c->private->faults, "the edited text is kept in %s\n",
			x->path);
	else if (x->path)
		unlink(x->path);
	if (x->dir && !x->keep)
		rmdir(x->dir);
	buf_free(&x->before);
	buf_free(&x->after);
}
