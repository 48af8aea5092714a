/*
 * flips - damage a small store in every way and see what the commands say.
 *
 * Usage: flips [-s SEED] [-n STEP] [-j JOBS] MODE STORE
 *
 * MODE is bits (every STEP-th bit, from a phase the seed gives), cut (every
 * STEP * 512 bytes), pages (zeroed, swapped, doubled, garbage) or pairs (two
 * bits at random, 65536 / STEP times). Each damage is met by every command of
 * the table below, which runs in a child over a copy of the store. It must
 * print what it prints of the whole store, or end with status 7 (5 where no
 * store is left); after a change that went through, a list must show the
 * change and nothing else, or end with 7. Anything else is told and counted:
 * a signal, more than two seconds, another status, another answer.
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
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

enum { PAGE = 4096, ARGS = 12, SECONDS = 2, TOLD = 20, ANSWER = 1 << 16 };

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

enum outcome { RIGHT, REFUSED, WRONG, KILLED, HUNG, ODD, OUTCOMES };
static const char *const names[OUTCOMES] = {"right", "refused", "wrong",
	"killed", "hung", "odd status"};

struct answer {
	int status; /* as waitpid gives it */
	size_t n;
	char text[ANSWER];
};

struct run {
	char dir[4096]; /* the copy */
	int file, out;
	const uint8_t *whole;
	size_t size;
	struct answer good[COMMANDS], later[COMMANDS];
	uint64_t counts[OUTCOMES];
	int told;
};

static void __attribute__((noreturn))
die(const char *what)
{
	fprintf(stderr, "flips: %s: %s\n", what, strerror(errno));
	exit(2);
}

