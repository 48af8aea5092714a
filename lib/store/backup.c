/* A compacted copy, renumbered so that its head agrees with its pages, then
 * checked for its hashes before it gets its name. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/io.h"
#include "store/check.h"
#include "store/file.h"
#include "store/open.h"

/* The one place that opens a store whose head names another transaction: LMDB
 * numbers a compacted copy anew. */
int
store_adopt_backup(const char *dir, struct err *e)
{
	struct store *s = calloc(1, sizeof *s);
	struct tx *t;
	int rc;

	if (!s)
		die_oom();
	s->lock_fd = -1;
	s->mode = STORE_WRITE;
	rc = file_look(dir, e);
	if (rc == 0)
		rc = kv_lmdb_open(&s->kv, dir, true, false, true, 0, 0600, e);
	if (rc) {
		free(s);
		return rc;
	}
	rc = tx_begin(s, true, false, &t, e);
	if (rc == 0) {
		rc = head_read(t, false, e);
		if (rc == 0)
			rc = tx_commit(t, e);
		else
			tx_end(t);
	}
	store_close(s);
	return rc;
}

static int
copy_into(struct store *s, const char *path, struct err *e)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	int rc;

	if (fd < 0)
		return err_sys(e, errno, "%s", path);
	rc = s->kv->ops->copy(s->kv, fd, e);
	/* whatever the umask */
	if (rc == 0 && (fchmod(fd, 0600) != 0 || fsync(fd) != 0))
		rc = err_sys(e, errno, "%s", path);
	if (close(fd) != 0 && rc == 0)
		rc = err_sys(e, errno, "%s", path);
	return rc;
}

/* Hashes, counts and the chain of the copy; the schema is the original's. */
static int
copy_check(const struct store *s, const char *dir, struct err *e)
{
	const struct store_options o = {.mode = STORE_SCAN};
	struct check_report report = {0};
	struct store *copy;
	struct tx *t;
	int rc = store_open(&copy, dir, &o, e);

	if (rc)
		return rc;
	store_bind(copy, s->schema, s->env, s->ctx);
	rc = tx_begin_read(copy, VIEW_NOW, &t, e);
	if (rc == 0) {
		rc = tx_check(t, &report, e);
		tx_end(t);
	}
	store_close(copy);
	if (rc == 0 && report.damaged) {
		err_set(e, ERR_DAMAGED, "store damaged: the copy does not "
			"check: %.*s", (int)strcspn(report.problems.p, "\n"),
			report.problems.p);
		rc = err_hint(e, "run pipe check");
	}
	buf_free(&report.problems);
	return rc;
}

/* Never over something, not even a link that leads nowhere. */
static int
give_name(const char *file, const char *path, struct err *e)
{
	int rc = renameat2(AT_FDCWD, file, AT_FDCWD, path, RENAME_NOREPLACE);

	if (rc != 0 && (errno == EINVAL || errno == ENOSYS))
		rc = rename(file, path);
	return rc ? err_sys(e, errno, "%s", path) : 0;
}

static int
sync_folder(const char *dir, struct err *e)
{
	int fd = open(dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC), rc = 0;

	if (fd < 0 || fsync(fd) != 0)
		rc = err_sys(e, errno, "%s", dir);
	if (fd >= 0)
		close(fd);
	return rc;
}

static struct str
folder_of(struct str path)
{
	size_t n = path.n;

	while (n && path.p[n - 1] != '/')
		n--;
	return n ? str_cut(path, 0, n) : STR(".");
}

int
store_backup(struct store *s, const char *path, struct err *e)
{
	struct arena a = {0};
	char *folder = arena_cstr(&a, folder_of(str_of(path)));
	char *dir = arena_fmt(&a, "%s.partial-%d", path, (int)getpid());
	char *file = path_join(&a, dir, STORE_DATA);
	char *lock = path_join(&a, dir, "lock.mdb");
	int rc = 0;

	if (faccessat(AT_FDCWD, path, F_OK, AT_SYMLINK_NOFOLLOW) == 0)
		rc = err_set(e, ERR_SYSTEM, "%s: is there already", path);
	else if (mkdir(dir, 0700) != 0)
		rc = err_sys(e, errno, "%s", dir);
	if (rc)
		goto out;
	rc = copy_into(s, file, e);
	if (rc == 0)
		rc = store_adopt_backup(dir, e);
	if (rc == 0)
		rc = copy_check(s, dir, e);
	if (rc == 0)
		rc = give_name(file, path, e);
	if (rc == 0)
		rc = sync_folder(folder, e);
	unlink(file);
	unlink(lock);
	rmdir(dir);
out:
	arena_free(&a);
	return rc;
}
