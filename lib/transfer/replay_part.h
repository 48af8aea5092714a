/* replay_part.h - what the files of the replay share. Private. */
#ifndef TRANSFER_REPLAY_PART_H
#define TRANSFER_REPLAY_PART_H

#include "base/hash.h"
#include "in/json.h"
#include "transfer/replay.h"

struct kept_policy {
	struct str yaml;
	int64_t adopted, op;
};

struct player {
	struct replay *r;
	struct store *st;
	struct tx *tx;
	int64_t now;
	struct model *m; /* stays until the commit */
	struct replay_log *log;
	struct json json, nested;
	struct json_record rec;
	struct arena arena; /* of an operation */
	struct arena line;
	ARR(struct kept_policy) policies;
	size_t adopted;	    /* of them */
	/* the operation at hand */
	bool open;
	int64_t voids, events, told;
	struct str chain;
	size_t chain_at;
};

/* ---- values of the line at hand, by key; errors name their place --------- */

const struct json_field *told_find(const struct player *p, const char *key);
int told_at(struct player *p, const char *key, struct err *e);
/* ERR_DATA: it is missing, or of another kind. */
int told_wrong(struct player *p, const char *key, struct err *e);
/* Null, or NUM_NULL, for null or where it is absent. */
int told_text(struct player *p, const char *key, struct str *out,
	struct err *e);
int told_number(struct player *p, const char *key, int64_t *out,
	struct err *e);
/* Required. */
int told_instant(struct player *p, const char *key, int64_t *out,
	struct err *e);
int told_word(struct player *p, const char *key, const char *const *words,
	size_t n, int *out, struct err *e);
/* False where it is not n bytes in small hexadecimal digits. */
bool told_hex(struct str s, uint8_t *out, size_t n);

/* ---- lines -------------------------------------------------------------- */

int play_policy(struct player *p, struct err *e);
int play_op(struct player *p, struct err *e);
int play_op_end(struct player *p, struct err *e);
int play_event(struct player *p, struct err *e);
/* Adopt the next policy and load the schema it makes. */
int play_adopt(struct player *p, struct err *e);

#endif
