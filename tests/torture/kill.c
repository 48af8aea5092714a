/*
 * kill - run commands that write, several at a time, and kill -9 them.
 *
 * Usage: kill [-s SEED] [-k KILLS] [-w WRITERS] LOG
 *
 * PIPE_DIR names the store, whose account 1 is there. Until KILLS processes
 * have died of our signal, writers are started over and over; most are left a
 * random time to live, about as long as they take. What a process
 * acknowledged, by its exit status and the id it printed, is put down in LOG:
 * "account ID NAME", "contact ID NAME", "deal ID NAME", "city ID NAME". After
 * every hundred kills `pipe-check` must be content.
 */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { WRITERS_MAX = 64, CHECK_EVERY = 100 };

enum kind { ACCOUNT, CONTACT, DEAL, CITY, KINDS };
static const char *const kinds[KINDS] = {"account", "contact", "deal", "city"};

struct writer {
	pid_t pid; /* 0: none */
	enum kind kind;
	char name[32];
	long id;      /* CITY: the account that is moved there */
	int out;
	int64_t begun, end; /* end 0: left to live */
};

struct drive {
	struct writer w[WRITERS_MAX];
	int writers;
	uint64_t seed;
	unsigned long started, killed, acked, checks;
	long moved; /* accounts 2 .. moved had their city set, once each */
	long known; /* accounts acknowledged, without a gap */
	int64_t usual; /* ns a writer takes */
	FILE *log;
};

static void __attribute__((noreturn))
die(const char *what)
{
	fprintf(stderr, "kill: %s: %s\n", what, strerror(errno));
	exit(2);
}

