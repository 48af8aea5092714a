/* tell.h - what goes to standard error: shown escaped, at once. */
#ifndef CLI_TELL_H
#define CLI_TELL_H

#include "base/err.h"
#include "base/str.h"

/* "pipe-deal: 42: no such deal", and the hint on a line of its own. */
void tell_error(const char *program, const struct err *e);
/* Text of several lines, as it is. */
void tell_lines(struct str text);

#endif
