#include "base/varint.h"
#include "store/tx.h"

static const char HEAD_KEY[] = "head";
enum { HEAD_FIXED = 8 };

/* The numbers of the head in order; the arrays follow as (index, value) pairs
 * of what is not zero. */
static void
put_sparse(struct buf *b, const uint64_t *v, size_t n)
{
	uint64_t used = 0;

	for (size_t i = 0; i < n; i++)
		used += v[i] != 0;
	varint_put(b, used);
	for (size_t i = 0; i < n; i++) {
		if (!v[i])
			continue;
		varint_put(b, i);
		varint_put(b, v[i]);
	}
}

static bool
get_sparse(const uint8_t **p, const uint8_t *end, uint64_t *v, size_t n)
{
	uint64_t used, at;

	if (!varint_get(p, end, &used) || used > n)
		return false;
	while (used--)
		if (!varint_get(p, end, &at) || at >= n ||
			!varint_get(p, end, &v[at]))
			return false;
	return true;
}

static bool
head_decode(struct head *h, struct str val)
{
	const uint8_t *p = (const uint8_t *)val.p, *end = p + val.n;
	uint64_t fixed[HEAD_FIXED];

	for (int i = 0; i < HEAD_FIXED; i++)
		if (!varint_get(&p, end, &fixed[i]))
			return false;
	*h = (struct head){
		.format = fixed[0],
		.txn = fixed[1],
		.last_op = fixed[2],
		.last_event = fixed[3],
		.last_word = fixed[4],
		.last_name = fixed[5],
		.last_recorded = unzigzag(fixed[6]),
		.policies = fixed[7],
	};
	if (!get_sparse(&p, end, h->last_id, 64) ||
		!get_sparse(&p, end, h->count, KV_TABLES) ||
		!get_sparse(&p, end, h->sum, KV_TABLES) ||
		end - p != SHA_BYTES)
		return false;
	memcpy(h->chain, p, SHA_BYTES);
	return true;
}

int
head_read(struct tx *t, bool check_txn, struct err *e)
{
	struct str stored, val;
	struct kv_stat st;
	uint64_t hash;
	int rc = t->st->kv->ops->get(t->kv, TAB_META, STR("head"), &stored, e);

	if (rc == ERR_NO)
		return damaged(e, "it has no head");
	if (rc == 0)
		rc = tab_verify(TAB_META, STR("head"), stored, &val, &hash, e);
	if (rc)
		return rc;
	if (!head_decode(&t->head, val))
		return damaged(e, "its head cannot be read");
	if (t->head.format > STORE_FORMAT) {
		err_set(e, ERR_SYSTEM, "the store has format %llu, this "
			"program knows %d",
			(unsigned long long)t->head.format, STORE_FORMAT);
		return err_hint(e, "use a newer pipe");
	}
	if (!check_txn)
		return 0;
	rc = t->st->kv->ops->stat(t->kv, &st, e);
	if (rc == 0 && t->head.txn != st.txn - t->write)
		rc = damaged(e, "its head is of transaction %llu, the file "
			"is at %llu", (unsigned long long)t->head.txn,
			(unsigned long long)st.txn - t->write);
	return rc;
}

int
head_write(struct tx *t, struct err *e)
{
	const struct head *h = &t->head;
	struct kv_stat st;
	int rc = t->st->kv->ops->stat(t->kv, &st, e);
	/* that of a new store is not set yet */
	const uint64_t fixed[HEAD_FIXED] = {
		h->format ? h->format : STORE_FORMAT, st.txn, h->last_op,
		h->last_event, h->last_word, h->last_name,
		zigzag(h->last_recorded), h->policies};

	if (rc)
		return rc;
	buf_reset(&t->val);
	for (int i = 0; i < HEAD_FIXED; i++)
		varint_put(&t->val, fixed[i]);
	put_sparse(&t->val, h->last_id, 64);
	put_sparse(&t->val, h->count, KV_TABLES);
	put_sparse(&t->val, h->sum, KV_TABLES);
	buf_add(&t->val, h->chain, SHA_BYTES);
	/* the head does not count itself */
	rc = tab_put(t, TAB_META, str_of(HEAD_KEY), buf_view(&t->val),
		TAB_FRESH, e);
	t->head.count[TAB_META] = t->head.sum[TAB_META] = 0;
	return rc;
}
