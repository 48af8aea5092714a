/* rows.h - the rows of a foreign file, whatever its format: cells by column. */
#ifndef TRANSFER_ROWS_H
#define TRANSFER_ROWS_H

#include "base/arena.h"
#include "base/map.h"
#include "in/csv.h"
#include "in/json.h"
#include "in/source.h"
#include "transfer/map.h"

enum { ROW_NONE = -1 };

struct rows {
	const struct source *source;
	const struct import_map *map; /* may be NULL */
	enum source_kind kind;
	/* What the columns are called. Of JSON, keys are known once asked for
	 * by rows_column. */
	ARR(struct str) names;
	struct map by_name;
	/* The row: valid until the next rows_next. Empty cells are null. */
	struct str *cells;
	size_t line;	   /* it begins on */
	size_t number;	   /* rows before it */
	struct str extra;  /* JSON: the first key that is no column, or null */
	bool stopped;	   /* at a blank line: a footer followed */
	/* private */
	struct csv csv;
	struct json json;
	struct json_record record;
	struct arena arena, record_arena;
	size_t *spots, capacity, seen;
	ARR(int) order; /* columns of the keys of the object before */
	bool spent; /* nothing more can be read after a fault */
};

/* Over a source, which stays. `map` says format, delimiter, header and so on;
 * NULL tells them all from the file. ERR_DATA: no header, or one that names a
 * column twice. */
int rows_open(struct rows *r, const struct source *source,
	const struct import_map *map, struct err *e);
/* A column by its name: as it is, else with case, blanks, '-' and '_' set
 * aside. Of JSON it is made. ROW_NONE: there is none. */
int rows_column(struct rows *r, struct str name);
/* Is there anything to say of a column, be it that it is empty? A key that a
 * JSON object lacks says nothing. */
bool rows_given(const struct rows *r, int column);
/* Put the nearest column's name into the hint, where one is near. */
void rows_near(const struct rows *r, struct str name, struct err *e);
/* The next row that is not empty. ERR_DATA is of this row alone: the next call
 * goes on. */
int rows_next(struct rows *r, bool *more, struct err *e);
/* Put the place of a cell (ROW_NONE: of the row) into e. Returns e->code. */
int rows_at(struct rows *r, int column, struct err *e);
/* A name with case, blanks, punctuation and a trailing '*' set aside. */
void rows_fold(struct str name, struct buf *out);
void rows_close(struct rows *r);

#endif
