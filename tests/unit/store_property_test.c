/*
 * Random operations, then the store against the oracle at random views, on
 * both backends. PIPE_SEED and PIPE_HISTORIES choose what is run. Built again
 * as store_blocks_test, with a store whose blocks (column.h) are so short that
 * they are full at once.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "shelf.h"

enum { STEPS = 60, VIEWS = 12 };

struct world {
	struct store *st;
	struct schema schema;
	struct arena arena;
	struct oracle oracle;
	struct derive_env env;
	uint64_t random;
	int64_t clock;	       /* recorded instant of the next operation */
	char dir[64];
	/* the operation being run */
	int what;
	struct shadow queue[16];
	size_t queued;
	uint64_t target;
	bool purged[3][IDS_MAX];
	ARR(uint64_t) imports;
};

static uint64_t
pick(struct world *w, uint64_t n)
{
	w->random ^= w->random << 13;
	w->random ^= w->random >> 7;
	w->random ^= w->random << 17;
	return (w->random >> 11) % n;
}

static void
must(int rc, const struct err *e)
{
	if (rc)
		fail_msg("%d: %s", rc, e->msg);
}

static const char *const kinds[] = {"new", "warm", "won", "lost"};

static void
thing_change(struct world *w, struct thing *t, int64_t things)
{
	static const char *const names[] = {"Ada", "ada", "Bob", "Zoë", "x"};

	if (!t->name.p || pick(w, 4) == 0)
		t->name = str_of(names[pick(w, 5)]);
	if (pick(w, 2))
		t->kind = str_of(kinds[pick(w, 4)]);
	if (pick(w, 3) == 0)
		t->amount = pick(w, 5) ? (int64_t)pick(w, 1000) - 100
				       : NUM_NULL;
	if (pick(w, 3) == 0)
		t->day = pick(w, 5) ? (int64_t)pick(w, 300) : NUM_NULL;
	if (pick(w, 4) == 0 && things)
		t->owner = pick(w, 4) ? 1 + (int64_t)pick(w,
			(uint64_t)things) : NUM_NULL;
	if (pick(w, 12) == 0)
		t->c.archived = !t->c.archived;
}

/* Save a changed record and remember what the event must have been. */
static int
save(struct world *w, struct tx *t, const struct entity *en, void *rec,
	int64_t instant, struct err *e)
{
	struct shadow *s = &w->queue[w->queued];
	struct fact before[FACTS] = {0}, after[FACTS];
	struct common *c = rec;
	struct arena a = {0};
	void *old = record_new(en, &a);
	enum saved how;
	int rc;

	memset(s, 0, sizeof *s);
	if (c->id && tx_get(t, en, c->id, old, e) == 0)
		oracle_facts(en->number, old, before);
	arena_free(&a);
	oracle_facts(en->number, rec, after);
	rc = tx_save(t, en, rec, instant, &how, e);
	if (rc == ERR_DATA || rc == ERR_AGAIN) {
		memset(e, 0, sizeof *e);
		return 0; /* refused: nothing happened */
	}
	if (rc || how == SAVED_UNCHANGED)
		return rc;
	s->entity = en->number;
	s->id = c->id;
	s->instant = instant;
	if (oracle_diff(before, after, s) || how == SAVED_CREATED)
		w->queued++;
	return 0;
}

static int64_t
pick_thing(struct world *w, struct tx *t)
{
	int64_t n = tx_last_id(t, schema_entity(&w->schema, E_THING));

	return n ? 1 + (int64_t)pick(w, (uint64_t)n) : 0;
}

static int
one_change(struct world *w, struct tx *t, int64_t instant, bool create,
	struct err *e)
{
	const struct entity *en = schema_entity(&w->schema, E_THING);
	struct thing *rec = record_new(en, &w->arena);
	int64_t id = create ? 0 : pick_thing(w, t);
	char ext[24];
	int rc = id ? tx_get(t, en, id, rec, e) : 0;

	if (rc == ERR_NO)
		return 0;
	if (rc)
		return rc;
	if (rec->name.p)
		rec = record_copy(en, rec, &w->arena);
	thing_change(w, rec, tx_last_id(t, en));
	if (pick(w, 8) == 0) {
		snprintf(ext, sizeof ext, "s:%d", (int)pick(w, 30));
		rec->c.ext = arena_str(&w->arena, str_of(ext));
	}
	return save(w, t, en, rec, instant, e);
}

