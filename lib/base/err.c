#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/err.h"

static const struct {
	int status;
	const char *help;
} statuses[] = {
	[ERR_OK] = {0, "done; an empty list is success"},
	[ERR_NO] = {1, "the answer is no: not found, nothing matched with "
		"--exit-code, an assertion or a check did not hold"},
	[ERR_USAGE] = {2, "usage: unknown option or word, bad syntax, "
		"ambiguous name"},
	[ERR_DATA] = {3, "bad data: validation, a stage rule, a rejected "
		"row, invalid YAML"},
	[ERR_AGAIN] = {4, "look again or try again: revision moved on, "
		"external id exists, store busy"},
	[ERR_SYSTEM] = {5, "system: cannot open, permission, disk full, "
		"output not written"},
	[ERR_PARTIAL] = {6, "partial: --keep-going committed some rows and "
		"rejected others"},
	[ERR_DAMAGED] = {7, "store damaged: nothing was written, run pipe "
		"check"},
	[ERR_TOO_OLD] = {20, "--format-version is older than this program "
		"can write"},
	[ERR_TOO_NEW] = {21, "--format-version is newer than this program "
		"can write"},
	[ERR_GROW] = {5, NULL},
};

static void err_vset(struct err *e, enum err_code code, const char *fmt,
	va_list ap) __attribute__((format(printf, 3, 0)));

static void
err_vset(struct err *e, enum err_code code, const char *fmt, va_list ap)
{
	e->code = code;
	e->line = e->col = 0;
	e->file[0] = e->hint[0] = '\0';
	vsnprintf(e->msg, sizeof e->msg, fmt, ap);
}

int
err_set(struct err *e, enum err_code code, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	err_vset(e, code, fmt, ap);
	va_end(ap);
	return (int)code;
}

int
err_sys(struct err *e, int errno_value, const char *fmt, ...)
{
	va_list ap;
	size_t n;

	va_start(ap, fmt);
	err_vset(e, ERR_SYSTEM, fmt, ap);
	va_end(ap);
	n = strlen(e->msg);
	snprintf(e->msg + n, sizeof e->msg - n, ": %s", strerror(errno_value));
	return ERR_SYSTEM;
}

int
err_hint(struct err *e, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(e->hint, sizeof e->hint, fmt, ap);
	va_end(ap);
	return (int)e->code;
}

int
err_at(struct err *e, const char *file, int line, int col)
{
	snprintf(e->file, sizeof e->file, "%s", file);
	e->line = line;
	e->col = col;
	return (int)e->code;
}

void
err_text(const struct err *e, char *out, size_t n)
{
	if (e->line && e->col)
		snprintf(out, n, "%s:%d:%d: %s", e->file, e->line, e->col,
			e->msg);
	else if (e->line)
		snprintf(out, n, "%s:%d: %s", e->file, e->line, e->msg);
	else
		snprintf(out, n, "%s", e->msg);
}

int
err_exit_status(enum err_code code)
{
	return statuses[code].status;
}

const char *
err_status_help(int status)
{
	for (size_t i = 0; i < sizeof statuses / sizeof *statuses; i++)
		if (statuses[i].help && statuses[i].status == status)
			return statuses[i].help;
	return NULL;
}

void
die_oom(void)
{
	static const char text[] = "pipe: out of memory\n"
		"  whether a change was saved: pipe log -n 1\n";
	ssize_t n = write(2, text, sizeof text - 1);

	_exit(n < 0 ? 5 : 5);
}
