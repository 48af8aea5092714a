/*
 * dispatch.h - how `pipe deal add` becomes `pipe-deal add`.
 *
 * Programs are looked for in the folder told (--exec-path, PIPE_EXEC_PATH), in
 * that of the running binary, in the one built in, and then in PATH, so that
 * anyone's script pipe-foo is a subcommand. Nothing here opens a store.
 */
#ifndef CLI_DISPATCH_H
#define CLI_DISPATCH_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"

struct dispatch {
	struct arena *arena;
	const char *dirs[3]; /* in order; ended by NULL where fewer */
	size_t ndirs;
};

/* A program people should know of: one table, in the order it is shown. */
struct known {
	const char *group, *name, *summary;
};

/* `told` is --exec-path, else NULL. */
void dispatch_open(struct dispatch *d, struct arena *a, const char *told);
/* Letters, digits, '-' and '_': what may be the name of a program. */
bool dispatch_name(struct str name);
/* The path of pipe-NAME in the folders, NULL: not there. */
const char *dispatch_find(const struct dispatch *d, const char *name);
/* Become pipe-NAME, from the folders or PATH. Returns only when it cannot:
 * ERR_NO when there is none. argv[0] is set; it ends in NULL. */
int dispatch_exec(const struct dispatch *d, const char *name, char **argv,
	struct err *e);
/* Become `man` on the page of a topic ("deal", "filter", "pipe"); where there
 * is no man, or no such page, the program's own --help. Returns only when it
 * cannot. */
int dispatch_help(const struct dispatch *d, const char *topic,
	struct err *e);
/* The words of an alias from the person's configuration, NULL: none. */
int dispatch_alias(struct arena *a, struct str name, char ***words,
	struct err *e);
/* What is there, in groups: known programs, then others in the folders. */
void dispatch_list(const struct dispatch *d, const struct known *table,
	size_t n, struct buf *out);
/* "dael: unknown command", with the nearest of what is there. */
int dispatch_unknown(const struct dispatch *d, struct str name,
	const struct known *table, size_t n, struct err *e);
/* Candidates for the shell: names that begin so, with their summaries. */
void dispatch_complete(const struct dispatch *d, struct str part,
	const struct known *table, size_t n, struct buf *out);

#endif
