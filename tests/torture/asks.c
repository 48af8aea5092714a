/* What the commands say of a damaged store, beside what they should. */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "flips.h"

enum { ARGS = 12, SECONDS = 5, TOLD = 20, ANSWER = 1 << 16 };

/* The programs' own main functions, renamed when they are compiled. */
int account_main(int argc, char **argv);
int contact_main(int argc, char **argv);
int deal_main(int argc, char **argv);
int forecast_main(int argc, char **argv);
int log_main(int argc, char **argv);
int check_main(int argc, char **argv);

static const struct command {
	int (*main)(int, char **);
	bool writes; /* the store is put back afterwards, and looked at */
	const char *argv[ARGS];
} commands[] = {
	{account_main, false, {"account", "list", "--json=all"}},
	{account_main, false, {"account", "show", "2", "--json=all"}},
	{contact_main, false, {"contact", "list", "account:3"}},
	{deal_main, false, {"deal", "list", "status:any", "--json=all"}},
	{deal_main, false, {"deal", "show", "5", "-F", "json"}},
	{deal_main, false, {"deal", "list", "amount:3000..", "-c",
		"id,amount,close,stage,owner,created"}},
	{deal_main, false, {"deal", "list", "status:any", "--as-of",
		"2026-10-02", "--json=all"}},
	{forecast_main, false, {"forecast", "2026Q4", "--by", "rep"}},
	{log_main, false, {"log", "-q"}},
	{check_main, false, {"check"}},
	{account_main, true, {"account", "add", "New", "--city", "Rome"}},
	{deal_main, true, {"deal", "set", "5", "--amount", "7"}},
};
enum { COMMANDS = sizeof commands / sizeof *commands };

/* What is read back after a change. */
static const struct command after[] = {
	[COMMANDS - 2] = {account_main, false, {"account", "list",
		"--json=all"}},
	[COMMANDS - 1] = {deal_main, false, {"deal", "list", "status:any",
		"--json=all"}},
};

const char *const outcome_names[OUTCOMES] = {"right", "refused",
	"older", "wrong", "killed", "hung", "odd status"};

struct answer {
	int status; /* as waitpid gives it */
	size_t n;
	char text[ANSWER];
};

void
flips_die(const char *what)
{
	fprintf(stderr, "flips: %s: %s\n", what, strerror(errno));
	exit(2);
}

void
run_put_back(struct run *r)
{
	if (pwrite(r->file, r->whole, r->size, 0) != (ssize_t)r->size ||
		ftruncate(r->file, (off_t)r->size) != 0)
		flips_die("writing the copy");
}

static void __attribute__((noreturn))
child(struct run *r, const struct command *c)
{
	char *argv[ARGS + 3] = {0};
	int argc = 0, quiet = open("/dev/null", O_WRONLY);

	dup2(r->out, STDOUT_FILENO);
	dup2(quiet, STDERR_FILENO);
	alarm(SECONDS);
	argv[argc++] = (char *)(uintptr_t)c->argv[0];
	argv[argc++] = (char *)(uintptr_t)"-C";
	argv[argc++] = r->dir;
	for (int i = 1; c->argv[i]; i++)
		argv[argc++] = (char *)(uintptr_t)c->argv[i];
	_exit(c->main(argc, argv));
}

static void
ask(struct run *r, const struct command *c, struct answer *a)
{
	ssize_t n;
	pid_t pid;

	if (ftruncate(r->out, 0) != 0 || lseek(r->out, 0, SEEK_SET) != 0)
		flips_die("the answer");
	pid = fork();
	if (pid < 0)
		flips_die("fork");
	if (pid == 0)
		child(r, c);
	if (waitpid(pid, &a->status, 0) != pid)
		flips_die("waitpid");
	n = pread(r->out, a->text, sizeof a->text, 0);
	if (n < 0 || n == sizeof a->text)
		flips_die("an answer too long");
	a->n = (size_t)n;
}

static bool
same(const struct answer *a, const struct answer *b)
{
	return a->status == b->status && a->n == b->n &&
		memcmp(a->text, b->text, a->n) == 0;
}

static enum outcome
judge(const struct command *c, const struct answer *got,
	const struct answer *good, const struct answer *old)
{
	if (WIFSIGNALED(got->status))
		return WTERMSIG(got->status) == SIGALRM ? HUNG : KILLED;
	if (same(got, good))
		return RIGHT;
	switch (WEXITSTATUS(got->status)) {
	case 7: return REFUSED;
	case 5: return got->n == 0 ? REFUSED : ODD;
	case 0: return same(got, old) ? OLDER : WRONG;
	/* check tells which derived data do not hold */
	case 1: return c->main == check_main ? REFUSED : ODD;
	default: return ODD;
	}
}

