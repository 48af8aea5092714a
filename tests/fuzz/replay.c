/*
 * replay - a fuzzer's function without libFuzzer: the same inputs each time.
 *
 * Usage: NAME_replay DICT ROUNDS
 *
 * The words of DICT (libFuzzer's form, a quoted one on each line) are tried
 * one by one, then ROUNDS inputs put together of them and of bytes by chance,
 * always the same chance. Where one crashes it is printed, in hex.
 */
#include <ctype.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { WORDS = 512, WORD_MAX = 128, PARTS_MAX = 12, MARK = 2 };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static struct word {
	size_t n;
	uint8_t bytes[WORD_MAX];
} words[WORDS];
static size_t nwords;

static uint8_t input[PARTS_MAX * WORD_MAX + MARK];
static size_t length;

static uint64_t
chance(void)
{
	static uint64_t state;
	uint64_t z = state += UINT64_C(0x9e3779b97f4a7c15);

	z = (z ^ z >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
	z = (z ^ z >> 27) * UINT64_C(0x94d049bb133111eb);
	return z ^ z >> 31;
}

static void
tell(int sig)
{
	char hex[3] = "";

	for (size_t i = 0; i < length; i++) {
		snprintf(hex, sizeof hex, "%02x", input[i]);
		if (write(2, hex, 2) != 2)
			_exit(2);
	}
	if (write(2, "\n", 1) != 1)
		_exit(2);
	signal(sig, SIG_DFL);
	raise(sig);
}

static void
word_read(const char *line)
{
	struct word *w = &words[nwords];
	const char *p = strchr(line, '"'), *end = strrchr(line, '"');
	char hex[3] = "";

	if (line[0] == '#' || !p || p == end || nwords == WORDS)
		return;
	for (p++; p < end && w->n < WORD_MAX; p++) {
		if (p[0] == '\\' && p[1] == 'x' && isxdigit(p[2])) {
			memcpy(hex, p + 2, 2);
			w->bytes[w->n++] = (uint8_t)strtoul(hex, NULL, 16);
			p += 3;
		} else {
			p += p[0] == '\\';
			w->bytes[w->n++] = (uint8_t)*p;
		}
	}
	nwords++;
}

static void
add(const void *bytes, size_t n)
{
	memcpy(input + length, bytes, n);
	length += n;
}

/* A fuzzer's first bytes say what is tried. */
static void
begin(uint64_t how)
{
	const uint8_t mark[MARK] = {(uint8_t)('0' + how % 16),
		(uint8_t)('0' + how / 16 % 12)};

	length = 0;
	add(mark, how / 256 % (MARK + 1));
}

static void
put_together(void)
{
	uint64_t parts = 1 + chance() % PARTS_MAX;
	uint8_t byte;

	begin(chance());
	while (parts--) {
		const struct word *w = &words[chance() % nwords];

		byte = (uint8_t)chance();
		if (chance() % 8 == 0)
			add(&byte, 1);
		else
			add(w->bytes, w->n);
	}
	if (chance() % 8 == 0 && length)
		input[chance() % length] ^= (uint8_t)(1 << chance() % 8);
	if (chance() % 8 == 0)
		length -= length ? chance() % length : 0;
}

int
main(int argc, char **argv)
{
	FILE *dict = argc == 3 ? fopen(argv[1], "r") : NULL;
	long rounds = argc == 3 ? strtol(argv[2], NULL, 10) : 0;
	char line[WORD_MAX * 4];

	if (!dict) {
		fputs("usage: replay DICT ROUNDS\n", stderr);
		return 2;
	}
	while (fgets(line, sizeof line, dict))
		word_read(line);
	fclose(dict);
	if (!nwords)
		return 2;
	signal(SIGABRT, tell);
	signal(SIGSEGV, tell);
	for (size_t i = 0; i < nwords; i++)
		for (uint64_t how = 0; how < 3 * 256; how += 17) {
			begin(how);
			add(words[i].bytes, words[i].n);
			LLVMFuzzerTestOneInput(input, length);
		}
	for (long i = 0; i < rounds; i++) {
		put_together();
		LLVMFuzzerTestOneInput(input, length);
	}
	printf("%zu words, %ld put together\n", nwords, rounds);
	return 0;
}
