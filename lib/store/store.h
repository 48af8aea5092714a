/*
 * store.h - the only door to what is kept: records, operations, views.
 *
 * Nothing is overwritten. One invocation is one transaction and one operation
 * in the log; the current rows are the fold of the log, kept ready to read.
 * Every read goes through a view (as of T, as recorded at U), of which "now"
 * is the special case. The store speaks records and entity rows; it knows no
 * particular entity, no YAML, no argv. Keys, cursors and LMDB stay below.
 *
 * Texts in records handed out point into the store and live until the
 * transaction ends (in a writing one, until the next change): record_copy()
 * what shall outlive it. Codes: ERR_NO no such record, ERR_DAMAGED a hash or a
 * bound did not hold, ERR_AGAIN busy, ERR_SYSTEM I/O.
 */
#ifndef STORE_STORE_H
#define STORE_STORE_H

#include "schema/entity.h"
#include "schema/raw.h"

struct store;
struct tx;

#define STORE_FORMAT 4

/* ---- opening ---------------------------------------------------------- */

enum store_mode {
	STORE_READ,	 /* look-ups, reports */
	STORE_SCAN,	 /* reads that walk whole tables: read-ahead on */
	STORE_WRITE,
};

struct store_options {
	enum store_mode mode;
	int64_t lock_timeout; /* ms to wait for another writer */
	uint64_t map_size;    /* 0: default */
};

/* Open the store in a folder. ERR_SYSTEM (with a hint: pipe init) when there
 * is none; ERR_DAMAGED for an empty, truncated or foreign file; ERR_SYSTEM for
 * a newer format or a network file system. */
int store_open(struct store **, const char *dir, const struct store_options *,
	struct err *e);
/* A new store over an environment in memory, for property tests. */
int store_open_memory(struct store **, struct err *e);
/* Create the store's files in `dir`, which exists and is private to this
 * call; `group`: modes 0660 instead of 0600. The caller renames the folder. */
int store_create(const char *dir, bool group, struct err *e);
void store_close(struct store *);

/* Records can be read once the schema is bound; it depends on the policy, so:
 * open, begin, read the policy, bind. The store keeps the pointers. `ctx` is
 * handed to the entities' check hooks. */
void store_bind(struct store *, const struct schema *,
	const struct derive_env *, void *ctx);

/* ---- views and transactions ------------------------------------------- */

#define AS_OF_NOW INT64_MAX
#define OP_NOW	  UINT64_MAX

/* An event counts when its instant <= as_of and its operation <= op. */
struct view {
	int64_t as_of;
	uint64_t op;
};
#define VIEW_NOW ((struct view){AS_OF_NOW, OP_NOW})

int tx_begin_read(struct store *, struct view, struct tx **, struct err *e);
void tx_end(struct tx *); /* ends a read */
/* What the work in a transaction came to: rc, but ERR_DAMAGED when damage was
 * met on the way, even where a caller went past it (a name that could not be
 * read, shown as its number). Asked before what was gathered is believed;
 * store_write asks by itself. */
int tx_verdict(const struct tx *, int rc, struct err *e);
struct view tx_view(const struct tx *);
/* Change the view of a reading transaction. */
void tx_set_view(struct tx *, struct view);

enum op_kind { OP_CHANGE, OP_IMPORT, OP_UNDO, OP_POLICY, OP_PURGE };

/* The invocation: what the operation's header will say. */
struct op_spec {
	enum op_kind kind;
	int64_t recorded;   /* now; raised to the last operation's if earlier */
	int64_t uid;
	struct str login;
	int64_t rep;	    /* id of the rep the login maps to, or NUM_NULL */
	struct str command; /* "deal move 42 won" */
	struct str message; /* -m, may be null */
	struct str once;    /* --once KEY, may be null */
	uint64_t undoes;    /* OP_UNDO: the operation taken back */
	bool dry;	    /* do everything, then abort instead of commit */
};

/* Run fn in a writing transaction and commit it as one operation (none is
 * written when nothing changed). fn may be run again after the map has grown,
 * so it must not keep state between runs. Returns fn's code when not 0, with
 * nothing changed. *number: the operation written, 0 when none. */
int store_write(struct store *, const struct op_spec *,
	int (*fn)(struct tx *, void *, struct err *), void *arg,
	uint64_t *number, struct err *e);

/* ---- records ---------------------------------------------------------- */

/* The record at the view, derived fields computed. ERR_NO: no such record. */
int tx_get(struct tx *, const struct entity *, int64_t id, void *rec,
	struct err *e);

/* The record as its first event left it, whatever the view: how a reference
 * shows what is younger than T (HISTORY.md 16). Open scans stay valid. */
int tx_get_first(struct tx *, const struct entity *, int64_t id, void *rec,
	struct err *e);

/* Why an id is absent: never given, or a tombstone. */
enum absence { ABSENT_NEVER, ABSENT_PURGED, ABSENT_VOIDED, ABSENT_LATER,
	PRESENT };
