/* grid.h - columns and cells of records, for every writer. Private to cli/. */
#ifndef CLI_GRID_H
#define CLI_GRID_H

#include "cli/inside.h"
#include "query/columns.h"

enum { NEAR_DAYS = 14 };

struct grid {
	struct cli *c;
	const struct query_env *env;
	struct columns cols;
	struct column *columns; /* for the writer */
	struct cell *cells;	/* of the record last given */
	struct buf *texts, *pretty;
};

struct column grid_column(struct cli *c, const struct field *f,
	const char *name);
void grid_open(struct grid *t, struct cli *c, const struct columns *cols);
/* Fill t->cells; they live until the next call. */
int grid_cells(struct grid *t, const void *rec, struct err *e);
void grid_close(struct grid *t);

#endif
