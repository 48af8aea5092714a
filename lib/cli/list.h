/* list.h - one run of `list`, in parts. Private to cli/. */
#ifndef CLI_LIST_H
#define CLI_LIST_H

#include "cli/grid.h"
#include "query/group.h"
#include "query/sort.h"

struct list {
	struct cli *c;
	const struct entity *en;
	const struct query_env *env;
	struct query *q;
	struct want want;
	struct grid grid;
	struct writer *w;
	struct sorter *sorter;
	struct buf rows; /* cells kept while sorting */
	size_t limit, n; /* n: records written or counted */
};

int list_columns_text(struct cli *c, const struct entity *en,
	struct str *out, struct err *e);
/* --group and --sum. */
int list_groups(struct list *l, struct err *e);
/* --list-columns. */
int list_fields(struct cli *c, struct err *e);

#endif
