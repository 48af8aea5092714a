/*
 * Random histories, and what must hold of all of them: for random pairs of
 * instants, periods and nodes the bridge sums (which bridge_make checks
 * against two forecasts, and this test once more by itself), parents equal
 * their children and what is theirs, and an explanation equals its figure.
 *
 * HISTORIES says how many (200), SEED where to begin.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "model/deal.h"
#include "model/rate.h"
#include "report/bridge.h"
#include "report/reason.h"

#define START INT64_C(1767607200000000) /* 2026-01-05T10:00:00Z */
#define HOUR  INT64_C(3600000000)

enum { DEALS = 24, REPS = 6, TEAMS = 4, STEPS = 200 };

static const char policy_text[] =
	"currency: EUR\n"
	"calendar: {zone: Europe/Berlin, fiscal_year_start: 1}\n"
	"pipelines:\n"
	"  - id: default\n"
	"    stages:\n"
	"      - {id: first, name: First, probability: 25}\n"
	"      - {id: offer, probability: 50, category: commit}\n"
	"      - {id: quiet, probability: 10, category: omitted}\n"
	"      - {id: won, type: won}\n"
	"      - {id: lost, type: lost}\n"
	"lead_statuses: [new, working, nurturing, qualified, converted,\n"
	"  disqualified]\n";

struct history {
	struct arena arena;
	struct store *st;
	struct model m;
	struct err e;
	uint64_t rng;
	int64_t now;
	int64_t teams, reps, deals; /* how many there are */
	struct view marks[STEPS];   /* after each step */
	size_t nmarks;
	uint64_t seed;
};

static uint32_t
pick(struct history *h, uint32_t n)
{
	h->rng = h->rng * UINT64_C(6364136223846793005) +
		UINT64_C(1442695040888963407);
	return (uint32_t)(h->rng >> 33) % n;
}

static void
must(struct history *h, int rc)
{
	if (rc)
		print_error("seed %llu: %s\n%s\n", (unsigned long long)h->seed,
			h->e.msg, h->e.hint);
	assert_int_equal(rc, 0);
}

/* ---- a history -------------------------------------------------------- */

static void
compile(struct history *h, const char *text, struct buf *out)
{
	struct faults faults = {0};
	struct policy *p;

	must(h, policy_parse(&h->arena, str_of(text), "pipe.yaml",
		model_builtin(&h->arena), &p, &faults, &h->e));
	policy_compile(p, out);
	ARR_FREE(&faults.list);
}

static void
put(struct history *h, int entity, void *rec, const char *name,
	const char *value)
{
	const struct entity *en = model_entity(&h->m, entity);

	must(h, model_assign_text(&h->m, en, rec,
		entity_field(en, str_of(name))->tag, str_of(value), &h->e));
}

static void *
fresh(struct history *h, int entity)
{
	const struct entity *en = model_entity(&h->m, entity);
	void *rec = record_new(en, &h->arena);

	must(h, model_defaults(&h->m, en, rec, &h->e));
	return rec;
}

/* A change may be refused by a rule; then it is none. */
static void
keep(struct history *h, int entity, void *rec)
{
	enum saved how;
	struct err e;

	model_save(&h->m, model_entity(&h->m, entity), rec, &how, &e);
}

static const char *
number(struct history *h, const char *prefix, int64_t n)
{
	return arena_fmt(&h->arena, "%s%lld", prefix, (long long)n);
}

static const char *
any_day(struct history *h)
{
	return arena_fmt(&h->arena, "2026-%02u-%02u", 1 + pick(h, 9),
		1 + pick(h, 28));
}

static void
add_people(struct history *h)
{
	static const char *const above[] = {NULL, "t1", "t1", NULL};

	for (int i = 1; i <= TEAMS; i++) {
		void *t = fresh(h, E_TEAM);

		put(h, E_TEAM, t, "key", number(h, "t", i));
		if (above[i - 1])
			put(h, E_TEAM, t, "parent", above[i - 1]);
		keep(h, E_TEAM, t);
	}
	for (int i = 1; i <= REPS; i++) {
		void *r = fresh(h, E_REP);

		put(h, E_REP, r, "handle", number(h, "r", i));
		if (i < REPS)
			put(h, E_REP, r, "team", number(h, "t",
				1 + i % TEAMS));
		keep(h, E_REP, r);
	}
}

static void
put_money(struct history *h, void *d)
{
	static const char *const codes[] = {"EUR", "USD", "JPY"};
	uint32_t n = pick(h, 3);
	const char *amount = n == 2
		? arena_fmt(&h->arena, "%u", pick(h, 900000))
		: arena_fmt(&h->arena, "%u.%02u", pick(h, 9000), pick(h, 100));

	((struct deal *)d)->amount = NUM_NULL;
	put(h, E_DEAL, d, "currency", codes[n]);
	put(h, E_DEAL, d, "amount", amount);
}