static int
one_mark(struct world *w, struct tx *t, int64_t instant, struct err *e)
{
	const struct entity *en = schema_entity(&w->schema, E_MARK);
	struct mark *m = record_new(en, &w->arena);
	int64_t last = tx_last_id(t, en), id;
	int rc = 0;

	id = last && pick(w, 3) == 0 ? 1 + (int64_t)pick(w, (uint64_t)last) : 0;
	if (id)
		rc = tx_get(t, en, id, m, e);
	if (rc == ERR_NO)
		return 0;
	if (rc)
		return rc;
	m = record_copy(en, m, &w->arena);
	m->about = pick_thing(w, t) ? pick_thing(w, t) : NUM_NULL;
	m->done = pick(w, 4) ? instant - (int64_t)pick(w, 50) : NUM_NULL;
	if (id && pick(w, 4) == 0)
		m->c.archived = 1;
	return save(w, t, en, m, instant, e);
}

enum what { WHAT_CHANGE, WHAT_IMPORT, WHAT_UNDO, WHAT_PURGE, WHAT_POLICY };

static int
run(struct tx *t, void *arg, struct err *e)
{
	struct world *w = arg;
	const struct entity *en = schema_entity(&w->schema, E_THING);
	int rc = 0;

	w->queued = 0;
	switch ((enum what)w->what) {
	case WHAT_CHANGE:
		for (uint64_t n = 1 + pick(w, 4); rc == 0 && n; n--)
			rc = pick(w, 4) ? one_change(w, t, w->clock,
				pick(w, 3) == 0, e)
				: one_mark(w, t, w->clock, e);
		return rc;
	case WHAT_IMPORT: /* history: instants that rise per record */
		for (int i = 0; rc == 0 && i < 4; i++)
			rc = one_change(w, t, w->clock - 400 +
				(int64_t)pick(w, 300), i < 3, e);
		return rc;
	case WHAT_UNDO:
		return tx_undo(t, w->target, w->clock, e);
	case WHAT_PURGE:
		w->queue[0] = (struct shadow){.entity = E_THING,
			.id = (int64_t)w->target, .purge = true};
		rc = tx_purge(t, en, (int64_t)w->target, e);
		w->queued = rc == 0;
		return rc;
	case WHAT_POLICY:
		return tx_policy_adopt(t, STR("y"), STR("c"), w->clock, e);
	}
	return rc;
}

/* What a compensating undo did is read back from the log: it must be the
 * exact opposite of what it took back. */
static void
undo_shadow(struct world *w, uint64_t op)
{
	struct err e = {0};
	struct tx *t;
	struct op o;
	struct event ev;

	must(tx_begin_read(w->st, VIEW_NOW, &t, &e), &e);
	store_bind(w->st, &w->schema, &w->env, NULL);
	must(tx_op(t, op, &o, &e), &e);
	if (o.events == 0) {
		struct op target;
		uint64_t on = w->target;

		must(tx_op(t, on, &target, &e), &e);
		if (target.kind == OP_UNDO)
			on = target.undoes;
		*ARR_ADD(&w->oracle.marks) = (struct flip){on, op};
	}
	for (uint64_t i = 0; i < o.events; i++) {
		const struct entity *en;
		struct shadow *s = ARR_ADD(&w->oracle.events);
		struct fact before[FACTS] = {0}, after[FACTS];
		struct state was;
		void *rec;

		must(tx_event(t, o.first_event + i, &w->arena, &ev, &e), &e);
		en = schema_entity(&w->schema, ev.entity);
		rec = record_new(en, &w->arena);
		must(tx_get_after(t, en, ev.id, ev.number, rec, &e), &e);
		oracle_facts(ev.entity, rec, after);
		w->oracle.events.n--;
		if (oracle_state(&w->oracle, ev.entity, ev.id, VIEW_NOW,
			&was))
			memcpy(before, was.facts, sizeof before);
		w->oracle.events.n++;
		memset(s, 0, sizeof *s);
		s->entity = ev.entity;
		s->id = ev.id;
		s->instant = ev.instant;
		s->op = op;
		assert_true(oracle_diff(before, after, s));
	}
	tx_end(t);
}