static void
tell(struct run *r, const struct command *c, enum outcome o,
	const struct answer *a, const char *damage)
{
	r->counts[o]++;
	if (o <= OLDER || r->told++ >= TOLD)
		return;
	printf("# %s:", damage);
	for (int i = 0; c->argv[i]; i++)
		printf(" %s", c->argv[i]);
	printf(": %s (wait status %#x)\n", outcome_names[o], (unsigned)a->status);
}

void
run_ask(struct run *r, const char *what, damage_fn *damage, void *arg)
{
	static struct answer got;

	for (int i = 0; i < COMMANDS; i++) {
		const struct command *c = &commands[i];
		enum outcome o;

		ask(r, c, &got);
		o = judge(c, &got, &r->good[i], &r->old_good[i]);
		tell(r, c, o, &got, what);
		if (!c->writes)
			continue;
		if (o == RIGHT || o == OLDER) {
			ask(r, &after[i], &got);
			tell(r, &after[i], judge(&after[i], &got,
				&r->later[i], &r->old_later[i]), &got, what);
		}
		run_put_back(r);
		damage(r, arg);
	}
}

/* ---- the copies -------------------------------------------------------- */

static void
copy(const char *from, const char *to)
{
	static char block[1 << 16];
	int in = open(from, O_RDONLY), out = open(to,
		O_WRONLY | O_CREAT | O_TRUNC, 0600);
	ssize_t n;

	if (in < 0 || out < 0)
		flips_die(in < 0 ? from : to);
	while ((n = read(in, block, sizeof block)) > 0)
		if (write(out, block, (size_t)n) != n)
			flips_die(to);
	close(in);
	if (n < 0 || close(out) != 0)
		flips_die(to);
}

static void
copy_open(struct run *r, const char *store, int job)
{
	static const char *const files[] = {"pipe.yaml", "data.mdb"};
	char from[4352], to[4352];

	snprintf(r->dir, sizeof r->dir, "%s.%d", store, job);
	if (mkdir(r->dir, 0700) != 0 && errno != EEXIST)
		flips_die(r->dir);
	for (int i = 0; i < 2; i++) {
		snprintf(from, sizeof from, "%s/%s", store, files[i]);
		snprintf(to, sizeof to, "%s/%s", r->dir, files[i]);
		copy(from, to);
	}
	r->file = open(to, O_RDWR | O_CLOEXEC);
	r->out = memfd_create("answer", MFD_CLOEXEC);
	if (r->file < 0 || r->out < 0)
		flips_die(to);
}

static void
hold(struct run *r, const char *store, const char *name)
{
	char path[4352];
	struct stat st;
	void *p;
	int fd;

	snprintf(path, sizeof path, "%s/%s", store, name);
	fd = open(path, O_RDONLY);
	if (fd < 0 || fstat(fd, &st) != 0)
		flips_die(path);
	r->size = (size_t)st.st_size;
	p = malloc(r->size);
	if (!p || read(fd, p, r->size) != st.st_size)
		flips_die(path);
	close(fd);
	r->whole = p;
	run_put_back(r);
}

/* What the commands say of the whole store. */
static void
learn(struct run *r, struct answer *good, struct answer *later)
{
	for (int i = 0; i < COMMANDS; i++) {
		ask(r, &commands[i], &good[i]);
		if (good[i].status != 0) {
			errno = EINVAL;
			flips_die(commands[i].argv[1] ? commands[i].argv[1]
						: commands[i].argv[0]);
		}
		if (commands[i].writes)
			ask(r, &after[i], &later[i]);
		run_put_back(r);
	}
}

static struct answer *
answers(void)
{
	struct answer *a = calloc(COMMANDS, sizeof *a);

	if (!a)
		flips_die("memory");
	return a;
}

void
run_open(struct run *r, const char *store, int job)
{
	copy_open(r, store, job);
	r->good = answers();
	r->later = answers();
	r->old_good = answers();
	r->old_later = answers();
	hold(r, store, "older.mdb");
	learn(r, r->old_good, r->old_later);
	hold(r, store, "data.mdb");
	learn(r, r->good, r->later);
}
