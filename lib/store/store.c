#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/io.h"
#include "store/file.h"
#include "store/guard.h"
#include "store/open.h"

static struct store *
store_new(struct kv *kv)
{
	struct store *s = calloc(1, sizeof *s);

	if (!s)
		die_oom();
	s->kv = kv;
	s->lock_fd = -1;
	return s;
}

int
store_open(struct store **out, const char *dir, const struct store_options *o,
	struct err *e)
{
	bool write = o->mode == STORE_WRITE;
	struct store *s;
	struct kv *kv;
	int fd = -1, gate = -1, rc = file_look(dir, e);

	if (rc == 0 && write)
		rc = file_lock(dir, o->lock_timeout, &fd, e);
	if (rc == 0)
		rc = file_gate(dir, &gate, e);
	if (rc == 0) {
		guard_on();
		rc = kv_lmdb_open(&kv, dir, write, false,
			o->mode == STORE_SCAN, o->map_size, 0600, e);
		guard_off();
		close(gate);
	}
	if (rc) {
		if (fd >= 0)
			close(fd);
		return rc;
	}
	s = store_new(kv);
	s->mode = o->mode;
	s->lock_fd = fd;
	s->dir = strdup(dir);
	if (!s->dir)
		die_oom();
	*out = s;
	return 0;
}

int
store_open_memory(struct store **out, struct err *e)
{
	int rc;

	*out = store_new(kv_mem_open());
	(*out)->memory = true;
	(*out)->mode = STORE_WRITE;
	rc = store_head(*out, e);
	if (rc)
		store_close(*out);
	return rc;
}

int
store_create(const char *dir, bool group, struct err *e)
{
	static const char *const files[] = {STORE_DATA, "lock.mdb"};
	int mode = group ? 0660 : 0600, rc;
	struct arena a = {0};
	struct store *s;
	struct kv *kv;

	rc = kv_lmdb_open(&kv, dir, true, true, false, 0, mode, e);
	if (rc)
		return rc;
	s = store_new(kv);
	s->mode = STORE_WRITE;
	rc = store_head(s, e);
	store_close(s);
	for (int i = 0; rc == 0 && i < 2; i++) {
		char *path = path_join(&a, dir, files[i]);

		if (chmod(path, (mode_t)mode) != 0)
			rc = err_sys(e, errno, "%s", path);
	}
	arena_free(&a);
	return rc;
}

void
store_close(struct store *s)
{
	struct err ignored;
	int gate = -1;

	if (!s)
		return;
	if (s->dir && file_gate(s->dir, &gate, &ignored) != 0)
		gate = -1;
	s->kv->ops->close(s->kv);
	if (gate >= 0)
		close(gate);
	if (s->lock_fd >= 0)
		close(s->lock_fd);
	arena_free(&s->shaped);
	free(s->dir);
	free(s);
}

void
store_bind(struct store *s, const struct schema *schema,
	const struct derive_env *env, void *ctx)
{
	if (s->schema) {
		memset(s->shapes, 0, sizeof s->shapes);
		arena_reset(&s->shaped);
	}
	s->schema = schema;
	s->env = env;
	s->ctx = ctx;
}
