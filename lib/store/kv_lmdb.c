/* The only file that includes the LMDB header. Default durability, no
 * duplicate keys, no nested transactions; every table is a named database
 * opened when it is first used. */
#include <errno.h>
#include <fcntl.h>
#include <lmdb.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include "store/kv.h"

enum { READERS = 512, OPEN_TRIES = 20, MAP_SHIFT_MAX = 36 };

struct lmdb {
	struct kv kv;
	MDB_env *env;
};

struct kv_txn {
	MDB_txn *txn;
	bool write;
	bool open[KV_TABLES], missing[KV_TABLES];
	MDB_dbi dbi[KV_TABLES];
	MDB_cursor *end[KV_TABLES]; /* behind the last entry: appends */
};

struct kv_cursor {
	MDB_cursor *c; /* NULL: the table does not exist */
};

static MDB_env *
env_of(struct kv *kv)
{
	return ((struct lmdb *)(void *)kv)->env;
}

static int
lmdb_fail(struct err *e, int rc, const char *what)
{
	switch (rc) {
	case MDB_SUCCESS: return ERR_OK;
	case MDB_NOTFOUND: return ERR_NO;
	case MDB_MAP_FULL:
		return err_set(e, ERR_GROW, "%s: the map is full", what);
	case MDB_READERS_FULL:
		return err_set(e, ERR_AGAIN, "%s: too many readers", what);
	case MDB_VERSION_MISMATCH:
		return err_set(e, ERR_SYSTEM, "%s: written by another LMDB "
			"format than this library reads", what);
	case MDB_CORRUPTED: case MDB_PAGE_NOTFOUND: case MDB_PAGE_FULL:
	case MDB_CURSOR_FULL: case MDB_BAD_TXN: case MDB_INVALID:
	case MDB_PANIC: case MDB_BAD_VALSIZE: case MDB_INCOMPATIBLE:
	case MDB_KEYEXIST:
		err_set(e, ERR_DAMAGED, "store damaged: %s: %s", what,
			mdb_strerror(rc));
		return err_hint(e, "run pipe check");
	case ENOMEM: die_oom();
	default: return err_sys(e, rc, "store: %s", what);
	}
}

static int
txn_table(struct kv_txn *t, int table, MDB_dbi *dbi, struct err *e)
{
	char name[16];

	if (!t->open[table]) {
		int rc;

		if (t->missing[table])
			return ERR_NO;
		snprintf(name, sizeof name, "t%02d", table);
		rc = mdb_dbi_open(t->txn, name, t->write ? MDB_CREATE : 0,
			&t->dbi[table]);
		t->missing[table] = rc == MDB_NOTFOUND;
		if (rc)
			return lmdb_fail(e, rc, "opening a table");
		t->open[table] = true;
	}
	*dbi = t->dbi[table];
	return 0;
}

static int
lmdb_begin(struct kv *kv, bool write, struct kv_txn **out, struct err *e)
{
	struct kv_txn *t = calloc(1, sizeof *t);
	MDB_env *env = env_of(kv);
	unsigned flags = write ? 0 : MDB_RDONLY;
	int rc;

	if (!t)
		die_oom();
	t->write = write;
	rc = mdb_txn_begin(env, NULL, flags, &t->txn);
	if (rc == MDB_MAP_RESIZED || rc == MDB_READERS_FULL) {
		rc = rc == MDB_MAP_RESIZED ? mdb_env_set_mapsize(env, 0)
					   : mdb_reader_check(env, NULL);
		if (!rc)
			rc = mdb_txn_begin(env, NULL, flags, &t->txn);
	}
	*out = t;
	if (rc)
		free(t);
	return lmdb_fail(e, rc, "beginning a transaction");
}

static int
lmdb_commit(struct kv_txn *t, struct err *e)
{
	int rc = mdb_txn_commit(t->txn);

	free(t);
	switch (rc) {
	case MDB_SUCCESS:
	case MDB_MAP_FULL: return lmdb_fail(e, rc, "commit");
	case ENOMEM: /* before the old pages were let go */
	case ENOSPC: case EDQUOT: case EFBIG:
		return err_sys(e, rc, "store: nothing was saved");
	default: break;
	}
	err_sys(e, rc, "store: the change is not known to be saved");
	return err_hint(e, "look before trying again: pipe check");
}

static void
lmdb_abort(struct kv_txn *t)
{
	mdb_txn_abort(t->txn);
	free(t);
}

