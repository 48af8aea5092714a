/*
 * An operation is a header over a run of events. Its place in the chain is
 *
 *	SHA-256(chain before, digests of its events, words it added, header)
 */
#include <stdlib.h>

#include "base/varint.h"
#include "store/tx.h"

static void
put_text(struct buf *b, struct str s)
{
	/* null and empty differ */
	varint_put(b, s.p ? s.n + 1 : 0);
	buf_str(b, s);
}

static bool
get_text(const uint8_t **p, const uint8_t *end, struct str *s)
{
	uint64_t n;

	*s = STR_NULL;
	if (!varint_get(p, end, &n) || n > (uint64_t)(end - *p) + 1)
		return false;
	if (n) {
		*s = (struct str){(const char *)*p, n - 1};
		*p += n - 1;
	}
	return true;
}

static void
op_encode(const struct op *o, const struct op_words *w, struct buf *b)
{
	varint_put(b, o->kind);
	varint_put(b, zigzag(o->recorded));
	varint_put(b, zigzag(o->uid));
	varint_put(b, zigzag(o->rep));
	put_text(b, o->login);
	put_text(b, o->command);
	put_text(b, o->message);
	put_text(b, o->once);
	varint_put(b, o->undoes);
	varint_put(b, o->first_event);
	varint_put(b, o->events);
	varint_put(b, w->from);
	varint_put(b, w->to);
}

static bool
op_decode(struct str val, struct op *o, struct op_words *w,
	struct numbers *marks)
{
	const uint8_t *p = (const uint8_t *)val.p, *end = p + val.n;
	uint64_t kind, recorded, uid, rep, n, mark;

	if (!varint_get(&p, end, &kind) || kind > OP_PURGE ||
		!varint_get(&p, end, &recorded) ||
		!varint_get(&p, end, &uid) || !varint_get(&p, end, &rep) ||
		!get_text(&p, end, &o->login) ||
		!get_text(&p, end, &o->command) ||
		!get_text(&p, end, &o->message) ||
		!get_text(&p, end, &o->once) ||
		!varint_get(&p, end, &o->undoes) ||
		!varint_get(&p, end, &o->first_event) ||
		!varint_get(&p, end, &o->events) ||
		!varint_get(&p, end, &w->from) ||
		!varint_get(&p, end, &w->to) || end - p < SHA_BYTES)
		return false;
	o->kind = (enum op_kind)kind;
	o->recorded = unzigzag(recorded);
	o->uid = unzigzag(uid);
	o->rep = unzigzag(rep);
	memcpy(o->chain, p, SHA_BYTES);
	p += SHA_BYTES;
	if (!varint_get(&p, end, &n))
		return false;
	while (n--) {
		if (!varint_get(&p, end, &mark))
			return false;
		if (marks)
			*ARR_ADD(&marks->list) = mark;
	}
	return true;
}

int
op_read(struct tx *t, uint64_t number, struct op *o, struct op_words *w,
	struct numbers *marks, struct err *e)
{
	struct op_words words;
	struct buf key = {0};
	struct str val;
	int rc;

	*o = (struct op){.number = number};
	rc = tab_get(t, TAB_OPS, key_one(&key, number), &val, e);
	buf_free(&key);
	if (rc == ERR_NO && number && number <= t->head.last_op)
		return damaged(e, "operation %llu is missing",
			(unsigned long long)number);
	if (rc)
		return rc;
	if (!op_decode(val, o, w ? w : &words, marks))
		return damaged(e, "operation %llu cannot be read",
			(unsigned long long)number);
	return 0;
}

int
op_begin(struct tx *t, const struct op_spec *s, struct err *e)
{
	const struct head *h = &t->head;

	(void)e;
	t->spec = s;
	t->op = (struct op){
		.number = h->last_op + 1,
		.kind = s->kind,
		.recorded = s->recorded > h->last_recorded ? s->recorded
							   : h->last_recorded,
		.uid = s->uid,
		.rep = s->rep,
		.login = s->login,
		.command = s->command,
		.message = s->message,
		.once = s->once,
		.undoes = s->undoes,
		.first_event = h->last_event + 1,
	};
	t->first_word = h->last_word + 1;
	t->salt_at = sizeof t->salts;
	sha_init(&t->sha);
	sha_add(&t->sha, h->chain, SHA_BYTES);
	return 0;
}