static void
step(struct world *w)
{
	static const enum op_kind op_kinds[] = {OP_CHANGE, OP_IMPORT, OP_UNDO,
		OP_PURGE, OP_POLICY};
	struct op_spec spec = {.login = STR("test"), .command = STR("step"),
		.rep = NUM_NULL};
	struct err e = {0};
	uint64_t op, dice = pick(w, 20);
	struct tx *t;
	int rc;

	must(tx_begin_read(w->st, VIEW_NOW, &t, &e), &e);
	w->target = 1 + pick(w, tx_last_op(t) + 1);
	w->what = dice < 11 ? WHAT_CHANGE : dice < 14 ? WHAT_IMPORT
		: dice < 18 ? WHAT_UNDO : dice < 19 ? WHAT_PURGE : WHAT_POLICY;
	if (w->what == WHAT_PURGE)
		w->target = (uint64_t)pick_thing(w, t);
	if (w->what == WHAT_UNDO && w->imports.n && pick(w, 3))
		w->target = w->imports.v[pick(w, w->imports.n)];
	tx_end(t);
	w->clock += 10 + (int64_t)pick(w, 200);
	spec.kind = op_kinds[w->what];
	spec.recorded = w->clock;
	spec.undoes = w->what == WHAT_UNDO ? w->target : 0;
	spec.dry = w->what != WHAT_UNDO && pick(w, 15) == 0;
	rc = store_write(w->st, &spec, run, w, &op, &e);
	if (rc == ERR_DATA || rc == ERR_NO || rc == ERR_AGAIN || spec.dry)
		return; /* refused as a whole */
	must(rc, &e);
	if (op && w->what == WHAT_UNDO)
		undo_shadow(w, op);
	if (op && w->what == WHAT_IMPORT)
		*ARR_ADD(&w->imports) = op;
	for (size_t i = 0; op && w->what != WHAT_UNDO && i < w->queued; i++) {
		w->queue[i].op = op;
		*ARR_ADD(&w->oracle.events) = w->queue[i];
	}
}

/* ---- comparing --------------------------------------------------------- */

struct sums {
	int64_t count, amount, spanned; /* the last by the span's month */
};

static int
sum_cell(void *arg, const struct rollup_cell *c, struct err *e)
{
	struct sums *s = arg;

	(void)e;
	s->count += c->count;
	s->amount += c->sums[0] * (c->by[0].i + 7) +
		(c->by[1].i == NUM_NULL ? 0 : c->by[1].i * 31 * c->count) +
		(c->by[2].s.p ? c->by[2].s.p[0] * 97 * c->count : 0);
	s->spanned += c->sums[0] * (c->by[0].i / 3 * 3 + 7);
	return 0;
}

/* The same weighing of every record, from the oracle's states. */
static void
sum_state(struct sums *s, const struct state *st)
{
	if (st->facts[0].set)
		return;
	s->count++;
	s->spanned += st->facts[4].set ? st->facts[4].i *
		(oracle_month(st->facts) / 3 * 3 + 7) : 0;
	s->amount += (st->facts[4].set ? st->facts[4].i *
		(oracle_month(st->facts) + 7) : 0) +
		(st->facts[6].set ? st->facts[6].i * 31 : 0) +
		(st->facts[3].set ? st->facts[3].s[0] * 97 : 0);
}

static void
compare_entity(struct world *w, struct tx *t, struct view v, int number,
	struct sums *sums)
{
	const struct entity *en = schema_entity(&w->schema, number);
	void *one = record_new(en, &w->arena);
	const struct common *c = NULL;
	const void *rec = NULL;
	struct err e = {0};
	struct state want;
	struct scan *s;
	const char *wrong;
	int rc;

	must(scan_open(t, en, NULL, &s, &e), &e);
	rc = scan_next(s, &rec, &e);
	for (int64_t id = 1; id <= tx_last_id(t, en); id++) {
		bool there = oracle_state(&w->oracle, number, id, v, &want);

		c = rec;
		assert_int_equal(rc == 0 && c->id == id, there);
		assert_int_equal(tx_get(t, en, id, one, &e),
			there ? ERR_OK : ERR_NO);
		if (!there)
			continue;
		wrong = oracle_compare(&want, number, rec);
		if (!wrong)
			wrong = oracle_compare(&want, number, one);
		if (wrong)
			fail_msg("%s/%d at %lld @%llu: %s", en->name, (int)id,
				(long long)v.as_of, (unsigned long long)v.op,
				wrong);
		if (number == E_THING)
			sum_state(sums, &want);
		rc = scan_next(s, &rec, &e);
	}
	assert_int_equal(rc, ERR_NO);
	scan_close(s);
}

