/*
 * flips - damage a small store in every way and see what the commands say.
 *
 * Usage: flips [-s SEED] [-n STEP] [-j JOBS] MODE STORE
 *
 * MODE is bits (every STEP-th bit, from a phase the seed gives), meta (the
 * same within what the two meta pages use), pairs (two bits at random, 65536 /
 * STEP times), cut (every STEP * 512 bytes) or pages (zeroed, swapped,
 * doubled, garbage).
 */
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "flips.h"

enum {
	PAGE = 4096,
	META = 192, /* bytes */
	OLDER_MAX = 32, /* answers of an older state: two damages */
};

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
			flips_die("the copy");
		byte = (uint8_t)(byte ^ 1u << bits[i] % 8);
		if (pwrite(r->file, &byte, 1, (off_t)at) != 1)
			flips_die("the copy");
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
	run_ask(r, damage, flip, bits);
	run_put_back(r);
}

static void
cut(struct run *r, void *arg)
{
	if (ftruncate(r->file, *(off_t *)arg) != 0)
		flips_die("truncating the copy");
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
		flips_die("the copy");
}

static void
paste_all(struct run *r, struct paste *p, const char *what)
{
	char damage[96];

	snprintf(damage, sizeof damage, "page %ld %s (%ld)",
		(long)(p->at / PAGE), what, (long)(p->also / PAGE));
	paste(r, p);
	run_ask(r, damage, paste, p);
	run_put_back(r);
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
mode_meta(struct run *r, const struct share *s)
{
	uint64_t n = 0, bit;

	for (uint64_t i = s->seed % s->step; i < 2 * META * 8; i += s->step) {
		bit = i % (META * 8) + i / (META * 8) * PAGE * 8;
		if (mine(s, n++))
			flip_all(r, bit, bit);
	}
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
		run_ask(r, damage, cut, &at);
		run_put_back(r);
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
	{"meta", mode_meta},
	{"pairs", mode_pairs},
	{"cut", mode_cut},
	{"pages", mode_pages},
};

static void
work(const char *store, const struct mode *m, const struct share *s,
	uint64_t counts[OUTCOMES])
{
	struct run *r = calloc(1, sizeof *r);

	if (!r)
		flips_die("memory");
	run_open(r, store, s->job);
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
		bad += i > OLDER ? counts[i] : 0;
	}
	printf("flips %s: %llu answers", mode, (unsigned long long)all);
	for (int i = 0; i < OUTCOMES; i++)
		printf(", %llu %s", (unsigned long long)counts[i], outcome_names[i]);
	printf(" (seed %llu)\n", (unsigned long long)seed);
	return bad || counts[OLDER] > OLDER_MAX || !all;
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
			"bits|meta|pairs|cut|pages STORE\n", stderr);
		return 2;
	}
	for (; s.job < s.jobs; s.job++)
		if (fork() == 0)
			work(argv[optind + 1], m, &s, counts);
	while (wait(&status) > 0)
		failed |= status;
	return failed ? 2 : summary(m->name, s.seed, counts);
}
