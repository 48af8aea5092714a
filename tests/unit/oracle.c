#include <stdio.h>

#include "oracle.h"

enum { FACT_ARCHIVED, FACT_EXT, FACT_NAME, FACT_KIND, FACT_AMOUNT, FACT_DAY,
	FACT_OWNER };
enum { FACT_TEXT = 2, FACT_ABOUT, FACT_DONE };

static void
thing_fold(const void *before, void *after, int64_t instant)
{
	const struct thing *b = before;
	struct thing *a = after;

	if (!b || !str_eq(b->kind, a->kind)) {
		a->since = instant;
		a->moves = b ? b->moves + 1 : 0;
	}
}

static void
thing_derive(const struct derive_env *env, void *rec)
{
	struct thing *t = rec;

	(void)env;
	t->month = t->day == NUM_NULL ? 9999 : month_index(t->day);
}

#define AT(type, member) offsetof(struct type, member)

static const uint16_t month_needs[] = {35, 0};

static const struct field thing_fields[] = {
	FIELDS_COMMON,
	{32, AT(thing, name), 0, T_LINE, 0, F_INDEX | F_REQUIRED, "name", 0, 0,
		0},
	{33, AT(thing, kind), 0, T_ENUM, 0, F_DICT, "kind", 0, 0, 0},
	{34, AT(thing, amount), 0, T_INT, 0, 0, "amount", 0, 0, 0},
	{35, AT(thing, day), 0, T_DAY, 0, 0, "day", 0, 0, 0},
	{36, AT(thing, owner), 0, T_REF, E_THING, F_INDEX, "owner", 0, 0,
		0},
	{37, AT(thing, moves), 0, T_INT, 0, F_KEPT, "moves", 0, 0, 0},
	{38, AT(thing, since), 0, T_INSTANT, 0, F_KEPT, "since", 0, 0, 0},
	{39, AT(thing, touched), 0, T_INSTANT, 0, F_KEPT | F_TOUCH, "touched",
		0, 0, 0},
	{40, AT(thing, month), 0, T_INT, 0, F_DERIVED, "month", 0, 0,
		month_needs},
	FIELDS_COMMON_END,
};

static const struct rollup thing_rollup = {.by = {40, 36, 33}, .sums = {34},
	.span = 3};

const struct entity thing_entity = {
	.number = E_THING,
	.name = "thing",
	.plural = "things",
	.fields = thing_fields,
	.nfields = sizeof thing_fields / sizeof *thing_fields,
	.size = sizeof(struct thing),
	.title = 32,
	.rollup = &thing_rollup,
	.fold = thing_fold,
	.derive = thing_derive,
};

static const struct field mark_fields[] = {
	FIELDS_COMMON,
	{32, AT(mark, text), 0, T_LINE, 0, 0, "text", 0, 0, 0},
	{33, AT(mark, about), 0, T_REF, E_THING, F_INDEX, "about", 0, 0, 0},
	{34, AT(mark, done), 0, T_INSTANT, 0, 0, "done", 0, 0, 0},
	FIELDS_COMMON_END,
};

static const struct touch mark_touch = {.ref = 33, .at = 34};

const struct entity mark_entity = {
	.number = E_MARK,
	.name = "mark",
	.plural = "marks",
	.fields = mark_fields,
	.nfields = sizeof mark_fields / sizeof *mark_fields,
	.size = sizeof(struct mark),
	.touch = &mark_touch,
};

static struct fact
number(int64_t v)
{
	return (struct fact){.set = v != NUM_NULL, .i = v == NUM_NULL ? 0 : v};
}

static struct fact
text(struct str s)
{
	struct fact f = {.set = s.p != NULL};

	snprintf(f.s, sizeof f.s, "%.*s", STR_F(s));
	return f;
}

void
oracle_facts(int entity, const void *rec, struct fact out[FACTS])
{
	const struct common *c = rec;
	const struct thing *t = rec;
	const struct mark *m = rec;

	memset(out, 0, FACTS * sizeof *out);
	out[FACT_ARCHIVED] = number(c->archived == 1 ? 1 : NUM_NULL);
	out[FACT_EXT] = text(c->ext);
	if (entity == E_MARK) {
		out[FACT_TEXT] = text(m->text);
		out[FACT_ABOUT] = number(m->about);
		out[FACT_DONE] = number(m->done);
		return;
	}
	out[FACT_NAME] = text(t->name);
	out[FACT_KIND] = text(t->kind);
	out[FACT_AMOUNT] = number(t->amount);
	out[FACT_DAY] = number(t->day);
	out[FACT_OWNER] = number(t->owner);
}

