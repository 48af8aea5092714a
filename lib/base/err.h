/*
 * err.h - how a failure travels from where it is found to where it is told.
 *
 * The base layer knows libc and utf8proc and nothing of pipe. Every fallible
 * function in the library returns an enum err_code (0 is success) and takes a
 * struct err last; the place that detects the problem fills it, everyone else
 * passes the code on. Nobody below cli/ prints or exits; running out of
 * memory is the one exception (see die_oom).
 */
#ifndef BASE_ERR_H
#define BASE_ERR_H

#include <stddef.h>

/* err_exit_status() maps a code to the exit status of CLI.md section 2. */
enum err_code {
	ERR_OK = 0,
	ERR_NO,		/* 1: not found, or the answer is "no" */
	ERR_USAGE,	/* 2: unknown word, bad syntax, ambiguous name */
	ERR_DATA,	/* 3: validation, a stage rule, invalid YAML or CSV */
	ERR_AGAIN,	/* 4: revision moved on, id exists, store busy */
	ERR_SYSTEM,	/* 5: open, permission, disk, output not written */
	ERR_PARTIAL,	/* 6: some rows in, others rejected */
	ERR_DAMAGED,	/* 7: the store is damaged; nothing was written */
	ERR_TOO_OLD,	/* 20: format version asked for is too old */
	ERR_TOO_NEW,	/* 21: format version asked for is too new */
	ERR_GROW,	/* internal to store/: the map is full, run again */
};

/*
 * One failure. `msg` is "subject: problem" without program name, lower case,
 * no full stop; `hint` is one line of advice or empty. file, line and column
 * are set for text input (line 0 means none). Texts may quote user input as it
 * is; the CLI escapes control characters when it prints.
 */
struct err {
	enum err_code code;
	int line, col;
	char file[256];
	char msg[1024];
	char hint[512];
};

/* Record a failure and return its code, so that callers can `return` it. */
int err_set(struct err *e, enum err_code code, const char *fmt, ...)
	__attribute__((format(printf, 3, 4)));
/* The same, with strerror(errno_value) after the message. */
int err_sys(struct err *e, int errno_value, const char *fmt, ...)
	__attribute__((format(printf, 3, 4)));
/* Add the advice line. Returns e->code. */
int err_hint(struct err *e, const char *fmt, ...)
	__attribute__((format(printf, 2, 3)));
/* Say where in a text the problem stands. Returns e->code. */
int err_at(struct err *e, const char *file, int line, int col);

/* "file:line:col: msg" (the place only where set), in e's own words, into a
 * buffer of n bytes. */
void err_text(const struct err *e, char *out, size_t n);

/* The one table of exit statuses; err_status_help() is its one-line text. */
int err_exit_status(enum err_code code);
const char *err_status_help(int status);

/* Out of memory: one line on stderr, exit 5. Never returns. */
void die_oom(void) __attribute__((noreturn));

#endif
