/*
 * An event's value is a form byte, then either salt and payload or, once
 * erased, the digest they had and the payload's head. Digest: SHA-256 over
 * salt and payload, so that erasing both leaves the chain whole.
 */
#include <errno.h>
#include <sys/random.h>

#include "base/varint.h"
#include "store/tx.h"

enum { FORM_FULL = 0, FORM_ERASED = 1 };

static int
salt_next(struct tx *t, const uint8_t **salt, struct err *e)
{
	if (t->salt_at + SALT_BYTES > sizeof t->salts) {
		for (size_t n = 0; n < sizeof t->salts;) {
			ssize_t got = getrandom(t->salts + n,
				sizeof t->salts - n, 0);

			if (got < 0 && errno != EINTR)
				return err_sys(e, errno, "random numbers");
			n += got > 0 ? (size_t)got : 0;
		}
		t->salt_at = 0;
	}
	*salt = t->salts + t->salt_at;
	t->salt_at += SALT_BYTES;
	return 0;
}

static uint8_t *
put_side(uint8_t *p, bool text, int64_t i, struct str s)
{
	if (!text)
		return varint_write(p, zigzag(i));
	p = varint_write(p, s.n);
	if (s.n)
		memcpy(p, s.p, s.n);
	return p + s.n;
}

static void
put_changes(struct buf *b, const struct raw_change *c, size_t n)
{
	size_t room = n * 3 * VARINT_MAX;
	uint8_t *p;

	for (size_t i = 0; i < n; i++)
		room += c[i].before_s.n + c[i].after_s.n;
	buf_room(b, room);
	p = (uint8_t *)b->p + b->n;
	for (size_t i = 0; i < n; i++, c++) {
		p = varint_write(p, (uint64_t)c->tag << 3 |
			(uint64_t)c->text << 2 | (uint64_t)c->had << 1 |
			c->has);
		if (c->had)
			p = put_side(p, c->text, c->before_i, c->before_s);
		if (c->has)
			p = put_side(p, c->text, c->after_i, c->after_s);
	}
	b->n = (size_t)((char *)p - b->p);
}

/* Of salt and payload, behind the form byte. */
static void
event_digest(struct str full, uint8_t out[SHA_BYTES])
{
	struct sha s;

	sha_init(&s);
	sha_add(&s, full.p + 1, full.n - 1);
	sha_end(&s, out);
}

static void
put_event_head(struct buf *b, const struct raw_event *ev)
{
	uint8_t *p;

	buf_room(b, 6 * VARINT_MAX);
	p = (uint8_t *)b->p + b->n;
	p = varint_write(p, ev->op);
	p = varint_write(p, ev->kind);
	p = varint_write(p, (uint64_t)ev->entity);
	p = varint_write(p, (uint64_t)ev->id);
	p = varint_write(p, zigzag(ev->instant));
	p = varint_write(p, ev->prev ? ev->number - ev->prev : 0);
	b->n = (size_t)((char *)p - b->p);
}

static void
run_extend(struct tx *t, uint64_t number, int64_t instant)
{
	struct run *r = t->runs.n ? &t->runs.v[t->runs.n - 1] : NULL;

	if (r && r->first + r->n == number && instant >= r->last) {
		r->last = instant;
		r->n++;
	} else {
		*ARR_ADD(&t->runs) = (struct run){instant, number, 1};
	}
}

int
event_append(struct tx *t, enum event_kind kind, int entity, int64_t id,
	int64_t instant, uint64_t prev, const struct raw_change *c, size_t n,
	struct err *e)
{
	const struct raw_event ev = {.number = ++t->head.last_event,
		.op = t->op.number, .kind = kind, .entity = entity, .id = id,
		.instant = instant, .prev = prev};
	uint8_t digest[SHA_BYTES];
	const uint8_t *salt = NULL;
	struct buf *b = &t->val;
	int rc = salt_next(t, &salt, e);

	if (rc)
		return rc;
	buf_reset(b);
	buf_char(b, FORM_FULL);
	buf_add(b, salt, SALT_BYTES);
	put_event_head(b, &ev);
	put_changes(b, c, n);
	event_digest(buf_view(b), digest);
	sha_add(&t->sha, digest, sizeof digest);
	run_extend(t, ev.number, instant);
	return tab_put(t, TAB_EVENTS, key_one(&t->key, ev.number),
		buf_view(b), TAB_APPEND, e);
}

