/*
 * tx.h - what the files of store/ share. Private to the layer.
 *
 * table.c puts a hash behind every value and counts what a table holds;
 * everything above goes through it. A row is
 *
 *	varint rev, zigzag created, varint updated - created,
 *	varint number of its last event, raw fields
 *
 * (schema/raw.h): facts and kept values by ascending tag. An image is such
 * bytes, from the table or folded from events: the same code decodes both.
 * Every event holds the number of the record's event before, so that a row,
 * or the tombstone in its place, leads to the whole history.
 */
#ifndef STORE_TX_H
#define STORE_TX_H

#include "base/hash.h"
#include "base/map.h"
#include "store/kv.h"
#include "store/pending.h"
#include "store/shape.h"
#include "store/store.h"

/* Tables; numbers are part of the format. */
enum table {
	TAB_META,     /* "head" -> struct head */
	TAB_OPS,      /* operation -> header, chain, void marks */
	TAB_EVENTS,   /* event -> salt and payload, or digest */
	TAB_INSTANTS = 4, /* last instant, first event -> number of events of
			     a run whose instants do not decrease */
	TAB_TOMBS,    /* entity, id -> why it is absent, its last event */
	TAB_VOIDS,    /* operation with void marks -> nothing */
	TAB_WORDS,    /* dictionary: id -> text */
	TAB_WORD_IDS, /* dictionary: text -> id */
	TAB_NAMES,    /* custom field -> tag */
	TAB_POLICY,   /* version, part -> bytes */
	TAB_INDEX_ONE, /* every entity's index, in a store of format 1 */
	TAB_ROLLUP, /* entity, fields -> counts and sums, rollup_cells.c */
	TAB_ONCE,     /* --once key -> operation */
	TAB_COLUMNS,  /* entity, block, tag -> values (column.h) */
	TAB_ROWS = 16, /* + entity number */
	TAB_INDEX = 80, /* + entity number: entity, tag, value, id -> nothing */
};

struct head {
	uint64_t format, txn;
	uint64_t last_op, last_event, last_word;
	uint64_t last_name;	   /* last tag given to a custom field */
	int64_t last_recorded;
	uint64_t policies;	   /* versions adopted */
	uint64_t last_id[64];	   /* per entity */
	uint64_t count[KV_TABLES]; /* entries per table */
	uint64_t sum[KV_TABLES];   /* order-free sum of their hashes */
	uint8_t chain[SHA_BYTES];
};

struct store {
	struct kv *kv;
	int lock_fd;
	bool memory;
	enum store_mode mode;
	const struct schema *schema;
	const struct derive_env *env;
	void *ctx;
	char *dir;
	struct shape *shapes[64]; /* by entity, NULL: not made yet */
	struct arena shaped;
};

/* Events in a row, by number, whose instants do not decrease. */
struct run {
	int64_t last; /* instant */
	uint64_t first, n;
};

/* A field's change in raw terms: dictionary ids are not resolved. */
struct raw_change {
	uint16_t tag;
	bool had, has, text;
	int64_t before_i, after_i;
	struct str before_s, after_s;
};
struct changes {
	struct raw_change *v;
	size_t n, cap;
};

struct overlay;

enum { WORD_MEMO = 128 };
struct word_memo {
	struct str text;
	uint64_t id; /* 0: free */
};

/* A walk over a table: hashes verified, keys in order, and what was met
 * counted against the head where the walk goes from one end to the other. */
struct tab_cursor {
	struct tx *tx;
	int table;
	struct kv_cursor *c;
	bool whole;
	bool owed; /* the table is to be made ready, should no walk end */
	uint64_t n, sum, head_n, head_sum;
	/* the key it stands on: its length, and the number or bytes it is */
	size_t last_n;
	uint64_t last_number;
	char last[512];
};

enum { SALT_BYTES = 8 }; /* what an event is salted with in the chain */