static bool
fact_same(const struct fact *a, const struct fact *b)
{
	return a->set == b->set && a->i == b->i && strcmp(a->s, b->s) == 0;
}

bool
oracle_diff(const struct fact a[FACTS], const struct fact b[FACTS],
	struct shadow *out)
{
	bool any = false;

	for (int i = 0; i < FACTS; i++) {
		out->changed[i] = !fact_same(&a[i], &b[i]);
		out->facts[i] = b[i];
		any |= out->changed[i];
	}
	return any;
}

static bool
counts(const struct oracle *o, const struct shadow *s, struct view v)
{
	bool voided = false;

	for (size_t i = 0; i < o->marks.n; i++)
		if (o->marks.v[i].op == s->op && o->marks.v[i].at <= v.op)
			voided = !voided;
	return s->instant <= v.as_of && s->op <= v.op && !voided;
}

static bool
fold_facts(const struct oracle *o, int entity, int64_t id, struct view v,
	struct state *out)
{
	bool found = false;

	memset(out, 0, sizeof *out);
	out->touched = NUM_NULL;
	for (size_t n = 0; n < o->events.n; n++) {
		const struct shadow *s = &o->events.v[n];

		if (s->entity != entity || s->id != id)
			continue;
		if (s->purge)
			return false;
		if (!counts(o, s, v))
			continue;
		if (!found || s->changed[FACT_KIND]) {
			out->since = s->instant;
			out->moves += found;
		}
		if (!found)
			out->created = s->instant;
		found = true;
		out->updated = s->instant;
		out->rev++;
		for (int i = 0; i < FACTS; i++)
			if (s->changed[i])
				out->facts[i] = s->facts[i];
	}
	return found;
}

bool
oracle_state(const struct oracle *o, int entity, int64_t id, struct view v,
	struct state *out)
{
	struct state m;

	if (!fold_facts(o, entity, id, v, out))
		return false;
	for (int64_t n = 1; entity == E_THING && n < IDS_MAX; n++) {
		if (!fold_facts(o, E_MARK, n, v, &m))
			continue;
		if (!m.facts[FACT_ARCHIVED].set && m.facts[FACT_DONE].set &&
			m.facts[FACT_ABOUT].set && m.facts[FACT_ABOUT].i == id
			&& m.facts[FACT_DONE].i > out->touched)
			out->touched = m.facts[FACT_DONE].i;
	}
	return true;
}

int64_t
oracle_month(const struct fact facts[FACTS])
{
	return facts[FACT_DAY].set ? month_index(facts[FACT_DAY].i) : 9999;
}

const char *
oracle_compare(const struct state *s, int entity, const void *rec)
{
	const struct common *c = rec;
	const struct thing *t = rec;
	struct fact facts[FACTS];
	struct shadow diff;

	oracle_facts(entity, rec, facts);
	if (oracle_diff(s->facts, facts, &diff))
		return "facts";
	if (c->rev != s->rev)
		return "rev";
	if (c->created != s->created || c->updated != s->updated)
		return "created or updated";
	if (entity == E_MARK)
		return NULL;
	if (t->moves != s->moves || t->since != s->since)
		return "kept fields";
	if (t->touched != s->touched)
		return "touched";
	return t->month == oracle_month(facts) ? NULL : "derived";
}

void
oracle_faults(struct store *st, struct buf *out)
{
	struct check_report r = {0};
	struct err e = {0};
	struct tx *t;
	int rc = tx_begin_read(st, VIEW_NOW, &t, &e);

	if (rc == 0) {
		rc = tx_check(t, &r, &e);
		tx_end(t);
	}
	if (rc)
		buf_cstr(out, e.msg);
	else if (r.nproblems)
		buf_fmt(out, "%llu problems: %s",
			(unsigned long long)r.nproblems, r.problems.p);
	buf_free(&r.problems);
}