static MDB_val
val_of(struct str s)
{
	return (MDB_val){.mv_size = s.n, .mv_data = (void *)(uintptr_t)s.p};
}

static struct str
str_of_val(MDB_val v)
{
	return (struct str){v.mv_data, v.mv_size};
}

static int
lmdb_get(struct kv_txn *t, int table, struct str key, struct str *val,
	struct err *e)
{
	MDB_val k = val_of(key), v;
	MDB_dbi dbi;
	int rc = txn_table(t, table, &dbi, e);

	if (rc)
		return rc;
	rc = mdb_get(t->txn, dbi, &k, &v);
	if (!rc)
		*val = str_of_val(v);
	return lmdb_fail(e, rc, "reading");
}

/* A cursor that stays saves each append its search, until another change. */
static void
end_forget(struct kv_txn *t, int table)
{
	mdb_cursor_close(t->end[table]);
	t->end[table] = NULL;
}

static int
lmdb_put(struct kv_txn *t, int table, struct str key, struct str val,
	bool append, struct err *e)
{
	MDB_val k = val_of(key), v = val_of(val);
	MDB_cursor **end = &t->end[table];
	MDB_dbi dbi;
	int rc = txn_table(t, table, &dbi, e);

	if (rc)
		return rc;
	if (!append)
		end_forget(t, table);
	else if (!*end)
		rc = mdb_cursor_open(t->txn, dbi, end);
	if (!rc)
		rc = append ? mdb_cursor_put(*end, &k, &v, MDB_APPEND)
			    : mdb_put(t->txn, dbi, &k, &v, 0);
	return lmdb_fail(e, rc, "writing");
}

static int
lmdb_del(struct kv_txn *t, int table, struct str key, struct err *e)
{
	MDB_val k = val_of(key);
	MDB_dbi dbi;
	int rc = txn_table(t, table, &dbi, e);

	end_forget(t, table);
	return rc ? rc : lmdb_fail(e, mdb_del(t->txn, dbi, &k, NULL),
		"deleting");
}

static int
lmdb_count(struct kv_txn *t, int table, uint64_t *n, struct err *e)
{
	MDB_stat st = {.ms_entries = 0};
	MDB_dbi dbi;
	int rc = txn_table(t, table, &dbi, e);

	if (rc == 0)
		rc = lmdb_fail(e, mdb_stat(t->txn, dbi, &st), "reading");
	*n = st.ms_entries;
	return rc == ERR_NO ? 0 : rc;
}

static int
lmdb_cursor(struct kv_txn *t, int table, struct kv_cursor **out, struct err *e)
{
	struct kv_cursor *c = calloc(1, sizeof *c);
	MDB_dbi dbi;
	int rc;

	if (!c)
		die_oom();
	rc = txn_table(t, table, &dbi, e);
	if (rc == 0)
		rc = lmdb_fail(e, mdb_cursor_open(t->txn, dbi, &c->c),
			"reading");
	if (rc && rc != ERR_NO) {
		free(c);
		return rc;
	}
	*out = c;
	return 0;
}

static int
cursor_move(struct kv_cursor *c, MDB_cursor_op op, MDB_val *k, struct str *key,
	struct str *val, struct err *e)
{
	MDB_val v;
	int rc = c->c ? mdb_cursor_get(c->c, k, &v, op) : MDB_NOTFOUND;

	if (rc)
		return lmdb_fail(e, rc, "reading");
	*key = str_of_val(*k);
	*val = str_of_val(v);
	return 0;
}

static int
lmdb_seek(struct kv_cursor *c, enum kv_seek how, struct str from,
	struct str *key, struct str *val, struct err *e)
{
	MDB_val k = val_of(from);

	return cursor_move(c, how == KV_LAST ? MDB_LAST
		: how == KV_FIRST || !from.n ? MDB_FIRST : MDB_SET_RANGE,
		&k, key, val, e);
}

static int
lmdb_step(struct kv_cursor *c, int direction, struct str *key, struct str *val,
	struct err *e)
{
	MDB_val k;

	return cursor_move(c, direction < 0 ? MDB_PREV : MDB_NEXT, &k, key,
		val, e);
}

static void
lmdb_cursor_close(struct kv_cursor *c)
{
	mdb_cursor_close(c->c);
	free(c);
}

