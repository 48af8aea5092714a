/* Calls, mails, meetings, visits, notes and tasks. */
#include "demo/demo_plan.h"

static struct step *
note_add(struct plan *p, int64_t at, int entity, size_t place, size_t rep,
	const struct demo_touch *what)
{
	struct step *s = plan_step(p, at, DEED_NOTE, entity, place, rep);

	give_text(p, s, "type", what->type);
	give_text(p, s, "text", what->subject);
	give_text(p, s, "outcome", what->outcome);
	return s;
}

static struct step *
activity_add(struct plan *p, int64_t at, int entity, size_t place,
	size_t contact, size_t rep, const char *type, const char *subject)
{
	struct step *s = plan_step(p, at, DEED_ADD, E_ACTIVITY,
		plan_record(p, E_ACTIVITY), rep);

	give_text(p, s, "type", type);
	give_text(p, s, "subject", subject);
	give_ref(p, s, "about", entity, place);
	give_ref(p, s, "contact", E_CONTACT, contact);
	give_ref(p, s, "owner", E_REP, rep);
	return s;
}

struct step *
touch_add(struct plan *p, struct dice *d, int64_t at, enum deed deed,
	int entity, size_t place, size_t contact, size_t rep)
{
	const struct demo_touch *what = &demo_touches[dice_below(d, TOUCHES)];
	bool note = !what->minutes || dice_chance(d, 35);
	struct step *s;

	if (deed == DEED_NOTE || (deed == DEEDS && note))
		return note_add(p, at, entity, place, rep, what);
	s = activity_add(p, at, entity, place, contact, rep, what->type,
		what->subject);
	give_text(p, s, "outcome", what->outcome);
	if (what->minutes)
		give_int(p, s, "minutes", what->minutes +
			5 * dice_below(d, 4));
	give_instant(p, s, "done", at);
	return s;
}

static int64_t
day_in(const struct plan *p, int64_t instant)
{
	return zone_day(p->cal.zone, instant);
}

void
task_due(struct plan *p, struct dice *d, int64_t begun, size_t deal,
	size_t contact, size_t rep)
{
	enum { LATE = 4, AHEAD = 15, HOUR = 60 };
	int64_t due = day_working(p->cal.today +
		dice_between(d, -LATE, AHEAD));
	int64_t day = p->last - 2 - dice_below(d, 11);
	bool meeting = dice_chance(d, 25) && due > p->cal.today;
	struct life l = {begun};
	struct step *s;

	if (day < day_in(p, begun))
		day = day_in(p, begun);
	s = activity_add(p, life_at(&l, p, d, day), E_DEAL, deal, contact,
		rep, meeting ? "meeting" : "task",
		meeting ? "Meet to go through the offer"
			: demo_tasks[dice_below(d, TASKS)]);
	if (meeting)
		give_instant(p, s, "due", plan_instant(p, due,
			HOUR * dice_between(d, 1, 8)));
	else
		give_day(p, s, "due", due);
}

void
task_done(struct plan *p, struct dice *d, int64_t begun, size_t deal,
	size_t contact, size_t rep)
{
	int64_t day = day_in(p, begun) + dice_between(d, 1, 9), due;
	struct life l = {begun};
	struct step *s;
	size_t place;

	due = day_working(day + dice_between(d, 2, 12));
	s = activity_add(p, life_at(&l, p, d, day), E_DEAL, deal, contact,
		rep, "task", demo_tasks[dice_below(d, TASKS)]);
	give_day(p, s, "due", due);
	place = s->place;
	plan_step(p, life_at(&l, p, d, due + dice_between(d, -1, 2)),
		DEED_DONE, E_ACTIVITY, place, rep);
}
