#include <stdlib.h>

#include "store/block.h"
#include "store/guard.h"
#include "store/open.h"
#include "store/save.h"

enum { GROW_TRIES = 16, READ_TRIES = 4 };

static int
begin_once(struct store *s, bool write, bool check_txn, struct tx **out,
	struct err *e)
{
	struct tx *t = calloc(1, sizeof *t);
	int rc;

	if (!t)
		die_oom();
	t->st = s;
	t->write = write;
	t->view = VIEW_NOW;
	if (!s->memory)
		guard_on();
	rc = s->kv->ops->begin(s->kv, write, &t->kv, e);
	if (rc) {
		free(t);
		guard_off();
		return rc;
	}
	rc = check_txn ? head_read(t, true, e) : 0;
	if (rc)
		tx_end(t);
	else
		*out = t;
	return rc;
}

/* A reader of LMDB takes its number first and the tables' roots after it:
 * with two commits between, it stands at a later state than its number says.
 * What is damaged stays so when it begins again. */
int
tx_begin(struct store *s, bool write, bool check_txn, struct tx **out,
	struct err *e)
{
	int rc = ERR_OK;

	for (int i = 0; i < READ_TRIES; i++) {
		rc = begin_once(s, write, check_txn, out, e);
		if (write || rc != ERR_DAMAGED)
			break;
	}
	return rc;
}

int
tx_begin_read(struct store *s, struct view v, struct tx **out, struct err *e)
{
	int rc = tx_begin(s, false, true, out, e);

	if (rc == 0)
		(*out)->view = v;
	return rc;
}

void
tx_free(struct tx *t)
{
	if (!t->st->memory)
		guard_off();
	overlay_drop(t);
	for (size_t i = 0; i < t->marks.n; i++)
		ARR_FREE(&t->marks.v[i].list);
	ARR_FREE(&t->marks);
	map_free(&t->voids);
	map_free(&t->word_ids);
	map_free(&t->touches);
	map_free(&t->cells);
	ARR_FREE(&t->words);
	pending_free(&t->index);
	ARR_FREE(&t->runs);
	ARR_FREE(&t->deltas);
	for (int i = 0; i < 64; i++) {
		ARR_FREE(&t->seen[i]);
		buf_free(&t->touched[i]);
	}
	arr_free(t->changes.v);
	raw_free(&t->raw_old);
	raw_free(&t->raw_new);
	buf_free(&t->key);
	buf_free(&t->val);
	buf_free(&t->img);
	buf_free(&t->old);
	buf_free(&t->word);
	buf_free(&t->prefix);
	arena_free(&t->scratch);
	arena_free(&t->arena);
	free(t);
}

void
tx_end(struct tx *t)
{
	if (!t)
		return;
	index_close(t);
	t->st->kv->ops->abort(t->kv);
	tx_free(t);
}

struct view
tx_view(const struct tx *t)
{
	return t->view;
}

void
tx_set_view(struct tx *t, struct view v)
{
	t->view = v;
	overlay_drop(t);
	map_free(&t->touches);
	t->touches_made = false;
}

int
tx_commit(struct tx *t, struct err *e)
{
	int rc = index_flush(t, e);

	if (rc == 0)
		rc = rollup_flush(t, e);
	if (rc == 0)
		rc = log_flush(t, e);
	if (rc == 0)
		rc = block_flush(t, e);
	if (rc == 0)
		rc = head_write(t, e);
	if (rc) {
		tx_end(t);
		return rc;
	}
	rc = t->st->kv->ops->commit(t->kv, e);
	tx_free(t);
	return rc;
}

int
store_head(struct store *s, struct err *e)
{
	struct tx *t;
	int rc = tx_begin(s, true, false, &t, e);

	return rc ? rc : tx_commit(t, e);
}

struct first_policy {
	struct str yaml, compiled;
};

static int
first_policy(struct tx *t, void *arg, struct err *e)
{
	const struct first_policy *p = arg;

	return tx_policy_adopt(t, p->yaml, p->compiled, 0, e);
}

int
store_first_policy(struct store *s, struct str yaml, struct str compiled,
	struct err *e)
{
	const struct op_spec spec = {.kind = OP_POLICY};
	struct first_policy p = {yaml, compiled};
	uint64_t op;

	return store_write(s, &spec, first_policy, &p, &op, e);
}

static bool
has_changed(const struct tx *t)
{
	return t->head.last_event + 1 > t->op.first_event || t->voided ||
		t->adopted;
}

/* One run of the whole transaction. */
static int
write_once(struct store *s, const struct op_spec *spec,
	int (*fn)(struct tx *, void *, struct err *), void *arg,
	uint64_t *number, struct err *e)
{
	struct tx *t;
	int rc = tx_begin(s, true, true, &t, e);

	if (rc)
		return rc;
	rc = op_begin(t, spec, e);
	if (rc == 0)
		rc = fn(t, arg, e);
	rc = tx_verdict(t, rc, e);
	if (rc || !has_changed(t) || spec->dry) {
		tx_end(t);
		return rc;
	}
	if (t->unlogged)
		return tx_commit(t, e);
	rc = op_end(t, e);
	if (rc) {
		tx_end(t);
		return rc;
	}
	*number = t->op.number;
	return tx_commit(t, e);
}

int
store_write(struct store *s, const struct op_spec *spec,
	int (*fn)(struct tx *, void *, struct err *), void *arg,
	uint64_t *number, struct err *e)
{
	int rc = ERR_GROW;

	*number = 0;
	for (int i = 0; rc == ERR_GROW && i < GROW_TRIES; i++) {
		*number = 0;
		rc = write_once(s, spec, fn, arg, number, e);
		if (rc == ERR_GROW && s->kv->ops->grow(s->kv, e) != 0)
			return (int)e->code;
	}
	if (rc)
		*number = 0;
	return rc == ERR_GROW ? err_set(e, ERR_SYSTEM, "the store cannot grow "
		"any further") : rc;
}

int
tx_stat(struct tx *t, struct store_stat *out, struct err *e)
{
	struct kv_stat st;
	int rc = t->st->kv->ops->stat(t->kv, &st, e);

	if (rc)
		return rc;
	*out = (struct store_stat){
		.used = st.used,
		.map_size = st.map_size,
		.txn = st.txn,
		.backend = t->st->kv->ops->name,
		.library = kv_lmdb_version(),
	};
	return 0;
}
