#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "conf/fault.h"
#include "model/rep.h"
#include "model/team.h"
#include "shop.h"

#define NOW INT64_C(1792065600000000) /* 2026-10-15T12:00:00Z */

static const char policy[] =
	"currency: EUR\n"
	"calendar: {zone: UTC, fiscal_year_start: 1}\n"
	"pipelines:\n"
	"  - id: default\n"
	"    stages:\n"
	"      - {id: first, probability: 10, category: pipeline,\n"
	"         rotten_after: 14, exit: they talk to us}\n"
	"      - {id: offer, probability: 40, category: best_case,\n"
	"         requires: [amount, close, contact, region_code],\n"
	"         exit: they chose us}\n"
	"      - {id: terms, probability: 80, category: commit}\n"
	"      - {id: won, type: won, requires: [amount]}\n"
	"      - {id: lost, type: lost}\n"
	"  - id: renewals\n"
	"    stages:\n"
	"      - {id: due, probability: 90, category: commit}\n"
	"      - {id: renewed, type: won}\n"
	"      - {id: churned, type: lost}\n"
	"lead_statuses: [new, working, nurturing, qualified, converted,\n"
	"  disqualified]\n"
	"qualification:\n"
	"  - {name: budget, type: bool}\n"
	"lose_reasons: [price, competitor]\n"
	"disqualify_reasons: [spam, too-small]\n"
	"fields:\n"
	"  deal:\n"
	"    - {name: region_code, type: enum, choices: [north, south]}\n"
	"public_mail_domains: [gmail.com, gmx.net]\n";

static void
show(struct faults *faults)
{
	char text[1024];

	for (size_t i = 0; i < faults->list.n; i++) {
		err_text(&faults->list.v[i], text, sizeof text);
		print_error("%s\n", text);
	}
}

static void
open_store(struct shop *s)
{
	struct faults faults = {0};
	struct buf compiled = {0};
	struct policy *p;
	struct str yaml = str_of(policy);

	if (policy_parse(&s->arena, yaml, "pipe.yaml",
		    model_builtin(&s->arena), &p, &faults, &s->e)) {
		show(&faults);
		fail();
	}
	policy_compile(p, &compiled);
	shop_must(s, store_open_memory(&s->st, &s->e));
	shop_must(s, store_first_policy(s->st, yaml, buf_view(&compiled),
		&s->e));
	buf_free(&compiled);
	ARR_FREE(&faults.list);
}

static int64_t
make_team(struct shop *s, const char *key, const char *parent)
{
	struct team *t = shop_new(s, E_TEAM);

	shop_set(s, E_TEAM, t, "key", key);
	if (parent)
		shop_set(s, E_TEAM, t, "parent", parent);
	return shop_save(s, E_TEAM, t);
}

static int64_t
make_rep(struct shop *s, const char *handle, const char *name,
	const char *team)
{
	struct rep *r = shop_new(s, E_REP);

	shop_set(s, E_REP, r, "handle", handle);
	shop_set(s, E_REP, r, "name", name);
	shop_set(s, E_REP, r, "team", team);
	return shop_save(s, E_REP, r);
}

struct run {
	struct shop *s;
	void (*steps)(struct shop *s);
};

static int
run(struct tx *t, void *arg, struct err *e)
{
	struct run *r = arg;
	struct shop *s = r->s;

	(void)e;
	s->tx = t;
	shop_must(s, model_load(&s->m, &s->arena, s->st, t, NOW, STR("bert"),
		&s->e));
	s->emea = make_team(s, "emea", NULL);
	s->dach = make_team(s, "dach", "emea");
	s->anna = make_rep(s, "anna", "Anna Ek", "emea");
	s->bert = make_rep(s, "bert", "Bert Bo", "dach");
	r->steps(s);
	return 0;
}

/* All that is derived agrees with the log. */
static void
check(struct shop *s)
{
	struct check_report report = {0};
	struct model m;
	struct tx *t;

	shop_must(s, tx_begin_read(s->st, VIEW_NOW, &t, &s->e));
	shop_must(s, model_load(&m, &s->arena, s->st, t, s->m.now, STR("bert"),
		&s->e));
	shop_must(s, tx_check(t, &report, &s->e));
	if (report.nproblems)
		print_error("%s", report.problems.p);
	assert_int_equal(report.nproblems, 0);
	buf_free(&report.problems);
	tx_end(t);
}

