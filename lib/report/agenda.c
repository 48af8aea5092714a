#include "report/agenda.h"

#include "model/activity.h"
#include "model/lead.h"

struct diary {
	struct model *m;
	struct arena *a;
	const struct agenda_spec *spec;
	ARR(struct agenda_item) items;
	struct buf text; /* scratch */
};

const char *
agenda_word(enum agenda_kind kind)
{
	static const char *const words[] = {
		[AGENDA_ACTIVITY] = "activity",
		[AGENDA_NEXT] = "next",
		[AGENDA_CLOSE] = "close",
		[AGENDA_WAKE] = "wake",
		[AGENDA_ROTTEN] = "rotten",
		[AGENDA_NO_STEP] = "no-step",
	};

	return words[kind];
}

static bool
is_mine(const struct diary *d, const struct common *rec, int64_t owner)
{
	return rec->archived != 1 && (d->spec->owner == NUM_NULL ||
					     owner == d->spec->owner);
}

static int64_t
when_to_day(const struct diary *d, int64_t when)
{
	return when_is_day(when) ? when_day(when)
				 : zone_day(d->m->cal.zone,
					   when_instant(when));
}

/* The scratch text is why. */
static void
add(struct diary *d, enum agenda_kind kind, int entity, int64_t id,
	struct str title, int64_t due, int64_t owner)
{
	*ARR_ADD(&d->items) = (struct agenda_item){
		.kind = kind,
		.entity = model_entity(d->m, entity),
		.id = id,
		.title = arena_str(d->a, title),
		.due = due,
		.days = due == NUM_NULL ? NUM_NULL
					: when_to_day(d, due) -
						d->m->cal.today,
		.owner = owner,
		.why = arena_str(d->a, buf_view(&d->text)),
	};
	buf_reset(&d->text);
}

/* ---- activities ------------------------------------------------------- */

static int
take_activity(struct diary *d, const void *rec, struct err *e)
{
	const struct activity *v = rec;

	(void)e;
	if (!is_mine(d, &v->common, v->owner) || v->done != NUM_NULL ||
		v->due == NUM_NULL ||
		when_to_day(d, v->due) > d->m->cal.today + d->spec->days)
		return 0;
	buf_str(&d->text, v->type);
	if (v->about != NUM_NULL) {
		buf_cstr(&d->text, d->text.n ? " about " : "about ");
		model_ref_text(d->m,
			model_entity(d->m, anyref_entity(v->about)),
			anyref_id(v->about), &d->text);
	}
	add(d, AGENDA_ACTIVITY, E_ACTIVITY, v->common.id, v->subject, v->due,
		v->owner);
	return 0;
}

/* ---- leads ------------------------------------------------------------ */

static int
take_lead(struct diary *d, const void *rec, struct err *e)
{
	const struct lead *l = rec;

	(void)e;
	if (!is_mine(d, &l->common, l->owner) || l->open != 1 ||
		l->wake == NUM_NULL ||
		l->wake > d->m->cal.today + d->spec->days)
		return 0;
	buf_fmt(&d->text, "%.*s lead to wake up", STR_F(l->status));
	if (l->company.p)
		buf_fmt(&d->text, ", %.*s", STR_F(l->company));
	add(d, AGENDA_WAKE, E_LEAD, l->common.id, l->name,
		when_of_day(l->wake), l->owner);
	return 0;
}

/* ---- deals ------------------------------------------------------------ */

static void
add_deal(struct diary *d, const struct deal *v, enum agenda_kind kind,
	int64_t day)
{
	add(d, kind, E_DEAL, v->common.id, v->name,
		day == NUM_NULL ? NUM_NULL : when_of_day(day), v->owner);
}

static bool
enters_stage(const struct event *ev)
{
	for (size_t i = 0; i < ev->nchanges; i++)
		if (ev->changes[i].has && (ev->changes[i].tag == DEAL_STAGE ||
				ev->changes[i].tag == DEAL_PIPELINE))
			return true;
	return ev->kind == EVENT_CREATE;
}

/* The operation of the last event of a record that `is` holds for, 0: none. */
static int
last_op(struct diary *d, int entity, int64_t id,
	bool (*is)(const struct event *), uint64_t *op, struct err *e)
{
	struct numbers list = {0};
	struct arena a = {0};
	struct event ev;
	int rc = tx_history(d->m->tx, model_entity(d->m, entity), id, &list,
		e);

	*op = 0;
	for (size_t i = list.list.n; rc == 0 && !*op && i-- > 0;) {
		rc = tx_event(d->m->tx, list.list.v[i], &a, &ev, e);
		if (rc == 0 && is(&ev))
			*op = ev.op;
	}
	ARR_FREE(&list.list);
	arena_free(&a);
	return rc;
}

static bool
is_done(const struct event *ev)
{
	for (size_t i = 0; i < ev->nchanges; i++)
		if (ev->changes[i].tag == ACTIVITY_DONE)
			return ev->changes[i].has;
	return false;
}

