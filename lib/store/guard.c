#include <signal.h>
#include <stdbool.h>
#include <stddef.h>
#include <unistd.h>

#include "store/guard.h"

enum { EXIT_DAMAGED = 7, STACK_BYTES = 64 * 1024 };

/* A sanitizer wants its own report of a bad access. */
#if defined(__SANITIZE_ADDRESS__)
#define GUARD_SEGV 0
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define GUARD_SEGV 0
#endif
#endif
#ifndef GUARD_SEGV
#define GUARD_SEGV 1
#endif

static const int signals[] = {
	SIGBUS,
#if GUARD_SEGV
	SIGSEGV,
	SIGABRT,
	SIGFPE,
#endif
};

enum { NSIGNALS = sizeof signals / sizeof *signals };

static void
guard_hit(int sig)
{
	static const char text[] =
		"pipe: store damaged: its file cannot be read safely\n"
		"  run pipe check\n";

	(void)sig;
	if (write(2, text, sizeof text - 1) < 0)
		_exit(EXIT_DAMAGED);
	_exit(EXIT_DAMAGED);
}

void
guard_on(void)
{
	static char stack[STACK_BYTES];
	const stack_t alt = {.ss_sp = stack, .ss_size = sizeof stack};
	struct sigaction act = {.sa_handler = guard_hit,
		.sa_flags = SA_ONSTACK | (int)SA_RESETHAND};

	if (GUARD_SEGV)
		sigaltstack(&alt, NULL);
	else
		act.sa_flags = (int)SA_RESETHAND;
	for (int i = 0; i < NSIGNALS; i++)
		sigaction(signals[i], &act, NULL);
}

void
guard_off(void)
{
	const struct sigaction act = {.sa_handler = SIG_DFL};

	for (int i = 0; i < NSIGNALS; i++)
		sigaction(signals[i], &act, NULL);
}
