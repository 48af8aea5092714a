#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/io.h"
#include "conf/paths.h"
#include "conf/yaml.h"

static const char *
set_or_null(const char *value)
{
	return value && value[0] ? value : NULL;
}

static const char *
absolute_or_null(const char *value)
{
	return value && value[0] == '/' ? value : NULL;
}

struct paths
paths_from(char *(*get)(const char *name))
{
	return (struct paths){
		.pipe_dir = get("PIPE_DIR"),
		.xdg_data_home = get("XDG_DATA_HOME"),
		.xdg_config_home = get("XDG_CONFIG_HOME"),
		.home = get("HOME"),
	};
}

static void
tell(const char **origin, const char *what)
{
	if (origin)
		*origin = what;
}

int
paths_store(struct arena *a, const struct paths *p, const char *dir,
	const char **out, const char **origin, struct err *e)
{
	const char *data = absolute_or_null(p->xdg_data_home);
	const char *home = absolute_or_null(p->home);

	*out = NULL;
	if (dir && !dir[0])
		return err_set(e, ERR_USAGE, "-C: an empty folder name");
	if (dir) {
		tell(origin, "-C");
		*out = arena_cstr(a, str_of(dir));
	} else if (set_or_null(p->pipe_dir)) {
		tell(origin, "PIPE_DIR");
		*out = arena_cstr(a, str_of(p->pipe_dir));
	} else if (data) {
		tell(origin, "XDG_DATA_HOME");
		*out = path_join(a, data, "pipe");
	} else if (home) {
		tell(origin, "HOME");
		*out = path_join(a, home, ".local/share/pipe");
	}
	if (*out)
		return ERR_OK;
	err_set(e, ERR_SYSTEM,
		"no store: neither PIPE_DIR, XDG_DATA_HOME nor HOME is set");
	return err_hint(e, "name its folder with -C DIR");
}

const char *
paths_user_config(struct arena *a, const struct paths *p)
{
	const char *config = absolute_or_null(p->xdg_config_home);
	const char *home = absolute_or_null(p->home);

	if (config)
		return path_join(a, config, "pipe/config.yaml");
	if (home)
		return path_join(a, home, ".config/pipe/config.yaml");
	return NULL;
}

static int
check_trust(const char *path, const struct stat *st, bool shared,
	struct err *e)
{
	mode_t others = shared ? S_IWOTH : S_IWGRP | S_IWOTH;

	if (!S_ISREG(st->st_mode))
		return err_set(e, ERR_SYSTEM, "%s: not a regular file", path);
	if (!shared && st->st_uid != geteuid()) {
		err_set(e, ERR_SYSTEM, "%s: belongs to another user", path);
		return err_hint(e, "a configuration must be your own file");
	}
	if (st->st_mode & others) {
		err_set(e, ERR_SYSTEM, "%s: others may write to it", path);
		return err_hint(e, "chmod %s %s", shared ? "o-w" : "go-w",
			path);
	}
	return ERR_OK;
}

int
paths_read(const char *path, bool shared, struct buf *out, struct err *e)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
	struct stat st;
	int rc;

	if (fd < 0 && (errno == ENOENT || errno == ENOTDIR))
		return err_set(e, ERR_NO, "%s: no such file", path);
	if (fd < 0)
		return err_sys(e, errno, "%s", path);
	if (fstat(fd, &st))
		rc = err_sys(e, errno, "%s", path);
	else
		rc = check_trust(path, &st, shared, e);
	if (!rc)
		rc = io_read_all(fd, path, YAML_BYTES, out, e);
	close(fd);
	return rc;
}
