/*
 * paths.h - which folder is the store, which file a person's configuration,
 * and whether a configuration may be trusted.
 */
#ifndef CONF_PATHS_H
#define CONF_PATHS_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"

/* What of the environment matters; empty values count as unset. */
struct paths {
	const char *pipe_dir;	     /* PIPE_DIR */
	const char *xdg_data_home;   /* ignored unless absolute, as are: */
	const char *xdg_config_home;
	const char *home;
};

/* Ask for them: paths_from(getenv). */
struct paths paths_from(char *(*get)(const char *name));

/* The store's folder: `dir` (-C) unless NULL, else $PIPE_DIR, else
 * $XDG_DATA_HOME/pipe, else $HOME/.local/share/pipe; else ERR_SYSTEM. It need
 * not exist. *origin (may be NULL): "-C", "PIPE_DIR", "XDG_DATA_HOME",
 * "HOME". */
int paths_store(struct arena *, const struct paths *, const char *dir,
	const char **out, const char **origin, struct err *e);
/* $XDG_CONFIG_HOME/pipe/config.yaml, else $HOME/.config/pipe/config.yaml; NULL
 * with neither: then a person has no configuration. */
const char *paths_user_config(struct arena *, const struct paths *);

/*
 * Read a configuration: a regular file of at most YAML_BYTES, owned by the
 * effective user and writable by nobody else (`shared`: a group may write, and
 * any of its members may own it), for it names commands to run. ERR_NO when
 * there is no such file; ERR_SYSTEM when it may not be trusted or read.
 */
int paths_read(const char *path, bool shared, struct buf *out, struct err *e);

#endif
