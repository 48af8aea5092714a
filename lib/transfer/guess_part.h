/* guess_part.h - what the files of the guess share. Private. */
#ifndef TRANSFER_GUESS_PART_H
#define TRANSFER_GUESS_PART_H

#include "transfer/cell.h"
#include "transfer/guess.h"
#include "transfer/rows.h"

enum { WORDS_MAX = 40 };

/* What a column's cells could be. */
struct column_look {
	struct str name;
	uint64_t cells, empty;
	bool date[DATE_EXCEL + 1];	/* by form: all of them can be */
	bool number[NUMBER_EU + 1];
	bool grouped;			/* thousands are parted somewhere */
	struct map words;		/* distinct cells, the first ones */
	bool many;			/* more than WORDS_MAX */
	bool twice;			/* a cell comes more than once */
	struct map seen;		/* hashes of all */
	const struct field *field;	/* what it is taken for, or NULL */
};

struct look {
	struct column_look *v;
	size_t n;
	uint64_t rows;
};

void look_begin(struct column_look *c, struct str name);
void look_cell(struct column_look *c, struct str cell);
void look_end(struct column_look *c);
/* Forms that fit all cells; the first of them, DATE_UNSAID for none. */
enum date_form look_date(const struct column_look *c, bool *sure);
enum number_form look_number(const struct column_look *c, bool *sure);

/* What is said of a field beside its name, and what is left to say. */
struct note {
	struct buf said, open;
};

/* As a map says it; of those that are looked for. */
const char *date_form_name(enum date_form form);
/* How the column's cells are to be read as the field it is taken for. */
void note_field(struct model *m, const struct entity *en,
	const struct column_look *c, struct note *n);

/* The field a header means, by its name or what others call it; NULL. */
const struct field *guess_field(const struct entity *en, struct str header);
/* The entity whose fields the headers fit best; NULL: none fits. */
const struct entity *guess_entity(const struct schema *s,
	const struct look *look);

#endif