static int
lmdb_stat(struct kv_txn *t, struct kv_stat *out, struct err *e)
{
	MDB_envinfo info = {.me_mapsize = 0};
	MDB_stat st = {.ms_psize = 0};
	MDB_env *env = mdb_txn_env(t->txn);
	int rc = mdb_env_info(env, &info);

	if (!rc)
		rc = mdb_env_stat(env, &st);
	out->txn = mdb_txn_id(t->txn);
	out->map_size = info.me_mapsize;
	out->used = (info.me_last_pgno + 1) * st.ms_psize;
	return lmdb_fail(e, rc, "reading the state");
}

static int
lmdb_grow(struct kv *kv, struct err *e)
{
	MDB_envinfo info;
	int rc = mdb_env_info(env_of(kv), &info), dead;

	mdb_reader_check(env_of(kv), &dead);
	if (!rc)
		rc = mdb_env_set_mapsize(env_of(kv), info.me_mapsize * 2);
	return lmdb_fail(e, rc, "growing the map");
}

static int
lmdb_copy(struct kv *kv, int fd, struct err *e)
{
	return lmdb_fail(e, mdb_env_copyfd2(env_of(kv), fd, MDB_CP_COMPACT),
		"copying");
}

static void
lmdb_close(struct kv *kv)
{
	mdb_env_close(env_of(kv));
	free(kv); /* struct lmdb begins with it */
}

static const struct kv_ops lmdb_ops = {
	.name = "lmdb", .begin = lmdb_begin, .commit = lmdb_commit,
	.abort = lmdb_abort, .get = lmdb_get, .put = lmdb_put,
	.del = lmdb_del, .count = lmdb_count, .cursor = lmdb_cursor,
	.seek = lmdb_seek, .step = lmdb_step,
	.cursor_close = lmdb_cursor_close, .stat = lmdb_stat,
	.grow = lmdb_grow, .copy = lmdb_copy, .close = lmdb_close,
};

/* One attempt. The environment must be closed after a failed open. */
static int
env_open(const char *dir, unsigned flags, uint64_t map_size, int file_mode,
	MDB_env **out)
{
	MDB_env *env;
	int rc = mdb_env_create(&env);

	if (rc)
		return rc;
	if ((rc = mdb_env_set_maxdbs(env, KV_TABLES)) == 0 &&
		(rc = mdb_env_set_maxreaders(env, READERS)) == 0 &&
		(rc = mdb_env_set_mapsize(env, map_size)) == 0)
		rc = mdb_env_open(env, dir, flags, (mdb_mode_t)file_mode);
	if (rc)
		mdb_env_close(env);
	else
		*out = env;
	return rc;
}

static int
env_retry(const char *dir, unsigned flags, uint64_t map_size, int file_mode,
	MDB_env **out)
{
	uint64_t size = map_size ? map_size : UINT64_C(1) << MAP_SHIFT_MAX;
	struct timespec wait = {0, 5 * 1000 * 1000};
	int rc = 0;

	for (int i = 0; i < OPEN_TRIES; i++) {
		while ((rc = env_open(dir, flags, size, file_mode, out)) ==
			ENOMEM && size > UINT64_C(1) << 26)
			size /= 2;
		if (rc != ENOENT && rc != EINVAL && rc != EAGAIN)
			break; /* else another process opens or closes it */
		nanosleep(&wait, NULL);
		wait.tv_nsec += 5 * 1000 * 1000 + (getpid() % 7) * 1000000L;
	}
	return rc;
}

int
kv_lmdb_open(struct kv **out, const char *dir, bool write, bool create,
	bool scan, uint64_t map_size, int file_mode, struct err *e)
{
	unsigned flags = MDB_NOTLS | (scan ? 0 : MDB_NORDAHEAD) |
		(write || create ? 0 : MDB_RDONLY);
	struct lmdb *db;
	MDB_env *env = NULL;
	int fd, dead, rc = env_retry(dir, flags, map_size, file_mode, &env);

	if (rc)
		return lmdb_fail(e, rc, dir);
	if (mdb_env_get_fd(env, &fd) == 0)
		fcntl(fd, F_SETFD, FD_CLOEXEC);
	mdb_reader_check(env, &dead);
	db = calloc(1, sizeof *db);
	if (!db)
		die_oom();
	*db = (struct lmdb){{&lmdb_ops}, env};
	*out = &db->kv;
	return 0;
}

const char *
kv_lmdb_version(void)
{
	return mdb_version(NULL, NULL, NULL);
}