/* The done activity that touched the deal last, 0: none is left. */
static int
last_touch(struct diary *d, const struct deal *v, int64_t *id, struct err *e)
{
	const struct entity *en = model_entity(d->m, E_ACTIVITY);
	struct ids ids = {0};
	struct arena a = {0};
	struct activity *act = record_new(en, &a);
	int rc = tx_find(d->m->tx, en, entity_tag(en, ACTIVITY_ABOUT),
		(union val){.i = anyref_make(E_DEAL, v->common.id)}, &ids, e);

	*id = 0;
	for (size_t i = ids.list.n; rc == 0 && !*id && i-- > 0;) {
		rc = tx_get(d->m->tx, en, ids.list.v[i], act, e);
		if (rc == 0 && act->common.archived != 1 &&
			act->done == v->touched)
			*id = act->common.id;
	}
	ARR_FREE(&ids.list);
	arena_free(&a);
	return rc;
}

/* "idle 31 days, 14 are allowed: at proposal since 2026-09-01, operation 17" */
static int
say_clock(struct diary *d, const struct deal *v, int64_t allowed,
	struct err *e)
{
	bool touch = str_is(v->idle_by, "activity");
	int64_t at = touch ? v->touched : v->stage_since, id = 0;
	uint64_t op = 0;
	int rc = touch ? last_touch(d, v, &id, e) : 0;

	if (rc == 0 && touch && id)
		rc = last_op(d, E_ACTIVITY, id, is_done, &op, e);
	else if (rc == 0 && !touch)
		rc = last_op(d, E_DEAL, v->common.id, enters_stage, &op, e);
	buf_fmt(&d->text, "idle %lld days, %lld are allowed: ",
		(long long)v->idle, (long long)allowed);
	if (touch && id)
		buf_fmt(&d->text, "activity/%lld done ", (long long)id);
	else if (touch)
		buf_cstr(&d->text, "touched ");
	else
		buf_fmt(&d->text, "at %.*s since ", STR_F(v->stage));
	day_print(zone_day(d->m->cal.zone, at), &d->text);
	if (op)
		buf_fmt(&d->text, ", operation %llu", (unsigned long long)op);
	return rc;
}

static int
take_rotten(struct diary *d, const struct deal *v, struct err *e)
{
	const struct stage *s = deal_stage(d->m->policy, v);
	int64_t today = d->m->cal.today;
	int rc;

	if (v->rotten != 1 || !s)
		return 0;
	rc = say_clock(d, v, s->rotten_after, e);
	add_deal(d, v, AGENDA_ROTTEN, today - v->idle + s->rotten_after);
	return rc;
}

static int
take_deal(struct diary *d, const void *rec, struct err *e)
{
	const struct deal *v = rec;
	const struct stage *s = deal_stage(d->m->policy, v);
	int64_t today = d->m->cal.today;

	if (!is_mine(d, &v->common, v->owner) || (s && s->kind != STAGE_OPEN))
		return 0;
	if (v->next != NUM_NULL && v->next <= today + d->spec->days) {
		buf_str(&d->text, v->next_step.p ? v->next_step
						 : STR("next step"));
		add_deal(d, v, AGENDA_NEXT, v->next);
	}
	if (v->close != NUM_NULL && v->close < today) {
		buf_fmt(&d->text, "expected to close, stands at %.*s",
			STR_F(v->stage));
		add_deal(d, v, AGENDA_CLOSE, v->close);
	}
	if (v->next == NUM_NULL && !v->next_step.p) {
		buf_fmt(&d->text, "no next step, stands at %.*s",
			STR_F(v->stage));
		add_deal(d, v, AGENDA_NO_STEP, NUM_NULL);
	}
	return take_rotten(d, v, e);
}

/* ---- all of them ------------------------------------------------------ */

static int
take_all(struct diary *d, int entity,
	int (*take)(struct diary *, const void *, struct err *),
	struct err *e)
{
	const void *rec;
	struct scan *s;
	int failed = 0, rc = scan_open(d->m->tx, model_entity(d->m, entity),
		NULL, &s, e);

	if (rc)
		return rc;
	while (!failed && (rc = scan_next(s, &rec, e)) == 0)
		failed = take(d, rec, e);
	scan_close(s);
	if (failed)
		return failed;
	return rc == ERR_NO ? 0 : rc;
}

static int
item_order(const void *x, const void *y)
{
	const struct agenda_item *a = x, *b = y;
	int64_t k = a->days == NUM_NULL ? INT64_MAX : a->days;
	int64_t l = b->days == NUM_NULL ? INT64_MAX : b->days;

	if (a->kind != b->kind)
		return a->kind < b->kind ? -1 : 1;
	if (k != l)
		return k < l ? -1 : 1;
	if (a->due != b->due)
		return a->due < b->due ? -1 : 1;
	return (a->id > b->id) - (a->id < b->id);
}

int
agenda_make(struct model *m, struct arena *a, const struct agenda_spec *spec,
	struct agenda *out, struct err *e)
{
	struct diary d = {.m = m, .a = a, .spec = spec};
	int rc = take_all(&d, E_ACTIVITY, take_activity, e);

	if (rc == 0)
		rc = take_all(&d, E_DEAL, take_deal, e);
	if (rc == 0)
		rc = take_all(&d, E_LEAD, take_lead, e);
	arr_sort(d.items.v, d.items.n, sizeof *d.items.v, item_order);
	out->n = d.items.n;
	out->v = arena_array(a, out->n + 1, sizeof *out->v);
	if (out->n)
		memcpy(out->v, d.items.v, out->n * sizeof *out->v);
	ARR_FREE(&d.items);
	buf_free(&d.text);
	return rc;
}
