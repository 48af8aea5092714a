/* select.h - the records a filter means. Private to cli/. */
#ifndef CLI_SELECT_H
#define CLI_SELECT_H

#include "cli/program.h"

/* Walk the records of a filter: index where one serves, else a scan. Records
 * are valid until the next step; want NULL: all fields. */
int select_each(struct cli *c, const struct entity *en, struct query *q,
	const struct want *want,
	int (*fn)(void *, const void *rec, struct err *), void *arg,
	struct err *e);
void select_note_apart(struct cli *c, const struct entity *en,
	const struct query *q);

#endif