static void
look_at(struct shop *s, void (*look)(struct shop *s, struct tx *t))
{
	struct model writing = s->m;
	struct tx *t;

	if (!look)
		return;
	shop_must(s, tx_begin_read(s->st, VIEW_NOW, &t, &s->e));
	look(s, t);
	tx_end(t);
	s->m = writing;
}

void
shop_run(void (*steps)(struct shop *s))
{
	shop_run_then(steps, NULL);
}

void
shop_run_then(void (*steps)(struct shop *s),
	void (*look)(struct shop *s, struct tx *t))
{
	struct shop s = {0};
	struct run r = {&s, steps};
	struct op_spec spec = {.kind = OP_CHANGE, .recorded = NOW,
		.login = STR("bert"), .command = STR("test"),
		.rep = NUM_NULL};
	uint64_t op;

	open_store(&s);
	shop_must(&s, store_write(s.st, &spec, run, &r, &op, &s.e));
	look_at(&s, look);
	check(&s);
	store_close(s.st);
	arena_free(&s.arena);
}

void
shop_later(struct shop *s, int64_t days)
{
	s->m.now += days * US_PER_DAY;
	s->m.at = s->m.cal.now = s->m.now;
	s->m.cal.today += days;
}

void
shop_must(struct shop *s, int rc)
{
	if (rc)
		print_error("%s\n%s\n", s->e.msg, s->e.hint);
	assert_int_equal(rc, 0);
}

void
shop_refused(struct shop *s, int rc, int code, ...)
{
	char text[sizeof s->e.msg + sizeof s->e.hint + 2];
	const char *word;
	va_list ap;

	snprintf(text, sizeof text, "%s\n%s", rc ? s->e.msg : "",
		rc ? s->e.hint : "");
	if (rc != code)
		print_error("%d: %s\n", rc, text);
	assert_int_equal(rc, code);
	va_start(ap, code);
	while ((word = va_arg(ap, const char *))) {
		if (!strstr(text, word))
			print_error("no '%s' in: %s\n", word, text);
		assert_non_null(strstr(text, word));
	}
	va_end(ap);
}

void *
shop_new(struct shop *s, int entity)
{
	const struct entity *en = model_entity(&s->m, entity);
	void *rec = record_new(en, &s->arena);

	shop_must(s, model_defaults(&s->m, en, rec, &s->e));
	return rec;
}

void
shop_set(struct shop *s, int entity, void *rec, const char *field,
	const char *value)
{
	const struct entity *en = model_entity(&s->m, entity);
	const struct field *f = entity_field(en, str_of(field));

	assert_non_null(f);
	if (value)
		shop_must(s, model_assign_text(&s->m, en, rec, f->tag,
			str_of(value), &s->e));
	else
		model_assign(&s->m, rec, f, NULL);
}

int
shop_try(struct shop *s, int entity, void *rec)
{
	return model_save(&s->m, model_entity(&s->m, entity), rec, &s->how,
		&s->e);
}

int64_t
shop_save(struct shop *s, int entity, void *rec)
{
	shop_must(s, shop_try(s, entity, rec));
	return ((struct common *)rec)->id;
}

void *
shop_get(struct shop *s, int entity, int64_t id)
{
	void *rec;

	shop_must(s, model_get(&s->m, model_entity(&s->m, entity), id, &rec,
		&s->e));
	return rec;
}

int64_t
shop_day(const char *day)
{
	struct err e;
	int64_t out;

	assert_int_equal(day_parse(str_of(day), &out, &e), 0);
	return out;
}

struct deal *
shop_deal(struct shop *s)
{
	struct deal *d = shop_new(s, E_DEAL);

	shop_set(s, E_DEAL, d, "name", "Acme renewal");
	shop_set(s, E_DEAL, d, "amount", "1000");
	shop_set(s, E_DEAL, d, "close", "2026-11-30");
	shop_save(s, E_DEAL, d);
	return shop_get(s, E_DEAL, d->common.id);
}

void
assert_shop_text(struct str s, const char *text, const char *file, int line)
{
	if (!text ? s.p == NULL : str_is(s, text))
		return;
	print_error("%s:%d: '%.*s' is not '%s'\n", file, line, STR_F(s),
		text ? text : "(unset)");
	fail();
}