static void
add_deal(struct history *h)
{
	void *d = fresh(h, E_DEAL);

	put(h, E_DEAL, d, "name", "Deal");
	put(h, E_DEAL, d, "stage", pick(h, 3) ? "first" : "offer");
	if (pick(h, 8))
		put_money(h, d);
	if (pick(h, 8))
		put(h, E_DEAL, d, "close", any_day(h));
	if (pick(h, 6))
		put(h, E_DEAL, d, "owner", number(h, "r", 1 + pick(h, REPS)));
	keep(h, E_DEAL, d);
	h->deals = tx_last_id(h->m.tx, model_entity(&h->m, E_DEAL));
}

static struct deal *
any_deal(struct history *h)
{
	void *rec;

	must(h, model_get(&h->m, model_entity(&h->m, E_DEAL),
		1 + pick(h, (uint32_t)h->deals), &rec, &h->e));
	return rec;
}

static void
change_deal(struct history *h)
{
	static const char *const stages[] = {"first", "offer", "quiet",
		"offer", "won", "lost"};
	struct deal *d = any_deal(h);

	switch (pick(h, 7)) {
	case 0:
	case 1: put(h, E_DEAL, d, "stage", stages[pick(h, 6)]); break;
	case 2: put(h, E_DEAL, d, "close", any_day(h)); break;
	case 3:
		put(h, E_DEAL, d, "owner", number(h, "r", 1 + pick(h, REPS)));
		break;
	case 4: put_money(h, d); break;
	case 5:
		put(h, E_DEAL, d, "category", pick(h, 2) ? "omitted"
							  : "best_case");
		break;
	default: d->common.archived = !d->common.archived;
	}
	keep(h, E_DEAL, d);
}

static void
move_people(struct history *h)
{
	int entity = pick(h, 3) ? E_REP : E_TEAM;
	int64_t n = entity == E_REP ? REPS : TEAMS;
	void *rec;

	must(h, model_get(&h->m, model_entity(&h->m, entity),
		1 + pick(h, (uint32_t)n), &rec, &h->e));
	put(h, entity, rec, entity == E_REP ? "team" : "parent",
		number(h, "t", 1 + pick(h, TEAMS)));
	keep(h, entity, rec);
}

static void
say_rate(struct history *h)
{
	bool yen = pick(h, 2);
	struct rate_quote k = {.base = STR("EUR"),
		.currency = yen ? STR("JPY") : STR("USD")};
	struct str text = str_of(yen
		? arena_fmt(&h->arena, "%u.%u", 120 + pick(h, 50), pick(h, 10))
		: arena_fmt(&h->arena, "1.%02u", 5 + pick(h, 20)));
	enum saved how;
	int64_t id;

	must(h, day_parse(str_of(any_day(h)), &k.day, &h->e));
	must(h, dec_parse(text, &k.rate, &h->e));
	must(h, rate_set(&h->m, &k, &id, &how, &h->e));
}

static int
step(struct tx *t, void *arg, struct err *e)
{
	struct history *h = arg;
	uint32_t what = pick(h, 12);

	(void)e;
	must(h, model_load(&h->m, &h->arena, h->st, t, h->now, STR_NULL,
		&h->e));
	if (!h->nmarks)
		add_people(h);
	else if (h->deals < 4 || (what < 2 && h->deals < DEALS))
		add_deal(h);
	else if (what < 9)
		change_deal(h);
	else if (what < 11)
		say_rate(h);
	else
		move_people(h);
	return 0;
}

/* A stage is renamed: a policy of its own. */
static int
rename_stage(struct tx *t, void *arg, struct err *e)
{
	struct history *h = arg;
	struct buf compiled = {0};
	char *text = arena_fmt(&h->arena, "%s", policy_text);

	memcpy(strstr(text, "First"), pick(h, 2) ? "Third" : "Early", 5);
	must(h, model_load(&h->m, &h->arena, h->st, t, h->now, STR_NULL,
		&h->e));
	compile(h, text, &compiled);
	must(h, tx_policy_adopt(t, str_of(text), buf_view(&compiled), h->now,
		e));
	buf_free(&compiled);
	return 0;
}

static void
live(struct history *h)
{
	struct buf compiled = {0};

	compile(h, policy_text, &compiled);
	must(h, store_open_memory(&h->st, &h->e));
	must(h, store_first_policy(h->st, str_of(policy_text),
		buf_view(&compiled), &h->e));
	buf_free(&compiled);
	h->now = START;
	for (int i = 0; i < STEPS; i++) {
		bool policy = i && !pick(h, 60);
		struct op_spec spec = {.recorded = h->now,
			.login = STR("test"), .command = STR("test"),
			.rep = NUM_NULL,
			.kind = policy ? OP_POLICY : OP_CHANGE};
		uint64_t op;

		must(h, store_write(h->st, &spec, policy ? rename_stage : step,
			h, &op, &h->e));
		h->marks[h->nmarks++] = (struct view){h->now, OP_NOW};
		h->now += (1 + pick(h, 40)) * HOUR;
	}
}

