/* version.h - the one place the version is written. */
#ifndef CLI_VERSION_H
#define CLI_VERSION_H

#include "base/buf.h"

#define PIPE_VERSION "0.1.0"

/* Of the program, the libraries it runs with and the store's format, a line
 * each. */
void version_print(struct buf *out);

#endif