struct tx {
	struct store *st;
	struct kv_txn *kv;
	bool write;
	struct view view;
	struct head head;
	struct arena arena;	   /* lives as long as the transaction */
	struct map word_ids;	   /* text -> dictionary id */
	ARR(struct str) words;	   /* id - 1 -> text, null: not loaded */
	struct word_memo *memo;	   /* words asked for lately; NULL: none */
	bool voids_loaded;
	struct map voids;	   /* operation -> index into marks */
	ARR(struct numbers) marks;
	struct overlay *overlay;   /* of the view; NULL: not made */
	struct tab_cursor *index_cursors[64]; /* by entity, kept open */
	struct map touches;	   /* as-of: anyref -> last touch */
	bool touches_made;
	/* writing */
	const struct op_spec *spec;
	struct op op;		   /* the one being written */
	uint64_t first_word;
	struct sha sha;
	struct pending index;	   /* entries kept back */
	ARR(struct run) runs;
	struct map cells;	   /* key of a cell -> index into deltas */
	ARR(struct rollup_cell) deltas;
	uint8_t salts[1024]; /* SALT_BYTES for each event */
	size_t salt_at;
	struct buf key, val, img, old, word, prefix; /* scratch */
	struct arena scratch;	   /* of one save */
	struct raw raw_old, raw_new;
	ARR(uint64_t) seen[64];	   /* by entity: bits of ids that are there */
	struct buf touched[64]; /* bits of rows that were written, from the
				 * block `touched_from` on */
	uint64_t touched_from[64];
	uint64_t old_last; /* event of the record being saved */
	struct changes changes;
	bool voided;	   /* an operation was (un)voided: counts as a change */
	bool adopted;	   /* a policy was */
	bool checking;	   /* tx_check looks at every table itself */
	bool counted[KV_TABLES]; /* the head counts as many entries */
	bool ready[KV_TABLES]; /* tab_ready has passed */
	struct err hurt;       /* the first damage met */
	bool unlogged;	   /* the first policy: no operation */
};

/* ---- table.c: values with a hash behind them --------------------------- */

enum { TAB_SMALL = 256 }; /* entries looked at whole before a table is used */
/* Called before a table is used: that it is there with as many entries as the
 * head counts, and, where they are few, that they are the ones written. */
int tab_ready(struct tx *, int table, struct err *e);
/* Passes rc on; damage is kept, should nobody heed it (tx_verdict). */
static inline int
tab_met(struct tx *t, int rc, const struct err *e)
{
	if (rc == ERR_DAMAGED && t->hurt.code != ERR_DAMAGED)
		t->hurt = *e;
	return rc;
}

int tab_get(struct tx *, int table, struct str key, struct str *val,
	struct err *e);
/* fresh: the key is known not to exist; append: and greater than all. */
enum tab_how { TAB_REPLACE, TAB_FRESH, TAB_APPEND };
int tab_put(struct tx *, int table, struct str key, struct str val,
	enum tab_how how, struct err *e);
int tab_del(struct tx *, int table, struct str key, struct err *e);
/* Delete every key that begins with a prefix. */
int tab_clear(struct tx *, int table, struct str prefix, struct err *e);

int tab_open(struct tx *, int table, struct tab_cursor *, struct err *e);
/* For a walk over all of a table: what tab_ready is for, its end tells as well,
 * or tab_close where it did not come to that. */
int tab_open_walk(struct tx *, int table, struct tab_cursor *, struct err *e);
int tab_seek(struct tab_cursor *, enum kv_seek, struct str from,
	struct str *key, struct str *val, struct err *e);
int tab_step(struct tab_cursor *, int direction, struct str *key,
	struct str *val, struct err *e);
void tab_close(struct tab_cursor *);

/* Sorted keys that lie behind a table's last one can be appended. */
struct tab_tail {
	char last[512];
	size_t n;
	bool past; /* a key was behind: all later ones are too */
};
struct tab_tail tab_tail(struct tx *, int table);
enum tab_how tail_how(struct tab_tail *, struct str key);

/* Split a stored value into content and hash; ERR_DAMAGED. */
int tab_verify(int table, struct str key, struct str stored, struct str *val,
	uint64_t *hash, struct err *e);
