/* What an export of the whole log needs to know beside operations and events:
 * words, void marks, salts, names of custom fields. */
#include "store/tx.h"

int
tx_op_extra(struct tx *t, uint64_t number, struct arena *a,
	struct op_extra *out, struct err *e)
{
	struct op_words w;
	struct op o;
	int rc;

	*out = (struct op_extra){0};
	rc = op_read(t, number, &o, &w, &out->marks, e);
	if (rc)
		return rc;
	out->words = arena_array(a, (size_t)(w.to - w.from),
		sizeof *out->words);
	for (uint64_t i = w.from; rc == 0 && i < w.to; i++) {
		rc = word_text(t, i, &out->words[out->nwords], e);
		out->words[out->nwords] = arena_str(a,
			out->words[out->nwords]);
		out->nwords++;
	}
	return rc;
}

int
tx_event_seal(struct tx *t, uint64_t number, struct event_seal *out,
	struct err *e)
{
	struct buf key = {0};
	struct str val;
	int rc = tab_get(t, TAB_EVENTS, key_one(&key, number), &val, e);

	buf_free(&key);
	if (rc)
		return rc == ERR_NO ? damaged(e, "event %llu is missing",
			(unsigned long long)number) : rc;
	out->n = val.n && val.p[0] ? SHA_BYTES : SALT_BYTES;
	if (val.n < 1 + out->n)
		return damaged(e, "event %llu is too short",
			(unsigned long long)number);
	memcpy(out->bytes, val.p + 1, out->n);
	return 0;
}

int
tx_names(struct tx *t, int (*fn)(void *, struct str name, uint16_t tag,
	struct err *), void *arg, struct err *e)
{
	struct tab_cursor c;
	struct str key, val;
	int rc;

	for (uint64_t tag = TAG_CUSTOM; tag <= t->head.last_name; tag++) {
		rc = tab_open(t, TAB_NAMES, &c, e);
		if (rc)
			return rc;
		rc = tab_seek(&c, KV_FIRST, STR(""), &key, &val, e);
		while (rc == 0 && (val.n != 8 || key_get_u64(val.p) != tag))
			rc = tab_step(&c, 1, &key, &val, e);
		if (rc == 0)
			rc = fn(arg, key, (uint16_t)tag, e);
		tab_close(&c);
		if (rc && rc != ERR_NO)
			return rc;
	}
	return 0;
}
