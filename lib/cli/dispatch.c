#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/io.h"
#include "cli/child.h"
#include "cli/dispatch.h"
#include "conf/paths.h"
#include "conf/user.h"

/* The folder of the binary that runs, so that a build works where it is. */
static const char *
own_dir(struct arena *a)
{
	char path[4096];
	ssize_t n = readlink("/proc/self/exe", path, sizeof path - 1);

	while (n > 0 && path[n - 1] != '/')
		n--;
	if (n <= 0)
		return NULL;
	return arena_cstr(a, (struct str){path, (size_t)n});
}

void
dispatch_open(struct dispatch *d, struct arena *a, const char *told)
{
	const char *env = getenv("PIPE_EXEC_PATH");

	*d = (struct dispatch){.arena = a};
	if (!told && env && *env)
		told = env;
	if (told)
		d->dirs[d->ndirs++] = told;
	d->dirs[d->ndirs] = own_dir(a);
	d->ndirs += d->dirs[d->ndirs] != NULL;
	d->dirs[d->ndirs++] = PIPE_LIBEXEC;
}

bool
dispatch_name(struct str name)
{
	for (size_t i = 0; i < name.n; i++)
		if (!strchr("abcdefghijklmnopqrstuvwxyz0123456789_-",
			name.p[i]) || (i == 0 && name.p[i] == '-'))
			return false;
	return name.n > 0;
}

const char *
dispatch_find(const struct dispatch *d, const char *name)
{
	const char *file = arena_fmt(d->arena, "pipe-%s", name);

	for (size_t i = 0; i < d->ndirs; i++) {
		const char *path = path_join(d->arena, d->dirs[i], file);

		if (access(path, X_OK) == 0)
			return path;
	}
	return NULL;
}

int
dispatch_exec(const struct dispatch *d, const char *name, char **argv,
	struct err *e)
{
	const char *path = dispatch_find(d, name);

	argv[0] = arena_fmt(d->arena, "pipe-%s", name);
	if (path)
		execv(path, argv);
	else
		execvp(argv[0], argv);
	if (errno != ENOENT)
		return err_sys(e, errno, "%s: cannot start", argv[0]);
	e->msg[0] = '\0';
	return ERR_NO;
}

/* ---- pages ------------------------------------------------------------- */

/* Where a page stands: beside an uninstalled build, else where it was put. */
static const char *
page_path(const struct dispatch *d, const char *page)
{
	static const char sections[] = "1578";
	const char *own = own_dir(d->arena), *path;

	for (const char *s = sections; *s; s++) {
		if (own) {
			path = arena_fmt(d->arena, "%s../man/%s.%c", own, page,
				*s);
			if (access(path, R_OK) == 0)
				return path;
		}
		path = arena_fmt(d->arena, "%s/man%c/%s.%c", PIPE_MAN, *s,
			page, *s);
		if (access(path, R_OK) == 0)
			return path;
	}
	return NULL;
}

int
dispatch_help(const struct dispatch *d, const char *topic, struct err *e)
{
	const char *page = strcmp(topic, "pipe")
		? arena_fmt(d->arena, "pipe-%s", topic) : topic;
	const char *path = page_path(d, page);
	char *man[] = {arena_fmt(d->arena, "man"),
		arena_fmt(d->arena, "%s", path ? path : page), NULL};
	char *mandoc[] = {arena_fmt(d->arena, "mandoc"),
		arena_fmt(d->arena, "-a"), man[1], NULL};
	char *help[] = {NULL, arena_fmt(d->arena, "--help"), NULL};
	int pid, status;

	if (!dispatch_name(str_of(topic)))
		return err_set(e, ERR_NO, "%s: no such page", topic);
	if (path) {
		execvp(man[0], man);
		execvp(mandoc[0], mandoc);
	} else if (page != topic && !dispatch_find(d, topic)) {
		/* of "pipe" alone man would show the system call */
		pid = child_start(man, -1, -1, e);
		if (pid > 0 && !child_wait(pid, &status) && !status)
			return ERR_OK;
	}
	if (dispatch_exec(d, topic, help, e) != ERR_NO)
		return (int)e->code;
	return err_set(e, ERR_NO, "%s: no such page, or no man to show it",
		topic);
}

/* ---- aliases ----------------------------------------------------------- */

int
dispatch_alias(struct arena *a, struct str name, char ***words,
	struct err *e)
{
	struct paths paths = paths_from(getenv);
	const char *file = paths_user_config(a, &paths);
	struct user_config *user;
	struct str text;
	int rc;

	*words = NULL;
	if (!file || access(file, F_OK) != 0)
		return ERR_OK;
	rc = user_load(a, file, NULL, &user, NULL, e);
	if (rc)
		return rc;
	text = user_alias(user, name);
	if (!text.p)
		return ERR_OK;
	rc = child_words(a, text, words, e);
	if (rc == ERR_OK && !(*words)[0])
		rc = err_set(e, ERR_DATA, "aliases.%.*s: is empty",
			(int)name.n, name.p);
	return rc;
}