/* ---- what must hold --------------------------------------------------- */

static struct tx *
look(struct history *h, struct view v)
{
	struct tx *t;

	must(h, tx_begin_read(h->st, v, &t, &h->e));
	must(h, model_load(&h->m, &h->arena, h->st, t, h->now, STR_NULL,
		&h->e));
	return t;
}

static void
any_figures(struct history *h, struct forecast_spec *spec)
{
	static const enum rate_policy rates[] = {RATE_CLOSE, RATE_DEAL,
		RATE_ASOF, RATE_TODAY};

	*spec = (struct forecast_spec){.by = BY_REP};
	if (pick(h, 2)) {
		spec->currency = currency_find(pick(h, 2) ? STR("EUR")
							   : STR("USD"));
		spec->rates = rates[pick(h, 4)];
	}
	if (!pick(h, 4))
		spec->team = 1 + pick(h, TEAMS);
	if (!pick(h, 6))
		spec->measure = MEASURE_COUNT;
}

static const char *
any_period(struct history *h)
{
	static const char *const periods[] = {"2026Q1", "2026Q2", "2026Q3",
		"2026", "2026-04", "2026-06", "2026-07"};

	return periods[pick(h, sizeof periods / sizeof *periods)];
}

static void
bridge_sums(struct history *h)
{
	size_t a = pick(h, (uint32_t)h->nmarks);
	size_t b = a + pick(h, (uint32_t)(h->nmarks - a));
	struct bridge_spec spec = {.from = h->marks[a], .to = h->marks[b],
		.period = str_of(any_period(h))};
	struct tx *t = look(h, h->marks[b]);
	struct bridge out;

	any_figures(h, &spec.figures);
	must(h, bridge_make(&h->m, &h->arena, &spec, &out, &h->e));
	for (size_t i = 0; i < out.n; i++) {
		const struct bridge_row *r = &out.rows[i];
		int64_t count = r->from.count, value = r->from.value;

		for (int k = 0; k < BUCKETS; k++) {
			count += r->in[k].count;
			value += r->in[k].value;
		}
		assert_int_equal(count, r->to.count);
		assert_int_equal(value, r->to.value);
		if (a == b)
			assert_int_equal(r->in[BUCKET_UNCHANGED].deals,
				r->to.count);
	}
	tx_end(t);
}

/* A parent is its children and nothing else: owners are leaves. */
static void
parents_sum(struct history *h, const struct forecast *f)
{
	for (size_t i = 0; i < f->n; i++) {
		const struct forecast_row *p = &f->rows[i];
		int64_t won = 0, open = 0, deals = 0;
		bool leaf = true;

		for (size_t k = 0; k < f->n; k++) {
			const struct forecast_row *r = &f->rows[k];

			if (r->period != p->period || r->money != p->money ||
				!str_eq(r->parent, p->node))
				continue;
			leaf = false;
			won += r->won;
			open += r->pipeline;
			deals += r->deals_open + r->deals_won;
		}
		if (leaf)
			continue;
		(void)h;
		assert_int_equal(p->won, won);
		assert_int_equal(p->pipeline, open);
		assert_int_equal(p->deals_open + p->deals_won, deals);
	}
}

static void
figures_hold(struct history *h)
{
	struct view v = h->marks[pick(h, (uint32_t)h->nmarks)];
	struct tx *t = look(h, v);
	struct forecast_spec spec;
	struct period period;
	struct explained x;
	struct forecast f;
	enum metric metric;

	any_figures(h, &spec);
	must(h, period_parse(str_of(any_period(h)), &h->m.cal, &period,
		&h->e));
	spec.periods = &period;
	spec.nperiods = 1;
	must(h, forecast_make(&h->m, &h->arena, &spec, &f, &h->e));
	parents_sum(h, &f);
	metric = (enum metric)pick(h, METRICS);
	must(h, reasons_find(&h->m, &h->arena, &spec, metric,
		f.rows[pick(h, (uint32_t)f.n)].node, &x, &h->e));
	tx_end(t);
}

static void
history(uint64_t seed)
{
	struct history *h = calloc(1, sizeof *h);

	assert_non_null(h);
	h->seed = seed;
	h->rng = h->seed * UINT64_C(0x9e3779b97f4a7c15);
	live(h);
	for (int k = 0; k < 8; k++) {
		bridge_sums(h);
		figures_hold(h);
	}
	store_close(h->st);
	arena_free(&h->arena);
	free(h);
}

static void
histories(void **state)
{
	const char *n = getenv("HISTORIES"), *from = getenv("SEED");
	long count = n ? atol(n) : 200;
	uint64_t seed = from ? strtoull(from, NULL, 10) : 1;

	(void)state;
	for (long i = 0; i < count; i++)
		history(seed + (uint64_t)i);
}

/* The team asked for comes above one that it was below. */
static void
turned_over(void **state)
{
	(void)state;
	history(1795924276);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(histories),
		cmocka_unit_test(turned_over),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