static bool
event_head(const uint8_t **p, const uint8_t *end, struct raw_event *ev)
{
	uint64_t kind, entity, id, instant, back;

	if (!varint_get(p, end, &ev->op) || !varint_get(p, end, &kind) ||
		kind > EVENT_PURGE || !varint_get(p, end, &entity) ||
		entity == 0 || entity > 63 || !varint_get(p, end, &id) ||
		!varint_get(p, end, &instant) || !varint_get(p, end, &back) ||
		back >= ev->number)
		return false;
	ev->kind = (enum event_kind)kind;
	ev->entity = (int)entity;
	ev->id = (int64_t)id;
	ev->instant = unzigzag(instant);
	ev->prev = back ? ev->number - back : 0;
	return true;
}

int
event_decode(struct str key, struct str val, bool digest,
	struct raw_event *ev, struct err *e)
{
	const uint8_t *p = (const uint8_t *)val.p, *end = p + val.n;
	size_t skip = 1 + SALT_BYTES;

	if (key.n != 8)
		return damaged(e, "an event's key is too short");
	*ev = (struct raw_event){.number = key_get_u64(key.p)};
	if (val.n && *p == FORM_ERASED) {
		ev->erased = true;
		skip = 1 + SHA_BYTES;
	}
	if (val.n < skip)
		return damaged(e, "an event is too short");
	if (digest && ev->erased) {
		memcpy(ev->digest, p + 1, SHA_BYTES);
	} else if (digest) {
		event_digest(val, ev->digest);
	}
	p += skip;
	if (!event_head(&p, end, ev))
		return damaged(e, "event %llu cannot be read",
			(unsigned long long)ev->number);
	ev->changes = (struct str){(const char *)p, (size_t)(end - p)};
	return 0;
}

int
event_read(struct tx *t, uint64_t number, struct raw_event *ev, bool digest,
	struct err *e)
{
	char bytes[8];
	struct str val, key = {bytes, 8};
	uint64_t big = __builtin_bswap64(number);
	int rc;

	memcpy(bytes, &big, 8);
	rc = tab_get(t, TAB_EVENTS, key, &val, e);
	if (rc == ERR_NO)
		return damaged(e, "event %llu is missing",
			(unsigned long long)number);
	return rc ? rc : event_decode(key, val, digest, ev, e);
}

static bool
get_side(const uint8_t **p, const uint8_t *end, bool text, int64_t *i,
	struct str *s)
{
	uint64_t n;

	if (!varint_get(p, end, &n))
		return false;
	if (!text) {
		*i = unzigzag(n);
		return true;
	}
	if (n > (uint64_t)(end - *p))
		return false;
	*s = (struct str){(const char *)*p, n};
	*p += n;
	return true;
}

int
raw_change_next(struct str *changes, struct raw_change *c, struct err *e)
{
	const uint8_t *p = (const uint8_t *)changes->p, *end = p + changes->n;
	uint64_t head;

	if (p == end)
		return ERR_NO;
	if (!varint_get(&p, end, &head) || head >> 19)
		return damaged(e, "a change cannot be read");
	*c = (struct raw_change){.tag = (uint16_t)(head >> 3),
		.text = head & 4, .had = head & 2, .has = head & 1};
	if ((c->had && !get_side(&p, end, c->text, &c->before_i,
			&c->before_s)) ||
		(c->has && !get_side(&p, end, c->text, &c->after_i,
			&c->after_s)))
		return damaged(e, "a change cannot be read");
	*changes = (struct str){(const char *)p, (size_t)(end - p)};
	return 0;
}

int
event_erase(struct tx *t, uint64_t number, struct err *e)
{
	struct raw_event ev;
	struct buf key = {0};
	int rc = event_read(t, number, &ev, true, e);

	if (rc || ev.erased)
		return rc;
	buf_reset(&t->val);
	buf_char(&t->val, FORM_ERASED);
	buf_add(&t->val, ev.digest, SHA_BYTES);
	put_event_head(&t->val, &ev);
	rc = tab_put(t, TAB_EVENTS, key_one(&key, number), buf_view(&t->val),
		TAB_REPLACE, e);
	buf_free(&key);
	return rc;
}
