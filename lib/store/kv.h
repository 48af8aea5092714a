/*
 * kv.h - an ordered key-value store with transactions: the seam.
 *
 * Everything above (tables, rows, log, fold, roll-ups, indexes, check) is
 * written once over these calls. Backends: kv_lmdb.c, the store on disk, and
 * kv_mem.c for property tests. Tables are small numbers; keys compare as
 * bytes. One environment per process, one transaction at a time.
 */
#ifndef STORE_KV_H
#define STORE_KV_H

#include <stdint.h>

#include "base/err.h"
#include "base/str.h"

enum { KV_TABLES = 144 }; /* tables are 0 .. KV_TABLES - 1 */

struct kv;	  /* an open environment */
struct kv_txn;
struct kv_cursor;

enum kv_seek { KV_AT, /* first key >= the given one */ KV_FIRST, KV_LAST };

struct kv_stat {
	uint64_t txn;	   /* number of the last committed transaction */
	uint64_t map_size; /* bytes the environment may grow to */
	uint64_t used;	   /* bytes in use */
};

/* One row of functions per backend. Values and keys handed out are valid until
 * the transaction ends or, in a writing one, until the next put or delete.
 * Codes: ERR_NO no such key (no message), ERR_GROW the map is full, ERR_AGAIN
 * busy, ERR_SYSTEM I/O, ERR_DAMAGED. */
struct kv_ops {
	const char *name;
	int (*begin)(struct kv *, bool write, struct kv_txn **, struct err *);
	int (*commit)(struct kv_txn *, struct err *);
	void (*abort)(struct kv_txn *);
	int (*get)(struct kv_txn *, int table, struct str key, struct str *val,
		struct err *);
	/* append: the key is greater than every key in the table. */
	int (*put)(struct kv_txn *, int table, struct str key, struct str val,
		bool append, struct err *);
	int (*del)(struct kv_txn *, int table, struct str key, struct err *);
	/* entries in a table, 0 where it was never written to */
	int (*count)(struct kv_txn *, int table, uint64_t *n, struct err *);
	int (*cursor)(struct kv_txn *, int table, struct kv_cursor **,
		struct err *);
	int (*seek)(struct kv_cursor *, enum kv_seek, struct str from,
		struct str *key, struct str *val, struct err *);
	int (*step)(struct kv_cursor *, int direction, struct str *key,
		struct str *val, struct err *);
	void (*cursor_close)(struct kv_cursor *);
	int (*stat)(struct kv_txn *, struct kv_stat *, struct err *);
	int (*grow)(struct kv *, struct err *); /* no transaction open */
	int (*copy)(struct kv *, int fd, struct err *); /* compacted */
	void (*close)(struct kv *);
};

struct kv {
	const struct kv_ops *ops;
};

/* An existing LMDB environment; never creates one unless told (store
 * creation). map_size 0: the default, 64 GiB halved where refused. */
int kv_lmdb_open(struct kv **, const char *dir, bool write, bool create,
	bool scan, uint64_t map_size, int file_mode, struct err *e);
/* "LMDB 0.9.24: (July 24, 2019)" */
const char *kv_lmdb_version(void);
/* An empty environment in memory. */
struct kv *kv_mem_open(void);

#endif
