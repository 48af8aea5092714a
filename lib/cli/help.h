/* help.h - help made from the rows, and completion. Private to cli/. */
#ifndef CLI_HELP_H
#define CLI_HELP_H

#include "cli/program.h"

/* "pipe deal" of pipe-deal. */
void spoken_name(const struct program *p, struct buf *out);
void help_program(struct cli *c, struct buf *out);
void help_verb(struct cli *c, struct buf *out);
void help_short(const struct program *p, struct buf *out);
int complete_run(struct cli *c, int argc, char **argv);

#endif
