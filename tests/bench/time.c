/*
 * time - how long commands take, run in turns, from exec to exit.
 *
 *	time ROUNDS COMMAND [ARG]... [-- COMMAND [ARG]...]...
 *
 * prints a line for each command: the median and the least of its wall clock,
 * the median of its processor time, all in microseconds, and its page faults.
 * What they print is thrown away; input is empty. The status is 1 when one
 * failed.
 */
#include <errno.h>
#include <fcntl.h>
#include <spawn.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { COMMANDS = 32, ROUNDS = 10001 };

extern char **environ;

struct command {
	char **argv;
	long *wall, *cpu, faults;
};

static long
now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec * 1000000L + t.tv_nsec / 1000;
}

static void
die(const char *what, int error)
{
	fprintf(stderr, "time: %s: %s\n", what, strerror(error));
	exit(2);
}

static void
run(struct command *c, int round, const posix_spawn_file_actions_t *files)
{
	long from = now();
	struct rusage u;
	int status, error;
	pid_t pid;

	error = posix_spawnp(&pid, c->argv[0], files, NULL, c->argv, environ);
	if (error)
		die(c->argv[0], error);
	if (wait4(pid, &status, 0, &u) != pid)
		die(c->argv[0], errno);
	c->wall[round] = now() - from;
	c->cpu[round] = (u.ru_utime.tv_sec + u.ru_stime.tv_sec) * 1000000L +
		u.ru_utime.tv_usec + u.ru_stime.tv_usec;
	c->faults = u.ru_minflt + u.ru_majflt;
	if (!WIFEXITED(status) || WEXITSTATUS(status)) {
		fprintf(stderr, "time: %s: status %d\n", c->argv[0],
			WIFEXITED(status) ? WEXITSTATUS(status)
					  : 128 + WTERMSIG(status));
		exit(1);
	}
}

static int
order(const void *a, const void *b)
{
	const long *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

static long *
numbers(int n)
{
	long *v = calloc((size_t)n, sizeof *v);

	if (!v)
		die("memory", ENOMEM);
	return v;
}

/* Commands by their "--", which become the ends of their arguments. */
static int
split(char **argv, struct command *v, int rounds)
{
	int n = 0;

	while (*argv && n < COMMANDS) {
		v[n++] = (struct command){.argv = argv,
			.wall = numbers(rounds), .cpu = numbers(rounds)};
		while (*argv && strcmp(*argv, "--") != 0)
			argv++;
		if (*argv)
			*argv++ = NULL;
	}
	return *argv ? 0 : n;
}

int
main(int argc, char **argv)
{
	int rounds = argc > 2 ? atoi(argv[1]) : 0, n;
	struct command v[COMMANDS];
	posix_spawn_file_actions_t files;

	n = rounds > 0 && rounds <= ROUNDS ? split(argv + 2, v, rounds) : 0;
	if (!n) {
		fprintf(stderr, "usage: time ROUNDS COMMAND [ARG]... "
			"[-- COMMAND [ARG]...]...\n");
		return 2;
	}
	posix_spawn_file_actions_init(&files);
	posix_spawn_file_actions_addopen(&files, 0, "/dev/null", O_RDONLY, 0);
	posix_spawn_file_actions_addopen(&files, 1, "/dev/null", O_WRONLY, 0);
	for (int i = 0; i < rounds; i++)
		for (int k = 0; k < n; k++)
			run(&v[k], i, &files);
	for (int k = 0; k < n; k++) {
		qsort(v[k].wall, (size_t)rounds, sizeof(long), order);
		qsort(v[k].cpu, (size_t)rounds, sizeof(long), order);
		printf("%ld %ld %ld %ld\n", v[k].wall[rounds / 2],
			v[k].wall[0], v[k].cpu[rounds / 2], v[k].faults);
	}
	return 0;
}
