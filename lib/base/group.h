/* group.h - groups of users, from the system's own list. */
#ifndef BASE_GROUP_H
#define BASE_GROUP_H

#include <sys/types.h>

#include "base/err.h"
#include "base/str.h"

/* The number of a group by its name or number. ERR_USAGE where there is none.
 * A directory service is not asked, its groups go by number: that would take
 * shared libraries, which a static program has not. */
int group_number(struct str name, gid_t *gid, struct err *e);

#endif