int tx_absence(struct tx *, const struct entity *, int64_t id,
	enum absence *out, struct err *e);

/* Walk an entity's records by ascending id, archived ones included. `want`
 * lists the tags needed (0 ends; NULL: all): others may be left unset, and
 * derived fields are computed only if one of them is wanted. The record is
 * valid until the next step. scan_next returns ERR_NO at the end. */
struct scan;
int scan_open(struct tx *, const struct entity *, const uint16_t *want,
	struct scan **, struct err *e);
int scan_next(struct scan *, const void **rec, struct err *e);
void scan_close(struct scan *);
/* The same in two steps: scan_next gives what `first` lists, which is to tell
 * whether a record matters, and scan_whole fills in what `want` lists, of the
 * record given last; what only `first` lists may be unset then. */
int scan_sift(struct tx *, const struct entity *, const uint16_t *first,
	const uint16_t *want, struct scan **, struct err *e);
int scan_whole(struct scan *, struct err *e);

/* Ids of the records whose indexed field has a value (a set: contains it), at
 * the view, ascending. Text compares folded unless F_EXACT. */
struct ids {
	ARR(int64_t) list;
};
int tx_find(struct tx *, const struct entity *, const struct field *,
	union val, struct ids *out, struct err *e);
/* Ids whose indexed text begins with a prefix, at most max: completion. Reads
 * the present whatever the view. */
int tx_prefix(struct tx *, const struct entity *, const struct field *,
	struct str prefix, size_t max, struct ids *out, struct err *e);
/* Number of records (archived included), at the present. */
int tx_count(struct tx *, const struct entity *, uint64_t *n, struct err *e);
int64_t tx_last_id(struct tx *, const struct entity *);

enum saved { SAVED_UNCHANGED, SAVED_UPDATED, SAVED_CREATED };

/*
 * Write a record as it shall be: the difference to the stored one becomes an
 * event at `instant`. rec's id 0 creates it and is set, as is rev; the
 * entity's check hook runs first. Kept and derived fields are recomputed.
 * ERR_DATA when instant is before the record's last event (HISTORY.md 7), when
 * a unique value is taken, or when a reference points nowhere.
 */
int tx_save(struct tx *, const struct entity *, void *rec, int64_t instant,
	enum saved *how, struct err *e);
/* Take a record out for good: values erased, digests and a tombstone stay. */
int tx_purge(struct tx *, const struct entity *, int64_t id, struct err *e);

/* ---- operations and events -------------------------------------------- */

struct op {
	uint64_t number;
	enum op_kind kind;
	int64_t recorded, uid, rep;
	struct str login, command, message, once;
	uint64_t undoes;
	uint64_t first_event, events; /* numbers are contiguous */
	bool voided;		      /* at the view */
	uint8_t chain[32];	      /* head after this operation */
};

enum event_kind { EVENT_CREATE, EVENT_CHANGE, EVENT_PURGE };

struct change {
	uint16_t tag;
	bool had, has;	    /* set before, set after */
	bool text;	    /* which member of the values counts */
	union val before, after;
};

struct event {
	uint64_t number, op;
	enum event_kind kind;
	int entity;
	int64_t id, instant;
	bool erased;	    /* values are gone, only the digest stays */
	struct change *changes;
	size_t nchanges;
};

uint64_t tx_last_op(struct tx *); /* 0: none yet; at the view */
int tx_op(struct tx *, uint64_t number, struct op *out, struct err *e);
/* The operation that was run with --once KEY, or ERR_NO. */
int tx_op_once(struct tx *, struct str key, struct op *out, struct err *e);
/* One event by number; its changes live in the arena. */
int tx_event(struct tx *, uint64_t number, struct arena *a, struct event *out,
	struct err *e);
/* Numbers of a record's events that count at the view, in order. */
struct numbers {
	ARR(uint64_t) list;
};
int tx_history(struct tx *, const struct entity *, int64_t id,
	struct numbers *out, struct err *e);
/* The record right after one of its events (numbers from tx_history). */
int tx_get_after(struct tx *, const struct entity *, int64_t id,
	uint64_t event, void *rec, struct err *e);

/* ---- taking back ------------------------------------------------------ */

/* Inside store_write (kind OP_UNDO, spec.undoes set). An ordinary operation is
 * compensated field by field; an import of history is voided: its events stop
 * counting. ERR_DATA naming the later operations that touched the same
 * fields. */
int tx_undo(struct tx *, uint64_t number, int64_t instant, struct err *e);

/* ---- roll-ups --------------------------------------------------------- */

