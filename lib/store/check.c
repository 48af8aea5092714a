/* The whole store read again: hashes and counts, the chain, words. Records
 * against the fold are in check_rows.c. */
#include <stdarg.h>
#include <stdio.h>

#include "base/varint.h"
#include "store/check.h"

enum { PROBLEMS_MAX = 1000 };

void
check_problem(struct check *c, bool damage, const char *fmt, ...)
{
	char text[512];
	va_list ap;

	c->out->damaged |= damage;
	if (++c->out->nproblems > PROBLEMS_MAX)
		return;
	va_start(ap, fmt);
	vsnprintf(text, sizeof text, fmt, ap);
	va_end(ap);
	buf_cstr(&c->out->problems, text);
	buf_char(&c->out->problems, '\n');
}

int
check_met(struct check *c, int rc, const char *where)
{
	if (rc == ERR_DAMAGED) {
		check_problem(c, true, "%s: %s", where, c->e->msg);
		return 0;
	}
	if (rc == ERR_NO) {
		check_problem(c, true, "%s: missing", where);
		return 0;
	}
	return rc;
}

static int
check_table(struct check *c, int table)
{
	uint64_t count = 0, sum = 0, hash;
	const struct kv_ops *ops = c->t->st->kv->ops;
	struct kv_cursor *cur = NULL;
	struct str key, stored, val;
	char where[32];
	int rc = ops->cursor(c->t->kv, table, &cur, c->e);

	snprintf(where, sizeof where, "table %d", table);
	if (rc)
		return check_met(c, rc, where);
	for (rc = ops->seek(cur, KV_FIRST, STR(""), &key, &stored, c->e);
		rc == 0; rc = ops->step(cur, 1, &key, &stored, c->e)) {
		rc = tab_verify(table, key, stored, &val, &hash, c->e);
		if (rc) {
			rc = check_met(c, rc, where);
			continue;
		}
		count++;
		sum += hash;
	}
	ops->cursor_close(cur);
	if (rc != ERR_NO)
		return check_met(c, rc, where);
	if (table != TAB_META && (count != c->t->head.count[table] ||
		sum != c->t->head.sum[table]))
		check_problem(c, true, "table %d: %llu entries, %llu were "
			"written", table, (unsigned long long)count,
			(unsigned long long)c->t->head.count[table]);
	return 0;
}

int
check_tables(struct check *c)
{
	int rc = 0;

	for (int i = 0; rc == 0 && i < KV_TABLES; i++)
		rc = check_table(c, i);
	return rc;
}

/* Marks name the undo operations that made them. */
static int
check_marks(struct check *c, uint64_t number, const struct numbers *marks)
{
	struct op o;
	int rc = 0;

	for (size_t i = 0; rc == 0 && i < marks->list.n; i++) {
		rc = op_read(c->t, marks->list.v[i], &o, NULL, NULL, c->e);
		if (rc == 0 && o.kind != OP_UNDO)
			check_problem(c, true, "operation %llu: voided by "
				"operation %llu, which is no undo",
				(unsigned long long)number,
				(unsigned long long)o.number);
	}
	return rc;
}

static int
check_op(struct check *c, uint64_t number, uint64_t *next_event,
	uint8_t chain[SHA_BYTES])
{
	struct numbers marks = {0};
	uint8_t after[SHA_BYTES];
	struct op_words w;
	struct op o;
	int rc = op_read(c->t, number, &o, &w, &marks, c->e);

	if (rc == 0 && o.first_event != *next_event)
		check_problem(c, true, "operation %llu: begins at event %llu, "
			"not %llu", (unsigned long long)number,
			(unsigned long long)o.first_event,
			(unsigned long long)*next_event);
	if (rc == 0)
		rc = op_chain(c->t, &o, &w, chain, after, c->e);
	if (rc == 0 && memcmp(after, o.chain, SHA_BYTES) != 0)
		check_problem(c, true, "operation %llu: the chain breaks "
			"here: it, its events or its words were edited",
			(unsigned long long)number);
	if (rc == 0) {
		memcpy(chain, o.chain, SHA_BYTES);
		*next_event = o.first_event + o.events;
		rc = check_marks(c, number, &marks);
	}
	ARR_FREE(&marks.list);
	return rc;
}

static int
check_end(struct check *c, uint64_t ref, uint64_t last)
{
	const struct entity *en =
		schema_entity(c->t->st->schema, (int)(ref >> 56));
	int64_t id = (int64_t)(ref & ((UINT64_C(1) << 56) - 1));
	uint64_t found;
	int rc = en ? history_last(c->t, en, id, &found, c->e) : 0;

	if (rc == 0 && en && found != last)
		check_problem(c, true, "%s/%lld: its history ends at event "
			"%llu, not %llu", en->name, (long long)id,
			(unsigned long long)found, (unsigned long long)last);
	return check_met(c, rc, "history");
}