static void
put_back(struct run *r)
{
	if (pwrite(r->file, r->whole, r->size, 0) != (ssize_t)r->size ||
		ftruncate(r->file, (off_t)r->size) != 0)
		die("writing the copy");
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
		die("the answer");
	pid = fork();
	if (pid < 0)
		die("fork");
	if (pid == 0)
		child(r, c);
	if (waitpid(pid, &a->status, 0) != pid)
		die("waitpid");
	n = pread(r->out, a->text, sizeof a->text, 0);
	if (n < 0 || n == sizeof a->text)
		die("an answer too long");
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
	const struct answer *good)
{
	if (WIFSIGNALED(got->status))
		return WTERMSIG(got->status) == SIGALRM ? HUNG : KILLED;
	if (same(got, good))
		return RIGHT;
	switch (WEXITSTATUS(got->status)) {
	case 7: return REFUSED;
	case 5: return got->n == 0 ? REFUSED : ODD;
	case 0: return WRONG;
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
	if (o <= REFUSED || r->told++ >= TOLD)
		return;
	printf("# %s:", damage);
	for (int i = 0; c->argv[i]; i++)
		printf(" %s", c->argv[i]);
	printf(": %s (wait status %#x)\n", names[o], (unsigned)a->status);
}

static void
ask_all(struct run *r, const char *damage, void (*again)(struct run *, void *),
	void *arg)
{
	static struct answer got;

	for (int i = 0; i < COMMANDS; i++) {
		const struct command *c = &commands[i];
		enum outcome o;

		ask(r, c, &got);
		o = judge(c, &got, &r->good[i]);
		tell(r, c, o, &got, damage);
		if (!c->writes)
			continue;
		if (o == RIGHT) {
			ask(r, &after[i], &got);
			tell(r, &after[i], judge(&after[i], &got,
				&r->later[i]), &got, damage);
		}
		put_back(r);
		again(r, arg);
	}
}

/* ---- kinds of damage --------------------------------------------------- */

static uint64_t
next_random(uint64_t *seed)
{
	uint64_t z = *seed += UINT64_C(0x9e3779b97f4a7c15);

	z = (z ^ z >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
	z = (z ^ z >> 27) * UINT64_C(0x94d049bb133111eb);
	return z ^ z >> 31;
}

static void
flip(struct run *r, void *arg)
{
	const uint64_t *bits = arg;

	for (int i = 0; i < 2; i++) {
		uint64_t at = bits[i] / 8;
		uint8_t byte;

		if (i && bits[1] == bits[0])
			break;
		if (pread(r->file, &byte, 1, (off_t)at) != 1)
			die("the copy");
		byte = (uint8_t)(byte ^ 1u << bits[i] % 8);
		if (pwrite(r->file, &byte, 1, (off_t)at) != 1)
			die("the copy");
	}
}

static void
flip_all(struct run *r, uint64_t one, uint64_t two)
{
	uint64_t bits[2] = {one, two};
	char damage[96];

	flip(r, bits);
	snprintf(damage, sizeof damage, "bits %llu, %llu (bytes %#llx, %#llx)",
		(unsigned long long)one, (unsigned long long)two,
		(unsigned long long)one / 8, (unsigned long long)two / 8);
	ask_all(r, damage, flip, bits);
	put_back(r);
}

static void
cut(struct run *r, void *arg)
{
	if (ftruncate(r->file, *(off_t *)arg) != 0)
		die("truncating the copy");
}

struct paste {
	off_t at;
	uint8_t bytes[PAGE];
	off_t also; /* with what stood at `at`, -1: nothing */
};

static void
paste(struct run *r, void *arg)
{
	struct paste *p = arg;

	if (pwrite(r->file, p->bytes, PAGE, p->at) != PAGE ||
		(p->also >= 0 && pwrite(r->file, r->whole + p->at, PAGE,
			p->also) != PAGE))
		die("the copy");
}

static void
paste_all(struct run *r, struct paste *p, const char *what)
{
	char damage[96];

	snprintf(damage, sizeof damage, "page %ld %s (%ld)",
		(long)(p->at / PAGE), what, (long)(p->also / PAGE));
	paste(r, p);
	ask_all(r, damage, paste, p);
	put_back(r);
}

/* ---- modes: the share of one job --------------------------------------- */

struct share {
	uint64_t seed, step;
	int job, jobs;
};

static bool
mine(const struct share *s, uint64_t n)
{
	return n % (uint64_t)s->jobs == (uint64_t)s->job;
}

static void
mode_bits(struct run *r, const struct share *s)
{
	uint64_t n = 0;

	for (uint64_t i = s->seed % s->step; i < r->size * 8; i += s->step)
		if (mine(s, n++))
			flip_all(r, i, i);
}

static void
mode_pairs(struct run *r, const struct share *s)
{
	uint64_t seed = s->seed;

	for (uint64_t n = 0; n < 65536; n += s->step) {
		uint64_t a = next_random(&seed) % (r->size * 8);
		uint64_t b = next_random(&seed) % (r->size * 8);

		if (mine(s, n / s->step))
			flip_all(r, a, b);
	}
}

static void
mode_cut(struct run *r, const struct share *s)
{
	uint64_t n = 0;

	for (off_t at = 0; at < (off_t)r->size;
		at += 512 * (off_t)s->step) {
		char damage[64];

		if (!mine(s, n++))
			continue;
		snprintf(damage, sizeof damage, "cut at %ld", (long)at);
		cut(r, &at);
		ask_all(r, damage, cut, &at);
		put_back(r);
	}
}

static void
mode_pages(struct run *r, const struct share *s)
{
	uint64_t pages = r->size / PAGE, seed = s->seed;
	struct paste p;

	for (uint64_t i = 0; i < pages; i++) {
		uint64_t other = next_random(&seed) % pages;

		p = (struct paste){.at = (off_t)(i * PAGE), .also = -PAGE};
		for (int k = 0; k < PAGE / 8; k++) {
			uint64_t v = next_random(&seed);

			memcpy(p.bytes + 8 * k, &v, 8);
		}
		if (!mine(s, i) || i % s->step)
			continue;
		paste_all(r, &p, "is garbage");
		memset(p.bytes, 0, PAGE);
		paste_all(r, &p, "is zero");
		memcpy(p.bytes, r->whole + other * PAGE, PAGE);
		paste_all(r, &p, "is another");
		p.also = (off_t)(other * PAGE);
		paste_all(r, &p, "is swapped");
	}
}

static const struct mode {
	const char *name;
	void (*run)(struct run *, const struct share *);
} modes[] = {
	{"bits", mode_bits},
	{"pairs", mode_pairs},
	{"cut", mode_cut},
	{"pages", mode_pages},
};

/* ---- the copies -------------------------------------------------------- */

static void
copy(const char *from, const char *to)
{
	static char block[1 << 16];
	int in = open(from, O_RDONLY), out = open(to,
		O_WRONLY | O_CREAT | O_TRUNC, 0600);
	ssize_t n;

	if (in < 0 || out < 0)
		die(in < 0 ? from : to);
	while ((n = read(in, block, sizeof block)) > 0)
		if (write(out, block, (size_t)n) != n)
			die(to);
	close(in);
	if (n < 0 || close(out) != 0)
		die(to);
}

static void
run_open(struct run *r, const char *store, int job)
{
	static const char *const files[] = {"pipe.yaml", "data.mdb"};
	char from[4352], to[4352];
	struct stat st;
	void *p;

	snprintf(r->dir, sizeof r->dir, "%s.%d", store, job);
	if (mkdir(r->dir, 0700) != 0 && errno != EEXIST)
		die(r->dir);
	for (int i = 0; i < 2; i++) {
		snprintf(from, sizeof from, "%s/%s", store, files[i]);
		snprintf(to, sizeof to, "%s/%s", r->dir, files[i]);
		copy(from, to);
	}
	r->file = open(to, O_RDWR | O_CLOEXEC);
	r->out = memfd_create("answer", MFD_CLOEXEC);
	if (r->file < 0 || r->out < 0 || fstat(r->file, &st) != 0)
		die(to);
	r->size = (size_t)st.st_size;
	p = malloc(r->size);
	if (!p || pread(r->file, p, r->size, 0) != st.st_size)
		die(to);
	r->whole = p;
}

/* What the commands say of the whole store. */
static void
learn(struct run *r)
{
	for (int i = 0; i < COMMANDS; i++) {
		ask(r, &commands[i], &r->good[i]);
		if (r->good[i].status != 0) {
			errno = EINVAL;
			die(commands[i].argv[1] ? commands[i].argv[1]
						: commands[i].argv[0]);
		}
		if (commands[i].writes)
			ask(r, &after[i], &r->later[i]);
		put_back(r);
	}
}

static void
work(const char *store, const struct mode *m, const struct share *s,
	uint64_t counts[OUTCOMES])
{
	struct run *r = calloc(1, sizeof *r);

	if (!r)
		die("memory");
	run_open(r, store, s->job);
	learn(r);
	m->run(r, s);
	for (int i = 0; i < OUTCOMES; i++)
		__atomic_fetch_add(&counts[i], r->counts[i],
			__ATOMIC_RELAXED);
	fflush(stdout);
	_exit(0);
}

static int
summary(const char *mode, uint64_t seed, const uint64_t counts[OUTCOMES])
{
	uint64_t all = 0, bad = 0;

	for (int i = 0; i < OUTCOMES; i++) {
		all += counts[i];
		bad += i > REFUSED ? counts[i] : 0;
	}
	printf("flips %s: %llu answers", mode, (unsigned long long)all);
	for (int i = 0; i < OUTCOMES; i++)
		printf(", %llu %s", (unsigned long long)counts[i], names[i]);
	printf(" (seed %llu)\n", (unsigned long long)seed);
	return bad || !all;
}

int
main(int argc, char **argv)
{
	struct share s = {.step = 1, .jobs = 1};
	uint64_t *counts = mmap(NULL, sizeof *counts * OUTCOMES,
		PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	const struct mode *m = NULL;
	int opt, status, failed = 0;

	while ((opt = getopt(argc, argv, "s:n:j:")) != -1) {
		if (opt == '?')
			return 2;
		*(opt == 's' ? &s.seed : &s.step) = opt == 'j'
			? s.step : strtoull(optarg, NULL, 10);
		if (opt == 'j')
			s.jobs = (int)strtol(optarg, NULL, 10);
	}
	for (size_t i = 0; i < sizeof modes / sizeof *modes; i++)
		if (optind + 2 == argc && !strcmp(modes[i].name, argv[optind]))
			m = &modes[i];
	if (!m || !s.step || s.jobs < 1 || counts == MAP_FAILED) {
		fputs("usage: flips [-s SEED] [-n STEP] [-j JOBS] "
			"bits|pairs|cut|pages STORE\n", stderr);
		return 2;
	}
	for (; s.job < s.jobs; s.job++)
		if (fork() == 0)
			work(argv[optind + 1], m, &s, counts);
	while (wait(&status) > 0)
		failed |= status;
	return failed ? 2 : summary(m->name, s.seed, counts);
}
