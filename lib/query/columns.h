/* columns.h - which fields are shown: `-c id,name,account.name,owner.team`,
 * where `+owner,-close` edits the default and `all` means every field. */
#ifndef QUERY_COLUMNS_H
#define QUERY_COLUMNS_H

#include "query/query.h"

struct col {
	struct path path;
	const char *name; /* as in JSON, filters and sorts: "account.name" */
};

struct columns {
	struct col *v; /* in the scope's arena */
	size_t n;
};

/* `text` null: the default alone. Names may be given once; signed and plain
 * names do not mix; `def` NULL is the entity's own. ERR_USAGE with the nearest
 * name. */
int columns_parse(const struct query_env *env, const struct entity *en,
	struct str text, const char *def, struct columns *out, struct err *e);
void columns_wants(const struct columns *c, const struct entity *en,
	struct want *w);

/* The value of a cell, its field, and the currency of a money value (else
 * NULL), for value_print. */
int col_value(const struct col *c, const struct query_env *env,
	const void *rec, union val *v, const struct field **f,
	const struct currency **money, struct err *e);

/* For --list-columns: every field that may be shown, in display order. */
struct col_info {
	const char *name, *type, *help;
	const char *ref; /* entity a reference leads to, else NULL */
	bool shown;	 /* in the default */
};
void columns_list(const struct query_env *env, const struct entity *en,
	const char *def, struct col_info **out, size_t *n);

#endif