static void
same_fields(const struct entity *en, const uint16_t *tags, const void *rec,
	const void *one)
{
	for (size_t i = 0; i < en->nfields; i++) {
		const struct field *f = &en->fields[i];
		bool asked = !tags;

		for (const uint16_t *t = tags; t && *t; t++)
			asked = asked || *t == f->tag;
		if (asked && !field_same(f, rec, one))
			fail_msg("%s/%d: another %s in columns", en->name,
				(int)((const struct common *)one)->id,
				f->name);
	}
}

/* A walk that asks for numbers alone gives what single look-ups do, and the
 * rest of every third record when asked. */
static void
compare_columns(struct world *w, struct tx *t, int number)
{
	static const uint16_t of_things[] = {TAG_ID, TAG_CREATED, TAG_ARCHIVED,
		32, 33, 34, 35, 36, 37, 38, 39, 40, 0};
	static const uint16_t of_marks[] = {TAG_ID, TAG_ARCHIVED, 33, 34, 0};
	static const uint16_t few[] = {TAG_ID, 34, 37, 0};
	const uint16_t *tags = number == E_THING ? of_things : of_marks;
	const uint16_t *want = pick(w, 2) ? NULL : tags;
	const uint16_t *first = pick(w, 3) ? tags : few;
	const struct entity *en = schema_entity(&w->schema, number);
	void *one = record_new(en, &w->arena);
	const void *rec;
	struct err e = {0};
	struct scan *s;
	int64_t id = 0;
	int rc;

	must(scan_sift(t, en, first, want, &s, &e), &e);
	while ((rc = scan_next(s, &rec, &e)) == 0) {
		while (++id < ((const struct common *)rec)->id)
			assert_int_equal(tx_get(t, en, id, one, &e), ERR_NO);
		must(tx_get(t, en, id, one, &e), &e);
		same_fields(en, first, rec, one);
		if (pick(w, 3))
			continue;
		must(scan_whole(s, &e), &e);
		same_fields(en, want, rec, one);
	}
	assert_int_equal(rc, ERR_NO);
	while (++id <= tx_last_id(t, en))
		assert_int_equal(tx_get(t, en, id, one, &e), ERR_NO);
	scan_close(s);
}

static void
compare_find(struct world *w, struct tx *t, struct view v)
{
	const struct entity *en = schema_entity(&w->schema, E_THING);
	struct ids ids = {0};
	struct err e = {0};
	struct state want;
	size_t at = 0;

	must(tx_find(t, en, entity_field(en, STR("name")),
		(union val){.s = STR("ADA")}, &ids, &e), &e);
	for (int64_t id = 1; id <= tx_last_id(t, en); id++) {
		if (!oracle_state(&w->oracle, E_THING, id, v, &want) ||
			(strcmp(want.facts[2].s, "Ada") != 0 &&
			strcmp(want.facts[2].s, "ada") != 0))
			continue;
		assert_true(at < ids.list.n);
		assert_int_equal(ids.list.v[at++], id);
	}
	assert_int_equal(at, ids.list.n);
	ARR_FREE(&ids.list);
}

static int
span_cell(void *arg, const struct rollup_cell *c, struct err *e)
{
	assert_int_equal(c->by[0].i % 3, 0);
	return sum_cell(arg, c, e);
}

/* The sums over spans, all and of two spans, against the cells. */
static void
compare_spans(struct world *w, struct tx *t, struct view v,
	const struct sums *all, struct err *e)
{
	bool now = v.as_of == AS_OF_NOW && v.op == OP_NOW;
	const struct entity *en = schema_entity(&w->schema, E_THING);
	int64_t from = month_index(0) + 3, to = from + 5;
	struct sums kept = {0}, cells = {0};

	must(tx_rollup(t, en, INT64_MIN, INT64_MAX, true,
		now ? span_cell : sum_cell, &kept, e), e);
	assert_int_equal(kept.count, all->count);
	assert_int_equal(kept.spanned, all->spanned);
	kept = (struct sums){0};
	must(tx_rollup(t, en, from, to, true, sum_cell, &kept, e), e);
	must(tx_rollup(t, en, from, to, false, sum_cell, &cells, e), e);
	assert_int_equal(kept.count, cells.count);
	assert_int_equal(kept.spanned, cells.spanned);
}