int damaged(struct err *e, const char *fmt, ...)
	__attribute__((format(printf, 2, 3)));

/* Big-endian keys; the result lives in the buffer given. */
void key_u64(struct buf *b, uint64_t v);
static inline uint64_t
key_get_u64(const char *p)
{
	uint64_t v;

	memcpy(&v, p, sizeof v);
	return __builtin_bswap64(v);
}
/* A signed number as one that sorts so unsigned, and back. */
static inline uint64_t
key_signed(int64_t v)
{
	return (uint64_t)v ^ UINT64_C(1) << 63;
}
static inline int64_t
key_get_signed(uint64_t key)
{
	return (int64_t)(key ^ UINT64_C(1) << 63);
}
struct str key_of(struct buf *b, int n, const uint64_t *v); /* n numbers */
struct str key_one(struct buf *b, uint64_t v);

/* ---- head.c ------------------------------------------------------------ */

int head_read(struct tx *, bool check_txn, struct err *e);
int head_write(struct tx *, struct err *e);

/* ---- dict.c ------------------------------------------------------------ */

int word_id(struct tx *, struct str text, uint64_t *id, struct err *e);
/* ERR_NO without a message when the text is no word of the dictionary. */
int word_find(struct tx *, struct str text, uint64_t *id, struct err *e);
int word_text(struct tx *, uint64_t id, struct str *text, struct err *e);
/* The cache's texts live in the transaction's arena: forget them with it. */
void words_forget(struct tx *);

/* ---- image.c: row bytes and records ------------------------------------ */

struct image_head {
	uint64_t rev;
	int64_t created, updated;
	uint64_t last; /* event; of an image at a view: not meant */
};
int image_open(struct str bytes, struct image_head *, struct str *fields,
	struct err *e);
/* Bytes to a record, without derived fields. */
int image_decode(struct tx *, const struct entity *, int64_t id,
	struct str bytes, void *rec, struct err *e);
/* The same of what is selected; rec was made by record_new. */
int image_select(struct tx *, const struct entity *, const struct selection *,
	int64_t id, struct str bytes, void *rec, struct err *e);
/* One slot of a number or a dictionary id, NUM_NULL where unset. */
int slot_fill(struct tx *, const struct entity *, const struct slot *,
	int64_t v, void *rec, struct err *e);
/* A record's facts, and what else `old` has: kept fields, and tags the schema
 * does not know. */
int image_facts(struct tx *, const struct entity *, const void *rec,
	const struct raw *old, struct raw *out, struct err *e);
int image_kept(struct tx *, const struct entity *, const void *rec,
	struct raw *raw, struct err *e);
void image_encode(const struct image_head *, const struct raw *, struct buf *);
/* Records of facts and fold only: what a fold hook works on. */
int raw_to_record(struct tx *, const struct entity *, const struct raw *,
	void *rec, struct err *e);

/* ---- log.c ------------------------------------------------------------- */

int op_begin(struct tx *, const struct op_spec *, struct err *e);
int op_end(struct tx *, struct err *e);
/* Append an event of the current operation behind the record's last one (0:
 * none); changes are in raw terms. */
int event_append(struct tx *, enum event_kind, int entity, int64_t id,
	int64_t instant, uint64_t prev, const struct raw_change *, size_t n,
	struct err *e);
/* The event in raw terms (dictionary ids not resolved). */
struct raw_event {
	uint64_t number, op;
	enum event_kind kind;
	int entity;
	int64_t id, instant;
	uint64_t prev; /* the record's event before, 0: none */
	bool erased;
	struct str changes; /* encoded; walk with raw_change_next */
	uint8_t digest[SHA_BYTES]; /* only when asked for */
};
int event_read(struct tx *, uint64_t number, struct raw_event *,
	bool digest, struct err *e);
int event_decode(struct str key, struct str val, bool digest,
	struct raw_event *, struct err *e);
/* ERR_NO at the end. */
int raw_change_next(struct str *changes, struct raw_change *out,
	struct err *e);
