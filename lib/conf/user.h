/*
 * user.h - a person's configuration, $XDG_CONFIG_HOME/pipe/config.yaml:
 *
 *	me: anna                        # the rep you are
 *	from: Sales <sales@example.com> # who messages are from
 *	color: auto                     # auto, always, never
 *	pager: less -S
 *	aliases:
 *	  mine: deal list owner:me -s -amount
 *	columns:
 *	  deal: id,name,amount,close
 *
 * Keys are written with a dot where they are nested: aliases.mine.
 */
#ifndef CONF_USER_H
#define CONF_USER_H

#include "base/arena.h"
#include "conf/fault.h"
#include "schema/entity.h"

struct user_pair {
	struct str name, value;
};

/* One setting, for `config list --origin`. */
struct user_setting {
	struct str key, value; /* "columns.deal", "id,name" */
	int line;
};

struct user_config {
	const char *file;      /* as given to user_load */
	struct str me, from, color, pager; /* null: not set */
	struct user_pair *aliases, *columns;
	size_t naliases, ncolumns;
	struct user_setting *settings; /* all of the above, in file order */
	size_t nsettings;
};

/* Read a configuration; no file, or path NULL, is an empty one. The names of
 * `columns` are checked where schema is not NULL. ERR_DATA with the first
 * fault in *e and, where faults is not NULL, all of them there; ERR_SYSTEM
 * when the file cannot be read or trusted (paths_read). */
int user_load(struct arena *, const char *path, const struct schema *schema,
	struct user_config **out, struct faults *faults, struct err *e);
/* The same of a text. */
int user_parse(struct arena *, struct str text, const char *file,
	const struct schema *schema, struct user_config **out,
	struct faults *faults, struct err *e);

struct str user_alias(const struct user_config *, struct str name);
struct str user_columns(const struct user_config *, const char *entity);
/* By dotted key, or NULL. */
const struct user_setting *user_setting(const struct user_config *,
	struct str key);
/* The valid top-level keys, ended by NULL; nested ones end in '.'. */
const char *const *user_keys(void);

/*
 * Set one key, or with a null value take it out. Every other line and comment
 * of the file stays as it is; the file (mode 0600) is replaced as a whole or
 * not at all, and made, with its folder, where it is missing. ERR_USAGE for an
 * unknown key, ERR_DATA for a bad value or a file with faults, ERR_NO when
 * there is nothing to take out.
 */
int user_set(const char *path, struct str key, struct str value,
	const struct schema *schema, struct err *e);
/* The same on a text, without touching a file: the new text is added to out. */
int user_edit(struct str text, const char *file, struct str key,
	struct str value, const struct schema *schema, struct buf *out,
	struct err *e);

#endif