/* Each event leads to the record's event before, its row to the last one. */
static int
check_history(struct check *c)
{
	struct map last = {0};
	struct raw_event ev;
	uint64_t ref;
	int64_t *at;
	int rc = 0;

	for (uint64_t n = 1; rc == 0 && n <= c->t->head.last_event; n++) {
		ev.number = 0;
		rc = check_met(c, event_read(c->t, n, &ev, false, c->e),
			"history");
		if (ev.number != n)
			continue;
		at = map_put_u64(&last, (uint64_t)ev.entity << 56 |
			(uint64_t)ev.id, NULL);
		if ((uint64_t)*at != ev.prev)
			check_problem(c, true, "event %llu: event %llu is not "
				"the one before it", (unsigned long long)n,
				(unsigned long long)ev.prev);
		*at = (int64_t)n;
	}
	for (size_t i = 0; rc == 0 && i < last.n; i++) {
		memcpy(&ref, last.v[i].key.p, sizeof ref);
		rc = check_end(c, ref, (uint64_t)last.v[i].value);
	}
	map_free(&last);
	return rc;
}

static int
check_run(struct check *c, struct str key, struct str val, uint64_t *total)
{
	const uint8_t *p = (const uint8_t *)val.p;
	uint64_t n, first = key_get_u64(key.p + 8);
	int64_t before = INT64_MIN;
	struct raw_event ev;
	int rc = 0;

	if (!varint_get(&p, p + val.n, &n))
		return damaged(c->e, "a run of instants cannot be read");
	*total += n;
	for (uint64_t i = 0; rc == 0 && i < n; i++) {
		rc = event_read(c->t, first + i, &ev, false, c->e);
		if (rc == 0 && (ev.instant < before || (i + 1 == n &&
			key_signed(ev.instant) != key_get_u64(key.p))))
			check_problem(c, true, "event %llu: not at the "
				"instant it is indexed under",
				(unsigned long long)(first + i));
		before = ev.instant;
	}
	return rc;
}

static int
check_instants(struct check *c)
{
	struct tab_cursor cur;
	struct str key, val;
	uint64_t total = 0;
	int rc = tab_open(c->t, TAB_INSTANTS, &cur, c->e);

	if (rc)
		return rc;
	for (rc = tab_seek(&cur, KV_FIRST, STR(""), &key, &val, c->e);
		rc == 0; rc = tab_step(&cur, 1, &key, &val, c->e)) {
		rc = key.n == 16 ? check_run(c, key, val, &total)
				 : damaged(c->e, "an instant's key");
		if (rc)
			break;
	}
	tab_close(&cur);
	if (rc == ERR_NO && total != c->t->head.last_event)
		check_problem(c, true, "instants: %llu of %llu events",
			(unsigned long long)total,
			(unsigned long long)c->t->head.last_event);
	return rc == ERR_NO ? 0 : check_met(c, rc, "instants");
}

int
check_log(struct check *c)
{
	uint8_t chain[SHA_BYTES] = {0};
	uint64_t next_event = 1;
	char where[48];
	int rc = 0;

	for (uint64_t n = 1; rc == 0 && n <= c->t->head.last_op; n++) {
		snprintf(where, sizeof where, "operation %llu",
			(unsigned long long)n);
		rc = check_met(c, check_op(c, n, &next_event, chain), where);
	}
	if (rc == 0 && memcmp(chain, c->t->head.chain, SHA_BYTES) != 0)
		check_problem(c, true, "the chain does not end at its head");
	if (rc == 0)
		rc = check_history(c);
	return rc ? rc : check_instants(c);
}

int
check_words(struct check *c)
{
	struct str text;
	uint64_t id;
	int rc = 0;

	for (uint64_t n = 1; rc == 0 && n <= c->t->head.last_word; n++) {
		rc = word_text(c->t, n, &text, c->e);
		if (rc == 0)
			rc = word_find(c->t, text, &id, c->e);
		if (rc == 0 && id != n)
			check_problem(c, true, "word %llu is also word %llu",
				(unsigned long long)n,
				(unsigned long long)id);
		rc = check_met(c, rc, "dictionary");
	}
	return rc;
}

int
tx_check(struct tx *t, struct check_report *out, struct err *e)
{
	static int (*const parts[])(struct check *) = {
		check_tables,
		check_log,
		check_words,
		check_records,
		check_rollups,
		check_columns,
	};
	struct check c = {t, out, e};
	uint64_t n;
	int rc = 0;

	t->checking = true;
	for (size_t i = 0; rc == 0 && i < sizeof parts / sizeof *parts; i++)
		rc = check_met(&c, parts[i](&c), "check");
	t->checking = false;
	out->events = t->head.last_event;
	out->operations = t->head.last_op;
	out->policies = t->head.policies;
	for (size_t i = 1; i < t->st->schema->n; i++)
		if (schema_entity(t->st->schema, (int)i) &&
			tx_count(t, schema_entity(t->st->schema, (int)i), &n,
				e) == 0)
			out->records += n;
	sha_hex(t->head.chain, out->head);
	return rc;
}
