#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <time.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/io.h"
#include "store/file.h"

/* What LMDB 0.9 puts at the start of its two meta pages (little endian, 64
 * bit): page header, then magic, version, address, map size, two tables, the
 * last page, the transaction. */
enum {
	META_AT = 16,
	META_MAGIC = META_AT,
	META_VERSION = META_AT + 4,
	META_PAGE_SIZE = META_AT + 24,
	META_TXN = META_AT + 24 + 2 * 48 + 8,
	META_BYTES = META_TXN + 8,
	LMDB_VERSION = 1,
	PAIR_TRIES = 6,
};
enum {
	LOCK_NAP = 5000, /* us */
	GATE_NAP = 200,
	GATE_MS = 10000,
};
static const char first_short[] = "the file is too short";
static const char second_short[] = "its second page is not whole";
#define LMDB_MAGIC 0xBEEFC0DEu

static const struct {
	unsigned long type;
	const char *name;
} network[] = {
	{0x6969, "NFS"},
	{0xff534d42, "CIFS"},
	{0xfe534d42, "SMB"},
	{0x01021997, "9p"},
	{0x65735546, "FUSE"},
	{0x5346414f, "AFS"},
	{0x00c36400, "Ceph"},
	{0x786f4256, "vboxsf"},
};

static int
look_file_system(const char *dir, struct err *e)
{
	struct statfs fs;

	if (statfs(dir, &fs) != 0)
		return err_sys(e, errno, "%s", dir);
	for (size_t i = 0; i < sizeof network / sizeof *network; i++)
		if ((unsigned long)fs.f_type == network[i].type) {
			err_set(e, ERR_SYSTEM, "%s: on a network file system "
				"(%s), where locks and maps cannot be trusted",
				dir, network[i].name);
			return err_hint(e, "keep the store on a local disk");
		}
	return 0;
}

static uint32_t
u32_at(const char *p)
{
	uint32_t v;

	memcpy(&v, p, sizeof v);
	return v;
}

static uint64_t
u64_at(const char *p)
{
	uint64_t v;

	memcpy(&v, p, sizeof v);
	return v;
}

static int
spoiled(const char *dir, const char *why, struct err *e)
{
	err_set(e, ERR_DAMAGED, "store damaged: %s/%s: %s", dir, STORE_DATA,
		why);
	return err_hint(e, "restore a backup: pipe init --from-backup FILE");
}

/* What cannot be read is not therefore damaged. */
static int
read_meta(const char *dir, int fd, off_t at, char *meta, const char *why,
	struct err *e)
{
	ssize_t n;

	do
		n = pread(fd, meta, META_BYTES, at);
	while (n < 0 && errno == EINTR);
	if (n < 0)
		return err_sys(e, errno, "%s/%s: cannot read", dir,
			STORE_DATA);
	return n == META_BYTES ? 0 : spoiled(dir, why, e);
}

/* The heads are read one after the other: a few commits between the two, and
 * they seem strangers. */
static int
look_pair(const char *dir, int fd, off_t page, struct err *e)
{
	struct timespec nap = {0, 0};
	char meta[2][META_BYTES];
	uint64_t txn[2];

	for (int i = 0; i < PAIR_TRIES; i++) {
		nap.tv_nsec = i * 500 * 1000;
		if (i)
			nanosleep(&nap, NULL);
		if (read_meta(dir, fd, 0, meta[0], first_short, e) ||
			read_meta(dir, fd, page, meta[1], second_short, e))
			return (int)e->code;
		txn[0] = u64_at(meta[0] + META_TXN);
		txn[1] = u64_at(meta[1] + META_TXN);
		if (txn[0] % 2 == 0 && txn[1] % 2 == 1 &&
			(txn[0] + 1 == txn[1] || txn[1] + 1 == txn[0]))
			return 0;
	}
	return spoiled(dir, "its two heads do not belong together", e);
}