static void
chain_header(struct sha *s, const struct op *o, const struct op_words *w)
{
	struct buf b = {0};

	op_encode(o, w, &b);
	sha_add(s, b.p, b.n);
	buf_free(&b);
}

static int
chain_end(struct tx *t, struct sha *s, const struct op *o,
	const struct op_words *w, uint8_t after[SHA_BYTES], struct err *e)
{
	struct str text;
	int rc = 0;

	for (uint64_t i = w->from; rc == 0 && i < w->to; i++) {
		rc = word_text(t, i, &text, e);
		if (rc == 0)
			sha_add(s, text.p, text.n);
	}
	chain_header(s, o, w);
	sha_end(s, after);
	return rc;
}

int
op_chain(struct tx *t, const struct op *o, const struct op_words *w,
	const uint8_t before[SHA_BYTES], uint8_t after[SHA_BYTES],
	struct err *e)
{
	struct raw_event ev;
	struct sha s;
	int rc = 0;

	sha_init(&s);
	sha_add(&s, before, SHA_BYTES);
	for (uint64_t i = 0; rc == 0 && i < o->events; i++) {
		rc = event_read(t, o->first_event + i, &ev, true, e);
		if (rc == 0)
			sha_add(&s, ev.digest, SHA_BYTES);
	}
	if (rc == 0 && (o->kind == OP_POLICY || o->kind == OP_UNDO))
		rc = policy_chain(t, o->number, &s, e);
	return rc ? rc : chain_end(t, &s, o, w, after, e);
}

int
op_put(struct tx *t, const struct op *o, const struct op_words *w,
	const struct numbers *marks, struct err *e)
{
	struct arena a = {0};
	struct op copy = *o;
	int rc;

	/* the texts may lie in the value that is replaced */
	copy.login = arena_str(&a, o->login);
	copy.command = arena_str(&a, o->command);
	copy.message = arena_str(&a, o->message);
	copy.once = arena_str(&a, o->once);
	buf_reset(&t->val);
	op_encode(&copy, w, &t->val);
	buf_add(&t->val, o->chain, SHA_BYTES);
	varint_put(&t->val, marks->list.n);
	for (size_t i = 0; i < marks->list.n; i++)
		varint_put(&t->val, marks->list.v[i]);
	rc = tab_put(t, TAB_OPS, key_one(&t->key, o->number),
		buf_view(&t->val), TAB_REPLACE, e);
	arena_free(&a);
	return rc;
}

int
op_end(struct tx *t, struct err *e)
{
	struct op *o = &t->op;
	struct op_words w = {t->first_word, t->head.last_word + 1};
	const struct numbers none = {0};
	struct buf num = {0};
	int rc;

	o->events = t->head.last_event + 1 - o->first_event;
	rc = chain_end(t, &t->sha, o, &w, o->chain, e);
	if (rc)
		return rc;
	rc = op_put(t, o, &w, &none, e);
	if (rc == 0 && o->once.p) {
		key_u64(&num, o->number);
		rc = tab_put(t, TAB_ONCE, o->once, buf_view(&num),
			TAB_FRESH, e);
	}
	buf_free(&num);
	t->head.last_op = o->number;
	t->head.last_recorded = o->recorded;
	memcpy(t->head.chain, o->chain, SHA_BYTES);
	return rc;
}

static int
run_order(const void *a, const void *b)
{
	const struct run *x = a, *y = b;

	if (x->last != y->last)
		return x->last < y->last ? -1 : 1;
	return (x->first > y->first) - (x->first < y->first);
}

int
log_flush(struct tx *t, struct err *e)
{
	struct buf val = {0};
	struct tab_tail tail;
	struct str k;
	int rc = 0;

	if (!t->runs.n)
		return 0;
	arr_sort(t->runs.v, t->runs.n, sizeof *t->runs.v, run_order);
	tail = tab_tail(t, TAB_INSTANTS);
	for (size_t i = 0; rc == 0 && i < t->runs.n; i++) {
		const struct run *r = &t->runs.v[i];

		buf_reset(&val);
		varint_put(&val, r->n);
		k = key_of(&t->key, 2,
			(uint64_t[]){key_signed(r->last), r->first});
		rc = tab_put(t, TAB_INSTANTS, k, buf_view(&val),
			tail_how(&tail, k), e);
	}
	t->runs.n = 0;
	buf_free(&val);
	return rc;
}