struct rollup_cell {
	union val by[ROLLUP_BY];   /* as the fields' types say */
	int64_t count;
	int64_t sums[ROLLUP_SUMS]; /* 0 where nothing was set */
	int64_t set[ROLLUP_SUMS];  /* how many records had a value */
};
/* Every cell that is not empty, at the view, in order of the first two fields;
 * texts live as long as the transaction. `from`/`to` bound the first `by` field
 * (integers, inclusive); pass INT64_MIN and INT64_MAX for all. With `spans`
 * cells may be sums over the roll-up's span, by the first number of it and
 * without sums of decimals; the bounds must be those of spans. fn's non-zero
 * code ends the walk. */
int tx_rollup(struct tx *, const struct entity *, int64_t from, int64_t to,
	bool spans,
	int (*fn)(void *, const struct rollup_cell *, struct err *), void *arg,
	struct err *e);
/* Make an entity's roll-up and the indexes of its derived fields anew (after a
 * policy with another calendar was adopted and bound). */
int tx_rederive(struct tx *, const struct entity *, struct err *e);

/* ---- policy ----------------------------------------------------------- */

struct stored_policy {
	int64_t version;
	int64_t adopted;      /* instant; version 1: the beginning of time */
	uint64_t op;	      /* 0 for version 1 */
	struct str yaml, compiled;
};
/* The version in force at the view; of a given number (ERR_NO). */
int tx_policy(struct tx *, struct stored_policy *out, struct err *e);
int tx_policy_version(struct tx *, int64_t version, struct stored_policy *,
	struct err *e);
/* Adopt: inside store_write, kind OP_POLICY. A store's first policy is version
 * 1; adopting it writes no operation. */
int tx_policy_adopt(struct tx *, struct str yaml, struct str compiled,
	int64_t instant, struct err *e);
int store_first_policy(struct store *, struct str yaml, struct str compiled,
	struct err *e);
/* Persistent tag of a custom field's name ("deal.region"), made where absent
 * (in a writing transaction; else ERR_NO). */
int tx_name_tag(struct tx *, struct str name, uint16_t *tag, struct err *e);

/* ---- upkeep ----------------------------------------------------------- */

struct check_report {
	uint64_t records, events, operations, policies;
	char head[65];	      /* chain head in hexadecimal */
	struct buf problems;  /* one line each */
	size_t nproblems;
	bool damaged;	      /* a hash, count, chain or fold did not hold */
};
/* Everything derived is recomputed and compared. ERR_OK even with problems. */
int tx_check(struct tx *, struct check_report *, struct err *e);
/* A compacted copy of the store's file, mode 0600, verified. */
int store_backup(struct store *, const char *path, struct err *e);
/* After copying a backup file into place: renumber the stored transaction. */
int store_adopt_backup(const char *dir, struct err *e);

struct store_stat {
	uint64_t used, map_size, txn;
	const char *backend, *library;
};
int tx_stat(struct tx *, struct store_stat *, struct err *e);

/* ---- replay: a whole log out and in again -------------------------------- */

/* What an operation has beside struct op: words it added to the dictionary, in
 * order, and the operations that voided it or made it count again. */
struct op_extra {
	struct str *words; /* in the arena */
	size_t nwords;
	struct numbers marks; /* the caller's: ARR_FREE(&marks.list) */
};
int tx_op_extra(struct tx *, uint64_t number, struct arena *,
	struct op_extra *out, struct err *e);
/* What ties an event into the chain: its salt (8 bytes) or, once erased, its
 * digest (32). n 0: unknown. */
struct event_seal {
	uint8_t bytes[32];
	size_t n;
};
int tx_event_seal(struct tx *, uint64_t number, struct event_seal *out,
	struct err *e);
/* Custom fields by ascending tag. fn's non-zero code ends the walk. */
int tx_names(struct tx *, int (*fn)(void *, struct str name, uint16_t tag,
	struct err *), void *arg, struct err *e);

/*
 * Inside store_write: the log of a store without operations is written anew.
 * replay_begin forgets the policy it was made with and the names of custom
 * fields; the caller then gives names (tx_name_tag) and policies (version 1
 * before, each other one within its operation, after the events), binds the
 * schema, and plays the operations: replay_op, events, replay_void, end.
 * replay_fold makes the rows and all that is derived. The transaction commits
 * without an operation of its own. ERR_DATA for what no log can hold.
 */
struct replay_log;
int replay_begin(struct tx *, struct replay_log **, struct err *e);
int replay_op(struct replay_log *, const struct op_spec *,
	const struct str *words, size_t nwords, struct err *e);
/* Values are as tx_event gives them; seal: n 0 for a new salt. Numbers are
 * given in order. */
int replay_event(struct replay_log *, const struct event *,
	const struct event_seal *, struct err *e);
/* The operation at hand voids an earlier one, or makes it count again. */
int replay_void(struct replay_log *, uint64_t op, struct err *e);
int replay_op_end(struct replay_log *, uint8_t chain[32], struct err *e);
int replay_fold(struct replay_log *, struct err *e);
void replay_free(struct replay_log *);

#endif
