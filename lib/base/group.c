#include <grp.h>
#include <stdio.h>

#include "base/group.h"
#include "base/num.h"

int
group_number(struct str name, gid_t *gid, struct err *e)
{
	FILE *list = fopen("/etc/group", "re");
	struct group *g = NULL;
	int64_t n;

	while (list && (g = fgetgrent(list)) &&
		!str_is(name, g->gr_name))
		;
	if (g)
		*gid = g->gr_gid;
	if (list)
		fclose(list);
	if (g)
		return ERR_OK;
	if (num_parse(name, 0, (int64_t)UINT32_MAX - 1, &n, e))
		return err_set(e, ERR_USAGE, "no such group: %.*s",
			STR_SHORT(name));
	*gid = (gid_t)n;
	return ERR_OK;
}