static uint64_t
next_random(struct drive *d)
{
	uint64_t z = d->seed += UINT64_C(0x9e3779b97f4a7c15);

	z = (z ^ z >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
	z = (z ^ z >> 27) * UINT64_C(0x94d049bb133111eb);
	return z ^ z >> 31;
}

static int64_t
now_ns(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000000000 + t.tv_nsec;
}

static void __attribute__((noreturn))
become(const struct writer *w)
{
	char id[32];

	snprintf(id, sizeof id, "%ld", w->id);
	dup2(w->out, STDOUT_FILENO);
	switch (w->kind) {
	case ACCOUNT:
		execlp("pipe-account", "pipe-account", "add", w->name, "-q",
			(char *)0);
		break;
	case CONTACT:
		execlp("pipe-contact", "pipe-contact", "add", w->name,
			"--account", "1", "-q", (char *)0);
		break;
	case DEAL:
		execlp("pipe-deal", "pipe-deal", "add", w->name, "--amount",
			"12.50", "-q", (char *)0);
		break;
	case CITY:
	case KINDS:
		execlp("pipe-account", "pipe-account", "set", id, "--city",
			w->name, "-q", (char *)0);
	}
	_exit(127);
}

/* How long a writer may live, 0: to its end. Half of the deaths come late,
 * when it commits. */
static int64_t
life(struct drive *d)
{
	uint64_t span = (uint64_t)d->usual + 1, how = next_random(d) % 8;

	if (how == 0)
		return 0;
	if (how < 4)
		return (int64_t)(1 + next_random(d) % span);
	return (int64_t)(span * 2 / 3 + next_random(d) % (span / 2 + 1));
}

static void
start(struct drive *d, struct writer *w)
{
	w->kind = (enum kind)(next_random(d) % KINDS);
	if (w->kind == CITY && d->moved >= d->known)
		w->kind = ACCOUNT;
	w->id = w->kind == CITY ? ++d->moved : 0;
	snprintf(w->name, sizeof w->name, "k%lu", ++d->started);
	if (ftruncate(w->out, 0) != 0 || lseek(w->out, 0, SEEK_SET) != 0)
		die("answers");
	w->begun = now_ns();
	w->end = life(d);
	w->end += w->end ? w->begun : 0;
	w->pid = fork();
	if (w->pid < 0)
		die("fork");
	if (w->pid == 0)
		become(w);
}

/* Account ids without a gap are known; a killed writer may have made one whose
 * id nobody was told. */
static void
ended(struct drive *d, struct writer *w, int status)
{
	char text[32] = "";
	long id = w->id;

	w->pid = 0;
	if (WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL) {
		d->killed++;
		return;
	}
	if (status != 0) {
		fprintf(stderr, "kill: %s %s: status %#x\n", kinds[w->kind],
			w->name, (unsigned)status);
		exit(1);
	}
	if (w->kind != CITY) {
		if (pread(w->out, text, sizeof text - 1, 0) <= 0)
			die("an id was not printed");
		id = strtol(text, NULL, 10);
	}
	if (w->kind == ACCOUNT && id > d->known)
		d->known = id;
	if (!w->end)
		d->usual = (d->usual * 7 + now_ns() - w->begun) / 8;
	fprintf(d->log, "%s %ld %s\n", kinds[w->kind], id, w->name);
	d->acked++;
}

static bool
look(struct drive *d)
{
	bool busy = false;
	int status;

	for (int i = 0; i < d->writers; i++) {
		struct writer *w = &d->w[i];

		if (!w->pid)
			continue;
		if (w->end && now_ns() >= w->end) {
			kill(w->pid, SIGKILL);
			w->end = 0;
			if (waitpid(w->pid, &status, 0) != w->pid)
				die("waitpid");
			w->end = 1; /* its time says nothing */
			ended(d, w, status);
		} else if (waitpid(w->pid, &status, WNOHANG) == w->pid) {
			ended(d, w, status);
		} else {
			busy = true;
		}
	}
	return busy;
}

static void
check(struct drive *d)
{
	int status;
	pid_t pid;

	while (look(d))
		usleep(50);
	fflush(d->log);
	pid = fork();
	if (pid == 0) {
		execlp("pipe-check", "pipe-check", "-q", (char *)0);
		_exit(127);
	}
	if (waitpid(pid, &status, 0) != pid || status != 0) {
		fprintf(stderr, "kill: check after %lu kills: status %#x\n",
			d->killed, (unsigned)status);
		exit(1);
	}
	d->checks++;
}

static void
drive(struct drive *d, unsigned long kills)
{
	unsigned long next = CHECK_EVERY;

	while (d->killed < kills) {
		for (int i = 0; i < d->writers; i++)
			if (!d->w[i].pid)
				start(d, &d->w[i]);
		look(d);
		usleep(30);
		if (d->killed < next)
			continue;
		check(d);
		next += CHECK_EVERY;
	}
	check(d);
}

int
main(int argc, char **argv)
{
	static struct drive d = {.writers = 4, .known = 1, .moved = 1,
		.usual = 3000000};
	unsigned long kills = 1000;
	int opt;

	while ((opt = getopt(argc, argv, "s:k:w:")) != -1) {
		if (opt == '?')
			return 2;
		if (opt == 's')
			d.seed = strtoull(optarg, NULL, 10);
		else if (opt == 'k')
			kills = strtoul(optarg, NULL, 10);
		else
			d.writers = (int)strtol(optarg, NULL, 10);
	}
	if (optind + 1 != argc || d.writers < 1 || d.writers > WRITERS_MAX) {
		fputs("usage: kill [-s SEED] [-k KILLS] [-w WRITERS] LOG\n",
			stderr);
		return 2;
	}
	d.log = fopen(argv[optind], "w");
	if (!d.log)
		die(argv[optind]);
	for (int i = 0; i < d.writers; i++)
		if ((d.w[i].out = memfd_create("id", MFD_CLOEXEC)) < 0)
			die("memfd");
	drive(&d, kills);
	if (fclose(d.log) != 0)
		die(argv[optind]);
	printf("%lu started, %lu killed, %lu acknowledged, %lu checks",
		d.started, d.killed, d.acked, d.checks);
	return 0;
}