int event_erase(struct tx *, uint64_t number, struct err *e);
/* The chain after an operation, from the one before. */
struct op_words {
	uint64_t from, to; /* dictionary ids it added: [from, to) */
};
int op_chain(struct tx *, const struct op *, const struct op_words *,
	const uint8_t before[SHA_BYTES], uint8_t after[SHA_BYTES],
	struct err *e);
int op_put(struct tx *, const struct op *, const struct op_words *,
	const struct numbers *marks, struct err *e);
int op_read(struct tx *, uint64_t number, struct op *, struct op_words *,
	struct numbers *marks, struct err *e);

/* ---- history.c: one record's events ------------------------------------- */

struct raw_events {
	struct raw_event *v;
	size_t n, cap;
};
/* Number of its last event, voided ones included; 0: it never was. */
int history_last(struct tx *, const struct entity *, int64_t id,
	uint64_t *last, struct err *e);
/* Its events up to a number, voided ones included, in order; they point into
 * the store. */
int history_events(struct tx *, const struct entity *, int64_t id,
	uint64_t upto, struct raw_events *out, struct err *e);
enum { TOMB_VOIDED = 'v', TOMB_PURGED = 'p' };
int tomb_put(struct tx *, const struct entity *, int64_t id, char why,
	uint64_t last, struct err *e);
/* ERR_NO: there is none. */
int tomb_get(struct tx *, const struct entity *, int64_t id,
	enum absence *why, struct err *e);

/* ---- fold.c ------------------------------------------------------------ */

bool event_counts(struct tx *, const struct raw_event *, struct view);

bool op_is_voided(struct tx *, uint64_t op, uint64_t at_op);
int voids_load(struct tx *, struct err *e);
/* The record's image at a view, from its events alone. *found false: it did
 * not exist. The image lives in the arena of the transaction. */
int fold_image(struct tx *, const struct entity *, int64_t id, struct view,
	uint64_t last_event, struct str *image, bool *found, struct err *e);
/* The bytes of a record at tx's view, whatever that is. */
int image_at_view(struct tx *, const struct entity *, int64_t id,
	struct str *image, bool *found, struct err *e);
/* Ids of an entity whose state at the view differs, or may differ, from their
 * row; ascending. */
int overlay_ids(struct tx *, int entity, const int64_t **ids, size_t *n,
	struct err *e);
bool view_is_now(const struct tx *);
void overlay_drop(struct tx *);

/* ---- derived data ------------------------------------------------------ */

/* Put `after` in the place of `before` (either may be NULL: absent) in rows,
 * indexes, roll-up and touched records. `before` must not point into the
 * store. image: the bytes of after. */
int image_replace(struct tx *, const struct entity *, int64_t id,
	const void *before, const void *after, struct str image,
	struct err *e);
/* A row as a record with derived fields, its text copied into the arena;
 * *rec NULL when absent. Ignores the view. */
int row_now(struct tx *, const struct entity *, int64_t id, struct arena *,
	void **rec, struct err *e);
int index_change(struct tx *, const struct entity *, const void *before,
	const void *after, int64_t id, struct err *e);
int index_add(struct tx *, const struct entity *, const struct field *,
	const void *rec, int64_t id, struct err *e);
int index_flush(struct tx *, struct err *e);
void index_close(struct tx *); /* its cursors */
/* The table of an entity's entries. */
int index_table(const struct tx *, int entity);
struct str index_prefix(struct buf *b, const struct entity *,
	const struct field *, union val v);
int rollup_change(struct tx *, const struct entity *, const void *before,
	const void *after, struct err *e);
int rollup_flush(struct tx *, struct err *e);
int touch_change(struct tx *, const struct entity *, const void *before,
	const void *after, struct err *e);
int touch_at_view(struct tx *, const struct entity *, int64_t id, void *rec,
	struct err *e);
int touch_keep(struct tx *, const struct entity *, int64_t id, void *rec,
	struct err *e);
int log_flush(struct tx *, struct err *e);

/* ---- policy.c ---------------------------------------------------------- */

int policy_chain(struct tx *, uint64_t op, struct sha *, struct err *e);

#endif
