/* key.h - values as words of 64 bits that order as the values do: for sorts
 * and groups, the files of this layer only. */
#ifndef QUERY_KEY_H
#define QUERY_KEY_H

#include "base/map.h"
#include "query/query.h"

enum key_form {
	KEY_INT,    /* one word */
	KEY_NUMBER, /* an approximation; mantissa, scale */
	KEY_TEXT,   /* its beginning or an enum's rank; address, length */
};

/* Unset packs as the highest first word, whatever the direction. */
struct key {
	struct path path;
	bool desc;
	enum key_form form;
	size_t at;		 /* of its first word in a packed row */
	bool named;		 /* a reference that goes by a name */
	const struct str *words; /* of an enum, in their order */
	size_t nwords;
};

enum { KEYS_MAX = 32 };

struct keys {
	const struct query_env *env;
	struct key v[KEYS_MAX];
	size_t n;
	size_t words; /* of a packed row */
};

/* What sort_compile makes. */
struct sort {
	const struct entity *entity;
	struct keys keys;
};

/* ERR_USAGE past KEYS_MAX. */
int keys_add(struct keys *ks, const struct path *path, bool desc,
	struct err *e);

/* What packing remembers. All zero is ready; freed with packer_free. */
struct packer {
	struct map names[KEYS_MAX]; /* id to index into texts */
	ARR(struct str) texts;
	struct arena arena;
	const struct currency *last; /* that was met */
	bool inexact[KEYS_MAX]; /* equal first words may be unequal values */
};
void packer_free(struct packer *p);

/* Pack key k's value. Text goes to `text` and has to stay there; `to` are the
 * key's words. */
void key_pack(const struct keys *ks, size_t k, struct packer *p, union val v,
	const struct currency *money, struct buf *text, uint64_t *to);
/* The same with the value the record has. */
int key_pack_record(const struct keys *ks, size_t k, struct packer *p,
	const void *rec, struct buf *text, uint64_t *to, struct err *e);
/* By one key, whose words these are. */
int key_cmp(const struct key *key, const uint64_t *a, const uint64_t *b);
/* Of two packed rows, by all keys from k on. */
int keys_cmp(const struct keys *ks, size_t k, const uint64_t *a,
	const uint64_t *b);

/* mantissa * 10^by, as it is where by < 0. */
static inline __int128
key_scaled(int64_t mantissa, int64_t by)
{
	__int128 v = mantissa;

	for (; by > 0; by--)
		v *= 10;
	return v;
}

/* Packed rows in one array, each of which begins with the caller's handle and
 * the record's id. */
enum { ROW_HANDLE, ROW_ID, ROW_KEYS };

struct rows {
	const struct keys *keys;
	const bool *inexact; /* the packer's */
	uint64_t *v;
	size_t stride;
	bool shuffled; /* ids did not come in ascending order */
};

static inline uint64_t *
rows_at(const struct rows *r, size_t i)
{
	return r->v + i * r->stride;
}

/* By all keys from k on, then by id. */
int rows_cmp(const struct rows *r, size_t k, size_t x, size_t y);
/* Put n numbers of rows, which are ascending, in the rows' order. */
void rows_sort(const struct rows *r, size_t *index, size_t n);

#endif
