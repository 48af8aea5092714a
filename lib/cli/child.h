/* child.h - other programs: started without a shell, with three streams. */
#ifndef CLI_CHILD_H
#define CLI_CHILD_H

#include "base/arena.h"
#include "base/err.h"

/* Run a program, never through a shell, with our three streams (`in` instead
 * of 0 unless negative) and nothing else open: its pid, or a negative code
 * when it cannot be started. */
int child_start(char *const argv[], int in, struct err *e);
int child_wait(int pid, int *status);
/* Run one with a text on its standard input, through a file, so that one that
 * reads nothing or slowly holds nobody up; `what` names the text. */
int child_feed(char *const argv[], struct str text, const char *what,
	int *status, struct err *e);
/* "less -S" into words, ended by NULL: blanks part, quotes and backslashes keep
 * together. ERR_USAGE for a quote that does not close. */
int child_words(struct arena *a, struct str line, char ***argv,
	struct err *e);

#endif
