/* child.h - other programs: started without a shell, with three streams. */
#ifndef CLI_CHILD_H
#define CLI_CHILD_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"

/* Run a program, never through a shell, with our three streams (`in` instead
 * of 0 and `out` instead of 1 unless negative) and nothing else open: its pid,
 * or a negative code when it cannot be started. */
int child_start(char *const argv[], int in, int out, struct err *e);
int child_wait(int pid, int *status);
/* Run one with a text on its standard input, through a file, so that one that
 * reads nothing or slowly holds nobody up; `what` names the text. What it
 * prints is added to `out`, unless that is NULL. */
int child_feed(char *const argv[], struct str text, const char *what,
	struct buf *out, int *status, struct err *e);
/* Whether there is such a program, by its path or in PATH. */
bool child_there(struct arena *a, const char *name);
/* "less -S" into words, ended by NULL: blanks part, quotes and backslashes keep
 * together. ERR_USAGE for a quote that does not close. */
int child_words(struct arena *a, struct str line, char ***argv,
	struct err *e);

#endif
