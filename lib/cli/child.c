#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/io.h"
#include "base/num.h"
#include "cli/child.h"

enum { EXEC_FAILED = 127, ANSWER_MAX = 64 * 1024 * 1024 };

static bool
blank(char ch)
{
	return ch == ' ' || ch == '\t';
}

/* One word, quotes and backslashes taken off. False for an open quote. */
static bool
next_word(struct str *rest, struct buf *out)
{
	char quote = 0;

	for (; rest->n; *rest = str_cut(*rest, 1, rest->n)) {
		char ch = *rest->p;

		if (!quote && blank(ch))
			break;
		if (ch == '\\' && quote != '\'' && rest->n > 1) {
			*rest = str_cut(*rest, 1, rest->n);
			buf_char(out, *rest->p);
		} else if (quote ? ch == quote : ch == '"' || ch == '\'') {
			quote = quote ? 0 : ch;
		} else {
			buf_char(out, ch);
		}
	}
	return !quote;
}

int
child_words(struct arena *a, struct str line, char ***argv, struct err *e)
{
	struct str rest = str_trim(line);
	struct buf word = {0};
	size_t n = 0;
	bool closed = true;

	*argv = arena_array(a, line.n + 2, sizeof **argv);
	while (closed && rest.n) {
		buf_reset(&word);
		closed = next_word(&rest, &word);
		(*argv)[n++] = arena_cstr(a, word.p ? buf_view(&word)
						    : STR(""));
		rest = str_trim(rest);
	}
	buf_free(&word);
	if (!closed)
		return err_set(e, ERR_USAGE, "'%.*s': a quote is not closed",
			STR_SHORT(line));
	return ERR_OK;
}

static void __attribute__((noreturn))
become(char *const argv[], int in, int out, int report)
{
	int failed;

	signal(SIGPIPE, SIG_DFL);
	signal(SIGINT, SIG_DFL);
	signal(SIGQUIT, SIG_DFL);
	if ((in < 0 || dup2(in, STDIN_FILENO) >= 0) &&
		(out < 0 || dup2(out, STDOUT_FILENO) >= 0)) {
		/* nothing of ours beyond the three streams */
		close_range(3, ~0U, CLOSE_RANGE_CLOEXEC);
		execvp(argv[0], argv);
	}
	failed = errno;
	_exit(write(report, &failed, sizeof failed) < 0 ? EXEC_FAILED : 1);
}

int
child_start(char *const argv[], int in, int out, struct err *e)
{
	int report[2], failed = 0, pid;
	ssize_t got;

	if (pipe2(report, O_CLOEXEC) != 0)
		return -err_sys(e, errno, "cannot start %s", argv[0]);
	pid = fork();
	if (pid == 0)
		become(argv, in, out, report[1]);
	close(report[1]);
	if (pid < 0) {
		close(report[0]);
		return -err_sys(e, errno, "cannot start %s", argv[0]);
	}
	do
		got = read(report[0], &failed, sizeof failed);
	while (got < 0 && errno == EINTR);
	close(report[0]);
	if (got <= 0)
		return pid;
	child_wait(pid, NULL);
	return -err_sys(e, failed, "cannot start %s", argv[0]);
}

int
child_wait(int pid, int *status)
{
	int st = 0;

	while (waitpid(pid, &st, 0) < 0)
		if (errno != EINTR)
			return -1;
	if (status)
		*status = st;
	return 0;
}

/* A file of our own to be passed on, at its beginning; negative: a code. */
static int
file_of(struct str text, const char *what, struct err *e)
{
	int fd = memfd_create(what, MFD_CLOEXEC), rc;

	if (fd < 0)
		return -err_sys(e, errno, "cannot pass a %s on", what);
	rc = io_write_all(fd, text.p, text.n, e);
	if (rc == ERR_OK && lseek(fd, 0, SEEK_SET) < 0)
		rc = err_sys(e, errno, "cannot pass a %s on", what);
	if (rc == ERR_OK)
		return fd;
	close(fd);
	return -rc;
}

static int
run_between(char *const argv[], int in, int out, int *status, struct err *e)
{
	int pid = child_start(argv, in, out, e);

	if (pid < 0)
		return -pid;
	return child_wait(pid, status) ? err_sys(e, errno, "%s", argv[0])
				       : ERR_OK;
}

int
child_feed(char *const argv[], struct str text, const char *what,
	struct buf *out, int *status, struct err *e)
{
	int in = file_of(text, what, e), got = -1, rc;

	if (in < 0)
		return -in;
	if (out)
		got = file_of(STR(""), "answer", e);
	rc = out && got < 0 ? -got : run_between(argv, in, got, status, e);
	if (rc == ERR_OK && out)
		rc = lseek(got, 0, SEEK_SET) < 0
			? err_sys(e, errno, "%s", argv[0])
			: io_read_all(got, argv[0], ANSWER_MAX, out, e);
	if (got >= 0)
		close(got);
	close(in);
	return rc;
}

bool
child_there(struct arena *a, const char *name)
{
	struct str rest = str_of(getenv("PATH")), dir;

	if (strchr(name, '/'))
		return access(name, X_OK) == 0;
	while (rest.n && str_split(&rest, ':', &dir))
		if (access(path_join(a, arena_cstr(a, dir), name), X_OK) == 0)
			return true;
	return false;
}