static int
look_meta(const char *dir, int fd, off_t size, struct err *e)
{
	char meta[2][META_BYTES];
	uint32_t page;

	if (size == 0)
		return spoiled(dir, "the file is empty", e);
	if (read_meta(dir, fd, 0, meta[0], first_short, e))
		return (int)e->code;
	if (u32_at(meta[0] + META_MAGIC) != LMDB_MAGIC)
		return spoiled(dir, "not a store of pipe", e);
	if ((u32_at(meta[0] + META_VERSION) & 0xffff) != LMDB_VERSION)
		return spoiled(dir, "of another LMDB version", e);
	page = u32_at(meta[0] + META_PAGE_SIZE);
	if (page < 512 || page > 65536 || size < (off_t)page * 2)
		return spoiled(dir, second_short, e);
	if (read_meta(dir, fd, (off_t)page, meta[1], second_short, e))
		return (int)e->code;
	if (u32_at(meta[1] + META_MAGIC) != LMDB_MAGIC)
		return spoiled(dir, second_short, e);
	return look_pair(dir, fd, (off_t)page, e);
}

/* Whoever may replace the file may do anything with our rights: LMDB does not
 * distrust it. A shared store is one of a group of ours. */
static int
look_owner(const char *dir, const struct stat *file, struct err *e)
{
	struct stat st;

	if (stat(dir, &st) != 0)
		return err_sys(e, errno, "%s", dir);
	if (!S_ISREG(file->st_mode))
		return err_set(e, ERR_SYSTEM, "%s/%s: not a regular file", dir,
			STORE_DATA);
	if ((st.st_mode | file->st_mode) & S_IWOTH) {
		err_set(e, ERR_SYSTEM, "%s: others may write to it", dir);
		return err_hint(e, "chmod -R o-w %s", dir);
	}
	if (st.st_uid == geteuid() ||
		((st.st_mode & S_ISGID) && (st.st_gid == getegid() ||
			group_member(st.st_gid))))
		return 0;
	err_set(e, ERR_SYSTEM, "%s: belongs to another user", dir);
	return err_hint(e, "a store for several: pipe init --shared GROUP");
}

int
file_look(const char *dir, struct err *e)
{
	struct arena a = {0};
	char *path = path_join(&a, dir, STORE_DATA);
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
	int rc;
	struct stat st;

	if (fd < 0 && (errno == ENOENT || errno == ENOTDIR)) {
		err_set(e, ERR_SYSTEM, "%s: no store here", dir);
		rc = err_hint(e, "make one: pipe init");
	} else if (fd < 0 || fstat(fd, &st) != 0) {
		rc = err_sys(e, errno, "%s", path);
	} else {
		rc = look_owner(dir, &st, e);
		if (rc == 0)
			rc = look_file_system(dir, e);
		if (rc == 0)
			rc = look_meta(dir, fd, st.st_size, e);
	}
	if (fd >= 0)
		close(fd);
	arena_free(&a);
	return rc;
}

static int64_t
now_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

/* Lock fd within `timeout` ms; 0, or the errno: EWOULDBLOCK when another holds
 * it longer. */
static int
lock_within(int fd, int64_t timeout, long nap_us)
{
	const struct timespec nap = {0, nap_us * 1000};
	int64_t end = now_ms() + timeout;

	while (flock(fd, LOCK_EX | LOCK_NB) != 0) {
		if (errno == EINTR)
			continue;
		if (errno != EWOULDBLOCK || now_ms() >= end)
			return errno;
		nanosleep(&nap, NULL);
	}
	return 0;
}

int
file_lock(const char *dir, int64_t timeout, int *fd, struct err *e)
{
	int dirfd = open(dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC), failed;

	if (dirfd < 0)
		return err_sys(e, errno, "%s", dir);
	failed = lock_within(dirfd, timeout, LOCK_NAP);
	if (!failed) {
		*fd = dirfd;
		return 0;
	}
	close(dirfd);
	if (failed != EWOULDBLOCK)
		return err_sys(e, failed, "%s: lock", dir);
	err_set(e, ERR_AGAIN, "%s: another command is writing", dir);
	return err_hint(e, "try again, or wait longer with "
		"--lock-timeout SECONDS");
}

int
file_gate(const char *dir, int *fd, struct err *e)
{
	struct arena a = {0};
	char *path = path_join(&a, dir, STORE_DATA);
	int gate = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
	int failed = gate < 0 ? errno : lock_within(gate, GATE_MS, GATE_NAP);

	if (!failed)
		*fd = gate;
	else if (failed == EWOULDBLOCK)
		err_set(e, ERR_AGAIN, "%s: another command is opening it, "
			"and does not come to an end", dir);
	else
		err_sys(e, failed, "%s: lock", path);
	if (failed && gate >= 0)
		close(gate);
	arena_free(&a);
	return failed ? (int)e->code : 0;
}
