#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#include "cli/inside.h"
#include "cli/mail.h"
#include "conf/paths.h"

enum { LOCK_TIMEOUT_MS = 10000 };

/* A closed stream must not become the store's file: what is read is empty,
 * what is written fails. */
void
streams_guard(void)
{
	for (int fd = 0; fd <= 2; fd++)
		if (fcntl(fd, F_GETFD) < 0 && errno == EBADF &&
			open("/dev/null", O_RDONLY) < 0)
			_exit(err_exit_status(ERR_SYSTEM));
}

int
setuid_refuse(struct err *e)
{
	if (getuid() == geteuid() && getgid() == getegid())
		return ERR_OK;
	return err_set(e, ERR_SYSTEM, "real and effective user differ: set-id "
		"use is refused");
}

static int
settle_now(struct cli *c, struct err *e)
{
	struct str given = cli_text(c, "now");
	const char *env = getenv("PIPE_NOW"), *name = "--now";

	c->now = clock_now();
	if (!given.p && env && *env) {
		given = str_of(env);
		name = "PIPE_NOW";
	}
	if (!given.p || instant_parse(given, NULL, &c->now, e) == ERR_OK)
		return ERR_OK;
	err_set(e, ERR_USAGE, "%s: '%.*s' is no instant", name,
		STR_SHORT(given));
	return err_hint(e, "such as 2026-10-01T09:00:00Z");
}

static int
settle_lock(struct cli *c, struct err *e)
{
	struct str given = cli_text(c, "lock-timeout");
	const char *env = getenv("PIPE_LOCK_TIMEOUT"), *name = "--lock-timeout";
	int64_t seconds;
	struct err inner;

	c->private->lock_timeout = LOCK_TIMEOUT_MS;
	if (!given.p && env && *env) {
		given = str_of(env);
		name = "PIPE_LOCK_TIMEOUT";
	}
	if (!given.p)
		return ERR_OK;
	if (!dec_parse(given, &seconds, &inner) && seconds >= 0 &&
		!num_muldec(1000, seconds, &c->private->lock_timeout, &inner))
		return ERR_OK;
	return err_set(e, ERR_USAGE, "%s: '%.*s' is no number of seconds",
		name, STR_SHORT(given));
}

static int
load_user(struct cli *c, struct err *e)
{
	struct paths paths = paths_from(getenv);
	const char *file = paths_user_config(&c->arena, &paths);

	if (file && access(file, F_OK) == 0)
		return user_load(&c->arena, file, NULL, &c->user, NULL, e);
	c->user = arena_alloc(&c->arena, sizeof *c->user);
	return ERR_OK;
}

int
settle(struct cli *c, struct err *e)
{
	int rc = load_user(c, e);

	c->quiet = cli_flag(c, "quiet");
	c->verbose = cli_flag(c, "verbose");
	c->dry_run = cli_flag(c, "dry-run");
	if (rc == ERR_OK)
		rc = settle_now(c, e);
	c->private->at = c->now;
	if (rc == ERR_OK)
		rc = settle_lock(c, e);
	if (rc == ERR_OK)
		rc = dress_settle(c, e);
	if (rc == ERR_OK)
		rc = mail_settle(c, e);
	if (rc == ERR_OK)
		rc = session_input(c, e);
	return rc == ERR_OK ? pager_start(c, e) : rc;
}
