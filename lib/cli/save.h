/*
 * save.h - from named texts to saved records, one or many. Private to cli/.
 */
#ifndef CLI_SAVE_H
#define CLI_SAVE_H

#include "cli/program.h"

/* ---- fields.c ----------------------------------------------------------- */

/* Set fields of rec from named texts, in the order of the entity's rows,
 * currency first. On a failure *bad is the setting it is about. */
struct setting {
	const struct field *field;
	struct str text; /* null: cleared */
	struct str name; /* for messages: "--amount", "amount" */
	bool whole;	 /* a set is replaced, not edited */
	size_t at;	 /* the caller's own: where it came from */
};
struct settings {
	ARR(struct setting) list;
	const struct setting *bad;
};
int fields_apply(struct cli *c, const struct entity *en, void *rec,
	struct settings *s, size_t *changed, struct err *e);
/* Those given as options. */
int fields_given(struct cli *c, const struct entity *en, struct settings *s,
	struct err *e);

/* ---- save.c ------------------------------------------------------------- */

/* What became of records, for the one line that sums it up. */
enum fate { FATE_CREATED, FATE_UPDATED, FATE_UNCHANGED, FATE_ARCHIVED,
	FATE_RESTORED, FATES };
void tally(struct cli *c, const struct entity *en, int64_t id,
	enum fate fate);
/* "deal/42 updated", or "12 updated, 3 unchanged". */
void tally_say(struct cli *c, const struct entity *en);

/* One record from settings: that of `id`; for 0 the one their external id or
 * key names, or a new one. */
struct save {
	const struct entity *en;
	struct settings *settings;
	bool create, upsert;
	int64_t id; /* set to the record's */
};
int save_record(struct cli *c, struct save *s, struct err *e);
/* The live record with one of the external ids, or the key, among settings;
 * 0: there is none. */
int save_find(struct cli *c, const struct entity *en,
	const struct settings *s, int64_t *id, struct str *by, struct err *e);

/* ---- records.c: what --from holds --------------------------------------- */

struct rec_value {
	struct str key, text; /* text null: unset */
};
struct rec_row {
	struct rec_value *v; /* until the next row */
	size_t n;
};
struct records;
/* Over c's --from, which session_input has read. CSV whose first row names no
 * field of the entity has no header but `columns`, where these are not NULL. */
int records_open(struct cli *c, const struct entity *en, const char *columns,
	struct records **r, struct err *e);
/* The names of CSV's header, without values, before the first row is read; of
 * JSON none. */
void records_header(struct records *r, struct rec_row *row);
/* A row that cannot be read is ERR_DATA with its place; *more false at the
 * end, and where nothing can be read after a fault. */
int records_next(struct records *r, struct rec_row *row, bool *more,
	struct err *e);
/* Put the place of the row's i-th value (i >= n: of the row) into e. */
int records_at(struct records *r, size_t i, struct err *e);
void records_close(struct records *r);

/* ---- batch.c: saving it ------------------------------------------------- */

int batch_run(struct cli *c, bool create, struct err *e);

#endif
