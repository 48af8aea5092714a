#include <errno.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "cli/child.h"
#include "cli/inside.h"
#include "cli/mail.h"

/* Where the program is that mail goes to, which no PATH of cron's may have. */
static const char *
default_program(void)
{
	static const char *const paths[] = {"/usr/sbin/sendmail",
		"/usr/lib/sendmail"};

	for (size_t i = 0; i < sizeof paths / sizeof *paths; i++)
		if (access(paths[i], X_OK) == 0)
			return paths[i];
	return "sendmail";
}

static int
mailer(struct cli *c, char ***argv, struct err *e)
{
	const char *given = getenv("PIPE_SENDMAIL");
	int rc;

	if (!given || !*given)
		given = arena_fmt(&c->arena, "%s -t -oi", default_program());
	rc = child_words(&c->arena, str_of(given), argv, e);
	if (rc)
		return err_set(e, ERR_USAGE, "PIPE_SENDMAIL: a quote is not "
			"closed");
	return (*argv)[0] ? ERR_OK : err_set(e, ERR_USAGE, "PIPE_SENDMAIL: "
		"names no program");
}

int
mail_check(struct cli *c, struct err *e)
{
	char **argv;
	int rc = mailer(c, &argv, e);

	if (rc || child_there(&c->arena, argv[0]))
		return rc;
	err_set(e, ERR_SYSTEM, "%s: is no program that takes mail", argv[0]);
	return err_hint(e, "PIPE_SENDMAIL names one, see pipe-mail(7)");
}

static int
send_one(struct cli *c, const struct mail_message *m, char *const argv[],
	struct err *e)
{
	int status = 0, rc = child_feed(argv, m->text, "message", NULL,
		&status, e);

	if (rc)
		return rc;
	if (WIFEXITED(status) && WEXITSTATUS(status) == 0) {
		if (c->verbose || (c->verb->mode & VERB_CHANGE))
			cli_say(c, "sent to %s", m->to);
		return ERR_OK;
	}
	return WIFSIGNALED(status)
		? err_set(e, ERR_SYSTEM, "%s: ended by signal %d", argv[0],
			  WTERMSIG(status))
		: err_set(e, ERR_SYSTEM, "%s: ended with status %d", argv[0],
			  WEXITSTATUS(status));
}

int
mail_send(struct cli *c, struct err *e)
{
	struct mail_job *job = c->private->mail;
	size_t failed = 0;
	struct err why;
	char **argv;

	if (!job || !job->send || !job->messages.n)
		return ERR_OK;
	if (mailer(c, &argv, e))
		return (int)e->code;
	for (size_t i = 0; i < job->messages.n; i++) {
		const struct mail_message *m = &job->messages.v[i];

		if (send_one(c, m, argv, &why) == ERR_OK)
			continue;
		failed++;
		cli_tell(c, arena_fmt(&c->arena, "%s: not sent: %s", m->to,
			why.msg));
	}
	if (!failed)
		return ERR_OK;
	err_set(e, ERR_SYSTEM, "%zu of %zu messages not sent%s", failed,
		job->messages.n, cli_operation(c) ? "; the change was saved"
						  : "");
	return job->again.p ? err_hint(e, "%.*s", STR_F(job->again))
			    : ERR_SYSTEM;
}