static void
compare(struct world *w, struct view v)
{
	struct sums kept = {0}, counted = {0};
	struct err e = {0};
	struct tx *t;

	must(tx_begin_read(w->st, v, &t, &e), &e);
	compare_entity(w, t, v, E_THING, &counted);
	compare_entity(w, t, v, E_MARK, NULL);
	compare_columns(w, t, E_THING);
	compare_columns(w, t, E_MARK);
	compare_find(w, t, v);
	must(tx_rollup(t, schema_entity(&w->schema, E_THING), INT64_MIN,
		INT64_MAX, false, sum_cell, &kept, &e), &e);
	assert_int_equal(kept.count, counted.count);
	assert_int_equal(kept.amount, counted.amount);
	compare_spans(w, t, v, &counted, &e);
	tx_end(t);
}

static void
history(uint64_t seed, bool on_disk)
{
	struct world w = {.random = seed * 0x9E3779B97F4A7C15u + 1,
		.clock = 1000000};
	/* every other store begins so small that it must grow */
	const struct store_options o = {.mode = STORE_WRITE,
		.map_size = seed % 2 ? 0 : 64 * 1024};
	struct err e = {0};
	uint64_t last_op = 0;
	struct tx *t;

	if (on_disk) {
		snprintf(w.dir, sizeof w.dir, "/dev/shm/pipe-prop-XXXXXX");
		assert_non_null(mkdtemp(w.dir));
		must(store_create(w.dir, false, &e), &e);
		must(store_open(&w.st, w.dir, &o, &e), &e);
	} else {
		must(store_open_memory(&w.st, &e), &e);
	}
	must(store_first_policy(w.st, STR("first"), STR("c"), &e), &e);
	schema_add(&w.schema, &w.arena, &thing_entity, NULL, 0);
	schema_add(&w.schema, &w.arena, &mark_entity, NULL, 0);
	store_bind(w.st, &w.schema, &w.env, NULL);
	for (int i = 0; i < STEPS; i++)
		step(&w);
	must(tx_begin_read(w.st, VIEW_NOW, &t, &e), &e);
	last_op = tx_last_op(t);
	tx_end(t);
	compare(&w, VIEW_NOW);
	for (int i = 0; i < VIEWS; i++)
		compare(&w, (struct view){
			pick(&w, 3) ? 1000000 - 400 + (int64_t)pick(&w, 8000)
				    : AS_OF_NOW,
			pick(&w, 3) ? pick(&w, last_op + 1) : OP_NOW});
	shelf_whole(w.st);
	store_close(w.st);
	if (on_disk) {
		char path[96];

		snprintf(path, sizeof path, "%s/data.mdb", w.dir);
		unlink(path);
		snprintf(path, sizeof path, "%s/lock.mdb", w.dir);
		unlink(path);
		rmdir(w.dir);
	}
	ARR_FREE(&w.oracle.events);
	ARR_FREE(&w.oracle.marks);
	ARR_FREE(&w.imports);
	arena_free(&w.arena);
}

static uint64_t
env_number(const char *name, uint64_t fallback)
{
	const char *s = getenv(name);

	return s ? strtoull(s, NULL, 10) : fallback;
}

static void
run_histories(bool on_disk, uint64_t count)
{
	uint64_t first = env_number("PIPE_SEED", 1);

	count = env_number("PIPE_HISTORIES", count);
	for (uint64_t i = 0; i < count; i++) {
		if (getenv("PIPE_VERBOSE"))
			fprintf(stderr, "seed %llu\n",
				(unsigned long long)(first + i));
		history(first + i, on_disk);
	}
}

static void
in_memory(void **state)
{
	(void)state;
	run_histories(false, 60);
}

static void
on_lmdb(void **state)
{
	(void)state;
	run_histories(true, 15);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(in_memory),
		cmocka_unit_test(on_lmdb),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
