/* plan.h - a map bound to a file's columns and an entity's rows: what is done
 * with every row, decided once. */
#ifndef TRANSFER_PLAN_H
#define TRANSFER_PLAN_H

#include "model/model.h"
#include "transfer/rows.h"

enum origin { FROM_CELL, FROM_TEXT, FROM_PATH, FROM_PARTS };

/* A literal, then a column's text (ROW_NONE: none). */
struct part {
	struct str text;
	int column;
};

/* A field and where its value is from. */
struct target {
	const struct field *field;
	enum origin origin;
	int column;		   /* FROM_CELL */
	struct str text;	   /* FROM_TEXT */
	struct part *parts;	   /* FROM_PARTS */
	size_t nparts;
	const struct field *base, *leaf; /* FROM_PATH: base names a record, */
	const struct entity *base_entity; /* of this, with leaf */
	enum date_form date;
	enum number_form number;
	enum case_form letters;
	int64_t unit;		   /* exact decimal, or NUM_NULL */
	struct str prefix, split;
	bool keep;		   /* an empty cell changes nothing */
	struct map *words;	   /* text to index into meanings */
	const struct str *meanings;
	const struct entity *ref;  /* of a T_REF */
	const struct field *ref_by; /* NULL: as people call it, or by id */
	struct str ref_source;	   /* of external ids, else null */
	bool ref_create;
	struct map *cache;	   /* of T_REF: text to id */
	struct map *memo;	   /* words of a list: text to value */
	struct map *path_cache;	   /* FROM_PATH: id to record */
};

struct targets {
	struct target *v; /* in the order in which they have to be read */
	size_t n;
};

struct plan_when {
	int column;
	const struct map_words *any;
};

struct plan_step {
	int at; /* column */
	enum date_form date;
	struct plan_when *when;
	size_t nwhen;
	struct targets set;
	bool converts;
	struct targets deal; /* fields of a lead's deal */
};

/* The long form. */
struct plan_changes {
	int at, field, old, new; /* columns; old may be ROW_NONE */
	enum date_form date;
	struct targets fields;
	struct map names;	 /* foreign field to index, ROW_NONE: ignored */
	bool ignore_others;
};

enum key_kind {
	KEY_NONE,   /* every row is a new record */
	KEY_EXT,    /* source and column */
	KEY_FIELD,  /* of base */
	KEY_NUMBER, /* the column of the id */
	KEY_ANY,    /* what the row has: ext, the entity's key, the id, else
		     * its own content */
};

struct plan {
	const struct entity *entity;
	const struct entity *deal; /* where a step converts */
	struct targets base;
	struct plan_step *steps;
	size_t nsteps;
	int at;			 /* rows are dated by this, or ROW_NONE */
	enum date_form at_date;
	struct plan_changes *changes; /* NULL: not the long form */
	enum key_kind key;
	struct str key_source;
	int key_column;		 /* KEY_EXT, or ROW_NONE */
	int id_column;		 /* or ROW_NONE */
	int created_column;	 /* of our own exports, or ROW_NONE */
	const struct target *ext_target, *key_target; /* of base, or NULL */
	bool refuse_new;
	int entity_column;	 /* says which entity a row is of */
	ARR(struct str) left_out; /* columns that are not imported */
};

/* Bind. All faults at once: of the map with its file, of the header with the
 * data's. ERR_DATA with the first one. Free with plan_end. */
int plan_make(struct arena *a, struct model *m, const struct entity *en,
	const struct import_map *map, struct rows *rows, struct plan *out,
	struct faults *faults, struct err *e);
void plan_end(struct plan *p);
/* Lines that say what goes where: "close_value -> amount". */
void plan_show(const struct plan *p, const struct rows *rows,
	struct buf *out);

#endif
