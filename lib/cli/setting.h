/* setting.h - whether what a person sets for himself means something. */
#ifndef CLI_SETTING_H
#define CLI_SETTING_H

#include "cli/program.h"

/* The key and value of `pipe config set`, its two arguments: an alias stands
 * for a command and hides none, columns are fields of their entity. Others are
 * the configuration's own to check. ERR_USAGE. */
int setting_check(struct cli *c, struct err *e);

#endif
