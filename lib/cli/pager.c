#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <unistd.h>

#include "cli/child.h"
#include "cli/inside.h"

static struct str
pager_command(const struct cli *c)
{
	static const char *const names[] = {"PIPE_PAGER", "PAGER"};
	struct str given = cli_text(c, "pager");

	if (given.n)
		return given;
	for (size_t i = 0; i < 2; i++) {
		const char *v = getenv(names[i]);

		if (v && *v)
			return str_of(v);
	}
	return c->user->pager.n ? c->user->pager : STR("less");
}

static bool
pager_wanted(const struct cli *c)
{
	return (c->verb->mode & VERB_PAGE) && c->tty &&
		!cli_flag(c, "no-pager");
}

int
pager_start(struct cli *c, struct err *e)
{
	struct str line = pager_command(c);
	char **argv;
	int ends[2], pid;

	if (!pager_wanted(c) || str_is(line, "cat"))
		return ERR_OK;
	if (child_words(&c->arena, line, &argv, e))
		return ERR_USAGE;
	if (!argv[0])
		return ERR_OK;
	setenv("LESS", "FRX", 0);
	if (pipe2(ends, O_CLOEXEC) != 0)
		return err_sys(e, errno, "cannot start %s", argv[0]);
	pid = child_start(argv, ends[0], -1, e);
	close(ends[0]);
	if (pid > 0 && dup2(ends[1], STDOUT_FILENO) >= 0)
		c->private->pager.pid = pid;
	close(ends[1]);
	/* without a pager the text still goes to the terminal */
	return ERR_OK;
}

void
pager_wait(struct cli *c)
{
	int pid = c->private->pager.pid;

	if (!pid)
		return;
	signal(SIGINT, SIG_IGN);
	signal(SIGQUIT, SIG_IGN);
	close(STDOUT_FILENO);
	child_wait(pid, NULL);
}
